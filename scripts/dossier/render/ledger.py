"""The ledger: every fact and computed figure in a line, by topic; and what a page can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from ..figures import amount
from ..index import variants
from ..light import Light
from ..model import Fact
from .citing import cite_page
from .markup import parts
from .view import View, Viewer, record_href

Keys = Mapping[str, tuple[str, ...]]
"""What a row can be found by: the values of each field."""


def fact_row(fact: Fact, viewer: Viewer) -> View:
    """A fact in one line: what it says, of when, its figure, who tells it."""
    tongue, sources = viewer.tongue, viewer.corpus.dossier.sources
    value = [tongue.amount(amount(fact.figure))] if fact.figure else []
    outlets = {e.source: tongue.say(sources[e.source].outlet) for e in fact.evidence}
    return {
        "id": fact.id,
        "href": record_href(viewer.corpus, fact.id),
        "statement": tongue.say(fact.statement),
        "about": [tongue.date(fact.period or fact.date), *value, viewer.words["join"].join(outlets.values())],
        "badges": viewer.badges(fact, outlets),
        "keys": {},
    }


def ledger_page(viewer: Viewer) -> Light:
    """Every fact by topic, then the computed figures; a filter where there are scripts."""
    dossier, tongue, words = viewer.corpus.dossier, viewer.tongue, viewer.tongue.words("record")
    macros = parts("permanent.html")
    keys = {fact.id: _keys(fact, viewer) for fact in dossier.facts.values()}
    groups = []
    for topic in dossier.about.topics:
        facts = [fact for fact in dossier.facts.values() if fact.topic == topic.id]
        rows = [fact_row(fact, viewer) | {"keys": keys[fact.id]} for fact in facts]
        groups.append({"id": topic.id, "title": tongue.say(topic.title), "rows": rows})
    computed = [
        {
            "id": each.id,
            "href": record_href(viewer.corpus, each.id),
            "statement": tongue.say(each.statement),
            "about": [viewer.formula(each)],
            "badges": [],
            "keys": {},
        }
        for each in dossier.derived.values()
    ]
    groups.append({"id": "derived", "title": viewer.words["derived_title"], "rows": computed})
    groups = [group for group in groups if group["rows"]]
    index = [(group["id"], group["title"], len(group["rows"])) for group in groups]
    filter = macros.filter(_fields(keys.values(), viewer), _by_text(viewer), words)
    head = {
        key: text.format(n=len(dossier.facts), derived=len(dossier.derived))
        for key, text in viewer.words["ledger"].items()
    }
    content = [
        parts().masthead(head["kicker"], head["title"], head["standfirst"]),
        parts().beside(index, viewer.words["on_this_page"], filter),
        macros.ledger(groups),
        cite_page(viewer, "ledger", head["title"]),
    ]
    return Light(
        title=head["title"],
        description=head["standfirst"],
        section="ledger",
        content=str(Markup("\n").join(content)),
        scripts=("match.js", "filter.js"),
        words=head["standfirst"],
    )


def _keys(fact: Fact, viewer: Viewer) -> Keys:
    origins, dossier = viewer.derivation.origins[fact.id], viewer.corpus.dossier
    support = {
        "one": origins.articles == 1,
        "several": origins.articles > 1,
        "maybe": origins.high > 1,
        "two": origins.low > 1,
    }
    disputes = [dossier.disagreements[name].kind for name in viewer.derivation.uses[fact.id].disagreements]
    errors = ["suspected-error"] if any(note.kind == "suspected-error" for note in fact.notes) else []
    return {
        "topic": (fact.topic,),
        "entity": fact.entities,
        "source": tuple(dict.fromkeys(evidence.source for evidence in fact.evidence)),
        "modality": (fact.modality,),
        "support": tuple(name for name, holds in support.items() if holds),
        "dispute": (*(["any", *dict.fromkeys(disputes)] if disputes else ["none"]), *errors),
    }


def choices(titles: Mapping[str, Mapping[str, str]], rows: Iterable[Keys], words: Mapping[str, Any]) -> list[View]:
    """The filter's choices, by field, with the number of rows that each leaves; those that leave none are left out."""
    counts = Counter((field, value) for row in rows for field, values in row.items() for value in values)
    return [
        {
            "name": field,
            "label": words["fields"][field],
            "options": [
                {"value": value, "label": f"{title} ({counts[field, value]})", "forms": None}
                for value, title in of.items()
                if counts[field, value]
            ],
        }
        for field, of in titles.items()
    ]


def _fields(keys: Iterable[Keys], viewer: Viewer) -> list[View]:
    """The choices of the ledger's filter: names by how many facts they have, each with its other forms."""
    dossier, tongue, words = viewer.corpus.dossier, viewer.tongue, viewer.tongue.words("record")
    rows = list(keys)
    named = Counter(entity for row in rows for entity in row["entity"])
    titles = {
        "topic": {topic.id: tongue.say(topic.title) for topic in dossier.about.topics},
        "entity": {entity: tongue.name(entity) for entity, _ in named.most_common()},
        "source": {source.id: viewer.source_title(source) for source in dossier.sources.values()},
        "modality": words["modalities"],
        "support": words["supports"],
        "dispute": words["disputes"],
    }
    fields = choices(titles, rows, words)
    for option in fields[1]["options"]:
        option["forms"] = "\n".join(dossier.entities[option["value"]].forms())
    return fields


def _by_text(viewer: Viewer) -> View:
    """For readers who type in the other script, or other words for the same."""
    dossier = viewer.corpus.dossier
    alike = "\t".join("\n".join(words) for words in dossier.alike())
    texts = [alike, *(form for entity in dossier.entities.values() for form in entity.forms())]
    texts += [viewer.tongue.say(fact.statement) for fact in dossier.facts.values()]
    return {"variants": variants({character for text in texts for character in text}), "alike": alike}
