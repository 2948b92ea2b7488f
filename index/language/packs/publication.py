"""What a pack says of the lines that date an article. All fields but plain words are patterns, on running text of any case."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Publication:
    """Labels, names of authors and what stands around the date of a byline."""

    published: tuple[str, ...] = ()  # "published", "mis en ligne"
    published_names: tuple[str, ...] = ()  # "publication date"
    modified: tuple[str, ...] = ()
    modified_names: tuple[str, ...] = ()
    last: tuple[str, ...] = ()  # before a label: "last updated"
    on: tuple[str, ...] = ()  # between a label and a day, and before a day that stands alone
    on_also: tuple[str, ...] = ()  # between a label and a date
    on_needed: bool = False  # "publié" is a label only with one of these, or a colon
    by: tuple[str, ...] = ()  # before the author
    beside_by: tuple[str, ...] = ()  # what else may name someone or a place between a label and its date
    staff: tuple[str, ...] = ()  # authors without a capital
    openers: tuple[str, ...] = ()  # "this article was", before a label
    joins: tuple[str, ...] = ()  # from one label to the next
    then: tuple[str, ...] = ()  # what goes on after a date as another label
    closers: tuple[str, ...] = ()  # what may follow a date that is no part of a sentence
    span_from: tuple[str, ...] = ()  # before the first day of an event
    span_to: tuple[str, ...] = ()  # before its last
    beside_names: tuple[str, ...] = ()  # how class names begin of what a page shows beside its article
    modified_class: tuple[str, ...] = ()  # class names of the modified date
