"""Reads shares and multiples that are said in words: 一半, 三分之一, a third, 翻倍, doubled."""

import re
from dataclasses import replace
from decimal import Decimal

from .amount import Amount, plain
from .numbers import DIGITS, HAN, either_value
from .numerals import ENGLISH_NUMBER, HAN_NUMERALS, english_value

_HALF = re.compile("一半|半数|(?<=[过超近])半(?![导径夜天个年])")
_HAN_FRACTION = re.compile(
    rf"(?<![0-9.])(?P<under>[0-9]{{1,4}}|(?<![{HAN_NUMERALS}])[{HAN_NUMERALS}]{{1,4}})分之(?P<over>{DIGITS}|{HAN})"
    rf"(?:[-–—~至到](?P<to>{DIGITS}|{HAN})(?!分之|[个年月日家人名倍成%]))?"
)
_SLASHED = re.compile("(?<![0-9A-Za-z./-])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![0-9A-Za-z]|[/.-][0-9]|[ ]?[日号月])")
_NAMES = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PARTS = {word: Decimal(value) for value, word in enumerate(_NAMES, 2)}
# A third of it and by a third, but not a third party; half of it, but not the second half and not half a million.
_FRACTION = re.compile(
    r"(?<![A-Za-z-])(?<!(?:year|onth|week|hour|ears|nths|eeks|ours) and )"
    r"(?<!(?:year|onth|week|hour|ears|nths|eeks|ours) and a )"
    rf"(?:(?!two quarters)(?P<over>an?|{ENGLISH_NUMBER})[ -](?P<under>{'|'.join(_PARTS)})s?(?![A-Za-z-])"
    r"(?![ ](?!(?:of|more|less|higher|lower|the|that|and|in|to|by|from|over|or|as|was|is|were|are|its|this)\b)[A-Za-z])"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )half(?![A-Za-z-])(?! an? (?:million|billion|dozen)))",
    re.IGNORECASE,
)
_MULTIPLES = {
    "翻了?一?[倍番]|加倍": Decimal(2),
    "(?:翻了?|(?<=翻[近超约])|(?<=翻了[近超约]))两番": Decimal(4),
    "翻了?三番": Decimal(8),
    "减半": Decimal("0.5"),
    # A double helix and the double standard are no doublings.
    r'(?<!\ba )(?<!\bthe )(?<!\bits )(?<!["“])doubl(?:es?|ed|ing)(?![A-Za-z-])(?! down| digits?)': Decimal(2),
    "twice|twofold": Decimal(2),
    "tripl(?:es?|ed|ing)|thrice|treble[sd]?|threefold": Decimal(3),
    "quadrupl(?:es?|ed|ing)|fourfold": Decimal(4),
    "fivefold|quintupl(?:es?|ed|ing)": Decimal(5),
    "tenfold": Decimal(10),
    "halv(?:es?|ed|ing)": Decimal("0.5"),
}
_VALUES = tuple(_MULTIPLES.values())
_MULTIPLE = re.compile("|".join(f"((?<![A-Za-z-])(?:{words})(?![A-Za-z]))" for words in _MULTIPLES), re.IGNORECASE)
_COMPARES = re.compile(r"[ ](?:as|the|that|more|higher|larger|greater|its|what)(?![A-Za-z])", re.IGNORECASE)


def expression_at(text: str, at: int) -> Amount | None:
    """Return the share or multiple whose words begin exactly at `at`, or None."""
    return _fraction(text, at) or _multiple(text, at)


def is_ratio(words: str, text: str, end: int) -> bool:
    """Say whether the multiple in `words`, which end at `end`, is a ratio: `twice as much`, not `it failed twice`."""
    counting = words.strip(" -").lower() in ("twice", "thrice", "times")
    return not counting or bool(_COMPARES.match(text, end))


def _fraction(text: str, at: int) -> Amount | None:
    over: Decimal | None = Decimal(1)
    under: Decimal | None = Decimal(2)
    to = None
    if found := _HAN_FRACTION.match(text, at):
        over, under = either_value(found["over"]), either_value(found["under"])
        to = either_value(found["to"]) if found["to"] else None
    elif (found := _SLASHED.match(text, at)) and int(found["over"]) < int(found["under"]):
        over, under = Decimal(found["over"]), Decimal(found["under"])
    elif found := _FRACTION.match(text, at):
        if found["over"]:
            over, under = english_value(found["over"]), _PARTS[found["under"].lower()]
    else:
        found = _HALF.match(text, at)
    if not found or over is None or not under:
        return None
    amount = replace(plain(at, found.end(), over / under, "fixed"), unit="1")
    return replace(amount, high=to / under) if to and to > over else amount


def _multiple(text: str, at: int) -> Amount | None:
    found = _MULTIPLE.match(text, at)
    if not found:
        return None
    value = _VALUES[(found.lastindex or 0) - 1]
    unit = "1" if is_ratio(found[0], text, found.end()) else None
    return replace(plain(at, found.end(), value, "fixed"), unit=unit, counter="times")
