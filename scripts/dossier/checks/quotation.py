"""Quotation: the words are in the article, whole, and nothing that governs them is cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..characters import named
from ..corpus import Corpus, Located, Span, once, once_for_articles
from ..names import Names
from ..problems import Problem
from ..quantities import read_quantities
from ..quotes import difference, find, nearest
from .heard import simplified
from .marks import CLAUSE_END, DEPENDS, expression, said, unnamed
from .rules import evidence, of_evidence, rule


def _passages(located: Located) -> Iterator[tuple[str, str, Span | None]]:
    yield "quote", located.evidence.quote, located.quote
    if located.evidence.context:
        yield "context", located.evidence.context, located.context


@rule("quotation")
def quote_broken(corpus: Corpus) -> Iterator[Problem]:
    """A quotation is one unbroken passage: no line break, no ellipsis of the dossier's own."""
    for located in evidence(corpus):
        for key, words, _ in _passages(located):
            if "\n" in words or words != words.strip():
                message = "a quotation is one passage on one line, without space around it"
                yield of_evidence("quote-broken", located, key, message, help="quote the decisive passage alone")


@rule("quotation")
def quote_altered(corpus: Corpus) -> Iterator[Problem]:
    """The words stand in the article character for character, in its own script."""
    for located, key, words, standing in _not_found(corpus):
        source = located.evidence.source
        if standing and standing.source == source:
            text = corpus.repaired[source].text[slice(*standing.span)]
            start, end = corpus.repaired[source].raw_span(*standing.span)
            shown = text.replace("\n", " ")
            how = f"is written otherwise in {source}" if standing.alike else f"differs from {source}"
            message = f"the {_called(key)} {how}{_strange(words, text)}"
            details = (("yours", words), ("source", f"{shown}   raw {start}–{end}"), ("", difference(words, shown)))
            copy = f'copy the words from the article:  dossier quote {source} "{shown[:12]}"'
            help = _paste(key, text) if standing.alike else copy
            yield of_evidence("quote-altered", located, key, message, details=details, help=help)


@rule("wrong quotation")
def quote_misattributed(corpus: Corpus) -> Iterator[Problem]:
    """The words stand in the article that the evidence names, not in another."""
    for located, key, words, standing in _not_found(corpus):
        if standing and standing.source != located.evidence.source:
            message = f"these words are not in {located.evidence.source}, but in {standing.source}"
            text = corpus.repaired[standing.source].text[slice(*standing.span)]
            paste = "" if text == words else f"; {_paste(key, text)}"
            yield of_evidence("quote-misattributed", located, key, message, help=f"source: {standing.source}{paste}")


@rule("wrong quotation")
def quote_not_found(corpus: Corpus) -> Iterator[Problem]:
    """The words stand in some article, at least nearly."""
    for located, key, words, standing in _not_found(corpus):
        if not standing:
            message = "these words, or any like them, are not in the article"
            help = f"read it:  dossier text {located.evidence.source}"
            yield of_evidence("quote-not-found", located, key, message, details=(("yours", words),), help=help)


def _called(key: str) -> str:
    return "quotation" if key == "quote" else key


def _strange(words: str, text: str) -> str:
    """Which characters of some words a text does not have: those that an eye may miss."""
    names = (named(each) for each in dict.fromkeys(words) if each not in text and not each.isascii())
    strange = [name for name in names if "CJK UNIFIED" not in name]
    return f" (yours has {', '.join(strange)})" if strange else ""


def _paste(key: str, text: str) -> str:
    """What to put into the file."""
    if "\n" in text:
        return "quote one paragraph alone"
    return f"paste  {key}: {json.dumps(text, ensure_ascii=False)}"


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where words stand that are not in their article as they are: the same in another form (`alike`), or like them."""

    source: str
    span: Span
    alike: bool


def _not_found(corpus: Corpus) -> Iterator[tuple[Located, str, str, _Standing | None]]:
    for located in evidence(corpus):
        text = corpus.repaired[located.evidence.source].text
        for key, words, span in _passages(located):
            if span is None and not find(text, words):
                yield located, key, words, _standing(corpus, (located.evidence.source, words))


@once
def _standing(corpus: Corpus, of: tuple[str, str]) -> _Standing | None:
    """Where some words stand that are not in this article as they are."""
    source, words = of
    for other, repaired in corpus.repaired.items():
        for start in find(repaired.text, words):
            return _Standing(other, (start, start + len(words)), alike=True)
    if found := corpus.loosely(source, words):
        return _Standing(source, found[0], alike=True)
    if near := nearest({source: corpus.repaired[source].text}, words):
        return _Standing(source, (near.start, near.end), alike=False)
    for other in corpus.repaired:
        if found := corpus.loosely(other, words):
            return _Standing(other, found[0], alike=True)
    return None


@rule("quotation")
def quote_ambiguous(corpus: Corpus) -> Iterator[Problem]:
    """Words that stand in the article more than once name their occurrence; words that stand once do not."""
    for located in evidence(corpus):
        count = len(find(corpus.repaired[located.evidence.source].text, located.evidence.quote))
        occurrence = located.evidence.occurrence
        if count > 1 and not (occurrence and 1 <= occurrence <= count):
            message = f"these words stand {count} times in {located.evidence.source}"
            help = "quote more of the sentence, or name which: occurrence: 1"
            yield of_evidence("quote-ambiguous", located, "quote", message, help=help)
        elif count == 1 and occurrence is not None:
            message = "these words stand only once"
            yield of_evidence("quote-ambiguous", located, "occurrence", message, help="remove the key")


@rule("quotation")
def quote_outside(corpus: Corpus) -> Iterator[Problem]:
    """Quotations come from the article's body, not from the page furniture around it."""
    for located in evidence(corpus):
        for key, _, span in _passages(located):
            source = located.evidence.source
            if span and None not in corpus.bodies[source] and not corpus.in_body(source, span):
                message = f"these words are outside the body of {source}"
                yield of_evidence("quote-outside", located, key, message, help="quote the article itself")


@rule("quotation")
def quote_repair_cut(corpus: Corpus) -> Iterator[Problem]:
    """A quotation never begins or ends inside a repaired passage: its span in the raw file would not be its own."""
    for located in evidence(corpus):
        repaired = corpus.repaired[located.evidence.source]
        for key, _, span in _passages(located):
            if span and (whole := repaired.repaired_span(*repaired.raw_span(*span))) != span:
                message = f"the {_called(key)} cuts through a repaired passage"
                help = f"take in the whole of it: {repaired.text[slice(*whole)]}"
                yield of_evidence("quote-repair-cut", located, key, message, help=help)


@rule("quotation", waivable=True)
def quote_cut(corpus: Corpus) -> Iterator[Problem]:
    """A quotation never begins or ends inside a number with its currency, sign and scale, a Latin word or a
    name."""
    for located in evidence(corpus):
        for key, _, span in _passages(located):
            for edge in span or ():
                if cut := _whole(corpus, located.evidence.source).get(edge):
                    message = f"the {_called(key)} cuts through {cut}"
                    yield of_evidence("quote-cut", located, key, message, help=f"take in the whole of it: {cut}")


_LETTER = r"[^\W\d_\u2e80-\U0003ffff][\u0300-\u036f]*"
_WORD = re.compile(
    rf"{_LETTER}(?:[0-9'’.-]|{_LETTER})*(?:[0-9]|{_LETTER})|[-−－+±]?\d[\d.,，．]*|.[\u0300-\u036f\ufe00-\ufe0f\u200d]+"
)
"""A word of letters, whatever their script; the digits of a number, with its sign; what is set upon a character."""


@once_for_articles
def _whole(corpus: Corpus, source: str) -> dict[int, str]:
    return unbreakable(corpus.repaired[source].text, corpus.names)


def unbreakable(text: str, names: Names) -> dict[int, str]:
    """What stands astride each place of a text where it must not be cut: the longest such thing."""
    spans = [found.span() for found in _WORD.finditer(text)]
    spans += [(quantity.start, quantity.end) for quantity in read_quantities(text)]
    spans += [(mention.start, mention.end) for mention in names.mentions(text)]
    spans = [(start, end) for start, end in spans if "\n" not in text[start:end]]
    spans.sort(key=lambda span: span[1] - span[0])
    return {place: text[start:end] for start, end in spans for place in range(start + 1, end)}


@rule("quotation", waivable=True)
def quote_hedge_cut(corpus: Corpus) -> Iterator[Problem]:
    """No word that governs the quoted words is cut off, unless the context has it: a negation, doubt, limit, plan or
    hearsay before them in their clause, a condition (如果) before them in their sentence, 之一 or 左右 right behind, a
    denial (报道不实) in the rest of their sentence."""
    table = simplified(corpus, None)
    for located in evidence(corpus):
        if not located.quote:
            continue
        beside = corpus.beside(located.evidence.source, located.quote)
        before, after = (unnamed(corpus, words).translate(table) for words in beside)
        starts = (located.quote[0] - len(before), located.quote[1])
        for cut, start, end in zip(left_off(before, after), starts, ("begin", "end"), strict=True):
            if cut and not _within(start + cut.start(), located.context):
                word = cut[0].strip()
                message = f"the quotation leaves off {word!r}, which governs it"
                help = f"{end} with {word}, or quote it as context"
                yield of_evidence("quote-hedge-cut", located, "quote", message, help=help)


def left_off(before: str, after: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The words that govern a quotation from what stands before it in its sentence, and from behind it."""
    clause = max((end.end() for end in CLAUSE_END.finditer(before)), default=0)
    first, second = (expression("cuts", name) for name in ("before", "governs"))
    kinds = (next(said(before, "zh").places(kind, clause if kind != DEPENDS else 0), None) for kind in _KINDS)
    last, denied = (expression("cuts", name) for name in ("behind", "denies"))
    return (
        next(filter(None, kinds), None) or second.search(before, clause) or first.search(before),
        last.match(after) or denied.search(after),
    )


_KINDS = ("denies", "doubts", "limits", DEPENDS)


def _within(place: int, span: Span | None) -> bool:
    return span is not None and span[0] <= place < span[1]
