"""The archived articles, repaired, with every quotation found in them: what checks, derivation and rendering
all read.

Second stage of the flow. Nothing is judged here: a passage that is not found, or not once, simply has no span.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, TypeVar

from .archive import PatchProblem, Repaired, repair
from .model import Dossier, Evidence, Fact, Passage
from .names import Names, names
from .quotes import find, find_loosely, sentences
from .retelling import Wording, signs, wording

Span = tuple[int, int]
K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A piece of evidence with the spans of its quotation and context in the repaired text, None where not
    found."""

    fact: Fact
    index: int
    evidence: Evidence
    quote: Span | None
    context: Span | None


@dataclass(frozen=True, eq=False)
class Corpus:
    """`repaired`, `faults` (patches that do not apply) and `bodies` by source; `located` by fact."""

    dossier: Dossier
    repaired: Mapping[str, Repaired]
    faults: Mapping[str, tuple[PatchProblem, ...]]
    bodies: Mapping[str, tuple[Span | None, ...]]
    located: Mapping[str, tuple[Located, ...]]
    whole: Corpus | None = None
    """The corpus that this is a part of, with the same articles and names."""
    _worked_out: dict[tuple[Any, Hashable], Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def names(self) -> Names:
        return self.whole.names if self.whole else names(self.dossier.entities)

    @cached_property
    def sentences(self) -> Mapping[str, tuple[Span, ...]]:
        """Every sentence of each source's repaired text."""
        if self.whole:
            return self.whole.sentences
        return {source: tuple(sentences(repaired.text)) for source, repaired in self.repaired.items()}

    def sentence(self, source: str, span: Span) -> str:
        """The whole sentences that a span of the repaired text touches."""
        touched = self._touched(source, span)
        return self.repaired[source].text[touched[0][0] : touched[-1][1]] if touched else ""

    def beside(self, source: str, span: Span) -> tuple[str, str]:
        """What stands before a span and behind it in the sentences that it touches."""
        touched = self._touched(source, span) or [span]
        text = self.repaired[source].text
        return text[touched[0][0] : span[0]], text[span[1] : touched[-1][1]]

    def _touched(self, source: str, span: Span) -> list[Span]:
        sentences = self.sentences[source]  # in order, and none overlaps another
        first = bisect_right(sentences, span[0], key=lambda sentence: sentence[1])
        return list(sentences[first : bisect_left(sentences, span[1], key=lambda sentence: sentence[0])])

    @cached_property
    def wording(self) -> Mapping[str, Wording]:
        """What is compared of each source's body."""
        if self.whole:
            return self.whole.wording
        return {
            source: wording(repaired.text, [body for body in self.bodies[source] if body])
            for source, repaired in self.repaired.items()
        }

    @cached_property
    def shared(self) -> Mapping[tuple[str, str], Mapping[str, tuple[Span, ...]]]:
        """By recorded retelling and its words: where they stand in each of its sources."""
        if self.whole:
            return self.whole.shared
        return {
            (retelling.id, words): {
                source: tuple(self.wording[source].places(signs(words))) for source in retelling.sources
            }
            for retelling in self.dossier.retellings.values()
            for words in retelling.shared
        }

    def retold(self, located: Located) -> list[tuple[str, str]]:
        """The recorded retellings, with their words, that stand in the sentences of a quotation."""
        source = located.evidence.source
        sentences = self._touched(source, located.quote) if located.quote else []
        return [
            key
            for key, places in self.shared.items()
            if any(s[0] < end and start < s[1] for s in sentences for start, end in places.get(source, ()))
        ]

    @cached_property
    def evidence(self) -> Mapping[str, tuple[Located, ...]]:
        """The evidence from each source, in the order of the facts."""
        found: dict[str, list[Located]] = {source: [] for source in self.dossier.sources}
        for fact in self.located.values():
            for located in fact:
                found[located.evidence.source].append(located)
        return {source: tuple(located) for source, located in found.items()}

    def part(self, dossier: Dossier, located: Mapping[str, tuple[Located, ...]]) -> Corpus:
        """A corpus of the same articles and names, and of what else is in this dossier."""
        return replace(self, dossier=dossier, located=located, whole=self.whole or self)

    def loosely(self, source: str, words: str) -> list[Span]:
        """Where words stand in an article if form does not matter, or damage: they may be copied from the raw file."""
        repaired = self.repaired[source]
        if found := find_loosely(repaired.text, words):
            return found
        return sorted({repaired.repaired_span(*span) for span in find_loosely(repaired.raw, words)})

    def in_body(self, source: str, span: Span) -> bool:
        return any(body and body[0] <= span[0] and span[1] <= body[1] for body in self.bodies[source])


def once(work: Callable[[Corpus, K], R]) -> Callable[[Corpus, K], R]:
    """Let a function of a corpus and something of it be worked out once for each."""

    @wraps(work)
    def known(corpus: Corpus, of: K) -> R:
        key = work, of
        if key not in corpus._worked_out:
            corpus._worked_out[key] = work(corpus, of)
        found: R = corpus._worked_out[key]
        return found

    return known


def once_for_articles(work: Callable[[Corpus, K], R]) -> Callable[[Corpus, K], R]:
    """The same for what the articles and names decide alone: parts of a corpus share it."""
    known = once(work)
    return wraps(work)(lambda corpus, of: known(corpus.whole or corpus, of))


def read(dossier: Dossier) -> Corpus:
    """Repair every article and find every quotation."""
    repaired, faults, bodies = {}, {}, {}
    for source in dossier.sources.values():
        text, problems = repair(dossier.raw[source.id], format=source.format, patches=source.repairs)
        repaired[source.id], faults[source.id] = text, problems
        bodies[source.id] = tuple(_passage(text.text, passage) for passage in source.body)
    located = {
        fact.id: tuple(_locate(repaired[e.source].text, fact, i, e) for i, e in enumerate(fact.evidence))
        for fact in dossier.facts.values()
    }
    return Corpus(dossier, repaired, faults, bodies, located)


def _passage(text: str, passage: Passage) -> Span | None:
    first, last = find(text, passage.from_), find(text, passage.to)
    if len(first) != 1 or len(last) != 1 or last[0] + len(passage.to) <= first[0]:
        return None
    return first[0], last[0] + len(passage.to)


def _locate(text: str, fact: Fact, index: int, evidence: Evidence) -> Located:
    found = find(text, evidence.quote)
    which = (evidence.occurrence or 1) - 1
    usable = 0 <= which < len(found) and (len(found) == 1 or evidence.occurrence is not None)
    quote = (found[which], found[which] + len(evidence.quote)) if usable else None
    context = None
    if evidence.context and (around := find(text, evidence.context)):
        near = min(around, key=lambda start: abs(start - (quote[0] if quote else 0)))
        context = (near, near + len(evidence.context))
    return Located(fact=fact, index=index, evidence=evidence, quote=quote, context=context)
