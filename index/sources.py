"""What a person names when handing articles over: files, folders, globs."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.types import Problem


def expand(targets: Iterable[str | Path]) -> Iterator[Path | Problem]:
    """Yield the files that the targets stand for, folders walked in order, hidden names left out."""
    for target in targets:
        path = Path(target).expanduser().absolute()
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path
        elif matches := sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            for match in matches:
                yield from _walk(Path(match)) if Path(match).is_dir() else [Path(match)]
        else:
            yield Problem(str(target), f"{target} does not exist; check the path.")


def _walk(folder: Path) -> Iterator[Path | Problem]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Problem(str(folder), f"The folder {folder} cannot be read ({error.strerror}); check its permissions.")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry
