"""One build, in a process of its own: prints the seconds of the processor that went into its parts."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dossier import build, publish
from dossier.light import MOULD, Light, mould
from dossier.sites import Site
from dossier.swap import workshop


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(root: Path, *, whole: bool) -> None:
    """`ours`: from the process's start to all pages; `after`: what else it does; `generator`: MkDocs, in its own, on
    the Markdown that it is given; `whole`: MkDocs, if every page were given to it."""
    taken: dict[str, float] = {}

    def timed(site: Site, pages: Mapping[str, publish.Page], root: Path, **named: Any) -> Path:
        taken["ours"], drawing = time.process_time(), children()
        if whole:
            generate(site, pages, root)
            taken["whole"] = children() - drawing
        here, drawing = time.process_time(), children()
        made = publish.publish(site, pages, root, **named)
        taken.update(after=time.process_time() - here, generator=children() - drawing)
        return made

    build.publish = timed  # type: ignore[attr-defined]
    (root / build.STAMP).unlink(missing_ok=True)
    build.build(root, report=str)
    json.dump(taken, sys.stdout)


def generate(site: Site, pages: Mapping[str, publish.Page], root: Path) -> None:
    """Let MkDocs make every page, none of them out of a mould, in a folder that is thrown away."""
    given = {name.replace(".html", ".md"): page for name, page in pages.items()}
    written = {name: as_markdown(page) if isinstance(page, Light) else page for name, page in given.items()}
    with workshop(root / "build/preview") as made:
        (made / "site/assets").mkdir(parents=True)
        for language in site.languages:
            publish._configure(site, language, root.resolve(), made)
        publish._generate({name: p.encode() if isinstance(p, str) else p for name, p in written.items()}, made)


def as_markdown(page: Light) -> str:
    return mould(page).replace(f"{MOULD}content", page.content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), whole=sys.argv[2:] == ["whole"])
