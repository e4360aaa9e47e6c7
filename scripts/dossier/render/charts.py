"""Charts as a page shows them: what their facts put on them, their texts and names in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..charts import Drawing, View, draw, view
from ..model import Chart, Panel
from ..wording import Pen
from .frame import Address, Framed, inputs, once, the_mark
from .markup import parts
from .view import Viewer, record_href

Pair = tuple[Drawing, Drawing]
"""A chart's wide and its narrow drawing."""

Images = Mapping[str, str]
"""SVGs by the drawings' keys."""


@dataclass(frozen=True, slots=True)
class Exhibit(Framed):
    """A chart with its texts in one language, and what it shows."""

    drawn: Chart

    def drawings(self) -> Pair:
        return draw(self._pen())

    def view(self, drawings: Pair, images: Images) -> View:
        return view(self._pen(), drawings, images)

    def _pen(self) -> Pen:
        name = self.viewer.tongue.name
        return Pen(chart=self.drawn, marks=self.marks, words=self.words, say=self.say, name=name)

    def figure(self, drawings: Pair, images: Images, *, alone: bool = False) -> Markup:
        """Its markup, with what stands below it."""
        shown = self.view(drawings, images)
        foot = self.foot(shown.sources, ("svg", "png", "csv") if shown.wide_svg else ("csv",), alone=alone)
        return Markup(parts("chart.html").chart(shown, self.words, foot))

    def _about(self) -> list[tuple[str, str]]:
        words = self.words["about"]
        times = [] if self.drawn.axis else once(mark.when for mark in self.marks.values())
        return [
            (words["measure"], Markup("<br>").join(self._measures())),
            (words["unit"], self.viewer.tongue.unit(self.drawn.unit) if self.drawn.unit else ""),
            (words["time"], self.words["separator"].join(times)),
            (words["also"], self._also()),
            *Framed._about(self),
        ]

    def _also(self) -> Markup:
        """What its words lean on and it does not show."""
        facts, tongue = self.viewer.corpus.dossier.facts, self.viewer.tongue
        link = Markup('<a href="{}">{}</a>')
        return Markup("<br>").join(
            link.format(record_href(self.viewer.corpus, name), tongue.say(facts[name].statement))
            for name in self.drawn.also
            if name in facts
        )

    def _measures(self) -> list[str]:
        """What each panel of bars measures, and in what its rows are not alike."""
        return once(filter(None, map(self._measure, self.drawn.panels if self.drawn.unit else ())))

    def _measure(self, panel: Panel) -> str:
        viewer = self.viewer
        wholes = [name for row in panel.rows for name in ((row.total,) if row.total else row.names())]
        names = [name for whole in wholes for name in inputs(viewer, whole)]
        figures = [each.figure for name in names if (each := viewer.corpus.dossier.facts[name]).figure]
        if not figures or not figures[0]:
            return ""
        shared = viewer.measure(figures[0], without=panel.differs)
        unlike = viewer.tongue.words("values")["list"].join(map(viewer.scope, panel.differs))
        return shared + (self.words["about"]["differs"].format(what=unlike) if unlike else "")


def exhibit(name: str, viewer: Viewer, address: Address) -> Exhibit:
    """The dossier's chart of this name."""
    chart = viewer.corpus.dossier.charts[name]
    timed = chart.axis is not None
    return Exhibit(chart, {of: the_mark(of, viewer, address(of), timed=timed) for of in chart.names()}, viewer)
