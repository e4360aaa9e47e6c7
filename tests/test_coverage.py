"""Coverage: what became of each sentence, as data, as the command tells it, and on the article's page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from dossier.cli import BROKEN, GOOD, MISUSED, main
from dossier.corpus import Corpus, read
from dossier.coverage import coverage, facts
from dossier.derive import derive
from dossier.hant import hant
from dossier.load import load
from dossier.render.article import source_page
from dossier.render.view import Viewer
from dossier.tongue import TAGS, Tongue

from .conftest import ROOT, TINY

COAST = """\
coast
  – 海上風大。
      rhetoric
  ● 海燈公司去年看守的燈塔超過300座，
      lighthouses
  ○ 《港口日報》稱。
      lighthouses
  ● 公司2031年的燈塔開支為18億元至20億元。
      spending-2031-range
  4 sentences: 2 quoted, 1 context, 1 set-aside (rhetoric)
"""
HARBOUR = """\
harbour
  ● 海灯公司计划2031年把灯塔开支翻倍至20亿元，其中12亿元用于灯具，8亿元用于塔身。
      spending-2031, spending-2031-lamps, spending-2031-towers
  ● 公司2030年的灯塔开支约为10亿元。
      spending-2030
  ● 据《港口日报》报道，海灯公司看守超过300座灯塔。
      lighthouses
  ● 该公司否认将关闭白礁灯塔。
      white-reef-denial
  4 sentences: 4 quoted
"""


@pytest.fixture(scope="module", params=[TINY, ROOT], ids=["tiny", "real"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return read(load(request.param))


def test_every_letter_of_every_body_stands_in_one_sentence(corpus: Corpus) -> None:
    for source, repaired in corpus.repaired.items():
        told = [at for each in coverage(corpus, source) for at in range(*each.span)]
        body = {at for span in corpus.bodies[source] if span for at in range(*span)}
        assert len(told) == len(set(told))
        assert {at for at in told if repaired.text[at].isalnum()} == {at for at in body if repaired.text[at].isalnum()}


def test_no_sentence_can_be_dropped_unnoticed(corpus: Corpus) -> None:
    """Whatever accounts for a sentence, without it the sentence is reported, with its words."""
    for source in corpus.dossier.sources.values():
        for sentence in coverage(corpus, source.id):
            words = corpus.repaired[source.id].text[slice(*sentence.span)]
            cited = {(each.fact.id, each.index) for each in (*sentence.quoted, *sentence.context)}
            kept = tuple(aside for i, aside in enumerate(source.set_aside) if i != sentence.aside)
            located = {
                fact: tuple(each for each in items if (fact, each.index) not in cited)
                for fact, items in corpus.located.items()
            }
            sources = {**corpus.dossier.sources, source.id: replace(source, set_aside=kept)}
            without = replace(corpus, located=located, dossier=replace(corpus.dossier, sources=sources))
            left = {each.span for each in coverage(without, source.id) if each.state == "unaccounted"}
            assert sentence.span in left, words


def test_command(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny), "coverage"]) == GOOD
    assert capsys.readouterr().out == f"{COAST}\n{HARBOUR}"


def test_command_for_one_article_with_a_sentence_left(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tiny / "content" / "sources" / "coast.yml"
    path.write_text(path.read_text().partition("set_aside:")[0])
    assert main(["--root", str(tiny), "coverage", "coast"]) == BROKEN
    left = COAST.replace("  – 海上風大。\n      rhetoric\n", "  ! 海上風大。\n")
    assert capsys.readouterr().out == left.replace("1 set-aside (rhetoric)", "1 unaccounted")


def test_command_for_an_article_that_is_not_there(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny), "coverage", "cost"]) == MISUSED
    assert capsys.readouterr().err == "dossier: there is no article 'cost'; did you mean coast?\n"


@pytest.mark.parametrize("tag", TAGS)
def test_each_mark_of_the_strip_leads_to_its_evidence_or_reason(corpus: Corpus, tag: str) -> None:
    viewer = Viewer(corpus, derive(corpus), Tongue(tag, corpus.dossier, hant(corpus.dossier)), "0f")
    for source in corpus.dossier.sources.values():
        page = source_page(source, viewer)
        marks = re.findall(r'<a class="d-sentence d-sentence--([a-z-]+)" href="source-([^"#]+)\.html#([^"]+)"', page)
        sentences = coverage(corpus, source.id)
        assert [(state, source_id) for state, source_id, _ in marks] == [(s.state, source.id) for s in sentences]
        for (_, _, anchor), sentence in zip(marks, sentences, strict=True):
            assert page.count(f'id="{anchor}"') == 1
            if sentence.cited:
                assert re.fullmatch(rf"q-({'|'.join(facts(sentence))})-\d+", anchor)


def test_the_strip_holds_no_words_of_the_article(corpus: Corpus) -> None:
    """The site quotes passages, and does not print articles: a mark says where its sentence is quoted, not what it
    says."""
    viewer = Viewer(corpus, derive(corpus), Tongue("en", corpus.dossier, hant(corpus.dossier)), "0f")
    for source in corpus.dossier.sources.values():
        strip = source_page(source, viewer).partition('<ol class="d-coverage__strip"')[2].partition("</ol>")[0]
        assert not re.search("[\u3400-\u9fff]", unescape(strip))
