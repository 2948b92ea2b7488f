"""Small files that burst: each ends as a sentence or as its few words, in little memory, and the next file is read."""

import json
import subprocess
import sys
import time

import pytest

from index.formats.confined import Workers
from tests.attack import bombs
from tests.attack.rounds import rounds
from tests.documents import SAMPLES, SECOND

MOST = 400_000  # kB
MEMORY = "needs more memory than one file may take"
DAMAGED = "is damaged or in"
SCANNED = "is scanned"
WORDS = "Words."
PDFS = {
    bombs.form_loop: MEMORY,
    bombs.form_pair: MEMORY,
    bombs.form_tower: MEMORY,
    bombs.flate: MEMORY,
    bombs.flate_twice: MEMORY,
    bombs.flate_words: MEMORY,
    bombs.flate_states: MEMORY,
    bombs.flate_lines: MEMORY,
    bombs.flate_arrays: SCANNED,
    bombs.object_stream: DAMAGED,
    bombs.cross_stream: DAMAGED,
    bombs.many_pages: SCANNED,
    bombs.page_tower: DAMAGED,
    bombs.page_loop: "holds too much text",
    bombs.image: WORDS,
    bombs.inline_image: WORDS,
    bombs.cross_loop: WORDS,
    bombs.deep_arrays: WORDS,
    bombs.deep_dictionaries: WORDS,
    bombs.character_map: SCANNED,
    bombs.drawn_font: "aaaaaaaaa",
}
OTHERS = {
    bombs.zip_of_zeros: "is not text",
    bombs.zip_of_zips: "aaaaaaaaa",
    bombs.docx_of_marks: MEMORY,
    bombs.docx_laughs: DAMAGED,
    bombs.odt_of_marks: "holds no text",
    bombs.odt_of_spans: "holds no text",
    bombs.odt_laughs: DAMAGED,
    bombs.epub_of_marks: MEMORY,
    bombs.rss_laughs: "Words",
    bombs.html_deep: "holds no text",
    bombs.html_marks: "holds no text",
    bombs.json_deep: "is not JSON",
    bombs.json_wide: "a",
    bombs.front_matter_deep: "Words",
    bombs.front_matter_aliases: "Words",
    bombs.one_line: "aaaaaaaaa",
    bombs.one_line_of_marks: "holds no text",
    bombs.rtf_deep: "Words",
    bombs.rtf_fields: "holds no text",
    bombs.mail_parts: "Words",
    bombs.mail_nested: DAMAGED,
    bombs.feed_entries: "holds no text",
}
READING = """
import json, sys
from pathlib import Path
from index.formats.confined import Workers
workers = Workers()
read = lambda path: [getattr(outcome, "reason", None) or outcome.text[-500:] for outcome in workers.read(Path(path))]
said = list(map(read, sys.argv[1:]))
workers.close()
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
except ImportError:
    peak = 0
print(json.dumps([said, peak]))
"""


def read_by_another(*paths):
    """Read files from a small process, whose children alone are measured; return what is said of each, and the peak in kB."""
    done = subprocess.run([sys.executable, "-c", READING, *paths], check=True, capture_output=True, text=True, timeout=250)

    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.parametrize("bomb", [*PDFS, *OTHERS], ids=lambda bomb: bomb.__name__)
def test_a_bomb_ends_as_a_sentence_in_little_memory_and_the_next_file_is_read(tmp_path, bomb):
    name = bomb.__name__
    path, good = tmp_path / f"{name}{'.jsonl' if 'json' in name else '.eml' if 'mail' in name else ''}", tmp_path / "good.txt"
    path.write_bytes(bomb())
    good.write_bytes(SAMPLES["a.txt"]())
    (told, after), peak = read_by_another(path, good)

    assert (PDFS | OTHERS)[bomb] in told[0]
    assert [SECOND in text for text in after] == [True]
    assert peak < MOST or sys.platform != "linux"


def test_a_page_that_is_slow_to_read_is_given_up():
    workers = Workers(patience=lambda _size: 2.0)
    start = time.monotonic()
    (problem,) = workers.read_bytes(bombs.html_attributes(), source="/a.html", name="a.html")
    taken = time.monotonic() - start
    (draft,) = workers.read_bytes(SAMPLES["a.html"](), source="/b.html", name="b.html")
    workers.close()

    assert problem.reason == "a.html takes longer than 2 s to read; split it and add the parts."
    assert taken < 10
    assert SECOND in draft.text


RUNS = {  # of one thing without end, where the time of a careless pattern grows with its square
    "# ": ("# {}x\nWords", ["#", "[", "![", "[a", " ", "\t"]),
    "front": ("---\na: b: {}x\n---\nWords", [" ", "\t", "a: "]),
    "plain": ("Title\n\nPublié {}x\n", [" ", "par A", "01 janvier ", "1 ", "(", "a-\n", "- "]),
    "<html>": ("<html><title>{}x</title><body><h1>T</h1><p>Words are here.</p>{}x", ["\xa0", "<q ", "&#x0", "<sup>1", "<a "]),
}


@pytest.mark.parametrize("start", RUNS)
def test_our_own_patterns_take_no_quadratic_time(start):
    frame, pieces = RUNS[start]
    workers = Workers()
    list(workers.read_bytes(SAMPLES["a.html"](), source="/b.html", name="b.html"))  # which loads what reads pages
    slow = []
    for piece in pieces:
        text = frame.replace("{}", (piece * 50_000)[: rounds(50_000, 200_000)])
        begun = time.monotonic()
        list(workers.read_bytes(text.encode(), source="/a.md", name="a.md"))
        if time.monotonic() - begun > 10:
            slow.append(piece)
    workers.close()

    assert slow == []
