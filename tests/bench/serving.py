"""How long it takes until a saved edit shows in the browser: seconds by the clock, on a machine with nothing else to
do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from dossier.browser import ARGUMENTS

from ..conftest import chromium, ended, start

PATIENCE = 300_000
FOLDER, PAGE, FACTS = "zh-hans", "compute", "content/facts/compute.yml"
OLD, NEW = "字节跳动的资本开支2025年将翻倍", "字节跳动资本开支2025年将翻倍"
"""Words of a statement that the page cites, and others for them."""


def seen(root: Path, edits: int) -> list[float]:
    """Of so many edits of a fact, each the other way round, on the page that cites it."""
    server = start(root, "serve", "--port", "0", PYTHONUNBUFFERED="1")
    assert server.stdout
    address = server.stdout.readline().split()[0]
    wait_for_all(server.stdout.readline)
    taken = []
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS).new_page()
        page.goto(f"{address}{FOLDER}/{PAGE}.html")
        for n in range(edits):
            old, new = (OLD, NEW) if n % 2 == 0 else (NEW, OLD)
            file = root / FACTS
            text = file.read_text("utf-8")
            began = time.monotonic()
            file.write_text(text.replace(old, new), "utf-8")
            page.locator(f"text={new}").first.wait_for(state="attached", timeout=PATIENCE)
            taken.append(time.monotonic() - began)
            wait_for_all(server.stdout.readline)
    server.terminate()
    ended(server)
    return taken


def wait_for_all(readline: Callable[[], str]) -> None:
    while not readline().startswith("all: "):
        pass
