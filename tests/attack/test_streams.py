"""Readers of a reply who pause, leave or are interrupted: nobody else waits for them, and no thread outlives the program."""

import ast
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from chatbot.errors import LanguageModelError
from chatbot.models.background import _AT_WORK, apart
from chatbot.models.llama import LlamaModel
from tests.attack.rounds import rounds
from tests.tiny_gguf import chatml

ROOT = Path(__file__).parents[2]
HELD = ("lock", "transaction", "turn", "_reading", "_PDFIUM")  # what is held within `with`
LONG = "words " * 40


class BoomError(Exception):
    pass


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return LlamaModel(chatml(tmp_path_factory.mktemp("model") / "tiny.gguf"), context=1024)


def freed(lock: threading.Lock) -> bool:
    free = lock.acquire(timeout=10)
    if free:
        lock.release()
    return free


def test_whoever_pauses_holds_up_nobody(model):
    paused = model.stream(LONG, limit=64)
    first = next(paused)
    others = [list(model.stream(LONG, limit=64)) for _ in range(rounds(3, 200))]

    assert all(other == [first, *others[0][1:]] for other in others)
    assert [first, *paused] == others[0]


def test_whoever_leaves_ends_the_reply_after_the_token_under_way():
    lock, written = threading.Lock(), []

    def write(_unwanted):
        for number in range(10_000):
            written.append(number)
            time.sleep(0.001)
            yield str(number)

    for leave in (lambda reply: reply.close(), lambda _reply: None):  # or it is merely dropped
        written.clear()
        reply = apart(write, lock)
        next(reply)
        leave(reply)
        del reply

        assert freed(lock)
        assert len(written) < 1000


def test_a_reply_that_is_no_longer_waited_for_never_begins():
    begun = []

    def write(_unwanted):
        begun.append(True)
        yield "word"

    lock, earlier = threading.Lock(), {*_AT_WORK}
    reader = threading.Thread(target=lambda: begun.extend(apart(write, lock)))
    with lock:
        reader.start()
        while not (waiting := {*_AT_WORK} - earlier):
            time.sleep(0.01)
        for thread in waiting:
            _AT_WORK[thread].set()
    reader.join(10)

    assert begun == []


def test_what_goes_wrong_while_writing_is_raised_where_it_is_read():
    def write(_unwanted):
        yield "word"
        raise BoomError

    reply = apart(write, threading.Lock())

    assert next(reply) == "word"
    with pytest.raises(BoomError):
        next(reply)


def test_a_prompt_that_is_too_long_is_told_before_any_thread_begins(model):
    before = threading.active_count()

    with pytest.raises(LanguageModelError, match="ask in fewer words"):
        next(model.stream("word " * 1000))
    assert threading.active_count() == before


@pytest.mark.parametrize("seed", range(rounds(4, 100)))
def test_many_readers_of_every_temper_get_what_one_alone_gets(model, seed):
    alone = list(model.stream(LONG, limit=24))
    told = {}

    def ask(number):
        reply = model.stream(LONG, limit=24)
        taken = []
        for piece in reply:
            taken.append(piece)
            if (number + seed) % 3 == 0 and len(taken) == 2:
                return  # leaves
            if (number + seed) % 3 == 1:
                time.sleep(0.002)
        told[number] = taken

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(told) == 6
    assert all(taken == alone for taken in told.values())
    assert freed(model._lock)


MODEL = """
import sys, threading
from chatbot.models.llama import LlamaModel
reply = LlamaModel(sys.argv[1], context=1024).stream("words " * 40, limit=200)
next(reply)
print("reading", flush=True)
"""
SLOW = """
import threading, time
from chatbot.models.background import apart
def write(_unwanted):
    yield "word"
    for _ in range(1000):
        time.sleep(.1)
        yield "" if _ else "word"
reply = apart(write, threading.Lock())
next(reply)
print("reading", flush=True)
"""


@pytest.mark.parametrize(
    ("begun", "then", "interrupted"),
    [
        (MODEL, "", False),
        (MODEL, "reply.close()", False),
        (MODEL, "for _ in reply: pass", False),
        (MODEL, "threading.Event().wait()", True),
        (SLOW, "", False),
        (SLOW, "for _ in reply: pass", True),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is another thing there")
def test_no_reply_keeps_the_program_from_ending(tmp_path, begun, then, interrupted):
    command = [sys.executable, "-c", begun + then, str(chatml(tmp_path / "tiny.gguf"))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        if interrupted:
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
        started = time.monotonic()
        _, errors = process.communicate(timeout=30)

    assert time.monotonic() - started < 10
    assert process.returncode == (-signal.SIGINT if interrupted else 0), errors
    assert errors.count("Error") == 0


def test_nothing_is_held_while_a_generator_waits_to_be_read_on():
    held = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ("chatbot", "index")
        for path in sorted((ROOT / room).rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and not any("contextmanager" in ast.dump(d) for d in function.decorator_list)
        for node in ast.walk(function)
        if isinstance(node, ast.With) and _holds(node) and _yields(node)
    ]

    assert held == []


def _holds(node: ast.With) -> bool:
    return any(word in ast.unparse(item.context_expr) for item in node.items for word in HELD)


def _yields(node: ast.AST) -> bool:
    inner = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.FunctionDef | ast.Lambda)]
    return any(isinstance(child, ast.Yield | ast.YieldFrom) or _yields(child) for child in inner)
