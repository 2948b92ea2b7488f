"""Folders that are unpacked from checked weights: a cache, in which nothing is believed that does not agree with its digests.

The digests are taken where the folder is unpacked and lie beside its files; they are no constants, because libraries write the
same weights in other bytes from one version to the next. To read 250 MB again takes .2 to .5 s, so that what was found whole is
noted with its place on the disk, its size and its times, and is read again only when one of them has changed.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from index.errors import ModelError

SUMS = "SHA256SUMS"
CHECKED = ".checked"


def unpacked(name: str, write: Callable[[Path], None]) -> Path:
    """Return a folder of the cache, which ``write`` fills on first use or where it is damaged. Raises ModelError."""
    folder = user_cache_path("chatbot") / "encoders" / name
    if whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-") as scratch:
            fresh = Path(scratch) / "encoder"
            fresh.mkdir()
            write(fresh)
            seal(fresh)
            take_over(fresh, folder)
    except OSError as error:
        said = f"{folder.parent} ({error.strerror}); free space or set XDG_CACHE_HOME"
        raise ModelError(f"The encoder could not be unpacked into {said}.") from error
    if not whole(folder):
        raise ModelError(f"What the disk gives back of {folder} is not what was written; set XDG_CACHE_HOME to another disk.")
    for other in folder.parent.glob(f"{name.rsplit('-', 2)[0]}-*"):  # of earlier weights or another layout, 250 MB each
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(folder: Path) -> None:
    """Write down the digest of every file below the folder, and see that all of it has reached the disk."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    for path in [*files, folder / SUMS]:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def whole(folder: Path) -> bool:
    """Say whether every file that was sealed is there and what it was."""
    note = folder / CHECKED
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        pinned = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        state = "".join(_state(folder, name) for name in [SUMS, *pinned])
        if pinned and note.exists() and note.read_bytes() == state.encode():
            return True
        sound = bool(pinned) and all(sha256(folder / name) == digest for name, digest in pinned.items())
    except (OSError, ValueError):  # files are missing, or the list of digests is itself damaged
        return False
    if sound:
        fresh = note.with_name(f"{CHECKED}-{os.getpid()}")
        with suppress(OSError):  # a folder that cannot be written is read again the next time
            fresh.write_text(state, encoding="utf-8")
            fresh.replace(note)
    return sound


def take_over(fresh: Path, folder: Path) -> None:
    """Put the files of a sealed folder in the place of another's, each at once: who has an old one open keeps it."""
    for path in filter(Path.is_file, sorted(fresh.rglob("*"))):
        target = folder / path.relative_to(fresh)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _state(folder: Path, name: str) -> str:
    told = (folder / name).stat()
    return f"{name} {told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}\n"
