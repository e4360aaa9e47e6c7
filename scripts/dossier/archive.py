"""From an archived file to the text that quotations are matched against, with the way back to the file.

`repair` takes the raw text of an article through its edits: what a page's markup and hard wraps leave behind, readings
that a tool put behind characters, and the named patches of `content/sources/`. Every edit is kept, so a span of the
repaired text leads to a span of the raw file, and anyone can apply the edits inside that span and see the quotation.
All offsets are Unicode code points; all functions are pure and take time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, Protocol

from .characters import joint
from .damage import damage as damage
from .damage import readings

Certainty = Literal["proved", "context", "lost"]


class Patch(Protocol):
    """A named repair, of `content/sources/` or proposed for it."""

    @property
    def raw(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def certainty(self) -> Certainty: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`text` stands for raw[start:end]; `how` says which step of the repair did it."""

    start: int
    end: int
    text: str
    how: Literal["reading", "markup", "wrap", "patch"]
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchProblem:
    """Why the patch of this index was not applied."""

    index: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """An article before and after its repair. `edits` are in order and do not overlap."""

    raw: str
    text: str
    edits: tuple[Edit, ...]
    _raw: tuple[list[int], list[int]] = field(repr=False, compare=False)
    _repaired: tuple[list[int], list[int]] = field(repr=False, compare=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a span of the repaired text.

        An edit at the border that only takes something away is left outside. A border inside the text of an edit moves
        out to the whole edit: `repaired_span` then gives back the wider span, which is how to notice.
        """
        return _carry(start, end, self._repaired, self._raw)

    def repaired_span(self, start: int, end: int) -> tuple[int, int]:
        """The repaired span of a span of the raw text; a border inside an edit moves out to the whole edit."""
        return _carry(start, end, self._raw, self._repaired)

    def apply(self, start: int, end: int) -> str:
        """The repaired text of raw[start:end]: the edits that lie inside it, applied."""
        first = bisect_left(self._raw[0], start)
        last = bisect_right(self._raw[1], end)
        return _applied(self.raw, self.edits[first:last], start, end)


def repair(
    raw: str, *, format: Literal["text", "markdown", "html"], patches: Sequence[Patch]
) -> tuple[Repaired, tuple[PatchProblem, ...]]:
    """Repair an article; a patch that does not apply exactly once is left out and reported."""
    patched, problems = _patched(raw, patches)
    marks = list(_MARKS[format](raw))
    wraps = _wraps(raw, marks) if format == "markdown" else ()
    edits = _merged(patched, [*marks, *wraps, *_readings(raw)])
    lengths = list(accumulate((len(edit.text) - (edit.end - edit.start) for edit in edits), initial=0))
    spans = [edit.start for edit in edits], [edit.end for edit in edits]
    starts = [at + shift for at, shift in zip(spans[0], lengths[:-1], strict=True)]
    ends = [at + shift for at, shift in zip(spans[1], lengths[1:], strict=True)]
    text = _applied(raw, edits, 0, len(raw))
    return Repaired(raw=raw, text=text, edits=edits, _raw=spans, _repaired=(starts, ends)), problems


def _applied(raw: str, edits: Iterable[Edit], start: int, end: int) -> str:
    parts: list[str] = []
    for edit in edits:
        parts += raw[start : edit.start], edit.text
        start = edit.end
    return "".join(parts) + raw[start:end]


def _carry(
    start: int, end: int, here: tuple[list[int], list[int]], there: tuple[list[int], list[int]]
) -> tuple[int, int]:
    """Carry a span over, given where the edits start and end on either side."""
    done = bisect_right(here[1], start)
    first = there[1][done - 1] + start - here[1][done - 1] if done else start
    if done < len(here[0]) and here[0][done] < start:
        first = there[0][done]
    begun = bisect_left(here[0], end)
    last = there[1][begun - 1] + max(0, end - here[1][begun - 1]) if begun else end
    return first, max(first, last)


def _patched(raw: str, patches: Sequence[Patch]) -> tuple[list[Edit], tuple[PatchProblem, ...]]:
    edits: list[Edit] = []
    problems = []
    for index, patch in enumerate(patches):
        count = raw.count(patch.raw) if patch.raw else 0
        start = raw.find(patch.raw)
        end = start + len(patch.raw)
        if count != 1:
            where = f"stand {count} times" if count else "do not stand"
            problems.append(PatchProblem(index=index, message=f"the damaged words {where} in the raw file"))
        elif any(start < edit.end and edit.start < end for edit in edits):
            problems.append(PatchProblem(index=index, message="the damaged words overlap those of another repair"))
        else:
            # A byte left alone at the start (`?`) is the first character's: words may be quoted from the second on.
            alone = int(patch.raw[0] == "?" and len(patch.raw) > 1 and len(patch.text) > 1)
            spans = [(start, start + alone, patch.text[:alone]), (start + alone, end, patch.text[alone:])]
            edits += [
                Edit(start=first, end=last, text=text, how="patch", certainty=patch.certainty)
                for first, last, text in spans
                if first < last
            ]
    return sorted(edits, key=lambda edit: edit.start), tuple(problems)


def _merged(patched: list[Edit], found: list[Edit]) -> tuple[Edit, ...]:
    """All edits in order; what was found inside a patch is part of the damage that the patch repairs."""
    ends = [edit.end for edit in patched]

    def free(edit: Edit) -> bool:
        after = bisect_right(ends, edit.start)
        return after == len(ends) or edit.end <= patched[after].start

    return tuple(sorted([*patched, *filter(free, found)], key=lambda edit: edit.start))


# --- readings ----------------------------------------------------------------------------------------------------

_BRACKETED = re.compile(r"(?<=([^\W\da-zA-Z]))\(([^\W\d_]{1,6})\)")


def _readings(raw: str) -> Iterator[Edit]:
    """`節(jié)` → `節`: a bracketed syllable that is a reading of the character before it."""
    for found in _BRACKETED.finditer(raw):
        if found[2] in readings(found[1]):
            yield Edit(start=found.start(), end=found.end(), text="", how="reading", certainty="proved")


# --- Markdown ----------------------------------------------------------------------------------------------------

_WIDTH = 78  # at which html2text, the usual maker of such files, wraps; only at spaces, and counting code points
_ITEM = r"(?:\\?[-+*]|\d+\\?\.) "
_MARK = re.compile(
    r"""(?P<image> ^!\[[^\[\]\n]*\]\([^()\s]*\)[ \t]*+\n*+ | !\[[^\[\]\n]*\]\([^()\s]*\))
      | \[(?P<label>[^\[\]\n]+)\](?P<target>\([^()\s]*\))
      | (?P<heading> ^\#{1,6}+(?:[ \t]+|\n+|\Z))
      | (?P<item> (?<=[^\n])\\(?=[-+]\ ))
      | (?P<mark> \*\*+ | \\(?=[!-/:-@\[-`{-~]) | (?<![ \t])[ \t]++$)""",
    re.MULTILINE | re.VERBOSE,
)
_GAP = re.compile(rf"(?<=\*\*)\ (?=\S)|\n(?!\n|#|!\[|{_ITEM}|\Z)")
_CLOSING = tuple(",.;:!?)]}\"'")


def _marks(raw: str) -> Iterator[Edit]:
    """Images, emphasis, heading marks, link targets, escapes and spaces at line ends go; a list item that was run into
    the line before gets a line of its own."""
    for found in _MARK.finditer(raw):
        if found["label"] is not None:
            yield _markup(found.start(), found.start("label"))
            yield _markup(found.end("label"), found.end())
        else:
            yield _markup(found.start(), found.end(), "\n" if found["item"] else "")


def _markup(start: int, end: int, text: str = "") -> Edit:
    return Edit(start=start, end=end, text=text, how="markup", certainty="proved")


def _page(raw: str) -> Iterator[Edit]:
    from .webpage import text_edits  # on use: few dossiers hold a page, and this takes 5 ms

    for start, end, text in text_edits(raw):
        yield _markup(start, end, text)


_MARKS: Mapping[str, Callable[[str], Iterable[Edit]]] = {"text": lambda _: (), "markdown": _marks, "html": _page}


def _wraps(raw: str, marks: Sequence[Edit]) -> Iterator[Edit]:
    """Hard wraps are joined, and the space that the converter set behind bold text goes, as the sentence needs."""
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    line = 0
    for found in _GAP.finditer(raw):
        at = found.start()
        if at in covered:
            continue
        if found[0] == "\n":
            line = raw.rfind("\n", line, at) + 1 or line
            word = re.compile(r"\S*").match(raw, at + 1)
            assert word is not None
            if at == line or raw[at - 1] in " \t" or at - line + 1 + len(word[0]) <= _WIDTH:
                continue
        left, right = at - 1, at + 1
        while left in covered:
            left -= 1
        while right in covered:
            right += 1
        how: Literal["markup", "wrap"] = "wrap" if found[0] == "\n" else "markup"
        between = joint(raw[left : left + 1] if left >= 0 else "", raw[right : right + 1])
        if how == "markup" and raw[right : right + 1] in _CLOSING:
            between = ""
        if between != found[0]:
            yield Edit(start=at, end=at + 1, text=between, how=how, certainty="context")
