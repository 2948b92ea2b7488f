"""What the reader learns from: numbered sources, the questions put to them, and the reply to each.

The wording is read from `prompts/reader.md`, the file that the product renders: its first line is written once for each
source, and ` ($about)` falls away when neither title nor date is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from string import Template

STOP = "<|im_end|>"
REFUSAL = "none"


@dataclass(frozen=True)
class Source:
    """One evidence sentence; `date` is ISO 8601, and an empty string stands for unknown.

    `before` are the words of its article that stand before it; only the span head reads them.
    """

    text: str
    title: str = ""
    date: str = ""
    before: str = ""


@dataclass(frozen=True)
class Ask:
    """A question and its reply; `marker` counts from 1, and 0 means that no source answers."""

    question: str
    answer: str = ""
    marker: int = 0

    @property
    def reply(self) -> str:
        """The continuation to learn, with its leading space and the stop token's text."""
        return f" {self.answer} [{self.marker}]{STOP}" if self.marker else f" {REFUSAL}{STOP}"


@dataclass(frozen=True)
class Item:
    """Sources read once, and every question that is put to them."""

    sources: tuple[Source, ...]
    asks: tuple[Ask, ...]


_SOURCE_LINE, _QUESTION_LINES = (
    resources.files("prompts").joinpath("reader.md").read_text(encoding="utf-8").rstrip("\n").split("\n", 1)
)


def render_sources(sources: tuple[Source, ...]) -> str:
    """Render the numbered lines, each ending in a newline."""
    lines = []
    for marker, source in enumerate(sources, start=1):
        about = ", ".join(part for part in (source.title, source.date) if part)
        line = _SOURCE_LINE if about else _SOURCE_LINE.replace(" ($about)", "")
        lines.append(Template(line).substitute(marker=marker, about=about, sentence=source.text) + "\n")
    return "".join(lines)


def render_question(question: str) -> str:
    """Render the part after the sources, up to where the reply begins."""
    return Template(_QUESTION_LINES).substitute(question=question)
