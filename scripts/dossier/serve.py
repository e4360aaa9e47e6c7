"""Build, serve on this machine, and build again whenever something changes.

The page that is being read comes first, by `early`, and stands before that of the site until `build` has made all of it
anew. A change ends the work on what was before it. Both run in processes of their own, this module being their command,
so that an edit of the engine is served too.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from .build import build, early, inputs
from .problems import Broken
from .publish import PREVIEW, Busy, Unpublished
from .tongue import TAGS

HOST = "127.0.0.1"
EVERY = 0.2
"""Seconds between two looks at the files."""
SCRIPT = Path(__file__).with_name("serve.js")
EMPTY = b"<!doctype html><meta charset=utf-8><title>dossier</title></head>"
"""In the place of a page that is not there, or not yet."""


class _Server(ThreadingHTTPServer):
    def __init__(self, root: Path, port: int) -> None:
        super().__init__((HOST, port), partial(_Handler, directory=str(root / "build" / "site")))
        self.site, self.preview = root / "build" / "site", root / PREVIEW
        self.wrong = ""
        """What is wrong with the content."""
        self.reading = ""
        """The last page that was asked for, by its path in the site."""

    def page(self, path: str) -> tuple[bytes | None, str]:
        """The page at this path, and what tells it from what it was before, or will be."""
        name = _name(path)
        for folder in (self.preview, self.site):
            with suppress(OSError):
                if ".." not in Path(name).parts:
                    content = (folder / name).read_bytes()
                    return content, sha256(content).hexdigest()
        return None, ""


def _name(path: str) -> str:
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        path = unquote(address.path)
        if path == "/-/serve.js":
            self._answer("text/javascript", SCRIPT.read_bytes())
        elif path == "/-/state":
            _, now = self.server.page(unquote(address.query))
            self._answer("application/json", json.dumps({"page": now, "wrong": self.server.wrong}).encode())
        elif path.endswith((".html", "/")):
            self.server.reading = _name(path)
            content, now = self.server.page(path)
            script = f'<script src="/-/serve.js" data-page="{now}"></script></head>'.encode()
            self._answer("text/html", (content or EMPTY).replace(b"</head>", script, 1), 200 if content else 404)
        else:
            super().do_GET()

    def _answer(self, kind: str, content: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def serve(root: Path, port: int) -> None:
    """Serve until interrupted. A mistake is told here and on the pages, and the last good site stays."""
    server = _Server(root.resolve(), port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://{HOST}:{server.server_port}/  (Ctrl+C stops)")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a shell's background job is deaf to Ctrl+C
    seen: State = {}
    with tempfile.TemporaryFile() as errors:
        work = _Work(root, server, errors)
        try:
            while True:
                if (now := _state(root)) != seen:
                    work.begin(server.reading if seen and _of_content(root, now, seen) else "")
                    seen = now
                work.go_on()
                time.sleep(EVERY)
        except KeyboardInterrupt:
            server.shutdown()
        finally:
            work.end()


class _Work:
    """What is being made: a page perhaps, then the site."""

    def __init__(self, root: Path, server: _Server, errors: BinaryIO) -> None:
        self.root, self.server, self.errors = root, server, errors
        self.steps: list[list[str]] = []
        self.process: subprocess.Popen[bytes] | None = None

    def begin(self, page: str) -> None:
        """Leave all else, and make these."""
        self.end()
        self.steps = [[page], []] if page.split("/")[0] in TAGS.values() and self.server.site.is_dir() else [[]]
        self.began = time.monotonic()

    def go_on(self) -> None:
        """See how the work goes, and do what comes next."""
        if self.process is not None and self.process.poll() is not None:
            self._finished(self.process.returncode, self.steps.pop(0))
            self.process = None
        if self.process is None and self.steps:
            command = [sys.executable, "-m", "dossier.serve", str(self.root), *self.steps[0]]
            self.errors.seek(0)
            self.errors.truncate()
            self.process = subprocess.Popen(
                command, env=os.environ | {"PYTHONIOENCODING": "utf-8"}, stderr=self.errors, start_new_session=True
            )

    def _finished(self, status: int, step: list[str]) -> None:
        self.errors.seek(0)
        self.server.wrong = self.errors.read().decode(errors="replace").strip() if status else ""
        if status:
            self.steps = []
            print(f"{self.server.wrong}\nThe last good site stays.", flush=True)
        else:
            print(f"{step[0] if step else 'all'}: {time.monotonic() - self.began:.1f} s", flush=True)
            if not step:
                shutil.rmtree(self.server.preview, ignore_errors=True)

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()
        self.process = None


State = Mapping[Path, int]


def _state(root: Path) -> State:
    """What there is to read, and when each file was last written."""
    found = {}
    for _, file in inputs(root):
        with suppress(FileNotFoundError):  # an editor was quicker
            found[file] = file.stat().st_mtime_ns
    return found


def _of_content(root: Path, now: State, seen: State) -> bool:
    """Whether nothing else has changed."""
    return all(file.is_relative_to(root / "content") for file, _ in now.items() ^ seen.items())


def main(root: str, page: str = "") -> None:
    """Make a page, or the site. What is wrong goes to the standard error."""
    try:
        if page:
            early(Path(root), page)
        else:
            build(Path(root))
    except (Broken, Unpublished, Busy) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main(*sys.argv[1:])
