"""Chart: a drawing shows what its facts say."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..model import Fact, Move
from ..problems import Problem
from .rules import rule


@rule("chart")
def chart_form(corpus: Corpus) -> Iterator[Problem]:
    """A chart has either panels of bars, in a unit, or moves."""
    for chart in corpus.dossier.charts.values():
        message = None
        if bool(chart.panels) == bool(chart.moves):
            message = "has both panels and moves" if chart.panels else "has neither panels nor moves"
        elif bool(chart.panels) != bool(chart.unit):
            message = "bars need a unit" if chart.panels else "moves have no unit"
        if message:
            yield Problem(rule="chart-form", at=chart.place.at("id"), subject=chart.id, message=message)


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


Found = Iterator[tuple[str, str]]
"""Keys of a move, and what is wrong with their values."""


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
