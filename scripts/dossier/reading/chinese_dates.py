"""Dates as Chinese prints them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .date import HALF_MONTHS, NO_YEAR_WORD, QUARTER_MONTHS, TO, YEAR, Candidate, Date
from .measures import SPACE
from .numerals import HAN_DIGITS, HAN_NUMERALS, han_value, han_year

_HAN_YEAR = f"[一二][九〇零][{HAN_DIGITS}]{{2}}"
_TO_NINE = "[一二三四五六七八九]"
_MONTH = f"(?:1[0-2](?![0-9])|0?[1-9](?![0-9])|十[一二]?|{_TO_NINE})"
_DAY = f"(?:[12][0-9](?![0-9])|3[01](?![0-9])|0?[1-9](?![0-9])|三十一?|二?十{_TO_NINE}?|{_TO_NINE})"
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_HALVES = {"上": 1, "1": 1, "下": 2, "2": 2}
_PARTS = {"底": 12, "末": 12, "初": 1, "中": 6}
_YEARS = {
    "今": "this-year", "去": "last-year", "前": "year-before-last", "明": "next-year", "后": "year-after-next",
    "同": "same-year", "次": "following-year", "翌": "following-year",
}  # fmt: skip

# 2023年11月17日, 今年6月, 6月底, 2024年秋天, 2024年第四季度, 去年底; 1-3月 and 6月9-11日 up to the dash. Any part may
# be missing, and all: what is empty is dropped. What could begin another word is looked at: 年中国 is
# no middle of a year.
_DATE = re.compile(
    rf"""(?=[0-9一二三四五六七八九十今去前明后同次翌上下年第])
    (?:(?<![0-9.A-Za-z])(?P<year>{YEAR})(?:{SPACE}年{NO_YEAR_WORD}|(?={SPACE}[春夏秋冬]|[QH][1-4](?![0-9A-Za-z])))
      |(?<![0-9.A-Za-z])(?P<short_year>[0129][0-9])年(?=[底末初](?![层部气线色盘蕴端步次创级始衷试学中子])|年[底初]|(?:1[0-2]|[1-9])月(?!活)|[上下]半年)
      |(?<![{HAN_DIGITS}十])(?P<han_year>{_HAN_YEAR})年
      |(?<![提以之光清空今大])(?P<relative>[今去前明后同次翌])年(?![轻龄级纪度代])|(?P<this>[今去明])(?=[春夏秋冬](?![游千])))?
    (?P<monthly>(?:的?{SPACE})(?<![0-9.{HAN_DIGITS}十百第每])(?P<month>{_MONTH})
      (?:{SPACE}月(?![球亮饼]|活(?!动))|(?={TO}{_MONTH}{SPACE}月))
      (?:{SPACE}(?P<day>{_DAY})(?:{SPACE}[日号]|(?={TO}{_DAY}{SPACE}[日号])))?)?
    (?P<part>{SPACE}(?<![前上下本这每后])第?(?P<quarter>[1-4一二三四])季度|{SPACE}(?P<half>[上下])半年
      |(?<=[0-9年])(?:Q(?P<in_quarter>[1-4])|H(?P<in_half>[12]))(?![0-9A-Za-z])
      |{SPACE}(?P<season>[春夏秋冬])(?:[季天]|(?![节晚运招风雨城普威令利奥千夏]))
      |年?(?:(?P<end>[底末初])(?![层部气线色盘蕴端步次创级始衷试学中])
        |(?P<middle>中)(?=旬|[,，。、;；：:)]|$|前|后|的))旬?|[上中下]旬)?""",
    re.VERBOSE,
)
_DAY_ALONE = re.compile(r"(?<![0-9.])(?P<day>[12][0-9]|3[01]|[1-9])日(?![活均常本前元内间益报志后游历])")
_WEEKDAYS = {
    "一": "monday", "二": "tuesday", "三": "wednesday", "四": "thursday", "五": "friday", "六": "saturday",
    "日": "sunday", "天": "sunday",
}  # fmt: skip
_WEEKDAY = re.compile(
    r"(?<![上本这下个每一二两三四五六七八九十几数0-9])(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![个次家])"
)
_WHICH = {"上": "last", "本": "this", "这": "this", "下": "next"}
_HAN_WEEK = re.compile(
    r"(?P<which>[上本这下])一?个?(?:(?:周|星期|礼拜)(?P<day>[一二三四五六日天](?![个次家]))?(?![年期边])"
    r"|(?P<month>月)|(?P<quarter>季度))"
)
_WORDS = {
    "recently": "近日|日前|近期|不久前|最近(?!几|[0-9])|近来",
    "recent-days": "最?近几(?:日|天)", "recent-weeks": "最?近几(?:个)?周", "recent-months": "最?近[几数]个?月来?",
    "recent-years": "近年来?|最?近[几些数]年来?|过去[几数]年", "now": "目前|当前|现在|如今|眼下|现阶段",
    "today": "今天|今[早晨晚]|今日(?!头条|新闻)",
    "yesterday": "昨天|昨日|昨晚", "tomorrow": "明天", "day-before-yesterday": "(?<![以目之提])前天",
    "same-day": "当天|当日|同日", "same-month": "当月|同月",
}  # fmt: skip
_RELATIVE = re.compile(
    "(?=[近日最目当现如眼同今昨明前不过])(?:" + "|".join(f"({words})" for words in _WORDS.values()) + ")"
)
_KINDS = tuple(_WORDS)


def chinese_dates(text: str) -> Iterator[Candidate]:
    """Give everything in the folded `text` that could be a date in Chinese, overlaps included."""
    for found in _DATE.finditer(text):
        if found[0] and (date := _date(found)):
            yield *found.span(), date
    for found in _DAY_ALONE.finditer(text):
        yield *found.span(), Date(day=int(found["day"]))
    for found in _HAN_WEEK.finditer(text):
        unit = _WEEKDAYS[found["day"]] if found["day"] else found.lastgroup if found.lastgroup != "which" else "week"
        yield *found.span(), Date(relative=f"{_WHICH[found['which']]}-{unit}")
    for found in _WEEKDAY.finditer(text):
        yield *found.span(), Date(relative=_WEEKDAYS[found["day"]])
    for found in _RELATIVE.finditer(text):
        yield *found.span(), Date(relative=_KINDS[(found.lastindex or 0) - 1])


def _date(found: re.Match[str]) -> Date | None:
    """Return what a match says, or None where it is empty or a part of a year by itself that is none (两年中)."""
    year = int(found["year"]) if found["year"] else han_year(found["han_year"]) if found["han_year"] else None
    if short := found["short_year"]:
        year = int(short) + (1900 if short[0] == "9" else 2000)
    relative = _YEARS.get(found["relative"] or found["this"])
    named = year is not None or relative is not None
    whole = Date(year=year, relative=relative)
    if found["month"]:
        return replace(whole, month=_number(found["month"]), day=_number(found["day"]))
    if quarter := found["quarter"] or found["in_quarter"]:
        return replace(whole, months=QUARTER_MONTHS[_number(quarter) or 0])
    if half := found["half"] or found["in_half"]:
        return replace(whole, months=HALF_MONTHS[_HALVES[half]])
    if found["season"]:
        return replace(whole, season=_SEASONS[found["season"]]) if named else None
    part = found["end"] or found["middle"]
    if part and (named or (found["part"].startswith("年") and not _counts_years(found))):
        return replace(whole, month=_PARTS[part], about=True)
    return whole if named else None


def _counts_years(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 1) : found.start()]
    return before in set(f"0123456789{HAN_NUMERALS}几多半每全")


def _number(numeral: str | None) -> int | None:
    if numeral is None:
        return None
    return int(numeral) if numeral.isdecimal() else int(han_value(numeral) or 0)
