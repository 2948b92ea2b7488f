"""The model that a name stands for: the one place that knows every kind of Reader and Writer."""

from pathlib import Path

from chatbot.errors import LanguageModelError
from chatbot.models import hub, ollama
from chatbot.models.llama import LlamaWriter
from chatbot.models.reader import embedded_reader
from chatbot.models.server import ServerWriter
from chatbot.models.settings import Settings
from chatbot.protocols import Reader, Writer


def language_model(name: str | Path | None = None, settings: Settings | None = None) -> Reader | Writer:
    """Return the model of a name, or the embedded reader when there is none; nothing is loaded yet.

    A name is the path of a GGUF file, ``ollama:NAME[:TAG]``, ``hf:OWNER/REPOSITORY[:QUANTISATION]`` or
    ``openai:ADDRESS[#MODEL]``. Raises LanguageModelError when there is no such model, or it is not to be had offline.
    """
    if name is None:
        return embedded_reader()
    settings = settings or Settings()
    kind, _, rest = str(name).partition(":")
    if kind == "openai":
        writer = ServerWriter(rest, context=settings.context)
        if settings.offline and writer.sends_to:
            raise LanguageModelError(
                f"The model server {writer.sends_to} is another machine; leave out --offline to send to it."
            )
        return writer
    if kind == "ollama":
        return LlamaWriter(ollama.model_file(rest), name=rest, settings=settings)
    if kind == "hf":
        return LlamaWriter(hub.model_file(rest, offline=settings.offline), settings=settings)
    return LlamaWriter(name, settings=settings)
