import sqlite3

import pytest

from tests.questions.checking import covered, faults, forms_of, library_faults, missing_items, short_is_right, wrong_items

FILES = {"a": "llama-4.md", "b": "deepseek.md"}
MODELS = [["Scout"], ["Maverick"], ["Behemoth"]]


def item(text, article=None, **fields):
    return {"text": text, "article": article and {"id": article, "title": article.upper()}, "markers": [], **fields}


def demanding(plan, **fields):
    return {"plan": plan, "answered": True, **fields}


def answering(plan, **fields):
    return {"plan": plan, "answered": True, "certainty": "sure", "text": "", "citations": [], **fields}


@pytest.mark.parametrize(
    ("short", "forms", "right"),
    [
        ("mardi 29 avril 2025", ["29 avril"], True),
        ("MARDI 6 MAI 2025", ["6 mai"], True),
        ("15 euros", ["5 euros"], False),
        ("Oui", ["oui"], True),
        ("Aurelie Ponsard", ["Aurélie Ponsard"], True),
        ("Meta a fait savoir qu'elle réunirait ses développeurs le 29 avril", ["29 avril"], False),
        (None, ["29 avril"], False),
    ],
)
def test_a_short_answer_is_right_when_it_holds_an_accepted_form_and_little_else(short, forms, right):
    assert short_is_right(short, forms) is right


def test_a_yes_or_a_no_comes_first():
    assert short_is_right("Non, le lieu ne change pas", ["non"], first=True)
    assert not short_is_right("le tarif non plus", ["non"], first=True)


def test_a_list_lacks_what_no_item_of_its_own_holds():
    record = demanding("list", items=MODELS)

    assert missing_items(answering("list", items=[item("Scout"), item("Maverick")]), record) == ["Behemoth"]
    assert missing_items(answering("list", items=[item("Scout and Maverick"), item("Behemoth")]), record) == ["Maverick"]
    assert missing_items(answering("list"), record) == ["Scout", "Maverick", "Behemoth"]
    assert missing_items(answering("list", items=[item("Scout, Maverick"), item("Scout"), item("Behemoth")]), record) == []


def test_an_item_that_nobody_asked_for_is_wrong_unless_it_is_allowed():
    answer = answering("list", items=[item("Scout"), item("R1"), item("V3")])
    record = demanding("list", items=[["Scout"]], may=[["V3"]])

    assert wrong_items(answer, record) == ["R1"]


def test_an_answer_that_holds_all_has_no_fault():
    cited = [{"marker": 1, "article": {"id": "a"}}]
    answer = answering("list", items=[item(text, markers=[1]) for text in ("Scout", "Maverick", "Behemoth")], citations=cited)
    record = demanding("list", items=MODELS, articles=["llama-4.md"])

    assert faults(answer, record, FILES) == []


def test_an_answer_of_today_lacks_the_plan_and_the_items():
    answer = {"answered": True, "text": "Behemoth [1]", "citations": [{"marker": 1, "article": {"id": "a"}}]}
    record = demanding("list", items=MODELS, any_article=["llama-4.md"])

    assert faults(answer, record, FILES) == [
        "plan: None, not list",
        "missing: Scout",
        "missing: Maverick",
        "missing: Behemoth",
    ]


def test_a_digest_cites_all_its_articles_newest_first_and_no_other():
    record = demanding("digest", articles=["llama-4.md", "deepseek.md"], ordered=True)
    right = answering("digest", items=[item("…", "a"), item("…", "b")])
    turned = answering("digest", items=[item("…", "b"), item("…", "a")])
    other = answering("digest", items=[item("…", "a"), item("…", "b"), item("…", "c")])

    assert faults(right, record, FILES) == []
    assert faults(turned, record, FILES) == ["articles: not newest first"]
    assert faults(other, record, FILES) == ["wrongly cited: c"]


def test_a_timeline_is_in_order_and_its_dates_are_right():
    record = demanding("timeline", items=[["V3"], ["R1"]], dates=["2024-12", "2025-01-20"], ordered=True)
    right = answering("timeline", items=[item("V3", date="2024-12-26"), item("R1", date="2025-01-20")])
    turned = answering("timeline", items=[item("R1", date="2025-01-21"), item("V3", date="2024-12-26")])

    assert faults(right, record, FILES) == []
    assert faults(turned, record, FILES) == ["date of R1: 2025-01-21, not 2025-01-20", "items: not in order"]


def test_a_summary_has_so_many_whole_sentences_and_says_what_it_must():
    record = demanding("summary", sentences=[2, 3], must=[["R1"]])
    right = answering("summary", text="R1 came [1]. It cost little [1].", statements=[{"text": "R1 came [1]."}] * 2)
    cut = answering("summary", text="a model which [1]", statements=[{"text": "a model which [1]"}])

    assert faults(right, record, FILES) == []
    assert faults(cut, record, FILES) == ["not said: R1", "sentences: 1", "cut off: a model which [1]"]


def test_a_refusal_needs_its_reason():
    record = demanding("fact", refusal=["another_thing"]) | {"answered": False}
    answer = answering("fact", refusal={"reason": "nothing_near"}) | {"answered": False}

    assert faults(answer, record, FILES) == ["refusal: nothing_near, not another_thing"]


def test_what_comes_from_the_library_s_records_is_sure_and_quotes_nothing():
    quoted = answering("talk", certainty=None, citations=[{"marker": 1, "article": {"id": "a"}}])

    assert faults(quoted, demanding("talk"), FILES) == [
        "citations: the library's records are not quoted",
        "certainty: None",
    ]


def test_a_summary_covers_its_article_from_seven_tenths_of_its_points_on():
    points = [["29 avril"], ["DeepSeek"], ["80 milliards", "procès"]]

    assert covered("Le 29 avril ; un procès contre Meta.", points) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("2025-03-06", "6 March 2025"),
        ("2025-03-06", "March 6, 2025"),
        ("2025-02-01", "1er février 2025"),
        ("https://gazette.example.org/tech/deepseek-r1", "gazette.example.org"),
        ("fr", "français"),
        ("Karim Belhadj", "Karim Belhadj"),
        (None, "inconnu"),
    ],
)
def test_a_value_of_the_records_is_recognised_as_people_write_it(value, form):
    assert form in forms_of(value)


@pytest.fixture
def database():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE articles (id TEXT, title TEXT, author TEXT)")
        connection.executemany("INSERT INTO articles VALUES (?, ?, ?)", [("a", "One", "Ann"), ("b", "Two", "Bob")])
        yield connection
    connection.close()


def test_an_answer_about_the_library_is_compared_with_its_sql(database):
    record = {"sql": "SELECT title, author AS value FROM articles WHERE author = 'Ann'"}
    right = answering("library", text="Ann", items=[item("One", "a")])
    wrong = answering("library", text="Bob", items=[item("Two", "b")])

    assert library_faults(right, record, database) == []
    assert library_faults(wrong, record, database) == ["not said: Ann", "missing: One", "wrong: Two"]


def test_a_number_about_the_library_is_compared_with_its_sql(database):
    record = {"sql": "SELECT count(*) AS number FROM articles"}

    assert library_faults(answering("library", count=2), record, database) == []
    assert library_faults(answering("library", count=3), record, database) == ["count: 3, not 2"]


def test_where_a_part_will_do_any_of_them_is_right_and_none_is_not(database):
    record = {"sql": "SELECT title FROM articles", "part": True}

    assert library_faults(answering("library", items=[item("Two", "b")]), record, database) == []
    assert library_faults(answering("library"), record, database) == ["missing: One", "missing: Two"]
