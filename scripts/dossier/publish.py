"""The last stage: write the pages, run the site generator, follow every link, swap in the site.

Reads and writes in `build/` only. `build/site` is always a whole site, the last that was good; beside it stands what
the generator was given for it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

import yaml

from .index import search_index
from .light import Light, mould, moulds, pour
from .links import broken_links
from .sites import ASSETS, CHECKOUT, JOINED, Language, NavItem, Site, configuration, front_pages, sitemap
from .swap import Busy, put, swap_in, workshop

__all__ = ["Busy", "Language", "NavItem", "Site", "Unpublished", "preview", "publish"]

Page = str | bytes | Light
PREVIEW = Path("build/preview/site")

# Made at set-up, for every dossier; the site does without those that are not there.
LIBRARY = CHECKOUT / ".cache/plotly/plotly.min.js"
FONT_PACKAGE = CHECKOUT / "node_modules/@fontsource/source-serif-4"
FONT_FILE = "source-serif-4-latin-600-normal.woff2"


class Unpublished(Exception):
    """The site could not be made, and the last one stands; `problems` are one line each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def publish(site: Site, pages: Mapping[str, Page], root: Path, *, report: Callable[[str], object] = print) -> Path:
    """Make `pages` the site in `root/build/site`, and give that folder.

    `pages` are by their path: Markdown in a language's folder (`en/compute.md`) and light pages (`en/f/lens.html`)
    become pages of the site, all else stands in it as it is (`data/facts.json`). Raises Unpublished and Busy; both
    leave the last site as it was.
    """
    root = root.resolve()
    build = root / "build"
    light, written = _parted(pages)
    with workshop(build) as made:
        _copy_assets(made / "site/assets")
        for language in site.languages:
            _configure(site, language, root, made)
        _generate(written | _moulds(light), made, "--strict")
        pour(light, made / "site", partial(put, made / "site", build / "site"))
        for language in site.languages:
            here = {name: page for name, page in light.items() if name.startswith(f"{language.path}/")}
            _finish(made / "site" / language.path, here, site, language.path)
        _complete(site, made)
        if problems := broken_links(made / "site", site.url):
            raise Unpublished(problems)
        _, _, changed = [swap_in(made / part, build / part) for part in ("pages", "config", "site")]
    count = sum(path.is_file() for path in (build / "site").rglob("*"))
    report(f"build/site: {count} files, {changed} of them new or changed")
    return build / "site"


def preview(site: Site, path: str, page: Mapping[str, Page], root: Path) -> None:
    """Make one page, that of this path in the site, in `root/PREVIEW`: the same bytes as `publish` makes, sooner.
    Of the others in the menu the generator is given no words. Raises Unpublished and Busy."""
    root = root.resolve()
    language = next(each for each in site.languages if path.startswith(f"{each.path}/"))
    light, written = _parted(page)
    menu = {f"{language.path}/{name}": b"" for name, _ in _menu(site.nav[language.path])}
    with workshop((root / PREVIEW).parent) as made:
        _copy_assets(made / "site/assets")
        _configure(site, language, root, made)
        _generate(menu | written | _moulds(light), made)
        new = made / "new" / path
        new.parent.mkdir(parents=True)
        pour(light, made / "site", partial(put, made / "site", root / "build/site"))
        (made / "site" / path).rename(new)
        swap_in(made / "new", root / PREVIEW)


def _parted(pages: Mapping[str, Page]) -> tuple[dict[str, Light], dict[str, bytes]]:
    """The light pages, and all others as they are written."""
    light = {name: page for name, page in pages.items() if isinstance(page, Light)}
    plain = {name: page for name, page in pages.items() if not isinstance(page, Light)}
    return light, {name: page.encode() if isinstance(page, str) else page for name, page in plain.items()}


def _moulds(light: Mapping[str, Light]) -> dict[str, bytes]:
    return {name: mould(light[of[0]]).encode() for name, of in moulds(light).items()}


def _complete(site: Site, made: Path) -> None:
    """Put into the site what is above the languages."""
    whole = made / "site"
    paths = {language.path for language in site.languages}
    for entry in sorted((made / "pages").iterdir()):
        if entry.name not in paths:
            if entry.is_dir():
                shutil.copytree(entry, whole / entry.name, dirs_exist_ok=True)
            else:
                shutil.copyfile(entry, whole / entry.name)
    for name, text in front_pages(site, whole / "assets").items():
        (whole / name).write_text(text, encoding="utf-8")
    if site.url:
        found = {path.relative_to(whole).as_posix() for path in whole.rglob("*.html")} - {"404.html"}
        (whole / "sitemap.xml").write_text(sitemap(site.url, found), encoding="utf-8")


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


def _configure(site: Site, language: Language, root: Path, made: Path) -> None:
    """The file that tells the generator how to make a language; the same wherever `made` is."""
    file = made / "config" / f"{language.path}.yml"
    file.parent.mkdir(exist_ok=True)
    settings = configuration(site, language, root, made / "site/assets")
    file.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _generate(pages: Mapping[str, bytes], made: Path, *options: str) -> None:
    """Write the pages, and make of them all languages at once. Raises Unpublished with what MkDocs has to say."""
    for name, page in pages.items():
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts:
            raise ValueError(f"a page outside of the site: {name}")
        file = made.joinpath("pages", *parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page)
    runs = []
    try:
        for told in sorted((made / "config").iterdir()):
            runs.append((told.stem, _start(told, *options)))
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


def _start(config: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *options, "--config-file", str(config)]
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
            yield item.path, item.title
        yield from _menu(item.children)


def _finish(folder: Path, light: Mapping[str, Light], site: Site, path: str) -> None:
    """Remove what the generator made that the site does not use, and make the search's index of its own."""
    raw = folder / "search" / "search_index.json"
    menu = {name.replace(".md", ".html"): title for name, title in _menu(site.nav[path])}
    index = search_index(raw.read_text(encoding="utf-8"), light, menu, site.alike)
    (folder / "search" / "index.js").write_text(index, encoding="utf-8")
    raw.unlink()
    shutil.rmtree(folder / "assets")  # Material's own style and script
