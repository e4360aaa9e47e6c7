"""Name: whom and what a fact is about, its evidence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..corpus import Corpus, Located
from ..model import Fact
from ..problems import Problem
from .rules import evidence, of_evidence, of_record, rule
from .statement import fact_entities


@rule("name")
def name_missing(corpus: Corpus) -> Iterator[Problem]:
    """Each entity of a fact is named in every quotation, its context or its sentence, by a form that is listed
    for it."""
    for located in evidence(corpus):
        if located.quote is None:
            continue
        words = f"{corpus.sentence(located.evidence.source, located.quote)}\n{located.evidence.context or ''}"
        named = corpus.names.entities(words)
        for entity in located.fact.entities:
            if entity not in named:
                forms = " / ".join(corpus.dossier.entities[entity].forms())
                details = (("forms", forms), ("words", words.replace("\n", " ")))
                help = "add the passage that names it as context, or the printed form to its aliases"
                yield of_evidence(
                    "name-missing", located, "quote", f"{entity} is not named here", details=details, help=help
                )


@rule("name")
def name_unlisted(corpus: Corpus) -> Iterator[Problem]:
    """Whom and what a figure or a relation is about is among the fact's entities, which its evidence names."""
    for fact in corpus.dossier.facts.values():
        for path, entity in ((path, each) for path, entities in _roles(fact).items() for each in entities):
            if entity not in fact.entities:
                message = f"{entity} is not among the fact's entities"
                yield of_record("name-unlisted", fact, path, message, help="add it there, if the evidence names it")


def _roles(fact: Fact) -> dict[tuple[str, str], tuple[str, ...]]:
    """Where a figure or a relation names entities, and which."""
    given: dict[tuple[str, str], tuple[str | None, ...]] = {}
    if figure := fact.figure:
        given |= {("figure", "subject"): figure.subject, ("figure", "against"): figure.against}
    if relation := fact.relation:
        given |= {("relation", "subject"): relation.subject, ("relation", "object"): relation.object}
        given |= {("relation", "from"): (relation.from_,), ("relation", "to"): (relation.to,)}
    return {path: tuple(filter(None, entities)) for path, entities in given.items()}


@rule("name", waivable=True)
def subject_quoted(corpus: Corpus) -> Iterator[Problem]:
    """Whom a figure or a relation is about, a quotation names, unless it names nobody else of that kind: what it says
    of one is not told of another whom only the context names."""
    kinds = {entity.id: entity.kind for entity in corpus.dossier.entities.values()}
    for fact in corpus.dossier.facts.values():
        roles = _roles(fact)
        named = {name for each in fact.evidence for name in corpus.names.entities(each.quote)}
        others = named - {*chain(*roles.values())} - {voice for each in fact.evidence for voice in each.said_by}
        for path in (("figure", "subject"), ("relation", "subject"), ("relation", "object")):
            ids = roles.get(path, ())
            rivals = sorted(each for each in others if kinds[each] in {kinds[entity] for entity in ids})
            if rivals and not named & {*ids}:
                message = f"{', '.join(ids)} is not in the quotation, which names {', '.join(rivals)}"
                yield of_record("subject-quoted", fact, path, message)


@rule("name", waivable=True)
def context_far(corpus: Corpus) -> Iterator[Problem]:
    """A context that names whom a fact is about, or who says it, stands in the quotation's paragraph or in one of the
    two before; or it also names somebody whom the quotation's paragraph names."""
    for located in evidence(corpus):
        if located.quote is None or located.context is None:
            continue
        named = corpus.names.entities(located.evidence.context or "")
        between = corpus.repaired[located.evidence.source].text[located.context[1] : located.quote[0]]
        near = located.context[0] < located.quote[1] and len(_BREAKS.findall(between)) <= 2
        leads = near or named & corpus.names.entities(paragraphs(corpus, located))
        if named & fact_entities(located.fact) and not leads:
            message = "it stands far from the quotation, and nothing that it names stands there"
            help = "take the passage that leads to the quotation, or say so in a waiver"
            yield of_evidence("context-far", located, "context", message, help=help)


_BREAKS = re.compile("\n+")


@rule("name")
def speaker_missing(corpus: Corpus) -> Iterator[Problem]:
    """A speaker given by name is named in the paragraph or the context of some quotation of the fact from that
    article."""
    for fact in corpus.located.values():
        for located in fact:
            source = located.evidence.source
            voices = [voice for voice in located.evidence.said_by if isinstance(voice, str) and voice != "article"]
            around = [each for each in fact if each.evidence.source == source] if voices else []
            named = set().union(*(_heard(corpus, each) for each in around))
            for voice in voices:
                if voice not in named and located.quote:
                    message = f"{voice} is not named near this quotation from {source}"
                    help = "add the passage that names the speaker as context, or describe the speaker instead"
                    yield of_evidence("speaker-missing", located, "said_by", message, help=help)


def _heard(corpus: Corpus, located: Located) -> set[str]:
    """Everybody named in the paragraph or the context of a quotation."""
    return corpus.names.entities(f"{paragraphs(corpus, located)}\n{located.evidence.context or ''}")


def paragraphs(corpus: Corpus, located: Located, before: int = 0) -> str:
    """The paragraph of a quotation, with so many of those `before` it; nothing where it is not found."""
    text, (start, end) = corpus.repaired[located.evidence.source].text, located.quote or (0, 0)
    whole = [*_BREAKS.split(text[:start])[-1 - before :], text[start:end] + text[end:].partition("\n")[0]]
    return "\n".join(whole) if located.quote else ""
