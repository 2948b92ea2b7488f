"""Printed pages are read as a person reads them: column after column, row by row, without what runs along their margins."""

import random
import re

import pytest

from index.formats import read_bytes
from tests import office_files
from tests.formats.test_formats import only
from tests.office_files import column

LEFT = [
    "The old bridge of the town was closed",
    "last winter, after the flood had carried",
    "away one of its piers. The mayor hopes",
    "to see it open again.",
]
RIGHT = [
    "The market has moved to the square of",
    "the station meanwhile, where forty-two",
    "traders sell what they grow. They pay",
    "nothing until the summer.",
]


def pdf(*pages, about=""):
    return only(office_files.drawn_pdf(pages, about=about), "paper.pdf")


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other():
    rows = [piece for row in zip(column(50, 700, LEFT), column(320, 700, RIGHT), strict=True) for piece in row]

    assert pdf(rows).text == f"{' '.join(LEFT)}\n{' '.join(RIGHT)}"


def test_columns_that_are_drawn_one_after_the_other_stay_so():
    assert pdf([*column(50, 700, LEFT), *column(320, 700, RIGHT)]).text == f"{' '.join(LEFT)}\n{' '.join(RIGHT)}"


def test_what_runs_along_the_margins_is_no_text_and_a_sentence_goes_on_over_the_page():
    pages = [
        [
            (50, 770, 8, "Water board of Halden"),
            (480, 770, 8, "Confidential"),
            *column(50, 700, said),
            (280, 25, 8, f"Page {n} of 2"),
        ]
        for n, said in enumerate(
            [
                ["The board counted the leaks of the year and found", "that forty of them, of which the one at"],
                ["Elderby was the worst, had not been repaired."],
            ],
            1,
        )
    ]
    draft = pdf(*pages)

    assert draft.text == (
        "The board counted the leaks of the year and found that forty of them, of which the one at Elderby was the worst, "
        "had not been repaired."
    )
    assert draft.text[draft.sections[1].start :].startswith("Elderby")


def test_a_header_of_one_page_is_neither_text_nor_title():
    header, title = (
        (50, 780, 7, "Bulletin of Halden, March 2026"),
        column(50, 720, ["The covered market opens again", "after three years"], 20, 24),
    )
    draft = pdf([header, *title, *column(50, 650, LEFT)])

    assert draft.title == "The covered market opens again after three years"
    assert "Bulletin" not in draft.text


@pytest.mark.parametrize(
    "lie", ["Microsoft Word - draft3.doc", "10811.exe", "untitled", "Slide 1", "C:\\\\temp\\\\a", "Template of 2009"]
)
def test_a_title_in_the_properties_that_lies_gives_way_to_the_headline(lie):
    draft = pdf([(50, 720, 20, "The bridge is open"), *column(50, 650, LEFT)], about=f"/Title({lie})/Author(Administrator)")

    assert (draft.title, draft.author) == ("The bridge is open", None)


def test_a_title_in_the_properties_that_the_page_says_is_kept():
    draft = pdf(
        [(50, 720, 20, "Report"), (50, 690, 10, "The bridges of Halden"), *column(50, 650, LEFT)],
        about="/Title(The bridges of Halden)",
    )

    assert draft.title == "The bridges of Halden"


def test_lines_of_a_narrow_column_that_go_on_with_a_name_are_one_sentence():
    narrow = [
        "The board repaired forty leaks in",
        "2025. Its head, Mr Gaspar",
        "Villeret, thinks that the town of",
        "Elderby, led by Mrs Apollonia",
        "Destry, must renew its pipes.",
    ]
    wide = (
        "Bulletin of the town of Halden, number two hundred and fourteen, published by the town hall and given away for nothing"
    )

    assert pdf([(50, 740, 9, wide), *column(50, 700, narrow)]).text.endswith(" ".join(narrow))


TABLE = [
    ("Town", "Clients", "Volume", "Price"),
    ("Halden", "4 812", "512 300", "2.31"),
    ("North Elderby", "986", "97 450", "2.44"),
]


def test_a_row_of_a_table_is_a_sentence_that_names_its_columns():
    cells = [(100 + 110 * at, 700 - 18 * row, 10, cell) for row, said in enumerate(TABLE) for at, cell in enumerate(said)]
    draft = pdf([*column(50, 760, ["Prices of the year."]), *cells, *column(50, 600, ["They have not changed."])])

    assert draft.text.split("\n") == [
        "Prices of the year.",
        "Town: Halden; Clients: 4 812; Volume: 512 300; Price: 2.31.",
        "Town: North Elderby; Clients: 986; Volume: 97 450; Price: 2.44.",
        "They have not changed.",
    ]


def test_a_day_alone_under_the_title_of_a_pdf_is_its_date():
    draft = pdf([(50, 720, 20, "The bridge is open"), (50, 690, 10, "Ada Oury - 12 March 2026"), *column(50, 650, LEFT)])

    assert (draft.published.value, draft.published.certainty) == ("2026-03-12", "likely")


def test_pages_that_cannot_be_read_are_told_and_do_not_cost_the_others():
    data = office_files.drawn_pdf([column(50, 700, LEFT), column(50, 700, RIGHT)]).replace(b"[4 0 R 6 0 R]", b"[4 0 R 99 0 R]")
    draft, problem = read_bytes(data, source="a.pdf", name="a.pdf")

    assert draft.text == " ".join(LEFT)
    assert problem.reason == "a.pdf has pages that cannot be read (1); the rest was added."


def test_three_columns_drawn_row_by_row_go_on_after_a_name_s_title():
    columns = [
        column(x, 700, ["The town wants to renew its", "pipes before June, said Mrs", f"{name} Destry, who", "runs the board."])
        for x, name in ((50, "Apollonia"), (230, "Zelia"), (410, "Ada"))
    ]
    drawn = [piece for row in zip(*columns, strict=True) for piece in row]

    assert pdf(drawn).text.split("\n") == [" ".join(line for _, _, _, line in said) for said in columns]


def test_a_note_at_the_foot_of_a_page_is_read_and_small_print_is_not():
    note, more = "1. Counted by the board of Elderby, which", "has published them with its accounts."
    feet = [(50, 40, 7, note), (50, 32, 7, more)], [(50, 40, 7, "Printed by us. Do not throw away.")]
    with_note, with_print = (pdf([*column(50, 700, LEFT), *foot]).text for foot in feet)

    assert with_note.endswith(f"{note} {more}")
    assert with_print == " ".join(LEFT)


def test_a_header_that_names_another_chapter_on_each_page_is_no_text():
    names = ("Bridges", "Roads and paths", "Markets", "Schools")
    pages = [[(50, 770, 10, name), *column(50, 700 - 5 * at, LEFT[:3])] for at, name in enumerate(names)]

    assert not any(name in pdf(*pages).text for name in names)


def test_a_line_of_the_text_that_stands_first_on_two_pages_stays():
    said = [
        ["The board has met."],
        ["Nobody came."],
        ["It rained."],
        ["The board has met."],
        ["It snowed."],
        ["The end."],
        ["All."],
    ]
    pages = [column(50, 720, [*first, *LEFT]) for first in said]

    assert pdf(*pages).text.count("The board has met.") == 2


def test_pages_that_are_pictures_are_told():
    picture = "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q"
    data = office_files.drawn_pdf([column(50, 700, LEFT), picture, "", column(50, 700, RIGHT)])
    draft, problem = read_bytes(data, source="a.pdf", name="a.pdf")

    assert [section.label for section in draft.sections] == ["p. 1", "p. 4"]
    assert problem.reason == "a.pdf has pages that are pictures without text (1): run it through OCR; the rest was added."


def test_words_strewn_over_a_page_are_read_in_some_order():
    for seed in range(100):
        chance = random.Random(seed)  # noqa: S311 - repeatable
        places = chance.sample([(x, y) for x in (50, 150, 230, 330, 450) for y in range(110, 690, 13)], 60)
        drawn = [(x, y, chance.choice([8, 10, 12]), f"word{number}") for number, (x, y) in enumerate(places)]

        assert sorted(re.findall(r"word\d+", pdf(drawn).text)) == sorted(f"word{number}" for number in range(60))
