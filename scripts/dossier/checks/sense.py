"""Sense: what a text denies, doubts or attributes, and which way it goes, read off its words in English and Chinese.

Words cannot be compared across languages, but their kinds can: where the text in one language has a clear mark of such
a kind, the text in the other has some mark of it, however faint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..memory import memory
from ..model import WRITTEN
from .opposites import contrary, directions

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


def unlike(texts: Texts) -> list[tuple[str, str]]:
    """What only one language's text does, and the language: its words deny, doubt or attribute, or go the other way."""
    found: list[tuple[str, str]] = _UNLIKE.recall(
        repr([texts[lang] for lang in WRITTEN]), lambda _: list(_unlike(texts))
    )
    return found


_UNLIKE = memory("unlike")


def _unlike(texts: Texts) -> Iterator[tuple[str, str]]:
    pairs = [(one, other) for one in WRITTEN for other in WRITTEN if one != other]
    for kind in KINDS:
        for one, other in pairs:
            found = kind.clear[one].search(texts[one])
            if found and not kind.faint[other].search(texts[other]):
                yield one, f"only one language {kind.does}: {found[0]!r}"
    one, other = WRITTEN
    for mine, theirs in contrary(directions(texts[one], one), directions(texts[other], other)):
        yield one, f"{mine!r} goes one way, {theirs!r} the other"
