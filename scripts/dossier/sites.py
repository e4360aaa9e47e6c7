"""What the site generator is told: one MkDocs configuration for each language, and the pages above the languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
"""Where set-up puts what every dossier is built with."""
THEME = HERE / "theme"
ASSETS = HERE / "assets"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)

# What every page needs, as one file each: every request costs a reader on the road more than its bytes.
JOINED = {
    "site.css": (
        *("serif.css", "base.css", "frame.css", "search.css", "page.css", "evidence.css", "disputes.css"),
        *("article.css", "table.css", "lists.css", "record.css", "chart.css", "print.css"),
    ),
    "page.js": ("report.js", "charts.js", "copy.js"),
}
ICON = "data:image/svg+xml," + quote((ASSETS / "icons/icon.svg").read_text("utf-8").strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the site: its BCP 47 tag, the folder it stands in, and its name in itself."""

    tag: str
    path: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of the menu: a page (`compute.md`, from its language's folder), or a section of pages.

    A section with a `path` of its own has that page as its first.
    """

    title: str
    path: str | None = None
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the generator needs to know that is not in the pages; the mappings go by `Language.path`.

    `words` are those of words/chrome.yml; `url` is where the site will stand, without a slash at its end; `description`
    says in the first language what the site is; `feeds` and `cards`, the pictures that stand for pages where they are
    shared, are paths in the site; of words that are `alike` the search finds any when it is asked for one.
    """

    name: Mapping[str, str]
    languages: tuple[Language, ...]
    nav: Mapping[str, tuple[NavItem, ...]]
    words: Mapping[str, Mapping[str, str]]
    feeds: Mapping[str, str] = field(default_factory=dict)
    repository: str | None = None
    url: str | None = None
    description: str = ""
    cards: tuple[str, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()


def configuration(site: Site, language: Language, root: Path, assets: Path) -> dict[str, Any]:
    """The MkDocs configuration of one language, for a file in a folder beside `pages` and `site`, which has these
    `assets`."""
    return {
        "INHERIT": str(settings(root)),
        "site_name": site.name[language.path],
        "docs_dir": f"../pages/{language.path}",
        "site_dir": f"../site/{language.path}",
        "theme": {"custom_dir": str(THEME)},
        "nav": [_entry(item) for item in site.nav[language.path]],
        "extra": {
            "path": language.path,
            "root": f"{site.url}/" if site.url else None,
            "languages": [asdict(each) for each in site.languages],
            "language": language.tag,
            "words": dict(site.words[language.path]),
            "feed": site.feeds.get(language.path),
            "repository": site.repository,
            "policy": POLICY,
            "cards": [card for card in site.cards if card.startswith(f"cards/{language.path}/")],
            "icon": ICON,
            "face": face(assets),
        },
    }


def settings(root: Path) -> Path:
    """What the three languages share: the dossier's own, or the engine's."""
    own = root / "mkdocs.yml"
    return own if own.is_file() else CHECKOUT / own.name


def _entry(item: NavItem) -> dict[str, Any]:
    if not item.children:
        return {item.title: item.path}
    own = [{item.title: item.path}] if item.path else []
    return {item.title: own + [_entry(child) for child in item.children]}


def face(assets: Path) -> str | None:
    """The headings' face, if it is among the assets."""
    return next((path.relative_to(assets).as_posix() for path in (assets / "fonts").glob("*.woff2")), None)


def front_pages(site: Site, assets: Path) -> dict[str, str]:
    """The files above the languages: the choice of a language, the page for wrong addresses, robots.txt."""
    root = f"{site.url}/" if site.url else ""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME), undefined=jinja2.StrictUndefined, autoescape=True
    )
    chooser = environment.get_template("chooser.html")
    shared = {
        "languages": site.languages,
        "names": site.name,
        "words": site.words,
        "description": site.description,
        "root": root,
        "policy": POLICY,
        "icon": ICON,
        "face": face(assets),
    }
    return {
        "index.html": chooser.render(shared, missing=False, top=""),
        # It answers for addresses in any folder: its own links are whole ones, or begin at the host.
        "404.html": chooser.render(shared, missing=True, top=root or "/"),
        "robots.txt": "User-agent: *\nAllow: /\n" + (f"Sitemap: {root}sitemap.xml\n" if root else ""),
    }


def sitemap(url: str, pages: Iterable[str]) -> str:
    """Where every page stands, for search engines; the pages by their paths in the site."""
    places = "".join(f"<url><loc>{escape(f'{url}/{quote(page)}')}</loc></url>\n" for page in sorted(pages))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAPS}">\n{places}</urlset>\n'
