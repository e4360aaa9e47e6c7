"""Independence: what two texts have in common is found, origins are counted by it, and a page tells it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.checks import RULES
from dossier.corpus import Corpus, read
from dossier.derive import Origins, derive, origins
from dossier.hant import hant
from dossier.load import load
from dossier.model import Retelling
from dossier.render.record import sources_page
from dossier.render.view import Viewer
from dossier.retelling import LONG, Shared, shared, signs, wording
from dossier.tongue import TAGS, Tongue, words

from .conftest import TINY


def common(first: str, second: str, least: int) -> list[tuple[str, str]]:
    """The passages that two texts share, as each prints them."""
    found = shared(wording(first, [(0, len(first))]), wording(second, [(0, len(second))]), least)
    return [(first[slice(*each.first)], second[slice(*each.second)]) for each in found]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("他說：燈塔開支翻倍。", "（灯塔，开支\n\n- 翻倍）", [("燈塔開支翻倍", "灯塔，开支\n\n- 翻倍")]),
        ("建ＡＩ燈塔", "AI 灯塔们", [("ＡＩ燈塔", "AI 灯塔")]),
        ("开支1600亿", "开支600亿", []),  # a number is compared whole
        ("看守TikTok灯塔", "看守TikToks灯塔", []),  # and so is a word
        ("灯塔开支", "开支灯塔", []),
        ("灯塔开支，灯塔开支", "灯塔开支", [("灯塔开支", "灯塔开支")] * 2),
        ("", "灯塔开支", []),
    ],
)
def test_what_is_compared(first: str, second: str, found: list[tuple[str, str]]) -> None:
    assert common(first, second, 3) == found


def test_a_passage_does_not_go_on_in_the_next_passage_of_a_body() -> None:
    one, other = wording("灯塔开支翻倍", [(0, 2), (2, 6)]), wording("灯塔开支翻倍", [(0, 6)])
    assert shared(one, other, 3) == [Shared((2, 6), (2, 6), 4)]
    assert shared(one, one, 1) == [Shared((0, 2), (0, 2), 2), Shared((2, 6), (2, 6), 4)]


@given(st.text("甲乙丙", max_size=14), st.text("甲乙丙", max_size=14), st.integers(1, 5))
def test_everything_common_is_found_and_as_long_as_it_goes(first: str, second: str, least: int) -> None:
    found = shared(wording(first, [(0, len(first))]), wording(second, [(0, len(second))]), least)
    for each in found:
        (a, b), (c, d) = each.first, each.second
        assert first[a:b] == second[c:d] and b - a == each.length >= least
        assert a == 0 or c == 0 or first[a - 1] != second[c - 1]
        assert b == len(first) or d == len(second) or first[b] != second[d]
    assert covered(each.first for each in found) == standing(first, second, least)
    assert covered(each.second for each in found) == standing(second, first, least)


def covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for span in spans for at in range(*span)}


def standing(text: str, other: str, least: int) -> set[int]:
    """The offsets in all stretches of `least` that stand in the other text, by trying each."""
    starts = [start for start in range(len(text) - least + 1) if text[start : start + least] in other]
    return covered((start, start + least) for start in starts)


@pytest.mark.parametrize("piece", ["甲", "甲乙", "甲甲乙", "word ", "", "甲乙丙丁戊己庚辛壬癸子丑"])
def test_time_is_linear_in_the_texts(piece: str) -> None:
    first, second = (piece * 60_000)[:100_000], (piece * 30_000)[:50_000] + "乙"
    begun = time.process_time()
    one, other = wording(first, [(0, len(first))]), wording(second, [(0, len(second))])
    assert len(shared(one, other)) <= len(one.signs)
    assert time.process_time() - begun < 10  # quadratic time would be minutes


def test_the_rule_says_from_how_many_characters_on() -> None:
    told = [RULES["shared-wording"].text, *(words("rules")[tag]["shared-wording"] for tag in ("zh-Hans", "zh-Hant"))]
    assert all(f"{LONG}" in text for text in told)
    assert signs("公司的AI灯塔，2031 年") == ("公", "司", "的", "ai", "灯", "塔", "2031", "年")


# --- counting ----------------------------------------------------------------------------------------------------

QUOTES = {
    "H1": ("harbour", "海灯公司看守超过300座灯塔"),  # shares a word with C1: 看守
    "H2": ("harbour", "公司2030年的灯塔开支约为10亿元"),
    "C1": ("coast", "海燈公司去年看守的燈塔超過300座"),
    "C2": ("coast", "公司2031年的燈塔開支為18億元至20億元"),
}


@pytest.mark.parametrize(
    ("evidence", "retold", "low", "high"),
    [
        ("H1", None, 1, 1),
        ("H1 H2", None, 1, 1),  # one article
        ("H1 C1", None, 1, 2),
        ("H1 C1", "unknown", 1, 1),
        ("H1 C1", "port-daily", 1, 1),
        ("H1 C2", "unknown", 1, 2),  # another sentence than that of the passage
        ("H1 C1 C2", "unknown", 1, 1),  # H1 and C1 by the passage, C1 and C2 by the article
        ("H1:port-daily C1:port-daily", None, 1, 1),
        ("H1:port-daily H2", None, 1, 2),
        ("H1:port-daily C1", None, 1, 2),
        ("H1:port-daily C1", "unknown", 1, 1),
        ("H1:port-daily C1", "port-daily", 1, 1),
        ("H1:port-daily C1:met-office", None, 2, 2),
        ("H1:port-daily C1:met-office", "unknown", 1, 1),
        ("H1:port-daily C1:met-office", "port-daily", 2, 2),  # what is credited to another origin stays apart
        ("H1 C2:met-office", None, 1, 2),
        ("H1 C2:met-office", "port-daily", 2, 2),  # the passage says where H1 comes from
        ("H1 C1 C2:port-daily", "port-daily", 1, 1),
        ("H1 C1 C2:port-daily", "unknown", 1, 2),
    ],
)
def test_origins_are_counted(evidence: str, retold: str | None, low: int, high: int) -> None:
    """`C1:port-daily` is evidence that quotes C1 and credits that origin; without one, it is unknown."""
    corpus, fact = told(evidence, retold)
    assert origins(corpus, corpus.dossier.facts[fact]) == Origins(
        low=low, high=high, articles=len({name[0] for name in evidence.split()})
    )


def told(evidence: str, retold: str | None) -> tuple[Corpus, str]:
    """A fact with this evidence, where a retelling of that origin is recorded."""
    dossier = load(TINY)
    fact = dossier.facts["spending-2030"]
    items = []
    for name in evidence.split():
        quote, _, origin = name.partition(":")
        source, given = QUOTES[quote]
        items.append(replace(fact.evidence[0], source=source, quote=given, origin=origin or "unknown"))
    why = {"en": "The word is the same.", "zh": "用词相同。"}
    shared = Retelling(
        place=fact.place, id="watch", sources=("harbour", "coast"), of=retold or "", shared=("看守",), why=why
    )
    facts = {fact.id: replace(fact, evidence=tuple(items))}
    retellings = {"watch": shared} if retold else {}
    return read(replace(dossier, facts=facts, derived={}, retellings=retellings, reviews=())), fact.id


# --- the page ----------------------------------------------------------------------------------------------------

SECTION = """\
How the articles hang together
Articles that share 12 characters or more in a row, or a misspelling, were not written independently of each other \
there. Such passages are found by machine and then read in context; a fact whose evidence stands in the sentence of \
one such passage in both articles has one origin there, not two.
Harbour Weekly, Coast\N{NO-BREAK SPACE}· origin not stated
The word is the same.
Harbour Weekly 看守
Coast 看守
Counted once in spending-2030
"""


def section(corpus: Corpus, tag: str) -> str:
    """The text of the section, a line for each line of it that a reader sees."""
    page = sources_page(Viewer(corpus, derive(corpus), Tongue(tag, corpus.dossier, hant(corpus.dossier)), "0f"), "")
    html = page[page.index('<h2 id="together"') : page.index('<h2 id="made"')]
    html = re.sub(r"</(?:t[hd]|dt)>", " ", html.replace("\n", ""))
    lines = re.split(r"</(?:h2|h3|p|caption|tr|div)>", html)
    return "".join(f"{line}\n" for each in lines if (line := unescape(re.sub("<[^>]*>", "", each)).strip()))


def test_the_page_tells_what_the_articles_have_in_common() -> None:
    corpus, _ = told("H1 C1", "unknown")
    assert section(corpus, "en") == SECTION


@pytest.mark.parametrize(
    ("tag", "retold", "heading"),
    [
        ("en", "port-daily", "Harbour Weekly, Coast\N{NO-BREAK SPACE}· Port Daily"),
        ("zh-Hans", "unknown", "港口周刊、海岸\N{NO-BREAK SPACE}· 信源未注明"),
        ("zh-Hant", "port-daily", "港口週刊、海岸\N{NO-BREAK SPACE}· 《港口日報》"),
    ],
)
def test_the_page_names_the_origin_of_a_retelling(tag: str, retold: str, heading: str) -> None:
    corpus, _ = told("H1 C1", retold)
    assert heading in section(corpus, tag).splitlines()


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_says_that_nothing_is_shared(tag: str) -> None:
    corpus, _ = told("H1 C2", None)
    told_so = words("pages")[tag]["independence"]["nothing_shared"].format(n=LONG)
    assert section(corpus, tag).splitlines()[-1] == told_so
