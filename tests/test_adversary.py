"""The adversary's attempts, replayed on the real content: each is met with what is recorded, and no rule that noticed
one may stop noticing it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dossier.checks import FORM, RULES

from .adversary.replay import HERE, Attempt, Replay, attempts, record
from .conftest import ROOT

ATTEMPTS = attempts()


@pytest.fixture(scope="module")
def replay() -> Replay:
    return Replay(ROOT)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: f"{attempt.kind}/{attempt.name}")
def test_an_attempt_is_met_with_what_is_recorded(attempt: Attempt, replay: Replay, tmp_path: Path, bless: bool) -> None:
    """Every rule named notices it; where none is named, none does, and the reason is one that is known."""
    found = {problem.rule for problem in replay.problems(attempt, tmp_path)}
    if bless and (not found >= set(attempt.caught) or bool(found) != bool(attempt.caught)):
        record(attempt, found)
        return
    assert found >= set(attempt.caught), f"no longer caught by {set(attempt.caught) - found}"
    assert bool(found) == bool(attempt.caught), f"now caught by {found}: record it"


def test_the_record_is_whole() -> None:
    """Names are unlike, each attempt has one outcome, and what it names exists."""
    reasons = yaml.safe_load((HERE / "reasons.yml").read_text(encoding="utf-8"))
    assert len({attempt.name for attempt in ATTEMPTS}) == len(ATTEMPTS)
    assert [a.name for a in ATTEMPTS if bool(a.caught) == bool(a.passed) or a.first not in ("caught", "passed")] == []
    assert {rule for attempt in ATTEMPTS for rule in attempt.caught} <= {*RULES, *FORM}
    assert {attempt.passed for attempt in ATTEMPTS if attempt.passed} == reasons.keys()
