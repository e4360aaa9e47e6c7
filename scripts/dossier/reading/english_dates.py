"""Dates as English prints them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .date import ANY_YEAR, HALF_MONTHS, QUARTER_MONTHS, YEAR, Candidate, Date
from .measures import ENGLISH_SCALE, SPACE
from .numerals import any_word

_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_NAME = rf"(?<![A-Za-z])(?P<name>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?![A-Za-z])"
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_ANY_MONTH = re.compile("|".join(_MONTH_NUMBER))
_NTH = "(?:st|nd|rd|th)?(?![0-9A-Za-z])"
_NUMBER_DAY = "(?:[12][0-9]|3[01]|0?[1-9])"
_OF_YEAR = rf"(?:(?:,?[ \n](?:of[ \n])?|-)(?P<year>{YEAR}))?"
_BETWEEN_DAYS = "[ ]?(?:[-–—]|to|and)[ ]?"
_DAY_FIRST = re.compile(
    rf"(?<![0-9.])(?:(?P<first>{_NUMBER_DAY}){_NTH}{_BETWEEN_DAYS})?(?P<day>{_NUMBER_DAY}){_NTH}"
    rf"(?:[ ]of)?[ \n-]{_NAME}{_OF_YEAR}"
)
_DAY_LAST = re.compile(
    rf"{_NAME}[ \n](?:(?P<first>{_NUMBER_DAY}){_NTH}{_BETWEEN_DAYS})?(?P<day>{_NUMBER_DAY}){_NTH}"
    rf"(?!{SPACE}(?:%|per|{ENGLISH_SCALE})){_OF_YEAR}"
)
_PART_OF = "(?<![A-Za-z])(?:the[ ])?(?P<part>mid|late|early|year-end|end|beginning|start|middle)(?:-|[ ](?:of[ ])?)"
_MONTH_NAME = re.compile(
    rf"(?=[mleybstLTNnJFMASOD])(?:{_PART_OF}|(?P<which>[Ll]ast|[Tt]his|[Nn]ext)[ ])?{_NAME}{_OF_YEAR}"
    rf"(?:[ \n](?P<year_word>this|last|next)[ ]year|(?P<ranges>(?=[-–—](?:{'|'.join(_MONTH_NUMBER)}))))?"
)
_BEFORE_MONTH = re.compile(
    r"(?<![A-Za-z])(?:in|by|since|until|till|from|to|through|of|during|before|after)[ \n]$", re.IGNORECASE
)
_SEASON_OF = re.compile(
    rf"(?<![A-Za-z])(?=[safw])(?P<season>spring|summer|autumn|fall|winter)(?: of|,)? (?P<year>{YEAR})", re.IGNORECASE
)
_QUARTER_OF = re.compile(
    rf"(?<![A-Za-z0-9])(?=[tfsqh])(?:(?:the )?(?P<order>first|second|third|fourth)[ -](?P<span>quarter|half)"
    rf"|(?P<letter>[QH])(?P<number>[1-4]))(?: of|,)? (?P<year>{YEAR})",
    re.IGNORECASE,
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# Since the beginning of 2023 (2023年以来) is all of the year so far.
_PART_OF_YEAR = re.compile(
    rf"(?<![A-Za-z])(?=[stmleyb])(?P<since>since (?=(?:the )?(?:beginning|start)))?{_PART_OF}(?P<year>{YEAR})"
    "(?!-[0-9]|s)",
    re.IGNORECASE,
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS = {"early": 1, "beginning": 1, "start": 1, "mid": 6, "middle": 6, "late": 12, "end": 12, "year-end": 12}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WHICH = ("last", "this", "next")
_WORDS = {
    "recently": ["recently", "of late"], "recent-days": ["in recent days"], "recent-weeks": ["in recent weeks"],
    "recent-months": ["in recent months", *(f"{lead}the (?:past|last) few months" for lead in ("in ", "over ", ""))],
    "recent-years": ["in recent years",
                                       *(f"{lead}the (?:past|last) few years" for lead in ("in ", "over ", ""))],
    "now": ["currently", "at present", "at the moment", "nowadays"],
    "today": ["today"], "yesterday": ["yesterday"], "tomorrow": ["tomorrow"],
    "last-year": ["last year"], "this-year": ["this year"], "next-year": ["next year"],
    "previous-year": ["the (?:previous|prior|preceding) year", "previous year", "prior year", "preceding year",
                      "the year before(?! last)", "a year earlier"],
    "year-before-last": ["the year before last"], "following-year": ["the following year", "the year after"],
    **{day: [f"on {day}"] for day in _WEEKDAYS},
    **{f"{which}-{unit}": [f"{which} {unit}"] for which in _WHICH for unit in ("week", "month", *_WEEKDAYS)},
}  # fmt: skip
_PHRASES = sorted(((phrase, kind) for kind, phrases in _WORDS.items() for phrase in phrases), key=lambda p: p[0][0])
_RELATIVE = re.compile(
    f"(?<![A-Za-z]){any_word(f'{phrase[0]}({phrase[1:]})' for phrase, _ in _PHRASES)}(?![A-Za-z])", re.IGNORECASE
)
_KINDS = tuple(kind for _, kind in _PHRASES)


def english_dates(text: str) -> Iterator[Candidate]:
    """Give everything in the folded `text` that could be a date in English, overlaps included."""
    yield from _months(text)
    if ANY_YEAR.search(text):
        yield from _parts_of_years(text)
    for found in _RELATIVE.finditer(text):
        yield *found.span(), Date(relative=_KINDS[(found.lastindex or 0) - 1])


def _months(text: str) -> Iterator[Candidate]:
    if not _ANY_MONTH.search(text):
        return
    for pattern in (_DAY_FIRST, _DAY_LAST):
        for found in pattern.finditer(text):
            yield from _days(found)
    for found in _MONTH_NAME.finditer(text):
        if month := _month(found):
            yield *found.span(), month


def _parts_of_years(text: str) -> Iterator[Candidate]:
    for found in _SEASON_OF.finditer(text):
        yield *found.span(), Date(year=_year(found), season=_SEASONS[found["season"].lower()])
    for found in _QUARTER_OF.finditer(text):
        number = _ORDER[found["order"].lower()] if found["order"] else int(found["number"])
        table = QUARTER_MONTHS if "q" in (found["letter"] or found["span"]).lower() else HALF_MONTHS
        if number in table:
            yield *found.span(), Date(year=_year(found), months=table[number])
    for found in _PART_OF_YEAR.finditer(text):
        part = None if found["since"] else _PARTS[found["part"].lower()]
        yield *found.span(), Date(year=_year(found), month=part, about=part is not None)


def _days(found: re.Match[str]) -> Iterator[Candidate]:
    """Give the day, or both ends of 17–20 November, which the dash between them will join."""
    date = Date(year=_year(found), month=_MONTH_NUMBER[found["name"][:3]], day=int(found["day"]))
    if found["first"]:
        yield found.start(), found.end("first"), replace(date, day=int(found["first"]))
        yield found.start("day"), found.end(), date
    else:
        yield *found.span(), date


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _month(found: re.Match[str]) -> Date | None:
    """Return the month named, or None for a May, March or Mar that nothing shows to be one."""
    name, which = found["name"], (found["which"] or "").lower()
    shown = found["year"] or found["part"] or which or found["year_word"] or found["ranges"] is not None
    sure = name in _MONTHS and name not in ("May", "March")
    if not (sure or shown or _BEFORE_MONTH.search(found.string, max(0, found.start() - 8), found.start())):
        return None
    year_word = found["year_word"] or ("this" if which == "this" else None)
    relative = f"{year_word}-year" if year_word else f"{which}-{name.lower()}" if which else None
    return Date(year=_year(found), month=_MONTH_NUMBER[name[:3]], relative=relative)
