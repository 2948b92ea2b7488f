"""Talk: what is said to the program and asks nothing of the articles. It is answered in kind, with what can be asked."""
