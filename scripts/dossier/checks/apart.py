"""Rules that look at the articles alone, or at each record alone: run only on what is new since an earlier run.

What they find in a file depends on that file, and on the articles, the names and the closed lists. So the problems of a
file are remembered under a digest of all of these, and found anew where any of them has changed. That nothing else
decides is seen to by taking everything else out of the corpus that these rules are given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, replace
from functools import cache
from hashlib import sha256
from typing import Any

from ..corpus import Corpus
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
    around = _digest(corpus, dossier.digests.keys() - hidden)
    yield from _of(corpus, (), ARTICLES, around)
    worded = _files(corpus, WORDED)
    yield from _of(corpus, worded, VERSIONS, f"{around} {_digest(corpus, worded)}")
    yield from _of_records(corpus, {file: f"{around} {dossier.digests.get(file)}" for file in files})
    for rule in rules(None, ARTICLES | RECORDS | VERSIONS):
        yield from rule.find(corpus)
    for rule in rules(TOGETHER):
        yield from rule.find(corpus)


def _files(corpus: Corpus, kinds: Iterable[str]) -> set[str]:
    return {record.place.file for kind in kinds for record in getattr(corpus.dossier, kind).values()}


def _digest(corpus: Corpus, files: Iterable[str]) -> str:
    """Of the names of files and all that is in them."""
    return sha256(repr([(file, corpus.dossier.digests.get(file)) for file in sorted(files)]).encode()).hexdigest()


def _of(corpus: Corpus, files: Collection[str], names: frozenset[str], key: str) -> list[Problem]:
    """The problems that these rules find in what is written in these files, under a key that tells all of it."""
    key = f"{' '.join(sorted(names))} {key}"
    known = _FOUND.get(key) if corpus.dossier.digests else None
    if known is None:
        found = _found(only(corpus, files), rules(names))
        if corpus.dossier.digests:
            _FOUND.keep(key, list(map(astuple, found)))
        return found
    return list(map(_problem, known))


def _of_records(corpus: Corpus, keys: dict[str, str]) -> list[Problem]:
    """The problems of the records in these files, each of which has a key."""
    known = {file: _FOUND.get(f"{file} {key}") if corpus.dossier.digests else None for file, key in keys.items()}
    new: dict[str, list[Problem]] = {file: [] for file, found in known.items() if found is None}
    fresh = _found(only(corpus, new), rules(RECORDS, TOGETHER)) if new else []
    if corpus.dossier.digests and all(problem.at.file in new for problem in fresh):
        for problem in fresh:
            new[problem.at.file].append(problem)
        for file, found in new.items():
            _FOUND.keep(f"{file} {keys[file]}", list(map(astuple, found)))
    return fresh + [_problem(row) for found in known.values() for row in found or ()]


def _found(corpus: Corpus, rules: tuple[Rule, ...]) -> list[Problem]:
    return [problem for rule in rules for problem in rule.find(corpus)]


def _problem(row: tuple[Any, ...]) -> Problem:
    rule, at, message, subject, details, help = row
    return Problem(rule=rule, at=Position(*at), message=message, subject=subject, details=details, help=help)


def only(corpus: Corpus, files: Collection[str]) -> Corpus:
    """A corpus of the same articles and names, with nothing written about them but what stands in these files."""
    kept = {kind: _in(getattr(corpus.dossier, kind), files) for kind in KINDS}
    dossier = replace(corpus.dossier, **kept, corrections=(), reviews=(), versions=(), mutation=None)  # type: ignore[arg-type]
    return corpus.part(dossier, {fact: corpus.located[fact] for fact in dossier.facts})


def _in(records: dict[Any, Record], files: Collection[str]) -> dict[Any, Record]:
    return {key: record for key, record in records.items() if record.place.file in files}
