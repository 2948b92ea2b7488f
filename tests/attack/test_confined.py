"""The process that reads files may hang, die or say anything: that is told of its file, and nothing else comes of it."""

import os
import signal
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import pytest

from index import formats
from index.formats.confined import Workers
from index.types import Draft, Problem
from tests import documents
from tests.attack import bombs

FAULTY = """
import os, signal, time
from index.formats import worker
faults = {
    "hangs": lambda: time.sleep(60),
    "turns": lambda: any(iter(int, 1)),
    "fills": lambda: [0 for _ in iter(int, 1)],
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crashes": os.abort,
    "raises": lambda: 1 / 0,
    "leaves": lambda: os._exit(0),
    "prints": lambda: os.write(1, b"noise") + os.write(2, b"noise"),
}
sound = worker.read_bytes
def read_bytes(data, **named):
    faults.get(data.decode(), int)()
    return sound(data, **named)
worker.read_bytes = read_bytes
worker.serve()
"""
ANSWERING = """
import struct, sys
from index.formats.messages import receive, send
out = sys.stdout.buffer
send(out, {"ready": True})
while receive(sys.stdin.buffer):
    ANSWER
    send(out, {"end": True, "again": True})
"""
HELD = """
import sys, time
from pathlib import Path
from index.formats.confined import Workers
workers = Workers(CODE)
(draft,) = workers.read_bytes(b"Some words.", source="/a", name="a")
print(workers.pids()[0], flush=True)
list(workers.read_bytes(b"hangs", source="/a", name="a"))
"""


@pytest.fixture
def workers():
    made = Workers(FAULTY, patience=lambda _size: 3.0)
    yield made
    made.close()


def told(workers, data=b"Some words."):
    return [getattr(outcome, "reason", None) or outcome.text for outcome in workers.read_bytes(data, source="/a", name="a")]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (b"hangs", "a takes longer than 3 s to read; split it and add the parts."),
        (b"turns", "a takes longer than 3 s to read; split it and add the parts."),
        (b"fills", "a needs more memory than one file may take, or is damaged; split it or get a whole copy."),
        (b"killed", "a was not read because the system ended its reader; close other programs and add it again."),
        (b"crashes", "a needs more memory than one file may take, or is damaged; split it or get a whole copy."),
        (b"raises", "a needs more memory than one file may take, or is damaged; split it or get a whole copy."),
        (b"leaves", "a needs more memory than one file may take, or is damaged; split it or get a whole copy."),
        (b"prints", "prints"),
    ],
)
def test_a_process_that_fails_is_told_of_its_file_and_the_next_is_read_by_another(workers, capfd, fault, said):
    assert told(workers) == ["Some words."]
    assert told(workers, fault) == [said]
    assert told(workers) == ["Some words."]
    assert capfd.readouterr() == ("", "")


def draft(**values):
    whole = dict.fromkeys(("url", "language", "author", "site", "published", "modified", "id", "added"))
    return f'send(out, {{"kind": "Draft", "values": {whole | values}}})'


NONSENSE = {
    "noise": 'out.write(b"noise" * 99)',
    "endless": 'out.write(struct.pack(">Q", 2**40))',
    "no_json": 'out.write(struct.pack(">Q", 4) + b"{{{{")',
    "no_object": 'out.write(struct.pack(">Q", 2) + b"[]")',
    "deep": 'out.write(struct.pack(">Q", 10**6) + b"[" * 10**6)',
    "nothing": "send(out, {})",
    "unknown": 'send(out, {"kind": "Article", "values": {"source": "/a"}})',
    "no_values": 'send(out, {"kind": "Draft", "values": []})',
    "no_fields": draft(),
    "no_text": 'send(out, {"kind": "Problem", "values": {"source": "/a", "reason": 7}})',
    "half_letters": 'send(out, {"kind": "Problem", "values": {"source": "/a", "reason": "\\ud800"}})',
    "another_file": 'send(out, {"kind": "Problem", "values": {"source": "/b", "reason": "x"}})',
}


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_is_no_draft(answer):
    workers = Workers(ANSWERING.replace("ANSWER", NONSENSE[answer]))

    assert told(workers) == ["a made its reader give no sensible answer; nothing more of it was added."]
    assert workers.pids() == []


def test_a_file_has_no_more_than_so_many_problems():
    problem = 'send(out, {"kind": "Problem", "values": {"source": "/a", "reason": "No."}})'
    said = told(Workers(ANSWERING.replace("ANSWER", f"for _ in range(50_002): {problem}")))

    assert len(said) == 50_001
    assert said[-1] == "a unfolds into too much; unpack it and add the files that you want."


def test_a_process_that_cannot_be_started_is_not_the_fault_of_the_file(monkeypatch):
    assert told(Workers("raise SystemExit(1)")) == [
        "a cannot be read because no reader could be started (it ended at once); try again."
    ]
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert told(Workers()) == ["a cannot be read because no reader could be started (No such file or directory); try again."]


def test_one_process_reads_file_after_file():
    workers = Workers()
    told(workers)
    first = workers.pids()
    for name, make in documents.SAMPLES.items():
        data = make()

        assert list(workers.read_bytes(data, source=f"/{name}", name=name)) == list(
            formats.read_bytes(data, source=f"/{name}", name=name)
        )
    assert workers.pids() == first
    workers.close()


def test_a_process_that_died_while_it_waited_is_replaced(workers):
    told(workers)
    os.kill(workers.pids()[0], signal.SIGKILL)
    time.sleep(0.1)

    assert told(workers) == ["Some words."]


def test_who_leaves_in_the_middle_leaves_no_process_behind(workers):
    letters = workers.read_bytes(documents.mailbox() * 500, source="/a.mbox", name="a.mbox")
    first = list(islice(letters, 2))
    letters.close()

    assert [letter.title for letter in first] == ["Première", "Seconde"]
    assert workers.pids() == []
    assert told(workers) == ["Some words."]


def test_threads_read_side_by_side(workers):
    said = []
    threads = [threading.Thread(target=lambda: said.extend(told(workers))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said == ["Some words."] * 6
    assert 1 <= len(workers.pids()) <= 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems want names of files in UTF-8")
def test_a_name_that_is_no_text_survives(tmp_path, workers):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Some words.", encoding="utf-8")

    assert [outcome.text for outcome in workers.read(path)] == ["Some words."]


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_process_ends_with_the_one_that_it_reads_for(ending):
    code = [sys.executable, "-c", HELD.replace("CODE", repr(FAULTY))]
    with subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as library:
        pid = int(library.stdout.readline())
        time.sleep(0.3)

        assert is_running(pid)
        os.killpg(library.pid, ending)
        complaints = library.communicate(timeout=10)[1]
    end = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.1)

    assert not is_running(pid)
    assert complaints.count(b"Traceback") == (ending == signal.SIGINT)


def test_a_bomb_in_the_place_of_a_file_leaves_its_article_alone(library, write):
    path = write("a.pdf", documents.pdf())
    known = library.add(path).added
    path.write_bytes(bombs.form_loop())
    (problem,) = library.add(path).problems

    assert "needs more memory" in problem.reason
    assert [article.id for article in library.articles()] == list(known)
    assert library.sync().removed == ()


def test_what_is_read_is_a_draft_or_a_problem(workers):
    assert {type(outcome) for outcome in workers.read_bytes(documents.archive(), source="/a", name="a")} <= {Draft, Problem}
