"""From YAML nodes to records: the form of `model`, enforced, with every problem at once.

The annotations of a record are its schema: `str`, `int`, `bool`, closed lists (`Literal`), `tuple[T, ...]`,
`Mapping[str, T]`, other records, and unions of these. A value that does not fit is reported and its record left
out, so one bad value hides no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from .edtf import interval, is_day
from .model import UNSTATED, WRITTEN, Address, Day, Edtf, Text, Value, When
from .place import Place
from .problems import MOST_REPORTED, Problem, and_more, nearest
from .quantities import parse_value

R = TypeVar("R")

_Form = tuple[Callable[..., Any], Any]
"""A method of `Decoder`, and what it needs to know of the annotation."""

MOST_CHARACTERS = 20_000
"""Of one text: more than any, and little enough that no rule takes long over it."""
MOST_ENTRIES = 20_000
"""Of one file: what 4 MB can hold of the smallest that there is use for."""
MOST_ITEMS = 2_000
"""Of a list inside an entry: more sentences than an article has, whose each may be set aside."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][!#-&(-;=?-Z\[\]_a-z~]*")
_NULL = {"", "~", "null", "Null", "NULL"}
_NOTHING: Mapping[str, object] = {}
_BOOLEAN = {"true": True, "false": False}


class _Misfit(Exception):
    """The value was reported; whatever holds it is left out."""


class Decoder:
    """Decodes nodes into values of annotated types, gathering problems."""

    def __init__(self, problems: list[Problem] | None = None) -> None:
        self.problems = [] if problems is None else problems
        self.left_out: set[str] = set()
        """The ids of records that do not fit."""
        self._reported: Counter[str] = Counter()
        """How many problems by file."""
        self._file: str = ""
        self._line_offset = 0

    def record(self, place: Place, kind: type[R], **given: object) -> R | None:
        """A record of `kind` from a mapping; `given` are fields that are no keys. None where it does not fit."""
        self._file, self._line_offset = place.file, place.line_offset
        try:
            return cast(R, self._record(place.node, kind, given))
        except _Misfit:
            if isinstance(place.node, yaml.MappingNode):
                self.left_out |= {str(value.value) for key, value in place.node.value if key.value == "id"}
            return None

    def records(self, place: Place, kind: type[R], **given: object) -> list[R]:
        """The records of a sequence, without those that do not fit."""
        self._file, self._line_offset = place.file, place.line_offset
        if not isinstance(place.node, yaml.SequenceNode):
            self._report(place.node, "type", f"expected a list of {kind.__name__.lower()} entries")
            return []
        if len(place.node.value) > MOST_ENTRIES:
            self._report(place.node, "type", f"expected at most {MOST_ENTRIES:,} entries", "split the file")
        found = (self.record(self._place(node), kind, **given) for node in place.node.value[:MOST_ENTRIES])
        return [record for record in found if record is not None]

    def _place(self, node: yaml.Node) -> Place:
        return Place(self._file, node, self._line_offset)

    def _report(self, node: yaml.Node, rule: str, message: str, help: str | None = None) -> None:
        self._reported[self._file] += 1
        if self._reported[self._file] > MOST_REPORTED + 1:
            return
        problem = Problem(rule=rule, at=self._place(node).at(), message=message, help=help)
        if self._reported[self._file] <= MOST_REPORTED:
            self.problems.append(problem)
        else:
            self.problems.append(and_more(problem))

    def _misfit(self, node: yaml.Node, expected: str, rule: str = "type") -> _Misfit:
        self._report(node, rule, f"expected {expected}, found {_describe(node)}")
        return _Misfit()

    def _record(self, node: yaml.Node, kind: type[Any], given: Mapping[str, object] = _NOTHING) -> Any:
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(node, f"the keys of a {kind.__name__.lower()}")
        schema = _schema(cast(Hashable, kind))
        if given:
            schema = {name: entry for name, entry in schema.items() if name not in given}
        values: dict[str, object] = {"place": self._place(node), **given}
        present = {key.value: value for key, value in reversed(node.value) if isinstance(key, yaml.ScalarNode)}
        fits = present.keys() <= schema.keys()
        if not fits:
            self._report_unknown(node, kind, schema)
        missing = [name for name, field in schema.items() if field.required and name not in present]
        if missing:
            self._report(node, "missing-key", f"{kind.__name__.lower()} needs {', '.join(missing)}")
        for name, field in schema.items():
            if name in present:
                try:
                    values[field.name] = self._value(present[name], field.form)
                except _Misfit:
                    fits = False
        if missing or not fits:
            raise _Misfit
        return kind(**values)

    def _report_unknown(self, node: yaml.MappingNode, kind: type[Any], schema: Mapping[str, _Field]) -> None:
        for key, _ in node.value[:MOST_REPORTED]:
            if isinstance(key, yaml.ScalarNode) and key.value not in schema:
                message = f"{kind.__name__.lower()} has no key {key.value!r}"
                self._report(key, "unknown-key", message, nearest(key.value, schema))

    def _value(self, node: yaml.Node, form: _Form) -> Any:
        """The node's value as its form asks; raises `_Misfit` after reporting."""
        read, of = form
        return read(self, node, of)

    def _integer(self, node: yaml.Node, _: None) -> int:
        if isinstance(node, yaml.ScalarNode) and not node.style and _INTEGER.fullmatch(node.value):
            return int(node.value)
        raise self._misfit(node, "a whole number")

    def _boolean(self, node: yaml.Node, _: None) -> bool:
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _BOOLEAN:
            return _BOOLEAN[node.value]
        raise self._misfit(node, "true or false")

    def _string(self, node: yaml.Node, _: None) -> str:
        if not isinstance(node, yaml.ScalarNode) or (not node.style and node.value in _NULL):
            raise self._misfit(node, "words")
        value: str = node.value
        if not value.strip():
            raise self._misfit(node, "words, not an empty text")
        if len(value) > MOST_CHARACTERS:
            raise self._misfit(node, f"at most {MOST_CHARACTERS} characters")
        return value

    def _special(self, node: yaml.Node, special: _Special) -> str:
        if not special.fits(value := self._string(node, None)):
            raise self._misfit(node, special.expected, special.rule)
        return value

    def _union(self, node: yaml.Node, options: _Union) -> Any:
        if options.null and isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULL:
            return None
        return self._value(node, options.mapping if isinstance(node, yaml.MappingNode) else options.other)

    def _choice(self, node: yaml.Node, options: tuple[str, ...]) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value in options:
            return str(node.value)
        raise self._misfit(node, "one of " + ", ".join(options))

    def _sequence(self, node: yaml.Node, inner: _Form) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._misfit(node, "a list, such as [one, two]")
        if len(node.value) > MOST_ITEMS:
            raise self._misfit(node, f"at most {MOST_ITEMS:,} items")
        return tuple(self._all(node.value, inner))

    def _mapping(self, node: yaml.Node, inner: _Form) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(node, "a mapping")
        keys = [str(key.value) for key, _ in node.value]
        return dict(zip(keys, self._all([value for _, value in node.value], inner), strict=True))

    def _text(self, node: yaml.Node, inner: _Form) -> dict[str, str]:
        if not isinstance(node, yaml.MappingNode):
            raise self._misfit(node, "{en: …, zh: …}")
        text = self._mapping(node, inner)
        if missing := [language for language in WRITTEN if language not in text]:
            self._report(node, "language-missing", f"no text in {', '.join(missing)}", "write it in every language")
            raise _Misfit
        if more := [language for language in text if language not in WRITTEN]:
            help = "texts are written in " + " and ".join(WRITTEN)
            self._report(node, "unknown-key", f"{', '.join(more)} is not a written language", help)
            raise _Misfit
        return text

    def _all(self, nodes: list[yaml.Node], form: _Form) -> list[Any]:
        """Every node's value; raises only after all have been tried."""
        values, fits = [], True
        for node in nodes:
            try:
                values.append(self._value(node, form))
            except _Misfit:
                fits = False
        if not fits:
            raise _Misfit
        return values


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _describe(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        value = node.value if len(node.value) <= 40 else node.value[:39] + "…"
        return repr(value) if value else "nothing"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


# --- annotations, each looked at once --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    form: _Form
    required: bool


@dataclass(frozen=True, slots=True)
class _Union:
    """A union, by what a mapping and what anything else is read as."""

    null: bool
    mapping: _Form
    other: _Form


@dataclass(frozen=True, slots=True)
class _Special:
    """What words must be besides, and the rule that they break otherwise."""

    expected: str
    fits: Callable[[str], object]
    rule: str = "type"


def _read_by(reader: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a reader that raises `ValueError` for anything else can read words."""

    def fits(value: str) -> bool:
        try:
            return bool(reader(value))
        except ValueError:
            return False

    return fits


_is_date = _read_by(interval)
_DATE = "a date, such as 2024-12-16, 2024-12, 2024, 2024-11~ or 2018/2021"
_VALUE = "a value, such as 1600亿, 1500亿..1600亿, >7成, ~3, 0.13 or 160 billion"
_SPECIAL: dict[Any, _Special] = {
    Address: _Special("an address: https:// or http:// and what addresses may hold", _ADDRESS.fullmatch),
    Day: _Special("a day, such as 2026-11-21", is_day),
    Edtf: _Special(_DATE, _is_date, "date-form"),
    When: _Special(f"{_DATE}; or {UNSTATED}", lambda value: value == UNSTATED or _is_date(value), "date-form"),
    Value: _Special(_VALUE, _read_by(parse_value), "figure-form"),
}


@cache
def _schema(kind: Any) -> dict[str, _Field]:
    """Key → field of a record."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.name.removesuffix("_"): _Field(
            field.name, _form(hints[field.name]), field.default is MISSING and field.default_factory is MISSING
        )
        for field in fields(kind)
        if field.name != "place"
    }


def _form(annotation: Any) -> _Form:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if special := _SPECIAL.get(annotation):
        return Decoder._special, special
    if annotation is Text:
        return Decoder._text, _form(str)
    if origin in (Union, UnionType):
        options = [option for option in arguments if option is not NoneType]
        mappings = [option for option in options if is_dataclass(option) or _is_mapping(option)]
        others = [option for option in options if option not in mappings]
        mapping, other = _form((mappings or options)[0]), _form((others or options)[0])
        return Decoder._union, _Union(NoneType in arguments, mapping, other)
    if origin is Literal:
        return Decoder._choice, arguments
    if origin is tuple:
        return Decoder._sequence, _form(arguments[0])
    if _is_mapping(annotation):
        return Decoder._mapping, _form(arguments[1])
    if is_dataclass(annotation):
        return Decoder._record, annotation
    return _SCALARS[annotation], None


_SCALARS: dict[Any, Callable[..., Any]] = {str: Decoder._string, int: Decoder._integer, bool: Decoder._boolean}
