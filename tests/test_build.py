"""The whole flow as the command runs it, on the tiny dossier: the same bytes anywhere, and never half a site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePath

import pytest

from dossier.build import early
from dossier.publish import PREVIEW

from .conftest import ROOT, chromium, contents, ended, settle, start

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",  # and nothing that would make up for it: every file must name its encoding
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONHASHSEED": "7",
}
HERE = {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}


def prepared(root: Path) -> Path:
    """The tiny dossier with all that a build reads."""
    root.mkdir()
    settle(root)
    with (root / "content/dossier.yml").open("a", encoding="utf-8") as about:
        about.write("address: https://light.example/coast\n")
    return root


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two projects that were built at the same time, each in a folder and a process of its own kind."""
    chromium()
    roots = [prepared(tmp_path_factory.mktemp("here") / "a"), prepared(tmp_path_factory.mktemp("else where") / "目录")]
    builds = [start(root, "build", **kind) for root, kind in zip(roots, (HERE, ELSEWHERE), strict=True)]
    said = [ended(each) for each in builds]
    assert [status for status, _ in said] == [0, 0], said
    return roots


def test_the_same_bytes_from_any_folder_time_zone_locale_and_hash_seed(twins: list[Path]) -> None:
    """The images are made twice too: each project has a cache of its own."""
    here, elsewhere = (contents(root / "build/site") for root in twins)
    assert list(here) == list(elsewhere)
    assert [name for name in here if here[name] != elsewhere[name]] == []
    assert len(list((twins[0] / ".cache/charts").iterdir())) == len(list((twins[1] / ".cache/charts").iterdir())) == 24
    assert b"<svg" in here["en/index.html"]
    cards = {name: content for name, content in here.items() if name.startswith("cards/")}
    pages = {path.relative_to(twins[0] / "build/pages") for path in (twins[0] / "build/pages").glob("*/*.md")}
    assert cards.keys() == {
        f"cards/{page.with_suffix('.png')}" for page in pages if page.stem != "ledger"
    }  # it is light
    assert {content[:8] for content in cards.values()} == {b"\x89PNG\r\n\x1a\n"}


def test_every_file_of_the_site_is_one_that_its_readme_tells_of(twins: list[Path]) -> None:
    """And the other way round; the first line that fits a file is the one that tells of it."""
    _, _, told = (ROOT / "build/README.md").read_text(encoding="utf-8").partition("## The site")
    cells = re.findall(r"^\| (`.*?) \|", told, re.MULTILINE)
    patterns = [re.sub("<.*?>", "*", f"/{pattern}") for cell in cells for pattern in re.findall("`(.*?)`", cell)]
    files = [PurePath(f"/{name}") for name in contents(twins[0] / "build/site")]
    fits = [next((pattern for pattern in patterns if file.match(pattern)), None) for file in files]
    assert [str(file) for file, pattern in zip(files, fits, strict=True) if pattern is None] == []
    assert set(patterns) - set(fits) == set()


@pytest.mark.parametrize(
    "page", ["en/index", "zh-hans/source-coast", "zh-hant/f/lighthouses", "en/ledger", "zh-hans/c/spending"]
)
def test_what_is_made_early_is_as_the_site_has_it(twins: list[Path], page: str) -> None:
    early(twins[0], f"{page}.html")
    assert contents(twins[0] / PREVIEW) == {f"{page}.html": (twins[0] / f"build/site/{page}.html").read_bytes()}
    shutil.rmtree(twins[0] / PREVIEW.parent)


def test_nothing_is_done_where_nothing_has_changed(twins: list[Path]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (twins[0] / "build").rglob("*")}
    assert ended(start(twins[0], "build")) == (0, "build/site: nothing has changed\n")
    assert {path: path.stat().st_mtime_ns for path in (twins[0] / "build").rglob("*")} == before


def test_a_broken_fact_leaves_the_last_site_and_is_told(twins: list[Path]) -> None:
    site, facts = twins[0] / "build/site", twins[0] / "content/facts/spending.yml"
    before, good = contents(site), facts.read_text(encoding="utf-8")
    facts.write_text(good.replace("value: ~10亿", "value: ~11亿"), encoding="utf-8")
    status, said = ended(start(twins[0], "build"))
    checked = ended(start(twins[0], "check"))
    facts.write_text(good, encoding="utf-8")
    assert (status, said) == (1, "Reading and checking …\n" + checked[1])
    assert "content/facts/spending.yml" in said
    assert "[spending-2030]" in said
    assert contents(site) == before
    assert ended(start(twins[0], "build")) == (0, "build/site: nothing has changed\n")


def test_without_a_browser_the_charts_are_tables(tmp_path: Path) -> None:
    root = prepared(tmp_path / "a")
    status, said = ended(start(root, "build", DOSSIER_CHROMIUM="", PATH=str(tmp_path)))
    assert (status, said.splitlines()[:4]) == (
        0,
        [
            "Reading and checking …",
            "Drawing the charts …",
            "no Chromium found: charts are left as tables (README)",
            "Making the site in three languages …",
        ],
    )
    for language in ("en", "zh-hans", "zh-hant"):
        page = (root / f"build/site/{language}/index.html").read_text(encoding="utf-8")
        chart = page.partition('<figure class="d-chart"')[2].partition("</figure>")[0]
        assert "<svg" not in chart
        assert '<details class="d-chart__more" data-search-exclude open>' in chart
        assert chart.count("<tr>") == 4
