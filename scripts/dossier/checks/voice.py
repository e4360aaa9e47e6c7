"""Voice: who says it, in the evidence and in the statement alike; and where the article says it has it from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..corpus import Corpus, Located
from ..model import WRITTEN, Described
from ..problems import Problem
from .heard import plain_article, simplified, table_of
from .marks import ATTRIBUTES, expression, listed, said
from .name import paragraphs
from .roles import FIRST, among_names, signed
from .rules import evidence, of_evidence, of_record, rule

_JUDGED = {"opinion", "estimate", "forecast", "denial"}


@rule("name", waivable=True)
def statement_voice(corpus: Corpus) -> Iterator[Problem]:
    """What somebody says, and no article by itself, each statement attributes, an event too; and an opinion,
    estimate, forecast or denial of somebody named, to that name."""
    for fact in corpus.dossier.facts.values():
        voices = [each.said_by[0] for each in fact.evidence if each.said_by]
        if "article" in voices:
            continue
        named = {voice for voice in voices if isinstance(voice, str)}
        for language in WRITTEN:
            text = fact.statement[language]
            if named & corpus.names.entities(text):
                continue
            if not said(text, language, corpus).faint(ATTRIBUTES):
                message = "somebody says so, and the statement does not say that"
                yield of_record("statement-voice", fact, ("statement", language), message)
            elif fact.modality in _JUDGED and named:
                message = f"the {fact.modality} is that of {', '.join(sorted(named))}, who is not named"
                yield of_record("statement-voice", fact, ("statement", language), message)


@cache
def _credits(language: str) -> list[re.Pattern[str]]:
    return [re.compile(among_names(way)) for way in listed()["credits"][language].splitlines()]


@rule("name", waivable=True)
def statement_credits(corpus: Corpus) -> Iterator[Problem]:
    """Whom a statement names as saying something (A said, according to A; A称, 据A) is a voice or the origin of its
    evidence."""
    for fact in corpus.dossier.facts.values():
        voices = {voice for each in fact.evidence for voice in (*each.said_by, each.origin)}
        for language in WRITTEN:
            shown, mentions = signed(fact.statement[language], corpus.names)
            for found in (each for way in _credits(language) for each in way.finditer(shown)):
                mention = mentions[ord(found["one"]) - FIRST]
                if not mention.entities & voices:
                    message = f"{mention.form!r} is no voice of the evidence"
                    yield of_record("statement-credits", fact, ("statement", language), message)


@rule("name", waivable=True)
def quote_voice(corpus: Corpus) -> Iterator[Problem]:
    """A quotation that says who says so (据…报道, 知情人士透露), whose sentence begins so, or which the article itself
    quotes (“…”), is not the article's own word; people it does not name (知情人士) are described, in words that stand
    there."""
    table = simplified(corpus, None)
    unnamed, tells, held = (expression("voices", name) for name in ("unnamed", "tells", "held"))
    for located in evidence(corpus):
        if located.quote is None or not _found(located):
            continue
        words = located.evidence.quote.translate(table)
        before = corpus.beside(located.evidence.source, located.quote)[0].translate(table)
        voices = located.evidence.said_by
        described = [voice.described["zh"] for voice in voices if isinstance(voice, Described)]
        within = (each for way in (unnamed, tells) for each in way.finditer(words) if each.end() < len(words))
        text, start = corpus.repaired[located.evidence.source].text, located.quote[0]
        open_ = _OPEN.search(text[text.rfind("\n", 0, start) + 1 : start])
        if (told := next(within, None) or tells.search(before) or open_) and set(voices) == {"article"}:
            message = f"{told[0][-12:]!r}: it is not the article that says so"
            help = "said_by: the id of whom it names, or [{described: {en: …, zh: in the article's words}}]"
            yield of_evidence("quote-voice", located, "said_by", message, help=help)
        elif (whom := unnamed.search(words)) and not described:
            message = f"{whom[0]!r}: whom the article does not name"
            yield of_evidence("quote-voice", located, "said_by", message, help="describe the voice")
        around = f"{corpus.sentence(located.evidence.source, located.quote)}{located.evidence.context or ''}"
        heard = words + around.translate(table)
        for voice in described:
            if not held.search(heard) and not any(voice[i : i + 2] in heard for i in range(len(voice) - 1)):
                yield of_evidence("quote-voice", located, "said_by", f"nothing here is like {voice!r}")


_OPEN = re.compile('“(?=[^”]*$)|^[^"]*"(?:[^"]*"[^"]*")*(?=[^"]*$)')
"""A quotation mark of the article's paragraph that is still open where a quotation begins."""


@rule("independence")
def origin_unnamed(corpus: Corpus) -> Iterator[Problem]:
    """An origin that an article is said to credit is named there, by its name or a listed form; that of evidence, in
    the context, in the paragraph of the quotation or the one before, or in one that names who says so."""
    table = simplified(corpus, None)
    forms = {o.id: _forms(*o.names.values(), *o.aliases) for o in corpus.dossier.origins.values()}
    for source in corpus.dossier.sources.values():
        for i, origin in enumerate(source.origins):
            if not any(form in plain_article(corpus, source.id) for form in forms[origin]):
                message = f"the article does not name {origin}: {' / '.join(forms[origin])}"
                help = "add the printed form to the aliases of the origin"
                yield of_record("origin-unnamed", source, ("origins", i), message, help=help)
    for located in evidence(corpus):
        origin = located.evidence.origin
        if _found(located) and origin in forms:
            every = corpus.repaired[located.evidence.source].text.split("\n")
            voices = {voice for voice in located.evidence.said_by if voice != "article"}
            near = [located.evidence.context or "", paragraphs(corpus, located, 1)]
            near += (each for each in every if voices & corpus.names.entities(each))
            if not any(form in each.translate(table) for form in forms[origin] for each in near):
                message = f"{origin} is not named near this quotation"
                help = "add the passage that credits it as context, or origin: unknown"
                yield of_evidence("origin-unnamed", located, "origin", message, help=help)


def _found(located: Located) -> bool:
    """Whether the words are known among which a voice or an origin may be named."""
    return located.quote is not None and (located.context is not None or not located.evidence.context)


def _forms(*forms: str) -> list[str]:
    """The forms in simplified characters, as they are compared."""
    return list(dict.fromkeys(form.translate(table_of({*form})) for form in forms))
