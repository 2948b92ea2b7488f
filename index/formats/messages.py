"""What passes between the library and the process that reads files for it: plain data, checked on arrival, never pickle.

A message is a JSON object and bytes, each after its length. What was read may come from a process that a file has taken
over: nothing in it is believed before its types are.
"""

import json
import struct
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, BinaryIO, Literal, NamedTuple, get_args, get_origin, get_type_hints

from index.formats.raw import MEGABYTE, TEXT_LIMIT
from index.types import Draft, Problem

HEAD_LIMIT = 20 * MEGABYTE  # the title, the sections: all but the text
BODY_LIMIT = 4 * TEXT_LIMIT  # bytes of so many characters
BUFFER = 60_000  # bytes, which a pipe takes at once: each writing wakes the reader, which costs more than all the rest
_PLAIN = {str, int, bool}
_LENGTHS = struct.Struct(">QQ")


class MessageError(ValueError):
    """What came is no message, or no draft."""


class Message(NamedTuple):
    """A JSON object and bytes; ``size`` is that of both as they were written."""

    head: dict[str, Any]
    body: bytes
    size: int


def send(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write a message. Raises OSError when nobody reads any more."""
    said = json.dumps(head, separators=(",", ":"), default=asdict).encode()  # in ASCII, which keeps any file name whole
    stream.write(_LENGTHS.pack(len(said), len(body)) + said)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> Message | None:
    """Return the next message, None at the end; raise MessageError when it is none or longer than may be."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    size, rest = _LENGTHS.unpack(lengths)
    if size > HEAD_LIMIT or rest > BODY_LIMIT:
        raise MessageError
    said, body = stream.read(size), stream.read(rest)
    if len(said) < size or len(body) < rest:
        return None
    try:
        head = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise MessageError from error
    if not isinstance(head, dict):
        raise MessageError
    return Message(head, body, size + rest)


def packed(outcome: Draft | Problem) -> tuple[dict[str, Any], bytes]:
    """Return an outcome as a message; a text, which may be long, is its body."""
    values = {field.name: getattr(outcome, field.name) for field in fields(outcome)}
    return {"kind": type(outcome).__name__, "values": values}, values.pop("text", "").encode()


def unpacked(message: Message) -> Draft | Problem:
    """Return the outcome that a message holds, or raise MessageError."""
    values, is_draft = message.head.get("values"), message.head.get("kind") == "Draft"
    if is_draft and isinstance(values, dict):
        try:
            values["text"] = message.body.decode()
        except UnicodeDecodeError as error:
            raise MessageError from error
    outcome: Draft | Problem = _built(Draft if is_draft else Problem, values)
    return outcome


def _built(kind: Any, value: Any) -> Any:
    """Return a value of a type made of dataclasses, tuples, strings and the like, out of what JSON keeps of it."""
    origin, inner = _shape(kind)
    if kind in _PLAIN:
        if type(value) is kind and not (kind is str and _is_broken(value)):
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


def _is_broken(text: str) -> bool:
    """Say whether a text holds half letters that no database takes, other than those that stand for a file name's bytes."""
    try:
        text.isascii() or text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return True
    return False
