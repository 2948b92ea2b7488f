"""The command line: commands, and how answers and articles look in a terminal."""
