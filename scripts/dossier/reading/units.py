"""Reads what follows a number: a currency, a measure word, a unit, a plural noun."""

import re
from dataclasses import replace
from decimal import Decimal

from ..characters import HAN
from .amount import Amount
from .expressions import is_ratio
from .measures import CURRENCY, LETTER_UNIT, MEASURE, PLURAL, SMALL_MEASURE, SPACE, currency_of
from .numbers import MORE, either_value
from .numerals import HAN_DIGITS, HAN_NUMERALS

_MORE_THAN = re.compile(f"[ ]?(?P<more>{'|'.join(MORE)})")
_LEFT_OPEN = re.compile(f"(?<=[多余])(?=的|[^{HAN}]|$)")
_TIMES = re.compile(f"{SPACE}倍(?!速)")
_UNIT = re.compile(
    rf"""{SPACE}(?P<percent>%|per[ ]?cent(?![A-Za-z])) | {SPACE}(?P<mille>‰|per[ ]mille(?![A-Za-z]))
    | {SPACE}(?P<tenth>成(?![为立功长本果员就熟分交都品年人效型百千])
        (?P<tenths>半|[{HAN_DIGITS[2:]}1-9](?![{HAN_NUMERALS}0-9.%年月日个家人名位款种项天周次倍大成级国代]))?)
    | (?P<times>{SPACE}倍(?!速)|[x×](?![A-Za-z0-9])|-?fold(?![A-Za-z])|[ -]times(?![A-Za-z]))
    | [ ]?(?P<letters>(?-i:{LETTER_UNIT}))
    | [ \n](?:of[ ])?(?P<plural>{PLURAL})
    | -(?!plus(?![a-z]))(?P<joined>[A-Za-z]{{2,20}})(?![A-Za-z0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_SHARES = {"percent": Decimal("0.01"), "mille": Decimal("0.001"), "tenth": Decimal("0.1")}
_LASTING = re.compile("年|个月|个小时|小时|天|周|倍|岁|成")
_HALF_MORE = re.compile("半(?![导径数年])")
_SOME_MORE = re.compile("多(?![模元家个种数样媒边方语维功重次款名位])")


def with_unit(text: str, amount: Amount) -> Amount:
    """Return the amount with the unit that stands after it."""
    amount = _with_more(text, amount)
    if money := CURRENCY.match(text, amount.end):
        return replace(amount, end=money.end(), unit=currency_of(money[0]))
    measure = MEASURE.match(text, amount.end)
    if not measure and amount.scale == 1 and amount.low <= 100:
        measure = SMALL_MEASURE.match(text, amount.end)
    if measure:
        return _with_rest(text, replace(amount, end=measure.end(), counter=measure.span("word")), measure["word"])
    found = _UNIT.match(text, amount.end)
    if not found or not found.lastgroup:
        return amount
    if found.lastgroup in _SHARES:
        if tenths := found["tenths"]:
            amount = amount.plus(Decimal("0.5") if tenths == "半" else (either_value(tenths) or 0) / Decimal(10), end=0)
        share = replace(amount.times(_SHARES[found.lastgroup], end=found.end()), unit="1")
        return _with_rest(text, share, found[0][-1])
    if found.lastgroup == "times":
        return _with_times(text, replace(amount, end=found.end()), found[0])
    return replace(amount, end=found.end(), counter=found.span(found.lastgroup))


def _with_more(text: str, amount: Amount) -> Amount:
    """Add the 多 of 十多个 and 三万多, which only a round number has."""
    more = _MORE_THAN.match(text, amount.end)
    if not more or amount.low % 10:
        return amount
    counts = any(after.match(text, more.end()) for after in (MEASURE, CURRENCY, _TIMES, _LEFT_OPEN))
    return replace(amount, end=more.end(), qualifier=MORE[more["more"]]) if counts else amount


def _with_times(text: str, amount: Amount, word: str) -> Amount:
    """Read 三倍, 10x, 3-fold, three times; 一倍 is said of a rise, and makes a doubling, but not in 去年的一倍半."""
    if word.endswith("倍") and amount.high == 1 and text[max(0, amount.start - 1) : amount.start] != "的":
        amount = replace(amount, low=Decimal(2), high=Decimal(2))
    unit = "1" if is_ratio(word, text, amount.end) else None
    return _with_rest(text, replace(amount, unit=unit, counter="times"), "倍")


def _with_rest(text: str, amount: Amount, word: str) -> Amount:
    """Add the 半 of 两年半 and 三个半月, the 多 of 三年多 and 三个多月."""
    lasting = _LASTING.fullmatch(word)
    if word == "个半月" or (lasting and _HALF_MORE.match(text, amount.end)):
        return amount.plus(Decimal("0.5"), end=amount.end + (1 if lasting else 0))
    if word == "个多月" or (lasting and _SOME_MORE.match(text, amount.end)):
        return replace(amount, end=amount.end + (1 if lasting else 0), qualifier="over")
    return amount
