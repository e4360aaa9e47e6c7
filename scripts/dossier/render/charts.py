"""Charts as a page shows them: what their facts put on them, and their texts and names, in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..charts import Drawing, draw, view
from ..derive import PERCENT, rounded
from ..figures import amount
from ..model import Chart, Described, Text
from ..wording import Mark
from .markup import parts
from .view import Viewer, record_href

Pair = tuple[Drawing, Drawing]
"""A chart's wide and its narrow drawing."""

Images = Mapping[str, str]
"""SVGs by the drawings' keys."""


def chart_drawings(name: str, viewer: Viewer, numbers: Mapping[str, int]) -> Pair:
    """The chart on a page with notes of these numbers."""
    chart, tongue = _translated(viewer.corpus.dossier.charts[name], viewer), viewer.tongue
    return draw(chart, _marks(chart, viewer, numbers), tongue.key, tongue.words("chart"), _names(chart, viewer))


def chart_figure(name: str, viewer: Viewer, numbers: Mapping[str, int], drawings: Pair, images: Images) -> str:
    """Its markup."""
    chart, words = _translated(viewer.corpus.dossier.charts[name], viewer), viewer.tongue.words("chart")
    shown = view(chart, _marks(chart, viewer, numbers), drawings, images, words, _names(chart, viewer))
    return str(parts("chart.html").chart(shown, words))


def _marks(chart: Chart, viewer: Viewer, numbers: Mapping[str, int]) -> dict[str, Mark]:
    """What each fact or derived figure puts on the chart; a mark leads to its note on the page, or to the
    ledger."""
    return {
        name: _mark(name, viewer, f"#note-{name}" if name in numbers else record_href(viewer.corpus, name))
        for name in chart.names()
    }


def _names(chart: Chart, viewer: Viewer) -> dict[str, str]:
    """The names of those who move on the chart, and of those between which they do."""
    named = (each for move in chart.moves for each in (move.who, move.from_, move.to) if isinstance(each, str))
    return {entity: viewer.tongue.name(entity) for entity in named}


def _mark(name: str, viewer: Viewer, href: str) -> Mark:
    dossier, tongue = viewer.corpus.dossier, viewer.tongue
    derived = dossier.derived.get(name)
    facts = [dossier.facts[n] for n in (derived.inputs if derived else (name,))]
    first = facts[0]
    value = amount(first.figure) if first.figure else None
    if derived:
        value = rounded(viewer.derivation.amounts[name], derived)
    low, high = (bound if bound is None else float(bound) for bound in (value.bounds if value else (None, None)))
    sources = dict.fromkeys(dossier.sources[e.source].id for fact in facts for e in fact.evidence)
    return Mark(
        of=name,
        href=href,
        low=low,
        high=high,
        qualifier=value.qualifier if value else None,
        modality=first.modality,
        text=tongue.amount(value, multiple=bool(derived and derived.operation not in PERCENT)) if value else "",
        statement=tongue.say((derived or first).statement),
        date=tongue.words("chart")["undated"] if first.date == "unstated" else tongue.date(first.date),
        sources=tuple(tongue.say(dossier.sources[source].outlet) for source in sources),
        computed=derived is not None,
        team=bool(first.relation and first.relation.with_team),
    )


def _translated(chart: Chart, viewer: Viewer) -> Chart:
    """The chart with its texts in this language too."""

    def say(text: Text) -> Text:
        return {**text, viewer.tongue.key: viewer.tongue.say(text)}

    def end(end: str | Described) -> str | Described:
        return end if isinstance(end, str) else replace(end, described=say(end.described))

    panels = tuple(
        replace(
            panel,
            title=panel.title and say(panel.title),
            rows=tuple(
                replace(
                    row,
                    label=say(row.label),
                    detail=row.detail and say(row.detail),
                    segments=tuple(
                        replace(segment, label=segment.label and say(segment.label)) for segment in row.segments
                    ),
                )
                for row in panel.rows
            ),
        )
        for panel in chart.panels
    )
    moves = tuple(replace(move, from_=end(move.from_), to=end(move.to)) for move in chart.moves)
    title, subtitle, know = map(say, (chart.title, chart.subtitle, chart.know))
    return replace(chart, title=title, subtitle=subtitle, know=know, panels=panels, moves=moves)
