"""Damaged, disguised and hostile files: each ends as drafts or as a reason, soon, and nothing is raised.

FUZZ_FILES says how many are mutated (1,000 by default); the time allowed for all of them bounds the run.
"""

import os
import random
import time
import unicodedata
import zlib

import pytest

from index.formats import read
from index.types import Draft, Problem
from tests import documents, office_files

COUNT = int(os.environ.get("FUZZ_FILES", "1000"))
SECONDS = 50
SAMPLES = documents.SAMPLES | office_files.SAMPLES
MEGABYTE = 1_000_000


def truncated(data, _name, chance):
    return data[: chance.randrange(len(data))]


def flipped(data, _name, chance):
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 3, 20, 200])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def holed(data, _name, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 200) :]


def zeroed(data, _name, chance):
    start = chance.randrange(len(data))
    size = chance.choice([1, 50, 5000])
    return data[:start] + b"\0" * size + data[start + size :]


def stuttering(data, _name, chance):
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 300)]
    return data[:start] + piece * chance.choice([2, 100, 3000]) + data[start:]


def spliced(data, _name, chance):
    other = chance.choice(list(SAMPLES.values()))()
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def recoded(data, _name, chance):
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "shift_jis", "utf-7"]), "replace")


def prefixed(data, _name, chance):
    head = chance.choice(
        [b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<rss>", b"---\n", b"\xff\xfe"]
    )
    return head + data


def nested(data, name, chance):
    for _ in range(chance.randrange(1, 6)):
        data, name = documents.zipped({name: data}), "inner.zip"
    return data


MUTATIONS = [truncated, flipped, holed, zeroed, stuttering, spliced, recoded, prefixed, nested]


def examine(path):
    """Read a file and check all that must hold of any outcome; return the outcomes."""
    start = time.process_time()
    outcomes = list(read(path))
    taken = time.process_time() - start

    assert taken < 20
    assert outcomes
    for outcome in outcomes:
        assert outcome.source.startswith(str(path))
        if isinstance(outcome, Problem):
            assert outcome.reason.endswith(".")
            assert "\n" not in outcome.reason
        else:
            check_draft(outcome)
    return outcomes


def check_draft(draft):
    assert isinstance(draft, Draft)
    assert draft.title.strip()
    assert draft.text.strip() == draft.text != ""
    assert unicodedata.is_normalized("NFC", draft.text)
    assert not {"\0", "\r", "\ufeff"}.intersection(draft.text)
    draft.text.encode()
    starts = [section.start for section in draft.sections]
    assert starts == sorted(starts)
    assert all(0 <= start < len(draft.text) for start in starts)


@pytest.mark.timeout(120)
def test_mutated_files_of_every_format_end_as_drafts_or_as_a_reason(tmp_path):
    end = time.monotonic() + SECONDS
    done = 0
    for seed in range(COUNT):
        chance = random.Random(seed)  # noqa: S311 - repeatable is what it must be
        name, make = chance.choice(list(SAMPLES.items()))
        data = make()
        for _ in range(chance.choice([1, 1, 2])):
            data = chance.choice(MUTATIONS)(data, name, chance) or b"\0"
        if chance.random() < 0.2:
            name = chance.choice([*SAMPLES, "a.png", "a", ".hidden.txt", "a.doc"])
        path = tmp_path / f"{seed}-{name}"
        path.write_bytes(data)
        examine(path)
        path.unlink()
        done += 1
        if time.monotonic() > end:
            break

    assert done >= min(COUNT, 200)


def bomb(size):
    """Return a ZIP whose one member unpacks to ``size`` zeros."""
    return documents.zipped({"zeros.txt": bytes(size)})


def pdf_bomb():
    stream = zlib.compress(b"BT /F1 12 Tf (x) Tj ET " * 2_000_000)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    body = b"".join(str(number).encode() + b" 0 obj" + item + b"endobj\n" for number, item in enumerate(objects, 1))
    head = f"4 0 obj<</Filter/FlateDecode/Length {len(stream)}>>stream\n".encode()
    return b"%PDF-1.4\n" + body + head + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF"


def nested_zip(depth):
    data, name = b"deep inside", "deep.txt"
    for _ in range(depth):
        data, name = documents.zipped({name: data}), "inner.zip"
    return data


def locked_zip():
    data = bytearray(documents.zipped({"a.txt": "secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def entities():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'


def odt_with(content):
    return documents.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, first="mimetype")


HOSTILE = {
    "bomb.zip": lambda: bomb(150 * MEGABYTE),
    "bomb-in-bomb.zip": lambda: documents.zipped({"a.zip": bomb(150 * MEGABYTE), "b.zip": bomb(150 * MEGABYTE)}),
    "bomb.docx": lambda: documents.zipped({"word/document.xml": bytes(150 * MEGABYTE), "[Content_Types].xml": "<x/>"}),
    "bomb.odt": lambda: odt_with(bytes(150 * MEGABYTE)),
    "bomb.pdf": pdf_bomb,
    "nested.zip": lambda: nested_zip(8),
    "locked.zip": locked_zip,
    "locked.pdf": lambda: documents.LOCKED_PDF,
    "many.zip": lambda: documents.zipped({f"{number}.txt": "" for number in range(3000)}),
    "outside.zip": lambda: documents.zipped({"../../outside.txt": "An article that wants to be elsewhere."}),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"a deep thought",
    "wide.html": lambda: b"<html><body>" + b"<p>A paragraph of its own.<time>3 March 2025</time>" * 40_000,
    "unclosed.html": lambda: b"<html><p" * 200_000,
    "spaces.html": lambda: b"<html><body>" + b" \n" * 2_000_000 + b"<!--" * 100_000,
    "table.html": lambda: b"<html><body>" + b"<table><tr><td>" * 5_000 + b"x",
    "deep.jsonl": lambda: b'{"text": ' + b"[" * 500_000,
    "long.jsonl": lambda: b'{"id": 1, "text": "' + b"x" * 5_000_000,
    "deep.rss": lambda: b"<rss><channel><item><title>x</title><description>" + b"<b>" * 100_000,
    "laughs.rss": f"{entities()}<rss><channel><item><title>&l11;</title></item></channel></rss>".encode,
    "laughs.xml": f"{entities()}<urlset><url><loc>&l11;</loc></url></urlset>".encode,
    "laughs.odt": lambda: odt_with(f"{entities()}<x>&l11;</x>"),
    "outside.odt": lambda: odt_with('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    "deep.odt": lambda: odt_with("<x>" * 100_000),
    "aliases.md": (
        "---\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 12)) + "title: *a11\n---\nText."
    ).encode,
    "deep.md": lambda: b"---\n" + b"[" * 50_000 + b"\n---\nText.",
    "dashes.md": lambda: b"---\n" * 200_000,
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 200_000 + b"deep",
    "binary.rtf": lambda: b"{\\rtf1 \\bin999999999 " + bytes(range(256)) * 1000,
    "long.rtf": lambda: b"{\\rtf1 " + b"\\'e9\\par word " * 300_000 + b"}",
    "parts.eml": lambda: (
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 5_000
    ),
    "headers.eml": lambda: b"Subject: =?utf-8?q?" + b"=C3=A9" * 200_000 + b"?=\nFrom: a\nMIME-Version: 1.0\n\nText.",
    "letters.mbox": lambda: b"From a@b Tue Feb 18 09:30:00 2025\nSubject: x\n\n" * 5_000,
    "bomb.xlsx": lambda: documents.zipped({"xl/workbook.xml": bytes(150 * MEGABYTE), "[Content_Types].xml": "<x/>"}),
    "bomb.pptx": lambda: documents.zipped({"ppt/presentation.xml": bytes(150 * MEGABYTE), "[Content_Types].xml": "<x/>"}),
    "laughs.pptx": lambda: documents.zipped({"ppt/presentation.xml": f"{entities()}<x>&l11;</x>"}),
    "deep.json": lambda: b"[{" + b'"a":[' * 200_000,
    "quotes.csv": lambda: b'a;"b\n' * 300_000,
    "columns.csv": lambda: b";" * 1_000_000 + b"\nx",
    "rows.csv": lambda: b"a;b\n" + b"1;2\n" * 300_000,
    "deep.opml": lambda: b"<opml><body>" + b"<outline>" * 100_000,
    "wrapped.txt": lambda: b"The quick brown fox jumps over the lazy dog, and the\n" * 100_000,
    "pages.mhtml": lambda: office_files.mhtml().replace(b"<p>", b"<div>" * 50_000),
    "old.msg": lambda: office_files.msg()[:512] + b"\0" * 200_000,
    "nulls.txt": lambda: bytes(1_000_000),
    "noise.txt": lambda: random.Random(7).randbytes(1_000_000),  # noqa: S311 - repeatable
    "surrogates.txt": lambda: "a\ud800b\ufeffc".encode("utf-8", "surrogatepass") * 100,
    "one-line.txt": lambda: b"Published " * 1_500_000,
    "digits.txt": lambda: b"1" * 5_000_000,
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t" * 1000,
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_as_drafts_or_as_a_reason(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())

    assert examine(path)


@pytest.mark.parametrize("name", ["large.txt", "large.md", "large.html", "large.rtf"])
def test_a_file_of_200_megabytes_is_refused_at_once(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(b"{\\rtf1 " if name.endswith("rtf") else b"<html>")
        stream.truncate(200 * MEGABYTE)
    start = time.monotonic()
    (problem,) = examine(path)

    assert "too large" in problem.reason
    assert time.monotonic() - start < 1


def test_the_same_seed_makes_the_same_files():
    for make in SAMPLES.values():
        assert abs(len(make()) - len(make())) < 16  # a workbook tells the second it was saved in, which is packed
