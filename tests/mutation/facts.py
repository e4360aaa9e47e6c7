"""Damage done to a fact: its statement, figure, dates, entities, modality, relation and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import get_args

from dossier.checks.statement import fact_entities
from dossier.corpus import Corpus
from dossier.model import WRITTEN, Fact, Figure, Modality, Relation
from dossier.place import Place

from .mutants import Edit, Mutant, Part, at, listed, pick, rewrite
from .words import damages, digits, pointed, scaled

UNDECIDED = {"event", "state"}
"""No word is the mark of these."""


def of_fact(corpus: Corpus, fact: Fact, file: str) -> Iterator[Mutant]:
    """Every mutant of a fact, but for those of its evidence."""
    yield from _statement(corpus, fact, file)
    yield from _both(corpus, fact, file)
    yield from _notes(corpus, fact, file)
    yield from _dates(fact, file)
    yield from _claim(corpus, fact, file)
    if fact.figure:
        yield from _figure(corpus, fact, fact.figure, file)
    if fact.relation:
        yield from _relation(corpus, fact, fact.relation, file)


def mutant(operator: str, fact: Fact, edits: Iterable[Edit], told: str, excuse: str | None = None) -> Mutant:
    part = Part(kind="facts", key=fact.id, edits=tuple(edits))
    return Mutant(operator=operator, parts=(part,), told=told, excuse=excuse)


def _set(operator: str, fact: Fact, file: str, place: Place, was: str, new: str, excuse: str | None = None) -> Mutant:
    return mutant(operator, fact, [rewrite(place, file, new)], f"{was}→{new}", excuse)


# --- our words -------------------------------------------------------------------------------------------------------


def _statement(corpus: Corpus, fact: Fact, file: str) -> Iterator[Mutant]:
    known = fact_entities(fact)
    for lang in WRITTEN:
        text, place = fact.statement[lang], at(fact.place, "statement", lang)
        for damage in damages(text, corpus.names, corpus.dossier.entities, known, lang):
            edit = rewrite(place, file, damage.done(text))
            yield mutant(f"statement-{damage.how}", fact, [edit], f"{lang} {damage.told(text)}")
        mentions = [m for m in corpus.names.mentions(text) if m.entities & known]
        for first, second in pairwise(mentions):
            if first.entities != second.entities:
                swapped = text[: first.start] + second.form + text[first.end : second.start] + first.form
                edit = rewrite(place, file, swapped + text[second.end :])
                yield mutant(
                    "statement-names-swapped", fact, [edit], f"{lang} {first.form}↔{second.form} at {first.start}"
                )


def _both(corpus: Corpus, fact: Fact, file: str) -> Iterator[Mutant]:
    """The same slip in both languages: a number, a negation or a hedge, the first of each."""
    known = fact_entities(fact)
    done: dict[str, list[tuple[Edit, str]]] = {}
    for lang in WRITTEN:
        text = fact.statement[lang]
        seen = set()
        for damage in damages(text, corpus.names, corpus.dossier.entities, known, lang):
            if (
                damage.how in ("number-digit", "date-year", "negation-removed", "hedge-dropped")
                and damage.how not in seen
            ):
                seen.add(damage.how)
                edit = rewrite(at(fact.place, "statement", lang), file, damage.done(text))
                done.setdefault(damage.how, []).append((edit, damage.told(text)))
    for how, edits in done.items():
        if len(edits) == len(WRITTEN):
            told = " | ".join(told for _, told in edits)
            yield mutant(f"statement-{how}-in-both", fact, [edit for edit, _ in edits], told)


def _notes(corpus: Corpus, fact: Fact, file: str) -> Iterator[Mutant]:
    for i, note in enumerate(fact.notes):
        for lang in WRITTEN:
            text, place = note.text[lang], at(fact.place, "notes", i, "text", lang)
            for damage in damages(text, corpus.names, corpus.dossier.entities, fact_entities(fact), lang):
                if damage.how in ("number-digit", "date-year", "name"):
                    edit = rewrite(place, file, damage.done(text))
                    yield mutant(f"note-{damage.how}", fact, [edit], f"{i} {lang} {damage.told(text)}")


# --- claims ----------------------------------------------------------------------------------------------------------


def _claim(corpus: Corpus, fact: Fact, file: str) -> Iterator[Mutant]:
    for modality in get_args(Modality):
        if modality != fact.modality:
            operator = "modality-to-plain" if modality in UNDECIDED else "modality-to-marked"
            excuse = "event-or-state" if {modality, fact.modality} == UNDECIDED else None
            yield _set(operator, fact, file, at(fact.place, "modality"), fact.modality, modality, excuse)
    if fact.negated:
        yield _set("negated-flipped", fact, file, at(fact.place, "negated"), "true", "false")
    else:
        start = at(fact.place, "modality").node.start_mark.index
        line = file.rfind("\n", 0, start) + 1
        yield mutant("negated-flipped", fact, [Edit(start=line, end=line, text="  negated: true\n")], "false→true")
    entities = corpus.dossier.entities
    place = at(fact.place, "entities")
    for i, entity in enumerate(fact.entities):
        rest = fact.entities[:i], fact.entities[i + 1 :]
        if rest[0] or rest[1]:
            yield mutant("entity-removed", fact, [listed(place, file, [*rest[0], *rest[1]])], f"−{entity}")
        others = [
            e.id for e in entities.values() if e.kind == entities[entity].kind and e.id not in fact_entities(fact)
        ]
        if other := pick(others, fact.id, entity):
            yield mutant(
                "entity-swapped", fact, [listed(place, file, [*rest[0], other, *rest[1]])], f"{entity}→{other}"
            )
    if more := pick([e for e in entities if e not in fact_entities(fact)], fact.id):
        yield mutant("entity-added", fact, [listed(place, file, [*fact.entities, more])], f"+{more}")


def _dates(fact: Fact, file: str) -> Iterator[Mutant]:
    for key, value in (("date", fact.date), ("period", fact.period)):
        for how, new in other_dates(value or ""):
            yield _set(f"{key}-{how}", fact, file, at(fact.place, key), value or "", new)


def other_dates(value: str) -> Iterator[tuple[str, str]]:
    """An EDTF date with another year, month or day; more precise than it is; and without its doubt."""
    for how, pattern, most in (
        ("year", "^[0-9]{4}", 9999),
        ("month", "(?<=-)[0-9]{2}(?=$|[-~/])", 12),
        ("day", "(?<=-[0-9]{2}-)[0-9]{2}", 28),
    ):
        if found := re.search(pattern, value):
            number = int(found[0])
            for new in (number + 1, number - 1):
                if 0 < new <= most:
                    yield how, f"{value[: found.start()]}{new:0{len(found[0])}}{value[found.end() :]}"
    if re.fullmatch("[0-9]{4}(-[0-9]{2})?", value):
        yield "precision", f"{value}-06"
    if value.endswith("~"):
        yield "doubt", value[:-1]


# --- figures and relations -------------------------------------------------------------------------------------------


def _figure(corpus: Corpus, fact: Fact, figure: Figure, file: str) -> Iterator[Mutant]:
    place = at(fact.place, "figure")
    value = figure.value
    for how, found in (("digit", digits), ("point", pointed), ("scale", scaled)):
        for start, end, new in found(value):
            yield _set(f"figure-{how}", fact, file, at(place, "value"), value, value[:start] + new + value[end:])
    if mark := re.match("[~<>]=?|[数几多近约超]|高达", value):
        yield _set("figure-qualifier-dropped", fact, file, at(place, "value"), value, value[mark.end() :])
    else:
        for added in "~><":
            yield _set("figure-qualifier-added", fact, file, at(place, "value"), value, added + value)
    yield from _basis(corpus, fact, figure, file)
    yield from _swapped(corpus, fact, file, place, "figure-subject", "subject", figure.subject)
    yield from _swapped(corpus, fact, file, place, "figure-against", "against", figure.against)


def _basis(corpus: Corpus, fact: Fact, figure: Figure, file: str) -> Iterator[Mutant]:
    """What a figure measures: its unit, metric, scope, whole."""
    place, vocabulary = at(fact.place, "figure"), corpus.dossier.vocabulary
    metric = next(m for m in vocabulary.metrics if m.id == figure.metric)
    fitting = [unit for unit in metric.units if unit != figure.unit]
    if unit := pick(fitting or [unit.id for unit in vocabulary.units if unit.id != figure.unit], fact.id):
        yield _set("figure-unit", fact, file, at(place, "unit"), figure.unit, unit)
    for dimension, scope in figure.scope.items():
        for other in metric.scope[dimension]:
            if other != scope:
                yield _set("figure-scope", fact, file, at(place, "scope", dimension), scope, other)
    metrics = [m.id for m in vocabulary.metrics if m.id != metric.id and figure.unit in m.units]
    if other_metric := pick(metrics, fact.id):
        yield _set("figure-metric", fact, file, at(place, "metric"), metric.id, other_metric)
    wholes = [f.id for f in corpus.dossier.facts.values() if f.figure and f.id not in (fact.id, figure.part_of)]
    if figure.part_of and (whole := pick(wholes, fact.id)):
        yield _set("figure-part-of", fact, file, at(place, "part_of"), figure.part_of, whole)


def _swapped(
    corpus: Corpus, fact: Fact, file: str, place: Place, operator: str, key: str, given: tuple[str, ...]
) -> Iterator[Mutant]:
    """Each entity of a list changed for another of its kind."""
    entities = corpus.dossier.entities
    for i, entity in enumerate(given):
        others = [e.id for e in entities.values() if e.kind == entities[entity].kind and e.id not in given]
        near = [e for e in others if e in fact.entities]
        for other in {pick(near, fact.id, key), pick(others, fact.id, key)} - {None}:
            told = f"{key} {entity}→{other}"
            excuse = "named-too" if other in fact.entities else None
            edit = listed(at(place, key), file, [*given[:i], str(other), *given[i + 1 :]])
            yield mutant(operator, fact, [edit], told, excuse)


def _relation(corpus: Corpus, fact: Fact, relation: Relation, file: str) -> Iterator[Mutant]:
    place = at(fact.place, "relation")
    yield from _swapped(corpus, fact, file, place, "relation-entity", "subject", relation.subject)
    yield from _swapped(corpus, fact, file, place, "relation-entity", "object", relation.object)
    if relation.subject and relation.object:
        edits = [
            listed(at(place, "subject"), file, relation.object),
            listed(at(place, "object"), file, relation.subject),
        ]
        yield mutant("relation-turned", fact, edits, f"{relation.subject}↔{relation.object}")
    ends = [(key, end) for key, end in (("from", relation.from_), ("to", relation.to)) if end]
    if len(ends) == 2:
        edits = [rewrite(at(place, key), file, other) for (key, _), (_, other) in zip(ends, ends[::-1], strict=True)]
        yield mutant("relation-turned", fact, edits, f"{relation.from_}↔{relation.to}")
    for key, end in ends:
        others = [
            e.id for e in corpus.dossier.entities.values() if e.kind == "organisation" and e.id not in fact.entities
        ]
        if other := pick(others, fact.id, key):
            yield _set("relation-entity", fact, file, at(place, key), end, other)
    if kind := pick([k.id for k in corpus.dossier.vocabulary.relations if k.id != relation.kind], fact.id):
        yield _set("relation-kind", fact, file, at(place, "kind"), relation.kind, kind)


# --- facts that are cited --------------------------------------------------------------------------------------------


def named(corpus: Corpus, names: Iterable[str]) -> set[str]:
    """The entities of these facts, and of those behind the derived figures among them."""
    dossier = corpus.dossier
    derived = {fact for name in names if name in dossier.derived for fact in dossier.derived[name].inputs}
    facts = derived | {name for name in names if name in dossier.facts}
    return {entity for fact in facts for entity in fact_entities(dossier.facts[fact])}
