"""Records to JSON and back, by their own types: what the store, the exports and the faces write and read.

A record becomes an object with every field in the order of its class, a tuple a list, a date its ISO form.
Coming back, every value is held against the field's type: a key that the class lacks, a missing one without a
default, or a value of another type raises CodecError, which names the path to it ("Report.published").
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")
_Step = Callable[[Any], Any]
_SCALARS: tuple[type, ...] = (str, int, bool)


class CodecError(ValueError):
    """JSON that isn't the record asked for; the message names where and what was expected."""


def to_json(obj: object) -> Any:
    """A record (a frozen dataclass) as dictionaries, lists, strings, numbers, booleans and None.

    Raises TypeError where `obj` is no record or has a field of a type that the codec doesn't know.
    """
    cls = type(obj)
    if not dataclasses.is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is no record: to_json takes a dataclass")
    return _codec(cls)[0](obj)


def from_json(cls: type[R], data: Any) -> R:
    """The record of class `cls` that `to_json` gave `data` for. Raises CodecError on anything else."""
    try:
        return cast(R, _codec(cast(Any, cls))[1](data))
    except _MismatchError as error:
        raise CodecError(".".join((cls.__name__, *reversed(error.path))) + f": {error}") from error.__cause__


def written(kind: Any, value: object) -> Any:
    """A value of a type that a record's field may have (tuples and mappings of records and such), as JSON values."""
    return _codec(kind)[0](value)


def restored(kind: Any, data: Any) -> Any:
    """The value that `written` gave `data` for. Raises CodecError on anything else."""
    try:
        return _codec(kind)[1](data)
    except _MismatchError as error:
        raise CodecError(".".join(reversed(error.path)) + f": {error}") from error.__cause__


class _MismatchError(Exception):
    """A value of another type; `path` is filled, innermost first, on the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.path: list[str] = []


@cache
def _codec(kind: Any) -> tuple[_Step, _Step]:
    """How to write and how to read a value of type `kind`."""
    origin, args = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _record(cast(type, kind))
    if origin in (Union, types.UnionType):
        return _optional(kind, args)
    if origin is tuple:
        return _sequence(args[0]) if args[1:] == (Ellipsis,) else _row(args)
    if origin is frozenset:
        return _set(args[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*args)
    if origin is Literal:
        return _same, _one_of(args)
    if kind in _SCALARS:
        return _same, _scalar(kind)
    if kind is float:
        return float, _number
    if kind is date:
        return date.isoformat, _date
    raise TypeError(f"the codec knows no {kind}")


def _same(value: Any) -> Any:
    return value


def _record(cls: type) -> tuple[_Step, _Step]:
    hints = get_type_hints(cls)
    fields = [field for field in dataclasses.fields(cls) if field.init]
    steps = [(field.name, *_codec(hints[field.name])) for field in fields]
    names = frozenset(field.name for field in fields)
    needed = frozenset(
        field.name
        for field in fields
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )

    def write(value: Any) -> Any:
        return {name: put(getattr(value, name)) for name, put, _ in steps}

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise _MismatchError(f"an object is asked, found {_kind(data)}")
        if not data.keys() <= names:
            raise _MismatchError(f"no such key: {', '.join(sorted(map(str, data.keys() - names)))}")
        if not needed <= data.keys():
            raise _MismatchError(f"missing: {', '.join(sorted(needed - data.keys()))}")
        values = {}
        for name, _, get in steps:
            if name in data:
                try:
                    values[name] = get(data[name])
                except _MismatchError as error:
                    error.path.append(name)
                    raise
        try:
            return cls(**values)
        except ValueError as error:  # the record's own bounds (an empty span, a time that ends before it starts)
            raise _MismatchError(str(error)) from error

    return write, read


def _optional(kind: Any, args: tuple[Any, ...]) -> tuple[_Step, _Step]:
    inner = [arg for arg in args if arg is not types.NoneType]
    if len(inner) != 1 or len(args) != 2:
        raise TypeError(f"the codec knows no {kind}: of unions only `X | None`")
    put, get = _codec(inner[0])
    return (
        lambda value: None if value is None else put(value),
        lambda data: None if data is None else get(data),
    )


def _sequence(kind: Any) -> tuple[_Step, _Step]:
    put, get = _codec(kind)

    def read(data: Any) -> Any:
        return tuple(_at(index, get, part) for index, part in enumerate(_list(data)))

    return lambda value: [put(part) for part in value], read


def _row(kinds: tuple[Any, ...]) -> tuple[_Step, _Step]:
    steps = [_codec(kind) for kind in kinds]

    def read(data: Any) -> Any:
        if len(_list(data)) != len(steps):
            raise _MismatchError(f"{len(steps)} values are asked, found {len(data)}")
        return tuple(_at(index, get, part) for index, ((_, get), part) in enumerate(zip(steps, data, strict=True)))

    return lambda value: [put(part) for (put, _), part in zip(steps, value, strict=True)], read


def _set(kind: Any) -> tuple[_Step, _Step]:
    put, get = _sequence(kind)
    return lambda value: put(sorted(value)), lambda data: frozenset(get(data))


def _mapping(key: Any, kind: Any) -> tuple[_Step, _Step]:
    if key is not str:
        raise TypeError(f"the codec knows no mapping by {key}: by str only")
    put, get = _codec(kind)

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise _MismatchError(f"an object is asked, found {_kind(data)}")
        return {name: _at(name, get, part) for name, part in data.items()}

    return lambda value: {name: put(part) for name, part in value.items()}, read


def _at(index: int | str, get: _Step, part: Any) -> Any:
    try:
        return get(part)
    except _MismatchError as error:
        error.path.append(str(index))
        raise


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise _MismatchError(f"a list is asked, found {_kind(data)}")
    return data


def _one_of(values: tuple[Any, ...]) -> _Step:
    def read(data: Any) -> Any:
        for value in values:
            if type(value) is type(data) and value == data:
                return data
        raise _MismatchError(f"one of {', '.join(map(repr, values))} is asked, found {data!r:.80}")

    return read


def _scalar(kind: type) -> _Step:
    def read(data: Any) -> Any:
        if type(data) is not kind:  # not isinstance: True is no number here
            raise _MismatchError(f"{kind.__name__} is asked, found {_kind(data)}")
        return data

    return read


def _number(data: Any) -> float:
    if type(data) not in (int, float) or not math.isfinite(data):
        raise _MismatchError(f"a finite number is asked, found {data!r:.80}")
    return float(data)


def _date(data: Any) -> date:
    if type(data) is str:
        try:
            return date.fromisoformat(data)
        except ValueError:
            pass
    raise _MismatchError(f"an ISO date is asked, found {data!r:.80}")


def _kind(data: Any) -> str:
    return "null" if data is None else f"{type(data).__name__} {data!r:.60}"
