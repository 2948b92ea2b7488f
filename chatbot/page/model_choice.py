"""Which model answers: told below the question box, and chosen there among those that this machine has."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from threading import Lock

from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.models.factory import language_model
from chatbot.models.installed import installed
from chatbot.models.llama import EMBEDDED
from chatbot.models.reader import embedded_reader
from chatbot.models.settings import Settings
from chatbot.page.html import Html, tag
from chatbot.page.wording import Wording
from chatbot.protocols import LanguageModel

NOT_ON_OFFER = "This model is not on offer here; reload the page to see which are."


class ModelChoice:
    """The models on offer: the one that the page was started with, the embedded one, and what lies on this machine.

    Each is asked for by a key and no other can be, so that no visitor has a file read, a model fetched or a server asked that
    is not on offer.
    """

    def __init__(self, bot: Chatbot) -> None:
        """Begin with the bot's model."""
        self._bot, self._begun, self._one = bot, bot.model, Lock()
        self._name = bot.model.name

    @property
    def current(self) -> str:
        """The key of the model that answers."""
        return key_of(self._name)

    def change(self, key: str, *, alone: bool) -> None:
        """Have the model of that key answer once it is loaded; where it cannot be, the former stays, and an error says why.

        A visitor who is not ``alone``, but has logged in among others, changes nothing for them.
        """
        with self._one:
            offered = {key_of(name): (name, make) for name, make in self._offered().items()} if alone else {}
            if key not in offered:
                raise UsageError(NOT_ON_OFFER)
            name, make = offered[key]
            self._bot.use(make())
            self._name = name

    def shown(self, said: Wording, *, alone: bool) -> Html:
        """Return which model answers, or the choice where there is one."""
        names = list(self._offered()) if alone else [self._name]
        options = [tag("option", name, value=key_of(name), selected="" if name == self._name else None) for name in names]
        choice = tag("select", *options) if len(names) > 1 else self._name
        return tag("label" if len(names) > 1 else "p", said("answered_by"), choice, id="model", data_model=self.current)

    def _offered(self) -> dict[str, Callable[[], LanguageModel]]:
        settings = replace(self._bot.settings or Settings(), offline=True)  # nothing is fetched that has gone meanwhile
        own: dict[str, Callable[[], LanguageModel]] = {self._begun.name: lambda: self._begun}
        files = [name for name in installed() if name.partition(":")[2] != self._begun.name]
        return {EMBEDDED: embedded_reader} | own | {name: partial(language_model, name, settings) for name in files}


def key_of(name: str) -> str:
    """Return what the browser says for a model of that name."""
    return sha256(name.encode()).hexdigest()[:16]
