"""Screenshots of a page of each kind, for eyes to judge: `make shots` writes build/shots/ and a sheet of them all.

At three widths, in both colour schemes and in every language; a sheet's column is a width and a scheme.
"""

from __future__ import annotations

import argparse
import shutil
from html import escape
from typing import Literal

from playwright.sync_api import sync_playwright

from dossier.browser import ARGUMENTS

from .conftest import ROOT, chromium
from .real import kinds_of, serving

OUT = ROOT / "build/shots"
LANGUAGES = ("en", "zh-hans", "zh-hant")
WIDTHS = {1440: 1000, 820: 1180, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make shots", description=__doc__)
    parser.add_argument("pages", nargs="*", help="such as compute or f/capex-2025 (default: one a kind)")
    parser.add_argument("--full", action="store_true", help="whole pages, not the first screen")
    given = parser.parse_args()
    site = ROOT / "build/site"
    pages = given.pages or [page.partition("/")[2].removesuffix(".html") for page in kinds_of(site)]
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for language in LANGUAGES:
                    for name in pages:
                        page.goto(f"{address}/{language}/{name}.html", wait_until="networkidle")
                        page.screenshot(path=OUT / shot(name, language, width, scheme), full_page=given.full)
                page.close()
        browser.close()
    (OUT / "index.html").write_text(sheet(pages), encoding="utf-8")
    print(f"{(OUT / 'index.html').relative_to(ROOT)}: {len(pages) * 18} screenshots")


def shot(name: str, language: str, width: int, scheme: str) -> str:
    return f"{name.replace('/', '-')}-{language}-{width}-{scheme}.png"


def sheet(pages: list[str]) -> str:
    """All screenshots on one page, a row for each page and language."""
    rows = []
    for name in pages:
        for language in LANGUAGES:
            files = [shot(name, language, width, scheme) for width in WIDTHS for scheme in SCHEMES]
            cells = "".join(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' for file in files)
            rows.append(f"<h2>{escape(language)}/{escape(name)}</h2><p>{cells}</p>")
    style = "body{font:14px sans-serif}p{display:flex;gap:8px;align-items:start}img{height:420px;border:1px solid #999}"
    return f'<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>{style}</style>{"".join(rows)}'


if __name__ == "__main__":
    main()
