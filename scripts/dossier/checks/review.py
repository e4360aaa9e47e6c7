"""Review: who read a fact in context, and when."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..problems import Problem
from .rules import rule


@rule("form")
def review_form(corpus: Corpus) -> Iterator[Problem]:
    """A fact stands in one review, its last."""
    seen: set[str] = set()
    for i, reading in enumerate(corpus.dossier.reviews, 1):
        for fact in reading.facts:
            if fact in seen:
                at = reading.place.at("facts", fact)
                message, help = f"{fact} stands in another review already", "remove the older one"
                yield Problem(rule="review-form", at=at, subject=f"review {i}", message=message, help=help)
            seen.add(fact)
