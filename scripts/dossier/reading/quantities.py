"""The readers of numbers put together: `quantities` tells what they read, and keeps it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..dates import read_dates
from ..quantities import Quantity
from .amount import Amount, settled
from .designations import hide, hide_spans, states
from .expressions import expression_at
from .measures import CURRENCY_BEFORE, SPACE
from .numbers import NUMBER_STARTS, number_at, scale_left
from .numerals import fold
from .qualifiers import Lead, lead_of, share_lead, tail_of
from .units import with_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """An amount, or the last of a range, with what stands around it."""

    start: int
    end: int
    amount: Amount
    low: Decimal
    high: Decimal
    unit: str | None
    qualifier: str | None
    marked: bool
    """Whether a qualifier, a currency or a sign shows that a number is meant."""
    number: int
    """Where the number begins."""


def quantities_in(text: str, names: re.Pattern[str] | None) -> tuple[Quantity, ...]:
    """Return the quantities in `text`, as `read_quantities` says."""
    folded = hide(fold(text), names) if names else fold(text)
    folded = hide(hide_spans(folded, ((date.start, date.end) for date in read_dates(text, names))))
    found: list[Quantity] = []
    at = floor = 0
    while start := NUMBER_STARTS.search(folded, at):
        read = [each for each in _read(folded, start.start(), floor) if _stands(folded, each)]
        found += (_quantity(text, each) for each in read)
        at = start.start() + 1
        if read:
            at = floor = max(at, read[-1].end)
    return tuple(found)


def value_of(text: str) -> Quantity:
    """Return the value of a figure, as `parse_value` says."""
    folded = fold(text.strip())
    offset = len(text) - len(text.lstrip())
    if len(folded) <= _LONGEST_VALUE:
        for start in NUMBER_STARTS.finditer(folded):
            match _read(folded, start.start(), 0):
                case [only] if (only.start, only.end) == (0, len(folded)):
                    return replace(_quantity(text.strip(), only), start=offset, end=offset + len(folded))
    raise ValueError(
        f"not a value: {text[:_LONGEST_VALUE]!r} (write 1600亿, 1500亿..1600亿, >7成, ~3, 0.13 or 160 billion)"
    )


_LONGEST_VALUE = 80
_TO = re.compile(
    rf"{SPACE}(?:[-–—~至到]|\.\.|(?<=[ \n])(?P<word>to|or)(?=[ \n]))\n?[ ]?(?:{CURRENCY_BEFORE}[ ]?)?",
    re.IGNORECASE,
)
_AND = re.compile(rf"[ \n]and[ \n](?:{CURRENCY_BEFORE}[ ]?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<![A-Za-z])between[ \n]$", re.IGNORECASE)
_FROM = re.compile(r"(?:[从由自]|(?<![A-Za-z])from[ \n])$", re.IGNORECASE)


def _read(text: str, at: int, floor: int) -> list[_Reading]:
    """Return what begins at the number at `at`: one reading, two where one changes into another, or none."""
    first = _amount_at(text, at)
    if not first:
        return []
    lead = lead_of(text, at, floor)
    if first.unit == "1" and not first.counter:
        lead = share_lead(text, lead, floor)
    between = _BETWEEN.search(text, max(floor, lead.start - 8), lead.start)
    to = (_AND if between else _TO).match(text, first.end)
    second = _amount_at(text, to.end()) if to else None
    ends = _ends(text, first, second) if second and text[second.end : second.end + 1] != "-" else None
    if not ends or not second:
        return [_reading(text, lead, first, first)]
    if _FROM.search(text, max(floor, lead.start - 5), lead.start):
        from_, to_ = replace(ends[0], unit=first.unit, end=first.end), ends[1]
        return [
            _reading(text, lead, from_, from_),
            _reading(text, lead_of(text, to_.start, first.end), to_, to_),
        ]
    if between:
        lead = replace(lead, start=between.start())
    return [_reading(text, lead, *ends)]


def _amount_at(text: str, at: int) -> Amount | None:
    expression = expression_at(text, at)
    number = None if expression else number_at(text, at)
    return with_unit(text, number) if number else expression


def _ends(text: str, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Return both ends of a range, the first with the scale it leaves to the second, or None where they make none."""
    left = second.scale if first.scale == 1 else Decimal(1)
    if first.kind == second.kind == "han" and left == 1:
        left = scale_left(text[first.start : first.end], text[second.start : second.end])
    if not first.unit and left != 1:
        scaled = replace(first, low=first.low * left, high=first.high * left)
        first = scaled if scaled.low < second.low else first
    same = first.unit in (None, second.unit) and (first.counter is None or second.counter is not None)
    return (first, second) if same and first.low < second.low and not first.qualifier else None


_OPEN_ABOVE = ("over", "at-least", "several")
_OPEN_BELOW = ("under", "at-most")
_TIMES_OF_LIFE = re.compile("年|个?月|个多?月|周|天|日|个?季度|个?小时")


def _reading(text: str, lead: Lead, first: Amount, last: Amount) -> _Reading:
    end, tail = tail_of(text, last.end)
    counted = text[slice(*last.counter)] if isinstance(last.counter, tuple) else ""
    if text[lead.start : first.start].strip() == "近" and _TIMES_OF_LIFE.fullmatch(counted):
        lead = Lead(start=first.start)
    words = [*lead.qualifiers, *((last.qualifier,) if last.qualifier else ()), *tail]
    bounding = [word for word in words if word in _OPEN_ABOVE + _OPEN_BELOW]
    return _Reading(
        start=lead.start,
        end=end,
        amount=last,
        low=-last.high if lead.negative else first.low,
        high=-first.low if lead.negative else last.high,
        unit=lead.currency or last.unit,
        qualifier=next(iter(bounding or words), None),
        marked=bool(words or lead.start < first.start),
        number=first.start,
    )


def _stands(text: str, read: _Reading) -> bool:
    return states(text, read.amount, at=read.number, marked=read.marked)


def _quantity(text: str, read: _Reading) -> Quantity:
    point = read.low == read.high
    counter = read.amount.counter
    return Quantity(
        start=read.start,
        end=read.end,
        low=None if point and read.qualifier in _OPEN_BELOW else settled(read.low),
        high=None if point and read.qualifier in _OPEN_ABOVE else settled(read.high),
        unit=read.unit,
        counter=text[slice(*counter)] if isinstance(counter, tuple) else counter,
        qualifier=read.qualifier,
        text=text[read.start : read.end],
    )
