"""From bytes to text: encodings found, line ends and accents made uniform, typography kept."""

import codecs
import re
import unicodedata

from index.errors import ReadError

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff]")  # not the joiners, which emoji and other scripts need
_LIGATURES = re.compile(r"[\ufb00-\ufb06]")
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŸ€‚„…†‡‰‹›‘’“”•–—™ ¡-¿×÷]")
_SAMPLE = 100_000


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return clean text; raise ReadError when the bytes are no text. ``declared`` is what a page or a mail says."""
    text = _decoded(data, declared)
    controls = len(_CONTROLS.findall(text))
    if controls > 3 + len(text) // 1000 or text.count("\ufffd") > 3 + len(text) // 50:
        raise ReadError(f"{name} is not text, whatever its name says; nothing was added.")
    return clean(text)


def clean(text: str) -> str:
    r"""Make line ends ``\n``, accents composed (NFC) and ligatures letters; drop what nobody can see, search or store."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    text = _UNSEEN.sub("", text).encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot be stored
    text = _LIGATURES.sub(lambda ligature: unicodedata.normalize("NFKC", ligature[0]), text)
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes, declared: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")  # cut in the middle of a letter
    if declared and (text := _declared(data, declared)) is not None:
        return text
    return data.decode(_guess(data), "replace")


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4096]
    half = len(head) // 2
    even, odd = 2 * head[::2].count(0), 2 * head[1::2].count(0)
    if odd > half > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > half > 10 * odd else None


def _declared(data: bytes, encoding: str) -> str | None:
    # browsers read a declared latin-1 as cp1252, and so do the people who wrote the page
    wanted = "cp1252" if encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else encoding
    try:
        return data.decode(wanted)
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    nearly = sample.decode("utf-8", "replace")
    if sum(c > "\x7f" for c in nearly) > 10 * nearly.count("\ufffd"):
        return "utf-8"  # a few damaged bytes in good UTF-8
    as_western = sample.decode("cp1252", "replace")
    letters = [c for c in as_western if not c.isspace() and c > "\x7f"]
    western = sum(bool(_WESTERN.match(c)) for c in letters)
    if western >= 0.9 * len(letters) and len(letters) < 0.3 * len(as_western):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
