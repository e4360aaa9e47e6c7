"""Coverage: nothing that an article says is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpus import Corpus, Span
from ..coverage import Sentence, asides, coverage, facts
from ..dates import read_dates
from ..model import Fact, SetAside, Source
from ..problems import Problem
from ..quantities import read_quantities
from .date import stated_dates
from .heard import simplified
from .marks import ATTRIBUTES, said
from .rules import of_record, rule
from .statement import evidence_words, fact_entities, supported

FURNITURE, REPEAT = "furniture", "repeat"
"""The reasons that may set aside what looks like a claim; any other that a dossier lists may not."""

FEW = 5
"""So many sentences are shown of those that nothing accounts for."""
_VAGUE = {"now", "recently"}
_FULL_STOP = re.compile("[。！？；!?;]")


@rule("coverage")
def sentence_unaccounted(corpus: Corpus) -> Iterator[Problem]:
    """Every sentence of every article's body is cited by a fact, or set aside with a reason."""
    for source in _settled(corpus):
        left = [sentence for sentence in coverage(corpus, source.id) if sentence.state == "unaccounted"]
        if left:
            what = "a sentence of the article is" if len(left) == 1 else f"{len(left)} sentences of the article are"
            message = f"{what} neither cited nor set aside"
            told = [(f"raw {_raw(corpus, source, each.span)}", _words(corpus, source, each.span)) for each in left]
            details = (*told[:FEW], *([("…", f"and {len(left) - FEW} more")] if len(left) > FEW else []))
            help = f"quote each in a fact (dossier suggest {source.id} gives the commands), or list it in set_aside: "
            help += "{quote: …, reason: …}"
            path = ("body", left[0].passage)
            yield of_record("sentence-unaccounted", source, path, message, details=details, help=help)


@rule("coverage")
def number_uncited(corpus: Corpus) -> Iterator[Problem]:
    """Every number and date of a body stands in a quotation, or in a sentence that is set aside."""
    for source, sentence in _sentences(corpus):
        if not sentence.cited:
            continue
        quoted = [located.quote for located in sentence.quoted if located.quote]
        for start, end in _numbers(_words(corpus, source, sentence.span)):
            span = sentence.span[0] + start, sentence.span[0] + end
            if not any(quote[0] <= span[0] and span[1] <= quote[1] for quote in quoted):
                details = (
                    ("sentence", _words(corpus, source, sentence.span)),
                    ("raw", _raw(corpus, source, span)),
                    ("cited by", ", ".join(facts(sentence))),
                )
                path, message = ("body", sentence.passage), f"no quotation holds {_words(corpus, source, span)!r}"
                help = "quote what it belongs to, in a fact of its own where it is another claim"
                yield of_record("number-uncited", source, path, message, details=details, help=help)


@rule("coverage")
def set_aside_whole(corpus: Corpus) -> Iterator[Problem]:
    """What is set aside is one or more whole sentences of the body."""
    for source, i, _, span in _asides(corpus):
        sentences = [each.span for each in coverage(corpus, source.id)]
        if span[0] not in {start for start, _ in sentences} or span[1] not in {end for _, end in sentences}:
            touched = corpus.sentence(source.id, span).replace("\n", " ")
            message = "what is set aside does not begin and end with sentences of the body"
            yield of_record(
                "set-aside-whole", source, ("set_aside", i, "quote"), message, details=(("sentences", touched),)
            )


@rule("coverage")
def set_aside_cited(corpus: Corpus) -> Iterator[Problem]:
    """What is set aside is not cited."""
    for source, i, _, span in _asides(corpus):
        inside = [each for each in coverage(corpus, source.id) if each.span[0] < span[1] and span[0] < each.span[1]]
        for sentence in inside:
            if sentence.cited:
                message = f"a sentence that is set aside is cited by {', '.join(facts(sentence))}"
                details = (("sentence", _words(corpus, source, sentence.span)),)
                help = "set aside only what is not cited"
                yield of_record(
                    "set-aside-cited", source, ("set_aside", i, "quote"), message, details=details, help=help
                )


@rule("coverage")
def set_aside_claim(corpus: Corpus) -> Iterator[Problem]:
    """What has a number, a date, a listed name or an attribution is not set aside, unless it is the page's furniture
    or repeats a named fact."""
    for source, i, aside, span in _asides(corpus):
        if aside.reason not in (FURNITURE, REPEAT):
            words = corpus.repaired[source.id].text[slice(*span)]
            told = said(words.translate(simplified(corpus, None)), "zh").places(ATTRIBUTES)
            found = (
                ("number or date", [words[start:end] for start, end in _numbers(words)]),
                ("name", [mention.form for mention in corpus.names.mentions(words)]),
                ("attribution", [each[0] for each in told]),
            )
            if details := tuple((what, ", ".join(forms)) for what, forms in found if forms):
                message = "what is set aside makes a claim"
                help = f'give it to a fact (dossier quote {source.id} "{words[:12]}"), or, where it repeats one, name '
                help += "that: {quote: …, reason: repeat, fact: …}"
                path = ("set_aside", i, "quote")
                yield of_record("set-aside-claim", source, path, message, details=details, help=help)


@rule("coverage")
def set_aside_furniture(corpus: Corpus) -> Iterator[Problem]:
    """What is set aside as furniture — a heading, a byline, the credit of a picture — is whole lines without a full
    stop."""
    for source, i, aside, span in _asides(corpus):
        text = f"\n{corpus.repaired[source.id].text}\n"
        own_lines = text[span[0]] == "\n" == text[span[1] + 1]
        if aside.reason == FURNITURE and (not own_lines or _FULL_STOP.search(aside.quote)):
            message = "this is a sentence of the article, not furniture of its page"
            help = "make a fact of it; or, where it repeats one, name that: {quote: …, reason: repeat, fact: …}"
            yield of_record("set-aside-furniture", source, ("set_aside", i, "reason"), message, help=help)


@rule("coverage")
def set_aside_repeat(corpus: Corpus) -> Iterator[Problem]:
    """What is set aside as a repeat, and nothing else, names the fact that it repeats; that fact is quoted from the
    same article, and has every number, date and name of the repeat."""
    for source, i, aside, _ in _asides(corpus):
        if aside.fact is None:
            if aside.reason == REPEAT:
                yield of_record(
                    "set-aside-repeat", source, ("set_aside", i, "reason"), "a repeat names the fact that it repeats"
                )
            continue
        fact = corpus.dossier.facts[aside.fact]
        if aside.reason != REPEAT:
            yield of_record("set-aside-repeat", source, ("set_aside", i, "fact"), "only a repeat names a fact")
        elif source.id not in {evidence.source for evidence in fact.evidence}:
            message = f"{fact.id} is not quoted from this article, so this is evidence for it, and no repeat"
            yield of_record(
                "set-aside-repeat", source, ("set_aside", i, "fact"), message, help="add it to the fact's evidence"
            )
        elif more := _beyond(corpus, fact, aside.quote):
            message = f"this says more than {fact.id}"
            details = (("more", ", ".join(more)),)
            yield of_record("set-aside-repeat", source, ("set_aside", i, "quote"), message, details=details)


def _beyond(corpus: Corpus, fact: Fact, words: str) -> list[str]:
    """The numbers, dates and names in these words that a fact does not have."""
    known = {q.bounds for evidence in evidence_words(fact) for q in read_quantities(evidence)}
    dates, entities = stated_dates(corpus, fact), fact_entities(fact)
    numbers = [q.text for q in read_quantities(words) if q.bounds not in known]
    days = [m.text for m in read_dates(words) if m.edtf and not supported(m.edtf, dates)]
    return numbers + days + [m.form for m in corpus.names.mentions(words) if not m.entities & entities]


def _settled(corpus: Corpus) -> Iterator[Source]:
    """The articles in which all that other rules ask for is found; of the others, nothing can be said yet."""
    missing = {
        located.evidence.source
        for fact in corpus.located.values()
        for located in fact
        if located.quote is None or (located.evidence.context and located.context is None)
    }
    for source in corpus.dossier.sources.values():
        if source.id not in missing and None not in (*corpus.bodies[source.id], *asides(corpus, source.id)):
            yield source


def _sentences(corpus: Corpus) -> Iterator[tuple[Source, Sentence]]:
    for source in _settled(corpus):
        for sentence in coverage(corpus, source.id):
            yield source, sentence


def _asides(corpus: Corpus) -> Iterator[tuple[Source, int, SetAside, Span]]:
    """Everything that is set aside, with its index and where it stands."""
    for source in _settled(corpus):
        for i, span in enumerate(asides(corpus, source.id)):
            if span:
                yield source, i, source.set_aside[i], span


def _numbers(words: str) -> list[Span]:
    """Where words give a number, or a date other than now and recently."""
    dates = [(date.start, date.end) for date in read_dates(words) if date.edtf or date.relative not in _VAGUE]
    return [(number.start, number.end) for number in read_quantities(words)] + dates


def _words(corpus: Corpus, source: Source, span: Span) -> str:
    return corpus.repaired[source.id].text[slice(*span)].replace("\n", " ")


def _raw(corpus: Corpus, source: Source, span: Span) -> str:
    start, end = corpus.repaired[source.id].raw_span(*span)
    return f"{start}–{end}"
