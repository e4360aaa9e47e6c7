"""What was done for speed changes nothing that comes out: what readers skip, and what is remembered from run to run."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from dossier import memory
from dossier.checks import RULES, apart, causes_first, check, waive
from dossier.cli import GOOD, main
from dossier.corpus import Corpus, read
from dossier.dates import read_dates
from dossier.load import load
from dossier.problems import Broken, Problem
from dossier.quantities import parse_value, read_quantities
from dossier.reading import designations, english_dates, numeric_dates, quantities
from dossier.reading.dates import dates_in
from dossier.reading.numerals import any_word
from dossier.reading.quantities import quantities_in
from dossier.render.markup import _values

from .bench import invented
from .conftest import ROOT, contents
from .test_rules import CASES, change

ANYWHERE = re.compile("")
DESIGNATIONS = designations._designations(email=True)
WORDS = """
    a an one two three half third quarter dozen hundred million several few many tens scores of the last next this year
    month May March Mar. mid late end early since beginning Q2 H1 first second spring 2024 2025年 1999 2000s 年 月 日 3
    12 6月 底 初 今 去 上 半 季度 一 十 万 亿 多 约 超过 over nearly $ % 元 家 个 double twice tripled x fold FY2024
    - – to and , . : / 第 no. top GPT v recently today monday Friday currently past in weeks 近 几 数 翻 倍 加 减
    me@example.org @ 5G MY06 一半
"""
texts = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=3), max_size=12).flatmap(
    lambda parts: st.sampled_from(["", " ", "\n"]).map(lambda between: between.join(parts))
)


def printed() -> Iterator[str]:
    """Every text of the content and of the archived articles, line by line."""
    for file in sorted((ROOT / "content").rglob("*.yml")):
        tokens = yaml.scan(file.read_text("utf-8"), yaml.CSafeLoader)
        yield from (token.value for token in tokens if isinstance(token, yaml.ScalarToken))
    for file in [*sorted((ROOT / "content").rglob("*.md")), *sorted((ROOT / "seeds").iterdir())]:
        yield from file.read_text("utf-8").splitlines()


def alike(text: str) -> None:
    """Read the text as it is read, and without what tells a reader early that a text holds nothing for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "read_dates", dates_in)  # read anew each time
        skipping = quantities_in(text, None), dates_in(text, None)
        patch.setattr(english_dates, "ANY_YEAR", ANYWHERE)
        patch.setattr(numeric_dates, "ANY_YEAR", ANYWHERE)
        patch.setattr(english_dates, "_ANY_MONTH", ANYWHERE)
        patch.setattr(designations, "_designations", lambda **_: DESIGNATIONS)
        assert (quantities_in(text, None), dates_in(text, None)) == skipping


@given(texts)
def test_skipping_changes_no_reading(text: str) -> None:
    alike(text)


def test_skipping_changes_no_reading_of_what_is_printed() -> None:
    for text in printed():
        alike(text)


@given(
    st.lists(st.sampled_from(["ten", "tens", "TEN", "two", "a(?=b)", "an?", "every"]), min_size=1),
    st.text("abeintwovry"),
)
def test_any_word_is_any_of_the_words(words: list[str], text: str) -> None:
    plain = re.compile("|".join(words), re.IGNORECASE)
    quick = re.compile(any_word(words), re.IGNORECASE)
    assert [found.span() for found in quick.finditer(text)] == [found.span() for found in plain.finditer(text)]


@given(texts)
def test_what_is_remembered_is_what_was_read(text: str) -> None:
    for name, reader, anew in (("quantities", read_quantities, quantities_in), ("dates", read_dates, dates_in)):
        fresh = anew(text, None)
        assert reader(text) == fresh
        kept = memory.memory(name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kept, "known", marshal.loads(marshal.dumps(kept.used)))
            patch.setattr(kept, "used", {})
            reader.cache_clear()
            assert reader(text) == fresh
            assert kept.used.keys() == {text}


def forget() -> None:
    """Be as a new process is."""
    for each in memory._memories.values():
        each.known, each.used, each.grown = None, {}, False
    for reader in (read_quantities, parse_value, read_dates):
        reader.cache_clear()


def spoiled(folder: Path, how: str) -> None:
    """Damage what was kept, or put something else in its place."""
    for file in folder.iterdir():
        kept = file.read_bytes()
        match how:
            case "missing":
                file.unlink()
            case "damaged":
                file.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
            case "cut":
                file.write_bytes(kept[: len(kept) // 2])
            case "empty":
                file.write_bytes(b"")
            case "of another version":
                rest = marshal.dumps({key: ["?"] for key in marshal.loads(kept[32:])})
                file.write_bytes(sha256(b"another version" + rest).digest() + rest)


@pytest.mark.parametrize("how", ["missing", "damaged", "cut", "empty", "of another version"])
def test_without_what_was_kept_a_check_comes_to_the_same(
    tiny: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """First, with what that run kept, and with files that are of no use: the same, and the files are whole again."""
    facts = tiny / "content/facts/spending.yml"
    facts.write_text(facts.read_text("utf-8").replace("about 1 billion", "about 3 billion"), "utf-8")
    (tiny / ".cache").mkdir()
    folder = tiny / ".cache/memory"
    said = []
    for before in ("first", "again", how):
        forget()
        if before == how:
            spoiled(folder, how)
        said.append((main(["--root", str(tiny), "check"]), capsys.readouterr(), contents(folder)))
    assert said[0][0] != GOOD
    assert said[1:] == said[:1] * 2


def test_where_nothing_is_cached_nothing_is_kept(tiny: Path) -> None:
    assert main(["--root", str(tiny), "check"]) == GOOD
    assert not (tiny / ".cache").exists()


# --- rules that look at things apart -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}-{case['why']}")
def test_what_is_known_of_some_files_hides_nothing_in_others(case: dict[str, Any], tiny: Path) -> None:
    """After a change, with what is remembered from before it and without: what all rules find in all there is."""
    check(read(load(tiny)))
    change(tiny, case["change"])
    try:
        corpus = read(load(tiny))
    except Broken:
        return  # no rule is run
    whole = [problem for rule in RULES.values() for problem in rule.find(corpus)]
    everything = sorted(waive(corpus, whole), key=causes_first)
    assert check(corpus) == everything
    assert check(corpus) == everything
    forget()
    assert check(corpus) == everything
    files = {record.place.file for kind in apart.KINDS for record in getattr(corpus.dossier, kind).values()}
    rules = apart.rules(apart.RECORDS, apart.TOGETHER)
    alone = [p for part in parts(corpus) for rule in rules for p in rule.find(part) if p.at.file in files]
    among = [p for rule in rules for p in rule.find(corpus) if p.at.file in files]
    assert sorted(alone, key=Problem.sort_key) == sorted(among, key=Problem.sort_key)


def parts(corpus: Corpus) -> Iterator[Corpus]:
    """A corpus for each record, with no other."""
    for kind in apart.KINDS:
        for key, record in getattr(corpus.dossier, kind).items():
            kept: dict[str, Any] = {each: {key: record} if each == kind else {} for each in apart.KINDS}
            located = {key: corpus.located[key]} if kind == "facts" else {}
            yield corpus.part(replace(corpus.dossier, **kept), located)


def test_arguments_are_told_by_their_values_and_kinds() -> None:
    """The same text twice is as two texts alike; markup is no text."""
    text = "lamp" * 9
    assert _values(({"a": text}, text)) == _values(({"a": "".join(["lamp"] * 9)}, text[:]))
    assert len({_values(each) for each in (text, Markup(text), [text], (text,), None, 1, "1", True)}) == 8


def test_what_the_benchmark_invents_breaks_no_rule(tmp_path: Path) -> None:
    """Else there would be nothing to measure."""
    invented.write(tmp_path, 300)
    assert check(read(load(tmp_path))) == []
