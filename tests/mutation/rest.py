"""Damage done to what stands beside the facts: derived figures, disagreements, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier.corpus import Corpus
from dossier.model import WRITTEN, Derived, Disagreement, Repair, SetAside, Source

from .facts import named, other_dates
from .mutants import Edit, Kind, Mutant, Part, at, listed, pick, rewrite, without_item
from .words import damages, digits

One = Callable[..., Mutant]


def _mutant(operator: str, kind: Kind, key: str, edits: list[Edit], told: str, excuse: str | None = None) -> Mutant:
    part = Part(kind=kind, key=key, edits=tuple(edits))
    return Mutant(operator=operator, parts=(part,), told=told, excuse=excuse)


# --- derived figures and disagreements -----------------------------------------------------------------------------


def of_derived(corpus: Corpus, derived: Derived, file: str) -> Iterator[Mutant]:
    def one(operator: str, edit: Edit, told: str, excuse: str | None = None) -> Mutant:
        return _mutant(f"derived-{operator}", "derived", derived.id, [edit], told, excuse)

    for lang in WRITTEN:
        text, place = derived.statement[lang], at(derived.place, "statement", lang)
        for damage in damages(text, corpus.names, corpus.dossier.entities, named(corpus, derived.inputs), lang):
            yield one(damage.how, rewrite(place, file, damage.done(text)), f"{lang} {damage.told(text)}")
    facts = corpus.dossier.facts
    for i, name in enumerate(derived.inputs):
        figure = facts[name].figure
        alike = [f.id for f in facts.values() if f.figure and figure and f.figure.unit == figure.unit]
        if other := pick([f for f in alike if f not in derived.inputs], derived.id, i):
            items = [*derived.inputs[:i], other, *derived.inputs[i + 1 :]]
            same = facts[other].figure and figure and facts[other].figure.value == figure.value  # type: ignore[union-attr]
            edit = listed(at(derived.place, "inputs"), file, items)
            yield one("input", edit, f"{name}→{other}", "same-value" if same else None)
    if derived.operation != "sum":
        yield one("order", listed(at(derived.place, "inputs"), file, derived.inputs[::-1]), "inputs turned round")
    for operation in ("ratio", "share", "sum", "difference", "growth"):
        if operation != derived.operation:
            excuse = "same-number" if {operation, derived.operation} == {"ratio", "share"} else None
            edit = rewrite(at(derived.place, "operation"), file, operation)
            yield one("operation", edit, f"{derived.operation}→{operation}", excuse)
    for digits_ in (derived.digits + 1, derived.digits - 1):
        yield one("digits", rewrite(at(derived.place, "digits"), file, str(digits_)), f"{derived.digits}→{digits_}")


def of_disagreement(corpus: Corpus, rivals: Disagreement, file: str) -> Iterator[Mutant]:
    def one(operator: str, edit: Edit, told: str) -> Mutant:
        return _mutant(f"disagreement-{operator}", "disagreements", rivals.id, [edit], told)

    place = at(rivals.place, "facts")
    for i, name in enumerate(rivals.facts):
        rest = [*rivals.facts[:i], *rivals.facts[i + 1 :]]
        yield one("rival-removed", listed(place, file, rest), f"−{name}")
        if other := pick([f for f in corpus.dossier.facts if f not in rivals.facts], rivals.id, i):
            yield one("rival-swapped", listed(place, file, [*rest[:i], other, *rest[i:]]), f"{name}→{other}")
    for key in ("title", "explanation", "shown"):
        for lang in WRITTEN:
            text, words = getattr(rivals, key)[lang], at(rivals.place, key, lang)
            for damage in damages(text, corpus.names, corpus.dossier.entities, named(corpus, rivals.facts), lang):
                if damage.how in ("number-digit", "date-year", "name"):
                    told = f"{key} {lang} {damage.told(text)}"
                    yield one(damage.how, rewrite(words, file, damage.done(text)), told)


# --- sources -------------------------------------------------------------------------------------------------------


def of_source(corpus: Corpus, source: Source, file: str) -> Iterator[Mutant]:
    def one(operator: str, edit: Edit, told: str, excuse: str | None = None) -> Mutant:
        return _mutant(operator, "sources", source.id, [edit], told, excuse)

    for i, aside in enumerate(source.set_aside):
        yield from _set_aside(corpus, source, file, i, aside, one)
    for i, patch in enumerate(source.repairs):
        yield from _repair(source, file, i, patch, one)
    for how, new in other_dates(source.published.date):
        edit = rewrite(at(source.place, "published", "date"), file, new)
        yield one(f"published-{how}", edit, f"{source.published.date}→{new}")
    for i, origin in enumerate(source.origins):
        rest = [*source.origins[:i], *source.origins[i + 1 :]]
        yield one("credit-removed", listed(at(source.place, "origins"), file, rest), f"−{origin}")
    for start, end, new in list(digits(source.sha256))[:2]:
        changed = source.sha256[:start] + new + source.sha256[end:]
        yield one("sha256", rewrite(at(source.place, "sha256"), file, changed), f"at {start}")
    for i, body in enumerate(source.body):
        for key, words in (("from", body.from_), ("to", body.to)):
            edit = rewrite(at(source.place, "body", i, key), file, _turned(words))
            yield one("body-altered", edit, f"{i} {key}")


def _set_aside(corpus: Corpus, source: Source, file: str, i: int, aside: SetAside, one: One) -> Iterator[Mutant]:
    words = at(source.place, "set_aside", i, "quote")
    yield one("set-aside-removed", without_item(source.place, file, "set_aside", i), aside.quote)
    yield one("set-aside-shortened", rewrite(words, file, aside.quote[:-1]), aside.quote)
    yield one("set-aside-altered", rewrite(words, file, _turned(aside.quote)), aside.quote)
    for reason in corpus.dossier.vocabulary.set_aside:
        if reason.id != aside.reason:
            edit = rewrite(at(source.place, "set_aside", i, "reason"), file, reason.id)
            yield one("set-aside-reason", edit, f"{aside.quote}: {reason.id}")


def _repair(source: Source, file: str, i: int, patch: Repair, one: One) -> Iterator[Mutant]:
    place = at(source.place, "repairs", i)
    yield one("repair-removed", without_item(source.place, file, "repairs", i), patch.text)
    turned = _turned(patch.text)
    if turned != patch.text:
        yield one("repair-text", rewrite(at(place, "text"), file, turned), f"{patch.text}→{turned}")
    yield one("repair-raw", rewrite(at(place, "raw"), file, patch.raw[:-1]), f"{patch.raw} but for its end")
    for certainty in ("proved", "context", "lost"):
        if certainty != patch.certainty:
            excuse = "claims-less" if certainty == "context" else None
            edit = rewrite(at(place, "certainty"), file, certainty)
            yield one("repair-certainty", edit, f"{patch.text}: {patch.certainty}→{certainty}", excuse)


def _turned(words: str) -> str:
    """The last two characters in the other order."""
    return words[:-2] + words[-1] + words[-2]
