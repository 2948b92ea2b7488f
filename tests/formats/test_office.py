"""Word and LibreOffice documents as people leave them: tables, tracked changes, comments, forms."""

import io
import zipfile

import pytest
from docx.oxml.ns import nsdecls

from tests import documents
from tests.formats.test_formats import only


@pytest.mark.parametrize(
    ("rows", "merged", "lines"),
    [
        (
            ["Poste 2023 2024 2025", "Culture 12 12 15", "École 0 0 5"],
            [],
            ["Poste: Culture; 2023: 12; 2024: 12; 2025: 15.", "Poste: École; 2023: 0; 2024: 0; 2025: 5."],
        ),
        (["Item 2024", "12 12"], [], ["Item: 12; 2024: 12."]),
        (["Poste 2023 2024 2025", "Culture - - 15"], [], ["Poste: Culture; 2025: 15."]),
        (["Budget - -", "Culture 12 15"], [(0, 0, 0, 2)], ["Budget", "Culture | 12 | 15"]),
        (["Culture 2023 12", "- 2024 15"], [(0, 0, 1, 0)], ["Culture | 2023 | 12", "Culture | 2024 | 15"]),
        (["Avant. x", "- -", "Après. x"], [], ["Avant. | x", "", "Après. | x"]),
    ],
)
def test_a_row_of_a_word_table_keeps_its_figures_in_their_columns(rows, merged, lines):
    cells = [[word.replace("-", "") for word in row.split()] for row in rows]

    assert "\n".join(lines) in only(documents.docx_table(cells, merged), "a.docx").text


def run(text):
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*inside):
    return f"<w:p>{run('Le coût est de ')}{''.join(inside)}{run('euros.')}</w:p>"


def control(inside, about=""):
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


GALLERY = "<w:docPartObj><w:docPartGallery w:val='{}'/></w:docPartObj>"
AMOUNT = run("12 millions d'")
GONE = "<w:r><w:delText xml:space='preserve'>99 milliards d'</w:delText></w:r>"
ROW = f"<w:tr>{control(f'<w:tc>{paragraph(AMOUNT)}</w:tc>')}</w:tr>"
SAID = "Le coût est de 12 millions d'euros."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(f"<w:ins w:id='1'>{AMOUNT}</w:ins>"), SAID),
        (paragraph(f"<w:del w:id='1'>{GONE}</w:del><w:ins w:id='2'>{AMOUNT}</w:ins>"), SAID),
        (paragraph(f"<w:ins w:id='1'><w:del w:id='2'>{GONE}</w:del>{AMOUNT}</w:ins>"), SAID),
        (paragraph(f"<w:moveFrom w:id='1'>{run('99')}</w:moveFrom><w:moveTo w:id='2'>{AMOUNT}</w:moveTo>"), SAID),
        (paragraph(control(AMOUNT)), SAID),
        (paragraph(f"<w:fldSimple w:instr='REF a'>{AMOUNT}</w:fldSimple>"), SAID),
        (paragraph(f"<w:smartTag w:element='a'>{AMOUNT}</w:smartTag>"), SAID),
        (paragraph(f"<w:hyperlink><w:ins w:id='1'>{control(AMOUNT)}</w:ins></w:hyperlink>"), SAID),
        (control(paragraph(AMOUNT)) + paragraph(AMOUNT), f"{SAID}\n{SAID}"),
        (control(control(paragraph(AMOUNT)), GALLERY.format("Bibliographies")), SAID),
        (f"<w:tbl>{control(ROW)}</w:tbl>", SAID),
        (control(paragraph(run("Sommaire")), GALLERY.format("Table of Contents")) + paragraph(AMOUNT), SAID),
        (paragraph(control(run("Cliquez ici."), "<w:showingPlcHdr/>"), AMOUNT), SAID),
    ],
)
def test_a_word_document_reads_as_it_stands_once_its_changes_are_accepted(body, text):
    assert only(documents.docx_of(body), "a.docx").text == text


def test_what_was_deleted_or_remarked_in_libreoffice_is_no_part_of_the_text():
    deleted = (
        "<text:changed-region><text:deletion><text:p>Il était de 99 millions.</text:p></text:deletion></text:changed-region>"
    )
    remark = "<office:annotation><dc:creator>Marie</dc:creator><text:p>À vérifier !</text:p></office:annotation>"
    note = "<text:note><text:note-body><text:p>Hors taxes.</text:p></text:note-body></text:note>"
    changed = f"12 <text:change-start/>millions<text:change-end/>{remark} d'euros{note}."
    body = f"<text:tracked-changes>{deleted}</text:tracked-changes><text:p>Le coût est de {changed}</text:p>"

    assert only(documents.odt(body), "a.odt").text == f"{SAID}\nHors taxes."


def cells(*said):
    return f"<w:tr>{''.join(f'<w:tc>{about}<w:p>{run(text)}</w:p>{inner}</w:tc>' for about, text, inner in said)}</w:tr>"


def test_merged_cells_that_do_not_line_up_cost_nothing():
    wide, below = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = cells((wide, "Hour", ""), ("", "Referee", "")) + cells(("", "9 h", ""), (below, "", ""), ("", "Oury", ""))

    assert only(documents.docx_of(f"<w:tbl>{rows}</w:tbl>"), "a.docx").text == "Hour: 9 h; Referee: Oury."


def test_notes_boxes_and_tables_within_tables_are_read():
    inner = f"<w:tbl>{cells(('', 'Boats', ''), ('', '64 dinghies', ''))}</w:tbl>"
    table = f"<w:tbl>{cells(('', 'Annex', inner), ('', 'North', ''))}</w:tbl>"
    box = f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('The box.')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    said = f"<w:p>{run('There were 1,284')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' members.')}</w:p>"
    data = documents.docx_of(said + table + box)
    note = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p>{run('As of August.')}</w:p></w:footnote></w:footnotes>"
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/footnotes.xml", note)

    assert only(stream.getvalue(), "a.docx").text.split("\n") == [
        "There were 1,284 [1] members.",
        "Annex | North",
        "Boats | 64 dinghies",
        "",
        "The box.",
        "[1] As of August.",
    ]


def test_charts_are_read_as_tables_and_diagrams_by_their_words():
    import docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    drawing, office = (
        "http://schemas.openxmlformats.org/drawingml/2006",
        "http://schemas.openxmlformats.org/officeDocument/2006",
    )
    points = "<c:{0}><c:x>{1}<c:pt idx='0'><c:v>{2}</c:v></c:pt><c:pt idx='1'><c:v>{3}</c:v></c:pt></c:x></c:{0}>"
    kinds, shares = (
        points.format("cat", "", "Rennes", "Brest"),
        points.format("val", "<c:formatCode>0%</c:formatCode>", 0.415, 0.3),
    )
    series = "".join(f"<c:ser><c:tx><c:v>{year}</c:v></c:tx>{kinds}{shares}</c:ser>" for year in (2024, 2025))
    chart = f"<c:chartSpace xmlns:c='{drawing}/chart'><c:chart><c:plotArea>{series}</c:plotArea></c:chart></c:chartSpace>"
    said = "<a:p><a:r><a:t>Le port</a:t></a:r></a:p>"
    words = f"<d:dataModel xmlns:d='{drawing}/diagram' xmlns:a='{drawing}/main'>{said}</d:dataModel>"
    document = docx.Document()
    for kind, part, mark in (("chart", chart, "chart r:id"), ("diagram", words, "relIds r:dm")):
        name = document.part.relate_to(Part(PackURI(f"/word/{kind}.xml"), "a/xml", part.encode(), document.part.package), kind)
        spaces = f"xmlns:k='{drawing}/{kind}' xmlns:r='{office}/relationships' {nsdecls('w')}"
        document.add_paragraph()._p.append(parse_xml(f"<w:drawing {spaces}><k:{mark}='{name}'/></w:drawing>"))
    stream = io.BytesIO()
    document.save(stream)

    assert only(stream.getvalue(), "a.docx").text.split("\n") == [
        "Rennes; 2024: 41.5 %; 2025: 41.5 %.",
        "Brest; 2024: 30 %; 2025: 30 %.",
        "",
        "Le port",
    ]
