"""The page components: each macro's whole output, hostile text, and the words of every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import markdown  # type: ignore[import-untyped]
import pytest
import yaml

from dossier.render.markup import environment

PACKAGE = Path(__file__).parents[1] / "scripts" / "dossier"
WORDS = yaml.safe_load((PACKAGE / "words" / "report.yml").read_text(encoding="utf-8"))
EN = WORDS["en"]

LINK = {"label": "Harbour", "href": "who.html#harbour"}
QUOTATION = {"lang": "zh-Hans", "before": "据透露，", "parts": [("投入达到", False), ("8 亿元", True)], "after": "。"}
EVIDENCE = QUOTATION | {
    "outlet": "港湾日报",
    "date": "16 Dec 2031",
    "article_href": "harbour.html",
    "said_by": "people familiar",
}
PLAIN = {**EVIDENCE, "before": "", "after": "", "said_by": None}
PLAN = {"kind": "modality", "label": "plan", "href": None}
DISPUTE = {"kind": "dispute", "label": "sources disagree", "href": "disagreements.html#fleet"}
NOTE = {
    "number": 1,
    "id": "spend-2031",
    "href": "ledger.html#f-spend-2031",
    "statement": "800 million was to be spent.",
    "formula": None,
    "badges": [PLAN, DISPUTE],
    "evidence": [EVIDENCE, PLAIN],
}
CALL = {"number": 1, "target": "spend-2031", "first": True}
ARTICLE = {
    "outlet": "港湾日报",
    "author": None,
    "date": "16 Dec 2031",
    "genre": "report",
    "url": "https://example.org/a?b=1&c=2",
    "origins": [LINK],
    "condition": "undamaged",
    "counts": "12 facts",
    "file": "a.txt",
    "sha256": "0f",
}
USES = [("Cited on", [LINK, LINK]), ("Charts", [LINK])]
DISPUTE_BOX = {
    "id": "fleet",
    "kind": "value",
    "title": "how much?",
    "rows": [{"label": "1.6 bn", "href": "ledger.html#f-lamp", "text": "Harbour", "cites": [CALL | {"first": False}]}],
    "shown": "1.6 as the plan.",
    "href": "disagreements.html#fleet",
}
VIEWS: dict[str, tuple[Any, ...]] = {
    "cite": (1, "spend-2031", EN),
    "masthead": ("Ferries", "Motors go abroad", "A plan."),
    "headline_figures": (
        [
            {"value": "55.6%", "label": "abroad", "cites": [CALL]},
            {"value": [("about ", False), ("80%", True)], "label": "of three", "cites": []},
        ],
        EN,
    ),
    "notes": ([NOTE], EN),
    "disagreement": (
        DISPUTE_BOX,
        EN,
    ),
    "article_header": (ARTICLE, EN),
    "article_fact": (
        EVIDENCE | {"statement": "It was spent.", "href": "ledger.html#f-x", "badges": [PLAN], "uses": USES},
        EN,
    ),
    "data_table": (
        [{"label": "Company", "numeric": False}, {"label": "Ferries", "numeric": True}],
        [["Lantern", 120], [{"text": "苍鹭", "href": "#h", "lang": "zh-Hans", "cites": [CALL]}, "95"]],
        "Ferries",
        EN,
    ),
    "repairs": (
        [
            {
                "kind": "2 mended",
                "rule": None,
                "examples": [
                    {
                        "before": [("电", False), ("(dian)", True)],
                        "after": [("电", False), ("", True)],
                        "lang": "zh-Hans",
                        "how": "reading out",
                        "certainty": "proved",
                    },
                ],
            },
            {
                "kind": "1 joined",
                "rule": "As needed.",
                "examples": [
                    {"before": [("↵", True)], "after": [("", True)], "lang": "zh-Hans", "how": None, "certainty": None}
                ],
            },
        ],
        EN,
    ),
    "remarks": (
        [
            {
                "href": "f/x.html",
                "statement": "It was spent.",
                "notes": [
                    {"label": "Scope", "text": "On lamps.", "basis": "sources"},
                    {"label": None, "text": "It was not.", "basis": "editors"},
                ],
            }
        ],
        "suspected",
        "Suspected errors",
    ),
    "ways": ([{"href": "fleet.html", "name": "Fleet", "title": "Lamps go abroad"}], EN),
    "beside": ([("fleet", "Fleet", 2), ("crew", "Crew", None)], "On this page", "<form></form>"),
    "rivalry": (DISPUTE_BOX, "spending", EN),
    "coverage": (
        {
            "count": "3 sentences in all.",
            "key": [{"state": "quoted", "text": "1 quoted"}, {"state": "set-aside", "text": "2 set aside"}],
            "sentences": [
                {"state": "quoted", "href": "#q-x-1", "label": "Sentence 1: quoted in x"},
                {"state": "set-aside", "href": "#aside-1", "label": "Sentence 2: set aside"},
                {"state": "unaccounted", "href": None, "label": "Sentence 3: not accounted for"},
            ],
        },
        EN,
    ),
    "set_aside_table": ([{"id": "aside-1", "text": "关注", "lang": "zh-Hans", "reason": "repeats", "fact": LINK}], EN),
    "absences": ([{"text": "Who supplies.", "searched": ["电池", "供应商"], "lang": "zh"}], EN),
    "as_of": ("As of February 2032.",),
}
CITE = (
    '<sup class="d-cite" data-search-exclude><a id="cite-spend-2031" href="#note-spend-2031" role="doc-noteref"'
    ' aria-label="Evidence 1">1</a></sup>'
)
GOLDEN = {
    "cite": CITE,
    "masthead": """\
<header class="d-masthead">
<p class="d-kicker" data-search-exclude>Ferries</p>
<h1 data-search-exclude>Motors go abroad</h1>
<p class="d-standfirst">A plan.</p>
</header>""",
    "headline_figures": """\
<dl class="d-figures">
<div class="d-figure">
<dt>abroad[cite]</dt>
<dd>55.6%</dd>
</div>
<div class="d-figure">
<dt>of three</dt>
<dd><small>about </small><span>80%</span></dd>
</div>
</dl>""".replace("[cite]", CITE),
    "notes": """\
<section class="d-notes" aria-label="Evidence" data-close="Close" data-search-exclude>
<h2 class="d-notes__title">Evidence</h2>
<ol class="d-notes__list">
<li class="d-note" id="note-spend-2031">
<a class="d-note__number" href="#cite-spend-2031" role="doc-backlink" aria-label="Back to the sentence of note 1">1</a>
<p class="d-note__statement">800 million was to be spent.</p>
<div class="d-evidence">
<p class="d-byline"><a href="harbour.html">港湾日报</a><span class="d-byline__date">&nbsp;· 16 Dec 2031</span></p>
<blockquote class="d-quote" lang="zh-Hans"><span class="d-quote__around">据透露，</span><span>投入达到</span><mark>8 亿元</mark><span class="d-quote__around">。</span></blockquote>
<p class="d-said">according to people familiar</p>
</div>
<div class="d-note__foot"><p class="d-badges">
<span class="d-badge d-badge--modality">plan</span>
<a class="d-badge d-badge--dispute" href="disagreements.html#fleet">sources disagree</a>
</p>
<p class="d-note__record"><a href="ledger.html#f-spend-2031">Record</a></p>
</div>
<details class="d-more">
<summary class="d-more__summary">More evidence (1)</summary>
<div class="d-evidence">
<p class="d-byline"><a href="harbour.html">港湾日报</a><span class="d-byline__date">&nbsp;· 16 Dec 2031</span></p>
<blockquote class="d-quote" lang="zh-Hans"><span>投入达到</span><mark>8 亿元</mark></blockquote>
</div>
</details>
</li>
</ol>
</section>""",  # noqa: E501
    "disagreement": """\
<section class="d-dispute" data-search-exclude id="dispute-fleet">
<h3 class="d-dispute__title">The sources disagree: how much?</h3>
<dl class="d-dispute__rows">
<div><dt><a href="ledger.html#f-lamp">1.6 bn</a></dt><dd>Harbour<sup class="d-cite" data-search-exclude><a href="#note-spend-2031" role="doc-noteref" aria-label="Evidence 1">1</a></sup></dd></div>
<div><dt>Shown here</dt><dd>1.6 as the plan. <a href="disagreements.html#fleet">Full account</a></dd></div>
</dl>
</section>""",  # noqa: E501
    "article_header": """\
<div class="d-article">
<dl class="d-record">
<div><dt>Outlet</dt><dd>港湾日报</dd></div>
<div><dt>Published</dt><dd>16 Dec 2031</dd></div>
<div><dt>Kind</dt><dd>report</dd></div>
<div><dt>Draws on</dt><dd><a href="who.html#harbour">Harbour</a></dd></div>
<div><dt>Condition</dt><dd>undamaged</dd></div>
<div><dt>Taken from it</dt><dd>12 facts</dd></div>
<div><dt>Address</dt><dd><a href="https://example.org/a?b=1&amp;c=2" rel="external noreferrer">https://example.org/a?b=1&amp;c=2</a></dd></div>
<div><dt>File</dt><dd><code>a.txt</code></dd></div>
<div><dt>SHA-256</dt><dd><code>0f</code></dd></div>
</dl>
</div>""",
    "article_fact": """\
<div class="d-taken" data-search-exclude>
<blockquote class="d-quote" lang="zh-Hans"><span class="d-quote__around">据透露，</span><span>投入达到</span><mark>8 亿元</mark><span class="d-quote__around">。</span></blockquote>
<p class="d-said">according to people familiar</p>
<p class="d-taken__statement"><a href="ledger.html#f-x">It was spent.</a></p>
<p class="d-badges">
<span class="d-badge d-badge--modality">plan</span>
</p>
<details class="d-uses"><summary>Used: 3</summary><dl class="d-record">
<div><dt>Cited on</dt><dd><ul class="d-plain"><li><a href="who.html#harbour">Harbour</a></li><li><a href="who.html#harbour">Harbour</a></li></ul></dd></div>
<div><dt>Charts</dt><dd><ul class="d-plain"><li><a href="who.html#harbour">Harbour</a></li></ul></dd></div>
</dl></details>
</div>""",  # noqa: E501
    "data_table": """\
<div class="d-table" role="region" aria-label="Ferries" tabindex="0">
<table class="d-table__table">
<caption>Ferries</caption>
<thead>
<tr><th scope="col">Company</th><th scope="col" class="d-numeric">Ferries</th></tr>
</thead>
<tbody>
<tr><th scope="row">Lantern</th><td class="d-numeric" data-label="Ferries">120</td></tr>
<tr><th scope="row"><a href="#h"><span class="d-quote" lang="zh-Hans">苍鹭</span></a>[cite]</th><td class="d-numeric" data-label="Ferries">95</td></tr>
</tbody>
</table>
</div>""".replace("[cite]", CITE),  # noqa: E501
    "repairs": """\
<section class="d-repairs">
<h2 id="repairs">Repairs</h2>
<h3>2 mended</h3>
<ul class="d-repairs__list">
<li>
<dl class="d-repairs__sides"><div><dt>As it reached us</dt><dd><span class="d-quote" lang="zh-Hans">电<del>(dian)</del></span></dd></div><div><dt>As repaired</dt><dd><span class="d-quote" lang="zh-Hans">电</span></dd></div></dl>
<p class="d-repairs__how"><span class="d-badge">proved</span> reading out</p>
</li>
</ul>
<h3>1 joined</h3>
<p>As needed.</p>
<ul class="d-repairs__list">
<li>
<dl class="d-repairs__sides"><div><dt>As it reached us</dt><dd><span class="d-quote" lang="zh-Hans"><del>↵</del></span></dd></div><div><dt>As repaired</dt><dd><span class="d-quote" lang="zh-Hans"></span></dd></div></dl>
</li>
</ul>
</section>""",  # noqa: E501
    "remarks": """\
<section class="d-remarks">
<h2 id="suspected">Suspected errors</h2>
<ul class="d-repairs__list">
<li><a href="f/x.html">It was spent.</a><p class="d-remark"><strong>Scope</strong> On lamps. <span class="d-remark__basis">sources</span></p><p class="d-remark">It was not. <span class="d-remark__basis">editors</span></p></li>
</ul>
</section>""",  # noqa: E501
    "ways": """\
<nav class="d-ways" aria-labelledby="ways" data-search-exclude>
<h2 class="d-ways__title" id="ways">Read on</h2>
<ul class="d-ways__list">
<li><a href="fleet.html"><span class="d-ways__name">Fleet</span> Lamps go abroad</a></li>
</ul>
</nav>""",
    "beside": """\
<div class="d-beside">&lt;form&gt;&lt;/form&gt;
<nav class="d-index" aria-label="On this page" data-search-exclude>
<ul>
<li><a href="#fleet">Fleet</a> 2</li>
<li><a href="#crew">Crew</a></li>
</ul>
</nav>
</div>""",
    "rivalry": """\
<section class="d-rivalry" data-row data-kind="value" data-topic="spending" data-search-exclude id="dispute-fleet">
<p class="d-rivalry__kind">The sources disagree</p>
<h3><a href="disagreements.html#fleet">how much?</a></h3>
<dl class="d-rivalry__sides">
<div><dt><a href="ledger.html#f-lamp">1.6 bn</a></dt><dd>Harbour</dd></div>
</dl>
<p><strong>Shown here</strong> 1.6 as the plan.</p>
</section>""",
    "coverage": """\
<div class="d-coverage" data-search-exclude>
<p class="d-coverage__count">3 sentences in all.</p>
<ul class="d-coverage__key">
<li><span class="d-sentence d-sentence--quoted"></span>1 quoted</li>
<li><span class="d-sentence d-sentence--set-aside"></span>2 set aside</li>
</ul>
<ol class="d-coverage__strip" aria-label="Sentence by sentence">
<li><a class="d-sentence d-sentence--quoted" href="#q-x-1" title="Sentence 1: quoted in x" aria-label="Sentence 1: quoted in x"></a></li>
<li><a class="d-sentence d-sentence--set-aside" href="#aside-1" title="Sentence 2: set aside" aria-label="Sentence 2: set aside"></a></li>
<li><span class="d-sentence d-sentence--unaccounted" role="img" title="Sentence 3: not accounted for" aria-label="Sentence 3: not accounted for"></span></li>
</ol>
</div>""",  # noqa: E501
    "set_aside_table": """\
<div class="d-table" role="region" aria-label="Set aside" tabindex="0">
<table class="d-table__table d-table__table--text">
<caption>Set aside</caption>
<thead>
<tr><th scope="col">Passage</th><th scope="col">Why</th></tr>
</thead>
<tbody>
<tr id="aside-1"><td><span class="d-quote" lang="zh-Hans">关注</span></td><td>repeats <a href="who.html#harbour">Harbour</a></td></tr>
</tbody>
</table>
</div>""",  # noqa: E501
    "absences": """\
<section class="d-absences">
<h2 id="not-said">What these sources don’t say</h2>
<dl class="d-absences__list">
<dt>Who supplies.</dt>
<dd>Not found in any article: <span class="d-quote" lang="zh">电池</span> · <span class="d-quote" lang="zh">供应商</span></dd>
</dl>
</section>""",  # noqa: E501
    "as_of": """\
<p class="d-as-of">As of February 2032.</p>""",
}

HOSTILE = "<script>x()</script>\" on='a' {{ 7 * 7 }} {% x %} `c` *e* [l](m)\n\n# h\r\n<!-- &lt; {n} "
STRUCTURAL = {"kind", "state", "certainty", "numeric", "first", "number"}
"""Keys whose values choose a form; they come from closed lists, not from what people write."""


@pytest.fixture(scope="module")
def parts() -> Any:
    return environment().get_template("parts.html").module


class Shape(HTMLParser):
    """The tags of a text with the names of their attributes, and the text between and within them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[str]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))
        self.texts.extend(value or "" for _, value in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def hostile(view: Any, key: str = "") -> Any:
    """The same view data with hostile text wherever people's text may stand."""
    if view is EN or key in STRUCTURAL:
        return view
    if isinstance(view, Mapping):
        return {name: hostile(value, name) for name, value in view.items()}
    if isinstance(view, (list, tuple)):
        return type(view)(hostile(each) for each in view)
    if isinstance(view, str) and view:
        return "https://" + HOSTILE if key == "url" else HOSTILE
    return view


def emptied(view: Any, key: str = "") -> Any:
    """The same view data with nothing in every list and every text that may be missing."""
    if isinstance(view, dict) and view is not EN:
        optional = {"date", "period", "figure", "relation", "assumes", "rounding", "url", "href", "said_by"}
        optional |= {"before", "after"}
        return {name: None if name in optional else emptied(value, name) for name, value in view.items()}
    return [] if isinstance(view, list) and key else view


@pytest.mark.parametrize("name", GOLDEN)
def test_output(parts: Any, name: str) -> None:
    assert getattr(parts, name)(*VIEWS[name]) == GOLDEN[name]


def test_every_view_has_its_golden_text() -> None:
    assert GOLDEN.keys() == VIEWS.keys()


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "cite"])  # its one text is an id
def test_hostile_text_changes_no_tag_and_stays_readable(parts: Any, name: str) -> None:
    shape = Shape(getattr(parts, name)(*hostile(VIEWS[name])))
    assert shape.tags == Shape(GOLDEN[name]).tags
    assert any(HOSTILE.replace("\n", " ").replace("\r", " ") in text for text in shape.texts)


@pytest.mark.parametrize("change", [lambda view: view, hostile, emptied], ids=["as it is", "hostile", "emptied"])
@pytest.mark.parametrize("name", VIEWS)
def test_markdown_takes_each_part_as_it_is(parts: Any, name: str, change: Any) -> None:
    """No blank line, and nothing in it that Markdown would read."""
    html = getattr(parts, name)(*[change(argument) for argument in VIEWS[name]])
    assert not re.search(r"\n\s*\n|^\s|\s$", html)
    if name == "cite":
        assert markdown.markdown(f"Said.{html} More.") == f"<p>Said.{html} More.</p>"
    else:
        assert markdown.markdown(str(html)) == str(html)


def test_an_address_that_is_not_of_the_web_is_shown_and_not_linked(parts: Any) -> None:
    html = parts.article_header(ARTICLE | {"url": "javascript:alert(1)"}, EN)
    assert "<div><dt>Address</dt><dd>javascript:alert(1)</dd></div>" in html


def test_a_repeated_citation_carries_no_id(parts: Any) -> None:
    assert parts.cite(1, "spend-2031", EN, False) == CITE.replace(' id="cite-spend-2031"', "")


def test_nothing_cited_or_absent_gives_nothing(parts: Any) -> None:
    assert (parts.notes([], EN), parts.absences([], EN)) == ("", "")


def test_a_missing_key_is_an_error(parts: Any) -> None:
    with pytest.raises(jinja2.UndefinedError, match="statement"):
        parts.notes([{key: value for key, value in NOTE.items() if key != "statement"}], EN)


def slots(words: Mapping[str, Any]) -> dict[str, Any]:
    """Each word's key with the places to fill in, for words within words too."""
    return {
        key: slots(word) if isinstance(word, Mapping) else re.findall(r"\{\w+\}", word) for key, word in words.items()
    }


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_each_language_has_the_same_words_with_the_same_slots(language: str) -> None:
    assert slots(WORDS[language]) == slots(EN)


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    template = (PACKAGE / "templates" / "parts.html").read_text(encoding="utf-8")
    assert set(re.findall(r"\bw\.(\w+)", template)) == EN.keys()


def test_the_strict_policy_holds() -> None:
    """No inline style or script, no text that escapes escaping, no request to another host."""
    template = (PACKAGE / "templates" / "parts.html").read_text(encoding="utf-8")
    style = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("assets/*.css") if path.stem != "serif")
    script = (PACKAGE / "assets" / "report.js").read_text(encoding="utf-8")
    assert not re.search(r"<(script|style)|\s(style|on\w+)=|\|\s*safe", template)
    assert not re.search(r"url\(|@import", style)
    assert not re.search(r"https?:|\beval\b|innerHTML|cssText|Function\(", script)
