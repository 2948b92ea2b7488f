"""Which model answers: told below the question box, and chosen there among those that this machine has."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Lock

from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.models.factory import language_model
from chatbot.models.installed import installed
from chatbot.models.llama import EMBEDDED, LlamaWriter
from chatbot.models.reader import embedded_reader
from chatbot.models.settings import Settings
from chatbot.page.html import Html, tag
from chatbot.page.wording import Wording
from chatbot.protocols import LanguageModel

NOT_ON_OFFER = "This model is not on offer here; reload the page to see which are."


class ModelChoice:
    """The models on offer: the one that the page was started with, the embedded one, and what lies on this machine.

    What is asked for is looked up among them, so that no visitor has a file read, a model fetched or a server asked that is
    not on offer.
    """

    def __init__(self, bot: Chatbot) -> None:
        """Begin with the bot's model."""
        self._bot, self._one, self.current = bot, Lock(), bot.model.name
        self._own = {self.current: _again(bot.model, bot.settings)}
        self._file = getattr(bot.model, "path", None)

    def change(self, name: str, *, alone: bool) -> None:
        """Have the model of that name answer once it is loaded; where it cannot be, the former stays, and an error says why.

        A visitor who is not ``alone``, but has logged in among others, changes nothing for them.
        """
        with self._one:
            make = self._offered().get(name) if alone else None
            if make is None:
                raise UsageError(NOT_ON_OFFER)
            self._bot.use(make())
            self.current = name

    def shown(self, said: Wording, *, alone: bool) -> Html:
        """Return which model answers, or the choice where there is one."""
        names = list(self._offered()) if alone else [self.current]
        options = [tag("option", name, selected="" if name == self.current else None) for name in names]
        choice = tag("select", *options) if len(names) > 1 else self.current
        return tag("label" if len(names) > 1 else "p", said("answered_by"), choice, id="model", data_model=self.current)

    def _offered(self) -> dict[str, Callable[[], LanguageModel]]:
        settings = replace(self._bot.settings or Settings(), offline=True)  # nothing is fetched that has gone meanwhile
        files = [name for name, file in installed(settings.folder).items() if file != self._file]
        return {EMBEDDED: embedded_reader} | self._own | {name: partial(language_model, name, settings) for name in files}


def _again(model: LanguageModel, settings: Settings | None) -> Callable[[], LanguageModel]:
    """Return what gives a model again: that of a file anew, so that its memory is free while another one answers."""
    if isinstance(model, LlamaWriter):
        return partial(LlamaWriter, model.path, name=model.name, settings=settings)
    return lambda: model
