"""The words around an amount that change what it says: qualifiers, a currency before it, a minus sign."""

import re
from dataclasses import dataclass, replace

from ..characters import HAN
from .measures import MONEY, currency_of

# In Chinese and in English: an English one is looked for only where a letter stands.
_NOT, _NOR = "(?:不|未能?|没有?|没能)", "(?:not|never|n't|failed to|without) (?:ever )?"
_LEADING = {
    "at-most": (
        f"至多|最多|{_NOT}(?:超过?|超出|突破|多于|高于|大于)|≤|<=",
        f"at most|(?:no|not) (?:more|higher|greater|larger) than|a maximum of|{_NOR}(?:exceed|surpass)(?:s|es|ed|ing)?"
        f"|{_NOR}(?:over|above)",
    ),
    "at-least": (
        f"(?:至少|最少|起码)[已经有要需达发布推出投入可以会能将在是为了获得拥]{{0,5}}|{_NOT}(?:少于|低于|小于)|不下于?|≥|>=",
        f"at least|(?:no|not) (?:less|fewer|lower|smaller) than|a minimum of|{_NOR}(?:under|below)",
    ),
    "over": (
        "超过了?|超出|(?<![反赶])远?超|逾|多于|大于|高于|突破|不止|不只|>",
        "more than|over|in excess of|exceed(?:s|ed|ing)?|upwards of|above|greater than|surpass(?:es|ed|ing)?"
        "|(?:well|just) over",
    ),
    "under": (
        "(?<![看想找达做收见听得])不到|不足|低于|少于|小于|不满|未满|不及|(?:未能?|没有?|没能)(?:达到?|到)|<",
        "(?:just )?under|less than|fewer than|below",
    ),
    "up-to": ("高达|多达|最高达?|可达|长达", "up to|as (?:much|many|high) as"),
    "nearly": (
        "接近|将近|近乎|几乎|逼近|直逼|趋近|(?<![附最邻靠临亲])近",
        "nearly|almost|close to|approaching|just shy of",
    ),
    "about": (
        "[才仅只]?(?<![签契预节违条纽])(?:(?<!合)|(?<=折合))(?:大)?约[在为有合达是占]?|大概|大致|约莫|差不多|[~≈]",
        "about|around|roughly|approximately|approx\\.|circa|some|an estimated",
    ),
}
_KINDS = tuple(_LEADING)
# A quotation mark or Markdown's emphasis may stand between: 至少“十条街”.
_LEAD = re.compile(
    rf"(?:{'|'.join(f'({han}|(?=[a-z])(?<![A-Za-z])(?:{latin}))' for han, latin in _LEADING.values())})"
    '[ \\n"“「『*]{0,3}$',
    re.IGNORECASE,
)
_OVER_UNITS = re.compile("(?:(?<![经通度不超透])过|(?<![线网路以])上|破)[ ]?$")
_UNITS_ALONE = re.compile("[十百千万亿半]")
# 超过预训练消耗的60%: what a share is of may stand between.
_FAR = re.compile(
    f"(?:(?P<at_most>{_NOT}(?:超过|高于))|(?P<over>超过|高于|逾)|(?P<under>不到|不足|低于)|(?P<nearly>接近)|(?P<about>约占))"
    f"[{HAN}A-Za-z ]{{1,12}}的[ ]?$"
)
# A hyphen is a minus at the very start, after a space or after what introduces a number; in a new line it is a bullet.
_MINUS = re.compile(r"(?:负|(?<![A-Za-z])minus[ ]|(?:(?<=[ (为是至到达率速长幅降=:])|(?<![\s\S]))-)$", re.IGNORECASE)
_TAIL = re.compile(
    rf"[ ]?(?:(?P<about>左右|上下|or[ ]so(?![A-Za-z]))|(?P<at_least>(?:[{HAN}]{{0,4}}规模)?以上"
    r"|(?<=元)起(?![来步源码点])|or[ ](?:more|above|higher|over|greater)(?![A-Za-z])"
    r"|and[ ](?:up|above|more)(?![A-Za-z])|\+|-plus(?![A-Za-z]))"
    r"|(?P<over>开外|出头|有余)|(?P<up_to>之多)"
    r"|(?P<under>以下|不到(?![位期场达点0-9一二两三四五六七八九十百千万亿半]))"
    r"|(?P<at_most>以内|之内|or[ ](?:less|fewer|lower|below|under)(?![A-Za-z])))"
)
_REACH = 28  # no lead is longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What stands before an amount, from `start` on."""

    start: int
    qualifiers: tuple[str, ...] = ()
    currency: str | None = None
    negative: bool = False


def lead_of(text: str, at: int, floor: int) -> Lead:
    """Return what leads up to the number at `at` in the folded `text`, nothing before `floor` included."""
    start, qualifiers, currency, negative = at, [], None, False
    if found := _MINUS.search(text, max(floor, at - 8), at):
        start, negative = found.start(), True
    if _UNITS_ALONE.match(text, at) and (found := _OVER_UNITS.search(text, max(floor, at - 2), at)):
        return Lead(start=found.start(), qualifiers=("over",))
    for _ in range(3):
        low = max(floor, start - _REACH)
        if not currency and (found := MONEY.search(text, low, start)):
            currency = currency_of(found["name"])
        elif found := _LEAD.search(text, low, start):
            qualifiers.append(_KINDS[(found.lastindex or 0) - 1])
        else:
            break
        start = found.start()
    return Lead(start=start, qualifiers=tuple(qualifiers), currency=currency, negative=negative)


def share_lead(text: str, lead: Lead, floor: int) -> Lead:
    """Return the lead of a share, whose qualifier may stand before what it is a share of."""
    found = None if lead.qualifiers else _FAR.search(text, max(floor, lead.start - _REACH), lead.start)
    return replace(lead, start=found.start(), qualifiers=(_kind(found),)) if found else lead


def tail_of(text: str, end: int) -> tuple[int, tuple[str, ...]]:
    """Return where the qualifier that follows an amount ends, and which it is."""
    found = _TAIL.match(text, end)
    return (found.end(), (_kind(found),)) if found else (end, ())


def _kind(found: re.Match[str]) -> str:
    return str(found.lastgroup).replace("_", "-")
