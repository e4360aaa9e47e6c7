"""Reads the dates that a text names, in Chinese (both scripts) and English, and compares dates in EDTF.

`read_dates` is pure and knows nothing of the day it runs on: what a text leaves open stays open. A year not named is
`XXXX` (6月9日 is `XXXX-06-09`); a relative date has its kind in `relative` and, in `edtf`, only the part that is named
(今年6月 is `this-year`, `XXXX-06`). Part of a month (6月底, mid-December) is that month. The beginning, middle and end
of a year are its first, sixth and last month, approximately (2023年底, late 2023: `2023-12~`). Quarters, halves,
decades and ranges are intervals. A date that cannot be, such as 2月30日, is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from .edtf import at_most_as_precise, contains, interval
from .memory import memory

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


@cache
def read_dates(text: str, names: re.Pattern[str] | None = None) -> tuple[DateMention, ...]:
    """Return the dates in `text`, in order, none overlapping another.

    What `names` matches is a name and holds no date.
    """
    if names:
        return _dates_in(text, names)
    return tuple(_recalled(row) for row in _READ.recall(text, lambda text: list(map(_row, _dates_in(text)))))


_READ = memory("dates")


def _row(date: DateMention) -> list[Any]:
    return [date.start, date.end, date.text, date.edtf, date.relative]


def _recalled(row: list[Any]) -> DateMention:
    start, end, text, edtf, relative = row
    return DateMention(start=start, end=end, text=text, edtf=edtf, relative=relative)


def _dates_in(text: str, names: re.Pattern[str] | None = None) -> tuple[DateMention, ...]:
    from .reading.dates import dates_in  # on use: its patterns take 30 ms, and a run may remember all it asks

    return dates_in(text, names)
