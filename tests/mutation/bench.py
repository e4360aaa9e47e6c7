"""What the command reports of a mutant, without reading everything anew for each.

`full` is the command's own way: the whole dossier, written out, loaded and checked. `problems` gives the same much
sooner: it parses only the records that were edited (`edited`), and runs each rule only on what the edit can have
changed (`views`). That both agree is tested on a sample.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from dossier.checks import RULES, check, waive
from dossier.corpus import read
from dossier.load import load
from dossier.problems import Broken, Problem

from .edited import Editor
from .evidence import of_evidence
from .facts import of_fact
from .mutants import Mutant, apply
from .pages import of_matrix, of_page, of_structure
from .rest import of_derived, of_disagreement, of_source
from .views import Views


class Bench:
    """A dossier on which mutants are tried."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.corpus = read(load(root))
        self.known = {key(problem) for problem in check(self.corpus)}
        """What is wrong before any edit: nothing, unless somebody is at work on the content."""
        dossier = self.corpus.dossier
        records = [*dossier.facts.values(), *dossier.derived.values(), *dossier.disagreements.values()]
        records += [*dossier.sources.values(), *dossier.matrices.values(), *dossier.structures.values()]
        records += dossier.pages.values()
        self.files = {file: (root / file).read_text(encoding="utf-8") for file in {r.place.file for r in records}}
        self._editor = Editor(self.corpus, self.files)
        self._views = Views(self.corpus)

    def mutants(self) -> Iterator[Mutant]:
        """Every mutant, one like another only once."""
        seen = set()
        for mutant in self._mutants():
            if mutant.parts not in seen:
                seen.add(mutant.parts)
                yield mutant

    def _mutants(self) -> Iterator[Mutant]:
        corpus, dossier, files = self.corpus, self.corpus.dossier, self.files
        for fact in dossier.facts.values():
            yield from of_fact(corpus, fact, files[fact.place.file])
            yield from of_evidence(corpus, fact, files[fact.place.file])
        for derived in dossier.derived.values():
            yield from of_derived(corpus, derived, files[derived.place.file])
        for rivals in dossier.disagreements.values():
            yield from of_disagreement(corpus, rivals, files[rivals.place.file])
        for source in dossier.sources.values():
            yield from of_source(corpus, source, files[source.place.file])
        for matrix in dossier.matrices.values():
            yield from of_matrix(corpus, matrix, files[matrix.place.file])
        for structure in dossier.structures.values():
            yield from of_structure(corpus, structure, files[structure.place.file])
        for page in dossier.pages.values():
            yield from of_page(corpus, page, files)

    def full(self, mutant: Mutant, scratch: Path) -> set[tuple[str, ...]]:
        """The new problems of a mutant, by `key`, found in a copy of the whole dossier."""
        for folder in ("content", "seeds"):
            shutil.copytree(self.root / folder, scratch / folder, dirs_exist_ok=True)
        for file, text in self.files.items():
            (scratch / file).write_text(text, encoding="utf-8")
        for part in mutant.parts:
            file = self._editor.record(part).place.file
            (scratch / file).write_text(apply(self.files[file], part.edits), encoding="utf-8")
        try:
            found = check(read(load(scratch)))
        except Broken as broken:
            found = list(broken.problems)
        return {key(problem) for problem in found} - self.known

    def problems(self, mutant: Mutant, first: frozenset[str] = frozenset()) -> Iterator[Problem]:
        """The new problems of a mutant; those of the rules named `first` come first."""
        try:
            corpus = self._editor.edited(mutant)
        except Broken as broken:
            yield from (problem for problem in broken.problems if key(problem) not in self.known)
            return
        views = list(self._views.of(mutant, corpus))
        for wanted in (True, False):
            for view, rules in views:
                for rule in rules:
                    if (rule in first) == wanted:
                        found = waive(view, list(RULES[rule].find(view)))
                        yield from (p for p in found if p.rule == rule and key(p) not in self.known)


def key(problem: Problem) -> tuple[str, ...]:
    """What makes a problem the same one, wherever its line has moved."""
    return problem.rule, problem.at.file, problem.subject or "", problem.message
