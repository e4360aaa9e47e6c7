"""Contributors' Markdown as safe HTML, and the page parts as functions.

Everything a contributor wrote is escaped first; only the marks of `prose` — emphasis, code, links to pages and
to the web — become elements again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from pickle import Pickler
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, soft_str

from ..memory import memory
from ..prose import CITATION

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).parents[1] / "templates"
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s()]+|[a-z0-9-]+\.html(?:#[a-z0-9-]+)?)\)")
_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
)


@cache
def environment() -> jinja2.Environment:
    import jinja2  # on use: it takes 100 ms, and a run may remember all that it asks

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined, autoescape=True
    )
    made.globals["line"] = _line
    return made


def _line(text: object) -> str:
    """A text on one line: a line break from content must not open a paragraph in the Markdown around it."""
    return soft_str(text).replace("\r", " ").replace("\n", " ")


@cache
def parts(name: str = "parts.html") -> Any:
    """The macros of a template, as functions that give `Markup`."""
    return _Macros(name)


class _Macros:
    """Macros, which give the same for the same: what they gave is remembered."""

    def __init__(self, template: str) -> None:
        self._template = template

    def __getattr__(self, macro: str) -> Callable[..., Markup]:
        def call(*given: object) -> Markup:
            def make(_: str = "") -> str:
                return str(getattr(environment().get_template(self._template).module, macro)(*given))

            key = f"{self._template} {macro} {sha256(_values(given)).hexdigest()}"
            return Markup(memory("parts").recall(key, make))

        return call


def _values(given: object) -> bytes:
    """What tells this from all else: the values in it, whichever objects hold them."""
    told = BytesIO()
    pickler = Pickler(told)
    pickler.fast = True  # objects that are met again are told again
    pickler.dump(given)
    return told.getvalue()


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


def heading(text: str, name: str, level: int = 2) -> str:
    return f'<h{level} id="{escape(name)}">{escape(text)}</h{level}>'


def document(front: Mapping[str, object], content: list[str]) -> str:
    """A page for the site generator: front matter, then blocks of HTML, none with a blank line in it that would
    begin Markdown."""
    head = "".join(f"{key}: {json.dumps(front[key], ensure_ascii=False)}\n" for key in sorted(front))  # it is YAML too
    body = "\n\n".join(part for part in content if part)
    return f"---\n{head}---\n\n{body}\n"


def title_of(page: str) -> str:
    """The title of a page that `document` made."""
    found = re.search(r"^title: (.*)$", page, re.MULTILINE)
    assert found, "every page has one"
    return str(json.loads(found[1]))


def titled(
    words: Mapping[str, str], section: str, content: list[str], *, scripts: Iterable[str] = (), **given: object
) -> str:
    """A page of ours; its head is kicker, title and standfirst of words/pages.yml, in which {…} is filled in."""
    kicker, title, standfirst = (words[key].format(**given) for key in ("kicker", "title", "standfirst"))
    front = {"title": title, "description": standfirst, "section": section, "scripts": list(scripts)}
    return document(front, [parts().masthead(kicker, title, standfirst), *content])
