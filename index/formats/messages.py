"""What passes between the library and the process that reads files for it: plain data, checked on arrival, never pickle.

A message is a JSON object after its length. What was read may come from a process that a file has taken over: nothing in it
is believed before its types are.
"""

import json
import re
import struct
from dataclasses import asdict, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, BinaryIO, Literal, get_args, get_origin, get_type_hints

from index.formats.raw import MEGABYTE, TEXT_LIMIT
from index.types import Draft, Problem

LIMIT = 20 * MEGABYTE + 4 * TEXT_LIMIT  # bytes: of titles and sections, of so many characters
BUFFER = 60_000  # bytes, which a pipe takes at once: each writing wakes the reader, which costs more than all the rest
_LENGTH = struct.Struct(">Q")
# half letters, that no database takes, other than those that stand for a file name's bytes
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")


class MessageError(ValueError):
    """What came is no message, or no draft."""


def send(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write a message. Raises OSError when nobody reads any more."""
    said = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")  # which keeps any file name whole
    stream.write(_LENGTH.pack(len(said)) + said)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], int] | None:
    """Return the next message and its bytes, None at the end; raise MessageError when it is none or longer than may be."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(length)
    if size > LIMIT:
        raise MessageError
    said = stream.read(size)
    if len(said) < size:
        return None
    try:
        message = json.loads(said.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise MessageError from error
    if not isinstance(message, dict):
        raise MessageError
    return message, size


def packed(outcome: Draft | Problem) -> dict[str, Any]:
    """Return an outcome as a message."""
    return {"kind": type(outcome).__name__, "values": asdict(outcome)}


def unpacked(message: dict[str, Any]) -> Draft | Problem:
    """Return the outcome that a message holds, or raise MessageError."""
    outcome: Draft | Problem = _built(Draft if message.get("kind") == "Draft" else Problem, message.get("values"))
    return outcome


def _built(kind: Any, value: Any) -> Any:
    """Return a value of a type made of dataclasses, tuples, strings and the like, out of what JSON keeps of it."""
    origin, inner = _shape(kind)
    if kind in {str, int, bool}:
        if type(value) is kind and not (kind is str and _HALF.search(value)):
            return value
    elif NoneType in inner:
        return None if value is None else _built(next(of for of in inner if of is not NoneType), value)
    elif origin is tuple:
        if isinstance(value, list):
            return tuple(_built(inner[0], item) for item in value)
    elif origin is Literal:
        if isinstance(value, str) and value in inner:
            return value
    elif isinstance(value, dict) and value.keys() == inner.keys():
        return kind(**{name: _built(hint, value[name]) for name, hint in inner.items()})
    raise MessageError


@cache
def _shape(kind: Any) -> tuple[Any, Any]:
    """Return what a type is made from, and of what: the types of its parts, for a dataclass by name."""
    return get_origin(kind), get_type_hints(kind) if is_dataclass(kind) else get_args(kind)
