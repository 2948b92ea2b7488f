"""What finds passages: vectors, words, and one score of both."""
