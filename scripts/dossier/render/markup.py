"""Contributors' Markdown as safe HTML, and the page parts as functions.

Everything a contributor wrote is escaped first; only the marks of `prose` — emphasis, code, links to pages and
to the web — become elements again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

from ..prose import CITATION

TEMPLATES = Path(__file__).parents[1] / "templates"
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s()]+|[a-z0-9-]+\.html(?:#[a-z0-9-]+)?)\)")
_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
)


@cache
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined, autoescape=True
    )


@cache
def parts(name: str = "parts.html") -> Any:
    """The macros of a template, as functions that give `Markup`."""
    return environment().get_template(name).module


def inline(text: str, cite: Callable[[str], str]) -> Markup:
    """A sentence's Markdown as HTML; `cite` gives the markup of a citation."""
    pieces = []
    last = 0
    for match in CITATION.finditer(text):
        pieces += [_marks(text[last : match.start()]), cite(match[1])]
        last = match.end()
    pieces.append(_marks(text[last:]))
    return Markup("".join(pieces))


def _marks(text: str) -> str:
    text = escape(text, quote=True)
    for pattern, element in _INLINE:
        text = pattern.sub(element, text)
    return _LINK.sub(r'<a href="\2">\1</a>', text)


def document(front: dict[str, str], content: list[str]) -> str:
    """A page for the site generator: front matter, then blocks of HTML, none with a blank line in it that would
    begin Markdown."""
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=10_000)
    body = "\n\n".join(part for part in content if part)
    return f"---\n{head}---\n\n{body}\n"
