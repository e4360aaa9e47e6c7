"""The fact checks: every rule by its name, each a small generator whose docstring is the rule.

`check` runs them all on a loaded dossier and returns every problem in the order of the files.
"""

from __future__ import annotations

from ..corpus import Corpus, once
from ..model import Fact
from ..problems import Problem
from . import (  # noqa: F401 - each registers its rules
    absence,
    alike,
    archive,
    arithmetic,
    chart,
    coverage,
    date,
    disagreement,
    entity,
    figure,
    heard,
    independence,
    language,
    name,
    prose,
    quotation,
    review,
    roles,
    scope,
    statement,
    texts,
    turned,
    unused,
    voice,
)
from .apart import problems
from .rules import FORM, RULES, Rule, of_record

__all__ = ["FORM", "RULES", "Rule", "causes_first", "check"]


def check(corpus: Corpus) -> list[Problem]:
    """Every broken rule by file, line and column, but first where a record is not what its article says: the rest may
    follow from that. A waived problem is left out."""
    return sorted(waive(corpus, list(problems(corpus))), key=causes_first)


CAUSES = {"archive": 0, "quotation": 1, "figure": 2, "date": 2, "name": 2}
"""The groups of rules that compare a record with its article, in the order in which one thing follows from another."""


def causes_first(problem: Problem) -> tuple[object, ...]:
    group = RULES[problem.rule].group if problem.rule in RULES else ""
    return CAUSES.get(group, 3), problem.sort_key()


@once
def _excused(corpus: Corpus, _: None) -> list[Fact]:
    return [fact for fact in corpus.dossier.facts.values() if fact.waivers]


def waive(corpus: Corpus, found: list[Problem]) -> list[Problem]:
    """Drop what a fact waives with a reason; report a waiver that waives nothing."""
    broken = {(problem.subject, problem.rule) for problem in found}
    waived = set()
    kept = []
    for fact in _excused(corpus, None):
        for i, waiver in enumerate(fact.waivers):
            key = (fact.id, waiver.rule)
            rule = RULES.get(waiver.rule)
            if rule and rule.waivable and key in broken:
                waived.add(key)
                continue
            what = "holds" if rule and rule.waivable else "nothing overrules" if rule else "does not exist"
            message = f"waives a rule that {what}: {waiver.rule}"
            kept.append(of_record("waiver", fact, ("waivers", i, "rule"), message, help="remove it"))
    return kept + [p for p in found if (p.subject, p.rule) not in waived]
