"""Follows files and folders as they change, through watchfiles."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event


def changes(folders: Iterable[Path], stop: Event) -> Iterator[set[Path]]:
    """Yield the paths below the folders that were written, moved or removed, a moment after each burst, until ``stop``."""
    from watchfiles import watch

    watched = [folder for folder in folders if folder.is_dir()]
    if not watched:
        return
    for burst in watch(*watched, watch_filter=None, stop_event=stop, debounce=800, ignore_permission_denied=True):
        yield {Path(path) for _, path in burst}
