import numpy as np
import pytest

from index.encoding.embedded import EmbeddedEncoder
from index.encoding.encoder import SentenceTransformerEncoder
from index.encoding.weights import embedded_encoder

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
    whole = SentenceTransformerEncoder(str(embedded_encoder()))

    assert (encoder.encode_passages(TEXTS) * whole.encode_passages(TEXTS)).sum(axis=1).min() > 0.997
    assert encoder.encode_query(TEXTS[0]) @ whole.encode_query(TEXTS[0]) > 0.997
    assert encoder.count(TEXTS) == whole.count(TEXTS)


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(encoder):
    assert np.array_equal(encoder.encode_passages(TEXTS)[1], encoder.encode_passages(TEXTS[1:2])[0])


def test_a_text_longer_than_the_encoder_reads_is_read_as_far_as_it_goes(encoder):
    start = "harbour " * 600

    assert np.array_equal(*(encoder.encode_query(start + more) for more in ("ferry", "a market in the town")))
