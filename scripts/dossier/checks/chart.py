"""Chart: a drawing shows what its facts say."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..edtf import interval
from ..model import UNSTATED, Chart, Fact, Figure, Move, Panel
from ..problems import Problem
from .rules import of_record, rule

Found = Iterator[tuple[str, str]]
"""Keys of a record, and what is wrong with their values."""


@rule("chart")
def chart_form(corpus: Corpus) -> Iterator[Problem]:
    """A chart has either panels or moves. Panels have a unit, for bars, each of which shows a figure, or an axis of
    time, on which each row has one mark whose time is known; nothing has both."""
    for chart in corpus.dossier.charts.values():
        message = None
        if bool(chart.panels) == bool(chart.moves):
            message = "has both panels and moves" if chart.panels else "has neither panels nor moves"
        elif chart.moves and (chart.unit or chart.axis):
            message = "moves have no unit" if chart.unit else "moves have no axis of time"
        elif chart.panels and bool(chart.unit) == bool(chart.axis):
            message = (
                "has both a unit and an axis of time"
                if chart.unit
                else "bars need a unit, such as unit: CNY; times an axis"
            )
        elif chart.panels:
            message = _untimely(corpus, chart) if chart.axis else _unfigured(corpus, chart)
        if message:
            yield of_record("chart-form", chart, ("id",), message)


def _unfigured(corpus: Corpus, chart: Chart) -> str | None:
    """Which fact has nothing that a bar can show."""
    names = [name for panel in chart.panels for row in panel.rows for name in row.names()]
    facts = [corpus.dossier.facts[name] for name in names if name in corpus.dossier.facts]
    return next((f"a bar shows a figure, and {fact.id} has none" for fact in facts if not fact.figure), None)


def _untimely(corpus: Corpus, chart: Chart) -> str | None:
    """Why the rows of a chart of times cannot be drawn on its axis."""
    start, end = interval(str(chart.axis))
    for row in (row for panel in chart.panels for row in panel.rows):
        facts = [corpus.dossier.facts.get(name) for name in row.names()]
        if len(facts) != 1 or facts[0] is None:
            return "a row of times has one mark, a fact"
        if (time := facts[0].period or facts[0].date) == UNSTATED:
            return f"{facts[0].id} is of no stated time"
        first, last = interval(time)
        if last < start or first > end:
            return f"{facts[0].id} is not within {chart.axis}"
    return None


@rule("chart")
def chart_basis(corpus: Corpus) -> Iterator[Problem]:
    """Bars of one panel are on one basis: they have the chart's unit, one metric, and one scope but for the dimensions
    in which the panel says that they differ, and do. The segments of a bar with a total are parts of it."""
    for chart in corpus.dossier.charts.values():
        for panel in chart.panels if chart.unit else ():
            wholes = [name for row in panel.rows for name in ((row.total,) if row.total else row.names())]
            figures = [each for name in wholes for each in _figures(corpus, name)]
            for key, message in (*_bases(panel, figures, chart), *_parts(panel, corpus)):
                yield Problem(rule="chart-basis", at=panel.place.at(key), subject=chart.id, message=message)


def _figures(corpus: Corpus, name: str) -> list[Figure]:
    """The figure of a fact; none of what is computed, whose inputs the arithmetic rules compare."""
    fact = corpus.dossier.facts.get(name)
    return [fact.figure] if fact and fact.figure else []


def _bases(panel: Panel, figures: list[Figure], chart: Chart) -> Found:
    if units := {figure.unit for figure in figures} - {chart.unit}:
        yield "rows", f"the chart is in {chart.unit}, a figure in {', '.join(sorted(units))}"
    if len(metrics := sorted({figure.metric for figure in figures})) > 1:
        yield "rows", f"different metrics on one axis: {', '.join(metrics)}"
    dimensions = dict.fromkeys([*(dimension for figure in figures for dimension in figure.scope), *panel.differs])
    for dimension in dimensions:
        values = sorted({figure.scope.get(dimension, "unstated") for figure in figures})
        if len(values) > 1 and dimension not in panel.differs:
            yield "rows", f"different {dimension} on one axis: {', '.join(values)}"
        if len(values) == 1 and dimension in panel.differs:
            yield "differs", f"the rows do not differ in {dimension}"


def _parts(panel: Panel, corpus: Corpus) -> Found:
    for row in panel.rows:
        for segment in row.segments if row.total else ():
            for figure in _figures(corpus, segment.of):
                if figure.part_of != row.total:
                    yield "rows", f"{segment.of} is not a part of {row.total}"


@rule("chart")
def move_agrees(corpus: Corpus) -> Iterator[Problem]:
    """A move on a chart is that of its facts: they are about who moves, one of them is a move reported to have
    happened, and what they say of who moved, from where and to where is what is drawn."""
    for chart in corpus.dossier.charts.values():
        for move in chart.moves:
            facts = [corpus.dossier.facts[name] for name in move.of]
            told = [fact for fact in facts if fact.relation and fact.relation.kind == "move"]
            for key, message in [*_person(move, facts, told), *_ends(move, facts, told)]:
                yield Problem(rule="move-agrees", at=move.place.at(key), subject=chart.id, message=message)


def _person(move: Move, facts: list[Fact], told: list[Fact]) -> Found:
    if not told:
        yield "of", f"no fact says that {move.who} moved"
    for fact in facts:
        if move.who not in fact.entities:
            yield "of", f"{fact.id} is not about {move.who}"
    for fact in told:
        if fact.negated or fact.modality not in {"event", "state"}:
            yield "of", f"{fact.id} does not report that it happened"
        if fact.relation and move.who not in fact.relation.subject:
            yield "who", f"{fact.id} is a move of {', '.join(fact.relation.subject)}"


def _ends(move: Move, facts: list[Fact], told: list[Fact]) -> Found:
    """An end that the relation leaves open may be one that a fact names."""
    named = {entity for fact in facts for entity in fact.entities}
    for key, field, drawn in (("from", "from_", move.from_), ("to", "to", move.to)):
        ends = {fact.id: getattr(fact.relation, field) for fact in told}
        for name, end in ends.items():
            if end and end != drawn:
                yield key, f"{name} has {end}"
        if isinstance(drawn, str) and drawn not in named:
            yield key, f"no fact of the move names {drawn}"
