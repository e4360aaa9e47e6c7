"""Archive: the articles are what they were, and their repair is sound."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from ..characters import A_HAN
from ..corpus import Corpus
from ..damage import damage, proves, replays
from ..dates import read_dates
from ..model import Source
from ..problems import Problem
from ..quantities import read_quantities
from .marks import KINDS, said
from .rules import of_record, rule

_LOST = "□"
"""What stands in a repaired text for a character that nothing can restore."""


@rule("archive")
def seed_changed(corpus: Corpus) -> Iterator[Problem]:
    """An archived file has the SHA-256 that its source pins: it is never edited."""
    for source in corpus.dossier.sources.values():
        digest = hashlib.sha256(corpus.dossier.raw[source.id].encode()).hexdigest()
        if digest != source.sha256:
            message = f"seeds/{source.file} is not the file that was archived"
            details = (("pinned", source.sha256), ("file", digest))
            help = f"restore it:  git checkout seeds/{source.file}"
            yield of_record("seed-changed", source, ("sha256",), message, details=details, help=help)


@rule("archive")
def repair_applies(corpus: Corpus) -> Iterator[Problem]:
    """The damaged words of a repair stand in the raw file exactly once, and no two repairs overlap."""
    for source in corpus.dossier.sources.values():
        for fault in corpus.faults[source.id]:
            help = "copy the damaged words from the raw file, with enough around them to be unique"
            yield of_record("repair-applies", source, ("repairs", fault.index, "raw"), fault.message, help=help)


@rule("archive")
def repair_proved(corpus: Corpus) -> Iterator[Problem]:
    """What a repair mends is damage: done to its text, the cause of the damage gives the damaged words exactly, with no
    byte in doubt where it is marked `proved`; or it changes nothing but marks that are left (markup, an invisible
    character); or, marked `context`, one Chinese character that was taken for another: as mended, it stands beside the
    same neighbour elsewhere in the articles, and as it was, it does not; and no number, date, name, denial or doubt of
    its sentence changes; or, marked `lost`, it puts □ for ?."""
    holds = {"proved": proves, "context": _by_context, "lost": _marks_lost}
    for source in corpus.dossier.sources.values():
        for i, patch in enumerate(source.repairs):
            misread = patch.certainty == "context" and _misread(corpus, source.id, patch.raw, patch.text)
            if not misread and not holds[patch.certainty](patch.raw, patch.text):
                by_context = _by_context(patch.raw, patch.text)
                why = "the sentence decides" if by_context else "these words do not become the damaged ones"
                details = (("raw", patch.raw), ("text", patch.text))
                help = "certainty: context" if by_context else f"leave what is whole; write {_LOST} for what is lost"
                path, message = ("repairs", i, "certainty"), f"not {patch.certainty}: {why}"
                yield of_record("repair-proved", source, path, message, details=details, help=help)


def _by_context(raw: str, text: str) -> bool:
    return replays(raw, text) or _changes_marks_alone(raw, text)


def _changes_marks_alone(raw: str, text: str) -> bool:
    pattern, at = "", 0
    for start, end in damage(raw):
        pattern, at = f"{pattern}{re.escape(raw[at:start])}[^\\w{_LOST}…]{{0,{end - start}}}", end
    return at > 0 and re.fullmatch(pattern + re.escape(raw[at:]), text) is not None


def _misread(corpus: Corpus, source: str, raw: str, text: str) -> bool:
    """Whether one character was taken for another, in words that say nothing else for it."""
    places = [at for at, pair in enumerate(zip(raw, text, strict=False)) if pair[0] != pair[1]]
    if len(raw) != len(text) or len(places) != 1 or not all(A_HAN.match(each[places[0]]) for each in (raw, text)):
        return False
    at = places[0]
    whole = "\0".join(repaired.text for repaired in corpus.repaired.values())
    pairs = [(words[max(0, at - 1) : at + 1], words[at : at + 2]) for words in (raw, text)]
    found = [[whole.count(pair) if len(pair) == 2 else 0 for pair in each] for each in pairs]
    if any(found[0]) or not any(count > 1 for count in found[1]):
        return False
    start = corpus.dossier.raw[source].find(raw)
    mended = corpus.sentence(source, corpus.repaired[source].repaired_span(start, start + len(raw)))
    return mended.count(text) == 1 and _says(corpus, mended) == _says(corpus, mended.replace(text, raw))


def _says(corpus: Corpus, sentence: str) -> tuple[object, ...]:
    """What of a sentence a repair must not change."""
    heard = said(sentence, "zh", corpus)
    return (
        [(quantity.bounds, quantity.unit) for quantity in read_quantities(sentence)],
        [(date.edtf, date.relative) for date in read_dates(sentence)],
        [mention.entities for mention in corpus.names.mentions(sentence)],
        [heard.faint(kind) for kind in KINDS],
        {*heard.ways},
    )


def _marks_lost(raw: str, text: str) -> bool:
    return "?" in raw and raw.replace("?", _LOST) == text


@rule("archive")
def damage_left(corpus: Corpus) -> Iterator[Problem]:
    """The repaired text of every article is clean: no inserted readings, no bytes out of step, no markup."""
    for source in corpus.dossier.sources.values():
        repaired = corpus.repaired[source.id]
        for start, end in damage(repaired.text):
            raw_start, raw_end = repaired.raw_span(start, end)
            message, help = "damage is left in the repaired text", "add a repair for it"
            details = (("damaged", repaired.text[start:end]), ("raw", f"{raw_start}–{raw_end}"))
            yield of_record("damage-left", source, ("repairs",), message, details=details, help=help)


@rule("archive")
def set_aside_found(corpus: Corpus) -> Iterator[Problem]:
    """A passage that is set aside stands in the repaired text exactly once."""
    for source in corpus.dossier.sources.values():
        for i, aside in enumerate(source.set_aside):
            if (times := _times(corpus, source, aside.quote)) != "once":
                message = f"these words do not stand in the article exactly once, but {times}"
                help = f"copy them from the article:  dossier text {source.id}"
                yield of_record("set-aside-found", source, ("set_aside", i, "quote"), message, help=help)


@rule("archive")
def body_found(corpus: Corpus) -> Iterator[Problem]:
    """The first and the last words of each passage of a body stand in the repaired text exactly once, in that
    order; and no passage takes in the article's title, unless that is its opening words."""
    for source in corpus.dossier.sources.values():
        title = corpus.repaired[source.id].text.find(source.title)
        for i, span in enumerate(corpus.bodies[source.id]):
            details: tuple[tuple[str, str], ...] = ()
            if not span:
                message = "the passage's first and last words do not each stand once, in order"
                ends = (("from", source.body[i].from_), ("to", source.body[i].to))
                details = tuple((key, f"stands {_times(corpus, source, words)}") for key, words in ends)
            elif span[0] < title + len(source.title) and 0 <= title < span[1]:
                message = "the passage takes in the article's title"
            else:
                continue
            help = f"copy them from the article:  dossier text {source.id}"
            yield of_record("body-found", source, ("body", i), message, details=details, help=help)


def _times(corpus: Corpus, source: Source, words: str) -> str:
    count = corpus.repaired[source.id].text.count(words)
    return "once" if count == 1 else f"{count} times" if count else "nowhere"


@rule("archive")
def source_described(corpus: Corpus) -> Iterator[Problem]:
    """An article's title stands in its text, as do the words that date it; a date said to be printed is the one in
    those words; and what is said to be in English is."""
    for source in corpus.dossier.sources.values():
        text = corpus.repaired[source.id].text
        if hashlib.sha256(corpus.dossier.raw[source.id].encode()).hexdigest() != source.sha256:
            continue  # of another file, nothing can be said
        if source.script == "en" and len(A_HAN.findall(text)) * 10 > len(text):
            yield of_record("source-described", source, ("script",), "the article is not in English")
        title, dating = source.title.rstrip("…"), source.published.words or ""
        for path, words in ((("title",), title), (("published", "words"), dating)):
            if words not in text:
                yield of_record("source-described", source, path, f"{words!r} does not stand in the article")
        printed = [mention.edtf for mention in read_dates(dating)]
        if source.published.basis == "printed" and source.published.date not in printed:
            message = f"{source.published.date} is not printed in these words"
            yield of_record("source-described", source, ("published", "basis"), message)
