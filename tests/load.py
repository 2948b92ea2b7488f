"""Many browsers at once, each with questions of its own: `python -m tests.load` prints what they met.

Thirty browsers for five minutes unless told otherwise; `--browsers 6 --seconds 30` is what the tests do.
"""

import argparse
import asyncio
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright, expect

from chatbot.page.server import running
from chatbot.types import Done, Event, Token
from tests.pagekit import ARGUMENTS, ScriptedBot, answer, path_of_chromium

PATIENCE = 120_000  # milliseconds for one answer
TURNS = 12  # in a conversation


class Echo(ScriptedBot):
    """Says the question again, a word at a time."""

    def _answer(self, question: str) -> Iterator[Event]:
        for word in question.split():
            time.sleep(0.01)
            yield Token(f"{word} ")
        yield Done(answer(question, f"Asked: {question}"))


@dataclass
class Met:
    """What the browsers met: seconds until each answer, what went wrong, megabytes of this process after each minute."""

    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def fair(self) -> bool:
        """Whether the slowest waited at most twice the median, and memory grew by at most a tenth after the first minute."""
        return max(self.waits) <= 2 * statistics.median(self.waits) and self.memory[-1] <= 1.1 * self.memory[0]

    def __str__(self) -> str:
        waits = sorted(self.waits) or [0.0]
        figures = (
            f"median {statistics.median(waits):.2f} s, longest {waits[-1]:.2f} s, 99 % in {waits[-1 - len(waits) // 100]:.2f} s"
        )
        told = f"{len(self.waits)} answers, {len(self.wrong)} errors, {figures}"
        return "\n".join(
            [told, f"memory after each minute: {', '.join(f'{one:.0f} MB' for one in self.memory)}", *self.wrong[:20]]
        )


async def opened(browser: Browser, address: str, number: int, met: Met) -> Page:
    """Open the page in a browser of its own."""
    # thirty dots that breathe while their pages wait would take a processor of the one machine that plays all thirty
    look: Any = {"locale": "en-GB", "viewport": {"width": 1280, "height": 844}, "reduced_motion": "reduce"}
    page = await (await browser.new_context(**look)).new_page()
    page.on("pageerror", lambda error: met.wrong.append(f"visitor {number}: {error}"))
    await page.goto(address, timeout=PATIENCE)
    await page.locator("body.ready .welcome").wait_for(timeout=PATIENCE)
    return page


async def visitor(page: Page, number: int, end: float, met: Met) -> None:
    """Ask until the time is up, once at least, and see that each answer is to the own question."""
    turn = 0
    while not turn or time.monotonic() < end:
        if turn and turn % TURNS == 0:
            await page.locator("#side .fresh").click()
            await expect(page.locator(".welcome")).to_be_visible(timeout=PATIENCE)
        turn += 1
        question = f"What does visitor {number} want to know in turn {turn}?"
        begun = time.monotonic()
        await page.locator("#question textarea").fill(question)
        await page.keyboard.press("Enter")
        said = page.locator("#live .exchange.done .answer")
        await expect(said).to_have_text(f"Asked: {question}", timeout=PATIENCE)
        met.waits.append(time.monotonic() - begun)
        others = [one for one in await page.locator(".exchange .question").all_inner_texts() if f"visitor {number} " not in one]
        met.wrong += [f"visitor {number} sees {other!r}" for other in others]
        await asyncio.sleep(random.uniform(0.2, 1.0))  # noqa: S311 - a person's pause


async def remembering(end: float, met: Met) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(min(60.0, max(0.1, end - time.monotonic())))
        resident = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
        met.memory += [int(resident[1]) / 1000] if resident else []


async def meet(address: str, browsers: int, seconds: float) -> Met:
    met = Met()
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=path_of_chromium(), args=ARGUMENTS) as browser,
    ):
        pages = [await opened(browser, address, number, met) for number in range(1, browsers + 1)]
        print(f"{browsers} pages are open", flush=True)
        end = time.monotonic() + seconds
        visits = (visitor(page, number, end, met) for number, page in enumerate(pages, 1))
        ended = await asyncio.gather(remembering(end, met), *visits, return_exceptions=True)
    met.wrong += [f"{type(one).__name__}: {one}" for one in ended if isinstance(one, BaseException)]
    return met


def run(browsers: int, seconds: float) -> Met:
    """Return what so many browsers met in so many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        bot = Echo(Path(folder) / "library")
        (Path(folder) / "bread.md").write_text("The bakery opens at six.", encoding="utf-8")
        with bot.library as library:
            library.add(Path(folder) / "bread.md")
            with running(bot) as address:
                return asyncio.run(meet(address, browsers, seconds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browsers", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=300)
    told = run(**vars(parser.parse_args()))
    print(told)
    sys.exit(bool(told.wrong) or not told.fair)
