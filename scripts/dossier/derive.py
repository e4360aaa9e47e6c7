"""What follows from the facts: computed figures, origins counted, and where each fact is used.

Pure functions of the dossier; ranges stay ranges (interval arithmetic), and what is open stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from .corpus import Corpus, Located
from .figures import Amount, amount
from .model import Derived, Dossier, Fact, Page
from .prose import CITATION, blocks
from .reviews import Review, reviews

PERCENT = {"share", "growth"}
MOST_DIGITS = 9
"""Of decimals: no source is so exact."""
ROUGH = {"about", "nearly", "several"}
Bound = Decimal | None
Tie = tuple[str, ...]
"""What two pieces of evidence of one origin share: (kind, which …)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many independent origins stand behind a fact, at least and at most; `articles` tell of it."""

    low: int
    high: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """Where a fact is used."""

    pages: tuple[str, ...]
    charts: tuple[str, ...]
    derived: tuple[str, ...]
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    amounts: Mapping[str, Amount]
    origins: Mapping[str, Origins]
    uses: Mapping[str, Uses]
    reviews: Mapping[str, Review]


def derive(corpus: Corpus) -> Derivation:
    """Everything that is computed and not written."""
    dossier = corpus.dossier
    return Derivation(
        amounts={derived.id: compute(dossier, derived) for derived in dossier.derived.values()},
        origins={fact.id: origins(corpus, fact) for fact in dossier.facts.values()},
        uses=_uses(dossier),
        reviews=reviews(dossier),
    )


def origins(corpus: Corpus, fact: Fact) -> Origins:
    """Two pieces of evidence have one origin if both name it, if neither names any and both are of one article, or if
    the sentences of both hold the same recorded retelling; and so on from piece to piece. At most, each group of
    evidence that hangs together so is an origin. At least, each group in which an origin is known is one: the others
    may all go back to these, or to a single one."""
    groups: list[set[Tie]] = []
    for located in corpus.located[fact.id]:
        ties = _ties(corpus, located)
        groups = [group for group in groups if not group & ties] + [ties.union(*(g for g in groups if g & ties))]
    known = sum(any(kind == "origin" for kind, *_ in group) for group in groups)
    articles = {e.source for e in fact.evidence}
    return Origins(low=max(1, known), high=len(groups), articles=len(articles))


def _ties(corpus: Corpus, located: Located) -> set[Tie]:
    """What a piece of evidence has one origin with. A retelling of one origin does not bind what the article credits
    to another."""
    evidence = located.evidence
    ties: set[Tie] = {("origin", evidence.origin) if evidence.origin != "unknown" else ("article", evidence.source)}
    for retelling, words in corpus.retold(located):
        of = corpus.dossier.retellings[retelling].of
        if "unknown" in (of, evidence.origin) or of == evidence.origin:
            ties |= {("retelling", retelling, words), *([("origin", of)] if of != "unknown" else [])}
    return ties


def compute(dossier: Dossier, derived: Derived) -> Amount:
    """A derived figure's value. Raises `ValueError` with the reason where its inputs do not make one."""
    inputs = []
    for name in derived.inputs:
        figure = dossier.facts[name].figure
        if figure is None:
            raise ValueError(f"{name} has no figure")
        inputs.append(amount(figure))
    units = {each.unit for each in inputs}
    if not 0 <= derived.digits <= MOST_DIGITS:
        raise ValueError(f"{derived.digits} decimals: 0 to {MOST_DIGITS} can be meant")
    if len(units) != 1:
        raise ValueError(f"the units differ: {', '.join(sorted(units))}")
    if derived.operation != "sum" and len(inputs) != 2:
        raise ValueError(f"{derived.operation} takes two inputs, not {len(inputs)}")
    with localcontext(prec=28):
        low, high = _OPERATIONS[derived.operation](inputs)
    relative = derived.operation in {"ratio", "share", "growth"}
    rough = any(each.qualifier in ROUGH for each in inputs)
    unit = "1" if relative else units.pop()
    return Amount(low=low, high=high, unit=unit, qualifier="about" if rough else None)


def rounded(value: Amount, derived: Derived) -> Amount:
    """A derived value as statements print it: half-even, to `digits` decimals of the number or of the
    percentage."""
    places = derived.digits + (2 if derived.operation in PERCENT else 0)
    step = Decimal(1).scaleb(-places)
    with localcontext(prec=100):  # a value has 80 characters at most
        low, high = (None if bound is None else bound.quantize(step) for bound in value.bounds)
    return Amount(low=low, high=high, unit=value.unit, qualifier=value.qualifier)


def _divide(inputs: list[Amount]) -> tuple[Bound, Bound]:
    first, second = inputs
    if second.low is not None and second.low <= 0:
        raise ValueError("division by a value that may be zero")
    low = None if first.low is None or second.high is None else first.low / second.high
    high = None if first.high is None or second.low is None else first.high / second.low
    return low, high


def _subtract(inputs: list[Amount]) -> tuple[Bound, Bound]:
    first, second = inputs
    low = None if first.low is None or second.high is None else first.low - second.high
    high = None if first.high is None or second.low is None else first.high - second.low
    return low, high


def add(inputs: list[Amount]) -> tuple[Bound, Bound]:
    """The sum's bounds; a bound that some part leaves open is open."""
    lows = [each.low for each in inputs if each.low is not None]
    highs = [each.high for each in inputs if each.high is not None]
    low = sum(lows, Decimal(0)) if len(lows) == len(inputs) else None
    high = sum(highs, Decimal(0)) if len(highs) == len(inputs) else None
    return low, high


def _grow(inputs: list[Amount]) -> tuple[Bound, Bound]:
    low, high = _divide(inputs)
    return None if low is None else low - 1, None if high is None else high - 1


_OPERATIONS: dict[str, Callable[[list[Amount]], tuple[Bound, Bound]]] = {
    "ratio": _divide,
    "share": _divide,
    "difference": _subtract,
    "sum": add,
    "growth": _grow,
}


def cited(dossier: Dossier, page: Page) -> list[str]:
    """Everything that a page rests on, in the order in which it is cited."""
    drawn, (standfirst, *body) = dossier.drawn(), blocks(page)
    names = [*CITATION.findall(standfirst.text), *(headline.of for headline in page.figures)]
    for block in body:
        names += CITATION.findall(block.text)
        if block.text in {"matrix", "structure"} and (placed := drawn.get(block.name or "")):
            names += placed.names()
    return list(dict.fromkeys(names))


def _uses(dossier: Dossier) -> dict[str, Uses]:
    pages = {page.id: set(cited(dossier, page)) for page in dossier.pages.values()}
    charts = {name: set(drawn.names()) for name, drawn in dossier.drawn().items()}
    derived = {each.id: set(each.inputs) for each in dossier.derived.values()}
    disagreements = {each.id: set(each.facts) for each in dossier.disagreements.values()}
    return {
        name: Uses(
            pages=_holding(pages, name),
            charts=_holding(charts, name),
            derived=_holding(derived, name),
            disagreements=_holding(disagreements, name),
        )
        for name in (*dossier.facts, *dossier.derived)
    }


def _holding(where: Mapping[str, set[str]], name: str) -> tuple[str, ...]:
    return tuple(key for key, names in where.items() if name in names)
