"""What a page weighs, beside a plain page of the same generator and theme with a Plotly chart embedded as usual."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

from dossier.browser import ARGUMENTS

from ..conftest import ROOT, chromium
from ..real import build, serving

PAGE = "compute"
LEFT = r"\[\^[\w-]+\]|!?\[[^\]]*\]\(\w+:[^)]*\)"  # citations and placements mean nothing to the plain page


def plain(root: Path, *, chart: bool = False) -> Path:
    """A site of one page, made by MkDocs and Material as they come but for the fonts, which would be another host's:
    the words of a page of the dossier, and perhaps one chart that Plotly wrote."""
    body = (ROOT / f"content/pages/en/{PAGE}.md").read_text("utf-8").partition("\n---\n")[2]
    (root / "docs").mkdir(parents=True)
    (root / "docs/index.md").write_text(f"{re.sub(LEFT, '', body)}\n\nCHART\n", encoding="utf-8")
    settings = {"site_name": "Plain", "theme": {"name": "material", "font": False}}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, check=True, stderr=subprocess.DEVNULL)
    page = root / "site/index.html"
    page.write_text(page.read_text("utf-8").replace("<p>CHART</p>", embedded() if chart else ""), encoding="utf-8")
    return root / "site"


def embedded() -> str:
    """A bar chart as `figure.to_html` gives it, its library with it."""
    import plotly.graph_objects as go  # type: ignore[import-untyped]

    years, spent = ["2024", "2025"], [80, 160]
    return str(go.Figure(go.Bar(x=years, y=spent)).to_html(full_html=False, include_plotlyjs=True))


def weigh(page: Page, address: str, wait: int = 0) -> dict[str, int]:
    """What the browser fetches for the first view of a page, and how many bytes of each come over the wire.

    `wait` is for milliseconds after the network's first rest: a page may ask for more once its scripts have run.
    """
    session = page.context.new_cdp_session(page)
    asked: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update({asked[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(wait)
    session.detach()
    return weights


def weights(folder: Path) -> list[list[str]]:
    """A row for each page: its name, bytes and requests. Works in `folder`, which it makes."""
    folder.mkdir()
    sites = {
        f"the dossier: en/{PAGE}.html": (build_in(folder / "dossier"), f"en/{PAGE}.html"),
        "plain: the same words": (plain(folder / "plain"), "index.html"),
        "plain: the same words and one Plotly chart": (plain(folder / "chart", chart=True), "index.html"),
    }
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, (site, page) in sites.items():
            with serving(site) as server:
                found = weigh(browser.new_page(), f"{server}/{page}", wait=3000)
            rows.append([name, f"{sum(found.values()) / 1024:,.0f} KB", str(len(found))])
        browser.close()
    return rows


def build_in(root: Path) -> Path:
    root.mkdir()
    return build(root)
