"""One build, in a process of its own: prints the seconds of the processor that went into its parts."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from dossier import build, publish


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(root: Path) -> None:
    """`ours`: from the process's start to all pages; `after`: what else it does; `generator`: MkDocs, in its own."""
    began: list[float] = []

    def timed(*given: Any, **named: Any) -> Path:
        began.extend((time.process_time(), children()))
        return publish.publish(*given, **named)

    build.publish = timed  # type: ignore[attr-defined]
    (root / build.STAMP).unlink(missing_ok=True)
    build.build(root, report=str)
    ours, drawing = began
    json.dump({"ours": ours, "after": time.process_time() - ours, "generator": children() - drawing}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
