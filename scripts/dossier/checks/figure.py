"""Figure: what a figure says is what a reader of its quotation reads."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..figures import Amount, amount, same_value
from ..model import Fact
from ..problems import Problem
from ..quantities import Quantity, read_quantities
from .rules import of_evidence, of_record, rule


@rule("figure")
def figure_value(corpus: Corpus) -> Iterator[Problem]:
    """Value, scale, range and sign of a figure are read out of each of its quotations."""
    for fact, given in figures(corpus):
        for located in corpus.located[fact.id]:
            read = read_quantities(located.evidence.quote)
            if not any(q.bounds == given.bounds for q in read):
                message = f"the figure {fact.figure and fact.figure.value} is not in this quotation"
                details = (("figure", worded(given)), ("quoted", _quantities(read)))
                help = "quote the words that state the figure, or correct the figure"
                yield of_evidence("figure-value", located, "quote", message, details=details, help=help)


@rule("figure")
def figure_unit(corpus: Corpus) -> Iterator[Problem]:
    """The unit or currency of a figure is the one that its quotation, or the context, states."""
    for fact, given in figures(corpus):
        for located in corpus.located[fact.id]:
            quoted = [q for q in read_quantities(located.evidence.quote) if q.bounds == given.bounds]
            if quoted and not any(same_value(q, given) for q in quoted):
                stated = ", ".join(sorted({q.unit or "" for q in quoted}))
                yield of_record(
                    "figure-unit", fact, ("figure", "unit"), f"the unit is {given.unit}, quoted is {stated}"
                )


@rule("figure")
def figure_qualifier(corpus: Corpus) -> Iterator[Problem]:
    """A figure carries the qualifier of its quotation (约, 近, 超, 至少, 不到, 高达 …), and no other."""
    for fact, given in figures(corpus):
        for located in corpus.located[fact.id]:
            quoted = [q for q in read_quantities(located.evidence.quote) if same_value(q, given)]
            if quoted and not any(q.qualifier == given.qualifier for q in quoted):
                message = "the figure and its quotation are not qualified alike"
                qualifiers = ", ".join(sorted({q.qualifier or "none" for q in quoted}))
                details = (("figure", given.qualifier or "none"), ("quoted", qualifiers))
                help = "write the qualifier into the value: ~ about, > over, >= at least, < under, <= at most …"
                yield of_evidence("figure-qualifier", located, "quote", message, details=details, help=help)


@rule("figure")
def figure_scope(corpus: Corpus) -> Iterator[Problem]:
    """A figure states every dimension of its metric's scope; what the source leaves open is `unstated`."""
    metrics = {metric.id: metric for metric in corpus.dossier.vocabulary.metrics}
    for fact in corpus.dossier.facts.values():
        if fact.figure:
            missing = [name for name in metrics[fact.figure.metric].scope if name not in fact.figure.scope]
            if missing:
                message = f"the scope lacks {', '.join(missing)}"
                help = "write `unstated` where the source does not say"
                yield of_record("figure-scope", fact, ("figure", "scope"), message, help=help)


@rule("figure")
def figure_part(corpus: Corpus) -> Iterator[Problem]:
    """A part measures what its whole measures: the same metric, unit, subject and period; nothing is a part of
    itself."""
    for fact in corpus.dossier.facts.values():
        whole = corpus.dossier.facts[fact.figure.part_of] if fact.figure and fact.figure.part_of else None
        if whole and _measured(fact) != _measured(whole):
            message = f"{whole.id} measures something else, or of somebody else, or of another time"
            yield of_record("figure-part", fact, ("figure", "part_of"), message)
        elif fact.id in (above := list(wholes(corpus, fact))):
            message = f"a part of itself: {' → '.join([fact.id, *above])}"
            yield of_record("figure-part", fact, ("figure", "part_of"), message)


def wholes(corpus: Corpus, fact: Fact) -> Iterator[str]:
    """What the fact's figure is a part of, and that in turn, until it comes round."""
    seen: set[str] = set()
    while fact.figure and (whole := fact.figure.part_of) and whole not in seen:
        seen.add(whole)
        yield whole
        fact = corpus.dossier.facts[whole]


def _measured(fact: Fact) -> tuple[object, ...] | None:
    figure = fact.figure
    return (figure.metric, figure.unit, frozenset(figure.subject), fact.period) if figure else None


def figures(corpus: Corpus) -> Iterator[tuple[Fact, Amount]]:
    """Every fact with a figure, and its amount."""
    return ((fact, amount(fact.figure)) for fact in corpus.dossier.facts.values() if fact.figure)


def shown(value: Amount | Quantity) -> str:
    """An amount in a message, its qualifier aside."""
    low, high = ("…" if bound is None else f"{bound:,f}" for bound in value.bounds)
    return f"{low if low == high else f'{low} to {high}'} {value.unit or ''}"


def worded(given: Amount | Quantity) -> str:
    """An amount in a message."""
    return shown(given) + (f", {given.qualifier}" if given.qualifier else "")


def _quantities(read: tuple[Quantity, ...]) -> str:
    return "; ".join(f"{q.text} = {worded(q)}" for q in read) or "no number"
