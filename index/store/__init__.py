"""The truth, in SQLite: articles, passages, vectors, and where each article comes from."""
