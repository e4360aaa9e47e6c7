"""The index that the reader's search looks through (assets/search.js), from the one that MkDocs' plugin gathers."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from .hant import characters
from .light import MOULD, Light


def search_index(
    gathered: str, light: Mapping[str, Light], menu: Mapping[str, str], alike: Sequence[tuple[str, ...]]
) -> str:
    """A script that sets `dossier.index` to `{variants, alike, entries: [[address, title, page's title, text]…]}`.

    Pages that the `menu` names, by their address, have the title that they have there.

    A script and not JSON, because a page that was opened as a file may load the one and not the other.
    """
    documents = [each for each in json.loads(gathered)["docs"] if MOULD not in each["text"]]
    titles = {each["location"]: _plain(each["title"]) for each in documents if "#" not in each["location"]}
    titles |= menu
    entries = [
        (
            each["location"],
            _plain(each["title"]),
            titles.get(each["location"].partition("#")[0], ""),
            _plain(each["text"]),
        )
        for each in documents
    ]
    for name, page in light.items():
        address = name.partition("/")[2]
        entries.append((address, page.name or page.title, menu.get(address, ""), page.words))
    printed = {character for texts in (*entries, *alike) for text in texts for character in text}
    index = {"variants": variants(printed), "alike": alike, "entries": entries}
    return f"(window.dossier ??= {{}}).index = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))};\n"


def _plain(marked_up: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", marked_up)).split())


def variants(printed: Iterable[str]) -> str:
    """Pairs `億亿`, one after the other: each traditional character whose simplified form may be searched for.

    That is so where a form of it is `printed` in the index, or is a scale of numbers, which is read.
    """
    simplified = _simplified()
    used = {"亿", "万", *(simplified.get(character, character) for character in printed)}
    return "".join(one + other for one, other in simplified.items() if one != other and other in used)


@cache
def _simplified() -> dict[str, str]:
    """Every Han character in its simplified form."""
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    return dict(zip(han, characters("\n".join(han), "t2s").split("\n"), strict=True))
