"""Runs work in a process of its own and kills it at a moment of one's choice, as a power cut would."""

import multiprocessing
import os
import signal
import time

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.killing", "chatbot.testing", "index.library", "faiss", "py3langid.langid"])


def killed_after(acknowledgements, work, *arguments, delay=0.0):
    """Call ``work(acknowledge, *arguments)`` and kill it ``delay`` seconds after so many; return all that it acknowledged."""
    reader, writer = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_run, args=(work, writer, *arguments))
    process.start()
    writer.close()
    given = []
    try:
        while True:
            if len(given) == acknowledgements:
                time.sleep(delay)
                os.kill(process.pid, signal.SIGKILL)
            given.append(reader.recv())
    except EOFError:
        process.join()
    return given


def _run(work, writer, *arguments):
    work(writer.send, *arguments)
    writer.close()
