"""The command: what it prints, and how it leaves."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from dossier.cli import BROKEN, GOOD, MISUSED, main, parser
from dossier.commands import GROUPS, Command


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and errors of one command."""
    status = main(["--root", str(root), *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_check_of_a_sound_dossier(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = "read in context: 2; changed since: 1; not yet read: 4"
    assert run(capsys, tiny, "check") == (GOOD, "", f"7 facts of 2 articles: no rule is broken\n{read}\n")


def test_check_reports_in_three_formats(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same problem as text, as JSON, and as a GitHub annotation; each with exit status 1."""
    path = tiny / "content/facts/lights.yml"
    path.write_text(path.read_text().replace("quote: 该公司否认将关闭白礁灯塔", "quote: 该公司否认将关闭黑礁灯塔"))
    assert run(capsys, tiny, "check") == (
        BROKEN,
        """\
content/facts/lights.yml:33:14: error quote-altered [white-reef-denial]
    the quotation differs from harbour
    yours    该公司否认将关闭黑礁灯塔
    source   该公司否认将关闭白礁灯塔   raw 118–130
                             ^^
    help: copy the words from the article:  dossier quote harbour "该公司否认将关闭白礁灯塔"
    rule: dossier explain quote-altered
""",
        "\n1 problem\n",
    )
    status, out, _ = run(capsys, tiny, "check", "--format", "json")
    (problem,) = json.loads(out)
    assert (status, problem["rule"], problem["file"], problem["line"], problem["column"], problem["subject"]) == (
        BROKEN, "quote-altered", "content/facts/lights.yml", 33, 14, "white-reef-denial",
    )  # fmt: skip
    status, out, _ = run(capsys, tiny, "check", "--format", "github")
    assert status == BROKEN
    assert out.startswith("::error file=content/facts/lights.yml,line=33,col=14,title=quote-altered::content/facts/")
    assert out.count("\n") == 1


def test_text_prints_the_repaired_article(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, tiny, "text", "coast")
    assert status == GOOD
    assert "海上風大。海燈公司去年看守的燈塔超過300座，\n《港口日報》稱。" in out


@pytest.mark.parametrize("words", ["看守的燈塔", "看守的灯塔"])
def test_quote_finds_words_in_either_script(words: str, tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it prints is a list of evidence, ready to be pasted."""
    status, out, _ = run(capsys, tiny, "quote", "coast", words)
    assert status == GOOD
    assert yaml.safe_load(out) == [
        {"source": "coast", "quote": "看守的燈塔", "said_by": ["article"], "origin": "unknown"}
    ]


def test_quote_names_the_occurrence(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, tiny, "quote", "harbour", "灯塔")
    assert [entry["occurrence"] for entry in yaml.safe_load(out)] == [1, 2, 3, 4, 5]


def test_quote_of_words_that_are_not_there(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, tiny, "quote", "coast", "鯨魚") == (BROKEN, "", "dossier: these words are not in coast\n")


def test_explain(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, tiny, "explain", "absence-found")
    assert (status, out) == (GOOD, "The search words of an absence occur in no article's body.\n")


FAULTS = """\
$ dossier text cost
dossier: there is no article 'cost'; did you mean coast?
$ dossier explain quote-kut
dossier: there is no rule 'quote-kut'; did you mean quote-cut?
$ dossier review lighthouse --by keeper
dossier: there is no fact 'lighthouse'; did you mean lighthouses?
$ dossier review lighthouses --by keper
dossier: there is no reader 'keper'; did you mean keeper?
$ dossier review lighthouses
dossier: who read them?  --by READER
$ dossier review --date tuesday
dossier: argument --date: 'tuesday' is not a day: 2026-11-21 is one
usage: dossier review [-h] [--by READER] [--date DATE] [--stale] [FACT ...]
example:  dossier review --stale
more:  dossier review --help
$ dossier chek
dossier: there is no command 'chek'; did you mean check?
usage: dossier [--root FOLDER] COMMAND …
more:  dossier --help
$ dossier new fcat harbour 灯塔
dossier: there is no kind 'fcat'; did you mean fact?
usage: dossier new [-h] KIND ...
more:  dossier new --help
$ dossier quote harbour
dossier: the following arguments are required: WORDS
usage: dossier quote [-h] ARTICLE WORDS
example:  dossier quote harbour 燈塔開支
more:  dossier quote --help
$ dossier check --format yaml
dossier: there is no format 'yaml'; known: github, json, text
usage: dossier check [-h] [--format {text,json,github}]
example:  dossier check
more:  dossier check --help
$ dossier release ../1
dossier: argument VERSION: '../1' is no version such as 1.2
usage: dossier release [-h] [--since REVISION] [--date DATE] VERSION
example:  dossier release 1.0
more:  dossier release --help
"""


def test_what_is_wrongly_asked_gets_the_nearest_and_the_way(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ""
    for line in [line for line in FAULTS.splitlines() if line.startswith("$ ")]:
        status, out, errors = run(capsys, tiny, *line.split()[2:])
        assert (status, out) == (MISUSED, "")
        said += f"{line}\n{errors}"
    assert said == FAULTS


def test_a_folder_that_is_no_dossier(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, other in ((tiny / "seeds", str(tiny)), (tiny.parent, "FOLDER")):
        assert run(capsys, folder, "check") == (
            MISUSED,
            "",
            f"dossier: {folder} is no dossier: it has no content/dossier.yml\n"
            f"one that is elsewhere:  dossier --root {other} check …\n"
            "a new one:  dossier init FOLDER\n",
        )


def test_a_new_dossier_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is there must be empty; its parents need not be there."""
    new = tmp_path / "lights/dossier"
    assert main(["init", str(new)]) == GOOD
    told = capsys.readouterr().out
    assert told.startswith(f"{new}: a small dossier about an invented keeper of lighthouses.")
    assert {*re.findall(r"^    \S*dossier ((?:new )?[a-z]+)", told, re.MULTILINE)} <= {
        command.name for group in GROUPS.values() for command in group
    }
    assert run(capsys, new, "check")[:2] == (GOOD, "")
    assert run(capsys, new, "init") == (
        MISUSED, "", f"dossier: {new} is not empty; a new dossier takes a folder of its own:  dossier init FOLDER\n"
    )  # fmt: skip


def test_nothing_asked_gets_an_overview(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as with `--help`: every command, and what to type first."""
    assert main([]) == MISUSED
    overview = capsys.readouterr().out
    assert main(["--help"]) == GOOD
    assert capsys.readouterr().out == overview
    commands = [command for group in GROUPS.values() for command in group]
    assert all(f"  {command.name:<12} {command.what}\n" in overview for command in commands)
    assert "\nBegin with:  dossier init FOLDER, or, in a dossier's folder:  dossier check\n" in overview


@pytest.mark.parametrize("command", [c for group in GROUPS.values() for c in group], ids=lambda c: c.name)
def test_each_command_has_an_example_that_holds(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert parser().parse_args([*command.name.split(), *command.example.split()]).command is command
    assert main([*command.name.split(), "--help"]) == GOOD
    assert capsys.readouterr().out.endswith(f"\nexample:  dossier {command.name} {command.example}".rstrip() + "\n")
    module, _, function = command.run.partition(".")
    assert callable(getattr(import_module(f"dossier.commands.{module}"), function))
