"""What a rule is, and the register of all rules by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..corpus import Corpus, Located
from ..place import Place
from ..problems import Problem

Finder = Callable[[Corpus], Iterator[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule's name, its group, its text (one sentence or two), and what finds where it is broken."""

    name: str
    group: str
    text: str
    find: Finder
    waivable: bool


RULES: dict[str, Rule] = {}

FORM: dict[str, str] = {
    "file": "Every file that the dossier names is there, is UTF-8 and is of a reasonable size.",
    "yaml-syntax": "Every YAML file is one well-formed document, nested no deeper than a person would.",
    "yaml-character": "No control, zero-width or direction-changing character stands in a file.",
    "look-alike": "No character of ours looks like another: no Cyrillic or Greek letter in a Latin word, no radical "
    "for a Chinese character, no full-width letter or digit.",
    "yaml-alias": "YAML anchors and aliases are not used: each value is written where it is read.",
    "yaml-tag": "YAML tags and merge keys are not used.",
    "yaml-ambiguous": "A plain word that YAML 1.1 and 1.2 read differently (no, on, 0555) is quoted.",
    "yaml-duplicate": "No key stands twice in one mapping.",
    "type": "Every value has the form that the content model gives it.",
    "date-form": "Dates and periods are EDTF: 2024-12-16, 2024-12, 2024, 2024-11~, 2018/2021; those of a fact may "
    "be `unstated`.",
    "figure-form": "A figure's value is one number, or one range, with its qualifier: 1600亿, 1500亿..1600亿, >7成, "
    "~1000亿.",
    "unknown-key": "Only the keys of the content model are used.",
    "missing-key": "Every key without a default is given.",
    "language-missing": "Every text exists in each written language.",
    "id": "Ids are small Latin letters, digits and single hyphens, and unique.",
    "unresolved": "Every reference to something by its name finds it.",
    "waiver": "A waiver names a rule that its fact would otherwise break, and on which reading may overrule words.",
}
"""Rules that loading itself enforces, and that on waivers."""


def rule(group: str, *, waivable: bool = False) -> Callable[[Finder], Finder]:
    """Register a generator of problems as the rule of its name (underscores read as hyphens); its docstring is
    the rule. What is `waivable` judges words, which somebody who reads may know better than."""

    def register(find: Finder) -> Finder:
        name = find.__name__.replace("_", "-")
        text = " ".join((find.__doc__ or "").split())
        RULES[name] = Rule(name=name, group=group, text=text, find=find, waivable=waivable)
        return find

    return register


class Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...


def of_record(
    rule: str,
    record: Identified,
    path: tuple[str | int, ...],
    message: str,
    *,
    details: tuple[tuple[str, str], ...] = (),
    help: str | None = None,
) -> Problem:
    """A problem at a path inside a record."""
    return Problem(rule=rule, at=record.place.at(*path), subject=record.id, message=message, details=details, help=help)


def of_evidence(
    rule: str,
    located: Located,
    key: str,
    message: str,
    *,
    details: tuple[tuple[str, str], ...] = (),
    help: str | None = None,
) -> Problem:
    """A problem at a key of a piece of evidence."""
    return of_record(rule, located.fact, ("evidence", located.index, key), message, details=details, help=help)


def evidence(corpus: Corpus) -> Iterator[Located]:
    """Every piece of evidence of every fact."""
    for located in corpus.located.values():
        yield from located
