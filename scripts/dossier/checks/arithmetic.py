"""Arithmetic: what is computed is right, and parts fit their wholes or a disagreement says why not."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..derive import add, compute, rounded
from ..figures import Amount, same_value
from ..model import UNSTATED, Fact
from ..problems import Problem
from ..quantities import read_quantities
from .figure import figures, wholes, worded
from .marks import said
from .rules import of_record, rule
from .statement import WORDED


@rule("arithmetic")
def derived_computes(corpus: Corpus) -> Iterator[Problem]:
    """A derived figure's inputs have figures, in one unit, as many as its operation takes."""
    for derived in corpus.dossier.derived.values():
        try:
            compute(corpus.dossier, derived)
        except ValueError as error:
            yield of_record("derived-computes", derived, ("inputs",), str(error))


@rule("arithmetic")
def derived_unstated(corpus: Corpus) -> Iterator[Problem]:
    """Nothing whose scope is unstated is compared."""
    for derived in corpus.dossier.derived.values():
        for name in derived.inputs:
            figure = corpus.dossier.facts[name].figure
            if figure and UNSTATED in figure.scope.values():
                open_ = ", ".join(key for key, value in figure.scope.items() if value == UNSTATED)
                yield of_record("derived-unstated", derived, ("inputs",), f"the {open_} of {name} is unstated")


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
            found = [[k for k in known if same_value(q, k) and q.qualifier == k.qualifier] for q in read]
            strange = [repr(q.text) for q, meant in zip(read, found, strict=True) if not meant]
            if strange or not any(value in meant for meant in found):
                wrong = f"neither the computed value nor an input's: {', '.join(strange)}"
                message = wrong if strange else "the statement does not give the computed value"
                details = (("computed", worded(value)), ("inputs", ", ".join(worded(each) for each in known[1:])))
                help = "give what is computed or an input has, qualified as it is"
                yield of_record("derived-value", derived, ("statement", language), message, details=details, help=help)


@rule("arithmetic")
def derived_comparable(corpus: Corpus) -> Iterator[Problem]:
    """What a derived figure compares or adds up has one metric, one scope and, but for growth, one period; a part and
    its whole may differ in scope, and so may parts that are added up, but no whole is added to its part."""
    for derived in corpus.dossier.derived.values():
        facts = [corpus.dossier.facts[name] for name in derived.inputs]
        first, *others = [(fact, fact.figure) for fact in facts if fact.figure]
        for fact, figure in others:
            mine, theirs = {*wholes(corpus, fact)}, {*wholes(corpus, first[0])}
            summed, nested = derived.operation == "sum", bool((mine | theirs) & {fact.id, first[0].id})
            scoped = figure.scope == first[1].scope or (nested and derived.operation == "share")
            scoped |= summed and bool(mine & theirs)
            for wrong, what in (
                (figure.metric != first[1].metric, "measure different things"),
                (not scoped, "differ in scope"),
                (fact.period != first[0].period and derived.operation != "growth", "are about different times"),
                (summed and nested, "are a whole and its part"),
            ):
                if wrong:
                    yield of_record("derived-comparable", derived, ("inputs",), f"{first[0].id} and {fact.id} {what}")


@rule("arithmetic")
def derived_worded(corpus: Corpus) -> Iterator[Problem]:
    """The statement of a derived figure is worded as a plan, forecast or estimate where an input is one, and goes the
    way its value goes: what grows does not fall."""
    for derived in corpus.dossier.derived.values():
        kinds = sorted({corpus.dossier.facts[name].modality for name in derived.inputs} & {*WORDED})
        try:
            value = compute(corpus.dossier, derived)
        except ValueError:
            continue
        up = {low >= 0 for low in (value.low, value.high) if low is not None and derived.operation in _SIGNED}
        for language, text in derived.statement.items():
            mine = said(text, language, corpus)
            if kinds and not any(map(mine.faint, kinds)):
                message = f"nothing says that an input is a {' or '.join(kinds)}"
                yield of_record("derived-worded", derived, ("statement",), message)
            if len(up) == 1 and (0, int(True in up)) in mine.ways and (0, int(False in up)) not in mine.ways:
                message = f"{mine.ways[0, int(True in up)]!r} goes one way, the value the other"
                yield of_record("derived-worded", derived, ("statement",), message)


_SIGNED = {"growth", "difference"}


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
            listed = " + ".join(f"{part.id} {worded(amount)}" for part, amount in parts)
            message = f"the parts of {whole} do not sum to it"
            details = (("parts", listed), ("whole", worded(total)))
            yield of_record("parts-sum", fact, ("figure", "value"), message, details=details)


def _differing(part: Fact, whole: Fact) -> tuple[str, ...]:
    """The scope dimensions in which a part differs from its whole."""
    if not part.figure or not whole.figure:
        return ()
    return tuple(key for key, value in sorted(part.figure.scope.items()) if whole.figure.scope.get(key) != value)
