"""Texts: what notes, disagreements and other words of ours count, the facts they speak of have, or the articles are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import chain, permutations

from ..corpus import Corpus, once, once_for_articles
from ..model import WRITTEN, Dossier, Text
from ..place import Place
from ..problems import Problem
from ..quantities import Quantity, read_quantities
from .heard import around, plain_article, simplified
from .prose import Claim, all_claims, facts_behind
from .rules import of_record, rule

SMALL = 10
"""Up to this, a number may count articles, characters or the like."""


@rule("statement")
def note_number(corpus: Corpus) -> Iterator[Problem]:
    """A note that rests on the sources gives, in digits, no number over ten that is not in the evidence or the
    sentences around it; what is computed or known otherwise is marked so (basis: arithmetic, editors)."""
    for fact in corpus.dossier.facts.values():
        for i, note in enumerate(fact.notes):
            for language, text in note.text.items() if note.basis == "sources" else ():
                for quantity in _large(text):
                    if not _bounds(quantity) & _known(corpus, fact.id):
                        message = f"{quantity.text!r} is not in the evidence"
                        yield of_record("note-number", fact, ("notes", i, "text", language), message)


@rule("disagreement")
def disagreement_number(corpus: Corpus) -> Iterator[Problem]:
    """A number over ten, in digits, in the Chinese text of a disagreement is one of its facts, or what one of their
    numbers is of another; its English gives the same digits (text-languages)."""
    for rivals in corpus.dossier.disagreements.values():
        known: set[Decimal] = set().union(*(_known(corpus, fact) for fact in rivals.facts))
        ratios = {(one / other).normalize() for one, other in permutations(known, 2) if other}
        for key in ("title", "explanation", "shown"):
            for quantity in _large(getattr(rivals, key)["zh"]):
                if not _bounds(quantity) & (known | ratios):
                    message = f"{quantity.text!r} is in none of its facts"
                    yield of_record("disagreement-number", rivals, (key, "zh"), message)


@rule("statement")
def quoted_words(corpus: Corpus) -> Iterator[Problem]:
    """What stands in quotation marks (“…”) in a Chinese statement, note or other text of ours stands so in an article,
    in either script; or is a listed name."""
    plain, articles = simplified(corpus, None), _articles_unspaced(corpus, None)
    facts = ((fact.id, fact.place.inside("statement"), fact.statement) for fact in corpus.dossier.facts.values())
    for subject, place, texts in chain(facts, (of[:3] for of in own_texts(corpus.dossier))):
        for quoted in _QUOTED.findall(texts["zh"]):
            words = _SPACE.sub("", quoted).translate(plain).split("……")
            if quoted not in corpus.names.bearers and not all(part in articles for part in words):
                message = f"no article has the words “{quoted}”"
                help = "quote the article’s words, or take the quotation marks away"
                yield Problem(rule="quoted-words", at=place.at("zh"), subject=subject, message=message, help=help)


_SPACE, _QUOTED = re.compile(r"\s"), re.compile("“([^”]*)”")


@once_for_articles
def _articles_unspaced(corpus: Corpus, _: None) -> str:
    return _SPACE.sub("", "\0".join(plain_article(corpus, source) for source in corpus.repaired))


@rule("prose")
def articles_counted(corpus: Corpus) -> Iterator[Problem]:
    """Where a text of ours says of how many articles it speaks (the five articles, 五篇文章), so many there are; or no
    more than those from which the facts are quoted on which it rests (two articles, 两篇文章)."""
    every = len(corpus.dossier.sources)
    for claim in _counting(corpus):
        for words, count in _articles(claim.text):
            facts = (corpus.dossier.facts[name] for name in facts_behind(corpus, claim.cites))
            known = {evidence.source for fact in facts for evidence in fact.evidence}
            if count != every and count > len(known):
                message = f"{words!r}: there are {every}, and this rests on {len(known)}"
                help = "what is true of all articles needs no number: none of the articles, 各篇文章都没有"
                yield claim.problem("articles-counted", message, help)


_COUNTED = re.compile("篇|articles")
_BOTH = re.compile(r"\b(?:both|neither)(?: of the)? articles?\b", re.IGNORECASE)


def _articles(text: str) -> Iterator[tuple[str, Decimal]]:
    """Where a text says a number of articles, and the number."""
    yield from ((words, Decimal(2)) for words in _BOTH.findall(text))
    for read in read_quantities(text) if _COUNTED.search(text) else ():
        if read.low is not None and read.counter and _COUNTED.match(read.counter):
            yield read.text, read.low


def _counting(corpus: Corpus) -> Iterator[Claim]:
    """Every text of ours that may say a number of articles, with the facts on which it rests."""
    yield from all_claims(corpus)
    for fact in corpus.dossier.facts.values():
        for lang in WRITTEN:
            yield Claim(fact.statement[lang], (fact.id,), partial(fact.place.at, "statement", lang), fact.id)
    for subject, place, texts, facts in own_texts(corpus.dossier):
        for lang in WRITTEN:
            yield Claim(texts[lang], facts, partial(place.at, lang), subject)


def own_texts(dossier: Dossier) -> Iterator[tuple[str, Place, Text, tuple[str, ...]]]:
    """Notes, statements of absences, texts on disagreements and on articles, and assumptions: whose each is, where it
    stands, and the facts on which it rests."""
    for fact in dossier.facts.values():
        for i, note in enumerate(fact.notes):
            yield fact.id, fact.place.inside("notes").inside(i).inside("text"), note.text, (fact.id,)
    for absence in dossier.absences.values():
        yield absence.id, absence.place.inside("statement"), absence.statement, ()
    for rivals in dossier.disagreements.values():
        for key in ("title", "explanation", "shown"):
            yield rivals.id, rivals.place.inside(key), getattr(rivals, key), rivals.facts
    for source in dossier.sources.values():
        yield source.id, source.place.inside("about"), source.about, ()
        if source.published.why:
            yield source.id, source.published.place.inside("why"), source.published.why, ()
    for derived in dossier.derived.values():
        if derived.assumes:
            yield derived.id, derived.place.inside("assumes"), derived.assumes, derived.inputs


def _large(text: str) -> Iterator[Quantity]:
    read = (quantity for quantity in read_quantities(text) if any("0" <= sign <= "9" for sign in quantity.text))
    return (quantity for quantity in read if quantity.unit or any(bound > SMALL for bound in _bounds(quantity)))


def _bounds(quantity: Quantity) -> set[Decimal]:
    return {bound.normalize() for bound in (quantity.low, quantity.high) if bound is not None}


@once
def _known(corpus: Corpus, fact: str) -> set[Decimal]:
    """The bounds of every number in the evidence of a fact and the sentences around it."""
    return set().union(*(_bounds(quantity) for quantity in read_quantities(around(corpus, fact))))
