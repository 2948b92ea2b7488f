"""What articles are read from, as a person names it or as it was added before: files, folders, addresses, standard input."""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import AddressError
from index.filenames import printable
from index.store.known_sources import KnownSources
from index.types import Problem


@dataclass(frozen=True, slots=True)
class Address:
    """A page to be fetched; ``private`` allows it to lie inside the person's own network."""

    url: str
    private: bool = False

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class Piped:
    """What came through standard input."""

    data: bytes

    def __str__(self) -> str:
        return "standard input"


Target = str | Path | Piped
Source = Path | Address | Piped | Problem


def expand(targets: Iterable[Target], *, allow_private: bool = False) -> Iterator[Source]:
    """Yield the sources that the targets stand for, folders walked in order, hidden names left out."""
    for target in targets:
        if isinstance(target, Piped):
            yield target
        elif is_address(target):
            yield Address(str(target), allow_private)
        else:
            yield from _files(target)


def added_before(known: KnownSources) -> Iterator[Source]:
    """Yield all that was added before: folders and patterns with their new files, single files, pages."""
    seen, read = set(), known.files()
    for root in known.roots():
        if is_missing(root) and (not is_pattern(root) or any(file.startswith(f"{root}{os.sep}") for file in read)):
            continue  # a folder that is gone; its articles are those whose file is
        for source in expand([root]):
            seen.add(str(source))
            yield source
    for file in read:
        if file not in seen and not is_missing(file):
            yield Path(file)
    for page in known.pages():
        yield Address(page.address, bool(page.private))


def roots(targets: Iterable[Target]) -> list[str]:
    """Return the folders and patterns among the targets, as absolute paths: what may hold new files later."""
    named = [t for t in targets if not isinstance(t, Piped) and not is_address(t)]
    return [str(path) for path in map(_absolute, named) if _may_grow(path)]


def folder_of(library: str | Path) -> Path:
    """Return the absolute path of a library. Raises AddressError for what is no path."""
    if scheme := re.match(r"([a-z][a-z0-9+.-]+):[/\\]", str(library), re.IGNORECASE):  # C:\ is a path
        raise AddressError(f"A library is a folder of this computer, not an address such as {scheme[1]}://; give its path.")
    return _absolute(library)


def is_pattern(path: str) -> bool:
    """Say whether a path stands for several files; what is there under its very name does not, "[draft]" for one."""
    return glob.has_magic(path) and not Path(path).exists()


def is_address(target: str | Path) -> bool:
    """Say whether a target is to be fetched."""
    return isinstance(target, str) and re.match(r"https?://", target, re.IGNORECASE) is not None


def is_missing(file: str) -> bool:
    """Say whether a file is not there; what cannot be looked at now is not missing."""
    try:
        Path(file).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Path(file).is_absolute()  # no address, nor standard input
    except OSError:
        return False
    return False


def _files(target: str | Path) -> Iterator[Source]:
    path, said = _absolute(target), printable(str(target))
    try:
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path
        elif matches := sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            for match in matches:
                yield from _walk(Path(match)) if Path(match).is_dir() else [Path(match)]
        else:
            yield Problem(said, f"{said} does not exist; check the path.")
    except ValueError:  # a NUL, or a letter that is none
        yield Problem(said, f"{said} does not exist; check the path.")
    except OSError as error:
        yield Problem(said, f"{said} cannot be read ({error.strerror}); check its permissions.")


def _may_grow(path: Path) -> bool:
    try:
        return path.is_dir() or is_pattern(str(path))
    except (OSError, ValueError):  # told when it is read
        return False


def _absolute(target: str | Path) -> Path:
    path = Path(target)
    with suppress(RuntimeError):  # "~$letter.docx" names nobody's home
        path = path.expanduser()
    return path.absolute()


def _walk(folder: Path) -> Iterator[Source]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith(".") and Path(root, name).is_file())
    for error in closed:
        said = printable(str(error.filename))
        yield Problem(said, f"The folder {said} cannot be read ({error.strerror}); check its permissions.")
