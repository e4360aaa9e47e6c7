"""The last stage: write the pages that changed, run the site generator, follow every link, swap in the site.

Reads and writes in `build/` only. `build/site` is always a whole site, the last that was good.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from .index import search_index
from .light import Light, mould, moulds, pour
from .links import broken_links
from .sites import ASSETS, CHECKOUT, JOINED, Language, NavItem, Site, configuration, front_pages, sitemap
from .swap import NEXT, Busy, exclusive, swap_in

__all__ = ["Busy", "Language", "NavItem", "Site", "Unpublished", "publish"]

# Made at set-up, for every dossier; the site does without those that are not there.
LIBRARY = CHECKOUT / ".cache/plotly/plotly.min.js"
FONT_PACKAGE = CHECKOUT / "node_modules/@fontsource/source-serif-4"
FONT_FILE = "source-serif-4-latin-600-normal.woff2"


class Unpublished(Exception):
    """The site could not be made, and the last one stands; `problems` are one line each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def publish(
    site: Site, pages: Mapping[str, str | bytes | Light], root: Path, *, report: Callable[[str], object] = print
) -> Path:
    """Make `pages` the site in `root/build/site`, and give that folder.

    `pages` are by their path: Markdown in a language's folder (`en/compute.md`) and light pages (`en/f/lens.html`)
    become pages of the site, all else stands in it as it is (`data/facts.json`). Raises Unpublished and Busy; both
    leave the last site as it was.
    """
    build = root.resolve() / "build"
    light = {name: page for name, page in pages.items() if isinstance(page, Light)}
    written = {name: page for name, page in pages.items() if not isinstance(page, Light)}
    with exclusive(build):
        write_changed(written | {name: mould(light[of[0]]) for name, of in moulds(light).items()}, build / "pages")
        made = Path(tempfile.mkdtemp(prefix=NEXT, dir=build))
        try:
            made.chmod(0o755)
            _make(site, light, root.resolve(), made)
            if problems := broken_links(made, site.url):
                raise Unpublished(problems)
            changed = swap_in(made, build / "site")
        finally:
            shutil.rmtree(made, ignore_errors=True)
        count = sum(path.is_file() for path in (build / "site").rglob("*"))
        report(f"build/site: {count} files, {changed} of them new or changed")
        return build / "site"


def write_changed(pages: Mapping[str, str | bytes], folder: Path) -> None:
    """Let the folder hold these pages and nothing else; what has not changed is not written."""
    wanted = {}
    for name, page in pages.items():
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts:
            raise ValueError(f"a page outside of the site: {name}")
        wanted[folder.joinpath(*parts)] = page.encode() if isinstance(page, str) else page
    for path in sorted(folder.rglob("*"), reverse=True):  # a folder's files come before it
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path not in wanted:
            path.unlink()
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _make(site: Site, light: Mapping[str, Light], root: Path, made: Path) -> None:
    """Fill the folder `made` with the whole site."""
    pages = root / "build" / "pages"
    _copy_assets(made / "assets")
    _run_generator(site, root, made)
    pour(light, made)
    for language in site.languages:
        here = {name: page for name, page in light.items() if name.startswith(f"{language.path}/")}
        _finish(made / language.path, here, dict(_menu(site.nav[language.path])))
    paths = {language.path for language in site.languages}
    for entry in sorted(pages.iterdir()):
        if entry.name not in paths:
            if entry.is_dir():
                shutil.copytree(entry, made / entry.name, dirs_exist_ok=True)
            else:
                shutil.copyfile(entry, made / entry.name)
    for name, text in front_pages(site, made / "assets").items():
        (made / name).write_text(text, encoding="utf-8")
    if site.url:
        found = {path.relative_to(made).as_posix() for path in made.rglob("*.html")} - {"404.html"}
        (made / "sitemap.xml").write_text(sitemap(site.url, found), encoding="utf-8")


def _copy_assets(assets: Path) -> None:
    shutil.copytree(ASSETS, assets, copy_function=shutil.copyfile)
    if LIBRARY.is_file():
        shutil.copyfile(LIBRARY, assets / LIBRARY.name)
    font = FONT_PACKAGE / "files" / FONT_FILE
    if font.is_file():
        (assets / "fonts").mkdir(exist_ok=True)
        shutil.copyfile(font, assets / "fonts" / FONT_FILE)
        shutil.copyfile(FONT_PACKAGE / "LICENSE", assets / "fonts" / "LICENSE.txt")
    else:
        (assets / "serif.css").write_text("")  # the system's serif serves
    for whole, parts in JOINED.items():
        (assets / whole).write_text("".join((assets / part).read_text("utf-8") for part in parts), encoding="utf-8")
        for part in parts:
            (assets / part).unlink()


def _run_generator(site: Site, root: Path, made: Path) -> None:
    """Build all languages at once. Raises Unpublished with what MkDocs has to say."""
    folder = root / "build" / "config"
    folder.mkdir(exist_ok=True)
    runs = []
    try:
        for language in site.languages:
            settings = configuration(site, language, root, made / language.path, made / "assets")
            file = folder / f"{language.path}.yml"
            file.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
            runs.append((language.path, _start(file)))
        problems = []
        for path, run in runs:
            output, _ = run.communicate()
            if run.returncode:
                problems += [f"{path}: {line}" for line in _complaints(output)]
    finally:
        for _, run in runs:
            run.kill()
            run.wait()
    if problems:
        raise Unpublished(problems)


def _start(config: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
    environment = {  # nothing of the machine's own, so that the same pages give the same bytes
        "PATH": os.environ.get("PATH", ""),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "0",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.Popen(
        command, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _complaints(output: str) -> list[str]:
    """The warnings and errors in what MkDocs wrote; if there are none, its last words."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    found = [re.sub(r"^(WARNING|ERROR|CRITICAL)\s+-\s+", "", line) for line in lines if re.match("WARN|ERR|CRIT", line)]
    return found or lines[-3:] or ["MkDocs failed without a word"]


def _menu(items: Iterable[NavItem]) -> Iterator[tuple[str, str]]:
    """The pages of the menu, with their titles in it."""
    for item in items:
        if item.path:
            yield item.path.replace(".md", ".html"), item.title
        yield from _menu(item.children)


def _finish(folder: Path, light: Mapping[str, Light], menu: Mapping[str, str]) -> None:
    """Remove what the generator made that the site does not use, and make the search's index of its own."""
    raw = folder / "search" / "search_index.json"
    index = search_index(raw.read_text(encoding="utf-8"), light, menu)
    (folder / "search" / "index.js").write_text(index, encoding="utf-8")
    raw.unlink()
    shutil.rmtree(folder / "assets")  # Material's own style and script: chrome.css and chrome.js stand in for them
