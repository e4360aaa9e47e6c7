"""What an edit can have changed: the edited corpus, narrowed to what each rule needs to see of it.

A rule that looks at one fact by itself is run on that fact alone, one that looks at articles on those that the fact
quotes; a rule that no record of this kind can break is not run. What is not known here runs on the whole corpus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from dossier.checks.apart import RECORDS, TOGETHER, rules
from dossier.corpus import Corpus
from dossier.derive import cited
from dossier.model import Fact
from dossier.prose import blocks

from .mutants import Mutant

WRITTEN_KINDS = ("facts", "derived", "disagreements", "absences", "matrices", "structures", "pages")
_OF_PAGES = frozenset({"prose-citation", "prose-languages", "prose-alike"})
_OF_NO_FACT = frozenset({"archive", "absence", "independence", "entity-names", "hant-numbers"})
"""Those that look at no fact, or at no more than which facts there are."""
_OF_FIGURES = frozenset({"arithmetic", "rivals-unexplained", "disagreement-settled"})
_OF_TEXTS = frozenset({"hant-script", "statement", "text-languages"})


class Views:
    """Narrows edits of one corpus."""

    def __init__(self, base: Corpus) -> None:
        self.base = base

    def of(self, mutant: Mutant, corpus: Corpus) -> Iterator[tuple[Corpus, list[str]]]:
        """What to run which rules on."""
        kinds = {part.kind for part in mutant.parts}
        if kinds == {"facts"}:
            (fact,) = (corpus.dossier.facts[str(part.key)] for part in mutant.parts)
            yield from self._of_fact(corpus, fact)
        elif kinds == {"pages"}:
            names = {part.key[1] for part in mutant.parts}
            pages = {key: page for key, page in corpus.dossier.pages.items() if key[1] in names}
            yield self._narrow(corpus, pages=pages), _rules(frozenset({"prose"}))
            yield self._alone(corpus, pages=pages), _rules(frozenset({"hant-script"}))
        elif kinds == {"sources"}:
            yield corpus, _rules(None)
        else:
            written = {kind: getattr(corpus.dossier, kind) for kind in kinds & {"derived", "disagreements"}}
            if written:
                yield self._alone(corpus, **written), _rules(_OF_TEXTS)
            yield corpus, _rules(None, RECORDS | _OF_NO_FACT | _OF_TEXTS | {"coverage"})

    def _of_fact(self, corpus: Corpus, fact: Fact) -> Iterator[tuple[Corpus, list[str]]]:
        yield self._alone(corpus, facts={fact.id: fact}), _rules(RECORDS, TOGETHER)
        yield self._around(corpus, fact), _rules(frozenset({"prose"}), _OF_PAGES)
        if self._quotes_otherwise(corpus, fact):
            yield self._quoted(corpus, fact), _rules(frozenset({"coverage"}))
        seen = RECORDS | _OF_NO_FACT | {"prose", "coverage"}
        if not (fact.figure or self.base.dossier.facts[fact.id].figure):
            seen |= _OF_FIGURES
        yield corpus, _rules(TOGETHER) + _rules(None, seen)

    def _narrow(self, corpus: Corpus, **records: Any) -> Corpus:
        return self.base.part(replace(corpus.dossier, **records), corpus.located)

    def _alone(self, corpus: Corpus, **kept: Any) -> Corpus:
        """A corpus with nothing written but these."""
        dossier = replace(corpus.dossier, **{kind: kept.get(kind, {}) for kind in WRITTEN_KINDS})
        return self.base.part(dossier, {name: corpus.located[name] for name in dossier.facts})

    def _around(self, corpus: Corpus, fact: Fact) -> Corpus:
        """A corpus with the pages, matrices and structures that rest on a fact, itself or by a derived figure."""
        dossier = corpus.dossier
        resting = {fact.id, *(d.id for d in dossier.derived.values() if fact.id in d.inputs)}
        pages = {key: page for key, page in dossier.pages.items() if resting & self._cited(key)}
        placed = {block.name for page in pages.values() for block in blocks(page) if block.kind == "placement"}
        matrices = {
            matrix.id: matrix
            for matrix in dossier.matrices.values()
            if matrix.id in placed or any(resting & set(cell.of) for row in matrix.rows for cell in row.cells.values())
        }
        structures = {
            structure.id: structure
            for structure in dossier.structures.values()
            if structure.id in placed or any(resting & set(unit.cell.of) for unit in structure.walk())
        }
        return self._narrow(corpus, pages=pages, matrices=matrices, structures=structures)

    def _quotes_otherwise(self, corpus: Corpus, fact: Fact) -> bool:
        """Whether another passage of an article is cited now, or a repeat of the fact is set aside."""
        now, was = (
            [(each.evidence.source, each.quote, each.context) for each in given.located[fact.id]]
            for given in (corpus, self.base)
        )
        asides = [aside.fact for source in corpus.dossier.sources.values() for aside in source.set_aside]
        return now != was or fact.id in asides

    def _quoted(self, corpus: Corpus, fact: Fact) -> Corpus:
        """A corpus with the articles that a fact quotes, before or after the edit, or that repeat it."""
        dossier = corpus.dossier
        facts = [fact, self.base.dossier.facts[fact.id]]
        facts += [dossier.facts[a.fact] for source in dossier.sources.values() for a in source.set_aside if a.fact]
        quoted = {evidence.source for each in facts for evidence in each.evidence}
        narrow = self._narrow(
            corpus, sources={name: dossier.sources[name] for name in dossier.sources if name in quoted}
        )
        narrow.__dict__["evidence"] = corpus.evidence
        return narrow

    @cache  # noqa: B019  these views live as long as the run
    def _cited(self, page: tuple[str, str]) -> frozenset[str]:
        return frozenset(cited(self.base.dossier, self.base.dossier.pages[page]))


def _rules(groups: frozenset[str] | None, but: frozenset[str] = frozenset()) -> list[str]:
    return [rule.name for rule in rules(groups, but)]
