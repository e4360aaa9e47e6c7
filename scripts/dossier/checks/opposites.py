"""Opposites: words that go one way or the other, in English and Chinese, and which of them a text has.

A row of the table is a pair: what goes one way, then what goes the other, each in English and in Chinese. A word is the
source of a regular expression that begins with a plain character, so that all of them are looked for in one pass; what
must not stand before it is looked back at from behind it (才(?<!人才)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

OPPOSITES = [
    pair.split("\n")
    for pair in r"""
rise, rose, risen, rising, grew, grow\w*, increas\w*, doubl\w*, gain\w*, rais(?:e|ed|es|ing), expan\w+, widen\w*
fell, fall\w*, declin\w*, decreas\w*, drop, dropped, halv\w*, reduc\w*, lower(?:s|ed|ing), shr[aiu]nk, slow(?:s|ed|ing)
上升 增长 增加 增至 提升 提高 上涨 翻倍 翻番 加大 扩大 扩充 扩张 推高 走高 增多 攀升 加码
下降 下跌 减少 减半 降低 下滑 降至 缩减 缩小 收缩 削减 压缩 减弱 走低 降速 放缓

join\w*, hire[sd]?, hiring, recruit\w*, moved to
left, leav(?:e|es|ing), resign\w*, dismiss\w*, quit, departed
加入 加盟 入职 招聘 招揽 挖走 挖来 引入
离开 离职 出走 辞退 辞职

appoint\w*, took over, took office
stepp?(?:ed|ing|s)? down, gave up the post
就任 上任 出任 接任 升任 任命
卸任 离任 辞去

largest, biggest, highest, first, best, top, most
smallest, lowest, last, worst, fewest, least(?<!at least)
最大 最多 最高 最强 第一 最受欢迎
最小 最少 最低 最弱 末位 最后 最不

more than, over, exceed\w*, above, larger, higher, ahead, surpass\w*, overt(?:ake|ook|aken|aking)
less than, under, below, fewer, smaller, lower, behind, lag\w*, trail\w*, short of
超过 高于 多于 领先 超越 反超 远超
不到 低于 少于 落后 滞后 不足 掉队 不及 逊于

before, earlier, prior
after, later, since
之前 以前 此前 早于
之后 以后 此后 后来 晚于

earlier than, sooner than
later than
早(?!期) 提前 抢先
晚(?!点|间|上|会|年) 推迟 延后

since
until, till
以来 起(?=[，,的就便])
为止

domestic\w*, at home, inside, home-grown
overseas, abroad, outside, worldwide, global(?:ly)?
国内 境内 国产 本土
海外 境外 以外 国外 全球

b[uo]y\w*, bought, purchas\w*
s[eo]ll\w*, sold, sales?
购 买
出售 卖 销售

open\w*, launch\w*, releas\w*, set up, found\w*, unveil\w*, establish\w*
clos(?:e|es|ed|ing), shut\w*, withdr\w*, suspend\w*, dissolv\w*, discontinu\w*
发布 推出 上线 成立 创立 开源 建立 组建
关闭 关停 撤回 撤下 下线 暂停 闭源 解散 叫停

success\w*, succeed\w*, strong\w*, pa(?:id|ys?) off
fail\w*, weak\w*, setback\w*, missteps?
成功 强 回报 奏效
失败 弱 受挫 失误 失利 挫折

upheld, uphold\w*, approv\w*, support\w*
str[iu]c?k\w* down, overturn\w*, overrul\w*, reject\w*, oppos(?:e|es|ed|ing), repeal\w*
维持 批准 支持 赞成
推翻 驳回 撤销 反对 废除

early stage, initial stage, infancy
advanced stage, late stage, mature\w*, final stage
初期 早期 起步 初级
成熟 后期 末期 晚期 尾声

den(?:y|ied|ies), untrue, not true
confirm\w*, admit\w*
否认 不实 驳斥
证实 属实 承认

mainly, mostly, partly, one of, among, some, several, dozens
all of, all the, all its, all their, entire\w*, every\w*, whol\w+, exclusively
主要 大部分 部分 之一 一些 若干 几十 数十
全部 所有 全都 一切

only, merely
freely, whatever
只(?!要) 仅(?<!不仅) 才(?<!人才)(?!能|华|干)
任意 任何 随意

forced, had to, must, can only, able to \w+ only
chose\w*, preferr?\w*, voluntar\w*
被迫 不得不 只能 迫使
选择 自愿 主动

shortages?, scarc\w*, lack\w*, insufficient
sufficient, enough, plent\w*, ample, abundan\w*
紧缺 匮乏 短缺 缺少(?<!不缺少) 缺乏(?<!不缺乏)
充足 足够 充裕 富余

faster, fastest, quick\w*, rapid\w*, accelerat\w*, sp[e]+d\w* up
slow(?:ly|er|ness)?, sluggish\w*, delay\w*
迅速 加快 快速 加速
迟缓 缓慢 迟钝 放慢

optimis\w*, bullish, confiden(?:t|ce|tly)
pessimis\w*, bearish, sceptic\w*
乐观 看好 看多
悲观 看淡 看空 怀疑

advantages?, strengths?
disadvantages?, weakness\w*, shortcomings?
优势 长处
劣势 短板 短处

internal\w*, in-house
external\w*
内部
外部

short-term, short run
long-term, long run
短期
长期

cheap\w*, inexpensive
expensive, costly
便宜 低价 廉价
昂贵 高价 高昂

eas(?:y|ier|ily|iest), simpl\w*
difficult\w*, complicat\w*
容易 简单
困难 难以

allow\w*, permit\w*
ban, bann\w*, forbid\w*, forbade, prohibit\w*
允许 准许
禁止 禁令 被禁 封禁

invest(?:s|ed|ing)?
divest\w*, pull\w* out
投资 注资 入股
撤资 减持 退出

publicly, openly
secret\w*, privately
公开
秘密 私下 暗中

willing\w*, eager
unwilling\w*, reluctan\w*, refus\w*
愿意
不愿 不肯 拒绝
""".strip().split("\n\n")
]
"""Each pair: one way and the other in English, one way and the other in Chinese."""


Way = tuple[int, int]
"""A pair, and which of its two ways."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language: any of them, each as a group, and by the number of its group the ways it goes."""

    any: re.Pattern[str]
    ways: tuple[tuple[Way, ...], ...]


@cache
def _words(lang: str) -> _Words:
    ways: dict[str, list[Way]] = {}
    for pair, (one_en, other_en, one_zh, other_zh) in enumerate(OPPOSITES):
        sides = (one_en.split(", "), other_en.split(", ")) if lang == "en" else (one_zh.split(), other_zh.split())
        for way, words in enumerate(sides):
            for word in words:
                ways.setdefault(word, []).append((pair, way))
    ordered = sorted(ways, key=lambda word: (word[0], -len(word)))  # of two that begin alike, the longer first
    before, after = ("(?<![A-Za-z])", "(?![A-Za-z])") if lang == "en" else ("", "")
    alike = {
        first: "|".join(f"({word[1:]}){after}" for word in words) for first, words in groupby(ordered, itemgetter(0))
    }
    found = f"{before}(?=[{''.join(alike)}])(?:{'|'.join(f'{first}(?:{rest})' for first, rest in alike.items())})"
    return _Words(re.compile(found, re.IGNORECASE), tuple(tuple(ways[word]) for word in ordered))


@cache
def directions(text: str, lang: str) -> Mapping[Way, str]:
    """The ways that a text goes, each with the first word that goes there."""
    words = _words(lang)
    found: dict[Way, str] = {}
    for match in words.any.finditer(text):
        for way in words.ways[(match.lastindex or 1) - 1]:
            found.setdefault(way, match[0])
    return found


def contrary(one: Mapping[Way, str], other: Mapping[Way, str]) -> Iterator[tuple[str, str]]:
    """The words with which one text goes one way of a pair alone, and the other the other alone."""
    for (pair, way), word in one.items():
        back = pair, 1 - way
        if back in other and back not in one and (pair, way) not in other:
            yield word, other[back]
