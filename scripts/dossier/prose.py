"""The Markdown of analysis pages: blocks, sentences and what they cite. The one reading that checks and
rendering share.

A standfirst is a paragraph; a body is plain Markdown: `## headings {#ascii-id}`, paragraphs, `- ` lists.
`[^id]` cites a fact or a derived figure; an image alone on its line places something by name: `![](chart:id)`,
`![](disagreement:id)`, `![](absences:)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .characters import joint
from .model import Page

CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")
_PLACEMENT = re.compile(r"!\[\]\(([a-z]+):([a-z0-9-]*)\)")
_HEADING = re.compile(r"(#{2,4}) +(.*?)(?: +\{#([a-z0-9-]+)\})?")
_SENTENCE = re.compile(r".*?(?:[。！？][”’」』）]*|[.!?][\"”’)]*(?=\s|\[\^|$))(?:\[\^[a-z0-9-]+\])*|.+", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]^]*)\]\([^()\s]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a page at `line` of its file. A placement has its kind in `text` and its name in `name`; a
    heading its id."""

    kind: Literal["heading", "paragraph", "item", "placement"]
    text: str
    line: int
    name: str | None = None
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence without its marks, and the ids it cites."""

    text: str
    cites: tuple[str, ...]
    line: int


def blocks(page: Page) -> tuple[Block, ...]:
    """The standfirst, and the blocks of the body in order."""
    standfirst = Block(kind="paragraph", text=page.standfirst, line=page.place.at("standfirst").line)
    return (standfirst, *_body(page.body, page.body_line))


@lru_cache(maxsize=1 << 10)  # every rule on prose goes through every page
def _body(body: str, first_line: int) -> tuple[Block, ...]:
    return tuple(_blocks(body, first_line))


def _blocks(body: str, first_line: int) -> Iterator[Block]:
    gathered: list[str] = []
    start = first_line
    for line, text in enumerate([*body.split("\n"), ""], first_line):
        alone = _PLACEMENT.fullmatch(text.strip()) or _HEADING.fullmatch(text.strip())
        item = text.startswith("- ")
        if gathered and (not text.strip() or alone or item):
            yield _gathered(gathered, start)
            gathered = []
        if alone and text.strip().startswith("!"):
            yield Block(kind="placement", text=alone[1], name=alone[2], line=line)
        elif alone:
            yield Block(kind="heading", text=alone[2], name=alone[3], level=len(alone[1]), line=line)
        elif text.strip():
            start = start if gathered else line
            gathered.append(text.strip())


def _gathered(lines: list[str], line: int) -> Block:
    text = lines[0]
    for more in lines[1:]:  # a wrapped line continues its sentence
        text += joint(text[-1], more[0]) + more
    if text.startswith("- "):
        return Block(kind="item", text=text[2:], line=line)
    return Block(kind="paragraph", text=text, line=line)


@lru_cache(maxsize=1 << 14)
def sentences(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block; a citation behind the full stop belongs to the sentence before it."""
    return tuple(
        Sentence(text=plain(words), cites=tuple(CITATION.findall(words)), line=block.line)
        for words in _SENTENCE.findall(block.text)
        if words.strip()
    )


def plain(text: str) -> str:
    """The words of a piece of Markdown, without marks, citations and addresses."""
    text = _LINK.sub(r"\1", CITATION.sub("", text))
    return re.sub(r"\*\*|\*|`", "", text).strip()


def citations(page: Page) -> list[str]:
    """Everything that the sentences of a page cite, in order of first appearance."""
    return list(dict.fromkeys(name for block in blocks(page) for name in CITATION.findall(block.text)))
