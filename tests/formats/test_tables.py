"""Rows of tables are sentences that answer with a cell and the name of its column, whatever file they stand in."""

import pytest

from index.formats.tables import lines
from tests import office_files
from tests.formats.test_formats import only


@pytest.mark.parametrize(
    ("rows", "named", "expected"),
    [
        (["City,Price", "Rennes,12 €"], False, ["City: Rennes; Price: 12 €."]),
        (["Item,2025,2026", "Roads,1 200 000 €,"], False, ["Item: Roads; 2025: 1 200 000 €."]),
        (["Prices of the year,", "City,Price", "Rennes,12"], False, ["Prices of the year", "City: Rennes; Price: 12."]),
        (["City,Price", "North,", "Rennes,12"], False, ["North", "City: Rennes; Price: 12."]),
        (["City,Mayor", "Rennes,Ada L."], True, ["City: Rennes; Mayor: Ada L."]),
        # the first row names nothing
        (["Place,Quiberon", "Day,11 July", "Host,Zoe"], False, ["Place | Quiberon", "Day | 11 July", "Host | Zoe"]),
        (["Rennes,12", "Nantes,15"], True, ["Rennes | 12", "Nantes | 15"]),
        (["City,Price"], True, ["City | Price"]),
    ],
)
def test_a_row_is_a_sentence_under_a_row_of_names(rows, named, expected):
    assert list(lines([row.split(",") for row in rows], named=named)) == expected


def test_a_long_row_is_several_sentences_that_each_say_whose_they_are():
    names = ["City", *(f"Column {number}" for number in range(40))]
    said = list(lines([names, ["Rennes", *(f"a value of some length {number}" for number in range(40))]], named=True))

    assert len(said) > 1
    assert all(line.startswith("City: Rennes; ") and len(line) < 1000 for line in said)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_file_of_separated_values_is_read_row_by_row(separator):
    rows = ["Ville;Maire;Élue le", '"Rennes";"Nathalie;ou ""Nat""";22/03/2026', "Nantes;Johanna;15/03/2026"]
    data = "\r\n".join(row.replace(";", separator) for row in rows).encode("cp1252")
    draft = only(data, "mes_villes.csv")

    assert draft.title == "Mes villes"
    assert draft.text.split("\n") == [
        f'Ville: Rennes; Maire: Nathalie{separator}ou "Nat"; Élue le: 22/03/2026.'.replace("\t", " "),
        "Ville: Nantes; Maire: Johanna; Élue le: 15/03/2026.",
    ]


def test_a_workbook_shows_its_values_as_its_cells_do():
    draft = only(office_files.xlsx(), "a.xlsx")

    assert draft.text == "Élections\nVille: Rennes; Élu le: 2026-03-22; Part: 41.5 %; Prix: 1234.50 €."
    assert (draft.title, [section.label for section in draft.sections]) == ("Élections", ["Élections"])


def test_slides_are_read_in_the_order_in_which_they_are_shown():
    draft = only(office_files.pptx(), "a.pptx")

    assert draft.title == "La suite"
    assert [draft.text[section.start :].partition("\n")[0] for section in draft.sections] == ["La suite", "Une conférence"]
    assert draft.text.endswith("\nVille: Rennes; Prix: 12 €.")
    assert "Confidentiel" not in draft.text


def test_a_sheet_of_libreoffice_is_read_row_by_row():
    space = "urn:oasis:names:tc:opendocument:xmlns"

    def row(*cells):
        said = "".join(f"<t:table-cell><x:p>{cell}</x:p></t:table-cell>" for cell in cells)
        return f"<t:table-row>{said}<t:table-cell t:number-columns-repeated='16000'/></t:table-row>"

    sheet = f"<t:table t:name='Prix'>{row('Ville', 'Prix')}{row('Rennes', '12 €')}</t:table>"
    names = f"xmlns:o='{space}:office:1.0' xmlns:t='{space}:table:1.0' xmlns:x='{space}:text:1.0'"
    content = f"<o:document-content {names}><o:body><o:spreadsheet>{sheet}</o:spreadsheet></o:body></o:document-content>"
    data = office_files.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})
    draft = only(data, "a.ods")

    assert (draft.text, draft.sections[0].label) == ("Ville: Rennes; Prix: 12 €.", "Prix")
