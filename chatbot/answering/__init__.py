"""From a question to an answer: dialogue, evidence, refusal, reading or writing, verification. ``pipeline`` is the way."""
