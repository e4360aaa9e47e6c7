"""The real site, for browser tests, audit, benchmark and screenshots: built, served, and one page of each kind."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .conftest import ROOT, ended, start

ARGUED = sorted({path.stem for path in (ROOT / "content/pages/en").glob("*.md")} - {"index"})
"""The analysis pages below the overview."""


def build(root: Path, *arguments: str) -> Path:
    """The real site, built in a folder of its own; what `build/` already holds is used where it is of today."""
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", ".cache"):
        (root / name).symlink_to(ROOT / name)
    if (ROOT / "build/.inputs").is_file():
        aside = shutil.ignore_patterns("next-*", "previous", ".lock", "pdf", "shots")
        shutil.copytree(ROOT / "build", root / "build", ignore=aside)
    status, said = ended(start(root, "build", *arguments))
    assert status == 0, said
    return root / "build/site"


class Host(SimpleHTTPRequestHandler):
    """Serves as hosts of static sites do: compressed, over few connections, with a page for wrong addresses."""

    protocol_version = "HTTP/1.1"
    packed = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        if not found:
            path = Path(self.directory, "404.html")
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        small = path.suffix in self.packed
        body = compressed(path, path.stat().st_mtime_ns) if small else path.read_bytes()
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", f"{self.guess_type(path)}{'; charset=utf-8' if small else ''}")
        self.send_header("Content-Length", str(len(body)))
        if small:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of readers who went on before all was there."""


@cache
def compressed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a folder on a server of this machine."""
    with Server(("127.0.0.1", port), partial(Host, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def pages_of(site: Path) -> list[str]:
    """Every page that stands in a language's own folder: `en/compute.html`."""
    return sorted(path.relative_to(site).as_posix() for path in site.glob("*/*.html"))


def records_of(site: Path) -> list[str]:
    """Every light page of a single record: `en/f/capex-2025.html`."""
    return sorted(path.relative_to(site).as_posix() for path in site.glob("*/?/*.html"))


def kinds_of(site: Path) -> list[str]:
    """One page of each kind, in one language after the other; `source-` stands for all pages of that beginning, and a
    folder for all pages in it."""
    first: dict[str, str] = {}
    languages = set()
    for page in pages_of(site) + records_of(site):
        language, _, name = page.removesuffix(".html").partition("/")
        languages.add(language)
        first.setdefault("argued" if name in ARGUED else re.sub("([-/]).*", r"\1", name), name)
    order = sorted(languages)
    return [f"{order[n % len(order)]}/{name}.html" for n, name in enumerate(sorted(first.values()))]
