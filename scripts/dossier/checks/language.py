"""Language: the traditional Chinese that is made keeps what must be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpus import Corpus
from ..damage import readings
from ..hant import characters, hant
from ..model import WRITTEN, Derived, Described, Fact, Source, Text
from ..problems import Position, Problem
from ..quantities import read_quantities
from ..quotes import comparable
from .marks import said
from .rules import of_record, rule
from .texts import own_texts

LANGUAGES = ("en", "zh", "zh-Hant")


@rule("language")
def entity_names(corpus: Corpus) -> Iterator[Problem]:
    """Every entity has its name in English, simplified and traditional Chinese, each written in its own script."""
    for entity in corpus.dossier.entities.values():
        missing = [language for language in LANGUAGES if language not in entity.names]
        other = [language for language in entity.names if language not in LANGUAGES]
        if missing or other:
            message = f"names are given in {', '.join(LANGUAGES)}; missing {missing}, unknown {other}"
            yield of_record("entity-names", entity, ("names",), message)


@rule("language")
def text_written(corpus: Corpus) -> Iterator[Problem]:
    """What a draft leaves to write is written: no statement, no description of a voice, and nothing that is said of an
    article, is a mere …."""
    texts: list[tuple[Fact | Source, tuple[str | int, ...], Text]] = []
    for source in corpus.dossier.sources.values():
        texts += [(source, (key,), getattr(source, key)) for key in ("outlet", "genre", "about")]
    for fact in corpus.dossier.facts.values():
        texts.append((fact, ("statement",), fact.statement))
        for i, evidence in enumerate(fact.evidence):
            described = [voice.described for voice in evidence.said_by if isinstance(voice, Described)]
            texts += [(fact, ("evidence", i, "said_by"), text) for text in described]
    for record, path, text in texts:
        if left := [language for language in WRITTEN if text[language].strip() == "…"]:
            yield of_record("text-written", record, path, f"{path[-1]} is left to write in {', '.join(left)}")


@rule("language")
def hant_script(corpus: Corpus) -> Iterator[Problem]:
    """What is made in traditional Chinese stays as it is when converted again: it has no simplified character left."""
    converter = hant(corpus.dossier)
    for at, subject, text in _texts(corpus):
        made = "".join(piece for piece, fixed in converter.pieces(text) if not fixed)
        if left := "".join(sorted({a for a, b in zip(made, characters(made), strict=False) if a != b})):
            yield Problem(
                rule="hant-script",
                at=at,
                subject=subject,
                message=f"{left!r} may not be as traditional Chinese writes it",
                details=(("made", converter.convert(text)),),
                help="give the term its rendering in content/glossary.yml",
            )


@rule("language")
def hant_numbers(corpus: Corpus) -> Iterator[Problem]:
    """A term has the same numbers in its traditional rendering as in simplified Chinese."""
    for term in corpus.dossier.glossary:
        numbers, made = ([q.bounds for q in read_quantities(text)] for text in (term.hans, term.hant))
        if numbers != made:
            message = f"{term.hans} and {term.hant} are different numbers"
            yield Problem(rule="hant-numbers", at=term.place.at("hant"), subject=term.hans, message=message)


@rule("language")
def hant_meaning(corpus: Corpus) -> Iterator[Problem]:
    """A name's traditional rendering is the simplified name in other characters. So is a term's; or it shares a
    character with it, or its sound, and denies, doubts and goes where the term does."""
    table = {ord(char): plain for char, plain in comparable(_characters(corpus)).items() if plain}
    for entity in corpus.dossier.entities.values():
        hans, hant = (entity.names.get(language, "").translate(table) for language in LANGUAGES[1:])
        if hans and hant and hans != hant:
            message = f"{entity.names['zh']} and {entity.names['zh-Hant']} are different names"
            yield of_record("hant-meaning", entity, ("names",), message)
    for term in corpus.dossier.glossary:
        hans, hant = term.hans.translate(table), term.hant.translate(table)
        if hans != hant and not (
            (set(hans) & set(hant) or _sounds(hans) & _sounds(hant)) and _sense(hans) == _sense(hant)
        ):
            message = f"{term.hant} does not mean {term.hans}"
            yield Problem(rule="hant-meaning", at=term.place.at("hant"), subject=term.hans, message=message)


def _characters(corpus: Corpus) -> set[str]:
    names = [name for entity in corpus.dossier.entities.values() for name in entity.names.values()]
    return set("".join([*names, *(term.hans + term.hant for term in corpus.dossier.glossary)]))


def _sounds(words: str) -> set[str]:
    return {sound for character in words for sound in readings(character)}


def _sense(words: str) -> tuple[list[bool], set[tuple[int, int]]]:
    """What words deny and doubt, and which way they go."""
    found = said(words, "zh")
    return [bool(found.clear(kind)) for kind in ("denies", "doubts")], set(found.ways)


@rule("language")
def unit_named(corpus: Corpus) -> Iterator[Problem]:
    """A currency is called by its name: an amount with the title of its unit is read as one in that unit."""
    for unit in corpus.dossier.vocabulary.units:
        for language, words in (("en", f"5 {unit.title['en']}"), ("zh", f"5{unit.title['zh']}")):
            read = {quantity.unit for quantity in read_quantities(words)} - {None}
            if (read and read != {unit.id}) or (not read and re.fullmatch("[A-Z]{3}", unit.id)):
                message = f"{unit.title[language]!r} is no name of {unit.id}"
                yield of_record("unit-named", unit, ("title", language), message)


def _texts(corpus: Corpus) -> Iterator[tuple[Position, str, str]]:
    """Every simplified text that is converted."""
    dossier = corpus.dossier
    records: list[Fact | Derived] = [*dossier.facts.values(), *dossier.derived.values()]
    for record in records:
        yield record.place.at("statement", "zh"), record.id, record.statement["zh"]
    for subject, place, text, _ in own_texts(dossier):
        yield place.at("zh"), subject, text["zh"]
    for page in dossier.pages.values():
        if page.lang == "zh":
            yield Position(page.place.file, page.body_line, 1), page.id, page.body
