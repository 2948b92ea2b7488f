import numpy as np
import pytest

from index.encoding.embedded import IDENTITY, EmbeddedEncoder, encoder_named
from index.encoding.encoder import SentenceTransformerEncoder
from index.encoding.weights import NAME
from index.intake.passages import cut
from index.library import Library
from index.types import Passage, Sentence

TEXTS = [
    "The ferry to Groix leaves Lorient at 8:15 in summer.",
    "La mairie de Lyon a voté un budget de 912 millions d'euros, dont 40 pour les écoles.",
    "Harbour",
    "Les glaciers des Alpes ont perdu 10 % de leur volume en deux ans. " * 9,
]


@pytest.fixture(scope="module")
def encoder():
    return EmbeddedEncoder()


def test_the_embedded_encoder_gives_the_vectors_that_sentence_transformers_makes_of_its_folder(encoder):
    whole = SentenceTransformerEncoder(NAME)

    assert (encoder.encode_passages(TEXTS) * whole.encode_passages(TEXTS)).sum(axis=1).min() > 0.997
    assert encoder.encode_query(TEXTS[0]) @ whole.encode_query(TEXTS[0]) > 0.997
    assert encoder.count(TEXTS) == whole.count(TEXTS)


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(encoder):
    assert np.array_equal(encoder.encode_passages(TEXTS)[1], encoder.encode_passages(TEXTS[1:2])[0])


def test_a_sentence_s_vector_is_that_of_its_own_words_and_of_length_1(encoder):
    text = " ".join([*TEXTS[:2], "Les glaciers ont perdu 10 % de leur volume.", "The band plays jazz at the harbour on Sundays."])
    passages = cut(text, encoder.count, article_id="a")
    told = encoder.encode_article("Notes", passages)

    for passage, (vector, sentences) in zip(passages, told, strict=True):
        own = encoder.encode_passages([f"Notes. {sentence.text}" for sentence in passage.sentences])
        nearest = (sentences @ own.T).argmax(axis=1)
        assert [passage.sentences[i].text for i in nearest] == [sentence.text for sentence in passage.sentences]
        assert np.allclose(np.linalg.norm([vector, *sentences], axis=1), 1, atol=1e-5)


def test_a_sentence_beyond_what_the_encoder_reads_of_a_passage_is_read_by_itself(encoder):
    text = f"{'harbour ' * 600}. The ferry leaves at noon."
    start = text.index("The ferry")
    sentences = tuple(Sentence("a", a, b, text[a:b]) for a, b in ((0, start - 1), (start, len(text))))
    _, vectors = encoder.encode_article("Notes", [Passage("a", 0, 0, len(text), text, sentences)])[0]

    assert np.array_equal(vectors[1], encoder.encode_passages([f"Notes. {text[start:]}"])[0])


def test_a_library_of_the_earlier_encoder_serves_is_told_of_and_takes_the_new_one(tmp_path):
    (tmp_path / "ferry.txt").write_text(f"Ferries\n\n{TEXTS[0]}", encoding="utf-8")
    with Library.open(tmp_path / "library", encoder=SentenceTransformerEncoder(NAME)) as library:
        library.add(tmp_path / "ferry.txt")
    with Library.open(tmp_path / "library") as library:
        assert library.encoder.name == NAME
        assert library.search("When does the ferry leave?")
        assert ["earlier, slower kind" in finding.text for finding in library.examine()] == [True]

        library.reencode(encoder_named())

        assert library.encoder.name == IDENTITY
        assert library.search("When does the ferry leave?")
        assert not [finding for finding in library.examine() if "earlier" in finding.text]
