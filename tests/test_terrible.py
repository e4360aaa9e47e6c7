"""Two terrible dossiers, and all that the command has to say of them, in order and in each format.

Problems of form end a check before any rule on meaning runs, so one dossier breaks the rules of form and the other all
the rest. In the first nothing is unresolved: where a file cannot be read at all, nobody can say what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.checks import CAUSES, FORM, RULES
from dossier.cli import BROKEN, main

TERRIBLE = Path(__file__).parent / "terrible"
BROKEN_BY = {"form": {*FORM} - {"unresolved", "waiver"}, "facts": {*RULES, "waiver"}}


@pytest.mark.parametrize("format", ["text", "json", "github"])
@pytest.mark.parametrize("name", BROKEN_BY)
def test_everything_that_is_wrong_is_said(
    name: str, format: str, capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    status = main(["--root", str(TERRIBLE / name), "check", "--format", format])
    said = capsys.readouterr()
    golden(TERRIBLE / name / f"expected.{format}", said.out)
    assert status == BROKEN
    if format == "json":
        problems = json.loads(said.out)
        assert {problem["rule"] for problem in problems} == BROKEN_BY[name]
        assert said.err == f"\n{len(problems)} problems; others may follow from the first\n"
        groups = [CAUSES.get(RULES[each["rule"]].group, 3) if each["rule"] in RULES else 3 for each in problems]
        assert groups == sorted(groups) and {*groups} == ({0, 1, 2, 3} if name == "facts" else {3})
        for group in {*groups}:
            told = [(p["file"], p["line"], p["column"]) for p, of in zip(problems, groups, strict=True) if of == group]
            assert told == sorted(told)
