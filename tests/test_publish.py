"""Publishing, on an invented lighthouse: a whole new site in place of the last one, or the last one untouched."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from dossier import publish as publishing
from dossier import swap
from dossier.index import search_index, variants
from dossier.light import Light
from dossier.publish import PREVIEW, Busy, Language, NavItem, Site, Unpublished, preview, publish
from dossier.sites import ASSETS, HERE, JOINED

from .conftest import ROOT, contents

LANGUAGES = (
    Language(tag="en", path="en", label="English"),
    Language(tag="zh-Hans", path="zh-hans", label="简体"),
    Language(tag="zh-Hant", path="zh-hant", label="繁體"),
)
PATHS = [language.path for language in LANGUAGES]


def lighthouse(*, url: str | None = None) -> Site:
    nav = (
        NavItem(title="Start", path="index.md"),
        NavItem(title="Lamp", path="lamp.md"),
        NavItem(title="Log", path="log.md", children=(NavItem(title="Wrecks", path="log/wrecks.md"),)),
    )
    return Site(
        name={"en": "Skerry / the light", "zh-hans": "灯塔", "zh-hant": "燈塔"},
        languages=LANGUAGES,
        nav=dict.fromkeys(PATHS, nav),
        words=yaml.safe_load((HERE / "words" / "chrome.yml").read_text(encoding="utf-8")),
        repository="https://code.example/skerry",
        url=url,
    )


LOG = '<h1 id="log">Log</h1>\n<p>See <a href="../data/facts.json">data</a> and <a href="f/wick.html">the wick</a>.</p>'


def light(name: str) -> Light:
    """A light page; its title tries to be a hole of the mould."""
    content = (
        f'<p id="{name}">The {name}: <a href="lamp.html#lens">lamp</a>, <a href="#{name}">up</a>, mould-0, <a '
        'href="https://code.example/">code</a>, <a href="../data/facts.json">data</a>, <a href="f/lens.html">it</a></p>'
    )
    return Light(
        title=f"The {name} & mould-title",
        description="<mould-content>",
        section="log",
        content=content,
        scripts=("s.js",),
    )


def logbook(**changes: str) -> dict[str, str | bytes | Light]:
    """The pages of the lighthouse, in three languages; `lamp` and `extra` replace or add English ones."""
    pages: dict[str, str | bytes | Light] = {"data/facts.json": '{"facts": []}', "data/lamp.bin": b"\x00\xff"}
    pages["assets/s.js"] = ""
    for path in PATHS:
        pages[f"{path}/index.md"] = "---\ntitle: Skerry\n---\n# Skerry {#skerry}\n\nA [lamp](lamp.md#lens).\n"
        pages[f"{path}/lamp.md"] = (
            "---\ntitle: The lamp <b>\ndescription: On the lamp\n---\n# The lamp {#lamp}\n\n億 candles.\n\n"
            "## Its lens {#lens}\n\n| Ring | Mass |\n|---|--:|\n| 1 | 20 |\n\n"
            '<p>See <a href="log/wrecks.html">it</a>.</p>'
        )
        pages[f"{path}/log/wrecks.md"] = "# Wrecks {#wrecks}\n"
        pages[f"{path}/log/1903.md"] = "---\ntitle: 1903\nsection: log/wrecks\n---\n# 1903 {#y1903}\n"
        for name in ("lens", "wick"):
            pages[f"{path}/f/{name}.html"] = light(name)
        pages[f"{path}/log.html"] = Light(title="Log", description="", section="log", content=LOG)
    return pages | {f"en/{name}.md": text for name, text in changes.items()}


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def served() -> list[str]:
    """The engine's own assets as a site has them."""
    parts = {part for parts in JOINED.values() for part in parts}
    return [*JOINED, *(name for name in listing(ASSETS) if name not in parts)]


def silent(_: str) -> None:
    """Nobody reads this report."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after one build; not to be built again in place."""
    root = tmp_path_factory.mktemp("skerry")
    publish(lighthouse(), logbook(), root, report=silent)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, for a test to do with as it likes."""
    return shutil.copytree(built, tmp_path / "skerry")


def test_the_site_holds_the_pages_the_assets_and_nothing_else(built: Path) -> None:
    own = [
        "f/lens.html",
        "f/wick.html",
        "index.html",
        "lamp.html",
        "log.html",
        "log/1903.html",
        "log/wrecks.html",
        "search/index.js",
    ]
    made = ["fonts/LICENSE.txt", "fonts/source-serif-4-latin-600-normal.woff2", "plotly.min.js"]
    expected = (
        ["404.html", "data/facts.json", "data/lamp.bin", "index.html", "robots.txt"]
        + [f"assets/{name}" for name in [*served(), *made, "s.js"]]
        + [f"{path}/{name}" for path in PATHS for name in own]
    )
    assert listing(built / "build/site") == sorted(expected)
    moulds = [f"{path}/{name}" for path in PATHS for name in ("f/mould-0.md", "log.md")]
    assert listing(built / "build/pages") == sorted(
        [*moulds, *(name for name, page in logbook().items() if not isinstance(page, Light))]
    )
    assert sorted(path.name for path in (built / "build").iterdir()) == [".lock", "config", "pages", "site"]
    assert (built / "build/site/data/lamp.bin").read_bytes() == b"\x00\xff"


def test_a_page_knows_its_place_and_its_other_languages(built: Path) -> None:
    page = (built / "build/site/zh-hant/log/1903.html").read_text()
    links = re.findall(r"<a ([^>]*)>(?:<[^>]*>)?([^<]*)", page)
    assert [(re.sub(r'class="[^"]*"', "", attributes).strip(), text.strip()) for attributes, text in links] == [
        ('href="#content"', "跳到正文"),
        ('href="../index.html"', "燈塔"),
        ('href="../index.html"', "Start"),
        ('href="../lamp.html"', "Lamp"),
        ('href="../log.html" aria-current="true"', "Log"),
        ('href="../../en/log/1903.html" hreflang="en"', "English"),
        ('href="../../zh-hans/log/1903.html" hreflang="zh-Hans"', "简体"),
        ('href="../log.html"', "Log"),
        ('href="wrecks.html" aria-current="true"', "Wrecks"),
        ('href="https://code.example/skerry"', "原始碼、討論與勘誤"),
    ]
    assert '<html lang="zh-Hant"' in page


def test_a_page_carries_its_policy_and_asks_for_its_own_files_alone(built: Path) -> None:
    page = (built / "build/site/en/lamp.html").read_text()
    assert "<title>The lamp &lt;b&gt; – Skerry the light</title>" in page
    assert '<meta name="description" content="On the lamp">' in page
    assert page.index("Content-Security-Policy") < page.index("<link")
    linked = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*?(?:href|src)="([^"]*)"', page)
    assert linked == [f"../assets/{name}" for name in ("site.css", "chrome.js", "page.js")]
    assert not re.search(r"mkdocs|material|generator", page, re.IGNORECASE)


def test_a_light_page_is_as_the_generator_would_have_made_it(built: Path) -> None:
    """But for its content, which stands as it was given, with its links from where the page stands."""
    site = built / "build/site/en"
    page, other = ((site / f"f/{name}.html").read_text() for name in ("wick", "lens"))
    assert "<title>The wick &amp; mould-title – Skerry the light</title>" in page
    assert '<meta name="description" content="&lt;mould-content&gt;">' in page
    assert 'href="../../zh-hant/f/wick.html" hreflang="zh-Hant">' in page
    assert '<li><a href="../log.html" aria-current="true">Log</a></li>' in page
    assert '<script src="../../assets/s.js" defer></script>' in page
    assert re.findall('<a href="([^"]*)"', page.partition("<article")[2].partition("</article>")[0]) == [
        "../lamp.html#lens",
        "#wick",
        "https://code.example/",
        "../../data/facts.json",
        "../f/lens.html",
    ]
    assert page.replace("wick", "lens") == other
    log = (site / "log.html").read_text()
    assert LOG in log
    assert '<li><a href="log.html" aria-current="page">Log</a></li>' in log
    assert [name for name in listing(site) if "mould" in name] == []
    assert "mould-content" not in (site / "search/index.js").read_text().replace("<mould-content>", "")


def test_with_an_address_the_site_says_where_it_stands(tmp_path: Path) -> None:
    root = tmp_path
    site = publish(lighthouse(url="https://light.example/skerry"), logbook(), root, report=silent)
    assert (site / "robots.txt").read_text() == (
        "User-agent: *\nAllow: /\nSitemap: https://light.example/skerry/sitemap.xml\n"
    )
    names = ("f/lens", "f/wick", "index", "lamp", "log", "log/1903", "log/wrecks")
    pages = sorted([*(f"{path}/{name}" for path in PATHS for name in names), "index"])
    assert re.findall("<loc>(.*)</loc>", (site / "sitemap.xml").read_text()) == [
        f"https://light.example/skerry/{page}.html" for page in pages
    ]
    assert top_of(site / "404.html") == {"https://light.example/skerry"}


def test_the_page_for_wrong_addresses_leads_on_from_any_folder(built: Path) -> None:
    """Where the site does not know where it stands, it takes itself to stand at the top of its host."""
    assert top_of(built / "build/site/404.html") == {""}


def top_of(page: Path) -> set[str]:
    """Before which of the site's own paths its links begin."""
    links = re.findall(r' (?:href|src)="(?!data:)([^"]*)"', page.read_text())
    return {re.sub("/(?:assets|en|zh-hans|zh-hant)/.*", "", link) for link in links}


def test_a_page_s_head_names_its_places_and_its_card(tmp_path: Path) -> None:
    """All of them whole addresses, and none where the site does not know where it stands."""
    root = tmp_path
    card = {"cards/zh-hans/lamp.png": b"PNG"}
    told = replace(lighthouse(url="https://light.example/skerry"), cards=tuple(card))
    site = publish(told, logbook() | card, root, report=silent)
    place = "https://light.example/skerry"
    assert places(site / "zh-hans/lamp.html") == {
        "alternate en": f"{place}/en/lamp.html",
        "alternate zh-Hans": f"{place}/zh-hans/lamp.html",
        "alternate zh-Hant": f"{place}/zh-hant/lamp.html",
        "alternate x-default": f"{place}/en/lamp.html",
        "canonical": f"{place}/zh-hans/lamp.html",
        "og:url": f"{place}/zh-hans/lamp.html",
        "og:image": f"{place}/cards/zh-hans/lamp.png",
        "og:type": "article",
        "og:site_name": "灯塔",
        "og:locale": "zh_CN",
        "og:title": "The lamp &lt;b&gt;",
        "og:description": "On the lamp",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The lamp &lt;b&gt;",
        "twitter:card": "summary_large_image",
    }
    assert "og:image" not in places(site / "en/lamp.html")
    assert places(site / "en/index.html")["alternate x-default"] == f"{place}/index.html"
    assert places(site / "index.html") == {
        "alternate en": f"{place}/en/index.html",
        "alternate zh-Hans": f"{place}/zh-hans/index.html",
        "alternate zh-Hant": f"{place}/zh-hant/index.html",
        "alternate x-default": f"{place}/index.html",
        "canonical": f"{place}/index.html",
    }
    assert places(site / "404.html") == {}


def places(page: Path) -> dict[str, str]:
    """What a page's head says of where it stands and how it is to be shared."""
    head = page.read_text().partition("</head>")[0]
    links = re.findall(r'<link rel="(alternate|canonical)"(?: hreflang="([^"]*)")? href="([^"]*)"', head)
    metas = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)"', head)
    return {f"{relation} {tag}".strip(): address for relation, tag, address in links} | dict(metas)


def test_without_an_address_no_page_says_where_it_stands(built: Path) -> None:
    assert [page for page in (built / "build/site").glob("**/*.html") if places(page)] == []


def test_the_same_bytes_from_any_folder_time_zone_locale_and_hash_seed(built: Path, tmp_path: Path) -> None:
    root = tmp_path
    environment = os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "99"}
    run(root, environment).wait(60)
    assert contents(root / "build/site") == contents(built / "build/site")


def run(root: Path, environment: dict[str, str] | None = None, lamp: str = "") -> subprocess.Popen[bytes]:
    """Publish in a process of its own."""
    code = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; import tests.test_publish as t; from pathlib import Path; "
        f"t.publish(t.lighthouse(), t.logbook(**({{'lamp': {lamp!r}}} if {lamp!r} else {{}})), Path({str(root)!r}))"
    )
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL)


def test_what_has_not_changed_stays_the_same_file(project: Path) -> None:
    site = project / "build/site"
    files = {name: (site / name).stat() for name in listing(site)}
    pages = {name: (project / "build/pages" / name).stat() for name in listing(project / "build/pages")}
    reports: list[str] = []
    new_lamp = "# The lamp {#lamp}\n\n## A new lens {#lens}\n"
    publish(lighthouse(), logbook(lamp=new_lamp), project, report=reports.append)

    def changed(folder: Path, before: dict[str, os.stat_result]) -> list[str]:
        now = {name: (folder / name).stat() for name in listing(folder)}
        return [n for n, s in now.items() if (s.st_ino, s.st_mtime_ns) != (before[n].st_ino, before[n].st_mtime_ns)]

    assert changed(site, files) == ["en/lamp.html", "en/search/index.js"]
    assert changed(project / "build/pages", pages) == ["en/lamp.md"]
    assert reports == [f"build/site: {len(files)} files, 2 of them new or changed"]


def test_without_the_font_and_the_library_the_site_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for made in ("FONT_PACKAGE", "LIBRARY"):
        monkeypatch.setattr(publishing, made, tmp_path / "missing")
    pages = logbook() | {"assets/lamp.svg": "<svg/>", "assets/s.js": ""}
    site = publish(lighthouse(), pages, tmp_path, report=silent)
    assert listing(site / "assets") == sorted([*served(), "lamp.svg", "s.js"])
    assert "fonts" not in (site / "en/lamp.html").read_text()


def test_a_page_that_is_gone_goes_from_the_site(project: Path) -> None:
    log = light("log")
    pages = {name: page for name, page in logbook().items() if "1903" not in name and "/f/" not in name}
    pages |= {f"{path}/log.html": replace(log, content='<p id="log"></p>', scripts=()) for path in PATHS}
    publish(lighthouse(), pages, project, report=silent)
    assert [name for name in listing(project / "build") if "1903" in name or name.endswith("lens.html")] == []
    assert not (project / "build/pages/en/f").exists()


@pytest.mark.parametrize(
    ("lamp", "problems"),
    [
        (
            '# L {#lamp}\n\n<p id="lens"><a href="none.html">raw</a></p>',
            ["en/lamp.html:{line}: none.html: no such file"],
        ),
        ("# L {#lamp}\n\n[gone](gone.md)\n{: #lens}", ["en/lamp.html:{line}: gone.md: no such file"]),
        ("# L {#lamp}", ["en: Doc file 'index.md' contains a link 'lamp.md#lens', but the doc 'lamp.md' does not "
                         "contain an anchor '#lens'."]),
    ],
)  # fmt: skip
def test_a_broken_page_leaves_the_last_site(project: Path, lamp: str, problems: list[str]) -> None:
    before = contents(project / "build/site")
    with pytest.raises(Unpublished) as raised:
        publish(lighthouse(), logbook(lamp=lamp), project, report=silent)
    assert [re.sub(r"html:\d+:", "html:{line}:", problem) for problem in raised.value.problems] == problems
    assert contents(project / "build/site") == before
    assert sorted(path.name for path in (project / "build").iterdir()) == [".lock", "config", "pages", "site"]


@pytest.mark.parametrize("path", ["en/lamp.html", "en/f/lens.html", "zh-hans/index.html"])
@pytest.mark.parametrize("menu", ["the same menu", "another menu"])
def test_a_preview_is_of_one_page_and_as_the_site_will_be(project: Path, menu: str, path: str) -> None:
    site = lighthouse()
    if menu == "another menu":
        site = replace(site, nav={**site.nav, "en": (*site.nav["en"], NavItem(title="1903", path="log/1903.md"))})
    pages = logbook(lamp="# The lamp {#lamp}\n\n## A new lens {#lens}\n")
    publish(lighthouse(), logbook(), project, report=silent)
    before = contents(project / "build/site")
    preview(site, path, {name: page for name, page in pages.items() if name.rpartition(".")[0] == path[:-5]}, project)
    assert contents(project / "build/site") == before
    publish(site, pages, project, report=silent)
    assert contents(project / PREVIEW) == {path: contents(project / "build/site")[path]}


def test_a_killed_build_leaves_the_last_site_and_the_next_build_clears_up(project: Path) -> None:
    before = contents(project / "build/site")
    process = run(project, lamp="# New {#lamp}\n\n## New {#lens}\n")
    wait_for(lambda: any(project.glob("build/next-*/site/*/index.html")))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert contents(project / "build/site") == before
    assert len(list(project.glob("build/next-*"))) == 1
    time.sleep(2)  # the generator's own processes outlive their parent for a moment
    publish(lighthouse(), logbook(), project, report=silent)
    assert contents(project / "build/site") == before
    assert list(project.glob("build/next-*")) == []


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_only_one_build_at_a_time(tmp_path: Path) -> None:
    with swap.workshop(tmp_path / "build"), pytest.raises(Busy, match="another build is at work in"):
        publish(lighthouse(), logbook(), tmp_path, report=silent)


def test_without_an_atomic_exchange_a_kill_between_two_renames_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system cannot exchange folders, the last site stands aside for an instant and comes back."""
    for name, text in (("site", "old"), ("next-1", "new")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(text)
    monkeypatch.setattr(swap, "_exchanged_at_once", lambda *_: False)
    real = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if self.name == "next-1":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            swap.swap_in(tmp_path / "next-1", tmp_path / "site")
    assert not (tmp_path / "site").exists()
    with swap.workshop(tmp_path):
        assert contents(tmp_path / "site") == {"page": b"old"}
        (tmp_path / "next-2").mkdir()
        (tmp_path / "next-2/page").write_text("new")
        assert swap.swap_in(tmp_path / "next-2", tmp_path / "site") == 1
    assert contents(tmp_path) == {".lock": b"", "site/page": b"new"}


@pytest.mark.parametrize("name", ["../out.md", "/out.md", "en/../../out.md", ""])
def test_no_page_is_written_outside_of_the_site(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="a page outside of the site"):
        publish(lighthouse(), {name: ""}, tmp_path, report=silent)


def test_the_search_index_is_plain_text_and_knows_both_scripts() -> None:
    gathered = (
        '{"docs": [{"location": "a.html", "title": "Lamp &amp; lens", "text": "<p>億</p><p>1 &lt; 2</p>"},'
        ' {"location": "a.html#b", "title": "Lens", "text": ""}]}'
    )
    assert search_index(gathered, {}, {"a.html": "Light"}, [("灯", "燈")]) == (
        '(window.dossier ??= {}).index = {"variants":"億亿燈灯萬万","alike":[["灯","燈"]],"entries":'
        '[["a.html","Lamp & lens","Light","億 1 < 2"],["a.html#b","Lens","Light",""]]};\n'
    )
    assert variants("发") == "億亿發发萬万髮发"


def test_every_language_has_all_words_of_the_theme() -> None:
    words = lighthouse().words
    used = set()
    for template in (HERE / "theme").rglob("*.html"):
        used |= set(re.findall(r'words(?:\[language\.path\])?(?:\["([\w.]+)"\]|\.(\w+))', template.read_text()))
    wanted = {quoted or dotted for quoted, dotted in used}
    assert {path: set(words[path]) for path in PATHS} == dict.fromkeys(PATHS, wanted)
