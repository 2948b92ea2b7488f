"""The embedded reader: the encoder's span head says where an answer may stand, and the embedded Llama copies it from there."""

from collections.abc import Sequence
from functools import cache, cached_property

from chatbot.models import span_head
from chatbot.models.llama import EMBEDDED, LlamaModel, embedded_model
from chatbot.models.merged import ADAPTER, reading_model
from chatbot.models.settings import WINDOW
from chatbot.models.span_tree import MARKER, NOTHING, SpanGuide, span_tree
from chatbot.protocols import Copied, Pointed


class EmbeddedReader:
    """A Reader made of the models that come with the package."""

    sends_to: str | None = None
    name = EMBEDDED
    context = WINDOW

    @cached_property
    def _llama(self) -> LlamaModel:
        return LlamaModel(reading_model(), name=EMBEDDED)

    def fingerprint(self) -> str:
        """Return what identifies the models and their settings."""
        return LlamaModel(embedded_model(), name=EMBEDDED).fingerprint(ADAPTER, span_head.FILE)

    def load(self) -> None:
        """Load the Llama and the span head."""
        self._llama.load()
        self.point("?", ["?"], [""])

    def point(self, question: str, sentences: Sequence[str], leads: Sequence[str]) -> list[Pointed]:
        """Return where in each sentence the answer seems to stand."""
        return span_head.point(question, sentences, leads)

    def copy(self, prompt: str, sentence: str, pointed: Pointed, *, limit: int = 48) -> Copied:
        """Return the reply held to a verbatim span of the sentence, and how likely the refusal was instead."""
        llama = self._llama
        tree = span_tree(sentence, llama.tokens, llama.stop, span_head.likelihood(pointed))
        guide = SpanGuide(tree, llama.count(prompt), llama.tokens(f" {NOTHING}")[0])
        said = llama.reply(prompt, guide, limit=limit)
        return Copied(said.strip().removesuffix(MARKER.strip()).rstrip(), guide.refusal)


@cache
def embedded_reader() -> EmbeddedReader:
    """Return the one of this process, with which a writer's plans answer, too."""
    return EmbeddedReader()
