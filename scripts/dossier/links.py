"""Follow every link of a finished site: pages, anchors, assets, in all languages and in raw HTML too.

It also finds what the site's security policy would stop: inline scripts and styles, assets of foreign hosts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .memory import memory

LOADS = {"script", "img", "source", "video", "audio", "track", "iframe", "embed", "object", "input", "use", "image"}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
ADDRESSES = {"href", "xlink:href", "src", "poster", "data", "action", "formaction"}
DATA_TYPES = {"application/json", "application/ld+json"}
OTHER_SCHEMES = {"mailto", "tel"}
STYLE_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+["']([^"']+)""")


Use = tuple[int, str, bool]
"""An address somewhere in a file: line, address, whether the browser fetches it without being asked."""


@dataclass(frozen=True, slots=True)
class Page:
    """The ids, addresses and faults of a page; faults are (line, what)."""

    ids: set[str]
    uses: list[Use]
    faults: list[tuple[int, str]]


Found = tuple[str, str]
"""Something that matters: an `id`, an address that `leads` somewhere or that the browser `loads`, or a `fault`."""

_PLAIN = re.compile(
    r"""<(?:!--.*?--\s*>|!doctype[ ]html>|/[a-z][a-z0-9:-]*\s*>
    |(?P<tag>[a-z][a-z0-9:-]*)(?P<attributes>(?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*(?P<closed>/?)>)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:="([^"]*)")?""")


class _Reader(HTMLParser):
    """Reads what matters on a page by HTML's own syntax."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(self.getpos()[0], *each) for each in _of_tag(tag, attrs)]


def _of_tag(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[Found]:
    values = {name: value or "" for name, value in attrs}
    loads = tag in LOADS or (tag == "link" and not LOADING_RELATIONS.isdisjoint(values.get("rel", "").lower().split()))
    for name, value in values.items():
        if name == "id" or (name == "name" and tag == "a"):
            yield "id", value
        elif name == "style" or name.startswith("on"):
            yield "fault", f"<{tag}> has an inline {name}, which the security policy forbids"
        elif name in ADDRESSES and (name != "data" or tag == "object"):
            yield "loads" if loads else "leads", value.strip()
        elif name == "srcset":
            yield from (("loads", part.split()[0]) for part in value.split(",") if part.strip())
    inline_script = tag == "script" and "src" not in values and values.get("type") not in DATA_TYPES
    if inline_script or tag == "style":
        yield "fault", f"an inline <{tag}>, which the security policy forbids"


@cache
def _of_line(line: str) -> list[Found] | None:
    """What matters in a line whose every `<` begins a comment, an end tag, or a tag with its values in double quotes,
    that ends in it; None where it is none. Most lines stand on many pages."""
    found: list[Found] = []
    at = line.find("<")
    while at >= 0:
        markup = _PLAIN.match(line, at)
        if not markup:
            return None
        end, tag = markup.end(), (markup["tag"] or "").lower()
        if tag:
            pairs = _ATTRIBUTE.findall(markup["attributes"])
            found += _of_tag(tag, [(name.lower(), unescape(value)) for name, value in pairs])
        if tag in ("script", "style"):
            end = line.find(f"</{markup['tag']}>", end)
            if end < 0 or markup["closed"]:
                return None
        at = line.find("<", end)
    return found


def broken_links(site: Path, url: str | None = None) -> list[str]:
    """What is wrong with the links of the site in this folder, one line each: `file:line: what`.

    `url` is where the site will stand: addresses that begin with it are followed as the site's own.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    pages = {name: _read(path) for name, path in files.items() if path.suffix == ".html"}
    fault = cache(lambda address, loads, page: _fault(address, loads, page, files, pages, url))
    problems: list[tuple[str, int, str]] = []
    for name, path in files.items():
        if page := pages.get(name):
            uses = page.uses
            problems += [(name, line, fault) for line, fault in page.faults]
        elif path.suffix == ".css":
            uses = _style_uses(path.read_text(encoding="utf-8"))
        elif path.suffix == ".svg":  # its links are those of the page it was made for; what it loads must be there
            uses = [use for use in _read(path).uses if use[2]]
        else:
            continue
        beside = posixpath.join(posixpath.dirname(name), "")  # most addresses are as wrong in the whole folder
        for line, address, loads in uses:
            here = not address or address[0] in "#?" or (url is not None and address.startswith(url))
            if wrong := fault(address, loads, name if here or name == "404.html" else beside):
                problems.append((name, line, f"{address or '(empty address)'}: {wrong}"))
    return [f"{name}:{line}: {fault}" for name, line, fault in sorted(problems)]


def _read(path: Path) -> Page:
    content = path.read_bytes()
    ids, uses, faults = memory("pages").recall(sha256(content).hexdigest(), lambda _: _read_anew(content.decode()))
    return Page(set(ids), uses, faults)


def quickly(content: str) -> list[tuple[int, str, str]] | None:
    """What matters in which lines of a page; None where one of them is not plain."""
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(content.split("\n"), 1):
        if (here := _of_line(line)) is None:
            return None
        found += [(number, *each) for each in here]
    return found


def _read_anew(content: str) -> tuple[list[str], list[Use], list[tuple[int, str]]]:
    """By the plain syntax in which nearly all pages are written; else by HTML's own."""
    found = quickly(content)
    if found is None:
        reader = _Reader()
        reader.feed(content)
        reader.close()
        found = reader.found
    ids: dict[str, None] = {}
    uses, faults = [], []
    for line, kind, value in found:
        if kind == "fault":
            faults.append((line, value))
        elif kind != "id":
            uses.append((line, value, kind == "loads"))
        elif value in ids:
            faults.append((line, f'the id "{value}" stands twice'))
        else:
            ids[value] = None
    return list(ids), uses, faults


def _style_uses(style: str) -> list[Use]:
    bare = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), style, flags=re.DOTALL)
    return [
        (bare.count("\n", 0, match.start()) + 1, next(filter(None, match.groups()), ""), True)
        for match in STYLE_ADDRESS.finditer(bare)
    ]


def _fault(
    address: str, loads: bool, page: str, files: dict[str, Path], pages: dict[str, Page], url: str | None
) -> str | None:
    """What is wrong with an address on a page, or None; for one that leads elsewhere the page's folder will do."""
    folder = posixpath.dirname(page)
    if url and address.startswith(f"{url}/"):
        address, folder = address.removeprefix(f"{url}/"), ""
    elif page == "404.html":  # shown for addresses in any folder
        address = address.removeprefix("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address"
    if parts.scheme == "data" and loads:
        return None
    if parts.netloc or parts.scheme:
        if parts.netloc and parts.scheme in ("http", "https", ""):
            return "is fetched from a foreign host" if loads else None
        return None if parts.scheme in OTHER_SCHEMES and not loads else "is of a kind that is not allowed"
    if parts.path.startswith("/"):
        return "begins at the host, and fails where the site stands in a folder"
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(folder, path)) if path else page
    if target not in files:
        is_folder = target == "." or any(name.startswith(f"{target}/") for name in files)
        return "names a folder, and fails without a server" if is_folder else "no such file"
    anchor = unquote(parts.fragment).partition(":~:")[0]
    if anchor and anchor != "top" and target in pages and anchor not in pages[target].ids:
        return "no such anchor"
    return None
