"""Chromium, which draws charts, posters and cards and prints the books: started at the first page that is asked of it,
and once for all of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

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

    @cached_property
    def _started(self) -> sync_api.Browser:
        from playwright.sync_api import sync_playwright  # takes 0.2 s: only where something is drawn

        playwright = self._open.enter_context(sync_playwright())
        return self._open.enter_context(playwright.chromium.launch(executable_path=self.path, args=ARGUMENTS))
