"""Damage done to the evidence of a fact: its quotation, context, source, speakers and origin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.corpus import Corpus, Located
from dossier.model import Fact
from dossier.place import Place

from .facts import mutant
from .mutants import Mutant, at, listed, pick, rewrite, without_item, without_key
from .words import digits

_OTHER = {
    "的": "地",
    "在": "再",
    "是": "事",
    "将": "讲",
    "为": "维",
    "了": "子",
    "和": "或",
    "有": "由",
    "大": "太",
    "人": "入",
}
_NEGATION = re.compile("(?:没有?|沒有?|未|并非|並非|不(?!断|斷|仅|僅|同|少|过|過)|非(?!常))")
_LAST_WORD = re.compile(r"(?:[A-Za-z0-9.]+|[\u4e00-\u9fff]{1,2})[^\w]*$")
_FIRST_WORD = re.compile(r"^[^\w]*(?:[A-Za-z0-9.]+|[\u4e00-\u9fff]{1,2})")


def of_evidence(corpus: Corpus, fact: Fact, file: str) -> Iterator[Mutant]:
    """Every mutant of a fact's evidence."""
    for i, located in enumerate(corpus.located[fact.id]):
        place = at(fact.place, "evidence", i)
        if located.quote:
            for operator, words in {**_verbatim(corpus, located), **_altered(corpus, located)}.items():
                if words and words != located.evidence.quote:
                    edit = rewrite(at(place, "quote"), file, words)
                    yield mutant(operator, fact, [edit], f"{i} {_short(words)}")
        yield from _attributed(corpus, fact, file, i, place)
        yield from _context(fact, file, i, place)
        if len(fact.evidence) > 1:
            edit = without_item(fact.place, file, "evidence", i)
            yield mutant("evidence-removed", fact, [edit], f"{i} {_short(located.evidence.quote)}")


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:18]}…{words[-18:]}"


def _verbatim(corpus: Corpus, located: Located) -> dict[str, str]:
    """The quotation with other ends: all but the last two are still words of the article."""
    text = corpus.repaired[located.evidence.source].text
    start, end = located.quote or (0, 0)
    quote = text[start:end]
    sentence_end = next((e for s, e in corpus.sentences[located.evidence.source] if s < end <= e), end)
    rest = text[sentence_end : sentence_end + 12].lstrip()
    return {
        "quote-starts-later": text[start + 1 : end],
        "quote-starts-sooner": text[start - 1 : end] if start else "",
        "quote-ends-sooner": text[start : end - 1],
        "quote-ends-later": text[start : end + 1],
        "quote-last-word-cut": _LAST_WORD.sub("", quote),
        "quote-first-word-cut": _FIRST_WORD.sub("", quote),
        "quote-joined": quote + rest[:6].replace("\n", "") if sentence_end > end else "",
        "quote-joined-with-ellipsis": f"{quote[: len(quote) // 2]}…{quote[len(quote) // 2 + 2 :]}"
        if len(quote) > 8
        else "",
    }


def _altered(corpus: Corpus, located: Located) -> dict[str, str]:
    """The quotation in other words than the article's."""
    quote = located.evidence.quote
    found = {}
    places = [i for i, character in enumerate(quote) if character in _OTHER]
    if (place := pick(places, quote)) is not None:
        found["quote-character"] = quote[:place] + _OTHER[quote[place]] + quote[place + 1 :]
    else:
        found["quote-character"] = quote[:-2] + quote[-1] + quote[-2]
    if numeral := pick(list(digits(quote)), quote):
        found["quote-digit"] = quote[: numeral[0]] + numeral[2] + quote[numeral[1] :]
    if negation := _NEGATION.search(quote):
        found["quote-negation-removed"] = quote[: negation.start()] + quote[negation.end() :]
    mentions = corpus.names.mentions(quote)
    if mention := pick(mentions, quote):
        kind = corpus.dossier.entities[min(mention.entities)].kind
        forms = [
            e.names["zh"] for e in corpus.dossier.entities.values() if e.kind == kind and e.id not in mention.entities
        ]
        if form := pick(forms, quote):
            found["quote-name"] = quote[: mention.start] + form + quote[mention.end :]
    return found


def _attributed(corpus: Corpus, fact: Fact, file: str, i: int, place: Place) -> Iterator[Mutant]:
    given, dossier = fact.evidence[i], corpus.dossier
    if source := pick([s for s in dossier.sources if s != given.source], fact.id, i):
        yield mutant(
            "source-swapped", fact, [rewrite(at(place, "source"), file, source)], f"{i} {given.source}→{source}"
        )
    credits = (*dossier.sources[given.source].origins, "unknown")
    foreign = pick([origin for origin in dossier.origins if origin not in credits], fact.id, i)
    for operator, origins in (("origin-uncredited", [foreign]), ("origin-credited", credits)):
        for origin in origins:
            if origin and origin != given.origin:
                edit = rewrite(at(place, "origin"), file, origin)
                excuse = "claims-less" if origin == "unknown" else None
                yield mutant(operator, fact, [edit], f"{i} {given.origin}→{origin}", excuse)
    if given.occurrence:
        for other_place in {given.occurrence + 1, max(1, given.occurrence - 1)} - {given.occurrence}:
            edit = rewrite(at(place, "occurrence"), file, str(other_place))
            yield mutant("occurrence", fact, [edit], f"{i} {given.occurrence}→{other_place}")
    yield from _spoken(corpus, fact, file, i, place)


def _spoken(corpus: Corpus, fact: Fact, file: str, i: int, place: Place) -> Iterator[Mutant]:
    """Each named speaker changed for another of the same kind, or for the article."""
    given, entities = fact.evidence[i], corpus.dossier.entities
    named = [voice for voice in given.said_by if isinstance(voice, str)]
    if len(named) < len(given.said_by):
        return
    in_article = corpus.names.entities(corpus.repaired[given.source].text)
    for j, voice in enumerate(named):
        kind = entities[voice].kind if voice != "article" else "person"
        others = [e.id for e in entities.values() if e.kind == kind and e.id not in named]
        for operator, options in (
            ("speaker-from-elsewhere", [e for e in others if e not in in_article]),
            ("speaker-of-the-article", [e for e in others if e in in_article]),
        ):
            if other := pick(options, fact.id, i, j):
                edit = listed(at(place, "said_by"), file, [*named[:j], other, *named[j + 1 :]])
                yield mutant(operator, fact, [edit], f"{i} {voice}→{other}")
        if voice != "article" and len(named) == 1:
            edit = listed(at(place, "said_by"), file, ["article"])
            yield mutant("speaker-dropped", fact, [edit], f"{i} {voice}→article")


def _context(fact: Fact, file: str, i: int, place: Place) -> Iterator[Mutant]:
    given = fact.evidence[i]
    if given.context:
        words = given.context
        places = [n for n, character in enumerate(words) if character in _OTHER]
        n = pick(places, words)
        altered = words[:-2] + words[-1] + words[-2] if n is None else words[:n] + _OTHER[words[n]] + words[n + 1 :]
        yield mutant(
            "context-character", fact, [rewrite(at(place, "context"), file, altered)], f"{i} {_short(altered)}"
        )
        yield mutant("context-removed", fact, [without_key(place, file, "context")], f"{i}")
    if given.dated:
        year = int(given.dated.from_[:4])
        edit = rewrite(at(place, "dated", "from"), file, f"{year - 1}{given.dated.from_[4:]}")
        yield mutant("dated-year", fact, [edit], f"{i} {given.dated.from_} a year earlier")
        yield mutant("dated-removed", fact, [without_key(place, file, "dated")], f"{i}")
