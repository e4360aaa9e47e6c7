"""What a tool that handles Chinese text byte by byte does to it: the cause replayed, and its traces found.

The tool took text in GBK, two bytes a character. Behind every pair of bytes that makes a certain character it put that
character's reading in brackets, and before every pair that makes a certain punctuation mark it cut the text, whether or
not the pair began where a character begins. What followed was then decoded out of step: a byte without a partner
became `?`, and took an ASCII character behind it along; a pair from GBK's private area vanished; at last, full-width
ASCII was made half-width.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from .characters import HAN, INVISIBLE
from .memory import memory

_CUTS = ("", "！；。")  # a tool that cuts did so at one mark after the other, in this order
_TAG = re.compile(r"\?(/?[a-z][a-z0-9]*>)$")
_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in ",;:!?()"}
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INSERTED, _CUT = b"\x01", b"\x02"


def replays(raw: str, text: str) -> bool:
    """Whether the damage, done to `text`, gives exactly `raw`."""
    return _bytes_lost(raw, text) is not None


def proves(raw: str, text: str) -> bool:
    """Whether, besides, every byte of `text` can still be told from `raw`.

    Where a `?`, or nothing, stands for bytes, only the sentence can decide what they were.
    """
    return _bytes_lost(raw, text) == 0


def _bytes_lost(raw: str, text: str) -> int | None:
    """How many bytes of `text` left no trace in `raw`; None where the damage done to `text` does not give `raw`.

    A tag whose `<` went with a byte is put back, since the repaired text has no tags.
    """
    tag = _TAG.search(raw)
    try:
        original = (text + (f"<{tag[1]}" if tag else "")).translate(_FULL_WIDTH).encode("gbk")
    except UnicodeEncodeError:
        return None
    inserted = inserted_readings(raw, original)
    for cuts in _CUTS:
        damaged, lost = replay(original, inserted, cuts)
        if damaged == raw:
            return lost
    return None


def inserted_readings(raw: str, original: bytes) -> dict[str, str]:
    """The characters that pairs of bytes of a GBK text happen to make, and whose readings stand in the damaged text."""
    pairs = {original[at : at + 2].decode("gbk", "ignore") for at in range(len(original) - 1)}
    syllables = set(re.findall(r"([^\W\d_]+)\)", raw))
    return {pair: syllable for pair in sorted(pairs) for syllable in readings(pair) if syllable in syllables}


def replay(original: bytes, inserted: Mapping[str, str], cuts: str) -> tuple[str, int]:
    """What the tool makes of GBK text, given the characters behind which it puts readings and the marks before which it
    cuts; and how many bytes leave no trace. A byte left alone before an inserted reading is known from the reading."""
    for character, reading in inserted.items():
        pair = character.encode("gbk")
        original = original.replace(pair, pair + _INSERTED + f"({reading})".encode("gbk"))
    for mark in cuts:
        original = original.replace(mark.encode("gbk"), _CUT + mark.encode("gbk"))
    pieces = [_decoded(piece) for piece in original.split(_CUT)]
    return "".join(text for text, _ in pieces).translate(_HALF_WIDTH), sum(lost for _, lost in pieces)


def _decoded(piece: bytes) -> tuple[str, int]:
    parts = []
    lost = at = 0
    while at < len(piece):
        if piece[at] < 0x80:
            parts.append(chr(piece[at]) if piece[at : at + 1] != _INSERTED else "")
            at += 1
        elif piece[at + 1 : at + 2] == _INSERTED:
            parts.append("?")
            at += 3
        else:
            pair = piece[at : at + 2]
            character = "" if _is_private(pair) else pair.decode("gbk", "replace")
            parts.append(character if len(character) < 2 and character != "\ufffd" else "?")
            lost += {"": 2, "?": 1}.get(parts[-1], 0)
            at += 2
    return "".join(parts), lost


def _is_private(pair: bytes) -> bool:
    if len(pair) < 2:
        return False
    lead, trail = pair
    if trail >= 0xA1:
        return 0xAA <= lead <= 0xAF or lead >= 0xF8
    return trail >= 0x40 and 0xA1 <= lead <= 0xA7


# --- readings ----------------------------------------------------------------------------------------------------


def readings(character: str) -> tuple[str, ...]:
    """The readings of a Chinese character, of either script, in pinyin with tone marks; none for anything else."""
    found: str = memory("pinyin").recall(character, _found) if len(character) == 1 else ""
    return tuple(found.split(",")) if found else ()


def _found(character: str) -> str:
    return _pinyin().get(str(ord(character)), "")


@cache
def _pinyin() -> Mapping[str, str]:
    # The table alone: importing the package would load its phrases too, at ten times the cost.
    package = find_spec("pypinyin")
    assert package is not None and package.origin is not None
    table: dict[str, str] = json.loads(Path(package.origin).with_name("pinyin_dict.json").read_text("utf-8"))
    return table


def _is_toned(word: str) -> bool:
    """Whether this is a syllable that bears a tone mark."""
    return not word.isascii() and word in _syllables()


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for found in _pinyin().values() for syllable in found.split(",")) - {"ü"}


# --- traces ------------------------------------------------------------------------------------------------------

_HAN = re.compile(f"[{HAN}]{{3,}}")
_SYLLABLE = re.compile(r"(?:(?<=[^\W\da-zA-Z])\(|\?)([^\W\d_]{1,6})\)")
_TRACE = re.compile(
    r"\?[?;。、，；]"  # a byte without a partner, where no question can end
    r"|</?[a-z][^<>\n]{0,80}>|\?/?[a-z][a-z0-9]*>|&(?:[a-z]{2,8}|#\d{1,6});"  # markup
    r"|\*\*|!\[[^\[\]\n]{0,80}\]\("
    rf"|[{INVISIBLE}]"
)


def damage(text: str) -> list[tuple[int, int]]:
    """Spans of a repaired text that still look damaged, in order and disjoint."""
    spans = [found.span() for found in _TRACE.finditer(text)]
    spans += [found.span() for found in _SYLLABLE.finditer(text) if _is_toned(found[1])]
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*spans, *_out_of_step(text)]):
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _out_of_step(text: str) -> Iterator[tuple[int, int]]:
    """Three characters, one of them rare, whose bytes read one out of step are two that stand together elsewhere.

    Rare is what is not of the 3,755 characters of GB 2312's first level, and stands in the text once. (Measured:
    nothing found in clean articles.)
    """
    counts = Counter(text)
    for run in _HAN.finditer(text):
        rare = [at for at, character in enumerate(run[0]) if counts[character] == 1 and not is_first_level(character)]
        for at in sorted({first for last in rare for first in range(max(0, last - 2), last + 1)}):
            coded = [character.encode("gbk", "replace") for character in run[0][at : at + 3]]
            between = [(left[1:] + right[:1]).decode("gbk", "replace") for left, right in pairwise(coded)]
            if list(map(len, between)) == [1, 1] and "".join(between) in text:
                yield run.start() + at, run.start() + at + 3


def is_first_level(character: str) -> bool:
    """Whether it is one of the commonest characters, in simplified script."""
    pair = character.encode("gbk", "replace")
    return b"\xb0" <= pair[:1] <= b"\xd7" and pair[1:] >= b"\xa1"
