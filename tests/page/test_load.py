"""Several browsers at once, each with its own conversation; `python -m tests.load` has more of them for longer."""

import pytest

from tests import load
from tests.pagekit import path_of_chromium

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


def test_six_browsers_get_their_own_answers_without_an_error():
    path_of_chromium()
    met = load.run(browsers=6, seconds=30)

    assert met.wrong == []
    assert len(met.waits) >= 6
