"""The matcher of quotations."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.checks import RULES
from dossier.corpus import read
from dossier.load import load
from dossier.model import Dossier
from dossier.quotes import Nearest, context_window, difference, find, find_loosely, nearest, sentences

from .conftest import TINY

REPORT = "河馬鐵路今年訂購了 1600 列車。據稱,新線將於2031年開通!票價約 12.5 元;還沒有決定。"
RIVAL = "斑马铁路的票价不到 9 元。"
TEXTS = {"report": REPORT, "rival": RIVAL}


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("河馬河馬", "河馬", [0, 2]),
        ("哈哈哈", "哈哈", [0]),
        ("河馬", "河马", []),
        ("河馬", "", []),
        ("a.c abc", "a.c", [0]),
        ("", "河馬", []),
    ],
)
def test_find_is_exact(text: str, words: str, found: list[int]) -> None:
    assert find(text, words) == found


@given(st.text(alphabet="ab。", max_size=30), st.text(alphabet="ab。", max_size=3))
def test_find_counts_as_str_does(text: str, words: str) -> None:
    assert len(find(text, words)) == (text.count(words) if words else 0)
    assert all(text.startswith(words, at) for at in find(text, words))


@pytest.mark.parametrize(
    ("words", "source", "passage"),
    [
        ("今年訂購了 1500 列車", "report", "今年訂購了 1600 列車"),
        ("訂購 1600 列車", "report", "訂購了 1600 列車"),
        ("X今年訂購了", "report", "路今年訂購了"),
        ("新線將於2031年開通?", "report", "新線將於2031年開通!"),
        ("河馬鐵路今年訂購了 1600 列車", "report", "河馬鐵路今年訂購了 1600 列車"),
        ("斑马铁路的票价约 9 元", "rival", "斑马铁路的票价不到 9 元"),
    ],
)
def test_nearest_names_the_passage_that_was_meant(words: str, source: str, passage: str) -> None:
    near = nearest(TEXTS, words)
    assert near is not None
    assert (near.source, TEXTS[near.source][near.start : near.end]) == (source, passage)
    assert (near.ratio == 1) == (words == passage)


@pytest.mark.parametrize("words", ["", "河", "完全不相干的一句話而已", "xyz"])
def test_nothing_is_nearest_to_words_like_no_other(words: str) -> None:
    assert nearest(TEXTS, words) is None
    assert nearest({}, words) is None


def test_nearest_reports_a_ratio() -> None:
    assert nearest({"a": "河馬鐵路"}, "河馬公路") == Nearest(source="a", start=0, end=4, ratio=0.75)


@pytest.mark.parametrize(
    ("yours", "source", "carets"),
    [
        ("1500 列", "1600 列", " ^"),
        ("翻倍至 1500", "翻倍至 1600", "        ^"),
        ("河馬", "斑馬", "^^"),
        ("訂購 9 列", "訂購了 9 列", "    ^^"),
        ("訂購了 9 列", "訂購 9 列", "    ^"),
        ("河馬", "河", "  ^"),
        ("河", "河馬", "  ^^"),
        ("河馬", "河馬", ""),
        ("", "", ""),
        ("a\u0301b", "a\u0301c", " ^"),
        ("约 9 列车,共 8 节", "约 7 列车,共 6 节", "   ^         ^"),
    ],
)
def test_difference_puts_carets_under_the_columns_that_differ(yours: str, source: str, carets: str) -> None:
    assert difference(yours, source) == carets


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("河马铁路", ["河馬鐵路"]),
        ("訂購了1600列", ["訂購了 1600 列"]),
        ("据称，新线将于２０３１年", ["據稱,新線將於2031年"]),
        ("通！票", ["通!票"]),
        ("斑馬", []),
        (" ", []),
        ("", []),
    ],
)
def test_loose_search_takes_either_script_and_width(words: str, found: list[str]) -> None:
    assert [REPORT[start:end] for start, end in find_loosely(REPORT, words)] == found


def test_loose_search_takes_any_quotation_mark_and_case() -> None:
    assert find_loosely("叫“Hippo”的", '"hippo"') == [(1, 8)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一句。两句!三句?四句;五句", ["一句。", "两句!", "三句?", "四句;", "五句"]),
        ("他说:“走吧。”然后走了。", ["他说:“走吧。”", "然后走了。"]),
        ("（真的？！）好。", ["（真的？！）", "好。"]),
        ('他说："走吧。"然后走了。"好"，她说。', ['他说："走吧。"', "然后走了。", '"好"，她说。']),
        ('走了。"好，"她说。\n"没有。', ["走了。", '"好，"她说。', '"没有。']),
        ("标题\n\n  正文 \n", ["标题", "正文"]),
        ("约 12.5 元。见 a.test/s?b=c", ["约 12.5 元。", "见 a.test/s?b=c"]),
        ("", []),
        (" \n。", ["。"]),
    ],
)
def test_sentences_keep_their_closing_marks(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.text(alphabet='甲a1。！?"”\n ;(', max_size=60))
def test_sentences_cover_all_but_space(text: str) -> None:
    spans = sentences(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered or character.isspace() for at, character in enumerate(text))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_the_window_around_a_quotation_ends_with_its_sentences() -> None:
    start = REPORT.index("2031年")
    assert context_window(REPORT, start, start + 5) == ("據稱,新線將於", "開通!")
    assert context_window(REPORT, start, start + 5, size=2) == ("…將於", "開通…")
    assert context_window(REPORT, 0, len(REPORT)) == ("", "")
    assert context_window("\n\n", 1, 1) == ("", "")


@given(st.text(max_size=80), st.text(max_size=20), st.integers(0, 80), st.integers(0, 80))
def test_no_text_is_too_strange(text: str, words: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    before, after = context_window(text, start, end)
    assert text[:start].endswith(before) and text[end:].startswith(after)
    assert [span for span in find_loosely(text, words) if not 0 <= span[0] < span[1] <= len(text)] == []
    near = nearest({"a": text}, words)
    assert near is None or 0 <= near.start < near.end <= len(text)
    carets = difference(words, text)
    assert (carets == "") == (words == text) or any(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in text)


@pytest.mark.parametrize("piece", ["的", "河馬", '"。', "?", " ", "甲乙丙丁"])
def test_time_is_linear_in_the_text(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    assert find(text, text[: len(text) // 2] + "x") == []
    assert find_loosely(text, text[:400] + "x") == []
    assert len(sentences(text)) <= len(text)
    assert difference(text, "x" + text).startswith("^")
    assert nearest({"a": text}, text[:400] + "x") is None or piece == "甲乙丙丁"
    assert time.process_time() - begun < 20  # quadratic time would be minutes


# --- the rules on quotations -------------------------------------------------------------------------------------

TRAPS = yaml.safe_load((Path(__file__).parent / "data/quotations.yml").read_text(encoding="utf-8"))
QUOTATION = [rule for rule in RULES.values() if rule.group in ("quotation", "wrong quotation")]


@pytest.fixture(scope="module")
def article() -> Dossier:
    """The tiny dossier, one of whose articles is that of the cases."""
    dossier = load(TINY)
    body = (replace(dossier.sources["harbour"].body[0], from_="海灯公司2031年灯塔", to="零一…… — ·"),)
    sources = dossier.sources | {"harbour": replace(dossier.sources["harbour"], body=body)}  # type: ignore[operator]
    return replace(dossier, sources=sources, raw={**dossier.raw, "harbour": TRAPS["article"]})


@pytest.mark.parametrize("case", TRAPS["cases"], ids=lambda case: case["why"])
def test_a_quotation_is_refused_or_true(case: dict[str, str], article: Dossier) -> None:
    """By which rule it is refused; and where nothing but its form differs, what to paste."""
    fact = article.facts["white-reef-denial"]
    quoting = replace(fact, evidence=(replace(fact.evidence[0], quote=case["words"]),))
    corpus = read(replace(article, facts={fact.id: quoting}))
    found = [problem for rule in QUOTATION for problem in rule.find(corpus)]
    assert sorted({problem.rule for problem in found}) == sorted(filter(None, case.get("rule", "").split("+")))
    pasted = [help for problem in found if (help := problem.help or "").startswith("paste ")]
    assert pasted == ([f'paste  quote: "{case["paste"]}"'] if "paste" in case else [])
    if "paste" in case:
        exact = replace(fact, evidence=(replace(fact.evidence[0], quote=case["paste"]),))
        assert [p for rule in QUOTATION for p in rule.find(read(replace(article, facts={fact.id: exact})))] == []
