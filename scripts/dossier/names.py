"""Finding names in text: which entities a passage mentions, by the forms listed for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start`…`end` of a text (code points); more than one entity may bear it."""

    start: int
    end: int
    form: str
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """Finds the longest listed form at each place, Latin forms only as whole words."""

    pattern: re.Pattern[str]
    bearers: Mapping[str, frozenset[str]]
    _found: dict[str, tuple[Mention, ...]] = field(default_factory=dict, repr=False)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        if text not in self._found:
            self._found[text] = tuple(
                Mention(m.start(), m.end(), m.group(), self.bearers[m.group()]) for m in self.pattern.finditer(text)
            )
        return self._found[text]

    def entities(self, text: str) -> set[str]:
        """Every entity that the text may mention."""
        return {entity for mention in self.mentions(text) for entity in mention.entities}


def names(entities: Mapping[str, Entity]) -> Names:
    """The finder for these entities."""
    bearers: dict[str, set[str]] = {}
    for entity in entities.values():
        for form in entity.forms():
            bearers.setdefault(form, set()).add(entity.id)
    longest_first = sorted(bearers, key=lambda form: (-len(form), form))
    pattern = "|".join(_whole(form) for form in longest_first) or r"(?!)"
    return Names(re.compile(pattern), {form: frozenset(ids) for form, ids in bearers.items()})


def _whole(form: str) -> str:
    before = r"(?<![A-Za-z0-9])" if form[0].isascii() and form[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if form[-1].isascii() and form[-1].isalnum() else ""
    return before + re.escape(form) + after
