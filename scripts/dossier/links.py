"""Follow every link of a finished site: pages, anchors, assets, in all languages and in raw HTML too.

It also finds what the site's security policy would stop: inline scripts and styles, assets of foreign hosts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
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


Found = tuple[str, str]
"""Something that matters: an `id`, an address that `leads` somewhere or that the browser `loads`, or a `fault`."""
Placed = tuple[int, str, str]
"""The same, after the number of its line."""

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
        self.found: list[Placed] = []

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
    ids = {name: {value for _, kind, value in found if kind == "id"} for name, found in pages.items()}
    wrong_with = cache(lambda address, loads, page: _fault(address, loads, page, files, ids, url))
    problems: list[tuple[str, int, str]] = []
    for name, path in files.items():
        beside = posixpath.join(posixpath.dirname(name), "")  # most addresses are as wrong in the whole folder
        seen: set[str] = set()
        for line, kind, value in pages[name] if name in pages else _loaded(path):
            if kind == "fault":
                problems.append((name, line, value))
            elif kind == "id":
                if value in seen:
                    problems.append((name, line, f'the id "{value}" stands twice'))
                seen.add(value)
            else:
                here = not value or value[0] in "#?" or (url is not None and value.startswith(url))
                if wrong := wrong_with(value, kind == "loads", name if here or name == "404.html" else beside):
                    problems.append((name, line, f"{value or '(empty address)'}: {wrong}"))
    return [f"{name}:{line}: {fault}" for name, line, fault in sorted(problems)]


def _loaded(path: Path) -> list[Placed]:
    """What a style sheet or a drawing loads: a drawing's links are those of the page that it was made for."""
    if path.suffix == ".css":
        return _style_uses(path.read_text(encoding="utf-8"))
    return [each for each in _read(path) if each[1] == "loads"] if path.suffix == ".svg" else []


def _read(path: Path) -> list[Placed]:
    """What matters on a page: by the plain syntax in which nearly all are written; else by HTML's own."""
    content = path.read_bytes()
    anew = lambda _: quickly(content.decode()) or read(content.decode())  # noqa: E731
    found: list[Placed] = memory("pages").recall(sha256(content).hexdigest(), anew)
    return found


def read(content: str) -> list[Placed]:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return reader.found


def quickly(content: str) -> list[Placed] | None:
    """What matters in which lines of a page; None where one of them is not plain."""
    found: list[Placed] = []
    for number, line in enumerate(content.split("\n"), 1):
        if (here := _of_line(line)) is None:
            return None
        found += [(number, *each) for each in here]
    return found


def _style_uses(style: str) -> list[Placed]:
    bare = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), style, flags=re.DOTALL)
    return [
        (bare.count("\n", 0, match.start()) + 1, "loads", next(filter(None, match.groups()), ""))
        for match in STYLE_ADDRESS.finditer(bare)
    ]


def _fault(
    address: str, loads: bool, page: str, files: dict[str, Path], ids: dict[str, set[str]], url: str | None
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
    if anchor and anchor != "top" and anchor not in ids.get(target, {anchor}):
        return "no such anchor"
    return None
