import pytest

from chatbot import Chatbot, Done, Sources, Token, Turn
from chatbot.answering.evidence import gather, understand
from chatbot.answering.prompt import asking
from chatbot.protocols import Pointed
from chatbot.testing import FakeReader, FakeWriter
from chatbot.types import Plan
from index.library import Library

HARBOUR = "The harbour opens on 3 May 2025. The mayor, Ada Bell, cuts the ribbon at noon. The works cost 12 million euros."
MARKET = "Le marché d’Arles ouvre le 4 juin. La place Voltaire accueille quarante marchands."


@pytest.fixture
def ask(library: Library, write):
    """Ask over two articles with a model that gives these replies."""
    library.add([write("harbour.txt", HARBOUR), write("market.txt", MARKET)])

    def make(question, *replies, model=FakeReader, history=()):
        return Chatbot(library, model(*replies)).ask(question, history=history)

    return make


@pytest.fixture(autouse=True)
def always_enough(monkeypatch):
    # the fake encoder's scores mean nothing, so what is refused for weakness is tested with the real one
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)


def test_a_copied_span_becomes_a_short_answer_with_a_verbatim_quote(ask):
    answer = ask("When does the harbour open?", "3 May 2025")
    (citation,) = answer.citations

    assert (answer.text, answer.short, answer.answered) == ("3 May 2025 [1]", "3 May 2025", True)
    assert citation.quote == "The harbour opens on 3 May 2025."
    assert citation.article.text[citation.start : citation.end] == citation.quote
    assert citation.verified


@pytest.mark.parametrize(("refusal", "answers", "told"), [(5.0, -3.0, False), (5.0, -1.0, True), (-5.0, -3.0, True)])
def test_a_sentence_that_the_span_head_denies_outright_is_not_read(ask, monkeypatch, refusal, answers, told):
    def point(_, __, sentences, leads):  # noqa: ARG001 - as a reader is called
        return [Pointed(refusal, answers, ((0, len(sentence)),), (0.0,), (0.0,)) for sentence in sentences]

    reader = FakeReader("3 May 2025")
    monkeypatch.setattr(FakeReader, "point", point)
    monkeypatch.setattr("chatbot.answering.reading.refused", lambda *_: 0.1)
    answer = ask("When does the harbour open?", model=lambda: reader)

    assert (answer.answered, bool(reader.prompts)) == (told, told)


def test_a_list_that_is_refused_stays_a_list(ask):
    answer = ask("List the names of the submarines", "none", "none", "none")

    assert (answer.plan, answer.answered, answer.refusal is None) == (Plan.LIST, False, False)


def test_the_reader_s_refusal_is_a_refusal_in_the_question_s_language_with_the_nearest_article(ask):
    answer = ask("Quand ouvre le marché d’Arles ?", "none")

    assert not answer.answered
    assert answer.short is None
    assert answer.citations == ()
    assert answer.text.startswith("Vos articles ne répondent pas à cette question.")
    assert answer.nearest is not None
    assert answer.nearest.title in answer.text


@pytest.mark.parametrize("reply", ["9 May 2025", "3 May 2031", "the mayor", "nonsense", ""])
def test_words_that_fail_the_check_give_way_to_the_quote(ask, reply):
    answer = ask("When does the harbour open?", reply)

    assert answer.text == "“The harbour opens on 3 May 2025.” [1]"
    assert answer.citations[0].verified


def test_a_date_in_the_article_s_language_is_told_in_the_question_s(ask):
    answer = ask("When does the marché d’Arles open?", "4 juin")

    assert answer.short == "4 June"
    assert "4 juin" in answer.citations[0].quote


def test_without_a_sentence_of_the_kind_asked_for_it_refuses(library, write):
    library.add(write("quiet.txt", "The harbour is calm. Boats are welcome."))

    assert not Chatbot(library, FakeReader()).ask("When does the harbour open?").answered


def test_an_empty_library_refuses_and_names_no_article(library):
    answer = Chatbot(library, FakeReader()).ask("When does the harbour open?")

    assert (answer.answered, answer.nearest) == (False, None)


def test_sources_come_first_and_done_repeats_what_was_streamed(library, write):
    library.add(write("harbour.txt", HARBOUR))
    events = list(Chatbot(library, FakeReader("3 May 2025")).stream("When does the harbour open?"))

    assert [type(event) for event in events] == [Sources, Token, Done]
    assert events[1].text == events[2].answer.text


@pytest.mark.parametrize(
    ("question", "stands_alone"),
    [
        ("And who opens it?", True),
        ("Et qui l’inaugure ?", True),
        ("What does Ada Bell do?", False),
        ("Who wrote Don Quixote?", False),
    ],
)
def test_a_follow_up_takes_the_names_of_the_turn_before_and_a_new_subject_does_not(question, stands_alone):
    from chatbot.answering.dialogue import stand_alone

    history = [Turn("When does Port Arcadia open?", "3 May 2025 [1]")]

    assert ("Arcadia" in stand_alone(question, history)) == stands_alone


def test_a_date_without_a_year_says_that_the_article_does_not_give_it(ask):
    answer = ask("Quand ouvre le marché d’Arles ?", "4 juin")

    assert (answer.text, answer.short) == ("4 juin (l’article ne donne pas l’année) [1]", "4 juin")


@pytest.mark.parametrize(
    ("sentence", "copied", "short", "note"),
    [
        ("The bridge opens on 3 May.", "3 May", "3 May 2025", "the year is taken from"),
        ("The bridge opens tomorrow.", "tomorrow", "2 April 2025", "counted from the publication date, 1 April 2025"),
        ("The bridge opens on 3 May 2026.", "3 May 2026", "3 May 2026", ""),
    ],
)
def test_a_date_is_completed_from_the_publication_date_and_says_so(library, write, sentence, copied, short, note):
    library.add(write("bridge.md", f"---\ntitle: The bridge\ndate: 2025-04-01\n---\n{sentence} Boats pass below it."))
    answer = Chatbot(library, FakeReader(copied)).ask("When does the bridge open?")

    assert answer.short == short
    assert note in answer.text


def test_two_articles_that_disagree_are_both_told_newest_first(library, write, monkeypatch):
    monkeypatch.setattr("chatbot.answering.reading.RIVAL", 1.0)  # the fake encoder's scores mean nothing
    library.add(write("a.md", "---\ntitle: First word\ndate: 2025-04-01\n---\nThe bridge opens on 3 May 2025."))
    library.add(write("b.md", "---\ntitle: Second word\ndate: 2025-04-20\n---\nThe bridge opens on 9 May 2025."))
    reader = FakeReader("3 May 2025", "9 May 2025")
    if library.search("When does the bridge open?")[0].article.title == "Second word":
        reader = FakeReader("9 May 2025", "3 May 2025")
    answer = Chatbot(library, reader).ask("When does the bridge open?")

    assert answer.text.startswith("Your articles disagree: 9 May 2025 [")
    assert [citation.article.title for citation in answer.citations] == ["Second word", "First word"]
    assert {citation.marker for citation in answer.citations} == {1, 2}


@pytest.fixture
def bulletins(library, write):
    for month, people in (("02", "ten"), ("03", "forty"), ("04", "ninety")):
        header = f"---\ntitle: Bulletin {month}\ndate: 2025-{month}-15\n---\n"
        library.add(write(f"{month}.md", f"{header}The choir of Arcadia has {people} singers."))
    return library


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What was said about the choir of Arcadia in March 2025?", "Bulletin 03"),
        ("Qu’a-t-on dit de la choir of Arcadia en février 2025 ?", "Bulletin 02"),
    ],
)
def test_a_question_can_restrict_itself_to_a_period_of_publication(bulletins, question, title):
    sources = next(iter(Chatbot(bulletins, FakeReader("none")).stream(question)))

    assert {citation.article.title for citation in sources.citations} == {title}


def test_the_latest_prefers_the_newest_of_the_articles_that_fit(bulletins, monkeypatch):
    monkeypatch.setattr("chatbot.answering.inquiry.NEAR", 1.0)  # the fake encoder's scores mean nothing
    stream = Chatbot(bulletins, FakeReader("none")).stream("Where does the choir of Arcadia sing in its latest concert?")

    assert {citation.article.title for citation in next(iter(stream)).citations} == {"Bulletin 04"}


def test_sources_are_asked_one_by_one_until_one_is_sure(library, write):
    library.add(write("harbour.txt", HARBOUR))
    reader = FakeReader("none", "nonsense", "not asked for")
    Chatbot(library, reader).ask("What is known at the harbour?")

    assert len(reader.sentences) == 2
    assert all(prompt.startswith("[1] (Harbour) ") and prompt.count("\n") == 2 for prompt in reader.prompts)


TIDE = "The tide comes in and the boats go out, says the pilot. " * 100
ARTICLE = f"{TIDE}Who pays for the quays? The council does not say. {TIDE}"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("When does the harbour open?", "When does the harbour open?"),
        (f"{ARTICLE}\n\nWhen does it open? Thanks!\n", "When does it open? Thanks!"),
        (f"When does it open?\n{ARTICLE}", "When does it open?"),
        (f"When does it open?\n{ARTICLE}\n“Who pays?” asks the pilot. Nobody does.", "When does it open?"),
        (f"{ARTICLE}When does it open?", "When does it open?"),
        (f"{ARTICLE}\nTell me when it opens.", "Tell me when it opens."),
        (f"Is it open?\n{ARTICLE}\nQuand ouvre-t-il ?", "Quand ouvre-t-il ?"),
        (f"https://a.org/?page=1 {ARTICLE}\nTell me when it opens.", "Tell me when it opens."),
        ("a" * 10_000, "a" * 600),
    ],
)
def test_of_an_article_that_was_pasted_with_its_question_the_question_is_asked(text, asked):
    assert asking(text) == asked


def test_a_question_within_a_whole_article_reaches_the_reader_without_it(library, write):
    library.add(write("harbour.txt", HARBOUR))
    reader = FakeReader("3 May 2025", "3 May 2025")
    bot = Chatbot(library, reader)
    answer = bot.ask(f"{ARTICLE}\nWhen does the harbour open?")
    bot.ask("And when does it open?", history=[Turn(answer.question, answer.text)])

    assert answer.short == "3 May 2025"
    assert answer.question.startswith(ARTICLE)
    assert "Question: When does the harbour open?" in reader.prompts[0]
    assert all(len(prompt) < 300 for prompt in reader.prompts)


@pytest.mark.parametrize(
    ("question", "least"),
    [("How much do tickets for Offline Night cost?", 1.0), ("how much do tickets for offline night cost?", 0.01)],
    ids=["the names", "all words"],
)
def test_evidence_lacks_what_another_article_holds_of_the_question_elsewhere(library, write, question, least):
    between = "Everybody brings a laptop and sits where there is room. " * 40
    night = f"The Offline Night is on Thursday. {between}Tickets cost 15 dollars."
    library.add([write("night.txt", night), write("fair.txt", "Tickets for the fair cost 3 dollars. Bring some Coins.")])
    found = gather(understand(question, library), library.search(question), limit=50)
    missing_share = {item.sentence.text: item.missing_share for item in found}

    assert missing_share["Tickets cost 15 dollars."] == 0
    assert least <= missing_share["Tickets for the fair cost 3 dollars."] <= 1


@pytest.mark.parametrize(
    ("question", "lacks"),
    [("How much is a ticket for Offline Night?", 1.0), ("How much is a ticket in April?", 0.0)],
    ids=["several names", "a word that is translated"],
)
def test_an_article_in_another_language_lacks_names_only_where_it_holds_none_of_several(library, write, question, lacks):
    library.add([write("night.txt", "The Offline Night is in April. Tickets cost 15 dollars."), write("market.txt", MARKET)])
    found = gather(understand(question, library), library.search(question), limit=50)

    assert {item.missing_share for item in found if item.article.language == "fr"} == {lacks}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("How much did the fair of Arcadia cost?", "48,713 euros"),
        ("Combien a coûté la « fair of Arcadia » ?", "48\u202f713 euros"),
    ],
)
def test_an_amount_is_told_with_the_digits_of_the_question_s_language(library, write, question, short):
    library.add(write("fair.md", "---\ntitle: Fair\nlang: en\n---\nThe fair of Arcadia cost the town 48,713 euros."))
    answer = Chatbot(library, FakeReader("48,713 euros")).ask(question)

    assert answer.short == short


@pytest.mark.parametrize("question", ["How much did the fair of Arcadia cost?", "Combien a coûté la « fair of Arcadia » ?"])
def test_an_amount_in_a_sentence_of_another_language_than_its_article_is_quoted(library, write, question):
    written = "---\ntitle: Foire\nlang: fr\n---\nThe fair of Arcadia has cost the town 48,713 euros in all."
    library.add(write("fair.md", written))
    answer = Chatbot(library, FakeReader("48,713 euros")).ask(question)

    assert answer.short == answer.citations[0].quote


@pytest.mark.parametrize(("said", "shown"), [("48.713 euros", False), ("48,713 euros", True)])
def test_prose_with_digits_of_another_layout_is_not_shown(library, write, said, shown):
    library.add(write("fair.md", "---\ntitle: Fair\nlang: en\n---\nThe fair of Arcadia cost the town 48,713 euros."))
    writer = FakeWriter(f"The fair cost the town {said} [1].")

    assert shown is (f"town {said}. [1]" in Chatbot(library, writer).ask("How much did the fair of Arcadia cost?").text)
