"""Absence: what the dossier says is not said, is not said in any article."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus
from ..problems import Problem
from .rules import of_record, rule


@rule("absence")
def absence_found(corpus: Corpus) -> Iterator[Problem]:
    """The search words of an absence occur in no article's body."""
    bodies = {
        source: [corpus.repaired[source].text[slice(*span)].casefold() for span in spans if span]
        for source, spans in corpus.bodies.items()
    }
    for absence in corpus.dossier.absences.values():
        for i, word in enumerate(absence.searched):
            for source, passages in bodies.items():
                if any(word.casefold() in passage for passage in passages):
                    message = f"{word!r} stands in {source}"
                    help = f"narrow the words, or take out what is said:  dossier text {source}"
                    yield of_record("absence-found", absence, ("searched", i), message, help=help)
