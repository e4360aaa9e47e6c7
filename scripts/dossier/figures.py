"""Figures as numbers: the value that a contributor wrote, in base units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .model import Figure
from .quantities import Quantity, parse_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number or range in a unit: `low == high` for a point, None for an open bound. Ratios are fractions of
    unit 1."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str | None = None

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        return self.low, self.high


def amount(figure: Figure) -> Amount:
    """The figure's value as an amount. Raises `ValueError` where it is no number."""
    quantity = parse_value(figure.value)
    return Amount(low=quantity.low, high=quantity.high, unit=figure.unit, qualifier=quantity.qualifier)


def same_value(quantity: Quantity, other: Amount) -> bool:
    """Whether a quantity read from text is this amount, its qualifier aside; words without a unit may have any
    unit."""
    unit = quantity.unit is None or quantity.unit == other.unit
    return unit and quantity.bounds == other.bounds
