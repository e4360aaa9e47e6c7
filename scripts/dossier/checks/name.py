"""Name: whom and what a fact is about, its evidence names."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus import Corpus, Located
from ..problems import Problem
from .rules import evidence, of_evidence, rule


@rule("name")
def name_missing(corpus: Corpus) -> Iterator[Problem]:
    """Each entity of a fact is named in every quotation, its context or its sentence, by a form that is listed
    for it."""
    for located in evidence(corpus):
        if located.quote is None:
            continue
        named = corpus.names.entities(_words(corpus, located))
        for entity in located.fact.entities:
            if entity not in named:
                forms = " / ".join(corpus.dossier.entities[entity].forms())
                yield of_evidence(
                    "name-missing",
                    located,
                    "quote",
                    f"{entity} is not named here",
                    details=(("forms", forms), ("words", _words(corpus, located).replace("\n", " "))),
                    help="add the passage that names it as context, or the printed form to its aliases",
                )


@rule("name")
def speaker_missing(corpus: Corpus) -> Iterator[Problem]:
    """A speaker given by name is named in the article."""
    for located in evidence(corpus):
        text = corpus.repaired[located.evidence.source].text
        for voice in located.evidence.said_by:
            if isinstance(voice, str) and voice != "article" and voice not in corpus.names.entities(text):
                message = f"{voice} is not named in {located.evidence.source}"
                yield of_evidence("speaker-missing", located, "said_by", message, help="describe the speaker instead")


def _words(corpus: Corpus, located: Located) -> str:
    assert located.quote is not None
    return f"{corpus.sentence(located.evidence.source, located.quote)}\n{located.evidence.context or ''}"
