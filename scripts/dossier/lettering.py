"""How wide a line of text will be, and where a long one breaks. Pure; for `sheet`, which lays text out unseen.

The reader's fonts are not known, so widths are guesses on the safe side for the usual sans-serif faces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

BOLD = 1.06
"""How much wider bold type is."""

_THIN = frozenset("iljtfrI.,:;'|!()[]- ·’“”")
_NO_LINE_STARTS = frozenset("，。、；：！？）》」』”’％,.;:!?)%–")


@cache
def measure(text: str, size: float) -> float:
    """About how many pixels a line takes. Among Han letters, punctuation of both scripts (“ ” ·) is as wide as they,
    and browsers may leave an eighth between them and Latin letters or digits."""
    full = "WFA" if any(map(_is_full, text)) else "WF"
    gaps = sum(_is_full(a) != _is_full(b) and a.isalnum() and b.isalnum() for a, b in pairwise(text))
    return size * (sum(_share(letter, full) for letter in text) + gaps / 8)


def wrap(text: str, room: float, size: float) -> list[str]:
    """Lines no wider than `room`, broken at spaces and around Han letters; a break stands for a separating dot."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and measure((lines[-1] + word).rstrip(" ·"), size) > room:
            lines.append("")
        lines[-1] += word
    return [line.strip(" ·") for line in lines]


@cache
def _share(letter: str, full: str) -> float:
    """A letter's width as a part of the type's size."""
    if unicodedata.east_asian_width(letter) in full:
        return 1.0
    if letter in _THIN:
        return 0.33
    return 0.74 if letter.isupper() or letter in "mw%" else 0.56


def _words(text: str) -> Iterator[str]:
    """The parts of a text between which a line may break."""
    word = ""
    for letter in text:
        breaks = word and (word[-1] == " " or _is_full(letter) or _is_full(word[-1]))
        if breaks and letter != " " and letter not in _NO_LINE_STARTS:
            yield word
            word = ""
        word += letter
    yield word


@cache
def _is_full(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
