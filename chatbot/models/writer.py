"""A Llama that writes prose, by its own chat template: any GGUF file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from chatbot.models.grammar import prose_grammar
from chatbot.models.llama import LlamaModel
from chatbot.protocols import Messages


class LlamaWriter:
    """A Writer made of a GGUF file."""

    def __init__(self, path: str | Path, *, context: int = 4096) -> None:
        """Take a file, unread, and the window in tokens."""
        self._llama = LlamaModel(path, context=context)
        self.name = self._llama.name
        self.context = context

    def fingerprint(self) -> str:
        """Return what identifies the model and its settings."""
        return self._llama.fingerprint()

    def load(self) -> None:
        """Load the model."""
        self._llama.load()

    def count(self, messages: Messages) -> int:
        """Return how many tokens the messages take in the model's chat template."""
        return self._llama.count(self._llama.chat_prompt(messages.system, messages.user))

    def stream(self, messages: Messages, *, markers: Sequence[int], limit: int = 256) -> Iterator[str]:
        """Yield the reply piece by piece, at most ``limit`` tokens, held to these markers."""
        prompt = self._llama.chat_prompt(messages.system, messages.user)
        return self._llama.stream(prompt, grammar=prose_grammar(markers), limit=limit)
