"""The feed of changes to facts, read as a reader of feeds does, by a program that is not ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import feedparser

from dossier.model import Correction, Retired, Version
from dossier.render.feed import feed
from dossier.render.view import Viewer
from dossier.tongue import TAGS

from .test_record_pages import CONTENT_HASH, viewer

HOSTILE = "</content><script>alert()</script> ]]> &amp; <b>"


def told(made: Viewer) -> Viewer:
    """The tiny dossier with two versions and a correction in between, whose texts try to be markup."""
    dossier = made.corpus.dossier
    place = dossier.about.place
    retired = Retired(place=place, id="lamps-kept", why={"en": HOSTILE, "zh": "与另一条重复。"})
    first = Version(place=place, version="1.0", date="2032-01-01", content_hash=CONTENT_HASH, facts=7)
    second = Version(
        place=place,
        version="1.1",
        date="2032-03-01",
        content_hash=CONTENT_HASH,
        facts=7,
        added=("spending-2030",),
        altered={"lighthouses": ("evidence", "figure")},
        retired=("lamps-kept",),
    )
    correction = Correction(
        place=place,
        date="2032-02-01",
        facts=("lamps-kept",),
        was={"en": HOSTILE, "zh": "一"},
        now={"en": "2 & 3", "zh": "二"},
    )
    changed = replace(dossier, versions=(first, second), corrections=(correction,), retired={"lamps-kept": retired})
    return replace(made, corpus=replace(made.corpus, dossier=changed))


def read(text: str) -> Any:
    found = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def test_versions_and_corrections_the_latest_first() -> None:
    found = read(feed(told(viewer())))
    assert (found.feed.title, found.feed.updated) == ("Sealamp dossier: changes to facts", "2032-03-01T00:00:00Z")
    assert [(entry.title, entry.updated, entry.link) for entry in found.entries] == [
        ("Version 1.1", "2032-03-01T00:00:00Z", "../../en/ledger.html"),
        ("Corrected: 2 & 3", "2032-02-01T00:00:00Z", "../../en/checks.html#corrections"),
        ("Version 1.0", "2032-01-01T00:00:00Z", "../../en/ledger.html"),
    ]
    assert [entry.content[0].value for entry in found.entries] == [VERSION, CORRECTION, "<p>7 facts in all.</p>"]


ESCAPED = "&lt;/content&gt;&lt;script&gt;alert()&lt;/script&gt; ]]&gt; &amp;amp; &lt;b&gt;"
VERSION = (
    "<p>7 facts in all.</p>"
    '<h2>New</h2><ul><li><a href="../../en/f/spending-2030.html">spending-2030</a> '
    "Sealamp&#39;s spending on lighthouses in 2030 was about 1 billion yuan.</li></ul>"
    '<h2>Altered</h2><ul><li><a href="../../en/f/lighthouses.html">lighthouses</a> '
    "Port Daily reported that Sealamp kept over 300 lighthouses in 2030. (evidence, figure)</li></ul>"
    f'<h2>No longer in use</h2><ul><li><a href="../../en/f/lamps-kept.html">lamps-kept</a> {ESCAPED}</li></ul>'
)
CORRECTION = (
    f'<dl class="d-record">\n<div><dt>We said</dt><dd>{ESCAPED}</dd></div>\n'
    "<div><dt>It should be</dt><dd>2 &amp; 3</dd></div>\n"
    '<div><dt>Facts</dt><dd><a href="../../en/f/lamps-kept.html">lamps-kept</a></dd></div>\n</dl>'
)


def test_names_hold_wherever_the_site_stands() -> None:
    """They are the same with another address, and no two are, in no language."""
    named = []
    for tag, path in TAGS.items():
        here, there = (read(feed(told(viewer(tag, address=each)))) for each in (None, "https://sealamp.example"))
        ids, moved = ([found.feed.id, *(entry.id for entry in found.entries)] for found in (here, there))
        assert ids == moved == [UUID(each).urn for each in ids]
        named += ids
        assert [(link.rel, link.href) for link in there.feed.links] == [
            ("self", f"https://sealamp.example/data/changes/{path}.atom"),
            ("alternate", f"https://sealamp.example/{path}/index.html"),
        ]
        assert {found.feed.language for found in (here, there)} == {tag}
    assert len({*named}) == len(named) == 12


def test_before_anything_changed_it_is_empty() -> None:
    made = viewer("zh-Hant")
    dossier = replace(made.corpus.dossier, corrections=())
    found = read(feed(replace(made, corpus=replace(made.corpus, dossier=dossier))))
    assert (found.feed.title, found.feed.author, found.feed.updated, found.entries) == (
        "《海燈檔案》事實的改動",
        "《海燈檔案》撰稿者",
        "2031-01-31T00:00:00Z",
        [],
    )
