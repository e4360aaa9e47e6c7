"""Build, serve on this machine, and build again whenever something changes."""

from __future__ import annotations

import signal
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .build import build, inputs
from .problems import Broken
from .publish import Busy, Unpublished

HOST = "127.0.0.1"
EVERY = 0.5
"""Seconds between two looks at the files."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def serve(root: Path, port: int) -> None:
    """Serve until interrupted. A mistake in the content is shown, and the last good site stays."""
    handler = partial(_Quiet, directory=str(root / "build" / "site"))
    server = ThreadingHTTPServer((HOST, port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://{HOST}:{server.server_port}/  (Ctrl+C stops)")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a shell's background job is deaf to Ctrl+C
    seen: object = None
    try:
        while True:
            if (now := _state(root)) != seen:
                seen = now
                _try_build(root)
            time.sleep(EVERY)
    except KeyboardInterrupt:
        server.shutdown()


def _try_build(root: Path) -> None:
    started = time.monotonic()
    try:
        build(root)
    except (Broken, Unpublished, Busy) as error:
        print(f"{error}\nThe last good site stays.")
    else:
        print(f"built in {time.monotonic() - started:.1f} s")


def _state(root: Path) -> object:
    """What there is to read, and when each file was last written."""
    return {file: file.stat().st_mtime_ns for _, file in inputs(root)}
