"""Word a chart in one language: what stands on it, what each mark says when it is reached for, the rows of its table.

Pure; used by `charts` alone. What a contributor wrote (`model.Chart`) meets here what its facts say (`Mark`, made where
evidence and addresses are known).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .edtf import interval
from .flow import Band
from .model import Chart, Described, Move, Panel, Row, Segment, Text
from .sheet import Bar, Piece
from .times import Entry, Span

Words = Mapping[str, Any]
"""The words of one language: an entry of `words/chart.yml`."""

FACTORS = {"1": 1, "percent": 0.01, "thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one fact or derived figure (`of`) puts on a chart, worded in one language.

    `low` and `high` are in the base unit, as stated (a derived figure's already rounded); None is an open bound.
    `qualifier` is a key of the words; `text` the whole value with qualifier and unit (`about 100 billion yuan`);
    `href` leads to the evidence; `sources` are the outlets; `computed` is true of derived figures, `team` of moves with
    a team. What has no value puts none on a chart: a move. `time` is the fact's period (it is `lasting`) or, without
    one, its date, in EDTF, `when` the same in words.
    """

    of: str
    href: str
    low: float | None
    high: float | None
    qualifier: str | None
    modality: str
    text: str
    statement: str
    date: str
    sources: tuple[str, ...]
    time: str = ""
    when: str = ""
    lasting: bool = False
    computed: bool = False
    team: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the chart's table: one mark. `label` and `detail` are the row's, `part` the segment's or the total's."""

    label: str
    detail: str | None
    part: str | None
    mark: Mark
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A row of a flow's table: who went from where to where. The first mark is the one that says so."""

    who: str
    start: str
    end: str
    marks: tuple[Mark, ...]
    standing: str


def value(mark: Mark, scale: str, words: Words) -> str:
    """The value as it stands on a bar: `40`, `about 100`, `150–160`; in Chinese with its scale, `约1000亿`."""
    bounds = [bound for bound in (mark.low, mark.high) if bound is not None]
    if not bounds or min(bounds) < 0:
        raise ValueError(f"{mark.of}: no value that a bar can show")
    factor, suffix = FACTORS[scale], "%" if scale == "percent" else ""
    if scale != "percent" and words["larger"]:
        reached = ((size, name) for size, name in words["larger"].items() if max(bounds) >= size)
        factor, suffix = next(reached, (1, ""))
    numbers = [f"{bound / factor:,.12g}".replace(",", words["group"]) for bound in dict.fromkeys(bounds)]
    text = words["range"].format(low=numbers[0], high=numbers[-1]) if len(numbers) > 1 else numbers[0]
    qualifier = mark.qualifier or ("open" if mark.high is None else None)
    pattern: str = words["qualifiers"][qualifier] if qualifier else "{n}"
    return pattern.format(n=text + suffix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Writes a chart's texts in one language, of which it has the `words`: `say` gives a contributor's text in it,
    `name` an entity's name. `told` gathers what each mark says when it is reached for.

    Raises KeyError where a mark, a translation, a name or a word is missing, ValueError where a value cannot be a bar.
    """

    chart: Chart
    marks: Mapping[str, Mark]
    words: Words
    say: Callable[[Text], str]
    name: Callable[[str], str]
    told: list[dict[str, str]] = field(default_factory=list)

    def read(self, text: Text | None) -> str | None:
        """A contributor's text on one line, without control characters: neither XML nor a line of a chart has any."""
        return one_line(self.say(text)) if text else None

    def bar(self, row: Row) -> Bar:
        pieces = tuple(self._piece(row, segment) for segment in row.segments)
        end = None
        if row.total:
            total = self.marks[row.total]
            end = self._tell(row, self.words["total"], total), value(total, self.chart.scale, self.words)
        elif len(pieces) == 1:
            end = pieces[0].number, pieces[0].text
        return Bar(label=one_line(self.say(row.label)), detail=self.read(row.detail), pieces=pieces, end=end)

    def entry(self, row: Row) -> Entry:
        """A row of a chart of times, which has one mark."""
        (segment,) = row.segments
        mark = self.marks[segment.of]
        first, last = interval(mark.time)
        span = Span(
            number=self._tell(row, None, mark),
            first=first,
            last=last,
            lasting=mark.lasting,
            about=mark.time.endswith(("~", "?")),
            modality=mark.modality,
            tone=segment.tone,
            text=one_line(mark.when),
        )
        return Entry(label=one_line(self.say(row.label)), detail=self.read(row.detail), span=span)

    def lines(self, panel: Panel) -> Iterator[Line]:
        for row in panel.rows:
            label, detail = one_line(self.say(row.label)), self.read(row.detail)
            parts = [(self.read(segment.label), self.marks[segment.of]) for segment in row.segments]
            if row.total:
                parts.append((self.words["total"], self.marks[row.total]))
            for part, mark in parts:
                standing = self.words["modality"][mark.modality]
                yield Line(label=label, detail=detail, part=part, mark=mark, standing=standing)

    def _piece(self, row: Row, segment: Segment) -> Piece:
        mark = self.marks[segment.of]
        number, part = value(mark, self.chart.scale, self.words), self.read(segment.label)
        low = mark.low or 0
        return Piece(
            number=self._tell(row, part, mark),
            low=low,
            high=low if mark.high is None else mark.high,
            modality=mark.modality,
            tone=segment.tone,
            text=self.words["value"].format(label=part, value=number) if part else number,
        )

    def band(self, move: Move) -> Band:
        it = self.moved(move)
        number = self._told(
            href=it.marks[0].href,
            label=it.who,
            value=self.words["path"].format(start=it.start, end=it.end),
            about=(it.standing, it.marks[0].date, *it.marks[0].sources),
        )
        return Band(number=number, text=it.who, ends=(it.start, it.end), tone=move.tone, team=it.marks[0].team)

    def moved(self, move: Move) -> Moved:
        marks = tuple(self.marks[name] for name in move.of)
        who = one_line(self.name(move.who))
        return Moved(
            who=self.words["team"].format(who=who) if marks[0].team else who,
            start=self._end(move.from_),
            end=self._end(move.to),
            marks=marks,
            standing=self.words["modality"][marks[0].modality],
        )

    def _end(self, end: str | Described) -> str:
        return one_line(self.name(end) if isinstance(end, str) else self.say(end.described))

    def _tell(self, row: Row, part: str | None, mark: Mark) -> int:
        """The number of a bar's mark among those told."""
        return self._told(
            href=mark.href,
            label=self.words["separator"].join(filter(None, (one_line(self.say(row.label)), part))),
            value=mark.text,
            about=(self.words["modality"][mark.modality], mark.date, *mark.sources),
        )

    def _told(self, *, href: str, label: str, value: str, about: Iterable[str]) -> int:
        said = self.words["separator"].join(map(one_line, about))
        self.told.append({"href": href, "label": label, "value": one_line(value), "about": said})
        return len(self.told) - 1


def one_line(text: str) -> str:
    """The text without breaks or control characters."""
    kept = (" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cs", "Cn"}).split())
