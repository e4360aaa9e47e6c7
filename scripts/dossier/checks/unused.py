"""Unused: nothing is defined that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..corpus import Corpus, once_for_articles
from ..model import Alias
from ..problems import Problem
from .entity import printed
from .rules import Identified, of_record, rule


@rule("form")
def unused(corpus: Corpus) -> Iterator[Problem]:
    """Everything that is defined — entities, origins, charts, disagreements, metrics and other listed words — is used
    somewhere; an alias, in an article or a text of ours."""
    dossier, vocabulary = corpus.dossier, corpus.dossier.vocabulary
    facts = dossier.facts.values()
    figures = [fact.figure for fact in facts if fact.figure]
    relations = [fact.relation for fact in facts if fact.relation]
    evidence = [e for fact in facts for e in fact.evidence]
    named = {entity for fact in facts for entity in fact.entities}
    named |= {voice for e in evidence for voice in e.said_by if isinstance(voice, str)}
    scopes = {value for figure in figures for value in figure.scope.values()}
    units = {figure.unit for figure in figures} | {chart.unit for chart in dossier.charts.values() if chart.unit}
    credited = {e.origin for e in evidence} | {o for source in dossier.sources.values() for o in source.origins}
    aside = {a.reason for source in dossier.sources.values() for a in source.set_aside}
    statements = "\n".join(fact.statement["zh"] for fact in facts)
    said = {word.ours for word in dossier.paraphrases if word.ours in statements}
    lists: tuple[tuple[str, Iterable[Identified], set[str]], ...] = (
        ("entity", dossier.entities.values(), named),
        ("origin", dossier.origins.values(), credited),
        ("metric", vocabulary.metrics, {figure.metric for figure in figures}),
        ("unit", vocabulary.units, units),
        ("scope", vocabulary.scopes, scopes | {key for metric in vocabulary.metrics for key in metric.scope}),
        ("kind of relation", vocabulary.relations, {relation.kind for relation in relations}),
        ("kind of entity", vocabulary.entity_kinds, {entity.kind for entity in dossier.entities.values()}),
        ("kind of origin", vocabulary.origin_kinds, {origin.kind for origin in dossier.origins.values()}),
        ("reason to set aside", vocabulary.set_aside, aside),
        ("paraphrase", dossier.paraphrases, said),
        ("alias", _unprinted(corpus, None), set(_ours(corpus))),
        ("reader", vocabulary.readers, {reading.by for reading in dossier.reviews}),
        ("topic", dossier.about.topics, {fact.topic for fact in facts}),
    )
    for what, defined, used in lists:
        for entry in defined:
            if entry.id not in used:
                message = f"the {what} {entry.id} is used nowhere"
                yield of_record("unused", entry, ("id",), message, help="remove it")


@once_for_articles
def _unprinted(corpus: Corpus, _: None) -> tuple[Alias, ...]:
    """The aliases that no article prints."""
    aliases = (alias for entity in corpus.dossier.entities.values() for alias in entity.aliases)
    return tuple(alias for alias in aliases if not printed(corpus, alias.form))


def _ours(corpus: Corpus) -> Iterator[str]:
    """Those of them that a statement or a page of ours has."""
    dossier = corpus.dossier
    for alias in _unprinted(corpus, None):
        statements = (text for fact in dossier.facts.values() for text in fact.statement.values())
        if any(alias.form in text for text in chain(statements, (page.body for page in dossier.pages.values()))):
            yield alias.form
