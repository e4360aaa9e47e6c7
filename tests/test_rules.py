"""Each rule, with the smallest change to a sound dossier that breaks it and nothing else, and near misses that
must pass.

The cases are data (`rules.yml`); `pytest --bless` rewrites their messages.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dossier.checks import FORM, RULES, check
from dossier.cli import GOOD, main
from dossier.corpus import read
from dossier.load import load
from dossier.problems import Broken, Problem, as_text
from dossier.tongue import words

CASES_FILE = Path(__file__).with_name("rules.yml")
CASES: list[dict[str, Any]] = yaml.safe_load(CASES_FILE.read_text(encoding="utf-8"))


def problems(root: Path) -> list[Problem]:
    """What a check of the dossier under `root` reports."""
    try:
        return check(read(load(root)))
    except Broken as broken:
        return list(broken.problems)


def change(root: Path, edits: list[dict[str, str]]) -> None:
    """Apply the edits of a case: replace words that stand once, write or remove a whole file, or pin a seed
    anew."""
    for edit in edits:
        path = root / edit["file"]
        if "pin" in edit:
            digest = hashlib.sha256((root / edit["pin"]).read_bytes()).hexdigest()
            path.write_text(re.sub("(?<=sha256: )[0-9a-f]{64}", digest, path.read_text(encoding="utf-8")))
        elif "whole" in edit:
            path.write_text(edit["whole"], encoding="utf-8")
        elif "bytes" in edit:
            path.write_bytes(bytes.fromhex(edit["bytes"]))
        elif edit.get("remove"):
            path.unlink()
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(edit["from"]) == 1, f"{edit['from']!r} stands {text.count(edit['from'])} times"
            path.write_text(text.replace(edit["from"], edit["to"]), encoding="utf-8")


def test_the_tiny_dossier_is_sound(tiny: Path) -> None:
    assert as_text(problems(tiny)) == ""


@pytest.mark.parametrize("case", [c for c in CASES if "message" in c], ids=lambda c: f"{c['rule']}-{c['why']}")
def test_breaks_one_rule(case: dict[str, Any], tiny: Path, bless: bool) -> None:
    """The change breaks the rule that the case names, and no other, with exactly this message."""
    change(tiny, case["change"])
    found = problems(tiny)
    if bless:
        case["message"] = as_text(found) + "\n"
        text = yaml.safe_dump(CASES, allow_unicode=True, sort_keys=False, width=10_000)
        CASES_FILE.write_text(text, encoding="utf-8")
    assert {problem.rule for problem in found} == {case["rule"]}
    assert as_text(found) + "\n" == case["message"]


@pytest.mark.parametrize("case", [c for c in CASES if "message" not in c], ids=lambda c: f"{c['rule']}-{c['why']}")
def test_near_miss(case: dict[str, Any], tiny: Path) -> None:
    """The change looks as if it broke the rule, and does not."""
    change(tiny, case["change"])
    assert as_text(problems(tiny)) == ""


def test_every_rule_has_a_failing_case() -> None:
    assert {case["rule"] for case in CASES if "message" in case} == {*RULES, *FORM}


def test_every_rule_is_explained_in_each_language() -> None:
    groups = {rule.group for rule in RULES.values()} | {"form"}
    assert all(text.endswith(".") for text in [*FORM.values(), *(rule.text for rule in RULES.values())])
    assert words("rules")["groups"].keys() == groups
    for tag in ("zh-Hans", "zh-Hant"):
        assert words("rules")[tag].keys() == {*FORM, *RULES}


def test_every_rule_has_a_near_miss() -> None:
    assert {case["rule"] for case in CASES if "message" not in case} >= {*RULES, *FORM}


def test_every_case_changes_something_and_is_named_once() -> None:
    named = [(case["rule"], case["why"]) for case in CASES]
    assert len(named) == len(set(named))
    assert all(edit.get("from") != edit.get("to", "") for case in CASES for edit in case["change"] if "from" in edit)


@pytest.mark.parametrize("name", [*FORM, *RULES])
def test_every_rule_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == GOOD
    assert capsys.readouterr().out == f"{FORM.get(name) or RULES[name].text}\n"
