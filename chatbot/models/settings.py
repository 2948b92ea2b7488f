"""How a Llama is run on this machine: what the person says, and what the machine has."""

import os
import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path

WINDOW = 4096  # tokens: the sources of a question take fewer, and a wider one costs memory
SPARE = 1_500_000_000  # bytes that are to be left beside a model's file for a window, and for the rest of the program


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person says of a model: its window in tokens, the layers for the graphics card, None for what fits.

    ``offline`` when nothing may leave this machine, nor a model be fetched; the models of a ``folder`` are on offer, too.
    """

    context: int | None = None
    gpu_layers: int | None = None
    offline: bool = field(default_factory=lambda: os.environ.get("CHATBOT_OFFLINE", "") not in {"", "0"})
    folder: Path | None = None


def fits(size: int) -> bool:
    """Say whether a model of so many bytes has room in the memory at hand, as far as the system tells."""
    room = memory()
    return room is None or size + SPARE <= room


def memory() -> int | None:
    """Return the bytes of memory at hand, half of what there is where the system does not tell, None where it tells neither."""
    try:
        told = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii"))
    except OSError:
        told = None
    if told:
        return int(told[1]) * 1024
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):  # as on Windows
        return None


def threads() -> int:
    """Return the number of physical cores that this process may use: more threads only wait for each other."""
    from joblib import cpu_count

    with warnings.catch_warnings():  # where the system does not tell which cores are physical, all count
        warnings.simplefilter("ignore")
        return int(cpu_count(only_physical_cores=True))
