"""Finding names in text: which entities a passage mentions, by the forms listed for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .model import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start`…`end` of a text (code points); more than one entity may bear it."""

    start: int
    end: int
    form: str
    entities: frozenset[str]


@dataclass(frozen=True)
class Names:
    """Finds the longest listed form at each place, Latin forms only as whole words."""

    bearers: Mapping[str, frozenset[str]]
    _starts: re.Pattern[str]
    _by_start: Mapping[str, tuple[str, ...]]
    """The forms by their first two characters, the longest first; those that are one character, by it."""
    _found: dict[str, tuple[Mention, ...]] = field(default_factory=dict, repr=False)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        if text not in self._found:
            self._found[text] = tuple(self._scan(text))
        return self._found[text]

    def _scan(self, text: str) -> Iterator[Mention]:
        floor = 0
        for start in self._starts.finditer(text):
            at = start.start()
            if at >= floor and (form := self._form_at(text, at)):
                yield Mention(at, at + len(form), form, self.bearers[form])
                floor = at + len(form)

    def _form_at(self, text: str, at: int) -> str | None:
        for start in (text[at : at + 2], text[at]):
            for form in self._by_start.get(start, ()):
                if text.startswith(form, at) and _whole(text, at, at + len(form)):
                    return form
        return None

    def entities(self, text: str) -> set[str]:
        """Every entity that the text may mention."""
        return {entity for mention in self.mentions(text) for entity in mention.entities}


def names(entities: Mapping[str, Entity]) -> Names:
    """The finder for these entities."""
    bearers: dict[str, set[str]] = {}
    for entity in entities.values():
        for form in entity.forms():
            bearers.setdefault(form, set()).add(entity.id)
    by_start: dict[str, list[str]] = {}
    for form in sorted(bearers, key=lambda form: (-len(form), form)):
        by_start.setdefault(form[:2], []).append(form)
    return Names(
        {form: frozenset(ids) for form, ids in bearers.items()},
        _starts_of(by_start),
        {start: tuple(forms) for start, forms in by_start.items()},
    )


def _starts_of(starts: Iterable[str]) -> re.Pattern[str]:
    """Where one of these, of one or two characters, stands, and not within a Latin word."""
    seconds: dict[str, set[str]] = {}
    for start in starts:
        seconds.setdefault(start[0], set()).add(start[1:])
    after = {
        first: "" if "" in more else f"(?=[{re.escape(''.join(sorted(more)))}])" for first, more in seconds.items()
    }
    found = "|".join(re.escape(first) + after[first] for first in sorted(seconds))
    return re.compile(f"(?:{found})(?<![A-Za-z0-9]{{2}})" if found else "(?!)")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit runs on over an edge."""
    before, after = text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1]
    return not (_latin(before) or _latin(after))


def _latin(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
