"""Turned: what we say of facts goes the way that their statements go, in the same language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..characters import A_HAN
from ..corpus import Corpus
from ..model import WRITTEN, Derived, Dossier, Fact
from ..problems import Problem
from .marks import GOVERNING, Said, added, beyond, claimed, contrary, said
from .prose import Claim, claims
from .roles import Did, done, turned_round
from .rules import rule

_OURS = re.compile("editors|编者")
"""What we say for ourselves may go against what we cite."""


@rule("arithmetic")
def derived_turned(corpus: Corpus) -> Iterator[Problem]:
    """Where the inputs of a share, sum or ratio go one way alone (at home, abroad), its statement does not go the
    other."""
    for derived in corpus.dossier.derived.values():
        if derived.operation in ("growth", "difference"):
            continue  # these go the way of their value: derived-worded
        facts = [corpus.dossier.facts[name] for name in derived.inputs]
        for language, text in derived.statement.items():
            at = partial(derived.place.at, "statement", language)
            claim = Claim(text, derived.inputs, at, derived.id)
            for word, other in contrary(said(text, language, corpus), _said(corpus, facts, language)):
                yield claim.problem("derived-turned", f"{word!r} goes one way, {other!r} in its inputs the other")


@rule("prose")
def prose_turned(corpus: Corpus) -> Iterator[Problem]:
    """Where all that a sentence, a cell, a box or a headline cites goes one way alone, it does not go the other; who
    does what to whom (A overtakes B) it does not turn round; where every fact is negated, or doubts, so
    does it. What it says for the editors is theirs."""
    for claim, mine, cited in _citing(corpus):
        for word, other in contrary(mine, cited.said(corpus, mine.lang)):
            yield claim.problem("prose-turned", f"{word!r} goes one way, {other!r} in what is cited the other")
        done_here, told = done(claim.text, corpus.names, mine.lang), cited.done(corpus, mine.lang)
        for role, one, other in sorted(set(turned_round(done_here, told))):
            message = f"here {one} {role} {other}; in what is cited it is the other way round"
            yield claim.problem("prose-turned", message)
        if cited.denied and not mine.faint("denies"):
            yield claim.problem("prose-turned", f"what is cited is denied, and nothing says so: {claim.text[:60]}")
        elif cited.facts and not mine.faint("doubts") and cited.doubted(corpus):
            yield claim.problem("prose-turned", f"what is cited is doubted, and nothing says so: {claim.text[:60]}")


@rule("prose")
def prose_marks(corpus: Corpus) -> Iterator[Problem]:
    """A sentence, a cell, a box or a headline denies, doubts, limits (only), ranks (the largest), gives a cause, speaks
    of all or goes a way (rises, opens, is forced) only where something it cites does. What it says for the editors, or
    that an article does not say, is theirs."""
    for claim, whole, cited in _citing(corpus):
        mine, theirs = claimed(claim.text, whole.lang, corpus), cited.said(corpus, whole.lang)
        for kind, word in added(mine, theirs, GOVERNING):
            yield claim.problem("prose-marks", f"{word!r} {kind}; nothing that is cited does")
        for word in beyond(mine, theirs):
            yield claim.problem("prose-marks", f"{word!r}: nothing that is cited goes this way, or the other")


def _citing(corpus: Corpus) -> Iterator[tuple[Claim, Said, _Cited]]:
    """Every claim with citations of its own, except what it says for the editors."""
    for claim in claims(corpus):
        cited = _Cited.of(corpus.dossier, claim.cites)
        if claim.own and cited.records and not _OURS.search(claim.text):
            language = "zh" if A_HAN.search(claim.text) else "en"
            yield claim, said(claim.text, language, corpus), cited


@dataclass(frozen=True, slots=True)
class _Cited:
    """What is cited, with the inputs of derived figures; and the facts, if it is nothing but facts."""

    records: tuple[Fact | Derived, ...]
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, dossier: Dossier, names: Iterable[str]) -> _Cited:
        derived = [dossier.derived[name] for name in names if name in dossier.derived]
        facts = tuple(dossier.facts[name] for name in names if name in dossier.facts)
        inputs = [dossier.facts[name] for each in derived for name in each.inputs]
        return cls((*facts, *derived, *inputs), () if derived else facts)

    @property
    def denied(self) -> bool:
        return bool(self.facts) and all(fact.negated for fact in self.facts)

    def doubted(self, corpus: Corpus) -> bool:
        texts = (each for language in WRITTEN for each in _said(corpus, self.facts, language))
        return all(each.clear("doubts") for each in texts)

    def done(self, corpus: Corpus, language: str) -> set[Did]:
        return set().union(*(done(each.statement[language], corpus.names, language) for each in self.records))

    def said(self, corpus: Corpus, language: str) -> list[Said]:
        return _said(corpus, self.records, language)


def _said(corpus: Corpus, records: Iterable[Fact | Derived], language: str) -> list[Said]:
    return [said(each.statement[language], language, corpus) for each in records]
