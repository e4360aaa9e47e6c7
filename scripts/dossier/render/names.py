"""Who's who and the timeline: the record by name, and by date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from ..edtf import interval
from ..model import Entity, Fact
from .markup import heading, parts, titled
from .view import Viewer, name_href, record_href


def names_page(viewer: Viewer) -> str:
    """Every entity by kind: its names, the forms in which the articles print it, and how many facts name it."""
    dossier, words = viewer.corpus.dossier, viewer.words["names"]
    facts = Counter(name for fact in dossier.facts.values() for name in fact.entities)
    index, content = [], []
    for kind in dossier.vocabulary.entity_kinds:
        of_kind = [entity for entity in dossier.entities.values() if entity.kind == kind.id]
        of_kind.sort(key=lambda entity: -facts[entity.id])
        if of_kind:
            title, name = viewer.tongue.say(kind.title), f"kind-{kind.id}"
            index.append((name, title, len(of_kind)))
            content.append(heading(title, name))
            content.append(
                "\n".join(['<div class="d-names">', *(_entity(e, facts[e.id], viewer) for e in of_kind), "</div>"])
            )
    return titled(words, "names", [parts().beside(index, viewer.words["on_this_page"]), *content])


def _entity(entity: Entity, facts: int, viewer: Viewer) -> str:
    words = viewer.words["names"]
    name = viewer.tongue.name(entity.id)
    others = [form for form in dict.fromkeys(entity.names.values()) if form != name]
    forms = [
        Markup('<span lang="zh">{}</span>').format(alias.form)
        if alias.kind == "variant"
        else Markup('<span lang="zh">{}</span> <small>{}</small>').format(alias.form, words["forms"][alias.kind])
        for alias in entity.aliases
    ]
    said = Markup(" · ").join([*(Markup("{}").format(other) for other in others), *forms])
    count = words["facts"]["one" if facts == 1 else "many"].format(n=facts)
    return Markup(
        '<section class="d-name" data-search-exclude id="e-{}">\n<h3><a href="{}">{}</a></h3>\n'
        '<p class="d-name__forms">{}</p>\n'
        '<p class="d-name__facts"><a href="{}">{}</a></p>\n</section>'
    ).format(entity.id, name_href(entity.id), name, said, name_href(entity.id), count)


def timeline_page(viewer: Viewer, charts: list[str]) -> str:
    """Every event that is dated, in order, with the precision that its source gives; below the `charts` of times."""
    words = viewer.words["timeline"]
    events = [f for f in viewer.corpus.dossier.facts.values() if f.modality == "event" and f.date != "unstated"]
    events.sort(key=lambda fact: interval(fact.date))
    index, content = [], []
    for year, of_year in groupby(events, key=lambda fact: interval(fact.date)[0].year):
        title, name = viewer.tongue.date(f"{year:04}"), f"y-{year}"
        index.append((name, title, None))
        content.append(heading(title, name))
        entries = Markup("\n").join(_event(fact, viewer) for fact in of_year)
        content.append(Markup('<ol class="d-timeline" data-search-exclude>\n{}\n</ol>').format(entries))
    return titled(words, "timeline", [parts().beside(index, viewer.words["on_this_page"]), *charts, *content])


def _event(fact: Fact, viewer: Viewer) -> Markup:
    first, last = interval(fact.date)
    days = (last - first).days
    precision = "day" if days == 0 else "month" if days < 31 else "year"
    resolved = Markup("").join(
        Markup(' <small class="d-timeline__resolved">{}</small>').format(step) for step in _resolved(fact, viewer)
    )
    return Markup(
        '<li class="d-timeline__event d-timeline__event--{}"><span class="d-timeline__date">{}</span>'
        ' <a href="{}">{}</a>{}</li>'
    ).format(
        precision,
        viewer.tongue.date(fact.date),
        record_href(viewer.corpus, fact.id),
        viewer.tongue.say(fact.statement),
        resolved,
    )


def _resolved(fact: Fact, viewer: Viewer) -> Iterator[str]:
    """How each relative date was resolved."""
    for evidence in fact.evidence:
        if evidence.dated:
            text = viewer.words["timeline"]["resolved"]
            yield text.format(words=evidence.dated.words, date=viewer.tongue.date(evidence.dated.from_))
