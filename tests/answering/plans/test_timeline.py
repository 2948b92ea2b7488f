import pytest

from chatbot import Chatbot
from chatbot.testing import FakeReader
from chatbot.types import Plan

TEXT = """---
title: The Ormond bridge
date: 2021-04-10
---

The Ormond bridge was begun in June 1950. It was finished on 4 May 1953.

Cyclists may use it since yesterday. On 12 May the Ormond bridge will be painted.
"""


@pytest.fixture
def bot(library, write):
    library.add([write("bridge.md", TEXT), write("other.txt", "Bread was sold here from 7 July 1999 on, and no cake.")])
    return Chatbot(library, FakeReader())


def test_events_come_in_their_order_with_dates_as_precise_as_known(bot):
    answer = bot.ask("timeline of the Ormond bridge")

    assert answer.plan is Plan.TIMELINE
    assert [item.date for item in answer.items] == ["1950-06", "1953-05-04", "2021-04-09", "2021-05-12"]
    assert answer.text.splitlines()[1] == "4 May 1953: It was finished on 4 May 1953. [2]"


def test_a_period_leaves_the_events_that_lie_in_it(bot):
    assert [item.date for item in bot.ask("What happens in May?").items] == ["1953-05-04", "2021-05-12"]
    assert [item.date for item in bot.ask("que s'est-il passé en 1999 ?").items] == ["1999-07-07"]


def test_a_month_in_an_old_tale_is_not_one_of_the_year_of_publication(library, write):
    text = "---\ntitle: Luther\ndate: 2021-11-10\n---\n\nIn 1521 Luther went to Worms.\n\nIn November he wrote a book.\n"
    library.add([write("luther.md", text)])

    assert [item.date for item in Chatbot(library, FakeReader()).ask("chronology of Luther").items] == ["1521", None]
