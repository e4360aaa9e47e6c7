"""The fact checks tried on damaged copies of the real content: a sample of what `make mutate` tries in full."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml

from dossier.checks import FORM, RULES
from dossier.decode import Decoder
from dossier.model import Mutation
from dossier.nodes import compose

from .conftest import ROOT
from .mutation.bench import Bench, key
from .mutation.mutants import Mutant
from .mutation.report import FORM_ALONE, Outcome, as_yaml, below, operators, outcome, reasons

OF_EACH_OPERATOR = 4
IN_FULL = 6


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(ROOT)


@pytest.fixture(scope="module")
def mutants(bench: Bench) -> dict[str, list[Mutant]]:
    """Every mutant of the real content, by operator."""
    found: defaultdict[str, list[Mutant]] = defaultdict(list)
    for mutant in bench.mutants():
        found[mutant.operator].append(mutant)
    return dict(found)


@pytest.fixture(scope="module")
def sample(mutants: dict[str, list[Mutant]]) -> list[Mutant]:
    """Some mutants of each operator: the same ones in every run on the same content."""
    chance = random.Random(2017)
    return [m for group in mutants.values() for m in chance.sample(group, min(OF_EACH_OPERATOR, len(group)))]


@pytest.fixture(scope="module")
def outcomes(bench: Bench, sample: list[Mutant]) -> list[Outcome]:
    return [outcome(bench, mutant) for mutant in sample]


def test_every_operator_is_described_and_its_rules_exist(mutants: dict[str, list[Mutant]]) -> None:
    assert operators().keys() == mutants.keys()
    named = set(chain.from_iterable(operator.rules for operator in operators().values()))
    assert named - {*RULES, *FORM} == set()
    assert {operator.why for operator in operators().values() if operator.why} <= reasons().keys()


def test_what_survives_has_a_known_reason(outcomes: list[Outcome]) -> None:
    unexplained = [each.name for each in outcomes if each.state == "survived" and each.why not in reasons()]
    assert unexplained == []


def test_as_many_are_noticed_as_the_floors_ask(outcomes: list[Outcome]) -> None:
    """Of each operator, and in all, the rules that ought to notice a mutant do, but for what chance explains; and no
    operator leaves YAML, since what merely breaks the form proves nothing."""
    assert below(outcomes) == []


def test_the_short_way_finds_what_the_command_finds(bench: Bench, sample: list[Mutant], tmp_path: Path) -> None:
    """A mutant written out, loaded and checked as a whole gives the same new problems."""
    assert list(different(bench, random.Random(7).sample(sample, IN_FULL), tmp_path)) == []


def different(bench: Bench, some: list[Mutant], scratch: Path) -> Iterator[str]:
    for mutant in some:
        if {key(problem) for problem in bench.problems(mutant)} != bench.full(mutant, scratch):
            yield mutant.name


def test_what_is_published_can_be_read(bench: Bench, outcomes: list[Outcome]) -> None:
    """What `make mutate` writes is what the site reads, and counts every mutant once."""
    place, problems = compose(yaml.safe_dump(as_yaml(bench, outcomes), allow_unicode=True), "mutation.yml")
    assert place and not problems
    read = Decoder().record(place, Mutation)
    assert read
    assert sum(each.named + each.other + each.survived for each in read.operators) == len(outcomes)
    assert sum(each.count for each in read.survivors) == sum(each.survived for each in read.operators)


def test_form_alone_is_form() -> None:
    assert FORM.keys() >= FORM_ALONE
