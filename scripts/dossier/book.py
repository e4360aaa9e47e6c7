"""The whole dossier as one PDF per language, from the finished site: its pages as chapters behind a table of contents.

Links within the book lead to pages of the book, also those to records, which lead to their lines in the lists; links to
what the book does not hold lead to the site, where its address is known, and are plain text where it is not.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from .browser import Browser
from .corpus import read
from .hant import hant
from .load import load
from .model import About
from .tongue import TAGS, Tongue

TEMPLATE = Path(__file__).parent / "templates" / "book.html"
LISTS = {"f": "ledger", "x": "ledger", "e": "names"}
"""The pages that list the records of each folder."""

_ARTICLE = re.compile(r'<article class="d-page">\n(.*)\n</article>', re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_KICKER = re.compile(r'<p class="d-kicker"[^>]*>(.*?)</p>', re.DOTALL)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*/)')
_ID = re.compile(r'(\s(?:id|aria-labelledby|aria-controls)="|url\(#)([^")]+)')
_HREF = re.compile(r'\s(?:xlink:)?href="([^"]*)"')
_PAGE_TREE = re.compile(rb"(\d+) 0 obj\n<</Type /Pages\b[^>]*?/Kids \[([^\]]*)\]")
_PLACE = re.compile(rb"/([^\s/\[]+) \[(\d+) 0 R /XYZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page of the site; `content` is its article's HTML, `title` and `kicker` too."""

    name: str
    title: str
    kicker: str
    content: str


def bind(root: Path, browser: Browser, report: Callable[[str], object] = print) -> list[Path]:
    """Write `build/pdf/<language>.pdf` of the site in `build/site`, and give their paths."""
    dossier = read(load(root)).dossier
    conversion = hant(dossier)
    folder = root / "build" / "pdf"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for tag, path in TAGS.items():
        tongue = Tongue(tag, dossier, conversion)
        chapters = list(_chapters(root / "build" / "site" / path, dossier.about))
        book = folder / f"{path}.pdf"
        pages = _print(
            _document(chapters, tongue, (root / "build" / "site" / "assets").absolute().as_uri()), browser, book
        )
        report(f"{book.relative_to(root)}: {pages} pages, {book.stat().st_size / 1e6:.1f} MB")
        made.append(book)
    return made


def _chapters(folder: Path, about: About) -> Iterator[Chapter]:
    """The pages that the menu names, in its order, each article behind the list of articles."""
    names = [name for entry in about.nav for name in ([each.page for each in entry.below] or [entry.page])]
    files = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    at = names.index("sources") + 1 if "sources" in names else len(names)
    names[at:at] = sorted(name for name in files if name.startswith("source-"))
    articles = {name: found[1] for name in names if (found := _ARTICLE.search(files[name]))}
    known = set(articles) | {f"{name}--{each}" for name, text in articles.items() for _, each in _ID.findall(text)}
    known |= {
        f"{k}--{name}" for k, page in LISTS.items() for name in re.findall(rf'href="{k}/([^".#]+)', articles[page])
    }
    address = found[1] if (found := _CANONICAL.search(files["index"])) else None
    for name, text in articles.items():
        title, kicker = (found[1] if (found := part.search(text)) else "" for part in (_TITLE, _KICKER))
        yield Chapter(name=name, title=title or name, kicker=kicker, content=_bound(name, text, known, address))


def _bound(page: str, text: str, known: set[str], address: str | None) -> str:
    """A page's article with ids and links that hold in the book."""
    listed: set[str] = set()

    def follow(link: re.Match[str]) -> str:
        href = link[1]
        if re.match(r"[a-z]+:", href):
            return link[0]
        file, _, anchor = href.partition("#")
        folder, _, record = file.removesuffix(".html").rpartition("/")
        name = record if not folder else f"disagreements--dispute-{record}" if folder == "d" else f"{folder}--{record}"
        own = ""
        if LISTS.get(folder) == page and name not in listed:
            listed.add(name)
            own = f' id="{name}"'
            name = ""  # the line itself: nowhere else to go in the book
        target = f"{name or page}--{anchor}" if anchor and not folder else name
        if target in known:
            return f' href="#{target}"'
        return own + (f' href="{address}{href}"' if address else "")

    return _HREF.sub(follow, _ID.sub(rf"\g<1>{page}--\g<2>", text))


def _document(chapters: list[Chapter], tongue: Tongue, assets: str) -> Callable[[Mapping[str, int]], str]:
    """The book as HTML, given the numbers of its chapters' first pages."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    environment.filters["css"] = _css_string
    template = environment.from_string(TEMPLATE.read_text("utf-8"))
    about = tongue.dossier.about
    words = tongue.words("pages")["book"]
    shared = {
        "tag": tongue.tag,
        "assets": assets,
        "name": tongue.say(about.title),
        "description": tongue.say(about.description),
        "as_of": words["as_of"].format(date=tongue.date(about.as_of)),
        "licences": [tongue.say(text) for text in about.licences],
        "contents": words["contents"],
        "chapters": chapters,
    }
    return lambda numbers: template.render(shared, numbers=numbers)


def _css_string(text: str) -> Markup:
    """A text of HTML as a string of CSS, within HTML."""
    return Markup(json.dumps(Markup(text).striptags(), ensure_ascii=False).replace("<", r"\3c "))


def _print(document: Callable[[Mapping[str, int]], str], browser: Browser, book: Path) -> int:
    """Print twice, the second time with the page numbers that the first brought out; gives the number of pages."""
    page = browser.page()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "book.html")
        numbers: dict[str, int] = {}
        for _ in range(2):
            file.write_text(document(numbers), encoding="utf-8")
            page.goto(file.as_uri())
            printed = page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
            order = _page_order(printed)
            numbers = {name.decode(): order.index(number) + 1 for name, number in _PLACE.findall(printed)}
    page.close()
    book.write_bytes(printed)
    return len(order)


def _page_order(printed: bytes) -> list[bytes]:
    """The object numbers of a PDF's pages, in their order, out of its tree of pages."""
    tree = {node: re.findall(rb"(\d+) 0 R", kids) for node, kids in _PAGE_TREE.findall(printed)}
    below = {kid for kids in tree.values() for kid in kids}

    def leaves(node: bytes) -> Iterator[bytes]:
        if node in tree:
            for kid in tree[node]:
                yield from leaves(kid)
        else:
            yield node

    return [page for node in tree if node not in below for page in leaves(node)]
