"""The whole dossier as a PDF, on the tiny dossier: its parts are there, in order, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dossier.book import _page_order

from .conftest import chromium, ended, settle, start


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chromium()
    project = settle(tmp_path_factory.mktemp("book"))
    assert ended(start(project, "build"))[0] == 0
    return project


def test_a_book_for_each_language_with_bookmarks_page_numbers_and_links_that_hold(root: Path) -> None:
    status, said = ended(start(root, "pdf"))
    assert (status, re.findall(r"build/pdf/(\S+): (\d+) pages", said)) == (
        0,
        [(f"{path}.pdf", str(len(pages(root, path)))) for path in ("en", "zh-hans", "zh-hant")],
    )
    for path in ("en", "zh-hans", "zh-hant"):
        book = (root / f"build/pdf/{path}.pdf").read_bytes()
        targets = set(re.findall(rb"/Dest /([^\s/>]+)", book))
        places = dict(re.findall(rb"/([^\s/\[]+) \[(\d+) 0 R /XYZ", book))
        assert targets
        assert targets <= places.keys()
        order = pages(root, path)
        chapters = [b"index", b"timeline", b"names", b"sources", b"ledger", b"disagreements", b"checks", b"data"]
        starts = [order.index(places[name]) for name in chapters]
        assert starts == sorted(set(starts))
        assert starts[0] == 2  # behind the title and the contents
        assert b"/Type /Outlines" in book
        assert b"/Marked true" in book


def pages(root: Path, path: str) -> list[bytes]:
    return _page_order((root / f"build/pdf/{path}.pdf").read_bytes())


def test_without_a_site_there_is_no_book(tmp_path: Path) -> None:
    assert ended(start(settle(tmp_path), "pdf")) == (
        2,
        "dossier: a book takes Chromium and a built site: make pdf\n",
    )
