"""How people really type: no capitals, no question mark, no accents."""

from __future__ import annotations

import random
import unicodedata


def roughen(rng: random.Random, question: str) -> str:
    """Leave most questions alone, and type the others carelessly."""
    if rng.random() < 0.12:  # noqa: PLR2004
        question = question.lower()
    if rng.random() < 0.12:  # noqa: PLR2004
        question = question.rstrip(" ?")
    if rng.random() < 0.05:  # noqa: PLR2004
        marks = unicodedata.normalize("NFD", question)
        question = "".join(c for c in marks if not unicodedata.combining(c))
    return question
