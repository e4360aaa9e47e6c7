"""The command: what it prints, and how it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from dossier.cli import BROKEN, GOOD, MISUSED, main


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
content/facts/lights.yml:32:14: error quote-altered [white-reef-denial]
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
        BROKEN, "quote-altered", "content/facts/lights.yml", 32, 14, "white-reef-denial",
    )  # fmt: skip
    status, out, _ = run(capsys, tiny, "check", "--format", "github")
    assert status == BROKEN
    assert out.startswith("::error file=content/facts/lights.yml,line=32,col=14,title=quote-altered::content/facts/")
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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["text", "cost"], "dossier: there is no article 'cost'; did you mean coast?\n"),
        (["explain", "quote-kut"], "dossier: there is no rule 'quote-kut'; did you mean quote-cut?\n"),
    ],
)
def test_a_misspelt_name_gets_the_nearest(
    arguments: list[str], message: str, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, tiny, *arguments) == (MISUSED, "", message)


def test_a_folder_that_is_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = run(capsys, tmp_path, "check")
    assert (status, errors) == (MISUSED, f"dossier: {tmp_path} is no dossier: it has no content/dossier.yml\n")
