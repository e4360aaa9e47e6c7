"""Roles: who does what to whom, as far as the words around two names tell, by the table `words/marks.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..corpus import Corpus, once
from ..memory import memory
from ..model import WRITTEN, Fact, Relation, RelationKind
from ..names import Mention, Names
from ..problems import Problem
from .heard import around, simplified
from .marks import listed
from .rules import of_record, rule
from .statement import evidence_words

Did = tuple[str, str, str]
"""Who does what to whom: what, and the ids of two entities."""

FIRST, _LAST = 0xE000, 0xF8FF
_NAME = f"[{chr(FIRST)}-{chr(_LAST)}]"


@cache
def _patterns(lang: str) -> list[tuple[str, re.Pattern[str]]]:
    ways = [(role, way) for role, ways in listed()["roles"].items() for way in ways[lang].splitlines()]
    return [(role, re.compile(f"(?={among_names(way)})")) for role, way in ways]


def among_names(way: str) -> str:
    """An expression of the table as one for a text whose names are `signed`."""
    way = way.replace("~", "[^①。；，,;.]{0,40}?").replace("≈", "[^。；;\n]{0,60}?").replace("[^①", f"[^{_NAME[1:-1]}")
    way = way.replace("①", f"(?P<one>{_NAME})", 1).replace("②", f"(?P<other>{_NAME})", 1)
    return way.replace("②", "(?P=other)")


def signed(text: str, names: Names) -> tuple[str, tuple[Mention, ...]]:
    """A text with one sign for each name in it, and what they stand for: the first for the sign `FIRST`, and so on."""
    mentions = names.mentions(text)[: _LAST - FIRST]
    for i, mention in reversed([*enumerate(mentions)]):
        text = text[: mention.start] + chr(FIRST + i) + text[mention.end :]
    return text, mentions


def done(text: str, names: Names, lang: str, table: Mapping[int, str] | None = None) -> set[Did]:
    """Who does what to whom in a text, under every reading of each name; `table` makes its other words simplified."""
    shown, mentions = signed(text, names)
    if len(mentions) < 2:
        return set()
    read = memory(f"roles-{lang}").recall(shown.translate(table or {}), lambda shown: list(_done(shown, lang)))
    return {(role, a, b) for role, i, j in read for a in mentions[i].entities for b in mentions[j].entities if a != b}


def _done(shown: str, lang: str) -> Iterator[list[str | int]]:
    for role, pattern in _patterns(lang):
        for found in pattern.finditer(shown):
            yield [role, ord(found["one"]) - FIRST, ord(found["other"]) - FIRST]


# --- the rules ---------------------------------------------------------------------------------------------------


@rule("statement", waivable=True)
def statement_roles(corpus: Corpus) -> Iterator[Problem]:
    """Who does what to whom — has, leads, hires, overtakes, sells, reports to — a statement does not turn round against
    the evidence or the statement in the other language."""
    for fact in corpus.dossier.facts.values():
        heard = {"the evidence": _heard(corpus, fact), **{lang: _said(corpus, fact, lang) for lang in WRITTEN}}
        for language in WRITTEN:
            turned = {did: where for where, read in heard.items() for did in turned_round(heard[language], read)}
            for (role, one, other), where in sorted(turned.items()):
                if where != WRITTEN[0]:  # between the languages, said once
                    where = "the other language" if where in WRITTEN else where
                    message = f"here {one} {role} {other}; in {where} it is the other way round"
                    yield of_record("statement-roles", fact, ("statement", language), message)


@rule("statement", waivable=True)
def relation_agrees(corpus: Corpus) -> Iterator[Problem]:
    """A relation is not turned round against the evidence, or both statements where that does not tell: what the
    vocabulary says its subject does to its object (`roles`), or the object to the subject (`turned`), and from where to
    where somebody goes."""
    kinds = {kind.id: kind for kind in corpus.dossier.vocabulary.relations}
    for kind in kinds.values():
        if unknown := {*kind.roles, *kind.turned} - listed()["roles"].keys():
            message = f"nobody knows the words for {', '.join(sorted(unknown))}"
            help = "known: " + ", ".join(sorted(listed()["roles"]))
            yield of_record("relation-agrees", kind, ("id",), message, help=help)
    for fact in corpus.dossier.facts.values():
        if relation := fact.relation:
            given = _given(kinds[relation.kind], relation)
            turned, *said = (
                set(turned_round(given, read))
                for read in (_heard(corpus, fact), *(_said(corpus, fact, lang) for lang in WRITTEN))
            )
            if not given & _heard(corpus, fact):  # else it is the statements that are wrong
                turned |= set.intersection(*said)
            for role, one, other in sorted(turned)[:1]:
                message = f"here {one} {role} {other}; the words have it the other way round"
                yield of_record("relation-agrees", fact, ("relation",), message)


@rule("statement", waivable=True)
def relation_worded(corpus: Corpus) -> Iterator[Problem]:
    """A relation is of the kind that its words tell: its evidence or its Chinese statement has one of the `words` that
    the vocabulary lists for the kind."""
    kinds = {kind.id: kind for kind in corpus.dossier.vocabulary.relations}
    for fact in corpus.dossier.facts.values():
        if fact.relation and (listed := kinds[fact.relation.kind].words):
            told = f"{around(corpus, fact.id)}\n{fact.statement['zh']}"
            if not any(word in told for word in listed):
                message = f"no word tells of {fact.relation.kind}: {'、'.join(listed)}"
                yield of_record("relation-worded", fact, ("relation", "kind"), message)


def turned_round(one: set[Did], other: set[Did]) -> Iterator[Did]:
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
    return set().union(*(done(told, corpus.names, "zh", table) for told in evidence_words(fact)))
