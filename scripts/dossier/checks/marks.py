"""Marks: the words that decide what a text says, by the table `words/marks.yml`, in English and Chinese.

Words cannot be compared across languages, nor ours with an article's, but what they do can: they deny, doubt or limit,
or go one of two ways (rise, fall). Where one text surely does so, the other has some word for it, however faint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from ..corpus import Corpus, once_for_articles
from ..memory import memory
from ..tongue import words

ATTRIBUTES, DEPENDS = "attributes", "makes depend on something"
GOVERNING = (
    *("denies", "doubts", "limits", "takes for one of several", DEPENDS),
    *("speaks of all or the whole", "gives a cause", "ranks"),
)
"""The kinds of words that say something of others, which a statement and its evidence must share."""
KINDS = (*GOVERNING, ATTRIBUTES)
"""The kinds of words that versions of a text must share."""
HIDDEN = "\0"
CLAUSE_END = re.compile(r"[,，;；:：、。！？!?（）()—…\n\"'“”‘’「」『』]|\.{2,}")

Way = tuple[int, int]
"""A pair of opposites, and which of its two ways."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a language, names out of sight, and what its words do: found when asked, and remembered."""

    text: str
    lang: str
    known: dict[str, Any]

    def clear(self, kind: str) -> str:
        """The first word that surely is of a kind, or none."""
        return str(self._once(f"{kind}!", lambda: re.sub(f"{HIDDEN}+", "…", next(self.places(kind), ("",))[0])))

    def places(self, kind: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Where the words stand that surely are of a kind."""
        return expression("kinds", kind, self.lang, "clear").finditer(self.text, start)

    def faint(self, kind: str) -> bool:
        """Whether some word may be of a kind."""
        return bool(self._once(kind, lambda: bool(expression("kinds", kind, self.lang, "faint").search(self.text))))

    @property
    def ways(self) -> Mapping[Way, str]:
        """The ways that the text goes, each with the first word that goes there."""
        found: Mapping[Way, str] = self._once("ways", lambda: _ways(self.text, self.lang))
        return found

    def _once(self, what: str, find: Callable[[], Any]) -> Any:
        if what not in self.known:
            self.known[what] = find()
            _MEMORY.grown = True
        return self.known[what]


_MEMORY = memory("marks")


def said(text: str, lang: str, corpus: Corpus | None = None) -> Said:
    """A text, the names of a corpus out of sight."""
    if corpus:
        return _said(corpus, (text, lang))
    return Said(text, lang, _MEMORY.recall(f"{lang} {text}", lambda _: {}))


def claimed(text: str, lang: str, corpus: Corpus) -> Said:
    """A text, without what it says of its sources: what they do not say is not theirs."""
    return said(expression("sources", lang).sub(lambda found: HIDDEN * len(found[0]), text), lang, corpus)


@once_for_articles
def _said(corpus: Corpus, of: tuple[str, str]) -> Said:
    return said(unnamed(corpus, of[0]), of[1])


def unnamed(corpus: Corpus, text: str, spans: Collection[tuple[int, int]] = ()) -> str:
    """The text with its names, and these spans, out of sight."""
    for start, end in (*((name.start, name.end) for name in corpus.names.mentions(text)), *spans):
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


def added(mine: Said, theirs: Collection[Said], kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    """The kinds of which a text surely has a word and none of others may have one, and the word."""
    for kind in kinds:
        if (word := mine.clear(kind)) and not any(each.faint(kind) for each in theirs):
            yield kind, word


def contrary(mine: Said, theirs: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """The words with which a text goes one way of a pair alone, and others the other alone."""
    ways = {way: word for each in theirs for way, word in each.ways.items()}
    for (pair, way), word in mine.ways.items():
        back = pair, 1 - way
        if back in ways and back not in mine.ways and (pair, way) not in ways:
            yield word, ways[back]


def beyond(mine: Said, theirs: Iterable[Said]) -> Iterator[str]:
    """The words with which a text goes a way, where others go neither way of the pair."""
    known = {pair for each in theirs for pair, _ in each.ways} if mine.ways else set()
    for (pair, _), word in mine.ways.items():
        if pair not in known and not listed()["opposites"][pair].get("often"):
            yield word


def reach(kind: str) -> int:
    """How many characters the Chinese words of a kind govern behind them or, negative, before."""
    return int(listed()["kinds"][kind]["reach"])


def such_as(kind: str, lang: str) -> str:
    """Some words of a kind, for somebody who looks for one."""
    faint = re.sub(r"\w*\(.*?\)", "", listed()["kinds"][kind][lang]["faint"])
    return ", ".join([word for word in re.split(r"[|\n]", faint) if word.isalpha()][:6])


def listed() -> Mapping[str, Any]:
    """The table of marks: `kinds`, `opposites`, `roles`."""
    return words("marks")


@cache
def expression(*path: str) -> re.Pattern[str]:
    """The expression at a path of the table: its lines are alternatives."""
    found: Any = listed()
    for step in path:
        found = found[step]
    return re.compile("|".join(found.splitlines()), re.IGNORECASE)


def _ways(text: str, lang: str) -> dict[Way, str]:
    opposites = _opposites(lang)
    found: dict[Way, str] = {}
    for match in opposites.any.finditer(text):
        for way in opposites.ways[(match.lastindex or 1) - 1]:
            found.setdefault(way, match[0])
    return found


@dataclass(frozen=True, slots=True)
class _Opposites:
    """The words of a language: any of them, each as a group, and by the number of its group the ways it goes."""

    any: re.Pattern[str]
    ways: tuple[tuple[Way, ...], ...]


@cache
def _opposites(lang: str) -> _Opposites:
    ways: dict[str, list[Way]] = {}
    for pair, row in enumerate(listed()["opposites"]):
        for way, side in enumerate(row[lang].split(" / ")):
            for word in side.split(", " if lang == "en" else " "):
                ways.setdefault(word, []).append((pair, way))
    ordered = sorted(ways, key=lambda word: (word[0], -len(word)))  # of two that begin alike, the longer first
    before, after = ("(?<![A-Za-z])", "(?![A-Za-z])") if lang == "en" else ("", "")
    alike = {
        first: "|".join(f"({word[1:]}){after}" for word in begun)
        for first, begun in groupby(ordered, lambda word: word[0])
    }
    found = f"{before}(?=[{''.join(alike)}])(?:{'|'.join(f'{first}(?:{rest})' for first, rest in alike.items())})"
    return _Opposites(re.compile(found, re.IGNORECASE), tuple(tuple(ways[word]) for word in ordered))
