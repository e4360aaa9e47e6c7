"""Reads the dates that a text names, in Chinese (both scripts) and English, and compares dates in EDTF.

`read_dates` is pure and knows nothing of the day it runs on: what a text leaves open stays open. A year not named is
`XXXX` (6月9日 is `XXXX-06-09`); a relative date has its kind in `relative` and, in `edtf`, only the part that is named
(今年6月 is `this-year`, `XXXX-06`). Part of a month (6月底, mid-December) is that month. The beginning, middle and end
of a year are its first, sixth and last month, approximately (2023年底, late 2023: `2023-12~`). Quarters, halves,
decades and ranges are intervals. A date that cannot be, such as 2月30日, is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .edtf import LEAP_YEAR, UNKNOWN_YEAR, at_most_as_precise, contains, interval
from .reading.chinese_dates import chinese_dates
from .reading.date import Candidate, Date
from .reading.english_dates import english_dates
from .reading.numerals import fold
from .reading.numeric_dates import numeric_dates

__all__ = ["DateMention", "at_most_as_precise", "contains", "interval", "read_dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as printed: `text` is the code points `start` to `end`."""

    start: int
    end: int
    text: str
    edtf: str | None
    """The date in the subset of EDTF that `dossier.edtf` describes; None where the words are relative alone."""
    relative: str | None
    """What it counts from: `last-year`, `next-friday`, `recently`, `now`, `day-16` (a day of no named month), …"""


_LATIN = re.compile("[A-Za-z]")
_JOIN = re.compile(r"[ \n]{0,2}(?:[-–—~～至到]|(?:up )?to|until|through|and)[ \n]{0,2}")
_BETWEEN = re.compile(r"(?<![A-Za-z])between[ \n]$", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def read_dates(text: str, names: re.Pattern[str] | None = None) -> tuple[DateMention, ...]:
    """Return the dates in `text`, in order, none overlapping another.

    What `names` matches is a name and holds no date.
    """
    folded = fold(text)
    if names:
        folded = names.sub(lambda name: "\0" * len(name[0]), folded)
    chosen: list[Candidate] = []
    taken = 0
    for start, end, date in sorted(_candidates(folded), key=lambda found: (found[0], -found[1])):
        if start < taken:
            continue
        taken = end  # what cannot be, such as 2月30日, is passed over whole
        if chosen and (whole := _joined(folded, chosen[-1], (start, end, date))):
            chosen[-1] = whole
        elif _can_be(date):
            chosen.append((start, end, date))
    return tuple(_mention(text, found) for found in chosen)


def _candidates(text: str) -> Iterator[Candidate]:
    yield from chinese_dates(text)
    if _LATIN.search(text):
        yield from english_dates(text)
    yield from numeric_dates(text)


def _joined(text: str, first: Candidate, second: Candidate) -> Candidate | None:
    """Return the range that two neighbouring dates make, each taking from the other the year or month it lacks."""
    join = _JOIN.fullmatch(text, first[1], second[0])
    if not join or ("and" in join[0] and not _BETWEEN.search(text, max(0, first[0] - 8), first[0])):
        return None
    start, end = first[2], second[2]
    if end.year is None and end.relative is None:
        end = replace(end, year=start.year, relative=start.relative, month=end.month or start.month)
    elif start.year is None and start.relative is None:
        start = replace(start, year=end.year, relative=end.relative)
    whole = replace(start, to=end)
    fits = start.edtf() and end.edtf() and start.relative == end.relative and not (start.to or end.to)
    return (first[0], second[1], whole) if fits and _can_be(whole) else None


def _can_be(date: Date) -> bool:
    """Say whether there is such a date in some year."""
    edtf = date.edtf()
    try:
        return not edtf or bool(interval(edtf.replace(UNKNOWN_YEAR, str(LEAP_YEAR))))
    except ValueError:
        return False


def _mention(text: str, found: Candidate) -> DateMention:
    start, end, date = found
    edtf = date.edtf()
    relative = f"day-{date.day}" if date.day and not edtf else date.relative
    return DateMention(start=start, end=end, text=text[start:end], edtf=edtf, relative=relative)
