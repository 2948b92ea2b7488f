"""A Llama that writes prose, by its own chat template: any GGUF file."""

from pathlib import Path

from chatbot.models.llama import LlamaModel
from chatbot.models.settings import WINDOW, Settings, fits, threads


class LlamaWriter(LlamaModel):
    """A Writer made of a GGUF file."""

    sends_to: str | None = None

    def __init__(self, path: str | Path, *, name: str | None = None, settings: Settings | None = None) -> None:
        """Take a file, unread, what the person calls it, and how to run it."""
        settings, file = settings or Settings(), Path(path).expanduser()
        roomy = not file.exists() or fits(file.stat().st_size)
        context = settings.context or (WINDOW if roomy else WINDOW // 2)
        super().__init__(file, context=context, name=name, gpu_layers=settings.gpu_layers, threads=threads())
