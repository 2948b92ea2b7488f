"""The patterns of the lines that date an article: "Publié le 3 mars 2025", "By Ada Lovelace | March 3, 2025, updated …"."""

from index.language.date_forms import DATE
from index.language.patterns import in_lines

_LABEL = "{published_label}|{modified_label}"
_HOUR_BEFORE = r"(?:\d{1,2}\s*[:.h]\s*\d\d\s*(?:[ap]\.?m\b\.?)?\s*(?:[A-Z]{2,5}\b)?,?\s*(?:{publication.on}\s+)?)?"
# names have capitals: "Par décret du 3 mars", "By Tuesday, March 3" sign nothing
_SOMEONE = r"{publication.by}\s+(?:{publication.staff}\b|(?-i:(?!{weekday_name}\b)[A-ZÀ-Þ]))"
_ALONE = r"(?:[^\W\d_][\w’'. -]{1,30},\s+)?(?:{calendar.article}\s+)?" + DATE + r"(?:\s+[A-Z]{2,4})?"
# one pattern, so that a name between the label and the date can be stepped over
_LABELLED = r"(?:^|(?<=[\s(|·•—–,.;:/\[-])){label}\s*:?\s*" + _HOUR_BEFORE + DATE

published = in_lines("{published_label}")
modified = in_lines("{modified_label}")
published_end = in_lines(r"{published_label}\W*{publication.on}?\W*$")
modified_end = in_lines(r"{modified_label}\W*$")
published_date = in_lines(_LABELLED.replace("{label}", "{published_label}"))
modified_date = in_lines(_LABELLED.replace("{label}", "{modified_label}"))
label_line = in_lines(rf"(?m:^(?=\D{{1,40}}$)((?:{{publication.last}} )?(?:{_LABEL})\W*)$\n+)")
last = in_lines("{publication.last} ")
alone = in_lines(_ALONE)  # a line that is a date
signs = in_lines(rf"\W*{_SOMEONE}")
signed = in_lines(
    rf"\W*(?:{_SOMEONE}[^\n\d]{{0,80}}?[\s,|·•—–(-]+|{{publication.by}}\s+[^\n\d]{{2,80}}?[|·•]\s*)"
    r"(?:{publication.on}\s+)?" + DATE
)
# before a label that is outside of a sentence; ``weak`` what needs a byline before
opening = in_lines(
    r"(?:^\W*|[|·•—–;./)\[\]-]\s*|(?P<weak>[,:(]\s*|\d\w?\s+|\b{publication.joins}\s+))(?:{publication.openers}\s+)*$"
)
# where a byline has begun, another label may follow a comma: "18:05, updated", "Publié le 3 mars et modifié"
begun = in_lines(rf"\W*(?:{_SOMEONE}|(?:{{publication.openers}}\s+)?(?:{_LABEL})|{_ALONE})|.*\d\s?(?:h|:|min)")
# after a date that is outside of a sentence
closing = in_lines(
    r"\W*(?:$|{publication.then}|(?-i:{publication.closers}|v\d\w*))"
    r"|(?-i:(?!\s*,)\W*[A-ZÀ-Þ\d]|\W*[A-ZÀ-Þ\d]\S*(?:\s+\S+){0,3}$)"
)
day_word = in_lines(r"(?:^|,)\s*{publication.on}\s*$")
span_from = in_lines(r"\b{publication.span_from}\s*$")
span_to = in_lines(r"\s*(?-i:{publication.span_to})\b")
beside_names = in_lines("^{publication.beside_names}")
modified_class = in_lines("{publication.modified_class}")
# around an author's name: "Propos recueillis par", "Author:"; "publié le", a date; "and"
author_label = in_lines(  # one name behind more words is a noble's: "Johann Wolfgang von Goethe"
    r"^(?:{publication.by}\s*:?|(?:[^\W\d]+\s+){1,4}?{publication.by}(?=\s+(?-i:[A-ZÀ-Þ])\S*\s+\S)|[^\W\d]+\s*:)\s+"
)
author_end = in_lines(
    r"\W*(?:\b(?:{published_label}|{modified_label})|\d|\b(?:{publication.on})(?:\s+{weekday_form}\b|\s*\d|\s*$)"
    r"|\b(?:{weekday_form}\b\.?,?\s+)?{month_form}\b\.?\s*\d|\b{weekday_form}\b\.?,?\s*(?:\d|$))"
)
author_joins = in_lines(r"\s*[,;&]\s*(?:{publication.joins}\s+)?|\s+{publication.joins}\s+")
author_names = in_lines(r"(?:^|[\w-])(?:{publication.author_names})s?(?:[-_]*names?)?$")
