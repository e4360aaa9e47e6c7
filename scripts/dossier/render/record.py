"""The page of all articles: what was taken from them, and how the dossier was made."""

from __future__ import annotations

from markupsafe import Markup, escape

from ..model import Source
from .coverage import totals
from .independence import hanging_together
from .markup import heading, parts, titled
from .view import View, Viewer, source_href

DAMAGE = {"reading", "patch"}
"""The repairs that mean that an article reached us damaged; markup and line breaks do not."""


# --- articles ----------------------------------------------------------------------------------------------------


def sources_page(viewer: Viewer, articles: str) -> str:
    """All articles: on what each draws, how much was taken from it, how the dossier was made."""
    dossier, tongue, words = viewer.corpus.dossier, viewer.tongue, viewer.words
    two = sum(viewer.derivation.origins[fact].low >= 2 for fact in dossier.facts)
    maybe = sum(viewer.derivation.origins[fact].high >= 2 for fact in dossier.facts)
    counted = words["origins_counted"].format(facts=len(dossier.facts), two=two, maybe=maybe)
    became = totals(viewer.corpus)
    covered = words["sentences_counted"].format(
        n=became.total(), quoted=became["quoted"], context=became["context"], aside=became["set-aside"]
    )
    content = [
        _articles(viewer),
        f"<p>{escape(counted)}</p>",
        _yield(viewer),
        f"<p>{escape(covered)}</p>",
        *hanging_together(viewer, articles),
        heading(words["made_title"], "made"),
        *(f"<p>{escape(tongue.say(each))}</p>" for each in dossier.about.method),
    ]
    damaged = sum(any(e.how in DAMAGE for e in text.edits) for text in viewer.corpus.repaired.values())
    return titled(words["sources"], "sources", content, n=len(dossier.sources), damaged=damaged)


def _articles(viewer: Viewer) -> str:
    tongue, words = viewer.tongue, viewer.words
    rows = [
        [
            _article_cell(source, viewer),
            Markup('<span class="d-date">{}</span>').format(tongue.day(source.published.date)),
            tongue.say(source.genre),
            tongue.words("values")["list"].join(_origins(source, viewer)) or words["none"],
        ]
        for source in viewer.corpus.dossier.sources.values()
    ]
    head = [{"label": label, "numeric": False} for label in words["sources_columns"]]
    return str(parts().data_table(head, rows, words["sources_caption"], tongue.words("report")))


def _yield(viewer: Viewer) -> str:
    """What each article gave, in numbers; a fact that several articles tell counts for each."""
    dossier, words = viewer.corpus.dossier, viewer.words
    rows: list[list[object]] = []
    for source in dossier.sources.values():
        facts = [f for f in dossier.facts.values() if any(e.source == source.id for e in f.evidence)]
        names = {f.id for f in facts}
        evidence = [e for f in facts for e in f.evidence if e.source == source.id]
        rows.append([
            _article_cell(source, viewer),
            len(facts),
            len(evidence),
            len({entity for f in facts for entity in f.entities}),
            sum(f.relation is not None and f.relation.kind == "move" for f in facts),
            sum(f.modality == "event" and f.date != "unstated" for f in facts),
            sum(bool(names & set(each.facts)) for each in dossier.disagreements.values()),
            sum(note.kind == "suspected-error" for f in facts for note in f.notes),
            len({e.origin for e in evidence if e.origin != "unknown"}),
        ])  # fmt: skip
    head = [{"label": label, "numeric": i > 0} for i, label in enumerate(words["yield_columns"])]
    return str(parts().data_table(head, rows, words["yield_caption"], viewer.tongue.words("report")))


def _article_cell(source: Source, viewer: Viewer) -> View:
    return {"text": viewer.tongue.say(source.outlet), "href": source_href(source.id), "lang": None, "cites": []}


def _origins(source: Source, viewer: Viewer) -> list[str]:
    return [viewer.tongue.say(viewer.corpus.dossier.origins[origin].names) for origin in source.origins]
