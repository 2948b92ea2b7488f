"""The language models: the Llama, the span head of the encoder, and what holds both to the articles."""
