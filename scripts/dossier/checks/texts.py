"""Texts: the numbers of notes and disagreements are those of the facts they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from ..corpus import Corpus, once
from ..problems import Problem
from ..quantities import Quantity, read_quantities
from .heard import around
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


def _large(text: str) -> Iterator[Quantity]:
    read = (quantity for quantity in read_quantities(text) if any("0" <= sign <= "9" for sign in quantity.text))
    return (quantity for quantity in read if quantity.unit or any(bound > SMALL for bound in _bounds(quantity)))


def _bounds(quantity: Quantity) -> set[Decimal]:
    return {bound.normalize() for bound in (quantity.low, quantity.high) if bound is not None}


@once
def _known(corpus: Corpus, fact: str) -> set[Decimal]:
    """The bounds of every number in the evidence of a fact and the sentences around it."""
    return set().union(*(_bounds(quantity) for quantity in read_quantities(around(corpus, fact))))
