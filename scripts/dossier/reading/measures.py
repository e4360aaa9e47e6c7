"""What can stand beside a number: scales, currencies, units and measure words, in folded text.

Data for the readers of numbers and dates, as tables and as sources of regular expressions. A measure word that also
begins other words carries a look-ahead that keeps those out: 3 家 is counted, 3000万家庭 is not 3000万 of 家.
"""

import re
from decimal import Decimal

from .numerals import any_word

SPACE = "[ \\t\\n]{0,2}"
"""Regex source for what may part a number from its scale or unit: articles wrap lines anywhere."""

_HAN_POWERS = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "个亿": 8, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4,
    "千": 3, "百": 2,
}  # fmt: skip
_ENGLISH_POWERS = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "mn": 6, "tn": 12,
}  # fmt: skip
HAN_SCALES = {scale: Decimal(10) ** power for scale, power in _HAN_POWERS.items()}
ENGLISH_SCALES = {scale: Decimal(10) ** power for scale, power in _ENGLISH_POWERS.items()}
LETTER_SCALES = {"k": Decimal(10) ** 3, "m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "t": Decimal(10) ** 12}
"""Read so only where a currency stands before the number: $5m, never 5m."""
HAN_SCALE = rf"(?:{'|'.join(HAN_SCALES)})(?!(?<=千)(?:克|瓦|米|赫|字[节]|里))"
ENGLISH_SCALE = rf"(?:{'|'.join(ENGLISH_SCALES)})(?![A-Za-z])"

# ISO 4217 codes. $ and ¥ alone are read as the dollar and the yuan, 元 as the yuan.
_BEFORE = {
    "US$": "USD", "U.S.$": "USD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "$": "USD",
    "RMB": "CNY", "RM": "MYR", "¥": "CNY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "人民币": "CNY",
}  # fmt: skip
_HAN_AFTER = {
    "元人民币": "CNY", "人民币元": "CNY", "人民币": "CNY", "元": "CNY", "块钱": "CNY", "美元": "USD", "美金": "USD",
    "港元": "HKD", "港币": "HKD", "日元": "JPY", "欧元": "EUR", "英镑": "GBP", "韩元": "KRW", "林吉特": "MYR",
    "令吉": "MYR", "马币": "MYR", "新加坡元": "SGD", "新元": "SGD", "澳元": "AUD", "加元": "CAD", "新台币": "TWD",
    "台币": "TWD", "卢比": "INR", "卢布": "RUB",
}  # fmt: skip
_ENGLISH_AFTER = {
    "yuan renminbi": "CNY", "yuan": "CNY", "renminbi": "CNY", "RMB": "CNY", "US dollar": "USD", "U.S. dollar": "USD",
    "American dollar": "USD", "Hong Kong dollar": "HKD", "Singapore dollar": "SGD", "Australian dollar": "AUD",
    "Canadian dollar": "CAD", "New Taiwan dollar": "TWD", "dollar": "USD", "Malaysian ringgit": "MYR", "ringgit": "MYR",
    "euro": "EUR", "pound": "GBP", "Japanese yen": "JPY", "yen": "JPY", "Korean won": "KRW", "Indian rupee": "INR",
    "rupee": "INR", "rouble": "RUB", "ruble": "RUB",
}  # fmt: skip
_CODES = ["CNY", "USD", "MYR", "HKD", "TWD", "SGD", "AUD", "CAD", "JPY", "EUR", "GBP", "KRW", "INR", "RUB"]
CURRENCIES = {
    name.lower(): code for name, code in {**_BEFORE, **_HAN_AFTER, **_ENGLISH_AFTER, **{c: c for c in _CODES}}.items()
}
"""Currency as printed, in lower case, without a plural s, to its ISO 4217 code."""


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


CURRENCY_BEFORE = rf"(?:(?<![A-Za-z])(?:{_any_of([*_BEFORE, *_CODES])})|\$)"
MONEY = re.compile(rf"(?P<name>{CURRENCY_BEFORE}){SPACE}$")
"""Searched up to the number: a currency before it."""
CURRENCY = re.compile(
    rf"(?:{SPACE}(?:{_any_of(list(_HAN_AFTER))})(?![老素旦首件宵])"
    rf"|[ \n-]{{0,2}}(?:of[ \n])?{any_word(_any_of([*_ENGLISH_AFTER, *_CODES]).lower().split('|'))}s?(?![A-Za-z]))",
    re.IGNORECASE,
)
"""Matched after the number: a currency."""


def currency_of(printed: str) -> str:
    """Return the ISO 4217 code of what `CURRENCY` or `MONEY` matched."""
    name = " ".join(printed.strip(" \t\n-").lower().removeprefix("of").split())
    return CURRENCIES.get(name) or CURRENCIES[name.removesuffix("s")]


# A measure word, then after "!" the characters that make another word of it: 3 家 are counted, 3000万家庭 are not.
_MEASURE_WORDS = """
    个月 个半月 个多月 个世纪 个小时 个季度 个工作日 个百分点 个基点 个 家!庭长居电具族用里乡
    名!义为单称誉下牌列叫字气 位!于置居列数 人次 人!民工才选气类均事口力物生格性 款!项待 种!子植 项!目
    次!日年月级要于元 条!件例款 件 台!积湾北阶 部门 部!署分门委队长 辆 艘 架!构 张!罗 份!额 篇
    本!金地土次身科质轮周月年来该应报公人想 册 届 轮!廓 批!准评量发复判 支!持付出撑援配
    只!是有能要为用在占会需不剩 匹!配 座!谈 栋 间!接隔 所!有以在谓得需述属致用占做能提 层!面次级 级
    代!表码号替理言价工 周年 周!年期边末转围报岁 天!使津猫价然才下玑河气 日!活均常本前元益报志程期后内历游新
    年!轻龄薪度报终会化均底初末货级代纪检 小时 分钟 秒!杀 岁 卡!车片通路点塔尔牌里住 块!钱 颗 枚 片!面段区
    套!现利餐 组!建成织合件装 队 场!景地外内所均 处!于理在罚置 户 股!权份东市价票息 席 笔!者记 类!似别型人比
    段!落 节!点省约日奏能 门!槛店户票 集!团合成中体群资结 帧 行!业动为政情李驶程列 字!节样体符母幕 亩 公里
    千米 平方米 平方公里 英寸 吋 纳米 毫米 厘米 米!哈 吨 公斤 千克 克!隆服拉里 千瓦 兆瓦 吉瓦 倍速 百分点
    基点 用户 显卡 参数 员工 巨头
"""
# Only after a small number without a scale: 两大失误 but not 1600亿大单, 两国 but not 100亿国债.
_SMALL_MEASURE_WORDS = "大!会学型模量部家约概陆多厂力 国!内家际产外企有务防会资民庆债货 地!区方位产点铁球图 步!入伐骤行"


def _measures(words: str) -> re.Pattern[str]:
    pairs = [word.partition("!") for word in words.split()]
    guarded = [
        f"{word}(?![{others}])" if others else word for word, _, others in sorted(pairs, key=lambda p: -len(p[0]))
    ]
    return re.compile(f"{SPACE}(?P<word>{'|'.join(guarded)})")


MEASURE = _measures(_MEASURE_WORDS)
SMALL_MEASURE = _measures(_SMALL_MEASURE_WORDS)

# Letters that may be glued to digits; any other letter there makes the whole a name (5G, 16e, H100s).
LETTER_UNIT = (
    "(?:[KMGTPE]i?B|[KMGT]bps|[kMGT]?Hz|[KMGTPE]?FLOPS|TOPS|[kMGT]Wh?|[nµmck]m|[mnµ]?s|kg|tokens?)(?![A-Za-z0-9])"
)
# A counted noun in English: a plural, or one of the few that take no s.
PLURAL = (
    r"(?:percentage[ ]points?|basis[ ]points?|people|men|women|children|staff|personnel"
    r"|(?!(?:this|is|was|has|as|its|his|us|yes|does|goes|says|plus|always|perhaps|times)(?![A-Za-z]))"
    r"(?![A-Za-z]{0,30}(?:ss|us|is)(?![A-Za-z]))[A-Za-z]{2,30}s)(?![A-Za-z'])"
)
