"""Roles: who does what to whom, as far as the words around two names tell, in English and Chinese.

A row of the table is what is done, then how English and Chinese say it, one way in a line. ① does it, ② has it done to
them; ~ stands for a few words without a name or a comma, ≈ for a few words of the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..corpus import Corpus, once
from ..memory import memory
from ..model import WRITTEN, Fact, Relation, RelationKind
from ..names import Names
from ..problems import Problem
from .heard import around, simplified
from .rules import of_fact, rule
from .statement import evidence_words

_ROLES = r"""
has
en ①’s (?:(?!of |at |as |with |in |to |for |from |by )[\w-]+ ){0,4}②
en ②,?~(?:head|chief|executive|founder|president|scientist)(?: \w+){0,5} (?:of|at|in) (?:the (?:product )?)?①
en ②,?~(?:members?|manager|minister|charge|architect|unit)(?: \w+){0,5} (?:of|at|in) (?:the )?①
en ②,?~(?:product|model|developers?|version)(?: \w+){0,5} (?:of|at|in) (?:the )?①
en ②(?:,| is| was)(?: one of)? ①’s
en ②(?: \([^)]*\))? is an? ① product
en ② of (?:the )?①
en ② (?:as )?(?:belonging to|belongs to|is part of) ①
zh ①(?:的|旗下的?)?[“"《]?②
zh ①~(?:负责人|CEO|总裁|创始人|科学家|经理|部长|部门|成员|架构师|分析师|实验室|产品|机器人|大模型)[“"《]?②
zh ②[”"》]?(?:产品|团队)?(?:同时)?(?:是|为|任|曾任|担任|原为|升任|于.{4,5}成为|属于)①

leads
en ① (?:headed|led|leads|heads|leading) (?:the )?②
en ② (?:team )?(?:was|is|were) (?:led|headed) by ①
zh ①(?:领导|带领|统领|掌管)的?②
zh ②(?:团队)?由①(?:领导|带领|负责|统领|掌管)

reports to
en ①≈reported to (?:its [\w ]+, )?②
zh ①≈向[^，。]{0,16}②汇报

exceeds
en ①≈(?:overtaken|overtook|exceeded|surpassed|outdid)(?! by)≈②
en ②≈(?:overtaken|exceeded|surpassed|outdone) by ①
zh ①≈(?:超越|超过|远超|领先于?)~②
zh ②~被①(?:反超|超越|超过)

comes later than
en ①~later than ②
zh ①比②[^，。]{0,12}晚

comes earlier than
en ①~earlier than ②
zh ①比②[^，。]{0,12}早

comes close to
en ①≈(?:close to|approach\w*)≈②
zh ①≈接近②

hires
en ① (?:had )?(?:hired|recruited|brought in)(?: away)? ②
zh ①≈(?:挖走|挖来|引进|招揽)了?②
zh ①从②(?:挖走|挖来|引进|招揽)

goes to
en ①≈(?:moved from ~② to|moved to|transferred to|joined) (?:the )?②
zh ①~(?:从②)?(?:转投|加盟|加入|调任为?|调岗[到至])②

leaves
en ①(?: chose to| had)? (?:left|leave|moved from|resigned from) ②
en ①’s (?:departure|move) from ②
zh ①~离开②
zh ①~从②(?:转投|跳槽|出走|离职)

lies before
en from ①~ to ②
zh 从①(?:转投|跳槽|加入|加盟|来)到?②

sells
en ①~(?:sell|sold|sells|sale of) ②
zh ①~出售②

buys
en ①≈(?:buy|bought|buys|purchas\w+)≈②
zh ①≈(?:购买|采购|买到)≈②

is a customer of
en ①~②’s (?:largest |biggest )?(?:customer|buyer)
zh ①~(?:是|为|成为)②[^，。]{0,9}(?:客户|买家|采购方)

releases
en ①~(?:releas|launch|develop|incubat|unveil|test)(?:ed|ing|e)?≈②
zh ①≈(?:发布|推出|开发|研发|孵化|测试|集成)≈②

comprises
en ① (?:comprised|comprises|was divided into|consists of)≈②
zh ①(?:之下|下)?分为~②

sets up
en ① (?:had )?(?:set up|founded|established) (?:the |an? )?②
zh ①~(?:成立|建立|创立|创办)了?~②

appoints
en ① (?:had )?appointed ②
zh ①任命了?②

closes
en ①~(?:clos|shut)(?:e|es|ed|ing|s)?(?: down)?≈②
zh ①≈(?:关闭|关停)②

challenges
en ①~challenger to ②
zh ①~对标②

invests in
en ①~invest(?:s|ed|ing)?~ in ②
zh ①~(?:投资了?|入股)②

tells of
en ①(?:,[^,]{0,50},)? (?:said|says|reported|announced|admitted|revealed|forecast|put|stressed|described|called)≈②
zh ①(?:[0-9]{4}年)?(?:报告|报道|曾)?(?:称|表示|说|认为|透露|坦言|介绍|指出)≈②

serves
en ①~tenant of ②
zh ①~(?:租用|承租)②
"""

ROLES = {row.split("\n")[0] for row in _ROLES.strip().split("\n\n")}
"""What can be done to somebody."""

Did = tuple[str, str, str]
"""Who does what to whom: what, and the ids of two entities."""

_FIRST_NAME, _LAST_NAME = 0xE000, 0xF8FF
_NAME = f"[{chr(_FIRST_NAME)}-{chr(_LAST_NAME)}]"


@cache
def _patterns(lang: str) -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for row in _ROLES.strip().split("\n\n"):
        role, *ways = row.split("\n")
        for way in ways:
            if way.startswith(lang):
                words = way[3:].replace("~", f"[^{_NAME[1:-1]}。；，,;.]{{0,40}}?").replace("≈", "[^。；;\n]{0,60}?")
                words = words.replace("①", f"(?P<one>{_NAME})", 1).replace("②", f"(?P<other>{_NAME})", 1)
                words = words.replace("②", "(?P=other)")
                found.append((role, re.compile(f"(?={words})")))
    return found


def done(text: str, names: Names, lang: str, table: Mapping[int, str] | None = None) -> set[Did]:
    """Who does what to whom in a text, under every reading of each name; `table` makes its other words simplified."""
    mentions = names.mentions(text)[: _LAST_NAME - _FIRST_NAME]
    if len(mentions) < 2:
        return set()
    pieces, at = [], 0
    for i, mention in enumerate(mentions):
        pieces += [text[at : mention.start], chr(_FIRST_NAME + i)]
        at = mention.end
    shown = "".join([*pieces, text[at:]]).translate(table or {})
    read = memory(f"roles-{lang}").recall(shown, lambda shown: list(_done(shown, lang)))
    return {(role, a, b) for role, i, j in read for a in mentions[i].entities for b in mentions[j].entities if a != b}


def _done(shown: str, lang: str) -> Iterator[list[str | int]]:
    for role, pattern in _patterns(lang):
        for found in pattern.finditer(shown):
            yield [role, ord(found["one"]) - _FIRST_NAME, ord(found["other"]) - _FIRST_NAME]


# --- the rules ---------------------------------------------------------------------------------------------------


@rule("statement")
def statement_roles(corpus: Corpus) -> Iterator[Problem]:
    """Who does what to whom — has, leads, hires, overtakes, sells, reports to — a statement does not turn round against
    the evidence or the statement in the other language."""
    for fact in corpus.dossier.facts.values():
        heard = {"the evidence": _heard(corpus, fact), **{lang: _said(corpus, fact, lang) for lang in WRITTEN}}
        for language in WRITTEN:
            turned = {did: where for where, read in heard.items() for did in _turned(heard[language], read)}
            for (role, one, other), where in sorted(turned.items()):
                if where != WRITTEN[0]:  # between the languages, said once
                    where = "the other language" if where in WRITTEN else where
                    message = f"here {one} {role} {other}; in {where} it is the other way round"
                    yield of_fact("statement-roles", fact, ("statement", language), message)


@rule("statement")
def relation_agrees(corpus: Corpus) -> Iterator[Problem]:
    """A relation is not turned round against the evidence, or both statements where that does not tell: what the
    vocabulary says its subject does to its object (`roles`), or the object to the subject (`turned`), and from where to
    where somebody goes."""
    kinds = {kind.id: kind for kind in corpus.dossier.vocabulary.relations}
    for kind in kinds.values():
        if unknown := {*kind.roles, *kind.turned} - ROLES:
            message = f"nobody knows the words for {', '.join(sorted(unknown))}"
            help = f"known: {', '.join(sorted(ROLES))}"
            yield Problem(rule="relation-agrees", at=kind.place.at("id"), subject=kind.id, message=message, help=help)
    for fact in corpus.dossier.facts.values():
        if relation := fact.relation:
            given = _given(kinds[relation.kind], relation)
            turned, *said = (
                set(_turned(given, read))
                for read in (_heard(corpus, fact), *(_said(corpus, fact, lang) for lang in WRITTEN))
            )
            if not given & _heard(corpus, fact):  # else it is the statements that are wrong
                turned |= set.intersection(*said)
            for role, one, other in sorted(turned)[:1]:
                message = f"here {one} {role} {other}; the words have it the other way round"
                yield of_fact("relation-agrees", fact, ("relation",), message)


@rule("statement")
def relation_worded(corpus: Corpus) -> Iterator[Problem]:
    """A relation is of the kind that its words tell: its evidence or its Chinese statement has one of the `words` that
    the vocabulary lists for the kind."""
    kinds = {kind.id: kind for kind in corpus.dossier.vocabulary.relations}
    for fact in corpus.dossier.facts.values():
        if fact.relation and (words := kinds[fact.relation.kind].words):
            said = f"{around(corpus, fact.id)}\n{fact.statement['zh']}"
            if not any(word in said for word in words):
                message = f"no word tells of {fact.relation.kind}: {'、'.join(words)}"
                yield of_fact("relation-worded", fact, ("relation", "kind"), message)


def _turned(one: set[Did], other: set[Did]) -> Iterator[Did]:
    """What one has and the other has only the other way round."""
    for role, a, b in one:
        if (role, b, a) in other and (role, a, b) not in other and (role, b, a) not in one:
            yield role, a, b


def _given(kind: RelationKind, relation: Relation) -> set[Did]:
    """Who does what to whom by a relation."""
    pairs = [(one, other) for one in relation.subject for other in relation.object]
    found = {(role, one, other) for role in kind.roles for one, other in pairs}
    found |= {(role, other, one) for role in kind.turned for one, other in pairs}
    if relation.from_ and relation.to:
        found.add(("lies before", relation.from_, relation.to))
    return found


def _said(corpus: Corpus, fact: Fact, lang: str) -> set[Did]:
    return done(fact.statement[lang], corpus.names, lang)


@once
def _heard(corpus: Corpus, fact: Fact) -> set[Did]:
    """Who does what to whom in the quotations and contexts of a fact."""
    table = simplified(corpus, None)
    return set().union(*(done(words, corpus.names, "zh", table) for words in evidence_words(fact)))
