"""Intervals of dates in the subset of EDTF that the dossier writes.

The Extended Date/Time Format is ISO 8601-2; the subset is `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, the seasons `YYYY-21` to
`YYYY-24` (spring, summer, autumn, winter of the northern half: March to May, …, December to February of the next year),
closed and open intervals `A/B`, `A/..`, `../B`, and a last `~` (approximate) or `?` (uncertain) on each date, which
does not widen it. A and B are parts of their interval: before 2023 is `../2022`. `XXXX` stands for a year the text does
not name.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

UNKNOWN_YEAR = "XXXX"
LEAP_YEAR = 2000  # a year that has every day
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?[~?]?")
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_CLASSES = (1, 31, 92, 184, 366)  # days in the longest day, month, quarter or season, half and year


@lru_cache(maxsize=1 << 12)
def interval(edtf: str) -> tuple[date, date]:
    """Return the first and the last day of `edtf`; an open end is `date.min` or `date.max`.

    Raises ValueError, naming what is wrong, on anything outside the subset, and on a date whose year is unknown.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _days(edtf, edtf)
    if first == last == "..":
        raise ValueError(f"not a date: {edtf!r} is open at both ends")
    start = date.min if first == ".." else _days(first, edtf)[0]
    end = date.max if last == ".." else _days(last, edtf)[1]
    if start > end:
        raise ValueError(f"not a date: {edtf!r} ends before it begins")
    return start, end


def before(edtf: str) -> str:
    """Return all time before `edtf`, to the last day, month or year of it that `edtf` itself is as fine as."""
    last = interval(edtf)[0] - timedelta(1)
    first = edtf.partition("/")[0].strip("~?")
    return f"../{last.isoformat()[: 10 if '-2' in first[4:6] else len(first)]}"


def _days(text: str, whole: str) -> tuple[date, date]:
    """Return the first and last day of the single date `text`, a part of `whole`."""
    found = _DATE.fullmatch(text)
    if not found:
        why = (
            "has no year"
            if text.startswith(UNKNOWN_YEAR)
            else "is not YYYY, YYYY-MM, YYYY-MM-DD or an interval of them"
        )
        raise ValueError(f"not a date: {whole!r} {why}")
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    try:
        if month in _SEASON_START and not found["day"]:
            start = _SEASON_START[month]
            later, end = divmod(start + 1, 12)
            return date(year, start, 1), _month_end(year + later, end + 1)
        if found["day"]:
            return date(year, month, day), date(year, month, day)
        if found["month"]:
            return date(year, month, 1), _month_end(year, month)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise ValueError(f"not a date: {whole!r}: no such year, month or day") from error


def _month_end(year: int, month: int) -> date:
    return date(year, month, 1).replace(day=monthrange(year, month)[1])


def is_day(edtf: str) -> bool:
    """Say whether `edtf` is one day, neither approximate nor uncertain."""
    try:
        return date.fromisoformat(edtf).isoformat() == edtf
    except ValueError:
        return False


_STEPS = {"last": -1, "this": 0, "next": 1}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "day-before-yesterday": -2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def counted(relative: str, start: str) -> str | None:
    """Return what the `relative` of a `DateMention` means, counted from a month or a day: `last-month` of 2031-02-03 is
    2031-01, `last-friday` the Friday of the week before. None where it does not say, or `start` is too vague for it."""
    which, _, unit = relative.partition("-")
    step, found = _STEPS.get(which), _DATE.fullmatch(start)
    if unit == "month" and step is not None and found and found["month"]:
        months = int(found["year"]) * 12 + int(found["month"]) - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}{'~' if start.endswith('~') else ''}"
    if not is_day(start):
        return None
    day = date.fromisoformat(start)
    if relative in _DAYS:
        return (day + timedelta(_DAYS[relative])).isoformat()
    if step is None or unit not in ("week", *_WEEKDAYS):
        return None
    monday = day + timedelta(7 * step - day.weekday())
    if unit == "week":
        return f"{monday}/{monday + timedelta(6)}"
    return (monday + timedelta(_WEEKDAYS.index(unit))).isoformat()


@lru_cache(maxsize=1 << 12)
def at_most_as_precise(claim: str, printed: str) -> bool:
    """Say whether `claim` tells no more than `printed` does about when something was, whatever their years.

    A day tells more than a month, a month more than a season, quarter, half or year; an interval is as precise as it is
    short and as its ends are. A claim without `~` or `?` tells more than one of the same length printed with it.
    """
    claimed, given = _precision(claim), _precision(printed)
    hedge_lost = claimed[0] == given[0] and _is_hedged(printed) and not _is_hedged(claim)
    return claimed[0] <= given[0] and claimed[1] <= given[1] and not hedge_lost


def _precision(edtf: str) -> tuple[int, int]:
    """Return how short the date is (5 a day … 0 over a year), and how fine its finest end (2 a day, 1 a month, 0)."""
    start, end = interval(_in_year(edtf, LEAP_YEAR))
    length = (end - start).days + 1
    shortness = sum(length <= days for days in _CLASSES)
    return shortness, max(part.strip("~?").count("-") for part in edtf.split("/"))


def _is_hedged(edtf: str) -> bool:
    return any(part.endswith(("~", "?")) for part in edtf.split("/"))


@lru_cache(maxsize=1 << 14)
def contains(outer: str, inner: str) -> bool:
    """Say whether every day of `inner` lies in `outer`; an `XXXX` stands for whichever year makes it so.

    Raises ValueError where either is malformed.
    """
    without_mask = inner if UNKNOWN_YEAR in outer else outer
    if UNKNOWN_YEAR in without_mask:
        years = {LEAP_YEAR}
    else:
        start, end = (day.year for day in interval(without_mask))
        # Winter begins in the year before; a span of years holds any date in its first, second or last one.
        years = {start - 1, start, start + 1, end - 1, end}
    for edtf in (outer, inner):
        interval(_in_year(edtf, LEAP_YEAR))  # malformed in any year
    return any(_holds(_in_year(outer, year), _in_year(inner, year)) for year in years)


def _holds(outer: str, inner: str) -> bool:
    try:
        (first, last), (start, end) = interval(outer), interval(inner)
    except ValueError:  # 29 February, in a year without one
        return False
    return first <= start and end <= last


def _in_year(edtf: str, year: int) -> str:
    return edtf.replace(UNKNOWN_YEAR, f"{year:04d}")
