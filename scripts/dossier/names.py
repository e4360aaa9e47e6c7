"""Finding names in text: which entities a passage mentions, by the forms listed for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
        at = 0
        while start := self._starts.search(text, at):
            at = start.start()
            forms = (*self._by_start.get(text[at : at + 2], ()), *self._by_start.get(text[at], ()))
            fitting = (form for form in forms if text.startswith(form, at) and _whole(text, at, at + len(form)))
            form = next(fitting, None)
            if form:
                yield Mention(at, at + len(form), form, self.bearers[form])
            at += len(form or " ")

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
    firsts = re.escape("".join(sorted({form[0] for form in bearers})))
    starts = re.compile(f"[{firsts}](?<![A-Za-z0-9]{{2}})" if bearers else "(?!)")  # not within a Latin word
    return Names(
        {form: frozenset(ids) for form, ids in bearers.items()},
        starts,
        {start: tuple(forms) for start, forms in by_start.items()},
    )


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit runs on over an edge."""
    before, after = text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1]
    return not (_latin(before) or _latin(after))


def _latin(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
