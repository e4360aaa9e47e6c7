"""Reads a number with its scale at a given place: in digits, in Han numerals, in English words."""

import re
from dataclasses import replace
from decimal import Decimal

from .amount import Amount, plain
from .measures import ENGLISH_SCALE, ENGLISH_SCALES, HAN_SCALE, HAN_SCALES, LETTER_SCALES, MONEY, SPACE
from .numerals import ENGLISH_NUMBER, HAN_DIGITS, HAN_NUMERALS, NUMBER_WORDS, any_word, english_value, han_value

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}+(?![0-9])|[0-9]{1,15}+(?![0-9]))(?:\.[0-9]{1,12}+(?![0-9]))?+(?!\.[0-9])"
"""Regex source for a number in digits; as long as none in print, so that its value stays exact."""
_DIGITS = re.compile(rf"(?<![0-9])(?<![0-9]\.){DIGITS}")
HAN = f"[{HAN_NUMERALS}]++(?:点[{HAN_DIGITS}]++)?"
"""Regex source for a run of Han numerals, which may be no number."""
_HAN = re.compile(
    rf"(?:(?<![参人次总倍多少指分基函整个系级件款无])(?P<vague>[数几]))?(?<![{HAN_NUMERALS}])(?P<number>{HAN})"
)
_NEIGHBOURS = re.compile("一两|两三|[二三]四|三五|四五|五六|六七|七八|八九")
_HALF_OF_ONE = re.compile(f"(?<![上下前后大多年一0-9{HAN_NUMERALS}])半(?={SPACE}(?:年|个|天|小时))")
_WORD = re.compile(
    rf"(?<![A-Za-z-])(?:(?:half[ ])?an?(?=[ -](?:{ENGLISH_SCALE}|dozen))|{ENGLISH_NUMBER})", re.IGNORECASE
)
_SCALES = "dozen|hundred|thousand|million|billion|trillion"
_SEVERAL = re.compile(
    rf"(?<![A-Za-z-])(?:(?:several|a few|many) (?P<one>{_SCALES})"
    rf"|(?:(?P<many>ten|dozen|hundred|thousand)s of )?(?P<each>{_SCALES})s|(?P<only>ten|score)s(?= of))(?![A-Za-z])",
    re.IGNORECASE,
)
_SIZES = ENGLISH_SCALES | {"ten": Decimal(10), "dozen": Decimal(10), "score": Decimal(20)}

MORE = {"几十": "over", "多": "over", "余": "over", "几": "over", "来": "about"}
"""What a character between a number and its scale or measure word says of it: 十多万, 十来个."""
_MORE = f"(?:{'|'.join(MORE)})"
_SCALE_AFTER = re.compile(f"{SPACE}(?P<more>{_MORE}?)(?P<scale>{HAN_SCALE})(?:(?<=万)(?P<within>[多余])亿)?")
_SCALE_AFTER_HAN = re.compile(f"(?P<more>{_MORE})(?P<scale>{HAN_SCALE})(?P<within>)")
_BY_SCALES = re.compile("数以(?P<size>[十百千万亿]{1,2})计")
_AND_A_HALF = re.compile("[ -]and[ -]a[ -]half(?![A-Za-z])", re.IGNORECASE)
_AND_MORE = re.compile("[ ](?:and[ ])?(?!an?[ ])", re.IGNORECASE)
_ENGLISH_SCALE = re.compile(rf"[ \n-]{{0,2}}(?P<scale>{ENGLISH_SCALE}|dozen(?![A-Za-z]))", re.IGNORECASE)
_LETTER_SCALE = re.compile("(?P<scale>[kmbtKMBT])(?![A-Za-z0-9])")

# Also the words by which the expressions of `expressions` begin.
_STARTING_WORDS = (
    *("an?(?=[ -])", *NUMBER_WORDS, "several", "many", "tens", "scores", *_SCALES.split("|")),
    *("hal[fv]", "doubl", "twice", "tripl", "treble", "thrice", "quadrupl", "quintupl"),
)
NUMBER_STARTS = re.compile(
    rf"(?<![0-9])[0-9]|[{HAN_NUMERALS}数几半翻加减]|(?<![A-Za-z]){any_word(_STARTING_WORDS)}", re.IGNORECASE
)
"""Where an amount can begin; most such places hold none."""


def number_at(text: str, at: int) -> Amount | None:
    """Return the number that begins exactly at `at`, with its scale, or None."""
    return _several(text, at) or _with_half(text, _digits(text, at) or _han(text, at) or _word(text, at))


def either_value(numeral: str) -> Decimal | None:
    """Return the value of a numeral in digits or in Han numerals."""
    return Decimal(numeral.replace(",", "")) if numeral[0].isdecimal() else han_value(numeral)


def scale_left(first: str, second: str) -> Decimal:
    """Return the scale that a numeral in Han leaves to the one up to which it counts: 两到三百亿, 一百到两百亿."""
    units = "万亿" if set(first) & set("十百千") else "百千万亿"
    scale = second[len(second.rstrip(units)) :]
    return HAN_SCALES.get(scale, Decimal(1)) if not set(first) & set("万亿") else Decimal(1)


def _digits(text: str, at: int) -> Amount | None:
    found = _DIGITS.match(text, at)
    if not found:
        return None
    amount = plain(at, found.end(), Decimal(found[0].replace(",", "")), "digits")
    letter = _LETTER_SCALE.match(text, amount.end)
    if letter and MONEY.search(text, max(0, at - 8), at):
        return amount.times(LETTER_SCALES[letter["scale"].lower()], end=letter.end())
    scale = _SCALE_AFTER.match(text, amount.end)
    return _han_scaled(text, amount, scale) if scale else _english_scaled(text, amount)


def _han_scaled(text: str, amount: Amount, scale: re.Match[str]) -> Amount:
    """Apply a scale, and add what follows directly in a smaller one: 1亿5000万."""
    size = HAN_SCALES[scale["scale"]] * (HAN_SCALES["亿"] if scale["within"] else 1)
    amount = amount.times(size, end=scale.end(), qualifier=MORE.get(scale["within"] or scale["more"]))
    rest = _DIGITS.match(text, amount.end)
    smaller = rest and _SCALE_AFTER.match(text, rest.end())
    if not rest or not smaller or smaller["more"] or HAN_SCALES[smaller["scale"]] >= amount.scale:
        return amount
    return amount.plus(Decimal(rest[0].replace(",", "")) * HAN_SCALES[smaller["scale"]], end=smaller.end())


def _english_scaled(text: str, amount: Amount) -> Amount:
    scale = _ENGLISH_SCALE.match(text, amount.end)
    if not scale:
        return amount
    dozen = Decimal(12)
    return amount.times(ENGLISH_SCALES.get(scale["scale"].lower(), dozen), end=scale.end())


def _han(text: str, at: int) -> Amount | None:
    if _HALF_OF_ONE.match(text, at):
        return plain(at, at + 1, Decimal("0.5"), "han")
    found = _HAN.match(text, at)
    low, high = _han_bounds(found["number"]) if found else (None, None)
    if not found or low is None or high is None:
        return None
    units_alone = not set(found["number"]) & set(HAN_DIGITS)
    if found["vague"] and not units_alone:
        return None
    amount = Amount(
        start=at,
        end=found.end(),
        low=low,
        high=high,
        kind="han",
        scale=low if units_alone else Decimal(1),
        qualifier="several" if found["vague"] else None,
    )
    scale = (_SCALE_AFTER if "点" in found["number"] else _SCALE_AFTER_HAN).match(text, amount.end)
    return _han_scaled(text, amount, scale) if scale else amount


def _han_bounds(numeral: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the value of a numeral twice, or the two that neighbouring digits give: 两三百, 十七八, 三五."""
    neighbours = _NEIGHBOURS.search(numeral[:8])
    if not neighbours:
        return (han_value(numeral),) * 2
    cut = neighbours.start() + 1
    return han_value(numeral[:cut] + numeral[cut + 1 :]), han_value(numeral[: cut - 1] + numeral[cut:])


def _word(text: str, at: int) -> Amount | None:
    found = _WORD.match(text, at)
    if not found:
        return None
    half = found[0].lower().startswith("half")
    value = Decimal("0.5") if half else english_value(found[0])
    amount = _english_scaled(text, plain(at, found.end(), value, "word"))
    rest = _AND_MORE.match(text, amount.end) if amount.scale != 1 else None
    smaller = _word(text, rest.end()) if rest else None
    return amount.plus(smaller.low, end=smaller.end) if smaller and smaller.low < amount.scale else amount


def _with_half(text: str, amount: Amount | None) -> Amount | None:
    """Add what is left of two and a half million."""
    half = _AND_A_HALF.match(text, amount.end) if amount and amount.scale == 1 else None
    return _english_scaled(text, amount.plus(Decimal("0.5"), end=half.end())) if amount and half else amount


def _several(text: str, at: int) -> Amount | None:
    """Read dozens, hundreds of millions, several billion: at least one of the scale (dozens: ten, scores: twenty)."""
    if found := _BY_SCALES.match(text, at):
        size = han_value(found["size"]) or Decimal(1)
        return replace(plain(at, found.end(), size, "han"), scale=size, qualifier="several")
    found = _SEVERAL.match(text, at)
    if not found:
        return None
    size = _SIZES[(found["one"] or found["each"] or found["only"]).lower()]
    size *= _SIZES[found["many"].lower()] if found["many"] else 1
    return replace(plain(at, found.end(), size, "word"), scale=size, qualifier="several")
