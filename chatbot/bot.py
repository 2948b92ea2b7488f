"""The chatbot as Python sees it: a library, a language model, and questions."""

import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from chatbot.answering.pipeline import respond
from chatbot.answering.refusal import calibration
from chatbot.models.factory import language_model
from chatbot.models.settings import Settings
from chatbot.protocols import LanguageModel
from chatbot.types import Answer, Done, Event, Turn
from index.library import Library
from index.types import EVERYTHING, Scope


class Chatbot:
    """Answers questions from a library. Open it with ``Chatbot.open``."""

    def __init__(self, library: Library, model: LanguageModel, settings: Settings | None = None) -> None:
        """Take a library and a model; nothing is loaded before the first question. ``settings`` are for other models."""
        self.library = library
        self.model = model
        self.settings = settings
        self.ready = threading.Event()  # but while the models are being loaded, for which questions wait
        self.ready.set()

    @classmethod
    def open(cls, folder: str | Path, *, model: str | Path | None = None, settings: Settings | None = None) -> Self:
        """Open the library in ``folder``, creating it when absent, with a model by its name or the embedded Llama.

        See ``language_model`` for names. Raises LibraryError when the folder cannot be used, LanguageModelError when there is
        no such model.
        """
        named = language_model(model, settings)
        return cls(Library.open(folder), named, settings)

    def ask(self, question: str, *, history: Sequence[Turn] = (), scope: Scope = EVERYTHING) -> Answer:
        """Return the answer to a question from the articles in a scope; ``history`` is the conversation, oldest turn first."""
        return next(event.answer for event in self.stream(question, history=history, scope=scope) if isinstance(event, Done))

    def stream(self, question: str, *, history: Sequence[Turn] = (), scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield Sources, then Tokens that have been checked, then Done with the answer."""
        self.ready.wait()
        return respond(question, history, self.library, self.model, scope=scope)

    def warm_up(self) -> None:
        """Load the models and calibrate, so that the first question is as quick as the second; those asked meanwhile wait."""
        self.ready.clear()
        try:
            calibration(self.library)
            self.library.search("?")
            self.model.load()
        finally:
            self.ready.set()

    def use(self, model: LanguageModel) -> None:
        """Answer with another model once it is loaded, for which questions wait; where it cannot be, the former stays."""
        self.ready.clear()
        try:
            model.load()
            self.model = model
        finally:
            self.ready.set()

    def launch(self, **options: Any) -> None:
        """Serve the page until Ctrl+C, as ``chatbot serve`` does; for the options see ``chatbot.page.server.serve``."""
        import_module("chatbot.page.server").serve(self, **options)  # which stands above this room

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
