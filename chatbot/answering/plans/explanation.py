"""An explanation: one to three whole sentences of a passage that answers, one after the other; never half of one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chatbot.answering.inquiry import Cited, Inquiry, Step, citation
from chatbot.answering.pointing import Answering, answering
from chatbot.answering.prompt import one_line
from chatbot.answering.question_kinds import Kind
from chatbot.answering.writing import write
from chatbot.protocols import Reader
from chatbot.types import Evidence, Read, Reply, Sources, Statement, Token
from index.language.prose import defines, explains, leans, whole
from index.types import Article, Hit, Sentence

MOST = 3  # sentences
GOES_ON = 0.3  # log-odds


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the sentences as a Token, then the Reply; nothing where no whole sentence answers."""
    hits, found = answering(inquiry)
