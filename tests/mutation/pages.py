"""Damage done to the analysis: pages in each language, cells of matrices, boxes of structures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from dossier.corpus import Corpus
from dossier.derive import cited
from dossier.model import WRITTEN, Cell, Matrix, Page, Structure
from dossier.prose import citations

from .facts import named
from .mutants import Edit, Kind, Mutant, Part, at, body_start, listed, pick, rewrite
from .words import damages

One = Callable[[str, Edit, str], Mutant]

_CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")
_PLACEMENT = re.compile(r"!\[\]\(([a-z]+):[a-z0-9-]*\)")
_MARKUP = re.compile(r"\[\^[a-z0-9-]+\]|\]\([^)\s]*\)|!\[\]\([^)]*\)|\{#[a-z0-9-]+\}")


def of_matrix(corpus: Corpus, matrix: Matrix, file: str) -> Iterator[Mutant]:
    for row in matrix.rows:
        for cell in row.cells.values():
            yield from _of_cell(corpus, "matrices", matrix.id, cell, file)


def of_structure(corpus: Corpus, structure: Structure, file: str) -> Iterator[Mutant]:
    for unit in structure.walk():
        yield from _of_cell(corpus, "structures", structure.id, unit.cell, file)


def _of_cell(corpus: Corpus, kind: Kind, key: str, cell: Cell, file: str) -> Iterator[Mutant]:
    for lang in WRITTEN:
        text = cell.text[lang]
        for damage in damages(text, corpus.names, corpus.dossier.entities, named(corpus, cell.of), lang):
            edit = rewrite(at(cell.place, "text", lang), file, damage.done(text))
            part = Part(kind=kind, key=key, edits=(edit,))
            yield Mutant(operator=f"prose-{damage.how}", parts=(part,), told=f"{lang} {damage.told(text)}")
    for i, name in enumerate(cell.of):
        if other := pick([f for f in corpus.dossier.facts if f not in cell.of], key, name):
            edit = listed(at(cell.place, "of"), file, [*cell.of[:i], other, *cell.of[i + 1 :]])
            part = Part(kind=kind, key=key, edits=(edit,))
            yield Mutant(operator="cell-citation", parts=(part,), told=f"{name}→{other}")


def of_page(corpus: Corpus, page: Page, files: Mapping[str, str]) -> Iterator[Mutant]:
    """Every mutant of a page in one language; where it stands in all, once."""

    def one(operator: str, edit: Edit, told: str) -> Mutant:
        part = Part(kind="pages", key=(page.lang, page.id), edits=(edit,))
        return Mutant(operator=operator, parts=(part,), told=told)

    file = files[page.place.file]
    yield from _front(corpus, page, file, one)
    yield from _body(corpus, page, file, one)
    yield from _citations(corpus, page, file, one)
    if page.lang == WRITTEN[0]:
        yield from _in_both(corpus, page, files)


def _front(corpus: Corpus, page: Page, file: str, one: One) -> Iterator[Mutant]:
    dossier = corpus.dossier
    everything = named(corpus, cited(dossier, page))
    for key in ("title", "standfirst", "description"):
        text = getattr(page, key)
        own = key == "standfirst"
        known = named(corpus, _CITATION.findall(text)) if own else everything
        for damage in damages(_shown(text), corpus.names, dossier.entities, known, page.lang):
            edit = rewrite(at(page.place, key), file, damage.done(text))
            yield one(f"{'prose' if own else 'heading'}-{damage.how}", edit, f"{key} {damage.told(text)}")
    for i, headline in enumerate(page.figures):
        place = at(page.place, "figures", i)
        for key, text in (("value", headline.value), ("label", headline.label)):
            for damage in damages(text, corpus.names, dossier.entities, everything, page.lang):
                edit = rewrite(at(place, key), file, damage.done(text))
                yield one(f"headline-{key}-{damage.how}", edit, f"{i} {damage.told(text)}")
        if other := pick([f.id for f in dossier.facts.values() if f.figure and f.id != headline.of], headline.of):
            yield one("headline-of", rewrite(at(place, "of"), file, other), f"{headline.of}→{other}")


def _body(corpus: Corpus, page: Page, file: str, one: One) -> Iterator[Mutant]:
    start = body_start(page, file)
    everything = named(corpus, cited(corpus.dossier, page))
    for line in re.finditer(".+", page.body):
        shown = _shown(line[0])
        heading = line[0].startswith("#")
        known = everything if heading else named(corpus, _CITATION.findall(line[0]))
        for damage in damages(shown, corpus.names, corpus.dossier.entities, known, page.lang):
            here = start + line.start() + damage.start
            edit = Edit(start=here, end=here + damage.end - damage.start, text=damage.new)
            yield one(f"{'heading' if heading else 'prose'}-{damage.how}", edit, damage.told(line[0]))
    for placed in _PLACEMENT.finditer(page.body):
        edit = Edit(start=start + placed.start(), end=start + placed.end(), text="")
        yield one("placement-removed", edit, placed[0])


def _citations(corpus: Corpus, page: Page, file: str, one: One) -> Iterator[Mutant]:
    for mark in _CITATION.finditer(file):
        if other := _uncited(corpus, page, mark[1]):
            edit = Edit(start=mark.start(1), end=mark.end(1), text=other)
            yield one("citation", edit, f"{mark[1]}→{other} at {mark.start()}")


def _in_both(corpus: Corpus, page: Page, files: Mapping[str, str]) -> Iterator[Mutant]:
    """Each citation changed wherever a page has it, in every language: there the languages cannot differ."""
    versions = [version for key, version in corpus.dossier.pages.items() if key[1] == page.id]
    for name in citations(page):
        if other := _uncited(corpus, page, name):
            parts = tuple(_recited(version, files[version.place.file], name, other) for version in versions)
            yield Mutant(operator="citation-in-both", parts=parts, told=f"{name}→{other}")


def _recited(page: Page, file: str, name: str, other: str) -> Part:
    places = [found.start() + len("[^") for found in re.finditer(re.escape(f"[^{name}]"), file)]
    edits = tuple(Edit(start=place, end=place + len(name), text=other) for place in places)
    return Part(kind="pages", key=(page.lang, page.id), edits=edits)


def _uncited(corpus: Corpus, page: Page, name: str) -> str | None:
    """A fact that the page does not cite."""
    cited = citations(page)
    return pick([fact for fact in corpus.dossier.facts if fact not in cited], page.id, name)


def _shown(text: str) -> str:
    """A text with its marks blanked out."""
    return _MARKUP.sub(lambda mark: " " * len(mark[0]), text)
