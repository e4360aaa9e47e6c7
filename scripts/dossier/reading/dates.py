"""The readers of dates put together: `dates` tells what they read, and keeps it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..dates import DateMention
from ..edtf import LEAP_YEAR, UNKNOWN_YEAR, interval
from .chinese_dates import chinese_dates
from .date import Candidate, Date
from .english_dates import english_dates
from .numerals import fold
from .numeric_dates import numeric_dates

_LATIN = re.compile("[A-Za-z]")
_JOIN = re.compile(r"[ \n]{0,2}(?:[-–—~～至到]|(?:up )?to|until|through|and)[ \n]{0,2}")
_BETWEEN = re.compile(r"(?<![A-Za-z])between[ \n]$", re.IGNORECASE)


def dates_in(text: str, names: re.Pattern[str] | None) -> tuple[DateMention, ...]:
    """Return the dates in `text`, as `read_dates` says."""
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
