"""Dates in digits alone: ISO 8601, spans of years, a year by itself."""

import re
from collections.abc import Iterator

from .date import ANY_YEAR, NO_YEAR_WORD, TO, YEAR, Candidate, Date
from .measures import CURRENCY, ENGLISH_SCALE, HAN_SCALE, MEASURE, MONEY, PLURAL, SPACE
from .numbers import either_value
from .numerals import HAN_NUMERALS

_DECADE = re.compile(
    rf"(?<![0-9.A-Za-z])(?:(?:the )?(?:mid|early|late)[ -])?(?:the )?(?P<year>(?:19|20)[0-9]0)"
    rf"(?:s(?![A-Za-z])|{SPACE}年代)"
    rf"|(?<![0-9.{HAN_NUMERALS}])(?:(?:20|二十)世纪|上世纪)?(?P<last>[5-9五六七八九])[0十]年代"
    r"|(?:(?<![A-Za-z])the |(?<![0-9A-Za-z])')(?P<nineteen>[5-9])0s(?![A-Za-z])"
)
_ISO = re.compile(
    rf"(?<![0-9.A-Za-z/$¥-])(?P<year>{YEAR})(?:[-./](?P<month>0[1-9]|1[0-2])(?:(?<=-..)-(?P<day>[0-9]{{2}}))?"
    r"|(?P<mark>[./])(?P<month_2>[01]?[0-9])(?P=mark)(?P<day_2>[0-3]?[0-9]))(?![0-9]|[-/.][0-9])"
)
_YEAR_LAST = re.compile(
    rf"(?<![0-9.A-Za-z/-])(?P<one>[0-3]?[0-9])(?P<mark>[./])(?P<other>[0-3]?[0-9])(?P=mark)(?P<year>{YEAR})(?![-/.][0-9])"
)
_YEARS = re.compile(
    rf"(?<![0-9.A-Za-z$¥])(?P<year>{YEAR})(?:(?:{SPACE}年)?{TO}|/(?=[0-9]{{2}}(?![0-9/])))(?P<until>{YEAR}|[0-9]{{2}}(?![0-9]))(?:{SPACE}年{NO_YEAR_WORD})?"
    r"(?![0-9-])"
)
_BARE_YEAR = re.compile(
    r"(?:(?<![A-Za-z])(?:pre-|post-|FY[ ]?)|(?<![0-9A-Za-z$¥第])(?<![0-9][.,:])(?<![A-Za-z0-9]-))"
    rf"(?P<year>{YEAR})(?![A-Za-z%+]|[.:][0-9]|,[0-9]{{3}}(?![0-9]))"
)
_QUALIFIED = re.compile(
    r"(?:[约超近逾]|超过|不到|不足|至少|[高多]达"
    r"|(?<![A-Za-z])(?:than|least|most|over|about|nearly|around|almost|roughly|some|under|up to))[ ]?$",
    re.IGNORECASE,
)
_SCALED = re.compile(f"{SPACE}(?:{HAN_SCALE}|{ENGLISH_SCALE}|[多余%]|per ?cent)")
# What an article of about 2025 does is not counted.
_COUNTED = re.compile(
    "[ ](?!(?:adds|says|puts|gives|calls|tells|names|lists|cites|notes|reports|describes|holds|sees|finds)(?![A-Za-z]))"
    f"{PLURAL}"
)
_MONTH_DAY = re.compile(
    r"(?<![0-9A-Za-z./-])(?P<month>1[0-2]|0?[1-9])/(?P<day>1[3-9]|2[0-9]|3[01]|(?:0?[1-9]|1[0-2])(?=[ ]?[日号]))"
    r"(?![0-9]|[/.-][0-9]|[ ]?[%个家名])(?:[ ]?[日号])?"
)


def numeric_dates(text: str) -> Iterator[Candidate]:
    """Give everything in the folded `text` that could be a date in digits, overlaps included."""
    if "/" in text:
        for found in _MONTH_DAY.finditer(text):  # 12/16, but neither 1/3 nor 6/9
            yield *found.span(), Date(month=int(found["month"]), day=int(found["day"]))
    if "0s" in text or "年代" in text:
        for found in _DECADE.finditer(text):
            digit = found["last"] or found["nineteen"]
            first = int(found["year"] or 1900 + 10 * (either_value(digit) or 0))
            yield *found.span(), Date(year=first, to=Date(year=first + 9))
    if not ANY_YEAR.search(text):
        return
    yield from _in_full(text)
    for found in _YEARS.finditer(text):
        year, until = int(found["year"]), int(found["until"])
        until += 0 if until > 99 else year // 100 * 100
        shown = len(found["until"]) == 4 or until % 100 > 12  # 2018-12 is a month
        if shown and year < until and not _counts(text, found.end()):
            yield *found.span(), Date(year=year, to=Date(year=until))
    for found in _BARE_YEAR.finditer(text):
        if not _counts(text, found.end()) and not _is_amount(found):
            yield *found.span(), Date(year=int(found["year"]))


def _in_full(text: str) -> Iterator[Candidate]:
    """Give each day or month that has its year."""
    for found in _ISO.finditer(text):
        month, day = found["month"] or found["month_2"], found["day"] or found["day_2"]
        if not _counts(text, found.end()):
            yield *found.span(), Date(year=int(found["year"]), month=int(month), day=int(day) if day else None)
    for found in _YEAR_LAST.finditer(text):
        low, high = sorted((int(found["one"]), int(found["other"])))
        told = Date(year=int(found["year"]), month=low, day=high)
        yield *found.span(), told if high > 12 or low == high else Date(year=told.year)  # 5/6/2024: of May or of June


def _counts(text: str, end: int) -> bool:
    """Say whether what follows at `end` makes an amount of the digits before it: 2000亿, 2000家."""
    return any(pattern.match(text, end) for pattern in (_SCALED, MEASURE, CURRENCY))


def _is_amount(found: re.Match[str]) -> bool:
    """Say whether what looks like a year counts something: RMB 2000, more than 2000, over 1950 people."""
    text, start = found.string, found.start()
    signs = (
        found["year"].endswith("00"),
        bool(_QUALIFIED.search(text, max(0, start - 8), start)),
        bool(_COUNTED.match(text, found.end())),
    )
    return sum(signs) > 1 or bool(MONEY.search(text, max(0, start - 8), start))
