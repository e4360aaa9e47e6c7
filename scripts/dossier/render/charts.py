"""Charts as a page shows them: what their facts put on them, their texts and names in the page's language, and what
stands below them. One chart of the engine's own counts the record itself (`independence`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..charts import Drawing, View, draw, view
from ..derive import PERCENT, rounded
from ..figures import amount
from ..model import Chart, Described, Fact, Panel, Text
from ..wording import Mark
from .citing import citation
from .downloads import FOLDER
from .markup import parts
from .view import Viewer, disagreement_href, record_href

Pair = tuple[Drawing, Drawing]
"""A chart's wide and its narrow drawing."""

Images = Mapping[str, str]
"""SVGs by the drawings' keys."""

Address = Callable[[str], str]
"""Where a fact or derived figure leads, from the page in question."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart with its texts in one language, and what it shows."""

    chart: Chart
    marks: Mapping[str, Mark]
    viewer: Viewer

    def drawings(self) -> Pair:
        tongue = self.viewer.tongue
        return draw(self.chart, self.marks, tongue.key, tongue.words("chart"), self._names())

    def view(self, drawings: Pair, images: Images) -> View:
        return view(self.chart, self.marks, drawings, images, self.viewer.tongue.words("chart"), self._names())

    def figure(self, drawings: Pair, images: Images, *, alone: bool = False) -> Markup:
        """Its markup, with what stands below it; open where it stands `alone`, on its own page."""
        shown, words = self.view(drawings, images), self.viewer.tongue.words("chart")
        files = ("svg", "png", "csv") if shown.wide_svg else ("csv",)
        foot = {
            "files": [
                (kind.upper(), f"../{FOLDER}/{self.viewer.tongue.path}/{self.chart.id}.{kind}") for kind in files
            ],
            "cite": self.citation(shown.sources),
            "about": self._about(),
            "alone": alone,
        }
        return Markup(parts("chart.html").chart(shown, words, foot, self.viewer.words["cite"]))

    def facts(self) -> dict[str, Fact]:
        """The facts on which its marks rest."""
        facts = self.viewer.corpus.dossier.facts
        return {name: facts[name] for shown in self.marks for name in _inputs(self.viewer, shown)}

    def _names(self) -> dict[str, str]:
        """The names of those who move on the chart, and of those between which they do."""
        named = (each for move in self.chart.moves for each in (move.who, move.from_, move.to) if isinstance(each, str))
        return {entity: self.viewer.tongue.name(entity) for entity in named}

    def cite_line(self) -> str:
        """Where the chart comes from, in a line below it."""
        return f"{self.viewer.title} · {self.viewer.at(f'c/{self.chart.id}.html')}"

    def citation(self, sources: str) -> dict[str, str]:
        name, title = self.chart.id, self.chart.title[self.viewer.tongue.key]
        return citation(self.viewer, f"c/{name}.html", title=title, of=f"chart-{name}", detail=sources)

    # --- what to know about the data, as far as the record itself says it

    def _about(self) -> list[tuple[str, str]]:
        viewer = self.viewer
        words, facts = viewer.tongue.words("chart"), self.facts()
        if not facts:
            return []
        return [
            (words["about"]["measure"], Markup("<br>").join(self._measures())),
            (words["about"]["unit"], viewer.tongue.unit(self.chart.unit) if self.chart.unit else ""),
            (words["about"]["time"], "" if self.chart.axis else words["separator"].join(self._times())),
            (words["about"]["standing"], words["separator"].join(self._standings())),
            (words["about"]["support"], self._support(facts)),
            (words["about"]["disputes"], self._disputes(facts)),
        ]

    def _measures(self) -> list[str]:
        """What each panel of bars measures, and in what its rows are not alike."""
        return _once(filter(None, map(self._measure, self.chart.panels if self.chart.unit else ())))

    def _times(self) -> list[str]:
        return _once(mark.when for mark in self.marks.values())

    def _measure(self, panel: Panel) -> str:
        viewer = self.viewer
        wholes = [name for row in panel.rows for name in ((row.total,) if row.total else row.names())]
        names = [name for whole in wholes for name in _inputs(viewer, whole)]
        figures = [each.figure for name in names if (each := viewer.corpus.dossier.facts[name]).figure]
        if not figures or not figures[0]:
            return ""
        words = viewer.tongue.words("chart")
        shared = viewer.measure(figures[0], without=panel.differs)
        unlike = viewer.tongue.words("values")["list"].join(map(viewer.scope, panel.differs))
        return shared + (words["about"]["differs"].format(what=unlike) if unlike else "")

    def _standings(self) -> list[str]:
        words = self.viewer.tongue.words("chart")
        count = Counter(mark.modality for mark in self.marks.values())
        return [words["about"]["counted"].format(what=words["modality"][each], n=n) for each, n in count.items()]

    def _support(self, facts: Mapping[str, Fact]) -> str:
        words, origins = self.viewer.tongue.words("chart")["about"], self.viewer.derivation.origins
        articles = {e.source for fact in facts.values() for e in fact.evidence}
        two = sum(origins[name].low >= 2 for name in facts)
        maybe = sum(origins[name].high >= 2 for name in facts)
        text: str = words["supported"]
        return text.format(articles=len(articles), facts=len(facts), two=two, maybe=maybe)

    def _disputes(self, facts: Mapping[str, Fact]) -> str:
        found = _once(name for fact in facts for name in self.viewer.derivation.uses[fact].disagreements)
        titles = self.viewer.corpus.dossier.disagreements
        targets = [{"label": self.viewer.tongue.say(titles[n].title), "href": disagreement_href(n)} for n in found]
        return Markup(parts().links(targets))


def exhibit(name: str, viewer: Viewer, address: Address) -> Exhibit:
    """The dossier's chart of this name."""
    chart = _translated(viewer.corpus.dossier.charts[name], viewer)
    timed = chart.axis is not None
    return Exhibit(chart, {of: _mark(of, viewer, address(of), timed) for of in chart.names()}, viewer)


def beside_notes(viewer: Viewer, numbers: Mapping[str, int]) -> Address:
    """Marks lead to their notes on the page, or to the facts' own pages."""
    return lambda name: f"#note-{name}" if name in numbers else record_href(viewer.corpus, name)


def to_records(viewer: Viewer) -> Address:
    """Marks lead to the facts' own pages."""
    return lambda name: record_href(viewer.corpus, name)


def _inputs(viewer: Viewer, name: str) -> tuple[str, ...]:
    """The facts of a mark: itself, or those from which it is computed; none where it was counted."""
    derived = viewer.corpus.dossier.derived.get(name)
    return derived.inputs if derived else (name,) if name in viewer.corpus.dossier.facts else ()


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _mark(name: str, viewer: Viewer, href: str, timed: bool) -> Mark:
    dossier, tongue = viewer.corpus.dossier, viewer.tongue
    derived = dossier.derived.get(name)
    facts = [dossier.facts[n] for n in _inputs(viewer, name)]
    first = facts[0]
    value = amount(first.figure) if first.figure else None
    if derived:
        value = rounded(viewer.derivation.amounts[name], derived)
    low, high = (bound if bound is None else float(bound) for bound in (value.bounds if value else (None, None)))
    sources = dict.fromkeys(dossier.sources[e.source].id for fact in facts for e in fact.evidence)
    time, undated = first.period or first.date, tongue.words("chart")["undated"]
    when = undated if time == "unstated" else tongue.date(time)
    text = tongue.amount(value, multiple=bool(derived and derived.operation not in PERCENT)) if value else ""
    return Mark(
        of=name,
        href=href,
        low=low,
        high=high,
        qualifier=value.qualifier if value else None,
        modality=first.modality,
        text=when if timed else text,
        statement=tongue.say((derived or first).statement),
        date=undated if first.date == "unstated" else tongue.date(first.date),
        sources=tuple(tongue.say(dossier.sources[source].outlet) for source in sources),
        time=time,
        when=when,
        lasting=first.period is not None,
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
