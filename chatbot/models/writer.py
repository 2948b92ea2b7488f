"""A Llama that writes prose, by its own chat template: any GGUF file."""

from collections.abc import Iterator
from pathlib import Path

from chatbot.models.llama import LlamaModel
from chatbot.models.settings import WINDOW, Settings, fits, threads
from chatbot.protocols import Messages


class LlamaWriter:
    """A Writer made of a GGUF file."""

    sends_to: str | None = None

    def __init__(self, path: str | Path, *, name: str | None = None, settings: Settings | None = None) -> None:
        """Take a file, unread, what the person calls it, and how to run it."""
        settings, file = settings or Settings(), Path(path).expanduser()
        roomy = not file.exists() or fits(file.stat().st_size)
        self.context = settings.context or (WINDOW if roomy else WINDOW // 2)
        self._llama = LlamaModel(file, context=self.context, name=name, gpu_layers=settings.gpu_layers, threads=threads())
        self.name = self._llama.name

    def fingerprint(self) -> str:
        """Return what identifies the model and its settings."""
        return self._llama.fingerprint()

    def load(self) -> None:
        """Load the model, whose own window may be narrower."""
        self._llama.load()
        self.context = self._llama.context

    def count(self, messages: Messages) -> int:
        """Return how many tokens the messages take in the model's chat template."""
        return self._llama.count(self._llama.chat_prompt(messages.system, messages.user))

    def stream(self, messages: Messages, *, limit: int = 256) -> Iterator[str]:
        """Yield the reply piece by piece, at most ``limit`` tokens."""
        prompt = self._llama.chat_prompt(messages.system, messages.user)
        return self._llama.stream(prompt, limit=limit)
