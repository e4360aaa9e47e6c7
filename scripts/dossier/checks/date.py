"""Date: never more precise than the source, never later than the article that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpus import Corpus, Located, once
from ..dates import DateMention, at_most_as_precise, contains, interval, read_dates
from ..edtf import UNKNOWN_YEAR, before, counted
from ..model import UNSTATED, WRITTEN, Fact
from ..problems import Problem
from .rules import evidence, of_evidence, of_record, rule

AFTER = {"plan", "forecast"}


@rule("date")
def date_supported(corpus: Corpus) -> Iterator[Problem]:
    """A fact's date is printed in the quotation or context of some evidence, is resolved from its words by a
    recorded step, or is the date of an article that tells of it as it stands or as somebody says."""
    for fact in _dated(corpus):
        if not any(_supports(corpus, located, fact.date) for located in corpus.located[fact.id]):
            yield of_record(
                "date-supported",
                fact,
                ("date",),
                f"nothing in the evidence says {fact.date}",
                details=tuple((item.evidence.source, _stated(corpus, item)) for item in corpus.located[fact.id]),
                help="quote the date as context, record how it was resolved (dated), or write `unstated`",
            )


@rule("date", waivable=True)
def date_precision(corpus: Corpus) -> Iterator[Problem]:
    """A date or period is never more precise than the words or the article's date that it comes from."""
    for fact in _dated(corpus):
        stated = [date for item in corpus.located[fact.id] for date in _dates(corpus, item)]
        yield from _too_precise(fact, "date", fact.date, stated)
    for fact in corpus.dossier.facts.values():
        if fact.period and fact.period != UNSTATED:
            stated = _of_period(corpus, fact)
            if not any(contains(fact.period, date) for date in stated):  # else it is the time of what is dated
                yield from _too_precise(fact, "period", fact.period, stated)


def _too_precise(fact: Fact, key: str, value: str, stated: list[str]) -> Iterator[Problem]:
    compatible = [date for date in stated if contains(date, value)]
    if compatible and not any(at_most_as_precise(value, date) for date in compatible):
        message = f"{value} is more precise than the source"
        yield of_record("date-precision", fact, (key,), message, details=(("source", ", ".join(compatible)),))


@rule("date")
def date_after_article(corpus: Corpus) -> Iterator[Problem]:
    """Nothing but a plan or a forecast is about a time later than the articles that tell of it."""
    for fact in corpus.dossier.facts.values():
        if fact.modality in AFTER or fact.date == UNSTATED:
            continue
        for located in corpus.located[fact.id]:
            published = corpus.dossier.sources[located.evidence.source].published.date
            if interval(fact.date)[0] > interval(published)[1]:
                message = f"{fact.date} is later than {located.evidence.source}, published {published}"
                yield of_record("date-after-article", fact, ("date",), message)


@rule("date", waivable=True)
def period_after_article(corpus: Corpus) -> Iterator[Problem]:
    """What happened, stands or was estimated is not about a time that begins after the articles that tell of it: that
    is planned or expected."""
    for fact in corpus.dossier.facts.values():
        if fact.period not in (None, UNSTATED) and fact.modality in {"event", "state", "estimate"}:
            published = [corpus.dossier.sources[e.source].published.date for e in fact.evidence]
            if all(interval(fact.period)[0] > interval(date)[1] for date in published):
                message = f"{fact.period} begins after the article, published {', '.join(published)}"
                yield of_record("period-after-article", fact, ("period",), message, help="modality: plan, or forecast")


_BOUND = {
    "en": re.compile(r"\b(?:by|before|until|till|earlier|previously|had)\b", re.IGNORECASE),
    "zh": re.compile("截至|之前|此前|以前|早前|前"),
}


@rule("date")
def date_bound(corpus: Corpus) -> Iterator[Problem]:
    """A date of which only the end is known (../2024-12) is worded so in each language: by then, before; 截至, 此前.
    What was before 2023 (2023年之前) ends with 2022."""
    for fact in corpus.dossier.facts.values():
        for language in WRITTEN:
            text = fact.statement[language]
            if fact.date.startswith("../") and not _BOUND[language].search(text):
                message = f"nothing says that {fact.date[3:]} is the latest it can have been"
                yield of_record("date-bound", fact, ("statement", language), message)
            for value in filter(_open, (fact.date, fact.period)):
                for mention in _excluded(text, language):
                    if value and interval(value)[1] >= interval(str(mention.edtf))[0]:
                        message = f"{value} does not end before {mention.text!r}"
                        help = f"the last of the time before it is {before(str(mention.edtf))[3:]}"
                        yield of_record("date-bound", fact, ("statement", language), message, help=help)


def _open(value: str | None) -> bool:
    return value is not None and value.startswith("../")


def _excluded(text: str, language: str) -> Iterator[DateMention]:
    """The dates before which, a text says, something was."""
    for mention in read_dates(text):
        if mention.edtf and not mention.edtf.startswith(UNKNOWN_YEAR):
            behind = language == "zh" and _BEFORE["zh"].match(text, mention.end)
            if behind or _BEFORE["en"].search(text[: mention.start]):
                yield mention


@rule("date")
def period_supported(corpus: Corpus) -> Iterator[Problem]:
    """The time that a claim is about is printed in its evidence, is its date, or is resolved from its words by
    a recorded step."""
    for fact in corpus.dossier.facts.values():
        if fact.period in (None, UNSTATED):
            continue
        stated = _of_period(corpus, fact)
        if not any(_same_time(date, fact.period) for date in stated):
            message = f"nothing in the evidence says {fact.period}"
            details = (("stated", ", ".join(stated) or "no date"),)
            yield of_record("period-supported", fact, ("period",), message, details=details)


@rule("date")
def dated_words(corpus: Corpus) -> Iterator[Problem]:
    """The words from which a relative date was resolved stand in the quotation or its context."""
    for located in evidence(corpus):
        item = located.evidence
        if item.dated and item.dated.words not in item.quote and item.dated.words not in (item.context or ""):
            message = f"the words {item.dated.words!r} are in neither the quotation nor its context"
            yield of_evidence("dated-words", located, "dated", message, help="quote them as context")


@rule("date")
def dated_from(corpus: Corpus) -> Iterator[Problem]:
    """A relative date is counted from the date of its article, or from the year of it."""
    for located in evidence(corpus):
        dated, published = located.evidence.dated, corpus.dossier.sources[located.evidence.source].published.date
        if dated and not _same_time(published, dated.from_):
            message = f"{dated.from_!r} is not the date of {located.evidence.source}, which is {published}"
            yield of_evidence("dated-from", located, "dated", message)


def _dated(corpus: Corpus) -> Iterator[Fact]:
    return (f for f in corpus.dossier.facts.values() if f.date != UNSTATED)


@once
def stated_dates(corpus: Corpus, fact: Fact) -> set[str]:
    """Every date that a statement of the fact may give."""
    stated = {date for located in corpus.located[fact.id] for date in _dates(corpus, located)}
    published = (corpus.dossier.sources[e.source].published.date for e in fact.evidence)
    stated |= {date for located in corpus.located[fact.id] for date in _told(located, named=True)}
    return stated | {date for date in (fact.date, fact.period, *published) if date and date != UNSTATED}


def _of_period(corpus: Corpus, fact: Fact) -> list[str]:
    """Every date that tells what time a fact is about."""
    stated = [date for item in corpus.located[fact.id] for date in _told(item)]
    return stated + ([fact.date] if fact.date != UNSTATED else [])


def _supports(corpus: Corpus, located: Located, date: str) -> bool:
    return any(_same_time(stated, date) for stated in _dates(corpus, located))


def _dates(corpus: Corpus, located: Located) -> list[str]:
    """Every EDTF date that a piece of evidence states: printed, resolved, or the article's own."""
    published = corpus.dossier.sources[located.evidence.source].published.date
    own = [published] if located.fact.modality != "event" else []
    return [*_told(located), *own]


def _told(located: Located, *, named: bool = False) -> Iterator[str]:
    """The dates that the evidence prints with their year, and what its recorded step makes of one without (6月9日) or
    of a relative one; all time before one, where the words say so (去年之前), unless it is asked what is `named`."""
    item, words = located.evidence, f"{located.evidence.context or ''}\n{located.evidence.quote}"
    found = [(m.end, m.edtf) for m in read_dates(words) if m.edtf and not m.edtf.startswith(UNKNOWN_YEAR)]
    if item.dated:
        at, start = words.find(item.dated.words), item.dated.from_
        found += [(at + m.end, _counted(m, start)) for m in read_dates(item.dated.words)] or [(0, start)]
    for end, date in found:
        yield before(date) if not named and _BEFORE["zh"].match(words, end) else date


_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
_VAGUE = {"recently", "recent-days", "recent-weeks", "recent-months"}


_YEAR = {"this-year": 0, "last-year": -1, "next-year": 1, "year-before-last": -2}


def _counted(mention: DateMention, start: str) -> str:
    """The date that a relative one means, counted from a date."""
    relative, year = mention.relative or "", re.match(r"[0-9]{4}", start)
    if year and relative in _YEAR:
        return _in_year(mention, int(year[0]) + _YEAR[relative])
    if relative.startswith("day-") and _MONTH.match(start):
        return f"{start[:7]}-{int(relative[4:]):02}"
    if year and mention.edtf and mention.edtf.startswith(UNKNOWN_YEAR):
        return mention.edtf.replace(UNKNOWN_YEAR, year[0])
    if relative and (date := counted(relative, start)):
        return date
    return year[0] if year and relative in _VAGUE and not start.endswith("~") else start


_BEFORE = {"en": re.compile(r"\bbefore (?:the )?$", re.IGNORECASE), "zh": re.compile("[之以]前")}


def _in_year(mention: DateMention, year: int) -> str:
    return mention.edtf.replace(UNKNOWN_YEAR, f"{year:04}") if mention.edtf else f"{year:04}"


def _same_time(stated: str, claimed: str) -> bool:
    """Whether what is stated covers what is claimed, or the other way round (a year claimed of a dated event). Of time
    of which only the end is known, it is the end that is stated, and what is stated to end goes no further."""
    if stated.startswith("../") or claimed.startswith("../"):
        return stated == claimed or (not stated.startswith("../") and _same_time(stated, claimed[3:]))
    return contains(stated, claimed) or contains(claimed, stated)


def _stated(corpus: Corpus, located: Located) -> str:
    return ", ".join(_dates(corpus, located)) or "no date"
