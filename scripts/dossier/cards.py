"""Draw the cards that stand for the pages where an address is shared: a picture each, in the page's language.

Made from the pages' own front matter by the browser that draws the charts. The same page gives the same bytes, with the
same browser and fonts; cards are kept by all that they depend on.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import jinja2
import yaml

from .browser import Browser
from .sites import NavItem, Site

TEMPLATE = Path(__file__).parent / "templates" / "card.html"
SIZE = {"width": 1200, "height": 630}


def draw_cards(
    site: Site, pages: Mapping[str, object], *, browser: Browser, font: Path, cache: Path
) -> dict[str, bytes]:
    """A PNG for each Markdown page, by its path in the site: `cards/en/compute.png`.

    `font` is the headings' face, if it is there; `cache` is a folder that may be deleted.
    """
    face = b64encode(font.read_bytes()).decode() if font.is_file() else ""
    return browser.pictures(dict(_documents(site, pages, face)), cache, viewport=SIZE)


def card_paths(pages: Iterable[str]) -> tuple[str, ...]:
    """The path of each Markdown page's card."""
    return tuple(f"cards/{path.removesuffix('.md')}.png" for path in pages if path.endswith(".md"))


def _documents(site: Site, pages: Mapping[str, object], face: str) -> Iterator[tuple[str, str]]:
    """Each card's path and what it shows, as HTML."""
    template = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True).from_string(
        TEMPLATE.read_text("utf-8")
    )
    for language in site.languages:
        for path, page in pages.items():
            if path.startswith(f"{language.path}/") and path.endswith(".md") and isinstance(page, str):
                front = yaml.load(page.split("---\n")[1], yaml.CSafeLoader)
                words = {
                    "title": front["title"],
                    "text": front["description"],
                    "section": _section(site.nav[language.path], f"{front['section']}.md"),
                }
                yield (
                    f"cards/{path.removesuffix('.md')}.png",
                    template.render(words, name=site.name[language.path], tag=language.tag, face=face),
                )


def _section(nav: Iterable[NavItem], path: str) -> str | None:
    """The entry of the menu that a page stands under."""
    return next((item.title for item in nav if path in {item.path, *(below.path for below in item.children)}), None)
