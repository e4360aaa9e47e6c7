"""A number with its scale and unit, as the readers of numbers hand it on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["digits", "han", "word", "fixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as read at `start` to `end`: the bounds in base units, and what it took to read them."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    kind: Kind
    """In digits, in Han numerals, in English words, or a fixed expression (翻倍, a third)."""
    scale: Decimal = Decimal(1)
    """What the printed number was multiplied by: 亿, %; a numeral of units alone (百万) is all scale."""
    unit: str | None = None
    counter: tuple[int, int] | Literal["times"] | None = None
    """The span of the measure word; `times` of a multiple."""
    qualifier: str | None = None
    """What the number itself says: `over` in 十多个, `several` in 数十亿."""

    @property
    def bare(self) -> bool:
        """Whether nothing but the number stands there."""
        return self.scale == 1 and not self.unit and not self.counter and not self.qualifier

    def times(self, size: Decimal, *, end: int, qualifier: str | None = None) -> Amount:
        """Return the amount with a scale read up to `end`, and with the qualifier that the scale brings."""
        low, high, qualifier = self.low * size, self.high * size, qualifier or self.qualifier
        return replace(self, end=end, low=low, high=high, scale=self.scale * size, qualifier=qualifier)

    def plus(self, value: Decimal, *, end: int) -> Amount:
        """Return the amount with what is added to it, read up to `end`."""
        return replace(self, end=end, low=self.low + value, high=self.high + value)


def plain(start: int, end: int, value: Decimal, kind: Kind) -> Amount:
    """Return the amount of a number by itself."""
    return Amount(start=start, end=end, low=value, high=value, kind=kind)


def settled(value: Decimal) -> Decimal:
    """Return `value` without trailing zeros and without an exponent, so that equal values print alike."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
