"""A drawing to take away: what it tells as CSV, its picture as a file that stands alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..charts import View
from ..edtf import interval
from ..wording import Mark
from .view import Viewer, record_href

FOLDER = "data/charts"
COLUMNS = (
    *("panel", "label", "value", "low", "high", "qualifier", "unit", "standing", "date", "period"),
    *("facts", "sources", "quotations", "address"),
)
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes Chinese for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a drawing says at one place, and the marks on which it rests; `measures` are its low and high bound,
    qualifier and unit, where it is a number or a time."""

    panel: str
    label: str
    value: str
    marks: tuple[Mark, ...]
    measures: tuple[str, str, str, str] = ("", "", "", "")


def numbers(told: Iterable[Told], viewer: Viewer) -> str:
    """What is told as CSV, a row each. Several standings, facts, sources, quotations of one row are parted by ` | `."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for it in told:
        standing = _joined(mark.modality for mark in it.marks)
        row = (it.panel, it.label, it.value, *it.measures, standing, *_record(it.marks, viewer))
        writer.writerow(map(_harmless, row))
    return BYTE_ORDER_MARK + out.getvalue()


def told(shown: View, unit: str | None, viewer: Viewer) -> Iterator[Told]:
    """A chart's marks. Bounds are in the base unit, those of times days; an open one is empty."""
    words = viewer.tongue.words("chart")
    for title, lines in shown.panels:
        for line in lines:
            label = words["separator"].join(filter(None, (line.label, line.detail, line.part)))
            mark = line.mark
            low, high = (
                _day(mark.time, n) if shown.timed else _number(bound) for n, bound in enumerate((mark.low, mark.high))
            )
            measures = (low, high, mark.qualifier or "", "date" if shown.timed else unit or "")
            yield Told(panel=title or "", label=label, value=mark.text, marks=(mark,), measures=measures)
    for move in shown.moves:
        path = words["path"].format(start=move.start, end=move.end)
        yield Told(panel="", label=move.who, value=path, marks=move.marks)


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
