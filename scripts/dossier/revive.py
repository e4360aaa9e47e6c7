"""Records as plain data and back: what an earlier run decoded from a file need not be decoded again.

A record is a list of its type's name and its values in the order of its fields; what holds records is a list without a
name; all else is plain already. Places are not kept: they follow from where a value stands.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from . import model
from .model import Record
from .place import Place


def plain(value: Any) -> Any:
    """A record, or what holds records, as data that `marshal` can write."""
    if isinstance(value, Record):
        record: Any = type(value)
        return [record.__name__, *(plain(getattr(value, name)) for name, _ in _keys(record))]
    if isinstance(value, (tuple, list)) and any(isinstance(each, Record) for each in value):
        return [None, *map(plain, value)]
    if isinstance(value, dict) and any(isinstance(each, Record) for each in value.values()):
        return [None, {key: plain(each) for key, each in value.items()}]
    return tuple(value) if isinstance(value, list) else value


def revived(value: Any, place: Place) -> Any:
    """What `plain` made this value of, at its place."""
    if type(value) is not list:
        return value
    kind = value[0]
    if kind is not None:
        record = getattr(model, kind)
        given = {
            name: revived(each, place.inside(key)) if type(each) is list else each
            for (name, key), each in zip(_keys(record), value[1:], strict=True)
        }
        return record(place=place, **given)
    if isinstance(value[1], dict):
        return {key: revived(each, place.inside(key)) for key, each in value[1].items()}
    return tuple(revived(each, place.inside(i)) for i, each in enumerate(value[1:]))


@cache
def _keys(record: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a record but its place, each with its key."""
    return tuple((field.name, field.name.removesuffix("_")) for field in fields(record) if field.name != "place")
