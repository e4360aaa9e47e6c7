"""A mutant: what a contributor's slip of the hand makes of one or two files of the content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar
from zlib import crc32

import yaml

from dossier.model import Page
from dossier.nodes import AMBIGUOUS
from dossier.place import Place

T = TypeVar("T")
Kind = Literal["facts", "derived", "disagreements", "sources", "matrices", "structures", "pages"]
Key = str | tuple[str, str]
"""A record's key in the dossier: an id, or language and id of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`text` takes the place of the code points `start` to `end` of a file."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The edits of one record's file; an edit touches nothing outside of the record."""

    kind: Kind
    key: Key
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """`told` says in a few words what was done; `excuse`, if it survives, why no rule could know: a key of
    `reasons` in operators.yml."""

    operator: str
    parts: tuple[Part, ...]
    told: str
    excuse: str | None = None

    @property
    def name(self) -> str:
        """The same in every run on the same content, unlike any other mutant's."""
        return f"{self.operator} {' '.join(map(str, (part.key for part in self.parts)))}: {self.told}"


def pick(options: Sequence[T], *seed: object) -> T | None:
    """One of the options, always the same for the same seed."""
    return options[crc32(repr(seed).encode()) % len(options)] if options else None


def apply(text: str, edits: Iterable[Edit], start: int = 0) -> str:
    """A text that begins at `start` of its file, edited."""
    for edit in sorted(edits, key=lambda each: -each.start):
        text = text[: edit.start - start] + edit.text + text[edit.end - start :]
    return text


def at(place: Place, *path: str | int) -> Place:
    """The node under a path, which is there."""
    for step in path:
        place = place.inside(step)
    return place


def span(place: Place, file: str) -> tuple[int, int]:
    """Where a node stands in its file, without the white space that ends a block."""
    start, end = place.node.start_mark.index, place.node.end_mark.index
    shift = len("---\n") if place.line_offset and place.file.endswith(".md") else 0
    words = file[start + shift : end + shift].rstrip()
    return start + shift, start + shift + len(words)


def rewrite(place: Place, file: str, value: str) -> Edit:
    """A scalar with another value, plain if it was and can be."""
    start, end = span(place, file)
    plain = isinstance(place.node, yaml.ScalarNode) and not place.node.style and _plain(value)
    return Edit(start=start, end=end, text=value if plain else json.dumps(value, ensure_ascii=False))


def _plain(value: str) -> bool:
    try:
        node = yaml.compose(f"[{value}]", Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    alone = len(items) == 1 and isinstance(items[0], yaml.ScalarNode) and not items[0].style
    return alone and items[0].value == value and not AMBIGUOUS.fullmatch(value)


def listed(place: Place, file: str, items: Iterable[str]) -> Edit:
    """A list of words, written on one line."""
    start, end = span(place, file)
    return Edit(start=start, end=end, text=f"[{', '.join(items)}]")


def without_item(place: Place, file: str, key: str, index: int) -> Edit:
    """An item of a block list taken out; the key as well, where it was the only one."""
    items = place.inside(key).node.value
    assert isinstance(place.node, yaml.MappingNode)
    if len(items) == 1:
        return without_key(place, file, key)
    starts = [file.rfind("\n", 0, item.start_mark.index) + 1 for item in items]
    end = starts[index + 1] if index + 1 < len(items) else span(place.inside(key), file)[1] + 1
    return Edit(start=starts[index], end=end, text="")


def without_key(place: Place, file: str, key: str) -> Edit:
    """A key of a block mapping taken out, with its value."""
    (node,) = (node for node, _ in place.node.value if node.value == key)
    start = file.rfind("\n", 0, node.start_mark.index) + 1
    return Edit(start=start, end=span(place.inside(key), file)[1] + 1, text="")


def body_start(page: Page, file: str) -> int:
    """Where a page's body begins in its file."""
    return len(file) - len(page.body)
