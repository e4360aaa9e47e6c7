"""Repairs proposed for what stays damaged in an article: the cause of the damage taken back, byte by byte.

Where every byte can be told, the repair is proved by replaying the damage; where one is gone, what has stood beside the
same neighbours elsewhere in the article is proposed, and the reason left for whoever reads the sentence to write.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from .archive import Certainty, Repaired
from .characters import A_HAN, INVISIBLE
from .damage import damage, is_first_level, proves, readings, replays
from .problems import MOST_REPORTED
from .quotes import comparable

TO_WRITE = "…"
_LONGEST = 60
"""Characters of one damaged passage."""
_GONE_AT_MOST = 2
"""Characters of it of which a byte is gone."""
_MOST = 20_000
"""Restorations of one passage that are compared."""
_INSERTED = re.compile(r"(\?)?(?(1)|\()([^\W\d_]{1,6})\)")
_TAG = re.compile(r"\?/?[a-z][a-z0-9]*>")
_ANY = tuple(range(0x40, 0xFF))
_GONE: Mapping[str, str] = {
    "en": "Markup, or a character that nobody sees, was left.",
    "zh": "残留的标记，或不可见的字符。",
}
_PROVED: Mapping[str, str] = {
    "en": "A reading was put between the two bytes of a character, and what follows paired off out of step. Replaying"
    " this gives the raw characters, with no byte in doubt.",
    "zh": "注音被插在一个字的编码中间，其后的编码错位配对。按此重演可得原始字符，没有一处编码存疑。",
}
_LEFT = dict.fromkeys(_GONE, TO_WRITE)
_LOST: Mapping[str, str] = {"en": "Nothing tells what stood here.", "zh": "此处原文无从得知。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A repair as `content/sources/` has it; `…` stands for what is left to write."""

    raw: str
    text: str
    how: Mapping[str, str]
    certainty: Certainty


def proposals(repaired: Repaired) -> Iterator[Proposal]:
    """A repair for each passage that still looks damaged, in order; of very many, for the first."""
    raw, done = repaired.raw, 0
    spans = [repaired.raw_span(*span) for span in damage(repaired.text)[:MOST_REPORTED]]
    seen = Counter([*repaired.text, *map("".join, pairwise(repaired.text))])
    for at, (start, end) in enumerate(spans):
        if start < done:
            continue
        alone = raw.rfind("?", max(done, start - 3), start)  # what looks odd begins behind a byte without a partner
        start = alone if alone >= 0 else start
        proposed = _restored(repaired, start, seen)
        if proposed is None:
            proposed = _without(raw[start:end])
            for low, high in spans[at + 1 :] if TO_WRITE in proposed.text else ():
                if high - start > _LONGEST or "\n" in raw[start:high] or TO_WRITE not in _without(raw[low:high]).text:
                    break
                proposed = _without(raw[start:high])
        first = raw.rindex(proposed.raw, 0, start + len(proposed.raw))
        last = first + len(proposed.raw)
        after = next((low for low, _ in spans[at + 1 :] if low >= last), len(raw))
        proposed, done = _unique(repaired, first, proposed, range(done, after))
        yield proposed


def _without(raw: str) -> Proposal:
    """What is markup or unseen goes; of a byte without a partner, nothing can be said."""
    if set(raw) == {"?"}:
        return Proposal(raw=raw, text="□" * len(raw), how=_LOST, certainty="lost")
    if re.fullmatch(rf"(?:</?[a-z][^<>]*>|[*{INVISIBLE}])+", raw):
        return Proposal(raw=raw, text="", how=_GONE, certainty="context")
    return Proposal(raw=raw, text=TO_WRITE, how=_LEFT, certainty="context")


def _unique(repaired: Repaired, start: int, proposed: Proposal, free: range) -> tuple[Proposal, int]:
    """With as much around it, where that is free, as makes its raw words stand once in the file and its text not
    empty; and its end."""
    raw, left, right = repaired.raw, start, start + len(proposed.raw)
    touched = {at for edit in repaired.edits for at in (edit.start - 1, edit.end)}
    text = proposed.text
    while right - left < 2 * _LONGEST and (not text or raw.count(raw[left:right]) > 1):
        wider = [at for at in (left - 1, right) if at in free and raw[at] != "\n" and at not in touched]
        if not wider:
            break
        left, right = min(left, *wider), max(right, *(at + 1 for at in wider))
        text = raw[left:start] + proposed.text + raw[start + len(proposed.raw) : right]
    return Proposal(raw=raw[left:right], text=text, how=proposed.how, certainty=proposed.certainty), right


# --- bytes taken back --------------------------------------------------------------------------------------------


def _restored(repaired: Repaired, start: int, seen: Counter[str]) -> Proposal | None:
    """The shortest passage from here on that comes back in step, with the character before it."""
    raw, text = repaired.raw, repaired.text
    at, _ = repaired.repaired_span(start, start)
    before = text[at - 1 : at].strip()
    lead = raw[repaired.raw_span(at - 1, at)[0] : start] if before else ""
    line = raw.find("\n", start)
    for end in (
        range(start + 1, min(start + _LONGEST, line if line >= 0 else len(raw)) + 1) if raw[start] == "?" else ()
    ):
        # What was lost takes a tag's bracket along; the reading of the last character goes with it.
        more = _TAG.match(raw, end - 1) or (_INSERTED.match(raw, end) if raw[end : end + 1] == "(" else None)
        words = raw[start : more.end() if more else end]
        template = _template(before, words)
        if template is None or len(template) % 2:
            continue
        for likely in _likely(template, before, raw[start + len(words) :][:1], seen):
            sides = lead + words, before + likely
            if proves(*sides):
                return Proposal(raw=sides[0], text=sides[1], how=_PROVED, certainty="proved")
            if replays(*sides):
                return Proposal(raw=sides[0], text=sides[1], how=_LEFT, certainty="context")
    return None


def _template(before: str, words: str) -> list[Sequence[int]] | None:
    """For each byte of the original, those it may have been."""
    found: list[Sequence[int]] = []
    at = 0
    while at < len(words):
        last = found[-1] if found else before.encode("gbk", "replace")[-1:]
        if inserted := _INSERTED.match(words, at):
            at = inserted.end()
            if inserted[1]:
                found.append([byte for byte in _ANY if any(_reads(one, byte, inserted[2]) for one in last[:4])])
        elif words[at] == "?":
            at = tag.end() if (tag := _TAG.match(words, at)) else at + 1
            found.append(_ANY)
        elif words[at].isascii():
            wide = chr(ord(words[at]) + 0xFEE0).encode("gbk", "replace")
            found += [[ord(words[at])]] if words[at].isalpha() else [[byte] for byte in wide]
            at += 1
        else:
            try:
                found += [[byte] for byte in words[at].encode("gbk")]
            except UnicodeEncodeError:
                return None
            at += 1
    return found


def _reads(first: int, second: int, syllable: str) -> bool:
    return syllable in readings(bytes((first, second)).decode("gbk", "ignore"))


def _likely(template: Sequence[Sequence[int]], before: str, after: str, seen: Counter[str]) -> list[str]:
    """What the bytes may have been. A character of which a byte is gone has stood beside the same neighbours elsewhere,
    the one that did so most often first; no other character is a rare one. `seen` are characters, and pairs of them."""
    pairs = list(zip(template[::2], template[1::2], strict=True))
    gone = [at + len(before) for at, (first, second) in enumerate(pairs) if len(first) * len(second) != 1]
    choices = []
    for first, second in pairs if len(gone) <= _GONE_AT_MOST else ():
        known = len(first) * len(second) == 1
        coded = (bytes(pair).decode("gbk", "ignore") for pair in product(first, second))
        choices.append([one for one in coded if len(one) == 1 and (seen[one] or (known and _is_common(one)))])
    ranked = []
    for each in islice(product(*choices), _MOST) if choices else ():
        whole = before + "".join(each) + after
        stand = [seen[whole[max(0, at - side) :][:2]] for at in gone for side in (0, 1)]
        if all(stand):
            ranked.append((sum(stand), "".join(each)))
    return [words for _, words in sorted(ranked, key=lambda one: -one[0])[:_LONGEST]]


def _is_common(character: str) -> bool:
    return not A_HAN.match(character) or is_first_level(comparable(character)[character])
