"""The encoder, its weights, and that they are the ones that were shipped."""
