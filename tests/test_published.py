import os

import pytest
from tests.dated_pages import PAGES, render

from index.published import address, byline, parse
from index.readers import read, read_bytes
from index.types import Dated


def dates(page):
    (draft,) = read_bytes(render(page).encode(), source=page.url, name=page.url, media_type="text/html; charset=utf-8")
    return tuple(date and date.value for date in (draft.published, draft.modified))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_is_dated_as_it_says(page):
    assert dates(page) == (page.published, page.modified)
