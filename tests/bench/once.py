"""One build, in a process of its own: prints the seconds of the processor that went into its parts."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from dossier.build import IMAGES, PLOTLY, checked
from dossier.derive import derive
from dossier.hant import hant
from dossier.memory import remembered
from dossier.publish import publish
from dossier.render import Edition, render, site
from dossier.trace import find_browser, trace


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(root: Path) -> None:
    """`ours`: from the process's start to all Markdown; `after`: what else it does; `generator`: MkDocs, in its own."""
    with remembered(root / ".cache"):
        corpus = checked(root)
        edition = Edition(corpus, derive(corpus), hant(corpus.dossier))
        drawings = edition.drawings()
        figures = {d.key: d.figure for charts in drawings.values() for pair in charts.values() for d in pair}
        browser = find_browser()
        images = trace(figures, browser=browser, plotly_js=root / PLOTLY, cache=root / IMAGES, report=str)
        files = dict(render(edition, drawings, images))
        ours, drawing = time.process_time(), children()
        publish(site(edition), files, root, report=str)
    taken = {"ours": ours, "after": time.process_time() - ours, "generator": children() - drawing}
    json.dump(taken, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
