"""Articles, passages, vectors, and search over them. Knows no language model."""
