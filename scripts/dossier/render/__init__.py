"""From the record to the files of the site: Markdown pages in every language, and the data.

Pure: `render` gives texts by path. Charts must be drawn and traced before (`drawings`, `images`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
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
from .chart_page import chart_files, chart_page, words_files, words_page
from .charts import Exhibit, Images, Pair, exhibit
from .citing import cite_page
from .feed import FOLDER as CHANGES
from .feed import feed
from .frame import to_records
from .independence import ARTICLES, articles_exhibit
from .ledger import ledger_page
from .linked import Linked, block
from .markup import title_of
from .names import names_page, timeline_page
from .permanent import permanent_pages
from .record import record_pages
from .reference import checks_page, data_page
from .view import Viewer

VERIFY = Path(__file__).parents[1] / "verify.py"
LABELS = {"en": "English", "zh-Hans": "简体", "zh-Hant": "繁體"}
DrawingsByPage = Mapping[tuple[str, str], Mapping[str, Pair]]
"""Drawings by (language tag, page), then by chart."""


@dataclass(frozen=True)
class Edition:
    """The record, ready to be rendered in these languages, by their tags."""

    corpus: Corpus
    derivation: Derivation
    hant: Hant
    tags: tuple[str, ...] = tuple(TAGS)

    @cached_property
    def record(self) -> dict[str, Any]:
        return facts_json(self.corpus, self.derivation, self.hant)

    def viewers(self) -> list[Viewer]:
        tongues = (Tongue(tag, self.corpus.dossier, self.hant) for tag in self.tags)
        content_hash = self.record["dossier"]["content_hash"]
        return [Viewer(self.corpus, self.derivation, tongue, content_hash) for tongue in tongues]

    def drawings(self) -> DrawingsByPage:
        """Every chart on every page, its own page too."""
        drawn: dict[tuple[str, str], dict[str, Pair]] = {}
        for viewer in self.viewers():
            tag = viewer.tongue.tag
            for (lang, _), page in self.corpus.dossier.pages.items():
                if lang == viewer.tongue.written:
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
        folder, tag = viewer.tongue.path, viewer.tongue.tag
        files[f"{CHANGES}/{folder}.atom"] = feed(viewer)
        pages = {}
        for (lang, name), page in edition.corpus.dossier.pages.items():
            if lang == viewer.tongue.written:
                pages[name] = analysis_page(page, viewer, drawings[tag, name], images)
        own, titles = {}, {}
        for name, shown in exhibits(viewer).items():
            titles[name] = shown.say(shown.drawn.title)
            pair = drawings[tag, OWN][name]
            files |= chart_files(shown, pair, images)
            files[f"{folder}/{OWN}/{name}.html"] = chart_page(shown, pair, images)
            own[name] = str(shown.figure(pair, images))
        for name in (*viewer.corpus.dossier.matrices, *viewer.corpus.dossier.structures):
            titles[name] = viewer.tongue.say(viewer.corpus.dossier.drawn()[name].title)
            files |= words_files(name, viewer, images)
            files[f"{folder}/{OWN}/{name}.html"] = words_page(name, viewer, images)
        pages |= record_pages(viewer, own[ARTICLES])
        files[f"{folder}/ledger.html"] = ledger_page(viewer)
        for name, light in permanent_pages(viewer):
            files[f"{folder}/{name}"] = light
        pages["names"] = names_page(viewer)
        pages["timeline"] = timeline_page(
            viewer, [own[name] for name, chart in viewer.corpus.dossier.charts.items() if chart.page == "timeline"]
        )
        pages["checks"] = checks_page(viewer)
        pages["data"] = data_page(viewer, files.keys(), titles)
        nodes = Linked(viewer).pages(files)
        for name, text in pages.items():
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
        alike=tuple((term.hans, *term.asked) for term in edition.corpus.dossier.glossary if term.asked),
    )


def _entry(entry: NavEntry, tongue: Tongue) -> NavItem:
    children = tuple(_entry(below, tongue) for below in entry.below)
    path = None if children else f"{entry.page}.md"
    return NavItem(title=tongue.say(entry.title), path=path, children=children)


__all__ = ["Edition", "render", "site"]
