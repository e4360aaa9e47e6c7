"""Statement: our sentence says what its evidence says, in each language alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..corpus import Corpus
from ..dates import contains, read_dates
from ..figures import same_value
from ..model import WRITTEN, Fact
from ..problems import Problem
from ..quantities import Quantity, read_quantities
from .date import stated_dates
from .figure import figures
from .rules import of_fact, rule

Number = tuple[Decimal | None, Decimal | None]

MARKS = {
    "plan": (
        r"plan|intend|aim|goal|target|will\b|would|to\b.*\b(?:spend|build|invest)|propos|commit|prepar|schedul|"
        r"about to|seek",
        r"计划|拟|打算|将|目标|要|准备|旨在|筹备|力求|致力|追求|规划|承诺",
    ),
    "forecast": (
        r"expect|forecast|predict|project|would|will\b|could|may\b|might|likely|believ|anticipat|foresee",
        r"预计|预测|预期|将|会|可能|或将|有望|料",
    ),
    "estimate": (
        r"estimat|about|around|nearly|roughly|approximately|put\b|reckon|calculat|according to|said|say|report|"
        r"some\b|data",
        r"估|约|大约|左右|近|据|称|测算|统计|数据|显示|报告|报道",
    ),
    "opinion": (
        r"said|say|call|consider|believ|view|think|argue|describe|according|judg|reckon|see[sn]?\b|regard|assess|doubt|"
        r"admit|conced|hold|held|note|credit|attribut|suggest|read|mean|claim|put\b|writes?\b|wrote",
        r"表示|认为|称|说|看来|据|觉得|判断|坦言|指出|评价|形容|视为|视作|质疑|怀疑|归因|看好|写道|看作|承认|反思|意味",
    ),
    "denial": (
        r"den(?:y|ied|ies)|not\b|untrue|inaccurate|no\b|reject|refut",
        r"否认|不实|不属实|并非|没有|未|驳斥|否定",
    ),
}
NEGATION = (
    r"\bnot?\b|n['’]t\b|never|without|den(?:y|ied|ies)|untrue|neither|nor\b|none|lack|fail|cannot|nobody|nothing|"
    r"instead of|rather than|un(?:able|likely|clear|finished)",
    r"不|没|未|无|非|否|勿|尚待|缺",
)


@rule("statement")
def statement_number(corpus: Corpus) -> Iterator[Problem]:
    """Every number in a statement, in each language, is a number of its evidence or the fact's figure."""
    given = {fact.id: amount.bounds for fact, amount in figures(corpus)}
    for fact in corpus.dossier.facts.values():
        allowed = {_number(q) for words in evidence_words(fact) for q in read_quantities(words)}
        allowed |= {given[fact.id]} if fact.id in given else set()
        for language, text in fact.statement.items():
            for quantity in read_quantities(text):
                if _number(quantity) not in allowed:
                    message = f"{quantity.text!r} is not in the evidence"
                    details = (("evidence", _listed(fact)),)
                    yield of_fact("statement-number", fact, ("statement", language), message, details=details)


@rule("statement")
def statement_figure(corpus: Corpus) -> Iterator[Problem]:
    """A statement gives the fact's figure, with its unit and qualifier, in each language."""
    for fact, amount in figures(corpus):
        for language, text in fact.statement.items():
            read = [q for q in read_quantities(text) if same_value(q, amount)]
            if not any(q.qualifier == amount.qualifier for q in read):
                found = ", ".join(q.text for q in read) or "not there"
                message = f"the statement does not give the figure {fact.figure and fact.figure.value} as it is"
                details = (("figure", f"{amount.qualifier or 'no'} qualifier"), ("statement", found))
                yield of_fact("statement-figure", fact, ("statement", language), message, details=details)


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
                    yield of_fact("statement-date", fact, ("statement", language), message, details=details)


@rule("statement")
def statement_relative(corpus: Corpus) -> Iterator[Problem]:
    """A statement is true when read in any year: it names its date, and never says last year, recently or now."""
    for fact in corpus.dossier.facts.values():
        for language, text in fact.statement.items():
            for mention in read_dates(text):
                if mention.relative:
                    message = f"{mention.text!r} means something else every year"
                    yield of_fact("statement-relative", fact, ("statement", language), message, help="name the date")


@rule("statement")
def statement_languages(corpus: Corpus) -> Iterator[Problem]:
    """The statements in the written languages have the same numbers, with unit and qualifier, and the same dates."""
    for fact in corpus.dossier.facts.values():
        read = {language: numbers_and_dates(text) for language, text in fact.statement.items()}
        first = next(iter(read.values()))
        for language, found in read.items():
            if found != first:
                only = ", ".join(sorted(first ^ found))
                message = "the languages do not give the same numbers and dates"
                details = (("only in one", only),)
                yield of_fact("statement-languages", fact, ("statement", language), message, details=details)


@rule("statement")
def statement_modality(corpus: Corpus) -> Iterator[Problem]:
    """A plan, forecast, estimate, opinion or denial is worded as one in each language, and a negated claim is
    negated."""
    for fact in corpus.dossier.facts.values():
        marks: dict[str, tuple[str, str]] = {fact.modality: MARKS[fact.modality]} if fact.modality in MARKS else {}
        if fact.negated:
            marks["negation"] = NEGATION
        for what, patterns in marks.items():
            for language, pattern in zip(WRITTEN, patterns, strict=True):
                if not re.search(pattern, fact.statement[language], re.IGNORECASE):
                    message = f"the statement is not worded as a{'n' if what[0] in 'aeo' else ''} {what}"
                    yield of_fact("statement-modality", fact, ("statement", language), message)


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
                    yield of_fact("statement-name", fact, ("statement", language), message, help=help)
        for language in fact.statement:
            for entity in sorted(set().union(*named.values()) - named.get(language, set())):
                message = f"{entity} is named in only one language"
                yield of_fact("statement-name", fact, ("statement", language), message)


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


def numbers_and_dates(text: str, *, units: bool = True) -> set[str]:
    """The numbers of a text, with qualifier and unit, and its dates, in words that can be compared."""
    read = read_quantities(text)
    numbers = {" ".join([q.qualifier or "", f"{q.low}–{q.high}", (units and q.unit) or ""]).strip() for q in read}
    return numbers | {mention.edtf for mention in read_dates(text) if mention.edtf}


def _number(quantity: Quantity) -> Number:
    return quantity.low, quantity.high


def _listed(fact: Fact) -> str:
    return ", ".join(q.text for words in evidence_words(fact) for q in read_quantities(words)) or "no number"
