"""Who may use the page from another machine: a file of names, each with an argon2 hash of its password.

One ``name:hash`` a line (https://www.rfc-editor.org/rfc/rfc9106); whoever can write the file decides who gets in.
"""

import hashlib
import hmac
import re
import secrets
from contextlib import suppress
from pathlib import Path

from chatbot.errors import UsageError
from index.store.targets import replacing

LONGEST = 200  # characters of a password: hashing more takes time and adds nothing
_NAME = re.compile(r"[^\s:\x00-\x1f\x7f]{1,64}")


def write_user(path: Path, name: str, password: str) -> None:
    """Give ``name`` this password in the file, made when absent. Raises UsageError, LibraryError when it cannot be written."""
    from argon2 import PasswordHasher

    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot be a name; use up to 64 characters without spaces and colons.")
    if not 1 <= len(password) <= LONGEST:
        raise UsageError(f"A password has from 1 to {LONGEST} characters; choose another.")
    _write(path, (_read(path) if path.exists() else {}) | {name: PasswordHasher().hash(password)})


def remove_user(path: Path, name: str) -> None:
    """Take ``name`` out of the file. Raises UsageError when it is not there."""
    users = _read(path)
    if users.pop(name, None) is None:
        raise UsageError(f"There is no {name} in {path}; its names are: {', '.join(sorted(users)) or 'none'}.")
    _write(path, users)


class Users:
    """The names and passwords of a file, read again whenever it has changed."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises UsageError when it cannot be read or names nobody."""
        self._path = path
        self._state: tuple[int, int] | None = None
        self._hashes: dict[str, str] = {}
        self._known: set[bytes] = set()  # digests of what was found right, since argon2 is slow on purpose
        self._key = secrets.token_bytes(32)
        if not _read(path):
            raise UsageError(f"{path} names nobody; `chatbot user add NAME --auth {path}` adds a name.")

    def remembers(self, name: str, password: str) -> bool:
        """Say at once whether that has been found to be the password of ``name``."""
        self._refresh()
        return self._digest(name, password) in self._known

    def verify(self, name: str, password: str) -> bool:
        """Say whether that is the password of ``name``, slowly. An unknown name takes as long as a wrong password."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        if len(password) > LONGEST:
            return False
        hasher = PasswordHasher()
        with suppress(Argon2Error, InvalidHashError):
            hasher.verify(self._hashes.get(name) or hasher.hash(secrets.token_hex()), password)
            self._known.add(self._digest(name, password))
            return True
        return False

    def _digest(self, name: str, password: str) -> bytes:
        return hmac.digest(self._key, f"{name}:{password}".encode("utf-8", "surrogatepass"), hashlib.sha256)

    def _refresh(self) -> None:
        """Take over a change of the file; while it is gone or no file of names, nobody gets in."""
        try:
            stat = self._path.stat()
            state = stat.st_mtime_ns, stat.st_size
            if state == self._state:
                return
            self._hashes, self._state = _read(self._path), state
        except (OSError, UsageError):
            self._hashes, self._state = {}, None
        self._known.clear()


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise UsageError(f"{path} cannot be read ({reason}); give --auth the file of names.") from error
    pairs = [line.partition(":") for line in lines if line.strip()]
    if not all(_NAME.fullmatch(name) and hashed.startswith("$argon2") for name, _, hashed in pairs):
        raise UsageError(f"{path} is no file of names; `chatbot user add NAME` writes one.")
    return {name: hashed for name, _, hashed in pairs}


def _write(path: Path, users: dict[str, str]) -> None:
    """Write the file whole or not at all, for its owner's eyes only."""
    with replacing(path) as partial:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.touch(0o600, exist_ok=False)
        partial.write_text("".join(f"{name}:{hashed}\n" for name, hashed in sorted(users.items())), encoding="utf-8")
