"""From the record to the files of the site: Markdown pages in every language, and the data.

Pure: `render` gives texts by path. Charts must be drawn and traced before (`drawings`, `images`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ..annotations import web_annotations
from ..corpus import Corpus
from ..derive import Derivation
from ..facts_json import SCHEMA, facts_json, written
from ..hant import Hant
from ..light import Light
from ..model import NavEntry
from ..sites import Language, NavItem, Site
from ..tables import data_package
from ..tongue import TAGS, Tongue, words
from .analysis import analysis_page, exhibits_on
from .article import source_page
from .chart_page import chart_files, chart_page, words_files, words_page
from .charts import Exhibit, Images, Pair, exhibit
from .citing import cite_page
from .disagreements import disagreements_page
from .feed import FOLDER as CHANGES
from .feed import feed
from .frame import to_records
from .independence import ARTICLES, articles_exhibit
from .ledger import ledger_page
from .linked import Linked, block
from .markup import title_of
from .names import names_page, timeline_page
from .permanent import permanent_pages
from .record import sources_page
from .reference import checks_page, data_page
from .view import Viewer

VERIFY = Path(__file__).parents[1] / "verify.py"
LABELS = {"en": "English", "zh-Hans": "简体", "zh-Hant": "繁體"}
DrawingsByPage = Mapping[tuple[str, str], Mapping[str, Pair]]
"""Drawings by (language tag, page), then by chart."""


@dataclass(frozen=True)
class Edition:
    """The record, ready to be rendered; of the pages perhaps `only` one, by its path in the site."""

    corpus: Corpus
    derivation: Derivation
    hant: Hant
    only: str | None = None

    @cached_property
    def record(self) -> dict[str, Any]:
        return facts_json(self.corpus, self.derivation, self.hant)

    def wants(self, path: str) -> bool:
        return self.only in (None, path)

    def viewers(self) -> list[Viewer]:
        """Of each language that a page is wanted in."""
        tags = [tag for tag, folder in TAGS.items() if self.only is None or self.only.startswith(f"{folder}/")]
        tongues = (Tongue(tag, self.corpus.dossier, self.hant) for tag in tags)
        content_hash = self.record["dossier"]["content_hash"]
        return [Viewer(self.corpus, self.derivation, tongue, content_hash) for tongue in tongues]

    def drawings(self) -> DrawingsByPage:
        """Every chart on every page, its own page too."""
        drawn: dict[tuple[str, str], dict[str, Pair]] = {}
        for viewer in self.viewers():
            tag = viewer.tongue.tag
            for (lang, _), page in self.corpus.dossier.pages.items():
                if lang == viewer.tongue.written and self.wants(f"{viewer.tongue.path}/{page.id}.html"):
                    drawn[tag, page.id] = {name: on.drawings() for name, on in exhibits_on(page, viewer).items()}
            drawn[tag, OWN] = {name: shown.drawings() for name, shown in exhibits(viewer).items()}
        return drawn


OWN = "c"
"""The folder of charts' own pages, whose marks lead to the facts' pages."""


def exhibits(viewer: Viewer) -> dict[str, Exhibit]:
    """Every chart of the dossier, and the one of its articles."""
    shown = {name: exhibit(name, viewer, to_records(viewer)) for name in viewer.corpus.dossier.charts}
    return shown | {ARTICLES: articles_exhibit(viewer)}


def render(edition: Edition, drawings: DrawingsByPage, images: Images) -> dict[str, str | Light]:
    """Every file of the site by its path."""
    record, licence = edition.record, edition.corpus.dossier.about.licence
    files: dict[str, str | Light] = {
        "data/facts.json": written(record),
        "data/facts.schema.json": SCHEMA.read_text(encoding="utf-8"),
        "data/verify.py": VERIFY.read_text(encoding="utf-8"),
        "data/annotations.json": web_annotations(record, edition.corpus.dossier.raw),
        **{f"data/tables/{name}": text for name, text in data_package(record, licence).items()},
    }
    for viewer in edition.viewers():
        folder, tag, dossier = viewer.tongue.path, viewer.tongue.tag, viewer.corpus.dossier
        files[f"{CHANGES}/{folder}.atom"] = feed(viewer)
        light: dict[str, Callable[[], Light]] = {}
        own, titles = {}, {}
        for name, shown in exhibits(viewer).items():
            titles[name] = shown.say(shown.drawn.title)
            pair = drawings[tag, OWN][name]
            files |= chart_files(shown, pair, images)
            light[f"{OWN}/{name}.html"] = partial(chart_page, shown, pair, images)
            own[name] = str(shown.figure(pair, images))
        for name in (*dossier.matrices, *dossier.structures):
            titles[name] = viewer.tongue.say(dossier.drawn()[name].title)
            files |= words_files(name, viewer, images)
            light[f"{OWN}/{name}.html"] = partial(words_page, name, viewer, images)
        times = [own[name] for name, chart in dossier.charts.items() if chart.page == "timeline"]
        light |= {"ledger.html": partial(ledger_page, viewer), **permanent_pages(viewer)}
        pages: dict[str, Callable[[], str]] = {
            **{
                page.id: partial(analysis_page, page, viewer, drawings.get((tag, page.id), {}), images)
                for page in dossier.pages.values()
                if page.lang == viewer.tongue.written
            },
            "sources": partial(sources_page, viewer, own[ARTICLES]),
            **{f"source-{source.id}": partial(source_page, source, viewer) for source in dossier.sources.values()},
            "disagreements": partial(disagreements_page, viewer),
            "names": partial(names_page, viewer),
            "timeline": partial(timeline_page, viewer, times),
            "checks": partial(checks_page, viewer),
            "data": partial(data_page, viewer, tuple(files), titles),
        }
        nodes = Linked(viewer).pages(files)
        files |= {f"{folder}/{name}": make() for name, make in light.items() if edition.wants(f"{folder}/{name}")}
        for name, page in pages.items():
            if edition.wants(f"{folder}/{name}.html"):
                text = page()
                end = [cite_page(viewer, name, title_of(text)), *([block(nodes[name])] if name in nodes else [])]
                files[f"{folder}/{name}.md"] = "\n\n".join((text.rstrip(), *end)) + "\n"
    return files


def site(edition: Edition) -> Site:
    """What the site generator is told."""
    about = edition.corpus.dossier.about
    tongues = [Tongue(tag, edition.corpus.dossier, edition.hant) for tag in TAGS]
    return Site(
        name={tongue.path: tongue.say(about.title) for tongue in tongues},
        languages=tuple(Language(tag=tag, path=path, label=LABELS[tag]) for tag, path in TAGS.items()),
        nav={tongue.path: tuple(_entry(entry, tongue) for entry in about.nav) for tongue in tongues},
        words={tongue.path: words("chrome")[tongue.path] for tongue in tongues},
        feeds={tongue.path: f"{CHANGES}/{tongue.path}.atom" for tongue in tongues},
        repository=about.repository,
        url=about.address,
        description=tongues[0].say(about.description),
        alike=edition.corpus.dossier.alike(),
    )


def _entry(entry: NavEntry, tongue: Tongue) -> NavItem:
    children = tuple(_entry(below, tongue) for below in entry.below)
    path = None if children else f"{entry.page}.md"
    return NavItem(title=tongue.say(entry.title), path=path, children=children)


__all__ = ["Edition", "render", "site"]
