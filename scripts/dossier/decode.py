"""From YAML nodes to records: the form of `model`, enforced, with every problem at once.

The annotations of a record are its schema: `str`, `int`, `bool`, closed lists (`Literal`), `tuple[T, ...]`,
`Mapping[str, T]`, other records, and unions of these. A value that does not fit is reported and its record left
out, so one bad value hides no other.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from .model import WRITTEN, Text
from .nodes import Place
from .problems import Problem

R = TypeVar("R")

MOST_CHARACTERS = 20_000
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEAN = {"true": True, "false": False}


class _Misfit(Exception):
    """The value was reported; whatever holds it is left out."""


class Decoder:
    """Decodes nodes into values of annotated types, gathering problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.left_out: set[str] = set()
        """The ids of records that do not fit."""

    def record(self, place: Place, kind: type[R], **given: object) -> R | None:
        """A record of `kind` from a mapping; `given` are fields that are no keys. None where it does not fit."""
        try:
            return self._record(place, kind, given)
        except _Misfit:
            if isinstance(place.node, yaml.MappingNode):
                self.left_out |= {value.value for key, value in place.node.value if key.value == "id"}
            return None

    def records(self, place: Place, kind: type[R], **given: object) -> list[R]:
        """The records of a sequence, without those that do not fit."""
        if not isinstance(place.node, yaml.SequenceNode):
            self._report(place, "type", f"expected a list of {kind.__name__.lower()} entries")
            return []
        found = (self.record(place.inside(i), kind, **given) for i in range(len(place.node.value)))
        return [record for record in found if record is not None]

    def _report(self, place: Place, rule: str, message: str, help: str | None = None) -> None:
        self.problems.append(Problem(rule=rule, at=place.at(), message=message, help=help))

    def _misfit(self, place: Place, expected: str) -> _Misfit:
        self._report(place, "type", f"expected {expected}, found {_describe(place.node)}")
        return _Misfit()

    def _record(self, place: Place, kind: type[R], given: Mapping[str, object]) -> R:
        node = place.node
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(place, f"the keys of a {kind.__name__.lower()}")
        schema = {name: entry for name, entry in _schema(cast(Hashable, kind)).items() if name not in given}
        values: dict[str, object] = dict(given)
        fits = True
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value not in schema:
                close = difflib.get_close_matches(key.value, schema, 1)
                help = f"did you mean {close[0]}?" if close else "known keys: " + ", ".join(schema)
                where = Place(place.file, key, place.line_offset)
                self._report(where, "unknown-key", f"{kind.__name__.lower()} has no key {key.value!r}", help)
                fits = False
        present = {key.value for key, _ in node.value}
        for name, (field, annotation) in schema.items():
            if name in present:
                try:
                    values[field.name] = self.value(place.inside(name), annotation)
                except _Misfit:
                    fits = False
            elif field.default is MISSING and field.default_factory is MISSING:
                self._report(place, "missing-key", f"{kind.__name__.lower()} needs the key {name!r}")
                fits = False
        if not fits:
            raise _Misfit
        return kind(**{"place": place, **values})

    def value(self, place: Place, annotation: Any) -> Any:
        """The node's value as `annotation` asks; raises `_Misfit` after reporting."""
        origin = get_origin(annotation)
        if annotation is Text:
            return self._text(place)
        if origin in (Union, UnionType):
            return self._union(place, get_args(annotation))
        if origin is Literal:
            return self._choice(place, get_args(annotation))
        if origin is tuple:
            return self._sequence(place, get_args(annotation)[0])
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(place, get_args(annotation)[1])
        if is_dataclass(annotation):
            return self._record(place, cast(type[Any], annotation), {})
        return self._scalar(place, annotation)

    def _scalar(self, place: Place, annotation: Any) -> str | int | bool:
        node = place.node
        if not isinstance(node, yaml.ScalarNode):
            raise self._misfit(place, _NAMES[annotation])
        if annotation is str:
            return self._string(place, node)
        if annotation is int and not node.style and _INTEGER.fullmatch(node.value):
            return int(node.value)
        if annotation is bool and not node.style and node.value in _BOOLEAN:
            return _BOOLEAN[node.value]
        raise self._misfit(place, _NAMES[annotation])

    def _string(self, place: Place, node: yaml.ScalarNode) -> str:
        value: str = node.value
        if not node.style and value in _NULL:
            raise self._misfit(place, "words")
        if not value.strip():
            raise self._misfit(place, "words, not an empty text")
        if len(value) > MOST_CHARACTERS:
            raise self._misfit(place, f"at most {MOST_CHARACTERS} characters")
        return value

    def _union(self, place: Place, options: tuple[Any, ...]) -> Any:
        node = place.node
        if NoneType in options and isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULL:
            return None
        mapping = isinstance(node, yaml.MappingNode)
        rest = [option for option in options if option is not NoneType]
        fitting = [option for option in rest if mapping == (is_dataclass(option) or _is_mapping(option))]
        return self.value(place, (fitting or rest)[0])

    def _choice(self, place: Place, options: tuple[str, ...]) -> str:
        node = place.node
        if isinstance(node, yaml.ScalarNode) and node.value in options:
            return str(node.value)
        raise self._misfit(place, "one of " + ", ".join(options))

    def _sequence(self, place: Place, inner: Any) -> tuple[Any, ...]:
        if not isinstance(place.node, yaml.SequenceNode):
            raise self._misfit(place, "a list")
        return tuple(self._all([(place.inside(i), inner) for i in range(len(place.node.value))]))

    def _mapping(self, place: Place, inner: Any) -> dict[str, Any]:
        if not isinstance(place.node, yaml.MappingNode):
            raise self._misfit(place, "a mapping")
        keys = [str(key.value) for key, _ in place.node.value]
        return dict(zip(keys, self._all([(place.inside(key), inner) for key in keys]), strict=True))

    def _text(self, place: Place) -> dict[str, str]:
        text = self._mapping(place, str)
        if missing := [language for language in WRITTEN if language not in text]:
            self._report(place, "language-missing", f"no text in {', '.join(missing)}", "write it in every language")
            raise _Misfit
        if more := [language for language in text if language not in WRITTEN]:
            help = "texts are written in " + " and ".join(WRITTEN)
            self._report(place, "unknown-key", f"{', '.join(more)} is not a written language", help)
            raise _Misfit
        return text

    def _all(self, items: list[tuple[Place, Any]]) -> list[Any]:
        """Every item's value; raises only after all have been tried."""
        values, fits = [], True
        for place, annotation in items:
            try:
                values.append(self.value(place, annotation))
            except _Misfit:
                fits = False
        if not fits:
            raise _Misfit
        return values


_NAMES = {str: "words", int: "a whole number", bool: "true or false"}


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _describe(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        value = node.value if len(node.value) <= 40 else node.value[:39] + "…"
        return repr(value) if value else "nothing"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


@cache
def _schema(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    """Key → (field, annotation) of a record."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name.removesuffix("_"): (field, hints[field.name]) for field in fields(kind) if field.name != "place"}
