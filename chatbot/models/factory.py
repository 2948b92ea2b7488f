"""The model that a name stands for: the one place that knows every kind of Reader and Writer."""

from pathlib import Path

from chatbot.models.reader import EmbeddedReader
from chatbot.models.writer import LlamaWriter
from chatbot.protocols import Reader, Writer


def language_model(name: str | Path | None = None) -> Reader | Writer:
    """Return the model in a GGUF file, or the embedded reader when none is named; nothing is loaded yet."""
    return EmbeddedReader() if name is None else LlamaWriter(name)
