"""Every disagreement in brief, by topic and kind: what differs, the rivals side by side, what the dossier shows."""

from __future__ import annotations

from ..model import Disagreement
from .analysis import dispute
from .ledger import choices
from .markup import heading, parts, titled
from .view import Viewer, disagreement_href

KINDS = ("value", "self", "retelling", "basis", "reading")
"""From plain contradiction to what only seems one."""


def disagreements_page(viewer: Viewer) -> str:
    """Each leads to its own page, where it is explained."""
    dossier, tongue, report = viewer.corpus.dossier, viewer.tongue, viewer.tongue.words("report")
    by_topic: dict[str, list[Disagreement]] = {topic.id: [] for topic in dossier.about.topics}
    for each in sorted(dossier.disagreements.values(), key=lambda each: KINDS.index(each.kind)):
        by_topic[dossier.facts[each.facts[0]].topic].append(each)
    titles = {topic.id: tongue.say(topic.title) for topic in dossier.about.topics}
    index = [(topic, titles[topic], len(entries)) for topic, entries in by_topic.items() if entries]
    words = tongue.words("record")
    keys = [{"topic": (topic,), "kind": (e.kind,)} for topic, entries in by_topic.items() for e in entries]
    fields = choices({"topic": titles, "kind": {kind: words["disputes"][kind] for kind in KINDS}}, keys, words)
    filter = parts("permanent.html").filter(fields, None, words)
    content: list[str] = [parts().beside(index, viewer.words["on_this_page"], filter)]
    for topic, entries in by_topic.items():
        if entries:
            boxes = [
                parts().rivalry({**dispute(e.id, viewer, lambda _: []), "href": disagreement_href(e.id)}, topic, report)
                for e in entries
            ]
            content.append("\n".join(["<div data-group>", heading(titles[topic], topic), *boxes, "</div>"]))
    count = len(dossier.disagreements)
    return titled(viewer.words["disagreements"], "disagreements", content, scripts=("filter.js",), n=count)
