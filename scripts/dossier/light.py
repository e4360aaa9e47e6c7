"""Light pages: the site generator makes one page of each kind, a mould, and the others are poured into it.

So they have the head, menu, policy and scripts of every other page, whatever the theme becomes, and thousands of them
cost what a few do. `publish` writes the moulds beside the Markdown, and pours when the generator is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

import yaml

MOULD = "mould-"
_HOLES = re.compile(rf"<p>({MOULD}content)</p>|({MOULD}(?:title|description|\d+))")
_RELATIVE = re.compile(r'(\s(?:xlink:)?(?:href|src)=")(?!#|[a-z]+:)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A page of `content`, finished HTML whose links start from the language's folder, wherever the page stands.

    `title` and `description` are plain text, `section` is the menu's entry for it, `scripts` are assets for it alone,
    `name` and `words` what the search finds it by; the title serves where there is no name.
    """

    title: str
    description: str
    section: str
    content: str
    scripts: tuple[str, ...] = ()
    name: str = ""
    words: str = ""


def moulds(pages: Mapping[str, Light]) -> dict[str, list[str]]:
    """The pages (`en/f/lens.html`) that share a mould, by its path (`en/f/mould-0.md`). A page in its language's own
    folder has a mould to itself, at its own address, because the menu may name it."""
    shared: dict[str, dict[tuple[str, tuple[str, ...]], list[str]]] = {}
    found: dict[str, list[str]] = {}
    for name, page in pages.items():
        path = PurePosixPath(name)
        if len(path.parts) == 2:
            found[str(path.with_suffix(".md"))] = [name]
        else:
            shared.setdefault(str(path.parent), {}).setdefault((page.section, page.scripts), []).append(name)
    for folder, kinds in shared.items():
        found |= {f"{folder}/{MOULD}{number}.md": names for number, names in enumerate(kinds.values())}
    return found


def mould(page: Light) -> str:
    """What the generator is given in the place of the pages that share this one's mould."""
    front = {"title": f"{MOULD}title", "description": f"{MOULD}description", "section": page.section}
    return f"---\n{yaml.safe_dump(front | {'scripts': list(page.scripts)})}---\n\n{MOULD}content\n"


def pour(pages: Mapping[str, Light], made: Path, write: Callable[[str, bytes], None]) -> None:
    """Give each page to `write`, by its path, out of the moulds that the generator has finished in the site `made`."""
    for name, names in moulds(pages).items():
        finished = made / name.replace(".md", ".html")
        pieces = _HOLES.split(finished.read_text(encoding="utf-8"))
        finished.unlink()
        for each in names:
            write(each, _poured(pieces, PurePosixPath(each), pages[each]).encode())


def _poured(pieces: list[str | None], path: PurePosixPath, page: Light) -> str:
    up = "../" * (len(path.parts) - 2)
    parts = _RELATIVE.split(page.content)
    parts[1::2] = [before + up for before in parts[1::2]]
    holes = {f"{MOULD}title": escape(page.title), f"{MOULD}description": escape(page.description)}
    holes[f"{MOULD}content"] = "".join(parts)
    return "".join(holes.get(piece, path.stem) if n % 3 else piece for n, piece in enumerate(pieces) if piece)
