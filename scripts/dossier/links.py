"""Follow every link of a finished site: pages, anchors, assets, in all languages and in raw HTML too.

It also finds what the site's security policy would stop: inline scripts and styles, assets of foreign hosts.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {"script", "img", "source", "video", "audio", "track", "iframe", "embed", "object", "input", "use", "image"}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
ADDRESSES = {"href", "xlink:href", "src", "poster", "data", "action", "formaction"}
DATA_TYPES = {"application/json", "application/ld+json"}
OTHER_SCHEMES = {"mailto", "tel"}
STYLE_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+["']([^"']+)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An address somewhere in a file; `loads` where the browser fetches it without being asked."""

    line: int
    address: str
    loads: bool


class _Document(HTMLParser):
    """Gathers the ids, addresses and faults of one page; faults are (line, what)."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.uses: list[Use] = []
        self.faults: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        relations = set(values.get("rel", "").lower().split())
        loads = tag in LOADS or (tag == "link" and bool(relations & LOADING_RELATIONS))
        for name, value in values.items():
            if name == "id" or (name == "name" and tag == "a"):
                if value in self.ids:
                    self.faults.append((line, f'the id "{value}" stands twice'))
                self.ids.add(value)
            elif name == "style" or name.startswith("on"):
                self.faults.append((line, f"<{tag}> has an inline {name}, which the security policy forbids"))
            elif name in ADDRESSES and (name != "data" or tag == "object"):
                self.uses.append(Use(line=line, address=value.strip(), loads=loads))
            elif name == "srcset":
                addresses = (part.split()[0] for part in value.split(",") if part.strip())
                self.uses += [Use(line=line, address=address, loads=True) for address in addresses]
        inline_script = tag == "script" and "src" not in values and values.get("type") not in DATA_TYPES
        if inline_script or tag == "style":
            self.faults.append((line, f"an inline <{tag}>, which the security policy forbids"))


def broken_links(site: Path, url: str | None = None) -> list[str]:
    """What is wrong with the links of the site in this folder, one line each: `file:line: what`.

    `url` is where the site will stand: addresses that begin with it are followed as the site's own.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    pages = {name: _read(path) for name, path in files.items() if path.suffix == ".html"}
    problems = []
    for name, path in files.items():
        if page := pages.get(name):
            uses = page.uses
            problems += [(name, line, fault) for line, fault in page.faults]
        elif path.suffix == ".css":
            uses = _style_uses(path.read_text(encoding="utf-8"))
        elif path.suffix == ".svg":  # its links are those of the page it was made for; what it loads must be there
            uses = [use for use in _read(path).uses if use.loads]
        else:
            continue
        for use in uses:
            if fault := _fault(use, name, files, pages, url):
                problems.append((name, use.line, f"{use.address or '(empty address)'}: {fault}"))
    return [f"{name}:{line}: {fault}" for name, line, fault in sorted(problems)]


def _read(path: Path) -> _Document:
    document = _Document()
    document.feed(path.read_text(encoding="utf-8"))
    document.close()
    return document


def _style_uses(style: str) -> list[Use]:
    bare = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), style, flags=re.DOTALL)
    return [
        Use(line=bare.count("\n", 0, match.start()) + 1, address=next(filter(None, match.groups()), ""), loads=True)
        for match in STYLE_ADDRESS.finditer(bare)
    ]


def _fault(use: Use, page: str, files: dict[str, Path], pages: dict[str, _Document], url: str | None) -> str | None:
    """What is wrong with one address, or None."""
    address, folder = use.address, posixpath.dirname(page)
    if url and address.startswith(f"{url}/"):
        address, folder = address.removeprefix(f"{url}/"), ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address"
    if parts.scheme == "data" and use.loads:
        return None
    if parts.netloc or parts.scheme:
        if parts.netloc and parts.scheme in ("http", "https", ""):
            return "is fetched from a foreign host" if use.loads else None
        return None if parts.scheme in OTHER_SCHEMES and not use.loads else "is of a kind that is not allowed"
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
