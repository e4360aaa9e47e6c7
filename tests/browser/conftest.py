"""One Chromium for all tests here; the real site, built once, in a sub-folder of a server; readers who miss nothing."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, Response, sync_playwright

from dossier.trace import ARGUMENTS

from ..conftest import ROOT, chromium, ended, start

AXE = ROOT / "node_modules/axe-core/axe.min.js"
LEFT = "net::ERR_ABORTED"  # the reader went on before all was there
OWN = ("http://127.0.0.1:", "file:", "data:")

Reading = Callable[..., AbstractContextManager[Page]]


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many requests

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder on a server of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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
    """The real site, built in a folder of its own; what `build/` already holds is used where it is of today."""
    root = tmp_path_factory.mktemp("project")
    for name in ("content", "seeds", "requirements"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "package-lock.json", "node_modules", ".cache"):
        (root / name).symlink_to(ROOT / name)
    if (ROOT / "build/.inputs").is_file():
        shutil.copytree(ROOT / "build", root / "build", ignore=shutil.ignore_patterns("next-*", "previous", ".lock"))
    status, said = ended(start(root, "build"))
    assert status == 0, said
    return root / "build/site"


@pytest.fixture(scope="package")
def address(site: Path) -> Iterator[str]:
    """Where the real site stands: in a folder of a server, as project pages do."""
    with serving(site.parent) as server:
        yield f"{server}/{site.name}"


@pytest.fixture(scope="package")
def pages(site: Path) -> list[str]:
    """Every page of the languages: `en/compute.html`."""
    return sorted(path.relative_to(site).as_posix() for path in site.glob("*/*.html"))


ARGUED = sorted({path.stem for path in (ROOT / "content/pages/en").glob("*.md")} - {"index"})
"""The analysis pages below the overview."""


@pytest.fixture(scope="package")
def records(site: Path) -> list[str]:
    """Every light page of a single record: `en/f/capex-2025.html`."""
    return sorted(path.relative_to(site).as_posix() for path in site.glob("*/?/*.html"))


@pytest.fixture(scope="package")
def kinds(pages: list[str], records: list[str]) -> list[str]:
    """One page of each kind, in one language after the other; `source-` stands for all pages of that beginning, and
    `f/` for all in that folder."""
    names = sorted({name.partition("/")[2].removesuffix(".html") for name in [*pages, *records]})
    kind_of = {name: "argued" if name in ARGUED else re.sub("[-/].*", "-", name) for name in names}
    first = {kind: name for name, kind in reversed(kind_of.items())}
    languages = sorted({name.partition("/")[0] for name in pages})
    return [f"{languages[n % 3]}/{name}.html" for n, name in enumerate(sorted(first.values()))]
