"""Who read each fact in context is kept, and shows when the fact has changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.cli import BROKEN, GOOD, main
from dossier.load import load
from dossier.model import Fact, Note
from dossier.reviews import digest, reviews


def states(root: Path) -> dict[str, tuple[str, str | None, str | None]]:
    """The state of each fact's review, its reader and its day."""
    found = reviews(load(root))
    return {fact: (each.state, each.reader.id if each.reader else None, each.date) for fact, each in found.items()}


UNREAD = ("unread", None, None)
AS_GIVEN = {
    "lighthouses": ("read", "machine", "2032-01-02"),
    "white-reef-denial": ("read", "machine", "2032-01-02"),
    "spending-2031": ("changed", "keeper", "2032-01-03"),
    **dict.fromkeys(("spending-2031-lamps", "spending-2031-towers", "spending-2030", "spending-2031-range"), UNREAD),
}


def test_every_fact_has_a_state(tiny: Path) -> None:
    assert states(tiny) == AS_GIVEN


def test_a_fact_that_was_read_again_stands_in_its_last_review(tiny: Path) -> None:
    given = ["--root", str(tiny), "review", "spending-2031", "lighthouses", "--by", "machine", "--date", "2032-02-03"]
    assert main(given) == GOOD
    now = ("read", "machine", "2032-02-03")
    assert states(tiny) == {**AS_GIVEN, "spending-2031": now, "lighthouses": now}
    written = (tiny / "content/reviews.yml").read_text(encoding="utf-8")
    assert written.count("keeper") == 0, "a review of nothing is not kept"
    assert main(given) == GOOD
    assert (tiny / "content/reviews.yml").read_text(encoding="utf-8") == written


def test_what_is_left_to_read_is_listed(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny), "review", "--stale"]) == GOOD
    listed = capsys.readouterr().out.splitlines()
    assert sorted(listed) == [
        "spending-2030: not yet read",
        "spending-2031-lamps: not yet read",
        "spending-2031-range: not yet read",
        "spending-2031-towers: not yet read",
        "spending-2031: changed since it was read",
    ]


def changed(fact: Fact) -> dict[str, Fact]:
    """The fact with each thing changed that it claims or rests on."""
    (first, *rest), figure = fact.evidence, fact.figure
    assert figure and first.dated is None and rest[0].dated
    return {
        "statement": replace(fact, statement={**fact.statement, "en": "Sealamp kept 300 lighthouses."}),
        "entities": replace(fact, entities=()),
        "modality": replace(fact, modality="plan"),
        "negated": replace(fact, negated=True),
        "date": replace(fact, date="2031"),
        "period": replace(fact, period="2031"),
        "no figure": replace(fact, figure=None),
        "value": replace(fact, figure=replace(figure, value="300")),
        "unit": replace(fact, figure=replace(figure, unit="tower")),
        "scope": replace(fact, figure=replace(figure, scope={"of": "towers"})),
        "quotation": replace(fact, evidence=(replace(first, quote="300座"), *rest)),
        "occurrence": replace(fact, evidence=(replace(first, occurrence=1), *rest)),
        "speaker": replace(fact, evidence=(replace(first, said_by=("article",)), *rest)),
        "origin": replace(fact, evidence=(replace(first, origin="unknown"), *rest)),
        "date resolved": replace(fact, evidence=(replace(first, dated=rest[0].dated), *rest)),
        "less evidence": replace(fact, evidence=(first,)),
        "order": replace(fact, evidence=(*rest, first)),
    }


def test_a_fact_is_another_when_anything_of_its_meaning_changes(tiny: Path) -> None:
    fact = load(tiny).facts["lighthouses"]
    digests = [digest(fact), *(digest(each) for each in changed(fact).values())]
    assert len(set(digests)) == len(digests)


def test_a_fact_is_the_same_under_other_notes(tiny: Path) -> None:
    fact = load(tiny).facts["lighthouses"]
    note = Note(place=fact.place, kind="context", text={"en": "So.", "zh": "如此。"}, basis="editors")
    assert digest(replace(fact, notes=(note,), id="lights", topic="else")) == digest(fact)


def test_the_command_needs_a_sound_dossier(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "content/facts/lights.yml").write_text("- id: [\n", encoding="utf-8")
    assert main(["--root", str(tiny), "review", "--stale"]) == BROKEN
    assert "yaml-syntax" in capsys.readouterr().out
