"""Every disagreement in brief, by topic and kind: what differs, the rivals side by side, what the dossier shows."""

from __future__ import annotations

from ..model import Disagreement
from .analysis import dispute
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
    index = [
        {"href": f"#{topic}", "label": titles[topic], "n": len(entries)}
        for topic, entries in by_topic.items()
        if entries
    ]
    content: list[str] = [parts().disputes_index(index, report)]
    for topic, entries in by_topic.items():
        if entries:
            content.append(heading(titles[topic], topic))
            boxes = [{**dispute(e.id, viewer, lambda _: []), "href": disagreement_href(e.id)} for e in entries]
            content += [parts().rivalry(box, report) for box in boxes]
    return titled(viewer.words["disagreements"], "disagreements", content, n=len(dossier.disagreements))
