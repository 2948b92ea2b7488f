import random
import time

import pytest

from index.language.sentences import LONGEST, split_sentences

CUT = [
    ("Un. Deux. Trois.", ["Un.", "Deux.", "Trois."]),
    ("Titre sans point\nUne phrase.", ["Titre sans point", "Une phrase."]),
    ("Un\r\n\r\nDeux\u2028Trois", ["Un", "Deux", "Trois"]),
    ("  Un.  \n\n  Deux.  ", ["Un.", "Deux."]),
    ("M. Dupont est là. Il parle.", ["M. Dupont est là.", "Il parle."]),
    ("Mme Roy et Dr. No. Oui.", ["Mme Roy et Dr. No.", "Oui."]),
    ("J. K. Rowling writes. She is known.", ["J. K. Rowling writes.", "She is known."]),
    ("The T. T. Tsui Gallery opened.", ["The T. T. Tsui Gallery opened."]),
    ("J. Le Goff écrit.", ["J. Le Goff écrit."]),
    ("La vitamine C. Le corps en veut.", ["La vitamine C.", "Le corps en veut."]),
    ("St. Louis is big. St. Paul too.", ["St. Louis is big.", "St. Paul too."]),
    ("En 52 av. J.-C. César gagne. Puis rien.", ["En 52 av. J.-C. César gagne.", "Puis rien."]),
    ("Du pain, etc. Le reste suit.", ["Du pain, etc.", "Le reste suit."]),
    ("Du pain, etc. et du vin.", ["Du pain, etc. et du vin."]),
    ("p. ex. Google, e.g. Apple, i.e. Meta.", ["p. ex. Google, e.g. Apple, i.e. Meta."]),
    ("the U.S. Senate met in the U.S. They left.", ["the U.S. Senate met in the U.S.", "They left."]),
    ("It is 3.5 and 18 h 30. Then 1.200 more.", ["It is 3.5 and 18 h 30.", "Then 1.200 more."]),
    ("See No. 5, p. 12, chap. IV. He said no. End.", ["See No. 5, p. 12, chap. IV.", "He said no.", "End."]),
    ("On Jan. 5 at 5 p.m. Monday. It ended.", ["On Jan. 5 at 5 p.m. Monday.", "It ended."]),
    ("Jean-Marie, dit J.-M. Le Pen, est mort. Il est mort.", ["Jean-Marie, dit J.-M. Le Pen, est mort.", "Il est mort."]),
    ("Dit J.-M. Le maire est là.", ["Dit J.-M.", "Le maire est là."]),
    ("En 52 av. J.-C. Les Romains gagnent.", ["En 52 av. J.-C.", "Les Romains gagnent."]),
    ("He won the Super-G. Poland came next.", ["He won the Super-G.", "Poland came next."]),
    ("Er starb 750 n. Chr. in Rom.", ["Er starb 750 n. Chr. in Rom."]),
    ("In Brown v. Board of Education, the Court ruled.", ["In Brown v. Board of Education, the Court ruled."]),
    ("On note la vitesse v. Le corps tombe.", ["On note la vitesse v.", "Le corps tombe."]),
    ("Maj. Gen. Smith met Atty. Gen. Garland and Supt. Miller.", ["Maj. Gen. Smith met Atty. Gen. Garland and Supt. Miller."]),
    ("Les Misérables, éd. Gallimard, coll. Folio.", ["Les Misérables, éd. Gallimard, coll. Folio."]),
    ("Ph. Labro et Ch. Aznavour, 12 bd. Voltaire.", ["Ph. Labro et Ch. Aznavour, 12 bd. Voltaire."]),
    ("Un groupe de jazz trad. Il joue.", ["Un groupe de jazz trad.", "Il joue."]),
    ("Comptez max. 3 h, min. 40 kg. Des œufs.", ["Comptez max. 3 h, min. 40 kg.", "Des œufs."]),
    ("Elle court au max. Il rit. C'est le min. C'est peu.", ["Elle court au max.", "Il rit.", "C'est le min.", "C'est peu."]),
    ("Selon l'art. L. 121-1 et l'art. R. 421-5.", ["Selon l'art. L. 121-1 et l'art. R. 421-5."]),
    ("By Eq. 4 and Figs. 2 and 3, or Op. 27. The end.", ["By Eq. 4 and Figs. 2 and 3, or Op. 27.", "The end."]),
    ("Le 29. Meta parle.", ["Le 29.", "Meta parle."]),
    ("Il hésite… puis part. Il hésite… Puis part.", ["Il hésite… puis part.", "Il hésite…", "Puis part."]),
    ("Wait... What?! No.", ["Wait...", "What?!", "No."]),
    ("Vraiment ? ! Oui.", ["Vraiment ? !", "Oui."]),
    ("La course?Mais non.", ["La course?", "Mais non."]),
    ("http://a.example/?Q=1 is it.", ["http://a.example/?Q=1 is it."]),
    ("« Je viens. » Il part.", ["« Je viens. »", "Il part."]),
    ("« Pourquoi ? » dit-il. « Oui ! », dit-elle.", ["« Pourquoi ? » dit-il.", "« Oui ! », dit-elle."]),
    ('He said "Go." She went.', ['He said "Go."', "She went."]),
    ("He said “Go.” (She went.) Then.", ["He said “Go.”", "(She went.)", "Then."]),
    ("A fact.[3] Another. [4] Last.", ["A fact.[3]", "Another. [4]", "Last."]),
    ("- un point\n- deux. Trois\n1. Quatre. Cinq", ["- un point", "- deux.", "Trois", "1. Quatre.", "Cinq"]),
    ("**Gras.** Suite.", ["**Gras.**", "Suite."]),
    ("今日は。明日は。", ["今日は。", "明日は。"]),
    ("", []),
    (" \n\t ", []),
    (".", ["."]),
]


@pytest.mark.parametrize(("text", "sentences"), CUT)
def test_a_text_is_cut_where_a_reader_would_cut_it(text, sentences):
    found = [text[start:end] for start, end in split_sentences(text)]

    assert sentences == found


WRAPPED = [
    "Le conseil de Nantes a adopté jeudi soir le budget de la\nville, après un débat que la maire a dit fort utile, et\nclos.",
    "The new bridge over the river will cost the town about $12\r\nmillion, according to the mayor.",
    "- a point of a list that is so long that it had to be wrapped\n  in the midst of its sentence",
    "Il a lu le plan que tous appellent ici le « plan vert »\net l'a voté.",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_a_sentence_that_was_wrapped_is_one(text):
    assert split_sentences(text) == [(0, len(text))]


def test_a_wrapped_paragraph_is_cut_at_its_stops_only():
    text = "La ville a voté son budget. Le coût des travaux est de 12\nmillions d'euros. M. Roy en est\ncontent."
    found = [text[start:end] for start, end in split_sentences(text)]

    assert found == [
        "La ville a voté son budget.",
        "Le coût des travaux est de 12\nmillions d'euros.",
        "M. Roy en est",  # a line too short to have been wrapped
        "content.",
    ]


LINES = [
    "a long line of prose that stands above an empty one\n\nthe next paragraph",
    "a long line of prose that ends a page of the book\fthe next page",
    "Une longue ligne de prose qui finit par un point final.\nla suite",
    "He said at the end of a long day: “Now we must go home.”\nthen he went",
    "On achète pour la fête de samedi, au marché du port :\ndes pommes",
    "A long heading that stands above its paragraph in the page\niPhone sales fell.",
    "# A long heading that stands above its paragraph in the page\nsales fell",
    "Le titre assez long d'un article que suit son premier mot\nParis",
    "une rose au matin fleurie sous le vent\nla nuit la prend",
    "Sous le pont Mirabeau coule la Seine et nos amours lointaines\nFaut-il qu'il m'en souvienne",
    "- the first of the points that are made in this list here\n- the second",
    "a) the first of the points that are made in this list here\nb) the second",
    "i. the first of the points that are made in this list here\nii. the second",
    "o the first of the points that are made in this list here\no the second",
    "title: the harbour opens again after two years of works\nauthor: Jean",
    "the name of the town | its people | the cost of the bridge\nnantes | 320 000 | 12",
    "the name of the town   its people   the cost of the bridge\nnantes   320 000   12",
    "https://example.org/a/long/address/that/fills/a/whole/line\nhttps://example.org/b",
    "aGFyYm91ciBhbmQgbWFya2V0IGFuZCBicmlkZ2UgYW5kIG1vcmU\nb3JlIG9mIGl0",
]


@pytest.mark.parametrize("text", LINES)
def test_lists_headings_verse_and_tables_keep_their_lines(text):
    found = [text[start:end] for start, end in split_sentences(text)]

    assert found == [line for line in text.replace("\f", "\n").split("\n") if line]


def covers(text, ranges):
    position = 0
    for start, end in ranges:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert end - start <= LONGEST
        position = end
    return not text[position:].strip()


def test_every_character_that_shows_lies_in_exactly_one_sentence():
    pieces = [
        "une longue ligne que l'on a coupée en son milieu\n",
        "M. ",
        "Oui. ",
        "non ",
        "« ",
        " »",
        "?",
        "! ",
        "… ",
        "\n",
        "[1]",
        "U.S. ",
        "J. ",
        "3.5 ",
        "\u00a0",
        "(",
        ") ",
        "é",
        "\u2028",
    ]
    draw = random.Random(7)  # noqa: S311 (the same texts at every run)
    for _ in range(500):
        text = "".join(draw.choices(pieces, k=draw.randrange(60)))

        assert covers(text, split_sentences(text))


@pytest.mark.parametrize("filler", ["mot ", "mot, ", "mot; ", "m", "mot\u00a0"])
def test_a_sentence_without_end_is_cut_at_a_good_place(filler):
    text = filler * 3000

    ranges = split_sentences(text)

    assert covers(text, ranges)
    assert len(ranges) >= len(text.strip()) // LONGEST


def test_the_cut_of_a_long_sentence_prefers_a_semicolon():
    text = "mot, " * 150 + "fin; " + "mot, " * 100

    start, end = split_sentences(text)[0]

    assert text[start:end].endswith("fin;")


@pytest.mark.parametrize("hostile", ["M. ", ". »", "! ", "« ", ". [1", "a", "\n ", "A.B."])
def test_hostile_text_is_cut_in_linear_time(hostile):
    started = time.process_time()
    split_sentences(hostile * 100_000)

    assert time.process_time() - started < 5
