"""The command ``chatbot models``: what is in use, what lies on this machine, and how fast it reads and writes."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from chatbot.bot import Chatbot
from chatbot.json_output import print_json
from chatbot.models.installed import installed
from chatbot.models.llama import LlamaWriter, embedded_model
from chatbot.models.settings import fits
from chatbot.protocols import LanguageModel, Messages, Reader
from prompts import text

_TOKENS = 64  # written to measure the speed


def run(bot: Chatbot, options: Namespace) -> int:
    """Print the models in use, loading the language model to prove it, and those on this machine."""
    bot.model.load()
    found = list(_found(options.folder))
    measured = speed(bot.model) if options.measure else None
    if options.json:
        used = {"generator": bot.model.name, "context": bot.model.context, "encoder": bot.library.encoder.name}
        told = dict(zip(("reading", "writing"), measured, strict=True)) if measured else None
        print_json(used | {"found": found, "speed": told})
        return 0
    print(f"generator  {bot.model.name}, window of {bot.model.context} tokens")
    print(f"encoder    {bot.library.encoder.name}")
    if measured:
        print(f"speed      reads {measured[0]:.0f} tokens a second, writes {measured[1]:.1f}")
    for one in found:
        room = "" if one["fits"] else ", more than the memory at hand"
        print(f"found      --model {one['name']} ({one['bytes'] / 1e9:.1f} GB{room})")
    return 0


def speed(model: LanguageModel) -> tuple[float, float]:
    """Return how many tokens a second a model reads and writes; of the embedded reader, its Llama.

    Of a server, how many it is estimated to read, and the pieces that it sends.
    """
    writer = LlamaWriter(embedded_model()) if isinstance(model, Reader) else model
    writer.load()
    asked = Messages(text("chat.en.md"), text("chat.fr.md"))
    began = perf_counter()
    times = [perf_counter() for _ in writer.stream(asked, limit=_TOKENS)] or [perf_counter()]
    return writer.count(asked) / (times[0] - began), (len(times) - 1) / ((times[-1] - times[0]) or 1)


def _found(folder: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the models on this machine: name as --model takes it, size in bytes, whether the memory at hand holds it."""
    for name, path in installed(folder).items():
        size = path.stat().st_size
        yield {"name": name, "bytes": size, "fits": fits(size)}
