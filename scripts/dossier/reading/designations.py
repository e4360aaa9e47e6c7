"""What has numerals in it and states no amount: names, ordinals, times, list marks, idioms.

All over folded text. `hide` takes what is sure to be none out of sight, place for place; `states` judges a number by
what stands around it.
"""

import re
from collections.abc import Iterable
from functools import cache

from ..characters import A_HAN, HAN
from .amount import Amount
from .measures import CURRENCY_BEFORE, SPACE
from .numerals import HAN_NUMERALS

HIDDEN = "\0"
"""Stands for each code point that is hidden."""

# Idioms and words that a reader of counts would mistake for one: what follows the numeral is a measure word, or the
# numeral is long. Others (百度, 一些, 千问) need no list, since nothing in them is counted.
_IDIOMS = """
    三位一体 五花八门 三番五次 十全十美 千家万户 千人千面 百家争鸣 百年大计 万无一失 千方百计 千军万马 千载难逢 成千上万
    成百上千 千千万万 一五一十 四分五裂 百模大战 三天两头 一年一度 年复一年 万人空巷 亿万 万千 十足 唯一 统一 单一 同一
    专一 进一步 逐一 不一 双十一 百分百 两会 一二线 二三线 三四线 之(?<!分之)一 十分(?![钟之]) 万一(?![千百十])
    千万(?=[别莫勿要]|不(?![到足止等]))
"""
_BEFORE_NUMBER = "version|ver|vol|no|fig|figure|table|chapter|level|phase|page|section|step|part|top|tier|series|v|p|pp"
_EMAIL = r"[\w.+-]{1,64}@[\w.-]{1,64} |"


@cache
def _designations(*, email: bool) -> re.Pattern[str]:
    """The designations; addresses of mail, which are looked for at every letter, only where there can be one.

    What can begin a branch is looked at first, for all branches that begin alike: most places of a text begin none.
    """
    idioms = _IDIOMS.split()
    return re.compile(
        rf"""https?://[!-~]++ | {_EMAIL if email else ""}
        \[\^[^\]\s]{{1,80}}\] | \[[0-9]{{1,3}}\]
        | (?=[0-9 \t(])(?:
            (?<![0-9])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9])                            # 10:34:01
          | ^[ \t]*+(?:\([0-9]{{1,2}}\)|[0-9]{{1,2}}(?:[、)]|\.(?![0-9])))                      # 2、 at a line's start
          | (?<=[；;。])[ ]?[0-9]{{1,2}}、
          | (?<=\n)[ \t]*+[0-9]{{1,3}}[ \t]*+(?=\n)(?!\n{SPACE}[万亿])   # a number alone in its line
          | (?<![0-9.])[0-9]{{1,4}}(?:st|nd|rd|th)(?![A-Za-z])
          | (?<![0-9.])[0-9][05]后                                                             # 95后
          | (?<![0-9.])(?:[1-9]|[12][0-9]|3[01])号 | (?<![0-9.])(?:1[0-9]|2[01])世纪
          | (?<![0-9.,])0[0-9]++(?:\.[A-Za-z]++)?)                                             # 01.AI, 007
        | 第{SPACE}(?:[0-9]{{1,4}}(?:[-–~至到][0-9]{{1,4}})?|[{HAN_NUMERALS}]{{1,8}}(?:[至到][{HAN_NUMERALS}]{{1,8}})?)
        | 前[ ]?(?:[0-9]{{1,4}}|[{HAN_NUMERALS}]{{1,4}})(?=[名强位甲大])
        | 双[0-9]{{2}}(?![0-9])                                                                # 双11
        | (?<![A-Za-z])(?i:(?=[a-z]))(?:
            (?i:{_BEFORE_NUMBER})(?:\.[ ]?|[ -])[0-9]++(?:\.[0-9]++)*+                         # top 3, No. 1
            # MY06, R1, GPT-3, Net5.5G; but two letters or more before a scale are another word: AI100亿
          | (?<![0-9$])(?!{CURRENCY_BEFORE}[0-9])[A-Za-z]++(?:[-_][0-9]|(?<![A-Za-z][A-Za-z])[0-9]
            |[0-9](?![0-9.]{{0,9}}{SPACE}[万亿]))[0-9]*+(?:\.[0-9]++)*+[A-Za-z0-9]*+
          | (?<![0-9$])[A-Za-z]{{1,3}}\.[0-9]++(?:\.[0-9]++)*+(?![万亿0-9]))
        | (?=[{"".join({idiom[0] for idiom in idioms})}])(?<![0-9{HAN_NUMERALS}])(?:{"|".join(idioms)})""",
        re.VERBOSE | re.MULTILINE,
    )


def hide(text: str, pattern: re.Pattern[str] | None = None) -> str:
    """Return the folded `text` with all that `pattern`, or else the patterns of this module, match hidden."""
    return (pattern or _designations(email="@" in text)).sub(lambda found: HIDDEN * len(found[0]), text)


def hide_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with the code points of the `spans`, which are in order, hidden."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], HIDDEN * (end - start))
        at = end
    return "".join((*parts, text[at:]))


_LATIN = re.compile("[A-Za-z_]")
_STOP = (
    "of|or|and|to|in|at|on|by|for|is|are|was|were|have|has|had|as|than|that|which|who|the|from|with|but|will|would|can"
    "|it|its"
)
_NOUN = re.compile(rf"[ \n-](?!(?:{_STOP})(?![A-Za-z]))[A-Za-z]", re.IGNORECASE)
_DETERMINED = re.compile(r"(?<![A-Za-z])(?:the|these|those|all|its|their)[ \n]$", re.IGNORECASE)
_FUNCTION_WORDS = (
    "The|In|By|At|On|From|To|For|With|Of|And|Or|But|About|Around|Nearly|Almost|Over|Some|Its|Their|His|Her|Our|All|Only|Just|Has"
    "|Have|After|Before|Since|Within|Between|As|These|Those|Both|Another|Then|There|That|If|When|While|Up|Under|More|Than|Least"
)
_BRAND_BEFORE = re.compile(rf"(?<![A-Za-z'])(?!(?:{_FUNCTION_WORDS})[ ])[A-Z][A-Za-z]{{0,30}}[ ]$")
# Directly after any other Han character a bare number is a model's or a version's: 大模型3.0.
_INTRODUCES = re.compile(
    "[为是至到达约超近过有的于由从按共仅只增减出中以用了在比占率值数量额户入润价本资龄分计得获前后内外和与及或升降涨跌余多满逾个每]"
    f"|[^A-Za-z_{HAN}\0]"
)


def states(text: str, amount: Amount, *, at: int, marked: bool) -> bool:
    """Say whether the number at `at`, read as `amount`, states one.

    `amount` is the last of a range; `marked` says that a qualifier, a currency or a sign shows a number to be meant.
    """
    match amount.kind:
        case "digits":
            return _digits_state(text, amount, at, marked=marked)
        case "han":
            return _han_states(text, amount, marked=marked)
        case "word":
            return amount.high != 1 and (marked or not amount.bare or _counted(text, amount, at))
        case _:
            return True


def _counted(text: str, amount: Amount, at: int) -> bool:
    return bool(_NOUN.match(text, amount.end) or _DETERMINED.search(text, max(0, at - 8), at))


def _digits_state(text: str, amount: Amount, at: int, *, marked: bool) -> bool:
    printed = text[amount.start : amount.end]
    if printed[-1].isdecimal() and _LATIN.match(text, amount.end):  # 5G, 16e
        return False
    if marked or amount.scale != 1 or amount.unit or "," in printed:
        return True
    if isinstance(amount.counter, tuple) and not text[amount.counter[0]].isascii():
        return True
    if _BRAND_BEFORE.search(text, max(0, at - 34), at):  # Llama 3
        return False
    version = printed.endswith(".0") or (printed.isdecimal() and len(printed) > 6)
    return not amount.bare or (not version and (at == 0 or bool(_INTRODUCES.match(text, at - 1))))


def _han_states(text: str, amount: Amount, *, marked: bool) -> bool:
    if amount.high == 1 and amount.unit != "1":  # 一个, 一家
        return False
    if amount.counter or amount.unit:
        return True
    printed = text[amount.start : amount.end]
    if len(printed) == 1:  # 过百 at the end of a clause, never 接近百度
        return amount.scale != 1 and marked and not A_HAN.match(text, amount.end)
    return amount.scale != 1 or bool(amount.qualifier) or bool({"万", "亿"} & set(printed))
