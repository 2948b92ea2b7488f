"""How the sentences that bear on a question are shown to what points at its answer."""

from chatbot.answering.evidence import pointed
from chatbot.testing import FakeReader
from chatbot.types import Evidence
from index.types import Article, Place, Sentence

TEXT = f"L'association Traboule Code invite. {'Il y aura du thé et des gâteaux pour tous. ' * 6}Aurélie Ponsard la préside."


def leads_of(question, text=TEXT):
    article = Article("a", Place("lyon.txt"), "Une soirée", text, "fr", "2025-05-05T00:00:00Z")
    start = text.index("Aurélie")
    item = Evidence(1, article, Sentence("a", start, len(text), text[start:]), "", 1.0)
    seen = []

    def point(_question, sentences, leads):
        seen.extend(leads)
        return FakeReader().point("", sentences, leads)

    pointed(point, question, [item])
    return seen


def test_a_sentence_is_read_after_where_what_the_question_names_was_last_named():
    (lead,) = leads_of("Qui préside Traboule Code ?")

    assert lead.startswith("Une soirée: L'association Traboule Code … ")


def test_what_stands_just_before_a_sentence_or_nowhere_before_it_is_not_added():
    near, nowhere = leads_of("Qui préside le Thé ?"), leads_of("Qui préside Canuts Numériques ?")

    assert near == nowhere
    assert "…" not in near[0]
