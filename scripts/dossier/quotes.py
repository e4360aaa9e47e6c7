"""The one matcher of quotations: for the commands, the checks and the site.

Only `find` decides whether words stand in an article. What is approximate here serves people: the message about words
that are not found (`nearest`, `difference`), and the search for words to quote (`find_loosely`).
Offsets are code points of the repaired text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise

from .characters import A_HAN, folded
from .memory import memory

Span = tuple[int, int]


def find(repaired: str, words: str) -> list[int]:
    """Where words stand in a text, character for character; occurrences do not overlap."""
    found: list[int] = []
    at = repaired.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = repaired.find(words, at + len(words))
    return found


# --- words that are not found ------------------------------------------------------------------------------------

_LIKE = 0.6  # below this, two passages merely share some words
_LONGEST = 400  # no more of the words is compared
_FREQUENT = 200  # pairs of characters that stand more often than this tell nothing about the place
_CANDIDATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The passage most like some words; `ratio` is 1 where they are the same."""

    source: str
    start: int
    end: int
    ratio: float


def nearest(texts: Mapping[str, str], words: str) -> Nearest | None:
    """The passage of any text, by source, that is most like the words; None where nothing is."""
    words = words[:_LONGEST]
    found = [_measured(source, text, words, at) for source, text in texts.items() for at in _places(text, words)]
    best = max(found, key=lambda near: near.ratio, default=None)
    return best if best and best.ratio >= _LIKE else None


def _places(text: str, words: str) -> list[int]:
    """Where a passage like the words may begin: the offsets at which most pairs of characters agree."""
    wanted = set(pairwise(words))
    standing: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, pair in enumerate(pairwise(text)):
        if pair in wanted and len(standing[pair]) <= _FREQUENT:
            standing[pair].append(at)
    votes: Counter[int] = Counter()
    for offset, pair in enumerate(pairwise(words)):
        if len(standing[pair]) <= _FREQUENT:
            votes.update(max(0, at - offset) for at in standing[pair])
    return [at for at, _ in votes.most_common(_CANDIDATES)]


def _measured(source: str, text: str, words: str, at: int) -> Nearest:
    low = max(0, at - len(words) // 2)
    window = text[low : at + len(words) * 2]
    blocks = SequenceMatcher(None, window, words, autojunk=False).get_matching_blocks()[:-1]
    near = [block for block in blocks if abs(low + block.a - block.b - at) <= len(words) // 2] or blocks
    start = max(0, low + near[0].a - near[0].b)
    end = min(len(text), low + near[-1].a + len(words) - near[-1].b)
    ratio = SequenceMatcher(None, text[start:end], words, autojunk=False).ratio()
    return Nearest(source=source, start=start, end=end, ratio=ratio)


def difference(yours: str, source: str) -> str:
    """A line of carets to stand under `source`, marking where `yours` differs from it.

    What `yours` has too much is marked at the column before which it stands.
    """
    pairs = zip(yours, source, strict=False)
    head = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(yours), len(source)))
    tails = zip(reversed(yours[head:]), reversed(source[head:]), strict=False)
    tail = next((i for i, (a, b) in enumerate(tails) if a != b), min(len(yours), len(source)) - head)
    mine, theirs = yours[head : len(yours) - tail], source[head : len(source) - tail]
    marked: set[int] = set()
    if max(len(mine), len(theirs)) > _LONGEST:
        marked.update(range(head, head + max(1, len(theirs))))
    else:
        for kind, _, _, start, end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            if kind != "equal":
                marked.update(range(head + start, head + max(start + 1, end)))
    columns = [("^" if i in marked else " ") * _columns(c) for i, c in enumerate(source + " ")]
    return "".join(columns).rstrip()


def _columns(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# --- words to quote ----------------------------------------------------------------------------------------------

_MARKS = str.maketrans(
    dict.fromkeys("“”„‟‘’「」『』＂＇'″′", '"') | dict.fromkeys("‐‑‒–—―−－", "-") | dict.fromkeys("·•・‧⋅∙", "·")
    | {"巳": "已", "己": "已", "曰": "日", "⋯": "…", "￥": "¥"}
)  # fmt: skip
_QUOTES = str.maketrans(dict.fromkeys("“”„‟‘’「」『』＂＇'", '"'))


def find_loosely(repaired: str, words: str) -> list[Span]:
    """Where words stand in a text if form does not matter: script, spaces, case, accents, width, kind of quotation mark
    and dash, what cannot be seen, and what looks like another character."""
    plain = {character: folded(character.translate(_MARKS)) for character in {*repaired, *words}}
    one_script = comparable(set("".join(plain.values())))
    plain = {character: "".join(one_script[each] for each in form) for character, form in plain.items()}
    kept = [at for at, character in enumerate(repaired) for _ in plain[character]]
    wanted = "".join(plain[character] for character in words)
    found = find("".join(plain[character] for character in repaired), wanted)
    return [(kept[at], kept[at + len(wanted) - 1] + 1) for at in found]


def comparable(characters: Iterable[str]) -> dict[str, str]:
    """What each character is compared as: one character, or nothing for a space."""
    plain = {}
    for character in characters:
        folded = unicodedata.normalize("NFKC", character.translate(_QUOTES)).casefold()
        plain[character] = "" if character.isspace() else folded if len(folded) == 1 else character
    han = {folded for folded in plain.values() if A_HAN.match(folded)}
    simplified = {character: memory("t2s").recall(character, _simplified) for character in han}
    return {character: simplified.get(folded, folded)[:1] for character, folded in plain.items()}


def _simplified(character: str) -> str:
    return _converter()(character)


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # only here: its import and first conversion cost more than all else that a command does

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


# --- sentences ---------------------------------------------------------------------------------------------------

_CLOSING = "”’」』）)】》"
_STOP = r"(?<=[a-z0-9%)]{3})\.(?=[’”\"]?\s+[“\"(]?[A-Z])"  # of English: not of Mr., of 1.5, of v. or of U.S.
_END = re.compile(rf'\n|"|(?:[。！？；]|[!?;](?![0-9A-Za-z_])|{_STOP})+[{_CLOSING}]*')


def sentences(text: str) -> list[Span]:
    """Spans of a text's sentences, without the space around them; closing quotation marks and brackets are theirs."""
    return list(_sentences(text))


@lru_cache(maxsize=1 << 8)  # each quotation of an article asks for what is around it
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(_trimmed(text, _sentence_ends(text)))


def _sentence_ends(text: str) -> list[int]:
    ends: list[int] = []
    quoting = False
    for found in _END.finditer(text):
        if found[0] == '"':
            # The straight mark does not say whether it opens or closes: within a paragraph, they take turns.
            if quoting and ends and ends[-1] == found.start():
                ends[-1] = found.end()
            quoting = not quoting
        else:
            quoting = quoting and found[0] != "\n"
            ends.append(found.end())
    return [*ends, len(text)]


def _trimmed(text: str, ends: Iterable[int]) -> Iterator[Span]:
    start = 0
    for end in ends:
        sentence = text[start:end]
        if sentence.strip():
            yield end - len(sentence.lstrip()), start + len(sentence.rstrip())
        start = end


def context_window(text: str, start: int, end: int, size: int = 80) -> tuple[str, str]:
    """What stands before and after a span, to the ends of its sentences; `…` where that is longer than `size`."""
    touched = [s for s in _sentences(text) if s[0] < end and start < s[1]] or [(start, end)]
    before, after = text[min(touched[0][0], start) : start], text[end : max(touched[-1][1], end)]
    return (
        before if len(before) <= size else "…" + before[-size:],
        after if len(after) <= size else after[:size] + "…",
    )
