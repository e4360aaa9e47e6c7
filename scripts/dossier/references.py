"""Every reference of the content resolves: the last thing `load` asks, before anything is said of meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .model import Chart, Dossier, Fact, Figure, Metric, NavEntry
from .place import Place
from .problems import Problem, nearest

GENERATED = ("sources", "ledger", "disagreements", "names", "timeline", "checks", "data")
"""Pages the engine makes by itself."""

DEFINED = {
    "entity": " (a new one goes into content/entities/)",
    "topic (the name of the facts' file)": " (a new one goes into content/dossier.yml)",
    "origin": " (a new one goes into content/origins.yml)",
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
    subject: str | None = None

    def problem(self) -> Problem:
        """That it does not resolve, with the nearest known name."""
        return Problem(
            rule="unresolved",
            at=self.place.at(*self.path),
            subject=self.subject,
            message=f"there is no {self.what} {self.name!r}",
            help=nearest(self.name, self.known) + DEFINED.get(self.what, ""),
        )


def unresolved(dossier: Dossier) -> Iterator[Reference]:
    """Every reference that does not resolve."""
    return (reference for reference in _all(dossier) if reference.name not in reference.known)


def _all(dossier: Dossier) -> Iterator[Reference]:
    pages = {name for _, name in dossier.pages}
    yield from _of_sources(dossier)
    yield from _of_facts(dossier)
    for retired in dossier.retired.values():
        yield from _each(retired.place, ("see",), retired.see, "fact", dossier.facts, retired.id)
    for derived in dossier.derived.values():
        yield from _each(derived.place, ("inputs",), derived.inputs, "fact", dossier.facts, derived.id)
    for rivals in dossier.disagreements.values():
        yield from _each(rivals.place, ("facts",), rivals.facts, "fact", dossier.facts, rivals.id)
    for retelling in dossier.retellings.values():
        yield from _each(retelling.place, ("sources",), retelling.sources, "source", dossier.sources, retelling.id)
        yield _one(retelling.place, ("of",), retelling.of, "origin", {*dossier.origins, "unknown"}, retelling.id)
    for absence in dossier.absences.values():
        yield _one(absence.place, ("page",), absence.page, "page", pages, absence.id)
    known, what = {*dossier.facts, *dossier.retired}, "fact, in use or retired,"
    for i, correction in enumerate(dossier.corrections):
        names = {*known, *dossier.derived}
        yield from _each(correction.place, ("facts",), correction.facts, what, names, f"correction {i + 1}")
    for version in dossier.versions:
        told = (*version.added, *version.altered, *version.retired)
        yield from _each(version.place, (), told, what, known, version.version)
    for i, reading in enumerate(dossier.reviews):
        subject = f"review {i + 1}"
        yield _one(reading.place, ("by",), reading.by, "reader", _ids(dossier.vocabulary.readers), subject)
        for fact in reading.facts:
            yield _one(reading.place, ("facts", fact), fact, what, known, subject)
    yield from _of_charts(dossier)
    yield from _of_cells(dossier)
    yield from _of_menu(dossier.about.nav, {*pages, *GENERATED})


def _of_sources(dossier: Dossier) -> Iterator[Reference]:
    vocabulary = dossier.vocabulary
    for source in dossier.sources.values():
        yield from _each(source.place, ("origins",), source.origins, "origin", dossier.origins, source.id)
        for i, aside in enumerate(source.set_aside):
            reasons = _ids(vocabulary.set_aside)
            yield _one(source.place, ("set_aside", i, "reason"), aside.reason, "reason", reasons, source.id)
            if aside.fact is not None:
                yield _one(source.place, ("set_aside", i, "fact"), aside.fact, "fact", dossier.facts, source.id)
    for origin in dossier.origins.values():
        kinds = _ids(vocabulary.origin_kinds)
        yield _one(origin.place, ("kind",), origin.kind, "kind of origin", kinds, origin.id)
    for entity in dossier.entities.values():
        kinds = _ids(vocabulary.entity_kinds)
        yield _one(entity.place, ("kind",), entity.kind, "kind of entity", kinds, entity.id)


def _of_charts(dossier: Dossier) -> Iterator[Reference]:
    countable = {*dossier.facts, *dossier.derived}
    what = "fact or derived figure"
    for chart in dossier.charts.values():
        if chart.unit is not None:
            yield _one(chart.place, ("unit",), chart.unit, "unit", _ids(dossier.vocabulary.units), chart.id)
        yield from _each(chart.place, ("also",), chart.also, what, countable, chart.id)
        yield from _of_moves(dossier, chart)
        for i, panel in enumerate(chart.panels):
            for j, row in enumerate(panel.rows):
                if row.total is not None:
                    place = ("panels", i, "rows", j, "total")
                    yield _one(chart.place, place, row.total, what, countable, chart.id)
                for k, segment in enumerate(row.segments):
                    path: tuple[Step, ...] = ("panels", i, "rows", j, "segments", k, "of")
                    yield _one(chart.place, path, segment.of, what, countable, chart.id)
    for page in dossier.pages.values():
        for i, headline in enumerate(page.figures):
            yield _one(page.place, ("figures", i, "of"), headline.of, what, countable, page.id)


def _of_moves(dossier: Dossier, chart: Chart) -> Iterator[Reference]:
    for move in chart.moves:
        yield from _each(move.place, ("of",), move.of, "fact", dossier.facts, chart.id)
        for key, end in (("who", move.who), ("from", move.from_), ("to", move.to)):
            if isinstance(end, str):
                yield _one(move.place, (key,), end, "entity", dossier.entities, chart.id)


def _of_cells(dossier: Dossier) -> Iterator[Reference]:
    countable = {*dossier.facts, *dossier.derived}
    what = "fact or derived figure"
    for matrix in dossier.matrices.values():
        columns = _ids(matrix.columns)
        for row in matrix.rows:
            yield _one(row.place, ("entity",), row.entity, "entity", dossier.entities, matrix.id)
            for column, cell in row.cells.items():
                yield _one(row.place, ("cells", column), column, "column", columns, matrix.id)
                yield from _each(cell.place, ("of",), cell.of, what, countable, matrix.id)
    for structure in dossier.structures.values():
        for unit in structure.walk():
            yield _one(unit.place, ("entity",), unit.entity, "entity", dossier.entities, structure.id)
            yield from _each(unit.cell.place, ("of",), unit.cell.of, what, countable, structure.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What facts refer to, gathered once for all of them."""

    topics: Collection[str]
    relations: Collection[str]
    metrics: Mapping[str, Metric]
    origins: Collection[str]
    voices: Collection[str]


def _of_facts(dossier: Dossier) -> Iterator[Reference]:
    vocabulary = dossier.vocabulary
    known = _Known(
        topics=_ids(dossier.about.topics),
        relations=_ids(vocabulary.relations),
        metrics={metric.id: metric for metric in vocabulary.metrics},
        origins={*dossier.origins, "unknown"},
        voices={*dossier.entities, "article"},
    )
    for fact in dossier.facts.values():
        yield from _of_fact(dossier, known, fact)


def _of_fact(dossier: Dossier, known: _Known, fact: Fact) -> Iterator[Reference]:
    entities, place = dossier.entities, fact.place
    yield _one(place, (), fact.topic, "topic (the name of the facts' file)", known.topics, fact.id)
    yield from _each(place, ("entities",), fact.entities, "entity", entities, fact.id)
    if fact.figure:
        yield from _of_figure(dossier, known, fact, fact.figure)
    if relation := fact.relation:
        path: tuple[Step, ...] = ("relation",)
        yield _one(place, (*path, "kind"), relation.kind, "kind of relation", known.relations, fact.id)
        yield from _each(place, (*path, "subject"), relation.subject, "entity", entities, fact.id)
        yield from _each(place, (*path, "object"), relation.object, "entity", entities, fact.id)
        for key, name in (("from", relation.from_), ("to", relation.to)):
            if name is not None:
                yield _one(place, (*path, key), name, "entity", entities, fact.id)
    for i, evidence in enumerate(fact.evidence):
        path = ("evidence", i)
        yield _one(place, (*path, "source"), evidence.source, "source", dossier.sources, fact.id)
        yield _one(place, (*path, "origin"), evidence.origin, "origin", known.origins, fact.id)
        for j, voice in enumerate(evidence.said_by):
            if isinstance(voice, str):
                yield _one(place, (*path, "said_by", j), voice, "entity", known.voices, fact.id)


def _of_figure(dossier: Dossier, known: _Known, fact: Fact, figure: Figure) -> Iterator[Reference]:
    place, entities = fact.place, dossier.entities
    yield _one(place, ("figure", "metric"), figure.metric, "metric", known.metrics, fact.id)
    yield from _each(place, ("figure", "subject"), figure.subject, "entity", entities, fact.id)
    yield from _each(place, ("figure", "against"), figure.against, "entity", entities, fact.id)
    if figure.part_of is not None:
        yield _one(place, ("figure", "part_of"), figure.part_of, "fact", dossier.facts, fact.id)
    if metric := known.metrics.get(figure.metric):
        what = f"unit of {metric.id}"
        yield _one(place, ("figure", "unit"), figure.unit, what, metric.units, fact.id)
        for dimension, value in figure.scope.items():
            what = f"scope dimension of {metric.id}"
            yield _one(place, ("figure", "scope"), dimension, what, metric.scope, fact.id)
            allowed = {*metric.scope.get(dimension, ()), "unstated"}
            yield _one(place, ("figure", "scope", dimension), value, dimension, allowed, fact.id)


def _of_menu(entries: Iterable[NavEntry], known: Collection[str]) -> Iterator[Reference]:
    for entry in entries:
        yield _one(entry.place, ("page",), entry.page, "page", known)
        yield from _of_menu(entry.below, known)


def _ids(entries: Iterable[object]) -> set[str]:
    return {entry.id for entry in entries}  # type: ignore[attr-defined]


def _one(
    place: Place,
    path: tuple[Step, ...],
    name: str,
    what: str,
    known: Collection[str],
    subject: str | None = None,
) -> Reference:
    return Reference(place=place, path=path, name=name, what=what, known=known, subject=subject)


def _each(
    place: Place,
    path: tuple[Step, ...],
    names: Iterable[str],
    what: str,
    known: Collection[str],
    subject: str | None = None,
) -> Iterator[Reference]:
    for i, name in enumerate(names):
        yield _one(place, (*path, i), name, what, known, subject)
