"""An article on its way into the archive: what is read out of its file, and what is left for a person to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dossier import extraction
from dossier.archive import repair
from dossier.cli import BROKEN, GOOD, MISUSED, main
from dossier.extraction import stated
from dossier.mending import proposals

from .conftest import ROOT, contents
from .test_cli import run

ARTICLES = Path(__file__).parent / "data/articles"
Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("name", ["harbour-2032-02-03.html", "weekly.html", "school.txt"])
def test_a_source_is_drafted(name: str, tiny: Path, capsys: pytest.CaptureFixture[str], golden: Golden) -> None:
    """The file as it is, its record, its repaired text, and what is left to do, in order."""
    article = ARTICLES / name
    status, out, left = run(capsys, tiny, "new", "source", str(article))
    record = tiny / f"content/sources/{article.stem}.yml"
    assert (status, out) == (GOOD, f"seeds/{name}\ncontent/sources/{article.stem}.yml\n")
    assert (tiny / "seeds" / name).read_bytes() == article.read_bytes()
    source = yaml.safe_load(record.read_text(encoding="utf-8").replace('"…"', '"-"'))
    made, faults = repair(article.read_text(encoding="utf-8"), format=source["format"], patches=[])
    assert not faults
    golden(article.with_suffix(".expected"), f"{record.read_text(encoding='utf-8')}\n{left}\n{made.text}\n")


def test_from_nothing_to_a_site_with_an_article_and_a_fact_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the commands alone: what they leave is what only a person can write, and `check` says where it is missing."""
    assert main(["init", str(tmp_path)]) == GOOD
    assert run(capsys, tmp_path, "new", "source", str(ARTICLES / "harbour-2032-02-03.html"))[0] == GOOD
    record = tmp_path / "content/sources/harbour-2032-02-03.yml"
    assert missing(run(capsys, tmp_path, "check")) == ["text-written"] * 3 + ["sentence-unaccounted"]
    written = record.read_text(encoding="utf-8").replace('en: "…", zh: "港口周刊"', "en: Harbour Weekly, zh: 港口周刊")
    written = written.replace('{en: "…", zh: "…"}', "{en: A report on a plan., zh: 关于一项计划的报道。}")
    record.write_text(written, encoding="utf-8")
    assert missing(run(capsys, tmp_path, "check")) == ["sentence-unaccounted"]
    status, suggested, _ = run(capsys, tmp_path, "suggest", "harbour-2032-02-03")
    command, *others = re.findall(r"dossier (new fact .*)", suggested)
    assert (status, len(others)) == (GOOD, 2)
    status, fact, _ = run(capsys, tmp_path, *command.replace("'", "").split(" ", 3))
    assert status == GOOD
    en = "Sealamp planned to spend 2.5 billion yuan on lighthouses in 2032."
    for statement in (en, "海灯公司计划2032年的灯塔开支为25亿元。"):
        fact = fact.replace('"…"', statement, 1)
    with (tmp_path / "content/facts/spending.yml").open("a", encoding="utf-8") as facts:
        facts.write(f"\n{fact}")
    with record.open("a", encoding="utf-8") as source:
        source.write("set_aside:\n")
        source.writelines(f"  - {{quote: {other.split(chr(39))[1]}, reason: rhetoric}}\n" for other in others)
    assert run(capsys, tmp_path, "check")[:2] == (GOOD, "")
    assert run(capsys, tmp_path, "build")[0] == GOOD
    made = (tmp_path / "build/site/en/f/sealamp-spending-2032.html").read_text(encoding="utf-8")
    assert "Sealamp planned to spend 2.5 billion yuan" in made
    assert "海灯公司计划2032年的灯塔开支为25亿元" in made


def missing(said: tuple[int, str, str]) -> list[str]:
    """The rules that a check found broken."""
    assert said[0] == BROKEN
    return re.findall(r": error (\S+)", said[1])


REFUSED = [
    (["missing.html"], "missing.html is not a file"),
    (["harbour.txt"], "there is a seeds/harbour.txt already; choose another name, or --id"),
    (["new.txt", "--id", "coast"], "there is a content/sources/coast.yml already; choose another name, or --id"),
    (["again.txt"], "again.txt is archived already: content/sources/harbour.yml"),
    (["gbk.txt"], "gbk.txt is not UTF-8: byte 0 is 0xb5; save it as UTF-8"),
    (["灯.txt"], "'' is no well-formed id of an article; give it one:  --id harbour-2030-11-05"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=lambda case: case[0])
def test_what_cannot_be_archived(
    arguments: list[str],
    message: str,
    tiny: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Nothing is written."""
    monkeypatch.chdir(tmp_path_factory.mktemp("files"))
    for name in ("new.txt", "harbour.txt", "灯.txt"):
        Path(name).write_text("灯塔。", encoding="utf-8")
    Path("again.txt").write_bytes((tiny / "seeds/harbour.txt").read_bytes())
    Path("gbk.txt").write_bytes("灯塔。".encode("gbk"))
    before = contents(tiny)
    assert run(capsys, tiny, "new", "source", *arguments) == (MISUSED, "", f"dossier: {message}\n")
    assert contents(tiny) == before


def test_a_page_that_breaks_the_reader_states_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "SECONDS", 2)
    assert stated("<p>x" * 1_000_000) == {}
    assert stated("") == {}


HOSTILE = ["<!--", "<!", '<a "', "<a", "<", "&", "&amp;", "<script>", '<p x="', "<p>x", " \n", "?;字", "?cè)倩", "<b>"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_page_takes_linear_time(piece: str) -> None:
    """What took quadratic time would not end."""
    raw = piece * (200_000 // len(piece))
    made, _ = repair(raw, format="html", patches=[])
    assert made.apply(0, len(raw)) == made.text
    assert all(raw.count(each.raw) for each in proposals(made))


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "content/sources").glob("*.yml")))
def test_what_is_proposed_as_proved_is_what_was_found_by_hand(name: str) -> None:
    """On the articles themselves; and whatever is proposed stands once in the file."""
    source = yaml.safe_load((ROOT / f"content/sources/{name}.yml").read_text(encoding="utf-8"))
    raw = (ROOT / "seeds" / source["file"]).read_text(encoding="utf-8")
    made = list(proposals(repair(raw, format=source["format"], patches=[])[0]))
    by_hand = {(each["raw"], each["text"]) for each in source.get("repairs", []) if each["certainty"] == "proved"}
    assert {(each.raw, each.text) for each in made if each.certainty == "proved"} == by_hand
    assert [raw.count(each.raw) for each in made] == [1] * len(made)
