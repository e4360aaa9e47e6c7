"""Which mutants the checks notice, by the rules that ought to, by others, or not at all; counted, and told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import yaml

from dossier.derive import derive
from dossier.facts_json import facts_json
from dossier.hant import hant

from ..adversary.replay import attempts
from .bench import Bench
from .mutants import Mutant

State = Literal["named", "other", "survived", "malformed"]
EXAMPLES = 3
"""How many of the survivors of each reason the site names; `make mutate ARGS="--only OPERATOR"` lists all."""
FORM_ALONE = frozenset(
    {
        "yaml-syntax",
        "yaml-character",
        "yaml-alias",
        "yaml-tag",
        "yaml-ambiguous",
        "yaml-duplicate",
        "unknown-key",
        "file",
    }
)
"""Rules that show nothing but a slip of the operator's: it ought to leave YAML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    rules: frozenset[str]
    floor: int
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a mutant; `rules` are those that noticed, the first one alone where it is a named one."""

    operator: str
    name: str
    state: State
    rules: tuple[str, ...]
    why: str | None


@cache
def operators() -> Mapping[str, Operator]:
    return {
        name: Operator(rules=frozenset(given["rules"]), floor=given["floor"], why=given.get("why"))
        for name, given in _file()["operators"].items()
    }


def reasons() -> Mapping[str, Mapping[str, str]]:
    """Why a mutant may survive, by key, in each written language."""
    return dict(_file()["reasons"])


@cache
def _file() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("operators.yml").read_text(encoding="utf-8"))
    return read


def outcome(bench: Bench, mutant: Mutant) -> Outcome:
    operator = operators()[mutant.operator]
    found: dict[str, None] = {}
    state: State = "survived"
    for problem in bench.problems(mutant, operator.rules):
        found[problem.rule] = None
        state = "named" if problem.rule in operator.rules else "malformed" if problem.rule in FORM_ALONE else "other"
        if state == "named":
            break
    why = (mutant.excuse or operator.why) if state == "survived" else None
    rules = tuple(found)[-1:] if state == "named" else tuple(found)
    return Outcome(operator=mutant.operator, name=mutant.name, state=state, rules=rules, why=why)


def outcomes(bench: Bench, mutants: Sequence[Mutant], processes: int) -> list[Outcome]:
    """The outcome of each mutant, in order."""
    global _BENCH, _MUTANTS
    _BENCH, _MUTANTS = bench, mutants
    with get_context("fork").Pool(processes) as pool:
        return pool.map(_one, range(len(mutants)), chunksize=50)


_BENCH: Bench
_MUTANTS: Sequence[Mutant]


def _one(index: int) -> Outcome:
    return outcome(_BENCH, _MUTANTS[index])


def below(found: Iterable[Outcome]) -> list[str]:
    """The operators that leave YAML, or of whose mutants too few are noticed by the rules that ought to; `all`, where
    it is too few in all."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        counted[each.operator][each.state] += 1
    tried = {name: counts.total() for name, counts in counted.items()}
    wanting = [
        name
        for name, counts in sorted(counted.items())
        if counts["malformed"] or counts["named"] < least({name: tried[name]})
    ]
    in_all = sum(counts["named"] for counts in counted.values())
    return [*wanting, *(["all"] if in_all < least(tried) else [])]


def least(tried: Mapping[str, int]) -> float:
    """The fewest named kills among so many mutants of each operator that are no sign of less than its floor: three
    standard deviations below. So neither a sample nor an edit of the content fails by chance."""
    floors = {name: operators()[name].floor / 100 for name in tried}
    expected = sum(count * floors[name] for name, count in tried.items())
    variance = sum(count * floors[name] * (1 - floors[name]) for name, count in tried.items())
    return expected - 3 * sqrt(variance)


def table(found: Iterable[Outcome]) -> str:
    """Counts by operator, and the survivors by reason."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    why: Counter[str] = Counter()
    for each in found:
        counted[each.operator][each.state] += 1
        if each.state == "survived":
            why[each.why or "unexplained"] += 1
    states = ("named", "other", "survived", "malformed")
    lines = [
        f"{'operator':38}{'mutants':>8}" + "".join(f"{state:>10}" for state in states) + f"{'named %':>9}{'floor':>7}"
    ]
    total: Counter[str] = Counter()
    for name in sorted(counted):
        lines.append(_line(name, counted[name], str(operators()[name].floor)))
        total += counted[name]
    lines += [_line("all", total, ""), "", "survivors"]
    lines += [
        f"{n:8}  {key}: {reasons()[key]['en'] if key in reasons() else 'nothing says why'}"
        for key, n in why.most_common()
    ]
    return "\n".join(lines)


def _line(name: str, counted: Counter[str], floor: str) -> str:
    states = "".join(f"{counted[state] or '':>10}" for state in ("named", "other", "survived", "malformed"))
    return f"{name:38}{counted.total():8}{states}{100 * counted['named'] / counted.total():9.1f}{floor:>7}"


def as_yaml(bench: Bench, found: Sequence[Outcome]) -> dict[str, object]:
    """What content/mutation.yml says (`dossier.model.Mutation`)."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    survivors: defaultdict[str, list[str]] = defaultdict(list)
    for each in found:
        counted[each.operator][each.state] += 1
        if each.state == "survived":
            survivors[each.why or ""].append(each.name)
    tried = attempts()  # as recorded, which the tests hold to what the checks say
    return {
        "content_hash": content_hash(bench),
        "attempts": len(tried),
        "passed": sum(attempt.passed is not None for attempt in tried),
        "operators": [
            {"id": name, "rules": sorted(operators()[name].rules)}
            | {state: counts[state] for state in ("named", "other", "survived")}
            for name, counts in sorted(counted.items())
        ],
        "survivors": [
            {"why": dict(reasons()[why]), "count": len(names), "examples": spread(names, EXAMPLES)}
            for why, names in sorted(survivors.items(), key=lambda item: -len(item[1]))
        ],
    }


def spread(names: Sequence[str], most: int) -> list[str]:
    """At most so many of them, from all over the list."""
    return list(names[:: max(1, len(names) // most)][:most])


def content_hash(bench: Bench) -> str:
    """The hash that the published record carries."""
    dossier = bench.corpus.dossier
    record = facts_json(bench.corpus, derive(bench.corpus), hant(dossier))
    return str(record["dossier"]["content_hash"])
