"""Small real files of every format, made on the spot, for the tests of the readers."""

import base64
import io
import json
import zipfile
from email.message import EmailMessage

FIRST = "LlamaCon aura lieu le 29 avril, a annoncé l’entreprise : « une première ! »"
SECOND = "The conference gathers developers from forty countries around open models."


def zipped(files: dict[str, bytes | str], *, first: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: name != first):
            archive.writestr(name, files[name], zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def text() -> bytes:
    return f"Une conférence\n\n{FIRST}\n{SECOND}\n".encode()


def markdown() -> bytes:
    head = "title: Une conférence\ndate: 2025-02-18\nlang: fr\nurl: https://example.org/a\nauthor: Ada Lovelace"
    return f"---\n{head}\n---\n# Une conférence\n\n{FIRST}\n\n{SECOND}\n".encode()


def html() -> bytes:
    head = "<title>Une conférence</title><meta property='article:published_time' content='2025-02-18T09:30:00+01:00'>"
    body = f"<nav>Accueil Sport</nav><article><h1>Une conférence</h1><p>{FIRST}</p><p>{SECOND} {SECOND}</p></article>"
    return f"<!doctype html><html lang=fr><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def pdf(
    pages: tuple[str, ...] = ("The first page tells of a conference.", "The second page tells of its models."),
) -> bytes:
    """Write a PDF by hand: a catalogue, its pages, one font."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, page in enumerate(pages):
        content = f"BT /F1 12 Tf 50 700 Td ({page}) Tj ET" if page else "0 0 100 100 re f"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    return pdf_of([*objects, "<</CreationDate(D:20190101120000Z)/ModDate(D:20200101120000Z)/Author(Ada Lovelace)>>"])


def pdf_of(objects: list[str]) -> bytes:
    """Write a PDF of its objects: the first is the catalogue, the last the properties."""
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{item}endobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R/Info {len(objects)} 0 R>>\n"
    return data + f"{tail}startxref\n{len(data)}\n%%EOF\n".encode()


def docx() -> bytes:
    import docx as word

    document = word.Document()
    document.core_properties.author = "Ada Lovelace"
    document.add_heading("Une conférence", 1)
    document.add_paragraph(FIRST)
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Pays", "Quarante"
    document.add_paragraph(SECOND)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_table(rows: list[list[str]], merged: list[tuple[int, int, int, int]]) -> bytes:
    """Write a Word document that is one table; ``merged`` names opposite corners of cells, by row and column."""
    import docx as word

    document = word.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    for at, row in enumerate(rows):
        for column, said in enumerate(row):
            if said:
                table.cell(at, column).text = said
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_of(xml: str) -> bytes:
    """Write a Word document whose body is ``xml``."""
    import docx as word
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = word.Document()
    for node in list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
        document.element.body.insert_element_before(node, "w:sectPr")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt(
    body: str = (
        f"<text:h>Une conférence</text:h><text:p>{FIRST}</text:p>"
        "<text:p>The<text:s text:c='2'/>conference <text:span>gathers</text:span></text:p>"
    ),
) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="{address}"'
        for name, address in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            "dc": "http://purl.org/dc/elements/1.1/",
            "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        }.items()
    )
    meta = "<dc:creator>Ada Lovelace</dc:creator><dc:language>fr-FR</dc:language><dc:date>2019-01-01T12:00:00</dc:date>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
        },
        first="mimetype",
    )


def rtf() -> bytes:
    inside = FIRST.encode("cp1252")
    escaped = "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in inside)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\info{{\\title Une conf\\'e9rence}}{{\\author Ada Lovelace}}}}{escaped}\\par {SECOND}}}".encode()


def epub(first: str = FIRST, *, heading: str = "Le début") -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Deux chapitres</dc:title><dc:creator>Ada Lovelace</dc:creator><dc:language>fr</dc:language>"
        '<dc:date>2021-05-04</dc:date></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    rootfile = '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    container = (
        f'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>{rootfile}</rootfiles></container>'
    )
    page = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/book.opf": package,
            "OPS/a.xhtml": page.format(f"<h1>{heading}</h1><p>{first}</p>"),
            "OPS/b.xhtml": page.format(f"<h1>La suite</h1><p>{SECOND}</p>"),
        },
        first="mimetype",
    )


def mail(subject: str = "Une conférence", attached: dict[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Ada Lovelace <ada@example.org>"
    message["Subject"] = subject
    message["Date"] = "Tue, 18 Feb 2025 09:30:00 +0100"
    message["Message-ID"] = f"<{len(subject)}@example.org>"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mailbox() -> bytes:
    return b"".join(
        b"From ada@example.org Tue Feb 18 09:30:00 2025\n" + mail(title) + b"\n" for title in ("Première", "Seconde")
    )


def rss() -> bytes:
    item = (
        "<item><title>Une conférence</title><link>https://example.org/a</link><guid>a-1</guid>"
        f"<pubDate>Tue, 18 Feb 2025 09:30:00 +0100</pubDate><description><![CDATA[<p>{FIRST}</p>]]></description></item>"
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Le fil</title><language>fr-fr</language>{item}</channel></rss>'.encode()


def atom() -> bytes:
    entry = (
        '<entry><title>A conference</title><link href="https://example.org/b"/><id>tag:b</id><published>2025-02-18T09:30:00Z</published>'
        f"<updated>2025-02-19T10:00:00Z</updated><content type='html'>&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry>"
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The feed</title>{entry}</feed>'.encode()


def sitemap() -> bytes:
    urls = "".join(f"<url><loc>https://example.org/{name}</loc></url>" for name in "ab")
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def records() -> bytes:
    known = {
        "id": "r-1",
        "title": "Une conférence",
        "date": "2025-02-18",
        "url": "https://example.org/a",
        "lang": "fr",
        "text": FIRST,
    }
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in (known, {"id": "r-2", "text": SECOND})).encode()


def archive() -> bytes:
    return zipped({"notes/a.txt": text(), "b.html": html(), "inner.zip": zipped({"c.md": markdown()})})


# one page, RC4 with 128 bits, user password "secret"
LOCKED_PDF = base64.b64decode(
    "JVBERi0xLjQKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPDJkOTY5Mjg1YTY+Cj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9UeXBlIC9QYWdlcwov"
    "Q291bnQgMQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBSCi9PdXRsaW5lcyA3"
    "IDAgUgo+PgplbmRvYmoKNCAwIG9iago8PAovVHlwZSAvUGFnZQovTWVkaWFCb3ggWyAwIDAgNjAwIDgwMCBdCi9SZXNvdXJjZXMgPDwKL0ZvbnQg"
    "PDwKL0YxIDUgMCBSCj4+Cj4+Ci9Db250ZW50cyA2IDAgUgovUGFyZW50IDIgMCBSCj4+CmVuZG9iago1IDAgb2JqCjw8Ci9UeXBlIC9Gb250Ci9T"
    "dWJ0eXBlIC9UeXBlMQovQmFzZUZvbnQgL0hlbHZldGljYQo+PgplbmRvYmoKNiAwIG9iago8PAovTGVuZ3RoIDQ1Cj4+CnN0cmVhbQroi0479dzj"
    "UCAcmpC6rg8yQ4lZ20tfgK8q2loSCo32YK4oSc383D4NxCmUHUUKZW5kc3RyZWFtCmVuZG9iago3IDAgb2JqCjw8Cj4+CmVuZG9iago4IDAgb2Jq"
    "Cjw8Ci9WIDIKL1IgMwovTGVuZ3RoIDEyOAovUCA0Mjk0OTY3MjkyCi9GaWx0ZXIgL1N0YW5kYXJkCi9PIDwwZTUyMjkyNWEzZTRlODc0YzNjZmFj"
    "YmVmNTExYTczYWM0ZWMyYmQ4NjVkY2QzZDQ2Mjc2MTQ5MTdhYmZkN2U0PgovVSA8Nzk0ZWRjY2U5MDFjYTQ4ZWU5MTZhOGIwZmFlNzM1NmEyOGJm"
    "NGU1ZTRlNzU4YTQxNjQwMDRlNTZmZmZhMDEwOD4KPj4KZW5kb2JqCnhyZWYKMCA5CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAwMDAw"
    "MCBuIAowMDAwMDAwMDU5IDAwMDAwIG4gCjAwMDAwMDAxMTggMDAwMDAgbiAKMDAwMDAwMDE4MyAwMDAwMCBuIAowMDAwMDAwMzExIDAwMDAwIG4g"
    "CjAwMDAwMDAzODEgMDAwMDAgbiAKMDAwMDAwMDQ3NiAwMDAwMCBuIAowMDAwMDAwNDk3IDAwMDAwIG4gCnRyYWlsZXIKPDwKL1NpemUgOQovUm9v"
    "dCAzIDAgUgovSW5mbyAxIDAgUgovSUQgWyA8YWM4MzUwYzQ4ODgyYTYyOWY0N2JjMDY3Mzc1ZTMyN2I+IDxhYzgzNTBjNDg4ODJhNjI5ZjQ3YmMw"
    "NjczNzVlMzI3Yj4gXQovRW5jcnlwdCA4IDAgUgo+PgpzdGFydHhyZWYKNzEyCiUlRU9GCg=="
)

SAMPLES = {
    "a.txt": text,
    "a.md": markdown,
    "a.html": html,
    "a.pdf": pdf,
    "a.docx": docx,
    "a.odt": odt,
    "a.rtf": rtf,
    "a.epub": epub,
    "a.eml": mail,
    "a.mbox": mailbox,
    "a.rss": rss,
    "a.atom": atom,
    "a.xml": sitemap,
    "a.jsonl": records,
    "a.zip": archive,
}
