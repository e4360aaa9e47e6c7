"""One Chromium for all tests here; the real site, built once, in a sub-folder of a server; readers who miss nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, Response, sync_playwright

from dossier.browser import ARGUMENTS

from ..conftest import ROOT, chromium
from ..real import build, kinds_of, pages_of, records_of, serving

AXE = ROOT / "node_modules/axe-core/axe.min.js"
LEFT = "net::ERR_ABORTED"  # the reader went on before all was there
OWN = ("http://127.0.0.1:", "file:", "data:")

Reading = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def reading(browser: Browser) -> Reading:
    """Opens pages for a reader; the settings are those of a browser context. Whatever a page complains of, and any
    request to another host, fails the test."""

    @contextmanager
    def read(**settings: Any) -> Iterator[Page]:
        context = browser.new_context(**settings)
        page = context.new_page()
        page.set_default_timeout(5_000)
        complaints = listen(page)
        yield page
        context.close()
        assert complaints == []

    return read


def listen(page: Page) -> list[str]:
    """A list that grows with the page's complaints."""
    complaints: list[str] = []

    def complain(text: str) -> None:
        complaints.append(f"{page.url}: {text}")

    def asked(request: Request) -> None:
        if not request.url.startswith(OWN):
            complain(f"asks another host: {request.url}")

    def failed(request: Request) -> None:
        if request.failure != LEFT:
            complain(f"{request.failure}: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            complain(f"{response.status}: {response.url}")

    def asked_back(dialog: Dialog) -> None:
        complain(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: complain(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complain(str(error)))
    page.on("dialog", asked_back)
    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on("response", answered)
    return complaints


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong with the page, which must have been opened with `bypass_csp`; by all rules or by these."""
    if not page.evaluate("Boolean(window.axe)"):
        page.add_script_tag(path=AXE)
    run = "rules => axe.run(rules.length ? { runOnly: rules } : {})"
    told = ".then(run => run.violations.map(fault => `${fault.id}: ${fault.nodes[0].html}`))"
    return [f"{page.url}: {fault}" for fault in page.evaluate(run + told, rules)]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once."""
    return build(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="package")
def address(site: Path) -> Iterator[str]:
    """Where the real site stands: in a folder of a server, as project pages do."""
    with serving(site.parent) as server:
        yield f"{server}/{site.name}"


@pytest.fixture(scope="package")
def pages(site: Path) -> list[str]:
    """Every page that stands in a language's own folder: `en/compute.html`."""
    return pages_of(site)


@pytest.fixture(scope="package")
def records(site: Path) -> list[str]:
    """Every light page of a single record: `en/f/capex-2025.html`."""
    return records_of(site)


@pytest.fixture(scope="package")
def kinds(site: Path) -> list[str]:
    """One page of each kind, in one language after the other."""
    return kinds_of(site)
