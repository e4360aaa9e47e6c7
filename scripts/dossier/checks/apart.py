"""Rules that look at the articles alone, or at each record alone: run only on what is new since an earlier run.

What they find in a file depends on that file, and on the articles, the names and the closed lists. So the problems of a
file are remembered under a digest of all of these, and found anew where any of them has changed. That nothing else
decides is seen to by taking everything else out of the corpus that these rules are given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import astuple, replace
from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Any

from ..corpus import Corpus, once
from ..memory import memory
from ..model import Record
from ..problems import Position, Problem
from .rules import RULES, Rule

ARTICLES = frozenset(
    {"archive", "shared-wording", "retelling-holds", "entity-names", "hant-numbers", "alias-strange", "name-sounds"}
)
"""The groups, and single rules, that look at no written record."""
RECORDS = frozenset(
    {"quotation", "wrong quotation", "figure", "date", "name", "statement", "hant-script", "text-languages"}
    | {"origin-uncredited", "origin-unnamed"}
)
"""Those that look at each written record by itself."""
TOGETHER = frozenset({"figure-part"})
"""Rules of such a group that look at two records at once."""
VERSIONS = frozenset({"prose-alike", "prose-languages"})
"""Those that compare the versions of our own words, and look at no fact."""

KINDS = ("facts", "derived", "disagreements", "absences", "charts", "matrices", "structures", "pages", "retired")
"""What is written about the articles, by its name in the dossier; `corrections`, `reviews`, `versions` and `mutation`
besides."""
WORDED = ("pages", "matrices", "structures")
"""Of these, what has words of our own in two versions."""

_FOUND = memory("problems")


@cache
def rules(names: frozenset[str] | None, but: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """The rules of these groups, or of all; a rule's name may stand for a group."""
    return tuple(
        rule
        for rule in RULES.values()
        if (names is None or names & {rule.group, rule.name}) and not but & {rule.group, rule.name}
    )


def problems(corpus: Corpus) -> Iterator[Problem]:
    """What all rules find."""
    dossier = corpus.dossier
    mutation = [dossier.mutation] if dossier.mutation else []
    apart = [*dossier.corrections, *dossier.reviews, *dossier.versions, *mutation]
    files = _files(corpus, KINDS)
    hidden = files | {record.place.file for record in apart}
    around = dossier.digests.keys() - hidden
    yield from _remembered(corpus, around, (), ARTICLES)
    yield from _remembered(corpus, around, _files(corpus, WORDED), VERSIONS)
    records = (_remembered(corpus, around, {file}, RECORDS) for file in sorted(files))
    yield from dict.fromkeys(chain.from_iterable(records))  # what is wrong around them, each finds again
    for rule in rules(None, ARTICLES | RECORDS | VERSIONS):
        yield from rule.find(corpus)
    for rule in rules(TOGETHER):
        yield from rule.find(corpus)


def _files(corpus: Corpus, kinds: Iterable[str]) -> set[str]:
    return {file for kind in kinds for file in _by_file(corpus, kind)}


def _remembered(corpus: Corpus, around: Set[str], files: Collection[str], names: frozenset[str]) -> Iterator[Problem]:
    """What these rules find in what is written in these files, and `around` it."""
    digests = corpus.dossier.digests
    told = [sorted(names), *((file, digests.get(file)) for file in sorted({*around, *files}))]
    key = sha256(repr(told).encode()).hexdigest()
    known = _FOUND.get(key) if digests else None
    if known is None:
        here = only(corpus, files)
        known = [astuple(problem) for rule in rules(names, TOGETHER) for problem in rule.find(here)]
        if digests:
            _FOUND.keep(key, known)
    yield from map(_problem, known)


def _problem(row: tuple[Any, ...]) -> Problem:
    rule, at, message, subject, details, help = row
    return Problem(rule=rule, at=Position(*at), message=message, subject=subject, details=details, help=help)


def only(corpus: Corpus, files: Collection[str]) -> Corpus:
    """A corpus of the same articles and names, with nothing written about them but what stands in these files."""
    kept = {
        kind: {k: v for file in sorted(files) for k, v in _by_file(corpus, kind).get(file, {}).items()}
        for kind in KINDS
    }
    dossier = replace(corpus.dossier, **kept, corrections=(), reviews=(), versions=(), mutation=None)  # type: ignore[arg-type]
    return corpus.part(dossier, {fact: corpus.located[fact] for fact in dossier.facts})


@once
def _by_file(corpus: Corpus, kind: str) -> dict[str, dict[Any, Record]]:
    """The records of a kind, by the file in which they stand."""
    found: dict[str, dict[Any, Record]] = {}
    for key, record in getattr(corpus.dossier, kind).items():
        found.setdefault(record.place.file, {})[key] = record
    return found
