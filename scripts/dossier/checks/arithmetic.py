"""Arithmetic: what is computed is right, and parts fit their wholes or a disagreement says why not."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..derive import add, compute, rounded
from ..figures import Amount, same_value
from ..model import Derived, Fact
from ..problems import Problem
from ..quantities import read_quantities
from .date import UNSTATED
from .figure import figures
from .rules import of_fact, rule


def _problem(rule: str, derived: Derived, key: str, message: str, details: tuple[tuple[str, str], ...] = ()) -> Problem:
    return Problem(rule=rule, at=derived.place.at(key), subject=derived.id, message=message, details=details)


@rule("arithmetic")
def derived_computes(corpus: Corpus) -> Iterator[Problem]:
    """A derived figure's inputs have figures, in one unit, as many as its operation takes."""
    for derived in corpus.dossier.derived.values():
        try:
            compute(corpus.dossier, derived)
        except ValueError as error:
            yield _problem("derived-computes", derived, "inputs", str(error))


@rule("arithmetic")
def derived_unstated(corpus: Corpus) -> Iterator[Problem]:
    """Nothing whose scope is unstated is compared."""
    for derived in corpus.dossier.derived.values():
        for name in derived.inputs:
            figure = corpus.dossier.facts[name].figure
            if figure and UNSTATED in figure.scope.values():
                open_ = ", ".join(key for key, value in figure.scope.items() if value == UNSTATED)
                yield _problem("derived-unstated", derived, "inputs", f"the {open_} of {name} is unstated")


@rule("arithmetic")
def derived_value(corpus: Corpus) -> Iterator[Problem]:
    """The statement of a derived figure gives, in each language, the value that recomputes from its inputs,
    rounded as stated; its other numbers are those of its inputs."""
    inputs = {fact.id: amount for fact, amount in figures(corpus)}
    for derived in corpus.dossier.derived.values():
        try:
            value = rounded(compute(corpus.dossier, derived), derived)
        except ValueError:
            continue
        known = [value, *(inputs[name] for name in derived.inputs)]
        for language, text in derived.statement.items():
            read = read_quantities(text)
            if not any(same_value(q, value) and q.qualifier == value.qualifier for q in read):
                details = (("computed", _shown(value)), ("statement", ", ".join(q.text for q in read) or "no number"))
                yield Problem(
                    rule="derived-value",
                    at=derived.place.at("statement", language),
                    subject=derived.id,
                    message="the statement does not give the computed value",
                    details=details,
                )
            for quantity in read:
                if not any(same_value(quantity, each) for each in known):
                    yield Problem(
                        rule="derived-value",
                        at=derived.place.at("statement", language),
                        subject=derived.id,
                        message=f"{quantity.text!r} is neither the computed value nor an input",
                    )


@rule("arithmetic")
def parts_sum(corpus: Corpus) -> Iterator[Problem]:
    """The parts given for a whole, along one dimension of its scope, sum to it; or a disagreement names the
    whole and a part."""
    amounts = {fact.id: (fact, amount) for fact, amount in figures(corpus)}
    divisions: dict[tuple[str, tuple[str, ...]], list[tuple[Fact, Amount]]] = {}
    for fact, amount in amounts.values():
        whole = fact.figure and fact.figure.part_of
        if fact.figure and whole and whole in amounts:
            divisions.setdefault((whole, _differing(fact, amounts[whole][0])), []).append((fact, amount))
    for (whole, _), parts in divisions.items():
        fact, total = amounts[whole]
        summed = add([amount for _, amount in parts])
        explained = any(
            whole in d.facts and any(part.id in d.facts for part, _ in parts)
            for d in corpus.dossier.disagreements.values()
        )
        if len(parts) > 1 and summed != total.bounds and not explained:
            listed = " + ".join(f"{part.id} {_shown(amount)}" for part, amount in parts)
            message = f"the parts of {whole} do not sum to it"
            details = (("parts", listed), ("whole", _shown(total)))
            yield of_fact("parts-sum", fact, ("figure", "value"), message, details=details)


def _differing(part: Fact, whole: Fact) -> tuple[str, ...]:
    """The scope dimensions in which a part differs from its whole."""
    if not part.figure or not whole.figure:
        return ()
    return tuple(key for key, value in sorted(part.figure.scope.items()) if whole.figure.scope.get(key) != value)


def _shown(value: Amount) -> str:
    low, high = ("…" if bound is None else f"{bound.normalize():f}" for bound in value.bounds)
    return f"{value.qualifier + ' ' if value.qualifier else ''}{low if low == high else f'{low}–{high}'} {value.unit}"
