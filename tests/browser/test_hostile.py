"""A dossier whose every text tries to be markup or script; without the checks, which would stop some of it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from playwright.sync_api import expect

from dossier import model
from dossier.load import load
from dossier.model import Record, Text

from ..conftest import settle
from ..real import serving
from .conftest import Reading

PAYLOAD = (
    "<script>alert()</script><img src=x onerror=alert()><svg onload=alert()>\"'><b style=color:red>{{ config }}</b>"
    " [x](javascript:alert()) {: onclick=alert() } &lt;i&gt; ${a} %{b} -->]]></title></textarea>"
)
TEXTS = {"en", "zh", "zh-Hant", "author", "title", "form"}
BUILD = """
import sys
from pathlib import Path
import dossier.build as build
from dossier.corpus import read
from dossier.load import load
build.checked = lambda root: read(load(root))
build.build(Path(sys.argv[1]))
"""


MORE = yaml.safe_load(Path(__file__).with_name("hostile.yml").read_text(encoding="utf-8"))
PLACED = "![](matrix:keepers)\n\n![](structure:company)\n\n![](chart:moves)\n\n![](chart:bars)\n"


def poison(node: yaml.Node | None) -> None:
    """Append the payload to every text of a YAML document, with a paragraph's break before it."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            poison(each)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in TEXTS and isinstance(value, yaml.ScalarNode) and value.value != "null":
                value.value, value.style = f"{value.value}\n\n{PAYLOAD}", '"'
            poison(value)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny dossier with the payload in its records, its pages and an article, as a site."""
    root = settle(tmp_path_factory.mktemp("hostile"))
    article = root / "seeds/harbour.txt"
    quote = "公司2030年的灯塔开支约为10亿元"
    pinned = hashlib.sha256(article.read_bytes()).hexdigest()
    article.write_text(article.read_text(encoding="utf-8").replace(quote, quote + PAYLOAD), encoding="utf-8")
    now = hashlib.sha256(article.read_bytes()).hexdigest()
    for name, entries in MORE.items():
        file = root / "content" / name
        there = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else type(entries)()
        both = there | entries if isinstance(entries, dict) else there + entries
        file.write_text(yaml.safe_dump(both, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for file in (root / "content").rglob("*.yml"):
        document = yaml.compose(file.read_text(encoding="utf-8").replace(pinned, now))
        poison(document)
        text = yaml.serialize(document, allow_unicode=True, width=10_000)
        file.write_text(text.replace(f"quote: {quote}", f"quote: {json.dumps(quote + PAYLOAD)}"), encoding="utf-8")
    for file in (root / "content/pages").rglob("*.md"):
        head, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
        front = yaml.safe_load(head)
        front |= {key: value + PAYLOAD for key, value in front.items() if isinstance(value, str)}
        front["figures"] = [each | {"value": each["value"] + PAYLOAD} for each in front["figures"]]
        body = re.sub(r"(?m)^((?:- )?[^!#\n].*)$", lambda line: f"{line[1]} {PAYLOAD}", body)
        body += f"\n{PLACED}" if file.stem == "index" else ""
        file.write_text(f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body}", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", BUILD, root], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build/site"


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """The type and field of every text in every written language that holds the payload."""
    if isinstance(value, Record):
        for each in fields(value):
            inner = getattr(value, each.name)
            if (isinstance(inner, Mapping) and PAYLOAD in str(inner.get("zh"))) or (
                isinstance(inner, tuple) and any(isinstance(e, Mapping) and PAYLOAD in str(e.get("zh")) for e in inner)
            ):
                yield type(value).__name__, each.name
            else:
                yield from texts(inner)
    elif isinstance(value, tuple | Mapping):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from texts(inner)


def test_every_kind_of_text_is_hostile(hostile: Path) -> None:
    """Found by walking the model, so that a kind that is new is missed by nobody."""
    dossier = load(hostile.parents[1])
    poisoned = {found for each in fields(dossier) for found in texts(getattr(dossier, each.name))}
    every = {
        (name, field)
        for name, kind in vars(model).items()
        if is_dataclass(kind) and issubclass(kind, Record)  # type: ignore[arg-type]
        for field, annotation in get_type_hints(kind, include_extras=True).items()
        if Text in (annotation, *get_args(annotation))
    }
    assert every - poisoned == set()


MARKUP = (
    "img, b[style], i, script:not([type='application/ld+json']), style, iframe, textarea, [onload], [onerror],"
    " [onclick], [href^='javascript:']"
)
FOUND = """([markup, payload]) => {
  const flat = (text) => text.replace(/\\s+/g, " ");
  return {
    markup: [...document.querySelectorAll(`body :is(${markup})`)].map((each) => each.outerHTML),
    shown: flat(document.body.innerText).split(flat(payload)).length - 1,
    told: [...document.querySelectorAll("script[type]")].map((each) => JSON.parse(each.textContent)),
  };
}"""


def test_hostile_texts_are_shown_as_texts(reading: Reading, hostile: Path) -> None:
    """On every page, in the search and on live charts: the payload stands there to be read, and nothing of it runs."""
    names = sorted(path.relative_to(hostile).as_posix() for path in hostile.rglob("*.html") if path.parent != hostile)
    assert len(names) >= 30
    with serving(hostile.parent) as server, reading(viewport={"width": 1440, "height": 900}) as page:
        for name in names:
            page.goto(f"{server}/site/{name}")
            found = page.evaluate(FOUND, [MARKUP, PAYLOAD])
            assert (name, found["markup"]) == (name, [])
            assert found["shown"] >= 1, name
            assert all(PAYLOAD in json.dumps(each, ensure_ascii=False).replace('\\"', '"') for each in found["told"]), (
                name
            )
            assert PAYLOAD in page.title()
        page.goto(f"{server}/site/en/index.html")
        for mark in page.locator(".d-chart__explore").all():
            mark.click()
        expect(page.locator(".d-chart--live")).to_have_count(3)
        page.keyboard.press("Control+k")
        page.fill(".d-search input", "<script>alert()")
        expect(page.locator(".d-search__results mark").first).to_have_text("<script>alert()")
