"""Sense: what a text denies, doubts or attributes, and which way it goes, read off its words in English and Chinese.

Words cannot be compared across languages, but their kinds can: where the text in one language has a clear mark of such
a kind, the text in the other has some mark of it, however faint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import WRITTEN

Texts = Mapping[str, str]
"""A text by written language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """By language, what clearly is of a kind, and what may be."""

    does: str
    clear: Mapping[str, re.Pattern[str]]
    faint: Mapping[str, re.Pattern[str]]


def _kind(does: str, *, en: tuple[str, str], zh: tuple[str, str]) -> Kind:
    clear, faint = ({"en": re.compile(e, re.IGNORECASE), "zh": re.compile(z)} for e, z in zip(en, zh, strict=True))
    return Kind(does=does, clear=clear, faint=faint)


KINDS = (
    _kind(
        "denies",
        en=(
            r"\b(?:not|never(?!-ending)|cannot|no longer|without(?! doubt)|neither|denied)\b|n['’]t\b",
            r"\bnot?\b|n['’]t\b|never|without|den(?:y|ied|ies)|neither|nor\b|none|lack|fail|cannot|nobody|nothing|unless|"
            r"instead of|rather than|\bun(?!der|it|til|iv|ion)\w+|\bincomplete|\bless\b|overlook|except|\bby about\b",
        ),
        zh=(
            r"(?<!得)不(?!断|仅|同|少|过|止|久|只|可或缺|论|管|满|得不|惜|乏|在少数|晚于|早于)|没有?|未(?!来)|否认|并非|尚待"
            r"|无(?!疑|论|锡|人|数|限|边|线)",
            r"不|没|未|无|非|否|勿|尚待|缺|卸任|直至",
        ),
    ),
    _kind(
        "doubts",
        en=(
            r"\b(?:might|may(?! [0-9])|perhaps|possibly|probably|likely|seem(?:s|ed)?|suspect(?:s|ed)?)\b",
            r"might|\bmay\b|could|perhaps|possib|probab|likely|seem|suspect|chance|potential|fear",
        ),
        zh=(r"可能|或许|也许|似乎|恐怕|大概|料将", r"可能|或|也许|似|恐|大概|疑|料|想必|推测"),
    ),
    _kind(
        "attributes",
        en=(
            r"\b(?:said|says|reported(?! to (?-i:[A-Z])|[.;]|$)|reportedly|according to|citing|told|announced|judged"
            r"|argued|described|admitted|acknowledged|disclosed|retold|estimated|explained|denied|suggested|stressed)\b",
            r"said|say\b|says|report|accord|cit(?:es|ed|ing)|told|tell|announc|judg|argu|call|held|wr[io]te|describ|admi|"
            r"acknowledg|disclos|retell|estimat|credit|explain|den[yi]|view\b|\bput\b|believ|th(?:ink|ought)|consider|"
            r"suggest|point|claim|regard|express|recogni|account|assess|stress|article|commentary|hopes?\b|doubt|answer|"
            r"saw\b|sees\b|names?\b|\bread|praise|predict|attribut|counts?\b|treat|look|found\b|lists?\b|speaks?|spoke|warn|"
            r"kn[eo]w|remark|printed|unnamed|\bgives?\b|\bhas it\b|tale\b|story\b|\badd(?:s|ed)\b",
        ),
        zh=(
            r"称(?!为|号|之)|(?<![小学])说(?!明|服|法不)|据(?![点中库为]|统计|说|编者)(?<!数据)(?<!根据)|表示|认为|报道|透露|披露"
            r"|宣布|指出|坦言|承认|看来|援引|引述|转述|否认|强调",
            r"称|说|据|表示|认为|报道|透露|披露|介绍|宣布|指出|坦言|承认|看来|援引|引述|转述|评论|描述|解释|提到|否认|强调|所述|看作"
            r"|看好|提出|文章|交代|推测|估",
        ),
    ),
)

SAID = KINDS[2].faint
"""What may be a mark that somebody says so."""

OPPOSITES = (
    (
        (r"r[oi]se|risen|rising|grew|grow\w*|increas\w*|doubl\w*|gain\w*", "上升|增长|增加|提升|提高|上涨|翻倍|翻番"),
        (r"f[ae]ll|fallen|declin\w*|decreas\w*|drop\w*|halv\w*", "下降|下跌|减少|减半|降低|下滑|降至"),
    ),
    (
        (r"join\w*|hire[sd]?|hiring|recruit\w*|moved to", "加入|加盟|招聘|招揽|挖走|挖来"),
        (r"left|leav\w*|resign\w*|dismiss\w*|quit", "离开|离职|离任|出走|辞退"),
    ),
    (
        (r"largest|biggest|highest|first|best|top|most", "最大|最多|最高|最强|第一"),
        (r"smallest|lowest|last|worst|fewest|least", "最小|最少|最低|最弱|末位|最后"),
    ),
    (
        (r"more than|over|exceed\w*|above|larger|higher|ahead|surpass\w*|overt\w+", "超过|高于|多于|领先|超越"),
        (
            r"less than|under|below|fewer|smaller|lower|behind|lag\w*|trail\w*|short of",
            "不到|低于|少于|落后|滞后|不足|掉队|不及",
        ),
    ),
    ((r"before|earlier|prior", "之前|以前|此前"), (r"after|later|since", "之后|以后|此后|后来")),
    ((r"domestic\w*|at home|inside", "国内|境内"), (r"overseas|abroad|outside", "海外|境外|以外|国外")),
    ((r"b[uo]y\w*|bought|purchas\w*", "购|买"), (r"s[eo]ll\w*|sold|sales?", "出售|卖|销售")),
    (
        (r"open\w*|launch\w*|releas\w*|set up|found\w*|unveil\w*", "发布|推出|上线|成立|创立|开源"),
        (r"clos\w*|shut\w*|withdr\w*|suspend\w*", "关闭|关停|撤回|撤下|下线|暂停|闭源"),
    ),
    ((r"success\w*|succeed\w*|strong\w*", "成功|强"), (r"fail\w*|weak\w*|setback\w*", "失败|弱|受挫")),
)
"""Pairs of opposites, each in English and Chinese: a text that has the one and not the other has a direction."""
_OPPOSITES = tuple(
    tuple({"en": re.compile(rf"\b(?:{en})\b", re.IGNORECASE), "zh": re.compile(zh)} for en, zh in pair)
    for pair in OPPOSITES
)


def unlike(texts: Texts) -> Iterator[tuple[str, str]]:
    """What only one language's text does, and the language: its words deny, doubt or attribute, or go the other way."""
    pairs = [(one, other) for one in WRITTEN for other in WRITTEN if one != other]
    for kind in KINDS:
        for one, other in pairs:
            found = kind.clear[one].search(texts[one])
            if found and not kind.faint[other].search(texts[other]):
                yield one, f"only one language {kind.does}: {found[0]!r}"
    for first, second in _OPPOSITES:
        one, other = WRITTEN
        theirs = first[other].search(texts[other]), second[other].search(texts[other])
        if bool(theirs[0]) == bool(theirs[1]):
            continue
        forth, back = (second, first) if theirs[0] else (first, second)
        if (words := forth[one].search(texts[one])) and not back[one].search(texts[one]):
            yield one, f"{words[0]!r} goes one way, the other language the other"
