"""`dossier serve`: what is saved is on the page that is being read, and so is what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from dossier.publish import PREVIEW

from ..conftest import contents, ended, settle, start
from .conftest import Reading

PATIENCE = 120_000
"""Milliseconds: how long it takes is measured by `make bench`."""
INJECTED = re.compile(rb'<script src="/-/serve\.js" data-page="\w+"></script>')


@dataclass(frozen=True)
class Served:
    """A tiny dossier that is being served."""

    root: Path
    address: str

    def page(self, name: str) -> bytes:
        with urlopen(f"{self.address}{name}") as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            content: bytes = answer.read()
        return content

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / "content" / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = settle(tmp_path_factory.mktemp("tiny"))
    server = start(root, "serve", "--port", "0", PYTHONUNBUFFERED="1")
    assert server.stdout
    address = server.stdout.readline().split()[0]
    assert any(line.startswith("all: ") for line in server.stdout)
    yield Served(root, address)
    server.terminate()
    assert ended(server)[0] == 0


def test_what_is_saved_shows_on_the_page_that_is_read_and_is_as_the_site_will_be(
    served: Served, reading: Reading
) -> None:
    """The page stays where its reader was."""
    site, name = served.root / "build/site", "zh-hans/index.html"
    before = contents(site)
    with reading(viewport={"width": 800, "height": 300}) as page:
        page.goto(f"{served.address}{name}")
        page.evaluate("scrollTo(0, 200)")
        served.edit("pages/zh/index.md", "## 它看守什么", "## 它看守哪些灯塔")
        expect(page.locator("h2").first).to_have_text("它看守哪些灯塔", timeout=PATIENCE)
        shown, made = served.page(name), contents(served.root / PREVIEW)
        assert page.evaluate("scrollY") == 200
        assert contents(site) == before
        page.goto(f"{served.address}zh-hant/index.html")
        expect(page.locator("h2").first).to_have_text("它看守哪些燈塔", timeout=PATIENCE)
    after = contents(site)
    assert len(INJECTED.findall(shown)) == 1
    assert INJECTED.sub(b"", shown) == after[name] != before[name]
    assert made == {name: after[name]}
    assert not any(b"serve.js" in content for content in after.values())


def test_a_mistake_is_told_on_the_page_until_it_is_mended(served: Served, reading: Reading) -> None:
    """In the words of `dossier check`, which are no markup; the last good page stays."""
    hostile = "<img src=x onerror=alert(1)>"
    with reading() as page:
        page.goto(f"{served.address}en/index.html")
        told, title = page.get_by_role("alert"), page.locator("h1")
        served.edit("facts/lights.yml", "modality: denial", f"modality: {hostile}")
        expect(told).to_contain_text("content/facts/lights.yml:", timeout=PATIENCE)
        status, said = ended(start(served.root, "check"))
        assert status == 1
        assert hostile in said
        assert told.inner_text() in said
        expect(title).to_have_text("Sealamp bets on lamps")
        served.edit("facts/lights.yml", hostile, "denial")
        expect(told).to_have_count(0, timeout=PATIENCE)
        expect(title).to_have_text("Sealamp bets on lamps")


def test_nothing_is_served_but_the_site(served: Served) -> None:
    (served.root / "build/secret.html").write_text("secret")
    for path in ("../secret.html", "%2e%2e/secret.html", "en/none.html", "-/none"):
        with pytest.raises(HTTPError, match="404"), urlopen(f"{served.address}{path}"):
            pass
