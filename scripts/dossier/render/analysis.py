"""Analysis pages: the argument, with its evidence, charts and disagreements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from markupsafe import escape

from ..derive import cited
from ..figures import amount
from ..model import Fact, Headline, Page
from ..prose import Block, blocks
from .charts import Exhibit, Images, Pair, exhibit
from .coverage import totals
from .markup import document, inline, parts
from .notes import Notes, beside_notes
from .tabled import tabled
from .view import View, Viewer, disagreement_href, record_href


def charts_on(page: Page) -> list[str]:
    return [b.name for b in blocks(page) if b.kind == "placement" and b.text == "chart" and b.name]


def exhibits_on(page: Page, viewer: Viewer) -> dict[str, Exhibit]:
    """Every chart that the page places."""
    address = beside_notes(viewer, cited(viewer.corpus.dossier, page))
    return {name: exhibit(name, viewer, address) for name in charts_on(page)}


def analysis_page(page: Page, viewer: Viewer, drawings: Mapping[str, Pair], images: Images) -> str:
    """The page as the site generator takes it."""
    return _Writer(page, viewer, drawings, images).document()


class _Writer:
    def __init__(self, page: Page, viewer: Viewer, drawings: Mapping[str, Pair], images: Images) -> None:
        self.page, self.viewer, self.tongue = page, viewer, viewer.tongue
        self.drawings, self.images = drawings, images
        self.notes = Notes(cited(viewer.corpus.dossier, page), viewer)
        self.words = self.tongue.words("report")

    def document(self) -> str:
        page, convert = self.page, self.tongue.convert
        standfirst, *body = blocks(page)
        lead = inline(convert(standfirst.text), self._cite)
        front = {"title": convert(page.title), "description": convert(page.description), "section": page.id}
        head = [
            parts().masthead(convert(page.kicker), convert(page.title), lead),
            parts().headline_figures([self._headline(h) for h in page.figures], self.words) if page.figures else "",
        ]
        as_of = self.viewer.words["as_of"].format(date=self.tongue.date(self.viewer.corpus.dossier.about.as_of))
        return document(front, [*head, *self._blocks(body), parts().as_of(as_of), self.notes.markup()])

    def _headline(self, headline: Headline) -> View:
        convert = self.tongue.convert
        value = convert(headline.value)
        number = re.fullmatch(r"(\D*)(\d.*)", value)
        shown = [(number[1], False), (number[2], True)] if number else value
        return {"value": shown, "label": convert(headline.label), "cites": self.notes.calls(headline.of)}

    def _cite(self, name: str) -> str:
        return str(parts().cites(self.notes.calls(name), self.words))

    def _blocks(self, body: list[Block]) -> Iterator[str]:
        items: list[str] = []
        for block in body:
            if block.kind != "item" and items:
                yield f"<ul>{''.join(items)}</ul>"
                items = []
            text = inline(self.tongue.convert(block.text), self._cite) if block.kind != "placement" else ""
            if block.kind == "item":
                items.append(f"<li>{text}</li>")
            elif block.kind == "heading":
                yield f'<h{block.level} id="{escape(block.name or "")}">{text}</h{block.level}>'
            elif block.kind == "paragraph":
                yield f"<p>{text}</p>"
            else:
                yield self._placed(block)
        if items:
            yield f"<ul>{''.join(items)}</ul>"

    def _placed(self, block: Block) -> str:
        name = block.name or ""
        if block.text == "chart":
            shown = exhibit(name, self.viewer, self.notes.address)
            return str(shown.figure(self.drawings[name], self.images))
        if block.text == "disagreement":
            return str(parts().disagreement(dispute(name, self.viewer, self.notes.calls), self.words))
        if block.text in {"matrix", "structure"}:
            return str(tabled(name, self.viewer, self.notes.address).figure(self.notes.calls, self.images))
        if block.text == "pages":
            return str(parts().ways([*self._others()], self.words))
        if block.text == "checked":
            return str(parts().headline_figures([*self._checked()], self.words))
        entries = [
            {"text": self.tongue.say(a.statement), "searched": a.searched, "lang": "zh"}
            for a in self.viewer.corpus.dossier.absences.values()
            if a.page == self.page.id
        ]
        return str(parts().absences(entries, self.words))

    def _others(self) -> Iterator[View]:
        """The other analysis pages in the order of the menu, each with the headline that it argues."""
        pages = self.viewer.corpus.dossier.pages
        for entry in self.viewer.corpus.dossier.about.nav:
            page = pages.get((self.tongue.written, entry.page))
            if page and page.id != self.page.id:
                texts = {"name": self.tongue.say(entry.title), "title": self.tongue.convert(page.title)}
                yield {"href": f"{page.id}.html", **texts}

    def _checked(self) -> Iterator[View]:
        """How much was checked, in numbers."""
        corpus, origins = self.viewer.corpus, self.viewer.derivation.origins
        count = {
            "facts": len(corpus.dossier.facts),
            "quotations": sum(len(items) for items in corpus.located.values()),
            "sentences": totals(corpus).total(),
            "disagreements": len(corpus.dossier.disagreements),
            "independent": sum(each.low > 1 for each in origins.values()),
        }
        for name, n in count.items():
            yield {"value": str(n), "label": self.viewer.words["checked"][name], "cites": []}


def dispute(name: str, viewer: Viewer, calls: Callable[[str], list[View]]) -> View:
    """A disagreement's box: one row a fact, then what the dossier shows. Parts of a whole that has a row have none."""
    dossier, tongue = viewer.corpus.dossier, viewer.tongue
    each = dossier.disagreements[name]
    facts = [dossier.facts[fact] for fact in each.facts]
    whole = [fact for fact in facts if not (fact.figure and fact.figure.part_of in each.facts)]
    return {
        "id": name,
        "kind": each.kind,
        "title": tongue.say(each.title),
        "rows": [_dispute_row(fact, viewer, calls(fact.id), named=_of_several(whole)) for fact in whole],
        "shown": tongue.say(each.shown),
        "href": disagreement_href(name),
    }


def _of_several(facts: list[Fact]) -> bool:
    """Whether the figures are not all of one subject, so that each row must say of whom it speaks."""
    return len({tuple(fact.figure.subject) for fact in facts if fact.figure}) > 1


def _dispute_row(fact: Fact, viewer: Viewer, cites: list[View], *, named: bool) -> View:
    """The figure beside who gives it; without a figure, the outlet beside what it says."""
    sources = [viewer.corpus.dossier.sources[e.source] for e in fact.evidence]
    titles = viewer.words["join"].join(dict.fromkeys(viewer.source_title(source) for source in sources))
    if fact.figure:
        said = viewer.tongue.voices(fact.evidence[0].said_by)
        text = viewer.words["citing"].format(source=titles, who=said) if said else titles
        label = viewer.tongue.amount(amount(fact.figure))
        if named:
            text = viewer.tongue.names(fact.figure.subject) + viewer.words["colon"] + text
    else:
        label, text = titles, viewer.tongue.say(fact.statement)
    return {"label": label, "href": record_href(viewer.corpus, fact.id), "text": text, "cites": cites}
