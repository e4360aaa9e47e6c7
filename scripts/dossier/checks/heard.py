"""Heard: what a fact's statement says is what its evidence says.

Chinese is compared with Chinese, both in simplified characters and with names out of sight; the statement in English is
bound to the one in Chinese by the rules of `alike`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import A_HAN, HAN
from ..corpus import Corpus, once, once_for_articles
from ..dates import read_dates
from ..model import WRITTEN, Fact
from ..problems import Problem
from ..quantities import read_quantities
from ..quotes import comparable
from .marks import DEPENDS, GOVERNING, HIDDEN, Said, added, claimed, contrary, expression, reach, said, unnamed
from .rules import of_record, rule
from .statement import evidence_words


@rule("statement", waivable=True)
def statement_turned(corpus: Corpus) -> Iterator[Problem]:
    """Where the evidence goes one way alone (it rises, joins, leads, is early, is upheld), no statement goes the
    other."""
    for fact in found(corpus):
        for language in WRITTEN:
            for word, other in contrary(said(fact.statement[language], language, corpus), [heard(corpus, fact.id)]):
                message = f"{word!r} goes one way, {other!r} in the evidence the other"
                yield of_record("statement-turned", fact, ("statement", language), message)


_CLAUSE = re.compile(f"[^{HAN}]|而|但")
_EMPTY = frozenset("的了是在和与及而其这那有为中对上下里将已也还就并之以")


@rule("statement", waivable=True)
def statement_marks(corpus: Corpus) -> Iterator[Problem]:
    """What the evidence denies, doubts, limits (只, 仅), makes depend on something (如果) or counts as one of several
    (之一), the Chinese statement does not give without such a word; nor does it deny, doubt, limit, rank (第一),
    give a cause (因此) or speak of all, where no word of the evidence does."""
    for fact in found(corpus):
        mine, theirs = claimed(fact.statement["zh"], "zh", corpus), heard(corpus, fact.id)
        for kind, word in added(mine, [said(around(corpus, fact.id), "zh")], GOVERNING):
            message = f"{word!r} {kind}; no word of the evidence does"
            yield of_record("statement-marks", fact, ("statement", "zh"), message)
        for kind in GOVERNING:
            words = list(_dropped(kind, theirs, mine))
            if not words and kind in _ANYWHERE and not mine.faint(kind):
                quoted = "\n".join(each.quote for each in fact.evidence).translate(simplified(corpus, None))
                words = [word] if (word := claimed(quoted, "zh", corpus).clear(kind)) else []
            for word in words:
                message = f"the evidence {kind}, the statement does not: {word!r}"
                yield of_record("statement-marks", fact, ("statement", "zh"), message)


_ANYWHERE = ("denies", "doubts")
"""What a quotation does, its statement does somewhere, whatever words it governs."""


def _dropped(kind: str, theirs: Said, mine: Said) -> Iterator[str]:
    """The first two characters that each word of a kind governs in the evidence, where the statement gives them in
    clauses without such a word; a condition stands in a clause of its own."""
    span = reach(kind) if theirs.clear(kind) else 0
    clauses = [mine.text] if kind == DEPENDS else _CLAUSES.split(mine.text)
    for found in theirs.places(kind) if span else ():
        if span > 0:
            near = _CLAUSE.split(theirs.text[found.end() : found.end() + span], maxsplit=1)[0]
        else:
            near = _CLAUSE.split(theirs.text[max(0, found.start() + span) : found.start()])[-1]
        pairs = (near[i : i + 2] for i in range(len(near) - 1))
        given = next((pair for pair in pairs if pair in mine.text and not _EMPTY & set(pair)), None)
        if given and not any(said(each.replace(given, ""), "zh").faint(kind) for each in clauses if given in each):
            yield found[0] + given if span > 0 else given + found[0]


_CLAUSES = re.compile(r"[，。；！？,.;!?、：:\n…]")

# --- words of our own ------------------------------------------------------------------------------------------------

_OF_OURS = re.compile(f"[{HAN}]{{2,}}")


@rule("statement", waivable=True)
def statement_unheard(corpus: Corpus) -> Iterator[Problem]:
    """A Chinese statement on Chinese articles has no two characters in a row of which neither stands beside its
    neighbour in the evidence or the sentences around it; names, dates, numbers and words of telling aside, what the
    vocabulary calls a measure, its scope and its unit, and words listed as paraphrases of the article's."""
    vocabulary = corpus.dossier.vocabulary
    titles = {each.title["zh"] for each in (*vocabulary.metrics, *vocabulary.scopes, *vocabulary.units)}
    ours = re.compile("|".join([*map(re.escape, sorted(titles, key=len, reverse=True)), expression("ours").pattern]))
    for fact in found(corpus):
        if all(corpus.dossier.sources[each.source].script == "en" for each in fact.evidence):
            continue
        text = fact.statement["zh"]
        spans = [(found.start, found.end) for read in (read_dates, read_quantities) for found in read(text)]
        theirs, mine = around(corpus, fact.id), unnamed(corpus, text, spans)
        for word in corpus.dossier.paraphrases:
            if word.ours in mine and (not word.theirs or any(each in theirs for each in word.theirs)):
                mine = mine.replace(word.ours, HIDDEN * len(word.ours))
        mine = ours.sub(lambda word: HIDDEN * len(word[0]), mine)
        seen = {i + j for i in range(len(mine) - 1) if mine[i : i + 2] in theirs for j in (0, 1)}
        unseen = "".join(HIDDEN if i in seen else character for i, character in enumerate(mine))
        for run in _OF_OURS.findall(unseen):
            message = f"nothing in the evidence is like {run!r}"
            help = "stay with the article’s words, quote the passage that says so, or list it in paraphrases.yml"
            yield of_record("statement-unheard", fact, ("statement", "zh"), message, help=help)


def found(corpus: Corpus) -> Iterator[Fact]:
    """The facts all of whose quotations are found: what others say, no rule can tell."""
    return (fact for fact in corpus.dossier.facts.values() if all(each.quote for each in corpus.located[fact.id]))


@once
def heard(corpus: Corpus, fact: str) -> Said:
    """The quotations and contexts of a fact, in simplified characters, names out of sight."""
    words = "\n".join(evidence_words(corpus.dossier.facts[fact]))
    return said(unnamed(corpus, words).translate(simplified(corpus, None)), "zh")


@once
def around(corpus: Corpus, fact: str) -> str:
    """The quotations, contexts and whole sentences of a fact, in simplified characters."""
    sentences = [corpus.sentence(each.evidence.source, each.quote) for each in corpus.located[fact] if each.quote]
    words = "\n".join([*evidence_words(corpus.dossier.facts[fact]), *sentences])
    return words.translate(simplified(corpus, None)).replace(" ", "")


@once_for_articles
def simplified(corpus: Corpus, _: None) -> dict[int, str]:
    """What each character of the articles is in simplified Chinese."""
    return table_of({character for repaired in corpus.repaired.values() for character in repaired.text})


@once_for_articles
def plain_article(corpus: Corpus, source: str) -> str:
    """An article in simplified characters."""
    return corpus.repaired[source].text.translate(simplified(corpus, None))


def table_of(characters: set[str]) -> dict[int, str]:
    """What each Han character is in simplified Chinese."""
    han = filter(A_HAN.match, characters)
    return {ord(character): plain for character, plain in comparable(han).items() if plain != character}
