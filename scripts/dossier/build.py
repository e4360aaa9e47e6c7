"""The whole flow on one screen: from `seeds/` and `content/` to `build/site`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from .browser import Browser, browsing, find_browser
from .cards import card_paths, draw_cards
from .checks import check
from .corpus import Corpus, read
from .derive import derive
from .editing import write_schemas
from .hant import hant
from .light import Light
from .load import load, uncollected
from .memory import remembered
from .problems import Broken
from .publish import FONT_FILE, FONT_PACKAGE, LIBRARY, preview, publish
from .render import Edition, render, site
from .sites import CHECKOUT
from .trace import photograph, trace

IMAGES = Path(".cache/charts")
CARDS = Path(".cache/cards")
FONT = FONT_PACKAGE / "files" / FONT_FILE
ENGINE = Path(__file__).parent
INPUTS: tuple[str | Path, ...] = (
    *("content", "seeds", "mkdocs.yml"),
    *(CHECKOUT / name for name in ("mkdocs.yml", "requirements", "package-lock.json")),
    *(LIBRARY, FONT),
)
STAMP = Path("build/.inputs")

Report = Callable[[str], object]
Files = dict[str, str | bytes | Light]


def checked(root: Path) -> Corpus:
    """The dossier under `root`, read and clean. Raises `Broken` with every problem."""
    corpus = read(load(root))
    if problems := check(corpus):
        raise Broken(problems)
    return corpus


def build(root: Path, *, address: str | None = None, repository: str | None = None, report: Report = print) -> Path:
    """Make the site, unless nothing has changed since it was made. Raises `Broken`, `Unpublished` and `Busy`.

    `address` is where it will stand, `repository` where its content does, without a slash at their ends, if not where
    content/dossier.yml says.
    """
    now = fingerprint(root, f"{find_browser()} {address} {repository}")
    stamp = root / STAMP
    if stamp.is_file() and stamp.read_text() == now and (root / "build" / "site").is_dir():
        report("build/site: nothing has changed")
        return root / "build" / "site"
    report("Reading and checking …")
    with uncollected(), remembered(root / ".cache"):
        corpus = checked(root)
        write_schemas(corpus.dossier, root)
        if address or repository:
            about = corpus.dossier.about
            about = replace(about, address=address or about.address, repository=repository or about.repository)
            corpus = replace(corpus, dossier=replace(corpus.dossier, about=about))
        edition = Edition(corpus, derive(corpus), hant(corpus.dossier))
        told = site(edition)
        with browsing() as browser:
            files = rendered(edition, root, browser, report)
            if told.url and browser:
                report("Drawing the cards …")
                told = replace(told, cards=card_paths(files))
                files |= draw_cards(told, files, browser=browser, font=FONT, cache=root / CARDS)
            posters = {name: file for name, file in files.items() if isinstance(file, str) and name.endswith(".svg")}
            files |= photograph(posters, browser=browser, font=FONT, cache=root / IMAGES)
        report("Making the site in three languages …")
        stamp.unlink(missing_ok=True)  # a build that is killed from here on must not pass for the one before it
        made = publish(told, files, root, report=report)
    stamp.write_text(now)
    return made


def early(root: Path, path: str) -> None:
    """Make one page, by its path in the site, for somebody who waits; `build` makes the same of it, and all else.
    Raises as it does."""
    with uncollected(), remembered(root / ".cache", whole=False), browsing() as browser:
        corpus = checked(root)
        edition = Edition(corpus, derive(corpus), hant(corpus.dossier), only=path)
        told, files = site(edition), rendered(edition, root, browser, report=str)
        if told.url and browser:
            told = replace(told, cards=card_paths([*files, f"{path.split('/')[0]}/index.md"]))  # the others' is that
        page = {name: file for name, file in files.items() if name in (path, path.replace(".html", ".md"))}
        if page:
            preview(told, path, page, root)


def rendered(edition: Edition, root: Path, browser: Browser | None, report: Report) -> Files:
    """The files of the site, but for what is drawn of them."""
    report("Drawing the charts …")
    drawings = edition.drawings()
    figures = {d.key: d.figure for charts in drawings.values() for pair in charts.values() for d in pair}
    images = trace(figures, browser=browser, plotly_js=LIBRARY, cache=root / IMAGES, report=report)
    return dict(render(edition, drawings, images))


def fingerprint(root: Path, given: str) -> str:
    """A digest of everything that the site is made from."""
    digest = hashlib.sha256(given.encode())
    for name, file in inputs(root):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def inputs(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that the site is made from, the engine's own too, by a name that is the same in any folder."""
    for top in (*(root / name for name in INPUTS), ENGINE):
        for file in sorted([top, *top.rglob("*")]):
            if file.is_file() and "__pycache__" not in file.parts:
                yield f"{top.name}/{file.relative_to(top).as_posix()}", file
