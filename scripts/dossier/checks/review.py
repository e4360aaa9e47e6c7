"""Review: who read a fact in context, and when."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..edtf import is_day
from ..problems import Problem
from .rules import rule


@rule("form")
def review_form(corpus: Corpus) -> Iterator[Problem]:
    """A review names the day on which it took place (2026-11-21), and a fact stands in one review, its last."""
    seen: set[str] = set()
    for i, reading in enumerate(corpus.dossier.reviews):
        subject = f"review {i + 1}"
        if not is_day(reading.date):
            message = f"{reading.date!r} is not a day"
            yield Problem(rule="review-form", at=reading.place.at("date"), subject=subject, message=message)
        for fact in reading.facts:
            if fact in seen:
                at = reading.place.at("facts", fact)
                message, help = f"{fact} stands in another review already", "remove the older one"
                yield Problem(rule="review-form", at=at, subject=subject, message=message, help=help)
            seen.add(fact)
