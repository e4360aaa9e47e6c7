"""What a page is about, for machines: schema.org as JSON-LD, in a block of data that no browser runs.

It says no more than the record: who is named only by words stays a text, and a date that is no whole day, or was
inferred, is left out. https://schema.org/docs/full.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from ..derive import cited
from ..edtf import is_day
from ..model import Entity, Evidence, Fact, Page, Source
from .view import Viewer, name_href, record_href, source_href

Node = dict[str, Any]

WHOLE = ("data/facts.json", "data/annotations.json", "data/tables/datapackage.json")
FORMATS = {".json": "application/json", ".csv": "text/csv"}


def block(node: Node) -> Markup:
    """The node as a page may hold it: its texts cannot end the block, nor begin another."""
    given = {"@context": "https://schema.org", **{key: value for key, value in node.items() if value not in (None, [])}}
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')


class Linked:
    """Nodes in one language, for pages that stand so many folders below that of the language."""

    def __init__(self, viewer: Viewer, depth: int = 0) -> None:
        self.viewer, self.tongue, self.dossier = viewer, viewer.tongue, viewer.corpus.dossier
        self.address, self.up = viewer.corpus.dossier.about.address, "../" * depth
        self.types = {kind.id: kind.schema_org for kind in self.dossier.vocabulary.entity_kinds}

    def _at(self, href: str) -> str:
        return self.viewer.at(href) if self.address else self.up + href

    def _file(self, name: str) -> str:
        return f"{self.address}/{name}" if self.address else f"{self.up}../{name}"

    def _work(self, kind: str, href: str) -> Node:
        """What is the same of all that the dossier says."""
        return {
            "@type": kind,
            "@id": self._at(href),
            "inLanguage": self.tongue.tag,
            "license": self.dossier.about.licence.address,
            "author": {"@type": "Organization", "name": self.viewer.authors},
        }

    def pages(self, published: Iterable[str]) -> dict[str, Node]:
        """What the pages that the site generator makes are about, by name."""
        tables = [name for name in published if name.startswith("data/tables/") and name.endswith(".csv")]
        pages = (page for page in self.dossier.pages.values() if page.lang == self.tongue.written)
        return {
            **{page.id: self.page(page) for page in pages},
            **{f"source-{source.id}": self.article(source) for source in self.dossier.sources.values()},
            "index": self.dataset(WHOLE),
            "data": self.dataset((*WHOLE, *tables)),
        }

    def dataset(self, files: Iterable[str]) -> Node:
        """The whole record, with its files."""
        about, version = self.dossier.about, self.viewer.version
        return {
            **self._work("Dataset", "data.html"),
            "name": self.viewer.title,
            "description": self.tongue.say(about.description),
            "identifier": f"sha256:{self.viewer.content_hash}",
            "version": version.version if version else None,
            "datePublished": version.date if version else None,
            "isBasedOn": [self._article(source) for source in self.dossier.sources],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": PurePosixPath(name).name,
                    "contentUrl": self._file(name),
                    "encodingFormat": FORMATS[PurePosixPath(name).suffix],
                }
                for name in files
            ],
        }

    def page(self, page: Page) -> Node:
        """An analysis page, with the archived articles on which it rests."""
        dossier, convert = self.dossier, self.tongue.convert
        located = (item for name in cited(dossier, page) for item in self.viewer.located(name))
        sources = dict.fromkeys(item.evidence.source for item in located)
        return {
            **self._work("Article", f"{page.id}.html"),
            "headline": convert(page.title),
            "description": convert(page.description),
            "isPartOf": {"@id": self._at("data.html")},
            "citation": [self._article(source) for source in sources],
        }

    def article(self, source: Source) -> Node:
        """An archived article itself, which the page is about."""
        printed = source.published.basis == "printed" and is_day(source.published.date)
        return {
            **self._archived(source),
            "inLanguage": source.script,
            "url": source.url,
            "author": source.author,
            "datePublished": source.published.date if printed else None,
            "genre": self.tongue.say(source.genre),
            "encoding": {"@type": "MediaObject", "name": source.file, "sha256": source.sha256},
            "citation": [self.tongue.say(self.dossier.origins[origin].names) for origin in source.origins],
        }

    def _archived(self, source: Source) -> Node:
        outlet = self.tongue.say(source.outlet)
        return {"@type": "Article", **self._article(source.id), "headline": source.title, "publisher": outlet}

    def _article(self, source: str) -> Node:
        return {"@id": f"{self._at(source_href(source))}#article"}

    def claim(self, fact: Fact) -> Node:
        """A fact: who says so, and the words in which it appears. What is a plan or a denial is called one."""
        href = record_href(self.viewer.corpus, fact.id)
        when = fact.period or fact.date
        return {
            "@type": "Claim",
            "@id": self._at(href),
            "identifier": fact.id,
            "text": self.tongue.say(fact.statement),
            "inLanguage": self.tongue.tag,
            "genre": self.tongue.words("record")["modalities"][fact.modality],
            "temporalCoverage": None if when == "unstated" else when,
            "author": [*self._speakers(fact)],
            "about": [self.named(self.dossier.entities[entity]) for entity in fact.entities],
            "appearance": [self._quotation(evidence) for evidence in fact.evidence],
            "isPartOf": {"@id": self._at("data.html")},
        }

    def _quotation(self, evidence: Evidence) -> Node:
        source = self.dossier.sources[evidence.source]
        return {
            "@type": "Quotation",
            "text": evidence.quote,
            "inLanguage": source.script,
            "isPartOf": self._archived(source),
        }

    def _speakers(self, fact: Fact) -> Iterator[Node | str]:
        """The innermost voices, each once; not where it is the article that speaks."""
        voices = [voice for evidence in fact.evidence for voice in evidence.said_by[:1]]
        yield from (
            self.named(self.dossier.entities[v]) for v in dict.fromkeys(voices) if isinstance(v, str) and v != "article"
        )
        yield from dict.fromkeys(self.tongue.say(v.described) for v in voices if not isinstance(v, str))

    def named(self, entity: Entity) -> Node:
        name = self.tongue.name(entity.id)
        return {"@type": self.types[entity.kind], "@id": self._at(name_href(entity.id)), "name": name}

    def entity(self, entity: Entity) -> Node:
        """What has a name, with its other names; a misspelling is none."""
        forms = (*entity.names.values(), *(each.form for each in entity.aliases if each.kind != "misspelling"))
        named = self.named(entity)
        others = [form for form in dict.fromkeys(forms) if form != named["name"]]
        return {**named, "identifier": entity.id, "alternateName": others}
