"""A draft of a fact: what is read out of the words, and that it passes the checks once the statements are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.cli import BROKEN, GOOD

from .test_cli import run
from .test_rules import change

DRAFT = """\
- id: sealamp-lighthouses-2030
  statement:
    en: "…"  # one claim, true when read alone, in any year
    zh: "…"
  entities: [sealamp]
  modality: state
  date: 2030-11-05
  figure:
    metric: lighthouses
    value: "超过300座"
    unit: lighthouse
    subject: [sealamp]
  evidence:
    - source: harbour
      quote: "海灯公司看守超过300座"
      said_by: [article]
      origin: port-daily
"""


def test_a_draft(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Found in the other script, and widened by what it cuts through."""
    hint = "a draft: read it in context, write the statements, and put it in one of "
    files = "content/facts/spending.yml, content/facts/lights.yml"
    assert run(capsys, tiny, "new", "fact", "harbour", "海燈公司看守超過30") == (GOOD, DRAFT, f"{hint}{files}\n")


def test_a_draft_describes_who_is_not_named_and_says_what_no_metric_counts(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(tiny, [
        {"file": "seeds/coast.md", "from": "海上風大。", "to": "海上風大。據一位知情人士透露，港口停了40艘船。"},
        {"file": "content/sources/coast.yml", "pin": "seeds/coast.md"},
    ])  # fmt: skip
    _, told, _ = run(capsys, tiny, "new", "fact", "coast", "港口停了40艘船")
    assert told.partition("  date:")[2] == UNNAMED


UNNAMED = """\
 2031-01
  figure:
    metric: "…"  # of content/vocabulary.yml, or a new one; or leave the figure out
    value: "40艘"
    unit: "…"
    subject: []
  evidence:
    - source: coast
      quote: "港口停了40艘船"
      said_by: [{described: {en: "…", zh: 一位知情人士}}]
      origin: unknown
"""


def test_a_draft_of_words_that_are_not_there(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "dossier: these words are not in harbour\n"
    assert run(capsys, tiny, "new", "fact", "harbour", "海燈公司看守超過3000") == (BROKEN, "", told)


def test_a_fact_is_lost_and_found_again(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its sentence is suggested; the draft made of it passes every check once the statements are written."""
    path = tiny / "content/facts/lights.yml"
    facts = path.read_text(encoding="utf-8")
    lost = "- id: white-reef-denial"
    path.write_text(facts.split(lost)[0], encoding="utf-8")
    reviews = tiny / "content/reviews.yml"
    reviews.write_text(reviews.read_text(encoding="utf-8").replace('    white-reef-denial: "dd91ec112f1e"\n', ""))
    assert run(capsys, tiny, "suggest", "harbour") == (
        GOOD,
        """\
该公司否认将关闭白礁灯塔。
    公司, 白礁
    dossier new fact harbour '该公司否认将关闭白礁灯塔。'
""",
        "",
    )
    status, draft, _ = run(capsys, tiny, "new", "fact", "harbour", "该公司否认将关闭白礁灯塔")
    assert status == GOOD
    fact = facts.split(lost)[1]
    for line in (fact.split("    en: ")[1].splitlines()[0], fact.split("    zh: ")[1].splitlines()[0]):
        draft = draft.replace('"…"', line, 1)
    relation = "  relation: {kind: denies, subject: [sealamp], object: [white-reef]}\n"  # which nothing else uses
    draft = draft.replace("id: sealamp-2030", "id: white-reef-denial")  # which a page cites
    path.write_text(facts.split(lost)[0] + draft.replace("  evidence:\n", relation + "  evidence:\n"), encoding="utf-8")
    assert run(capsys, tiny, "check")[:2] == (GOOD, "")
