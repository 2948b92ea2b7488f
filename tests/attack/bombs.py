"""Small files that would fill the memory or the time of whoever reads them, made on the spot."""

import io
import struct
import zipfile
import zlib

from tests.attack.rounds import rounds
from tests.documents import docx_of, epub, odt, zipped

MEGABYTE = 1_000_000


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """Write a PDF whose first object is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%bendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, tail, len(data))
    return data + head + table + trailer


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def page(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """Write a PDF of one page; ``more`` are its objects 6, 7, and so on."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def form(content: bytes, draws: bytes) -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<<%b>>>>" % draws
    return stream(content, head)


def packed(piece: bytes, times: int) -> bytes:
    """Return what unpacks to a piece so many times over, without unpacking it here."""
    pack = zlib.compressobj(9)
    head = pack.compress(piece) + pack.flush(zlib.Z_FULL_FLUSH)
    block = pack.compress(piece) + pack.flush(zlib.Z_FULL_FLUSH)
    return head + block * (times - 1) + pack.flush()


SHOWN = b"BT /F 12 Tf 50 700 Td (Words.) Tj ET "
ZEROS = bytes(MEGABYTE)
LAUGHS = b"".join(
    b'<!ENTITY l%d "%b">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"lol" * 100) for level in range(10)
)


def form_loop() -> bytes:
    draws = b"/A 6 0 R"
    return page(stream(b"/A Do " * 9), form(SHOWN + b"/A Do " * 9, draws), resources=b"/XObject<<%b>>" % draws)


def form_pair() -> bytes:
    draws = b"/A 6 0 R/B 7 0 R"
    one, other = form(SHOWN + b"/B Do " * 9, draws), form(SHOWN + b"/A Do " * 9, draws)
    return page(stream(b"/A Do "), one, other, resources=b"/XObject<<%b>>" % draws)


def form_tower(height: int = 9) -> bytes:
    floors = [form(b"/A Do " * 10, b"/A %d 0 R" % (7 + floor)) for floor in range(height)]
    return page(stream(b"/A Do "), *floors, form(SHOWN, b""), resources=b"/XObject<</A 6 0 R>>")


def flate() -> bytes:
    return page(stream(packed(ZEROS, 1000), b"/Filter/FlateDecode"))


def flate_twice() -> bytes:
    return page(stream(zlib.compress(packed(ZEROS, 1000)), b"/Filter[/FlateDecode/FlateDecode]"))


def flate_of(piece: bytes, times: int = 100) -> bytes:
    content = piece * (MEGABYTE // len(piece))
    return page(stream(zlib.compress(packed(content, times)), b"/Filter[/FlateDecode/FlateDecode]"))


def flate_words() -> bytes:
    return flate_of(SHOWN)


def flate_states() -> bytes:
    return flate_of(b"q ")


def flate_lines() -> bytes:
    return flate_of(b"0 0 m 9 9 l S ")


def flate_arrays() -> bytes:
    return flate_of(b"[" * 100)


def object_stream() -> bytes:
    held = stream(packed(b" " * MEGABYTE, 1000), b"/Type/ObjStm/N 100000000/First 900000000/Filter/FlateDecode")
    table = b"".join(struct.pack(">BIH", *entry) for entry in ((0, 0, 0), (2, 2, 0), (1, 9, 0), (2, 2, 1)))
    at = 9 + len(b"2 0 obj" + held + b"endobj\n")
    cross = stream(table, b"/Type/XRef/Size 4/W[1 4 2]/Root 1 0 R")
    return b"%PDF-1.7\n2 0 obj" + held + b"endobj\n3 0 obj" + cross + b"endobj\nstartxref\n%d\n%%%%EOF\n" % at


def cross_stream() -> bytes:
    table = stream(packed(ZEROS, 1000), b"/Type/XRef/Size 140000000/W[1 4 2]/Root 1 0 R/Filter/FlateDecode")
    return b"%PDF-1.7\n1 0 obj" + table + b"endobj\nstartxref\n9\n%%EOF\n"


def many_pages() -> bytes:
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")


def page_tower() -> bytes:
    floors = [b"<</Type/Pages/Count %d/Kids[%b]>>" % (10 ** (9 - floor), b"%d 0 R " % (floor + 3) * 10) for floor in range(9)]
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", *floors, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def page_loop() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>")


def image() -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
    picture = stream(packed(ZEROS, 1000), head)
    return page(stream(SHOWN + b"/I Do"), picture, resources=b"/XObject<</I 6 0 R>>")


def inline_image() -> bytes:
    head = b"BI /W 60000 /H 60000 /BPC 8 /CS /RGB /F /Fl ID "
    return page(stream(head + packed(ZEROS, 1000) + b" EI " + SHOWN))


def cross_loop() -> bytes:
    data = page(stream(SHOWN))
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % data.index(b"xref\n"))


def deep_arrays() -> bytes:
    return page(stream(SHOWN), b"[" * 500_000 + b"]" * 500_000, resources=b"/X 6 0 R")


def deep_dictionaries() -> bytes:
    return page(stream(SHOWN), b"<</A" * 200_000 + b" 1" + b">>" * 200_000, resources=b"/X 6 0 R")


def character_map() -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>"
    ranges = b"1 beginbfrange <0000><FFFF><0041> endbfrange\n"
    table = stream(packed(ranges * (MEGABYTE // len(ranges)), 100), b"/Filter/FlateDecode")
    child = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>"
    words = stream(b"BT /G 12 Tf 50 700 Td <0041004200430044> Tj ET")
    return page(words, font, table, child).replace(b"/F 5 0 R", b"/F 5 0 R/G 6 0 R", 1)


def drawn_font() -> bytes:
    """A font whose letter is drawn with that letter."""
    letter = stream(b"9 0 0 0 9 9 d1 BT /G 1 Tf (aaaaaaaaa) Tj ET")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>/FirstChar 97/LastChar 97"
        b"/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</G 6 0 R>>>>>>"
    )
    words = stream(b"BT /G 12 Tf 50 700 Td (aaaaaaaaa) Tj ET")
    return page(words, font, letter).replace(b"/F 5 0 R", b"/F 5 0 R/G 6 0 R", 1)


def zip_of_zeros() -> bytes:
    return zipped({f"{number}.txt": bytes(10 * MEGABYTE) for number in range(rounds(1, 20))})


def zip_of_zips() -> bytes:
    inner = zipped({f"{number}.txt": b"a" * 9 * MEGABYTE for number in range(rounds(1, 3))})
    for _ in range(2):
        inner = zipped({f"{number}.zip": inner for number in range(rounds(2, 6))})
    return inner


def _docx(body: bytes, before: bytes = b"") -> bytes:
    plain = zipfile.ZipFile(io.BytesIO(docx_of("<w:p><w:r><w:t>Words</w:t></w:r></w:p>")))
    parts = {name: plain.read(name) for name in plain.namelist()}
    start, _, rest = parts["word/document.xml"].partition(b"<w:document")
    rest = rest.replace(b"<w:p><w:r><w:t>Words</w:t></w:r></w:p>", body)
    return zipped(parts | {"word/document.xml": start + before + b"<w:document" + rest})


def docx_of_marks() -> bytes:
    return _docx(b"<w:p/>" * 1_500_000)


def odt_of_marks() -> bytes:
    return odt("<text:p/>" * 1_000_000)


def odt_of_spans() -> bytes:
    return odt("<text:span>" * 300_000 + "</text:span>" * 300_000)


def epub_of_marks() -> bytes:
    return epub("<i/>" * 2_400_000)


def odt_laughs() -> bytes:
    data = b"<!DOCTYPE a [" + LAUGHS + b"]><a>&l9;</a>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": data}, first="mimetype")


def docx_laughs() -> bytes:
    return _docx(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", b"<!DOCTYPE a [" + LAUGHS + b"]>")


def rss_laughs() -> bytes:
    head = (
        b'<?xml version="1.0"?><!DOCTYPE a [' + LAUGHS + b']><rss version="2.0"><channel><title>F</title><item><title>T</title>'
    )
    return head + b"<description>Words &l9; more</description></item></channel></rss>"


def html_deep() -> bytes:
    return b"<html><body>" + b"<div>" * 300_000 + b"Words"


def html_marks() -> bytes:
    return b"<html><body>" + b"<i>" * 1_000_000 + b"Words"


def html_attributes() -> bytes:
    return b"<html><body><p " + b"".join(b"a%d " % number for number in range(300_000)) + b">Words"


def json_deep() -> bytes:
    return b'{"text": ' + b"[" * 2_000_000


def json_wide() -> bytes:
    return b'{"text": "a", "more": [' + b"[]," * 2_500_000 + b"0]}"


def front_matter_deep() -> bytes:
    return b"---\na: " + b"[" * 60_000 + b"\n---\nWords\n"


def front_matter_aliases() -> bytes:
    lines = [b"a0: &a0 [lol,lol]", *(b"a%d: &a%d [%b]" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 10))]
    return b"---\n" + b"\n".join(lines) + b"\ntitle: *a9\n---\nWords\n"


def one_line() -> bytes:
    return b"a" * (19 * MEGABYTE)


def one_line_of_marks() -> bytes:
    return ("😀" + "\u0301" * 6 * MEGABYTE).encode()


def rtf_deep() -> bytes:
    return b"{\\rtf1 " + b"{" * 3_000_000 + b"Words"


def rtf_fields() -> bytes:
    return b"{\\rtf1 " + b"{\\title " * 2_000 + b"Words}"


def mail_parts() -> bytes:
    head = b"From: a@b\nSubject: x\nMIME-Version: 1.0\n"
    return head + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nWords\n" * rounds(10_000, 200_000) + b"--b--\n"


def mail_nested() -> bytes:
    head = b"From: a@b\nSubject: x\nMIME-Version: 1.0\n"
    return (
        head + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)) + b"\nWords"
    )


def feed_entries() -> bytes:
    return (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>'
        + b"<item/>" * rounds(10_000, 300_000)
        + b"</channel></rss>"
    )
