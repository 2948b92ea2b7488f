"""More small files made on the spot: pages laid out by hand, slides, sheets, Outlook's messages, saved web pages."""

import io
import json
import struct
from datetime import date

from tests import documents
from tests.documents import FIRST, SECOND, zipped


def drawn_pdf(pages, *, about=""):
    """Write a PDF of words at places: pages of ``(x, y, size, text)`` or as PDF draws them, ``about`` its properties."""
    words = "BT /F1 {2} Tf {0} {1} Td ({3}) Tj ET"
    drawn = [page if isinstance(page, str) else " ".join(words.format(*said) for said in page) for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(drawn):
        place = f"/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R"
        objects += [f"<</Type/Page/Parent 2 0 R{place}>>", f"<</Length {len(content)}>>stream\n{content}\nendstream"]
    return documents.pdf_of([*objects, f"<<{about}>>"])


def column(x, y, lines, size=10, step=12):
    return [(x, y - step * number, size, line) for number, line in enumerate(lines)]


def pptx(slides=(("Une conférence", FIRST), ("La suite", SECOND)), table=(("Ville", "Prix"), ("Rennes", "12 €"))):
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def shape(kind, said):
        text = f"<p:txBody><a:p><a:r><a:t>{said}</a:t></a:r></a:p></p:txBody>"
        return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>{text}</p:sp>'

    rows = "".join(
        f"<a:tr>{''.join(f'<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>' for cell in row)}</a:tr>"
        for row in table
    )
    frame = f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    files = {"[Content_Types].xml": "<Types/>"}
    for number, (title, said) in enumerate(slides, 1):
        shapes = shape("title", title) + shape("body", said) + shape("ftr", "Confidentiel") + (frame if number == 1 else "")
        files[f"ppt/slides/slide{number}.xml"] = (
            f'<p:sld xmlns:a="{a}" xmlns:p="{p}"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>'
        )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{r}/slide" Target="slides/slide{n}.xml"/>' for n in range(1, len(slides) + 1)
    )
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(len(slides), 0, -1))  # shown backwards
    files["ppt/_rels/presentation.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    files["ppt/presentation.xml"] = (
        f'<p:presentation xmlns:p="{p}" xmlns:r="{r}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
    )
    return zipped(files)


def xlsx(rows=(("Ville", "Élu le", "Part", "Prix"), ("Rennes", date(2026, 3, 22), 0.415, 1234.5)), name="Élections"):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        for cell, form in zip(row, ("General", "dd/mm/yyyy", "0.0%", '#,##0.00\\ "€"'), strict=False):
            cell.number_format = form
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv():
    return "Ville;Maire;Population\nRennes;Nathalie A.;222 485\nNantes;Johanna R.;320 732\n".encode("cp1252")


def mhtml():
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://journal.example/a\nSubject: Une page\n"
    page = documents.html().decode().replace("2025-02-18T09:30:00+01:00", "2025-02-18").encode()
    lines = b"Date: Fri, 27 Nov 2026 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    part = b"--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return head.encode() + lines + part + page + b"\n--x--\n"


def json_articles():
    items = [{"headline": "Une conférence", "datePublished": "2025-02-18", "body": FIRST}, {"name": "Deux", "content": SECOND}]
    return json.dumps(items).encode()


def opml():
    return b'<?xml version="1.0"?><opml version="2.0"><body><outline text="a" xmlUrl="https://a.example/feed"/></body></opml>'


def msg(subject="Une conférence", body=f"{FIRST}\n\n{SECOND}", attached=("note.txt", b"A note about the bridge."), how=1):
    """Write an Outlook message, sent on 18 February 2025 at 8:30 in UTC."""
    sent = struct.pack("<Q", (20_137 * 86_400 + 8 * 3600 + 1800 + 11_644_473_600) * 10_000_000)
    texts = {0x0037: subject, 0x1000: body, 0x0C1A: "Ada Lovelace", 0x001A: "IPM.Note"}
    streams = {f"__substg1.0_{tag:04X}001F": said.encode("utf-16-le") for tag, said in texts.items()}
    head = struct.pack("<8x4I8x", 0, 1, 0, 1)
    streams["__properties_version1.0"] = head + b"".join(
        [*(_property(tag, 0x1F, struct.pack("<Q", 2 * len(said))) for tag, said in texts.items()), _property(0x39, 0x40, sent)]
    )
    name, data = attached
    inner = {"__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": data}
    inner["__properties_version1.0"] = bytes(8) + b"".join(
        (
            _property(0x3705, 3, struct.pack("<Q", how)),
            _property(0x3707, 0x1F, struct.pack("<Q", 2 * len(name))),
            _property(0x3701, 0x102, struct.pack("<Q", len(data))),
        )
    )
    return _compound([*streams.items(), ("__attach_version1.0_#00000000", inner)])


def _property(tag, kind, value):
    return struct.pack("<HHI8s", kind, tag, 6, value)


def _compound(items):
    """Write a compound file of small streams; a dictionary is a storage with streams of its own."""
    small, chains, entries = b"", [], []

    def entry(name, kind, *, child=-1, right=-1, start=0, size=0):
        said = name.encode("utf-16-le") + b"\0\0"
        fields = struct.pack("<HBB3i16xI16xIQ", len(said), kind, 1, -1, right, child, 0, start, size)
        return said.ljust(64, b"\0") + fields

    def stream(data):
        nonlocal small
        start, count = len(small) // 64, max(1, -(-len(data) // 64))
        small += data.ljust(64 * count, b"\0")
        chains.extend([*range(start + 1, start + count), -2])
        return start

    entries.append(b"")  # the root, written last
    for number, (name, value) in enumerate(items):
        following = len(entries) + 1 if number + 1 < len(items) else -1
        if isinstance(value, dict):
            at = len(entries)
            entries.append(entry(name, 1, child=at + 1))
            for place, (inner, data) in enumerate(value.items()):
                right = len(entries) + 1 if place + 1 < len(value) else -1
                entries.append(entry(inner, 2, right=right, start=stream(data), size=len(data)))
        else:
            entries.append(entry(name, 2, right=following, start=stream(value), size=len(value)))
    folder, minis, fat = -(-len(entries) // 4), -(-len(chains) // 128), -(-len(small) // 512)
    entries[0] = entry("Root Entry", 5, child=1, start=1 + folder + minis, size=len(small))
    sectors = [-3]
    for count in (folder, minis, fat):
        sectors += [*range(len(sectors) + 1, len(sectors) + count), -2]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IiIIiIiI", 1, 1, 0, 4096, 1 + folder, minis, -2, 0) + struct.pack("<i", 0) + b"\xff" * (4 * 108)
    table = struct.pack(f"<{len(sectors)}i", *sectors).ljust(512, b"\xff")
    listed = b"".join(entries).ljust(512 * folder, b"\0")
    return (
        head
        + table
        + listed
        + struct.pack(f"<{len(chains)}i", *chains).ljust(512 * minis, b"\xff")
        + small.ljust(512 * fat, b"\0")
    )


SAMPLES = {
    "a.pptx": pptx,
    "a.xlsx": xlsx,
    "a.csv": csv,
    "a.mhtml": mhtml,
    "a.json": json_articles,
    "a.opml": opml,
    "a.msg": msg,
    "columns.pdf": lambda: drawn_pdf([[*column(50, 700, ["Left one", "goes on"]), *column(300, 700, ["Right one", "too."])]]),
}
