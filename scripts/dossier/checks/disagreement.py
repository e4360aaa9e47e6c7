"""Disagreement: rival values are found, and explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations

from ..corpus import Corpus
from ..figures import Amount
from ..model import UNSTATED, Fact
from ..problems import Problem
from .figure import figures, shown
from .rules import of_record, rule


@rule("disagreement")
def rivals_unexplained(corpus: Corpus) -> Iterator[Problem]:
    """Facts of the same metric, subject, period and scope with different values stand together in a
    disagreement."""
    together = [set(d.facts) for d in corpus.dossier.disagreements.values()]
    comparable: defaultdict[tuple[object, ...], list[tuple[Fact, Amount]]] = defaultdict(list)
    for fact, value in figures(corpus):
        if basis := _basis(fact):
            comparable[*basis, value.unit].append((fact, value))
    for (first, first_value), (second, second_value) in chain(*(combinations(each, 2) for each in comparable.values())):
        if first_value.bounds != second_value.bounds and not any({first.id, second.id} <= s for s in together):
            message = f"{second.id} gives another value on the same basis, and no disagreement has both"
            details = ((first.id, shown(first_value)), (second.id, shown(second_value)))
            help = "add them to disagreements.yml, or say in what their scope differs"
            yield of_record("rivals-unexplained", first, ("figure", "value"), message, details=details, help=help)


@rule("disagreement")
def disagreement_settled(corpus: Corpus) -> Iterator[Problem]:
    """A disagreement has more than one fact, unless one text can be read two ways; rival values differ."""
    values = {fact.id: value.bounds for fact, value in figures(corpus)}
    for disagreement in corpus.dossier.disagreements.values():
        alone = len(set(disagreement.facts)) < 2 and disagreement.kind not in {"reading", "self"}
        given = [values[name] for name in disagreement.facts if name in values]
        settled = disagreement.kind == "value" and len(given) > 1 and len(set(given)) == 1
        if alone or settled:
            message = "has only one fact" if alone else "its facts all give the same value"
            yield of_record("disagreement-settled", disagreement, ("facts",), message, help="remove it")


def _basis(fact: Fact) -> tuple[object, ...] | None:
    """What a figure must share to be comparable; None where something of it is unstated."""
    figure = fact.figure
    if figure is None or UNSTATED in figure.scope.values() or fact.period in (None, UNSTATED):
        return None
    scope = tuple(sorted(figure.scope.items()))
    return figure.metric, frozenset(figure.subject), frozenset(figure.against), fact.period, scope
