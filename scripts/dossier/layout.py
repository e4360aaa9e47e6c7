"""Which files of `content/` hold which records: what `load` reads, and what an editor's schemas are made for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .model import (
    About,
    Absence,
    Chart,
    Correction,
    Derived,
    Disagreement,
    Entity,
    Fact,
    Matrix,
    Mutation,
    Origin,
    Paraphrase,
    Reading,
    Retelling,
    Retired,
    Source,
    Structure,
    Term,
    Version,
    Vocabulary,
)

ONE: Mapping[str, type[Any]] = {
    "dossier.yml": About,
    "vocabulary.yml": Vocabulary,
    "sources/*.yml": Source,
    "mutation.yml": Mutation,
}
MANY: Mapping[str, type[Any]] = {
    "origins.yml": Origin,
    "entities/*.yml": Entity,
    "facts/*.yml": Fact,
    "facts/retired.yml": Retired,
    "derived.yml": Derived,
    "disagreements.yml": Disagreement,
    "retellings.yml": Retelling,
    "absences.yml": Absence,
    "glossary.yml": Term,
    "paraphrases.yml": Paraphrase,
    "charts.yml": Chart,
    "matrices.yml": Matrix,
    "structures.yml": Structure,
    "corrections.yml": Correction,
    "reviews.yml": Reading,
    "versions.yml": Version,
}
"""The files by their path there, where `*` is an id: of one record, and of a list of them."""

GIVEN = {"Fact": {"topic"}, "Page": {"id", "lang", "body", "body_line"}}
"""What is no key, because the file's name or the text below says it."""
