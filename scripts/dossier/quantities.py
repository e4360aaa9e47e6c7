"""Reads the numbers that a text states, in Chinese (both scripts), English and a mixture of them.

A `Quantity` is a value or a range in base units with its unit, what it counts and how it is qualified. What has digits
and states no amount (H100, GPT-3, 5G, 95后, top 3, 第十二届, dates) yields nothing, nor do 一个 and `one`, nor words
as vague as 几个, 多家 and `several`. Decisions that a reader cannot guess:

- `over` and `at-least` leave the upper bound open, `under` and `at-most` the lower; `about`, `nearly` and `up-to` leave
  a point a point. A printed range keeps both its ends, whatever qualifies it.
- 数十亿, 几百 and `billions`, `dozens of` are `several`: at least one of the scale (`dozens of`: ten), no upper bound.
  十几个 and 十多个 are over ten.
- Multiples count `times` in unit "1": 翻倍 is 2, 三倍 is 3, and so is 增长三倍, which some mean as 4; 一倍 is 2, since
  it is said of a rise, but 去年的一倍半 is 1.5. `twice` and `three times` are in unit "1" only before a comparison,
  else they count occasions.
- Between 从 or `from` and 到 or `to` stand two amounts, not the ends of a range.
- 近 before a time (近五年) means the last years, and is no qualifier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from .memory import memory

__all__ = ["Quantity", "parse_value", "read_quantities"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as printed: `text` is the code points `start` to `end`, qualifiers and unit included."""

    start: int
    end: int
    low: Decimal | None
    """In the base unit (160000000000; ratios as fractions); equal to `high` for a point, None for an open bound."""
    high: Decimal | None
    unit: str | None
    """ISO 4217 code of a currency, or "1" for percent, per mille, 成, fractions and multiples."""
    counter: str | None
    """The measure word, unit or plural noun printed directly after the number; `times` of a multiple."""
    qualifier: str | None
    """about, nearly, over, at-least, under, at-most, up-to or several."""
    text: str

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        return self.low, self.high


@cache
def read_quantities(text: str, names: re.Pattern[str] | None = None) -> tuple[Quantity, ...]:
    """Return the quantities in `text`, in order, none overlapping another or a date.

    What `names` matches is a name and holds no quantity.
    """
    if names:
        return _quantities_in(text, names)
    return tuple(_recalled(row) for row in _READ.recall(text, lambda text: list(map(_row, _quantities_in(text)))))


@cache
def parse_value(text: str) -> Quantity:
    """Read the value of a figure as contributors write it: `1600亿`, `1500亿..1600亿`, `>7成`, `~3`, `160 billion`.

    Raises ValueError where `text` is not one number or one range, with what it may carry, and nothing else.
    """
    return _recalled(_PARSED.recall(text, lambda text: _row(_value_of(text))))


_READ, _PARSED = memory("quantities"), memory("values")


def _row(quantity: Quantity) -> list[Any]:
    low, high = (None if bound is None else str(bound) for bound in (quantity.low, quantity.high))
    return [quantity.start, quantity.end, low, high, quantity.unit, quantity.counter, quantity.qualifier, quantity.text]


def _recalled(row: list[Any]) -> Quantity:
    start, end, low, high, unit, counter, qualifier, text = row
    return Quantity(
        start=start,
        end=end,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit=unit,
        counter=counter,
        qualifier=qualifier,
        text=text,
    )


def _quantities_in(text: str, names: re.Pattern[str] | None = None) -> tuple[Quantity, ...]:
    from .reading.quantities import quantities_in  # on use: its patterns take 50 ms, and a run may remember all it asks

    return quantities_in(text, names)


def _value_of(text: str) -> Quantity:
    from .reading.quantities import value_of

    return value_of(text)
