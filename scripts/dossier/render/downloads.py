"""A chart to take away: its numbers as CSV, its picture as a file that stands alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..charts import View
from ..edtf import interval
from ..poster import Caption, poster
from ..wording import Mark
from .view import Viewer, record_href

FOLDER = "data/charts"
COLUMNS = (
    *("panel", "label", "value", "low", "high", "qualifier", "unit", "standing", "date", "period"),
    *("facts", "sources", "quotations", "address"),
)
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes Chinese for something else."""


def numbers(shown: View, unit: str | None, viewer: Viewer) -> str:
    """The chart's marks as CSV, a row each. Bounds are in the base unit, those of times days; an open one is empty.
    Several facts, sources or quotations of one mark are parted by ` | `."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for panel, label, value, marks in _marks(shown, viewer):
        mark = marks[0]
        bounds = [
            _day(mark.time, n) if shown.timed else _number(bound) for n, bound in enumerate((mark.low, mark.high))
        ]
        fixed = (bounds, mark.qualifier or "", "date" if shown.timed else unit or "", mark.modality)
        writer.writerow(map(_harmless, (panel, label, value, *fixed[0], *fixed[1:], *_record(marks, viewer))))
    return BYTE_ORDER_MARK + out.getvalue()


def _marks(shown: View, viewer: Viewer) -> Iterator[tuple[str, str, str, tuple[Mark, ...]]]:
    words = viewer.tongue.words("chart")
    for title, lines in shown.panels:
        for line in lines:
            label = words["separator"].join(filter(None, (line.label, line.detail, line.part)))
            yield title or "", label, line.mark.text, (line.mark,)
    for move in shown.moves:
        yield "", move.who, words["path"].format(start=move.start, end=move.end), move.marks


def _record(marks: tuple[Mark, ...], viewer: Viewer) -> Iterator[str]:
    """Date, period, facts, sources, quotations and address of what a mark rests on."""
    dossier = viewer.corpus.dossier
    names = [name for mark in marks for name in (dossier.derived[mark.of].inputs if mark.computed else (mark.of,))]
    facts = [dossier.facts[name] for name in names if name in dossier.facts]
    evidence = [each for fact in facts for each in fact.evidence]
    yield _joined(fact.date for fact in facts)
    yield _joined(fact.period or "" for fact in facts)
    yield _joined(fact.id for fact in facts)
    yield _joined(each.source for each in evidence)
    yield _joined(each.quote for each in evidence)
    yield viewer.at(record_href(viewer.corpus, marks[0].of) if facts else marks[0].href)


def _joined(texts: Iterator[str]) -> str:
    return " | ".join(dict.fromkeys(filter(None, texts)))


def _number(bound: float | None) -> str:
    return "" if bound is None else f"{bound:.15g}" if bound % 1 else f"{bound:.0f}"


def _day(time: str, end: int) -> str:
    """The first or last day; empty where there is none."""
    day = interval(time)[end]
    return "" if day in (day.min, day.max) else day.isoformat()


def _harmless(text: str) -> str:
    """A spreadsheet computes what begins so: it must not."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def picture(shown: View, lines: tuple[str, ...], viewer: Viewer) -> str | None:
    """The wide drawing as an SVG file, above these lines; None where there is no drawing."""
    if shown.wide_svg is None:
        return None
    caption = Caption(
        lang=viewer.tongue.tag, title=shown.title, subtitle=shown.subtitle, key=shown.key, foot=(shown.sources, *lines)
    )
    return poster(caption, shown.wide_svg)
