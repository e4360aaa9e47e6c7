"""The whole flow on one screen: from `seeds/` and `content/` to `build/site`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from .checks import check
from .corpus import Corpus, read
from .derive import derive
from .hant import hant
from .load import load
from .problems import Broken
from .publish import publish
from .render import Edition, render, site
from .trace import find_browser, trace

PLOTLY = Path(".cache/plotly/plotly.min.js")
IMAGES = Path(".cache/charts")
INPUTS = ("content", "seeds", "scripts/dossier", "mkdocs.yml", "requirements", "package-lock.json", str(PLOTLY))
STAMP = Path("build/.inputs")

Report = Callable[[str], object]


def checked(root: Path) -> Corpus:
    """The dossier under `root`, read and clean. Raises `Broken` with every problem."""
    corpus = read(load(root))
    if problems := check(corpus):
        raise Broken(problems)
    return corpus


def build(root: Path, *, report: Report = print) -> Path:
    """Make the site, unless nothing has changed since it was made. Raises `Broken`, `Unpublished` and `Busy`."""
    browser = find_browser()
    inputs = fingerprint(root, browser)
    stamp = root / STAMP
    if stamp.is_file() and stamp.read_text() == inputs and (root / "build" / "site").is_dir():
        report("build/site: nothing has changed")
        return root / "build" / "site"
    report("Reading and checking …")
    corpus = checked(root)
    edition = Edition(corpus, derive(corpus.dossier), hant(corpus.dossier))
    drawings = edition.drawings()
    report("Drawing the charts …")
    figures = {d.key: d.figure for charts in drawings.values() for pair in charts.values() for d in pair}
    images = trace(figures, browser=browser, plotly_js=root / PLOTLY, cache=root / IMAGES, report=report)
    files: dict[str, str | bytes] = dict(render(edition, drawings, images))
    report("Making the site in three languages …")
    made = publish(site(edition), files, root, report=report)
    stamp.write_text(inputs)
    return made


def fingerprint(root: Path, browser: Path | None) -> str:
    """A digest of everything that the site is made from."""
    digest = hashlib.sha256(str(browser).encode())
    for name in INPUTS:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts) or [path]
        for file in files:
            content = file.read_bytes() if file.is_file() else b""
            digest.update(f"{file.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
