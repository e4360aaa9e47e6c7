"""Long wording that two articles share: the sign that one copies the other, or both a third.

Compared are *signs*: a Han character, or a whole word or number in other characters, whatever its script (simplified or
traditional), width and case. Space, punctuation and marks between signs do not count. Offsets are code points of the
repaired text. Pure, and near-linear in the length of the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from .characters import HAN
from .quotes import comparable

Span = tuple[int, int]

LONG = 12
"""From how many signs on shared wording counts.

Measured on the five articles of the dossier that this engine was made for. Articles that have nothing else in common
share up to 9 signs (a list of three rivals, a set phrase on pay), and terms of the trade run to 11; what was copied
begins at 14. A name or a number in Latin letters is one sign, or it would make a short phrase long.
"""

_SIGN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_BREAK = ""  # stands between two passages of a body; no sign is empty


@dataclass(frozen=True, slots=True)
class Wording:
    """The signs of a text, with where each stands."""

    signs: tuple[str, ...]
    spans: tuple[Span, ...]

    def places(self, words: tuple[str, ...]) -> list[Span]:
        """Everywhere these signs stand in a row."""
        length = len(words)
        starts = [i for i, sign in enumerate(self.signs) if sign == words[0]] if words else []
        return [self.span(start, length) for start in starts if self.signs[start : start + length] == words]

    def span(self, start: int, length: int) -> Span:
        """Where signs stand in the text, from the first to the last."""
        return self.spans[start][0], self.spans[start + length - 1][1]


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """A passage of `length` signs that stands in two texts, and that no sign before or behind it is part of."""

    first: Span
    second: Span
    length: int


def wording(text: str, passages: Iterable[Span]) -> Wording:
    """The signs of some passages of a text."""
    plain = comparable(set(text))
    signs: list[str] = []
    spans: list[Span] = []
    for start, end in passages:
        for found in _SIGN.finditer(text, start, end):
            signs.append("".join(plain[character] for character in found.group()))
            spans.append(found.span())
        signs.append(_BREAK)
        spans.append((end, end))
    return Wording(tuple(signs), tuple(spans))


def signs(words: str) -> tuple[str, ...]:
    """The signs of some words."""
    return wording(words, [(0, len(words))]).signs[:-1]


def neighbours(texts: Mapping[str, Wording], least: int = LONG) -> set[tuple[str, str]]:
    """The pairs of texts, by name, that may share so many signs in a row: all that do, and hardly any other."""
    holders: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for name, text in texts.items():
        for at in range(len(text.signs) - least + 1):
            holders[hash(text.signs[at : at + least])][name] = None
    return {pair for names in holders.values() if len(names) > 1 for pair in combinations(names, 2)}


def shared(first: Wording, second: Wording, least: int = LONG) -> list[Shared]:
    """The passages of at least `least` signs that stand in both texts: every stretch of either that stands in the
    other, as long as it goes, with the first place where it does."""
    forth = {
        Shared(first.span(at, length), second.span(here, length), length)
        for here, at, length in _stretches(second, first, least)
    }
    back = {
        Shared(first.span(here, length), second.span(at, length), length)
        for here, at, length in _stretches(first, second, least)
    }
    return sorted(forth | back)


def _stretches(text: Wording, other: Wording, least: int) -> Iterator[tuple[int, int, int]]:
    """(where in `text`, where in `other`, length) of the longest stretches of `text` that stand in `other`."""
    automaton = _automaton(other.signs)
    state = length = 0
    for here, sign in enumerate((*text.signs, _BREAK)):
        kept, held = state, length
        while state and (sign == _BREAK or sign not in automaton.steps[state]):
            state = automaton.shorter[state]
            length = automaton.length[state]
        if length < held and held >= least:  # what ended before this sign cannot be made longer
            yield here - held, automaton.end[kept] - held, held
        if sign != _BREAK and sign in automaton.steps[state]:
            state = automaton.steps[state][sign]
            length += 1


@lru_cache(maxsize=8)  # a text is compared with many, and an automaton takes some megabytes
def _automaton(signs: tuple[str, ...]) -> _Automaton:
    return _Automaton(signs)


class _Automaton:
    """The suffix automaton of some signs: its paths from state 0 are their stretches.

    By state: `steps` to the next by sign, `length` of the longest stretch that leads there, `shorter` the state of
    the longest suffix that leads elsewhere, `end` of the first place where it stands.
    """

    def __init__(self, signs: Iterable[str]) -> None:
        self.steps: list[dict[str, int]] = [{}]
        self.length, self.shorter, self.end = [0], [-1], [0]
        last = 0
        for sign in signs:
            last = self._append(last, sign)

    def _append(self, last: int, sign: str) -> int:
        new = self._state({}, self.length[last] + 1, 0, self.length[last] + 1)
        at = self._lead(last, sign, new, None)
        if at == -1:
            return new
        old = self.steps[at][sign]
        if self.length[old] > self.length[at] + 1:
            # The longer stretches to `old` go on elsewhere than the shorter: these get a state of their own.
            copy = self._state(dict(self.steps[old]), self.length[at] + 1, self.shorter[old], self.end[old])
            self._lead(at, sign, copy, old)
            self.shorter[old] = old = copy
        self.shorter[new] = old
        return new

    def _lead(self, state: int, sign: str, to: int, instead: int | None) -> int:
        """Let this state and its suffixes lead on by `sign`, while they led to `instead`; the first that did not."""
        while state != -1 and self.steps[state].get(sign) == instead:
            self.steps[state][sign] = to
            state = self.shorter[state]
        return state

    def _state(self, steps: dict[str, int], length: int, shorter: int, end: int) -> int:
        self.steps.append(steps)
        self.length.append(length)
        self.shorter.append(shorter)
        self.end.append(end)
        return len(self.steps) - 1
