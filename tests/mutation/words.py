"""Damage done to a sentence of ours, in English or Chinese: numbers, dates, names, qualifiers, negations, hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from dossier.dates import read_dates
from dossier.model import Entity
from dossier.names import Names
from dossier.quantities import Quantity, read_quantities

from .mutants import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """`new` in the place of text[start:end]; `how` is the operator, to which the kind of text is put in front."""

    how: str
    start: int
    end: int
    new: str

    def done(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def told(self, text: str) -> str:
        """What was done, with a little of what stands around it."""
        before, after = text[max(0, self.start - 12) : self.start], text[self.end : self.end + 12]
        return f"…{before}[{text[self.start : self.end]}→{self.new}]{after}… at {self.start}"


def damages(text: str, names: Names, entities: Mapping[str, Entity], known: Set[str], lang: str) -> Iterator[Damage]:
    """Every damage of every kind to a text that may name the `known` entities."""
    for quantity in read_quantities(text):
        yield from _number(quantity)
        yield from _qualifier(quantity, lang)
    yield from _dates(text)
    yield from _names(text, names, entities, known, lang)
    yield from _worded("negation-removed", text, _NEGATION[lang])
    yield from _worded("negation-added", text, _AFFIRMATION[lang])
    yield from _worded("hedge-dropped", text, _HEDGE[lang])
    yield from _turned(text, lang)


# --- numbers -------------------------------------------------------------------------------------------------------

_HAN = dict(zip("一二两三四五六七八九", "二三三四五六七八九八", strict=True))
_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = {word: _ENGLISH[i + 1 if i < 10 else 9] for i, word in enumerate(_ENGLISH)}
_NUMERAL = re.compile(rf"[0-9]|[{''.join(_HAN)}]|(?i:\b(?:{'|'.join(_ENGLISH)})\b)")
_POINTED = re.compile(r"([0-9]+)(?:\.([0-9]+))?(?![0-9,])")
_SCALE = {
    "万": "亿",
    "亿": "万",
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "trillion": "billion",
}
_UNIT = {
    "美元": "元", "元": "美元", "令吉": "元", "林吉特": "元", "yuan": "dollars", "dollars": "yuan", "dollar": "yuan",
    "ringgit": "yuan", "%": "‰", "成": "%",
}  # fmt: skip


def digits(text: str) -> Iterator[tuple[int, int, str]]:
    """Each numeral of a number, with the one that takes its place."""
    for found in _NUMERAL.finditer(text):
        was = found[0]
        if was.isdigit() and was.isascii():
            first = (
                not text[found.start() - 1 : found.start()].isdigit() and text[found.end() : found.end() + 1].isdigit()
            )
            new = str((int(was) + 1) % 10) if not (first and was == "9") else "8"
        else:
            new = _HAN.get(was) or _WORD[was.lower()]
        yield found.start(), found.end(), new


def pointed(text: str) -> Iterator[tuple[int, int, str]]:
    """The decimal point of each number moved by one place to the right."""
    for found in _POINTED.finditer(text):
        if Decimal(found[0]):
            rest = (found[2] or "0") + "0"
            yield found.start(), found.end(), f"{int(found[1] + rest[0])}" + (f".{rest[1:-1]}" if rest[1:-1] else "")


def scaled(text: str) -> Iterator[tuple[int, int, str]]:
    """Each scale word changed for another."""
    for found in re.finditer("|".join(_SCALE), text):
        yield found.start(), found.end(), _SCALE[found[0]]


def _number(quantity: Quantity) -> Iterator[Damage]:
    for how, found in (("digit", digits), ("point", pointed), ("scale", scaled)):
        for start, end, new in found(quantity.text):
            yield Damage(how=f"number-{how}", start=quantity.start + start, end=quantity.start + end, new=new)
    if unit := re.search("|".join(_UNIT), quantity.text):
        start = quantity.start + unit.start()
        yield Damage(how="number-unit", start=start, end=quantity.start + unit.end(), new=_UNIT[unit[0]])


_QUALIFIER = re.compile(
    r"^(?:only )?(?:about|around|roughly|approximately|nearly|almost|close to|well over|over|more than|at least|up to"
    r"|as (?:much|many|high) as|less than|fewer than|under|below|some|no less than|dozens of|exceed(?:s|ed|ing)?) "
    r"|^才?(?:大约|约|将近|接近|近|超过|超|逾|至少|不到|不足|高达|多达|最多|最高)|(?:左右|以上|多|余)(?=[\u4e00-\u9fff]{0,3}$)",
    re.IGNORECASE,
)
_ADDED = {"en": ("about ", "over "), "zh": ("约", "超过")}


def _qualifier(quantity: Quantity, lang: str) -> Iterator[Damage]:
    if quantity.qualifier and (word := _QUALIFIER.search(quantity.text)):
        start = quantity.start + word.start()
        yield Damage(how="qualifier-dropped", start=start, end=quantity.start + word.end(), new="")
    elif not quantity.qualifier:
        for word_added in _ADDED[lang]:
            yield Damage(how="qualifier-added", start=quantity.start, end=quantity.start, new=word_added)


# --- dates and names -----------------------------------------------------------------------------------------------

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MONTH = re.compile(rf"[0-9]{{1,2}}(?=月)|{'|'.join(_MONTHS)}")
_DAY = re.compile(rf"[0-9]{{1,2}}(?=日)|(?<![0-9])[0-9]{{1,2}}(?= (?:{'|'.join(_MONTHS)}))")


def _dates(text: str) -> Iterator[Damage]:
    for mention in read_dates(text):
        for how, pattern in (("year", _YEAR), ("month", _MONTH), ("day", _DAY)):
            if found := pattern.search(text, mention.start, min(len(text), mention.end + 10)):
                if found.end() > mention.end:
                    continue
                yield Damage(how=f"date-{how}", start=found.start(), end=found.end(), new=_next(how, found[0]))


def _next(how: str, was: str) -> str:
    if was in _MONTHS:
        return _MONTHS[(_MONTHS.index(was) + 1) % 12]
    return str(int(was) + 1) if how == "year" or int(was) < (12 if how == "month" else 28) else str(int(was) - 1)


def _names(text: str, names: Names, entities: Mapping[str, Entity], known: Set[str], lang: str) -> Iterator[Damage]:
    for mention in names.mentions(text):
        kind = entities[min(mention.entities)].kind
        others = [e for e in entities.values() if e.kind == kind and e.id not in known and e.id not in mention.entities]
        if other := pick(others, text, mention.start):
            yield Damage(how="name", start=mention.start, end=mention.end, new=other.names[lang])


# --- words -----------------------------------------------------------------------------------------------------------

_NEGATION = {
    "en": (
        (r"\b(did|does|do|have|has|had|was|were|is|are|will|would|can|could|may|should) not\b", r"\1"),
        (r"\bno longer ", ""),
        (r"\bcannot\b", "can"), (r"\bnever ", ""), (r"\bdenied\b", "said"), (r"\bwithout\b", "with"),
        (r"\bneither\b", "both"),
    ),
    "zh": (
        ("没有", "有"), ("并非|不是", "是"), ("否认", "承认"), ("(?<!尚)未(?!来)", "已"), ("尚未", "已"),
        ("不(?=会|能|可|应|做|再|愿|想|如|在|涉)", ""), ("无(?=法|需|意)", "有"),
    ),
}  # fmt: skip
_AFFIRMATION = {
    "en": ((r"\b(was|is|had|has|were|would|will|could)\b", r"\1 not"),),
    "zh": (("是", "不是"), ("将", "不会"), ("可以", "不可以"), ("已(?![有经])", "未")),
}
_HEDGE = {
    "en": (
        (r"\b(?:reportedly|perhaps|probably|possibly|allegedly|apparently|likely) ", ""),
        (r"\b[Ii]t was (?:reported|said)(?: in \w+ [0-9]{4})? that ", ""),
        (r"(?<=\bwas )(?:reported|said)(?: in \w+ [0-9]{4})? to be ", ""),
        (r"\bwas (?:reported|said)(?: in \w+ [0-9]{4})? to have\b", "had"),
        (r"\b(?:might|may) (?:already )?be\b", "is"), (r"\b(?:might|may|could) have\b", "had"),
        (r"\b(?:planned|plans|intended|intends|hoped|hopes|expected|aims|aimed|wanted|wants) to\b", "began to"),
        (r", (?:according to|as) [^,.]*(?=\.)", ""), (r"\b(?:said|believed|thought|judged|argued) that ", "knew that "),
    ),
    "zh": (
        ("据报道，?|据称，?|据说，?|有报道称，?|知情人士透露，?|据悉，?", ""),
        ("可能|或许|也许|(?<![者即或])或(?![者许])", ""),
        ("计划(?=[\u4e00-\u9fff])|打算|希望|预计|有望", ""), ("认为", "证实"), ("似乎|大概", ""),
    ),
}  # fmt: skip
_OPPOSITES = {
    "en": (
        "rose/fell", "rise/fall", "joined/left", "larger/smaller", "largest/smallest", "higher/lower", "more/fewer",
        "before/after", "increase/decrease", "increased/decreased", "first/last", "above/below", "from/to",
        "bought/sold",
        "buy/sell", "ahead/behind", "domestic/overseas", "best/worst", "exceed/fall short of",
        "strong/weak", "gained/lost",
        "hired/dismissed", "launched/withdrew", "released/withdrew", "success/failure", "early/late", "most/least",
        "doubled/halved", "double/halve", "with/without", "inside/outside", "entered/left", "open/closed",
    ),
    "zh": (
        "上升/下降", "增长/下降", "加入/离开", "最大/最小", "高于/低于", "超过/不及", "增加/减少", "之前/之后",
        "国内/海外",
        "翻倍/减半", "购买/出售", "领先/落后", "转投/离开", "挖走/辞退", "发布/撤回", "推出/撤下", "成功/失败",
        "最早/最晚",
        "以上/以下", "强/弱", "开源/闭源", "内部/外部", "上线/下线", "第一/末位", "从/向", "卸任/就任", "首次/末次",
    ),
}  # fmt: skip


def _worded(how: str, text: str, patterns: tuple[tuple[str, str], ...]) -> Iterator[Damage]:
    """The first place of each pattern, changed."""
    for pattern, new in patterns:
        if found := re.search(pattern, text):
            yield Damage(how=how, start=found.start(), end=found.end(), new=found.expand(new))


def _turned(text: str, lang: str) -> Iterator[Damage]:
    """Each word of a direction, once, turned into its opposite."""
    for pair in _OPPOSITES[lang]:
        for was, new in (pair.split("/"), pair.split("/")[::-1]):
            if found := re.search(rf"\b{was}\b" if lang == "en" else was, text):
                yield Damage(how="direction", start=found.start(), end=found.end(), new=new)
