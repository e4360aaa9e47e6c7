"""Every reference of the content resolves: the last thing `load` asks, before anything is said of meaning."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from . import model
from .model import Dossier, Figure, Matrix, Metric, Record
from .place import Place
from .problems import Problem, nearest

GENERATED = ("sources", "ledger", "disagreements", "names", "timeline", "checks", "data")
"""Pages the engine makes by itself."""

NAMES: Mapping[str, Collection[str]] = {
    "entity": (
        *("Fact.entities", "Figure.subject", "Figure.against", "Relation.subject", "Relation.object", "Relation.from"),
        *("Relation.to", "Evidence.said_by", "Move.who", "Move.from", "Move.to", "MatrixRow.entity", "Unit.entity"),
    ),
    "source": ("Evidence.source", "Retelling.sources"),
    "origin": ("Evidence.origin", "Retelling.of", "Source.origins"),
    "fact": ("Figure.part_of", "SetAside.fact", "Retired.see", "Derived.inputs", "Disagreement.facts", "Move.of"),
    "fact or derived figure": ("Segment.of", "Row.total", "Cell.of", "Headline.of", "Chart.also"),
    "fact, in use or retired,": ("Version.added", "Version.altered", "Version.retired", "Reading.facts"),
    "record, in use or retired,": ("Correction.facts",),
    "metric": ("Figure.metric",),
    "unit": ("Figure.unit", "Chart.unit"),
    "kind of relation": ("Relation.kind",),
    "kind of entity": ("Entity.kind",),
    "kind of origin": ("Origin.kind",),
    "reason": ("SetAside.reason",),
    "reader": ("Reading.by",),
    "topic (the name of the facts' file)": ("Fact.topic",),
    "page": ("Absence.page",),
    "page of the menu": ("NavEntry.page",),
}
"""What is named where, by record and key."""
WORDS = {"Evidence.said_by": ["article"], "Evidence.origin": ["unknown"], "Retelling.of": ["unknown"]}
"""What else may stand there."""

MORE = {
    "entity": " (a new one goes into content/entities/)",
    "origin": " (a new one goes into content/origins.yml)",
    "topic (the name of the facts' file)": " (a new one goes into content/dossier.yml)",
    "fact, in use or retired,": " (one no longer in use goes into content/facts/retired.yml)",
} | dict.fromkeys(
    ("metric", "unit", "reason", "reader", "kind of entity", "kind of origin", "kind of relation"),
    " (a new one goes into content/vocabulary.yml)",
)
"""Where another of what people name is put."""

Step = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name used at `place` under `path`, which must be among `known`, the ids of a `what`."""

    place: Place
    path: tuple[Step, ...]
    name: str
    what: str
    known: Collection[str]
    subject: str

    def problem(self) -> Problem:
        """That it does not resolve, with the nearest known name."""
        return Problem(
            rule="unresolved",
            at=self.place.at(*self.path),
            subject=self.subject,
            message=f"there is no {self.what} {self.name!r}",
            help=nearest(self.name, self.known) + MORE.get(self.what, ""),
        )


def ids(dossier: Dossier) -> Mapping[str, Collection[str]]:
    """The ids of each what."""
    vocabulary, pages = dossier.vocabulary, {name for _, name in dossier.pages}
    return {
        "entity": dossier.entities,
        "source": dossier.sources,
        "origin": dossier.origins,
        "fact": dossier.facts,
        "fact or derived figure": {*dossier.facts, *dossier.derived},
        "fact, in use or retired,": {*dossier.facts, *dossier.retired},
        "record, in use or retired,": {*dossier.facts, *dossier.retired, *dossier.derived},
        "metric": _ids(vocabulary.metrics),
        "unit": _ids(vocabulary.units),
        "kind of relation": _ids(vocabulary.relations),
        "kind of entity": _ids(vocabulary.entity_kinds),
        "kind of origin": _ids(vocabulary.origin_kinds),
        "reason": _ids(vocabulary.set_aside),
        "reader": _ids(vocabulary.readers),
        "topic (the name of the facts' file)": _ids(dossier.about.topics),
        "page": pages,
        "page of the menu": {*pages, *GENERATED},
    }


def _ids(entries: Iterable[object]) -> list[str]:
    return [entry.id for entry in entries]  # type: ignore[attr-defined]


def unresolved(dossier: Dossier) -> Iterator[Reference]:
    """Every reference that does not resolve."""
    known = ids(dossier)
    allowed = {
        where: (what, {*known[what], *WORDS[where]} if where in WORDS else known[what])
        for what, keys in NAMES.items()
        for where in keys
    }
    metrics = {metric.id: metric for metric in dossier.vocabulary.metrics}
    for record, subject in _all(dossier):
        for path, name, what, among in (
            *_named(record, allowed),
            *_of_metric(record, metrics, known["unit"]),
            *_cells(record),
        ):
            if name not in among:
                yield Reference(place=record.place, path=path, name=name, what=what, known=among, subject=subject)


Asked = tuple[tuple[Step, ...], str, str, Collection[str]]
"""Path, name, what it is, and among what it must be."""


def _named(record: Record, allowed: Mapping[str, tuple[str, Collection[str]]]) -> Iterator[Asked]:
    """What a record names under its keys; a voice or an end of a move may be described instead."""
    kind: Any = type(record)
    for field, where in _keys(kind):
        value, key, found = getattr(record, field), field.removesuffix("_"), allowed[where]
        if isinstance(value, str):
            yield (key,), value, *found
        elif isinstance(value, tuple):
            yield from (((key, i), name, *found) for i, name in enumerate(value) if isinstance(name, str))
        elif isinstance(value, Mapping):
            yield from (((key, name), name, *found) for name in value)


def _of_metric(record: Record, metrics: Mapping[str, Metric], units: Collection[str]) -> Iterator[Asked]:
    """What a figure has that its metric must know."""
    if isinstance(record, Figure) and (metric := metrics.get(record.metric)):
        if record.unit in units:
            yield ("unit",), record.unit, f"unit of {metric.id}", metric.units
        for dimension, value in record.scope.items():
            yield ("scope",), dimension, f"scope dimension of {metric.id}", metric.scope
            yield ("scope", dimension), value, dimension, {*metric.scope.get(dimension, ()), "unstated"}


def _cells(record: Record) -> Iterator[Asked]:
    """The columns for which a matrix has cells."""
    if isinstance(record, Matrix):
        for i, row in enumerate(record.rows):
            for column in row.cells:
                yield ("rows", i, "cells", column), column, "column", _ids(record.columns)


def _all(dossier: Dossier) -> Iterator[tuple[Record, str]]:
    """Every record, with the id, or the number, of the entry of the content in which it stands."""
    for held in fields(dossier):
        for i, entry in enumerate(_each(getattr(dossier, held.name)), 1):
            for record in _within(entry) if isinstance(entry, Record) else ():
                yield record, getattr(entry, "id", f"{type(entry).__name__.lower()} {i}")


def _each(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)


def _within(record: Record) -> Iterator[Record]:
    """A record and all that stand in it."""
    kind: Any = type(record)
    yield record
    for key in _holding(kind):
        for each in _each(getattr(record, key)):
            if isinstance(each, Record):
                yield from _within(each)


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a record that name something, with where they stand."""
    named = {where for keys in NAMES.values() for where in keys}
    keys = ((field.name, f"{kind.__name__}.{field.name.removesuffix('_')}") for field in fields(kind))
    return tuple((field, where) for field, where in keys if where in named)


@cache
def _holding(kind: Any) -> tuple[str, ...]:
    """The fields of a record that may hold others, as their annotations say."""
    kinds = {name for name, each in vars(model).items() if isinstance(each, type) and issubclass(each, Record)}
    return tuple(field.name for field in fields(kind) if kinds.intersection(re.findall(r"\w+", str(field.type))))
