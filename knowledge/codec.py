"""Frozen dataclasses ↔ JSON, exactly: decoding what was encoded gives an equal value.

Works from the type hints alone: dataclasses, tuples, mappings with string keys, `X | None`, literals, dates, strings,
numbers, booleans and `Any` (plain JSON, where lists read back as tuples so that values stay hashable). Fields that
hold their default are left out, so adding a field with a default needs no migration.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from knowledge.errors import RecordUnreadable

T = TypeVar("T")
_Step = Callable[[Any], Any]


def encode(value: Any, *, whole: bool = False) -> Any:
    """The JSON-ready form of a dataclass instance (or of anything it may hold); `whole` with its defaults, too."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: encode(item, whole=whole)
            for name, default in _fields(type(value))
            if (item := getattr(value, name)) != default or type(item) is not type(default) or whole
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): encode(v, whole=whole) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [encode(v, whole=whole) for v in value]
    return value


def decode(kind: type[T], data: Any) -> T:
    """The instance of `kind` that `data` (as given by `encode`) stands for. Raises RecordUnreadable."""
    try:
        return typing.cast(T, _decoder(typing.cast(Any, kind))(data))
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise RecordUnreadable(
            f"A stored {kind.__name__} can't be read ({type(e).__name__}: {e}). Load its source again."
        ) from e


def dumps(value: Any) -> str:
    """Canonical JSON text of `value`: equal values give equal text."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> Any:
    """What the JSON text stands for. Raises RecordUnreadable."""
    try:
        return json.loads(text)
    except ValueError as e:
        raise RecordUnreadable(f"A stored record isn't JSON ({e}). Load its source again.") from e


def digest(text: str) -> str:
    """A short fingerprint of a text (128 bits in hex)."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


_MISSING = object()


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (f.name, _MISSING if f.default is dataclasses.MISSING else f.default) for f in dataclasses.fields(kind)
    )


def _same(data: Any) -> Any:
    return data


def _frozen(data: Any) -> Any:
    """Lists become tuples all the way down."""
    if isinstance(data, list):
        return tuple(_frozen(v) for v in data)
    return {k: _frozen(v) for k, v in data.items()} if isinstance(data, dict) else data


@cache
def _decoder(hint: Any) -> _Step:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _dataclass_decoder(typing.cast(type, hint))
    if hint is date:
        return date.fromisoformat
    if hint is Any:
        return _frozen
    if origin is tuple:
        return _tuple_decoder(args)
    if origin in (typing.Union, types.UnionType):
        return _optional_decoder(args)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = _decoder(args[1])
        return lambda data: {k: item(v) for k, v in data.items()}
    return _same


def _tuple_decoder(args: tuple[Any, ...]) -> _Step:
    if len(args) == 2 and args[1] is Ellipsis:
        item = _decoder(args[0])
        return tuple if item is _same else lambda data: tuple([item(v) for v in data])
    items = [_decoder(a) for a in args]
    return lambda data: tuple(item(v) for item, v in zip(items, data, strict=True))


def _optional_decoder(args: tuple[Any, ...]) -> _Step:
    kinds = [a for a in args if a is not type(None)]
    if len(kinds) != 1:
        return _same  # unions of plain JSON scalars
    item = _decoder(kinds[0])
    return item if item is _same else lambda data: None if data is None else item(data)


def _dataclass_decoder(kind: type) -> _Step:
    hints = typing.get_type_hints(kind)
    steps = [(f.name, step) for f in dataclasses.fields(kind) if (step := _decoder(hints[f.name])) is not _same]

    def read(data: Any) -> Any:
        values = dict(data)
        for name, step in steps:
            if name in values:
                values[name] = step(values[name])
        return kind(**values)

    return read
