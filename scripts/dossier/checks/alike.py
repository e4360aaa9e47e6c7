"""Alike: what one language says, the other says; what is only planned, expected or held to be so is worded so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import zip_longest

from ..corpus import Corpus
from ..dates import read_dates
from ..model import WRITTEN, Derived, Dossier, Fact, Page, Text
from ..place import Place
from ..problems import Problem
from ..prose import Sentence, blocks, citations, sentences
from ..quantities import read_quantities
from .date import stated_dates
from .marks import ATTRIBUTES, KINDS, added, contrary, said
from .prose import cells, facts_behind, on_page
from .rules import of_record, rule
from .statement import WORDED, fact_entities, numbers_and_dates, only_in_one, supported
from .texts import own_texts


@rule("statement", waivable=True)
def statement_alike(corpus: Corpus) -> Iterator[Problem]:
    """What the statement of a fact or a derived figure denies, doubts, attributes, limits (only), makes depend on
    something (if), ranks (the largest), explains (because) or says of all in one language, it does in the other; and
    where one language rises, joins or leads, the other does not fall, leave or lag."""
    records: list[Fact | Derived] = [*corpus.dossier.facts.values(), *corpus.dossier.derived.values()]
    for record in records:
        for language, message in _otherwise(corpus, record.statement):
            help = "say it in both languages, or in neither"
            yield of_record("statement-alike", record, ("statement", language), message, help=help)


@rule("arithmetic")
def derived_context(corpus: Corpus) -> Iterator[Problem]:
    """Every date and name in the statement of a derived figure is one of its inputs."""
    for derived in corpus.dossier.derived.values():
        inputs = [corpus.dossier.facts[name] for name in derived.inputs]
        dates = {date for fact in inputs for date in stated_dates(corpus, fact)}
        known = {entity for fact in inputs for entity in fact_entities(fact)}
        for language, text in derived.statement.items():
            strange = [m.text for m in read_dates(text) if m.edtf and not supported(m.edtf, dates)]
            strange += [m.form for m in corpus.names.mentions(text) if not m.entities & known]
            for words in strange:
                message = f"{words!r} is in none of the inputs"
                yield of_record("derived-context", derived, ("statement", language), message)


@rule("language")
def text_languages(corpus: Corpus) -> Iterator[Problem]:
    """Each note, each statement of an absence, and each text on a disagreement or an article gives the same dates in
    each language, and numbers of the same digits: 90 may stand for 900亿 where the scale is plain. Numbers up to ten
    are let be. No title of the vocabulary or of a chart denies, or goes one way, where the other language does not."""
    for subject, place, texts, _ in own_texts(corpus.dossier):
        one, other = (_dates(texts[lang]) | _digits(texts[lang]) for lang in WRITTEN)
        if one != other:
            message = f"only one language gives {', '.join(sorted(one ^ other))}"
            yield Problem(rule="text-languages", at=place.at(), subject=subject, message=message)
    for subject, place, texts in _labels(corpus.dossier):
        for language, message in _otherwise(corpus, texts, ("denies",)):
            yield Problem(rule="text-languages", at=place.at(language), subject=subject, message=message)


def _labels(dossier: Dossier) -> Iterator[tuple[str, Place, Text]]:
    """Titles of the vocabulary, words of charts and the like, and statements of absences."""
    for listed in dossier.vocabulary.titles():
        yield listed.id, listed.place.inside("title"), listed.title
    for drawn in dossier.drawn().values():
        yield from ((drawn.id, drawn.place.inside(key), getattr(drawn, key)) for key in ("title", "subtitle", "know"))
    for absence in dossier.absences.values():
        yield absence.id, absence.place.inside("statement"), absence.statement


def _dates(text: str) -> set[str]:
    return {mention.edtf for mention in read_dates(text) if mention.edtf}


def _digits(text: str) -> set[str]:
    """The digits of each number that is written in digits, without its scale."""
    read = [q for q in read_quantities(text) if _WRITTEN_OUT.search(q.text)]
    bounds = [bound for q in read for bound in (q.low, q.high) if bound is not None]
    large = [bound for bound in bounds if bound > 10 or bound != bound.to_integral_value()]
    return {"".join(map(str, bound.normalize().as_tuple().digits)) for bound in large} - {"1"}


_WRITTEN_OUT = re.compile("[0-9]")


# --- pages ---------------------------------------------------------------------------------------------------------


@rule("prose")
def prose_alike(corpus: Corpus) -> Iterator[Problem]:
    """Sentence by cited sentence and headline by headline, a page's versions cite the same facts and give the same
    numbers and dates; what one denies, doubts, attributes, limits, makes depend on something, ranks, explains or
    says of all, the other does. So does each cell of a matrix and box of a structure."""
    pages = corpus.dossier.pages
    for name in dict.fromkeys(name for _, name in pages):
        versions = [pages[lang, name] for lang in WRITTEN if (lang, name) in pages]
        if len(versions) == len(WRITTEN):
            for line, message in (*_sentences_unlike(corpus, *versions), *_headlines_unlike(corpus, *versions)):
                yield on_page("prose-alike", versions[1], line, message)
    for subject, cell in cells(corpus.dossier):
        for language, message in _unlike(corpus, cell.text):
            at = cell.place.at("text", language)
            yield Problem(rule="prose-alike", at=at, subject=subject, message=message)


def _sentences_unlike(corpus: Corpus, one: Page, other: Page) -> Iterator[tuple[int, str]]:
    """In which line of the other version a sentence differs, and how."""
    if set(citations(one)) != set(citations(other)):
        return  # prose-languages says so
    for first, second in zip_longest(_cited(one), _cited(other)):
        if not first or not second or set(first.cites) != set(second.cites):
            line = second.line if second else other.body_line
            yield line, f"here the versions begin to cite otherwise: {_ids(first)} and {_ids(second)}"
            return
        for _, message in _unlike(corpus, {one.lang: first.text, other.lang: second.text}):
            yield second.line, message


def _headlines_unlike(corpus: Corpus, one: Page, other: Page) -> Iterator[tuple[int, str]]:
    for i, (first, second) in enumerate(zip(one.figures, other.figures, strict=False)):
        if first.of != second.of:
            line = other.place.at("figures", i).line
            yield line, f"here the versions begin to show other figures: {first.of} and {second.of}"
            return
        texts = {one.lang: f"{first.value}; {first.label}", other.lang: f"{second.value}；{second.label}"}
        yield from ((other.place.at("figures", i).line, message) for _, message in _unlike(corpus, texts))


@rule("prose")
def prose_modality(corpus: Corpus) -> Iterator[Problem]:
    """A sentence of a page that cites nothing but plans, forecasts, estimates, opinions or denials is worded as one, or
    follows such words in its paragraph or the one before; the label of a headline figure is so worded itself."""
    for page in corpus.dossier.pages.values():
        for i, headline in enumerate(page.figures):
            line = page.place.at("figures", i).line
            yield from _unworded(corpus, page, line, headline.label, (headline.of,), headline.label)
        before = here = ""
        for i, block in enumerate(blocks(page)):
            before, here = ("", "") if i == 1 or block.kind == "heading" else (here, "")  # the first is the standfirst
            for sentence in sentences(block) if block.kind not in ("heading", "placement") else ():
                here += f" {sentence.text}"
                yield from _unworded(corpus, page, sentence.line, sentence.text, sentence.cites, before + here)


def _unworded(
    corpus: Corpus, page: Page, line: int, text: str, cites: tuple[str, ...], words: str
) -> Iterator[Problem]:
    """The problem with a text for which these words do not say that it cites nothing but plans and the like."""
    kinds: set[str] = {corpus.dossier.facts[name].modality for name in facts_behind(corpus, cites)}
    if kinds and kinds <= {*WORDED} and not any(map(said(words, page.lang, corpus).faint, (*kinds, ATTRIBUTES))):
        message = f"nothing but {' or '.join(sorted(kinds))} is cited, and nothing says so: {text[:60]}"
        yield on_page("prose-modality", page, line, message)


def _unlike(corpus: Corpus, texts: Text) -> Iterator[tuple[str, str]]:
    read = {lang: numbers_and_dates(texts[lang], units=False) for lang in WRITTEN}  # a sentence may leave a unit out
    if only := only_in_one(read):
        yield WRITTEN[1], "; ".join(f"{where}: {what}" for where, what in only)
    yield from _otherwise(corpus, texts)


def _otherwise(corpus: Corpus, texts: Text, kinds: Collection[str] = KINDS) -> Iterator[tuple[str, str]]:
    """What only one language's text does, and the language: its words deny, doubt and the like, or go the other way."""
    one, other = (said(texts[lang], lang, corpus) for lang in WRITTEN)
    for mine, theirs in ((one, other), (other, one)):
        for kind, word in added(mine, [theirs], kinds):
            yield mine.lang, f"only one language {kind}: {word!r}"
    for word, contrary_word in contrary(one, [other]):
        yield one.lang, f"{word!r} goes one way, {contrary_word!r} the other"


def _cited(page: Page) -> list[Sentence]:
    """The sentences of a page that cite something."""
    found = (s for b in blocks(page) if b.kind != "placement" for s in sentences(b))
    return [sentence for sentence in found if sentence.cites]


def _ids(sentence: Sentence | None) -> str:
    return "nothing" if sentence is None else ", ".join(sentence.cites)
