"""Scope: what a figure is of (which use, place, measure) is said wherever the figure is given, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..characters import A_HAN
from ..corpus import Corpus, once
from ..figures import amount
from ..model import Figure
from ..problems import Problem
from ..quantities import read_quantities
from .heard import found, simplified
from .prose import agrees, all_claims, facts_behind
from .rules import of_record, rule
from .statement import evidence_words


@rule("figure")
def scope_worded(corpus: Corpus) -> Iterator[Problem]:
    """What a figure's scope says, its evidence and each statement say, by one of the words that the vocabulary lists
    for it (monthly active: 月活; overseas: 海外)."""
    listed = {scope.id: scope.words for scope in corpus.dossier.vocabulary.scopes if scope.words}
    for fact in found(corpus):
        scope = fact.figure.scope if fact.figure else {}
        for dimension, value in scope.items():
            if words := listed.get(value):
                texts = {"the evidence": evidence_text(corpus, fact.id), **fact.statement}
                for where, text in texts.items():
                    wanted, small = words["en" if where == "en" else "zh"], text.lower()
                    if not any(word in small for word in wanted):
                        message = f"{value}: {where} has none of {', '.join(wanted)}"
                        yield of_record("scope-worded", fact, ("figure", "scope", dimension), message)


def evidence_text(corpus: Corpus, fact: str) -> str:
    """The quotations and contexts of a fact, in simplified characters."""
    return "\n".join(evidence_words(corpus.dossier.facts[fact])).translate(simplified(corpus, None))


@rule("prose")
def prose_scope(corpus: Corpus) -> Iterator[Problem]:
    """Where a sentence gives a number of a figure that it cites, the words between the same commas name no other use,
    place or measure than that figure has: not 海外 for 国内, not daily for monthly. Nor does a label or a sentence
    without a number, of all figures that it cites."""
    for claim in all_claims(corpus):
        facts = (corpus.dossier.facts[name] for name in facts_behind(corpus, claim.cites))
        cited = [fact.figure for fact in facts if fact.figure] if claim.own else []
        parts = _PARTS.split(claim.text) if cited and read_quantities(claim.text) else [claim.text]
        for part in parts if cited else ():
            read = read_quantities(part)
            if len(read) <= 1 and len(read) == (len(parts) > 1):
                figures = [each for each in cited if not read or agrees(read[0], amount(each))]
                for value in sorted(_others(corpus, part, figures)):
                    message = f"{part.strip()!r} speaks of {value}; the figure that is cited does not"
                    yield claim.problem("prose-scope", message)


_PARTS = re.compile("[，；、：。]|[,;:](?= )| and ")


def _others(corpus: Corpus, text: str, figures: list[Figure]) -> set[str]:
    """What a text names, by words of the vocabulary, that could be the scope of these figures and is of none."""
    vocabulary = corpus.dossier.vocabulary
    measured = {each.metric for each in figures}
    metrics = [metric for metric in vocabulary.metrics if metric.id in measured]
    own = {value for each in figures for value in each.scope.values()}
    named = {scope for scope, words in _words(corpus, None).items() if words.search(text)}
    return {
        value
        for metric in metrics
        for values in metric.scope.values()
        if not own & named & {*values}
        for value in named & {*values}
    }


@once
def _words(corpus: Corpus, _: None) -> dict[str, re.Pattern[str]]:
    """The words for each value of a scope that has some, in either language; a Latin one as a whole word."""
    listed = {scope.id: [*chain(*scope.words.values())] for scope in corpus.dossier.vocabulary.scopes}
    found = {
        of: [each if A_HAN.match(each) else rf"\b{each}(?:s|ly)?\b" for each in words] for of, words in listed.items()
    }
    return {of: re.compile("|".join(words), re.IGNORECASE | re.ASCII) for of, words in found.items() if words}
