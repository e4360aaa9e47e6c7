"""Independence: what two articles have in common is recorded, so that it is counted once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..corpus import Corpus, Span
from ..problems import Problem
from ..retelling import LONG, Shared, neighbours, shared, signs
from .rules import evidence, of_evidence, of_record, rule

_MOST = 80  # characters of a passage in a message


@rule("independence")
def shared_wording(corpus: Corpus) -> Iterator[Problem]:
    """Long wording that two articles share — 12 characters or more in a row, words and numbers of other scripts as one
    each — and a misspelling that both print, lie in a recorded retelling."""
    near = neighbours(corpus.wording)
    slips = _slip_places(corpus)
    for first, second in combinations(corpus.dossier.sources, 2):
        passages = shared(corpus.wording[first], corpus.wording[second]) if (first, second) in near else []
        for passage in [*passages, *_shared_slips(slips[first], slips[second])]:
            recorded = corpus.shared.values()
            if any(_within(passage, places.get(first, ()), places.get(second, ())) for places in recorded):
                continue
            long = passage.length >= LONG
            what = f"{passage.length} characters in a row stand" if long else "this misspelling stands"
            message = f"{what} in {second} too, and no retelling records it"
            details = (_shown(corpus, first, passage.first), _shown(corpus, second, passage.second))
            help = "read both in context, and record in retellings.yml what they draw on, or that it is unknown"
            source = corpus.dossier.sources[first]
            yield of_record("shared-wording", source, ("body",), message, details=details, help=help)


@rule("independence")
def retelling_holds(corpus: Corpus) -> Iterator[Problem]:
    """What is recorded as shared stands in the body of each article of the retelling, of which there are two or more;
    it is long, or a listed misspelling."""
    slips = _slips(corpus)
    for retelling in corpus.dossier.retellings.values():
        found: list[tuple[tuple[str | int, ...], str]] = []
        if len(set(retelling.sources)) < 2:
            found.append((("sources",), "one article alone shares nothing"))
        for i, words in enumerate(retelling.shared):
            length = len(signs(words))
            if length < LONG and signs(words) not in slips:
                found.append((("shared", i), f"{length} characters in a row show nothing; {LONG} do, or a misspelling"))
            missing = [source for source, places in corpus.shared[retelling.id, words].items() if not places]
            found += [(("shared", i), f"these words are not in the body of {source}") for source in missing]
        for path, message in found:
            yield of_record("retelling-holds", retelling, path, message, help="remove it")


@rule("independence")
def origin_uncredited(corpus: Corpus) -> Iterator[Problem]:
    """The origin of evidence is one that its article credits, and the origin of a retelling one that each of its
    articles credits; any other is a guess, and unknown."""
    credited = {source.id: {*source.origins, "unknown"} for source in corpus.dossier.sources.values()}
    for located in evidence(corpus):
        given = located.evidence
        if given.origin not in credited[given.source]:
            message = f"{given.origin} is not credited by {given.source}"
            help = "origin: unknown, or add it to the origins that the article credits"
            yield of_evidence("origin-uncredited", located, "origin", message, help=help)
    for retelling in corpus.dossier.retellings.values():
        if without := [source for source in retelling.sources if retelling.of not in credited[source]]:
            message = f"{retelling.of} is not credited by {', '.join(without)}"
            yield of_record("origin-uncredited", retelling, ("of",), message, help="of: unknown")


def _slip_places(corpus: Corpus) -> dict[str, dict[tuple[str, ...], Span]]:
    """By source: where each misspelling that it prints stands first."""
    slips = sorted(_slips(corpus))
    return {
        source: {slip: places[0] for slip in slips if (places := wording.places(slip))}
        for source, wording in corpus.wording.items()
    }


def _shared_slips(first: dict[tuple[str, ...], Span], second: dict[tuple[str, ...], Span]) -> list[Shared]:
    return [Shared(place, second[slip], len(slip)) for slip, place in first.items() if slip in second]


def _slips(corpus: Corpus) -> set[tuple[str, ...]]:
    return {
        signs(alias.form)
        for entity in corpus.dossier.entities.values()
        for alias in entity.aliases
        if alias.kind == "misspelling"
    }


def _within(passage: Shared, first: tuple[Span, ...], second: tuple[Span, ...]) -> bool:
    pairs = ((passage.first, first), (passage.second, second))
    return all(any(low <= span[0] and span[1] <= high for low, high in places) for span, places in pairs)


def _shown(corpus: Corpus, source: str, span: Span) -> tuple[str, str]:
    start, end = corpus.repaired[source].raw_span(*span)
    words = " ".join(corpus.repaired[source].text[slice(*span)].split())
    return source, f"{words if len(words) <= _MOST else words[:_MOST] + '…'}   raw {start}–{end}"
