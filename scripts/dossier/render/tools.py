"""What every single record's page offers beside the record: where it is used, how to share, correct and cite it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from ..corpus import Located
from ..model import Derived, Evidence, Fact, Record
from ..prose import blocks
from .citing import citation
from .view import View, Viewer, disagreement_href, record_href

FORM = "wrong-fact.yml"
"""The issue form of a dossier's repository, in .github/ISSUE_TEMPLATE."""
LONGEST_QUOTED = 200
"""Characters of a quotation in an error report: an address can only be so long."""


class Used:
    """Where records are used, as links in one language; those to a page lead to the first sentence that cites it."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer, self.dossier = viewer, viewer.corpus.dossier
        self.words = viewer.tongue.words("record")
        pages = [page for (lang, _), page in self.dossier.pages.items() if lang == viewer.tongue.written]
        self.titles = {page.id: viewer.tongue.convert(page.kicker) for page in pages}
        self.records: Mapping[str, Fact | Derived] = {**self.dossier.facts, **self.dossier.derived}
        self.parts: dict[str, list[str]] = {}
        for fact in self.dossier.facts.values():
            if fact.figure and fact.figure.part_of:
                self.parts.setdefault(fact.figure.part_of, []).append(fact.id)
        self.placed: dict[str, list[str]] = {}
        for page in pages:
            for block in blocks(page):
                if block.kind == "placement" and block.text == "disagreement" and block.name:
                    self.placed.setdefault(block.name, []).append(page.id)

    def record(self, of: Fact | Derived) -> list[tuple[str, list[View]]]:
        """Where it is used, and of what it is a part or has parts."""
        rows = self.uses(of)
        if isinstance(of, Fact):
            whole = [of.figure.part_of] if of.figure and of.figure.part_of else []
            related = (
                (self.words["part_of"], self._records(whole)),
                (self.words["parts"], self._records(self.parts.get(of.id, []))),
            )
            rows += [(label, links) for label, links in related if links]
        return rows

    def uses(self, of: Fact | Derived) -> list[tuple[str, list[View]]]:
        uses = self.viewer.derivation.uses[of.id]
        rows = (
            (self.words["pages"], self._links(uses.pages, f"cite-{of.id}")),
            (self.words["charts"], [self._chart(chart) for chart in uses.charts]),
            (self.words["derived"], self._records(uses.derived)),
            (self.words["disagreements"], [self._disagreement(name) for name in uses.disagreements]),
        )
        return [(label, links) for label, links in rows if links]

    def disagreement(self, name: str) -> list[tuple[str, list[View]]]:
        pages = [*self.placed.get(name, []), "disagreements"]
        return [(self.words["pages"], self._links(pages, f"dispute-{name}"))]

    def _records(self, names: Iterable[str]) -> list[View]:
        say, records = self.viewer.tongue.say, self.records
        return [
            {"label": say(records[name].statement), "href": record_href(self.viewer.corpus, name)} for name in names
        ]

    def _links(self, pages: Iterable[str], anchor: str) -> list[View]:
        title = self.titles | {"disagreements": self.viewer.words["disagreements"]["title"]}
        return [{"label": title[page], "href": f"{page}.html#{anchor}"} for page in pages]

    def _chart(self, chart: str) -> View:
        return {"label": self.viewer.tongue.say(self.dossier.drawn()[chart].title), "href": f"c/{chart}.html"}

    def _disagreement(self, name: str) -> View:
        label = self.viewer.tongue.say(self.dossier.disagreements[name].title)
        return {"label": label, "href": disagreement_href(name)}


class Tools:
    """The row of tools on a record's page: copy its link, report an error, cite it, and the line it is written in."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer, self.tongue = viewer, viewer.tongue
        self.about = viewer.corpus.dossier.about
        self.words = viewer.tongue.words("record")

    def __call__(self, record: Record, name: str, href: str, text: str, located: Iterable[Located] = ()) -> View:
        address = self.viewer.at(href)
        quotations = "".join(self._quotation(item.evidence) for item in located)
        return {
            "address": address,
            "report": self.words["report_text"].format(id=name, address=address, statement=text, quotations=quotations),
            "report_href": self._issue(name, address, quotations),
            "file": self._file(record),
            "cite": citation(self.viewer, href, title=text, of=name, detail=self.words["record_id"].format(id=name)),
        }

    def _quotation(self, evidence: Evidence) -> str:
        quote = evidence.quote
        short = quote if len(quote) <= LONGEST_QUOTED else quote[:LONGEST_QUOTED] + "…"
        return str(self.words["report_quotation"].format(quote=short, source=evidence.source))

    def _issue(self, name: str, address: str, quotations: str) -> str | None:
        """The repository's issue form for a wrong fact, its fields filled in."""
        if self.about.repository is None:
            return None
        fields = {"fact": f"{name} {address}", "quotation": quotations.strip()}
        title = self.words["report_title"].format(id=name)
        return f"{self.about.repository}/issues/new?{urlencode({'template': FORM, 'title': title, **fields})}"

    def _file(self, record: Record) -> View:
        """The line on which the record is written, and where that can be seen and edited."""
        at, repository = record.place.at(), self.about.repository
        return {
            "label": self.words["file"].format(file=at.file, line=at.line),
            "at": f"{at.file}:{at.line}",
            "href": f"{repository}/blob/HEAD/{at.file}#L{at.line}" if repository else None,
        }
