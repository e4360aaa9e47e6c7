"""Chromium, which draws charts, posters and cards and prints the books: started at the first page that is asked of it,
and once for all of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from .kept import kept

if TYPE_CHECKING:
    from playwright import sync_api

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--font-render-hinting=none",
]


def find_browser() -> Path | None:
    """Chromium: the one named by DOSSIER_CHROMIUM, or the system's."""
    found = shutil.which(os.environ.get("DOSSIER_CHROMIUM") or "chromium")
    return Path(found) if found else None


def browsing() -> AbstractContextManager[Browser | None]:
    """The browser of this machine, if it has one, for the `with` block."""
    path = find_browser()
    return Browser(path) if path else nullcontext()


class Browser:
    """The browser at this path, which ends with the `with` block."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @cached_property
    def version(self) -> str:
        """What it calls itself: part of what an image depends on."""
        return subprocess.run([self.path, "--version"], capture_output=True, text=True, check=True).stdout

    def page(self, **settings: Any) -> sync_api.Page:
        """An empty page; the settings are those of Playwright's `new_page`."""
        return self._started.new_page(**settings)

    def pictures(self, documents: Mapping[str, str], cache: Path, **settings: Any) -> dict[str, bytes]:
        """A PNG of each HTML document's body, by its name; `settings` are those of the page that it is shown in."""
        base = f"{self.version}{ARGUMENTS}{settings}"
        files = {
            name: cache / f"{hashlib.sha256(f'{base}{document}'.encode()).hexdigest()}.png"
            for name, document in documents.items()
        }

        def drawn(names: Iterable[str]) -> Iterator[bytes]:
            page = self.page(**settings)
            for name in names:
                page.set_content(documents[name])
                page.evaluate("document.fonts.ready")
                yield page.locator("body").screenshot()
            page.close()

        return kept(files, drawn)

    @cached_property
    def _started(self) -> sync_api.Browser:
        from playwright.sync_api import sync_playwright  # takes 0.2 s: only where something is drawn

        playwright = self._open.enter_context(sync_playwright())
        return self._open.enter_context(playwright.chromium.launch(executable_path=self.path, args=ARGUMENTS))
