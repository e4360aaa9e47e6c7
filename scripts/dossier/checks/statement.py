"""Statement: our sentence says what its evidence says, in each language alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..corpus import Corpus
from ..dates import contains, read_dates
from ..figures import same_value
from ..model import Fact
from ..problems import Problem
from ..quantities import read_quantities
from ..reading.designations import hide_spans
from .date import stated_dates
from .figure import figures
from .marks import said, such_as
from .rules import of_record, rule

WORDED = ("plan", "forecast", "estimate", "opinion", "denial")
"""The modalities that are worded as such: each a kind of marks."""


@rule("statement")
def statement_number(corpus: Corpus) -> Iterator[Problem]:
    """Every number in a statement, in each language, is the fact's figure or a number of its evidence, and qualified as
    that is (about, nearly, over)."""
    given = {fact.id: amount for fact, amount in figures(corpus)}
    for fact in corpus.dossier.facts.values():
        allowed = {(q.bounds, q.qualifier) for words in evidence_words(fact) for q in read_quantities(words)}
        if amount := given.get(fact.id):
            allowed = {each for each in allowed if each[0] != amount.bounds} | {(amount.bounds, amount.qualifier)}
        for language, text in fact.statement.items():
            for quantity in read_quantities(text):
                if (quantity.bounds, quantity.qualifier) not in allowed:
                    how = "qualified otherwise" if quantity.bounds in {each for each, _ in allowed} else "not"
                    message = f"{quantity.text!r} is {how} in the evidence"
                    details = (("evidence", _listed(fact)),)
                    yield of_record("statement-number", fact, ("statement", language), message, details=details)


@rule("statement")
def statement_figure(corpus: Corpus) -> Iterator[Problem]:
    """A statement gives the fact's figure, with its unit, in each language."""
    for fact, amount in figures(corpus):
        for language, text in fact.statement.items():
            read = read_quantities(text)
            if fact.figure and not any(same_value(each, amount) for each in read):
                message = f"the statement does not give the figure {fact.figure.value} as it is"
                details = (("statement", ", ".join(each.text for each in read) or "no number"),)
                yield of_record("statement-figure", fact, ("statement", language), message, details=details)


@rule("statement")
def statement_date(corpus: Corpus) -> Iterator[Problem]:
    """Every date in a statement is the fact's date or period, or a date of its evidence, and no more precise."""
    for fact in corpus.dossier.facts.values():
        allowed = stated_dates(corpus, fact)
        for language, text in fact.statement.items():
            for mention in read_dates(text):
                if mention.edtf and not supported(mention.edtf, allowed):
                    message = f"{mention.text!r} is no date of the evidence"
                    details = (("known", ", ".join(sorted(allowed)) or "none"),)
                    yield of_record("statement-date", fact, ("statement", language), message, details=details)


@rule("statement", waivable=True)
def statement_relative(corpus: Corpus) -> Iterator[Problem]:
    """A statement is true when read in any year: it names its date, and never says last year, recently or now."""
    for fact in corpus.dossier.facts.values():
        for language, text in fact.statement.items():
            for mention in read_dates(text):
                if mention.relative:
                    message = f"{mention.text!r} means something else every year"
                    yield of_record("statement-relative", fact, ("statement", language), message, help="name the date")


@rule("statement")
def statement_languages(corpus: Corpus) -> Iterator[Problem]:
    """The statements in the written languages have the same numbers, with unit and qualifier, and the same dates."""
    for fact in corpus.dossier.facts.values():
        read = {language: numbers_and_dates(text) for language, text in fact.statement.items()}
        first = next(iter(read))
        for language in read:
            if details := only_in_one({first: read[first], language: read[language]}):
                message = "the languages do not give the same numbers and dates"
                yield of_record("statement-languages", fact, ("statement", language), message, details=details)


@rule("statement", waivable=True)
def statement_modality(corpus: Corpus) -> Iterator[Problem]:
    """A plan, forecast, estimate, opinion or denial is worded as one in each language, and a negated claim is
    negated."""
    for fact in corpus.dossier.facts.values():
        kinds = {"negation": "denies"} if fact.negated else {}
        kinds |= {fact.modality: fact.modality} if fact.modality in WORDED else {}
        for what, kind in kinds.items():
            for language, text in fact.statement.items():
                if not said(text, language, corpus).faint(kind):
                    message = f"the statement is not worded as a{'n' if what[0] in 'aeo' else ''} {what}"
                    help = f"say so, by such a word as: {such_as(kind, language)}"
                    yield of_record("statement-modality", fact, ("statement", language), message, help=help)


@rule("statement")
def statement_name(corpus: Corpus) -> Iterator[Problem]:
    """Everyone and everything named in a statement is among the fact's entities or speakers, and named in each
    language."""
    for fact in corpus.dossier.facts.values():
        known = fact_entities(fact)
        named: dict[str, set[str]] = {}
        for language, text in fact.statement.items():
            for mention in corpus.names.mentions(text):
                named.setdefault(language, set()).update(mention.entities & known)
                if not mention.entities & known:
                    message = f"{mention.form!r} is not among the fact's entities"
                    help = f"add {' or '.join(sorted(mention.entities))}, if the evidence names it"
                    yield of_record("statement-name", fact, ("statement", language), message, help=help)
        for language in fact.statement:
            for entity in sorted(set().union(*named.values()) - named.get(language, set())):
                message = f"{entity} is named in only one language"
                yield of_record("statement-name", fact, ("statement", language), message)


_DESIGNATION = re.compile(
    r"(?<![A-Za-z0-9-])(?:[A-Z][A-Za-z]*[-.]?[0-9][-.A-Za-z0-9]*|[0-9]+[A-Z][A-Za-z0-9]*)(?<![-.])"
)


@rule("statement")
def statement_designation(corpus: Corpus) -> Iterator[Problem]:
    """What a statement calls by letters and digits (H100, V2) stands so in its evidence, if it is no listed name."""
    for fact in corpus.dossier.facts.values():
        for language, text in fact.statement.items():
            for name in sorted(designations(corpus, text) - {*_DESIGNATION.findall("\n".join(evidence_words(fact)))}):
                message = f"{name!r} is not in the evidence"
                yield of_record("statement-designation", fact, ("statement", language), message)


def designations(corpus: Corpus, text: str) -> set[str]:
    """What a text calls by letters and digits, listed names aside."""
    found = {*_DESIGNATION.findall(text)}
    if found:  # names are looked for where they decide alone
        spans = ((each.start, each.end) for each in corpus.names.mentions(text))
        found = {*_DESIGNATION.findall(hide_spans(text, spans))}
    return found


def fact_entities(fact: Fact) -> set[str]:
    """The entities that a fact, its figure, its relation or its speakers name."""
    voices = {voice for e in fact.evidence for voice in e.said_by if isinstance(voice, str)}
    return {*fact.entities, *voices}


def evidence_words(fact: Fact) -> Iterator[str]:
    for evidence in fact.evidence:
        yield evidence.quote
        if evidence.context:
            yield evidence.context


def supported(date: str, allowed: Iterable[str]) -> bool:
    """Whether a date that a text gives is one of these, or coarser, or within a stated range of years."""
    return any(contains(date, other) or ("/" in other and contains(other, date)) for other in allowed)


def numbers_and_dates(text: str, *, units: bool = True) -> dict[tuple[object, ...], str]:
    """The numbers of a text, with qualifier and unit, and its dates, in a form that can be compared; each with its
    words."""
    numbers = {(q.qualifier, q.bounds, units and q.unit): q.text for q in read_quantities(text)}
    return numbers | {(mention.edtf,): mention.text for mention in read_dates(text) if mention.edtf}


def only_in_one(read: dict[str, dict[tuple[object, ...], str]]) -> tuple[tuple[str, str], ...]:
    """The words of numbers and dates that not each of two languages gives, by language; nothing where they agree."""
    both = set.intersection(*({*found} for found in read.values()))
    only = {language: [found[key] for key in found if key not in both] for language, found in read.items()}
    return tuple((f"only in {language}", ", ".join(words)) for language, words in only.items() if words)


def _listed(fact: Fact) -> str:
    return ", ".join(q.text for words in evidence_words(fact) for q in read_quantities(words)) or "no number"
