"""What a document's properties say of it, and programs fill in by themselves: titles and authors that are none."""

import re
from typing import Any

from index.formats.decoding import clean
from index.formats.plain import draft, said_dates
from index.formats.raw import Raw
from index.formats.titles import squashed
from index.types import Draft

_BEGINNING = 10_000  # characters, in which a document says its title

_NO_TITLE = re.compile(
    r"untitled.*|sans titre.*|ohne titel.*|sin título.*|title|titre|(?:new |nouveau )?document\W*\d*"
    r"|(?:slide|page|folie)\W*\d+.*"
    r"|(?:microsoft|libreoffice|openoffice).*\s-\s.*|(?:powerpoint|présentation|presentation)\W*(?:presentation|powerpoint)?\W*\d*"
    r"|[\W\d_]*|\(?(?:unspecified|anonymous|none|null)\)?|about:blank|file:.*|https?://\S+|[a-z]:\\.*|doc\d+|scan\W*\d.*"
    r"|\S+\.\w{2,5}|.*\.(?:docx?|dotx?|xlsx?|pptx?|pdf|indd|tex|dvi|odt|ods|odp|qxd|qxp|pub|rtf|txt|html?|exe|wpd|eps|ai|cdr|fm)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"admin(?:istrat(?:or|eur|or(?:in)?))?|(?:default |microsoft office |windows )?user|utilisateur.*|benutzer|usuario"
    r"|owner|own"
    r"|propriétaire|author|auteur|unknown|inconnu|root|guest|invité|pc|hp|dell|acer|asus|lenovo|toshiba|python-docx"
    r"|\(?(?:unspecified|anonymous|anonyme|none|null|n/a)\)?|[\W\d_]*|.*\\.*|(?:microsoft|adobe|openpyxl|xlsxwriter).*"
    r"|scanner|xerox.*",
    re.IGNORECASE,
)


def named(stated: object) -> str | None:
    """Return a stated title, None when a program made it up: the name of a file or of a program, a placeholder."""
    return _said(stated, _NO_TITLE)


def document(raw: Raw, text: str, *, title: object, head: str | None, by: object, **facts: Any) -> Draft:
    """Return the article of a document: what its properties state where it is true, ``head`` being the headline of its text.

    Its text dates it unless ``dated`` is among the ``facts``, and its properties never do.
    """
    return draft(raw, text, title=_true_title(title, head, text), author=author(by), **{"dated": said_dates(text), **facts})


def _true_title(stated: object, head: str | None, text: str) -> str | None:
    """Return the stated title, unless the text has a headline and never says what was stated."""
    said, head = named(stated), " ".join(clean(head or "").split()) or None
    if said and head and squashed(said) not in squashed(text[:_BEGINNING]) and squashed(head) not in squashed(said):
        return head
    return said or head


def author(stated: object) -> str | None:
    """Return a stated author, None when it is an account or a machine."""
    return _said(stated, _NO_AUTHOR)


def _said(stated: object, nothing: re.Pattern[str]) -> str | None:
    said = " ".join(clean(str(stated or "")[:1000]).split())
    return None if nothing.fullmatch(said) else said
