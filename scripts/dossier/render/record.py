"""The record's own pages: the articles and what was taken from them, the disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..corpus import Located
from ..model import Source
from .analysis import dispute
from .coverage import set_aside, strip, totals
from .independence import hanging_together
from .markup import document, heading, parts
from .view import View, Viewer, record_href, source_href

DAMAGE = {"reading", "patch"}
"""The repairs that mean that an article reached us damaged; markup and line breaks do not."""


def record_pages(viewer: Viewer, articles: str) -> Iterator[tuple[str, str]]:
    """Every page of the record in one language: (file name, Markdown). `articles` is the chart of the articles."""
    yield "sources.md", sources_page(viewer, articles)
    for source in viewer.corpus.dossier.sources.values():
        yield f"source-{source.id}.md", source_page(source, viewer)
    yield "disagreements.md", disagreements_page(viewer)


def _page(viewer: Viewer, section: str, key: str, content: list[str], **given: object) -> str:
    """A page with the head that words/pages.yml gives it under `key`."""
    words = {name: text.format(**given) for name, text in viewer.words[key].items()}
    front = {"title": words["title"], "description": words["standfirst"], "section": section}
    return document(front, [parts().masthead(words["kicker"], words["title"], words["standfirst"]), *content])


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
    return _page(viewer, "sources", "sources", content, n=len(dossier.sources), damaged=damaged)


def _articles(viewer: Viewer) -> str:
    tongue, words = viewer.tongue, viewer.words
    rows = [
        [
            _article_cell(source, viewer),
            tongue.date(source.published.date),
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


def source_page(source: Source, viewer: Viewer) -> str:
    """An article: what it is, its repair, and the facts taken from it in its own order."""
    tongue, words = viewer.tongue, viewer.words
    taken = sorted(
        (
            located
            for items in viewer.corpus.located.values()
            for located in items
            if located.evidence.source == source.id
        ),
        key=lambda located: located.quote or (0, 0),
    )
    facts = {located.fact.id for located in taken}
    counts = words["taken"].format(facts=len(facts), quotations=len(taken))
    header = {
        "outlet": tongue.say(source.outlet),
        "author": source.author,
        "date": _published(source, viewer),
        "genre": tongue.say(source.genre),
        "url": source.url,
        "origins": [{"label": name, "href": "sources.html"} for name in _origins(source, viewer)],
        "condition": _condition(source, viewer),
        "counts": counts,
        "file": source.file,
        "sha256": source.sha256,
    }
    report = tongue.words("report")
    repairs = [
        {
            "before": patch.raw,
            "after": patch.text or None,
            "lang": source.script,
            "how": tongue.say(patch.how),
            "certainty": patch.certainty,
        }
        for patch in source.repairs
    ]
    content = [
        f'<p class="d-quote" lang="{source.script}">{escape(source.title)}</p>',
        parts().article_header(header, report),
        heading(report["coverage"], "coverage"),
        strip(source, viewer),
        *([heading(report["repairs"], "repairs"), parts().repair_table(repairs, report)] if repairs else []),
        heading(words["taken_title"], "taken"),
        *(_taken(located, viewer) for located in taken),
        *([heading(report["set_aside"], "set-aside"), set_aside(source, viewer)] if source.set_aside else []),
    ]
    title = viewer.source_title(source)
    about = tongue.say(source.about)
    front = {"title": title, "description": about, "section": "sources"}
    return document(front, [parts().masthead(words["source_kicker"], title, about), *content])


def _origins(source: Source, viewer: Viewer) -> list[str]:
    return [viewer.tongue.say(viewer.corpus.dossier.origins[origin].names) for origin in source.origins]


def _published(source: Source, viewer: Viewer) -> str:
    date = viewer.tongue.date(source.published.date)
    if source.published.basis == "printed":
        return date
    why = viewer.tongue.say(source.published.why) if source.published.why else ""
    return str(viewer.words["inferred"].format(date=date, why=why))


def _condition(source: Source, viewer: Viewer) -> str:
    edits = Counter(edit.how for edit in viewer.corpus.repaired[source.id].edits)
    kinds = [viewer.words["edits"][how].format(n=n) for how, n in sorted(edits.items())]
    return viewer.tongue.words("values")["list"].join(kinds) or str(viewer.words["undamaged"])


def _taken(located: Located, viewer: Viewer) -> Markup:
    """The decisive words of a quotation, with the fact they carry; the whole quotation stands in the ledger."""
    fact = located.fact
    entry: View = {
        **viewer.glimpse(located),
        "statement": viewer.tongue.say(fact.statement),
        "href": record_href(viewer.corpus, fact.id),
        "badges": viewer.badges(fact),
        "said_by": viewer.tongue.voices(located.evidence.said_by),
    }
    part = parts().article_fact(entry, viewer.tongue.words("report"))
    return Markup('<div id="q-{}-{}">\n{}\n</div>').format(fact.id, located.index + 1, part)


# --- disagreements -----------------------------------------------------------------------------------------------


def disagreements_page(viewer: Viewer) -> str:
    """Every disagreement, with what differs, why it may, and what the dossier shows."""
    dossier, tongue = viewer.corpus.dossier, viewer.tongue
    content: list[str] = []
    for each in dossier.disagreements.values():
        box = dispute(each.id, viewer, lambda _: [])
        box["href"] = None
        content.append(parts().disagreement(box, tongue.words("report")))
        content.append(f"<p data-search-exclude>{escape(tongue.say(each.explanation))}</p>")
    return _page(viewer, "disagreements", "disagreements", content, n=len(dossier.disagreements))
