"""Traditional Chinese, as Taiwan writes it, from the simplified that people write.

OpenCC's `s2tw` converts characters and never words. Names and the glossary's terms are rendered as they say,
before OpenCC sees the rest; inline code, addresses, citations and whatever else is Latin stay as they are, and
quotation marks become 「」 and 『』. Quotations from the articles never come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from .memory import memory
from .model import Dossier

_MARKS = str.maketrans("“”‘’", "「」『』")
SEAM = "\x1f"
"""A control character, which no text of a dossier has."""


@cache
def _opencc(config: str) -> Callable[[str], str]:
    from opencc import OpenCC  # imported on use: it takes 50 ms, its tables 250 more

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def characters(text: str, config: str = "s2tw") -> str:
    """OpenCC's conversion alone, or what it gave in an earlier run."""
    converted: str = memory(config).recall(text, lambda text: _opencc(config)(text))
    return converted


@dataclass(frozen=True, slots=True)
class Hant:
    """Converts simplified to traditional text, with fixed renderings for names and terms."""

    fixed: Mapping[str, str]
    pattern: re.Pattern[str]
    """What is not converted by characters, as one group."""
    _done: dict[str, str] = field(default_factory=dict, repr=False)

    def convert(self, text: str) -> str:
        if text not in self._done:
            self._done[text] = "".join(piece for piece, _ in self.pieces(text))
        return self._done[text]

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The converted text in pieces, each with whether it is a fixed rendering."""
        parts = self.pattern.split(text)
        fixed = [(self.fixed.get(part, part), True) for part in parts[1::2]]
        between = characters(SEAM.join(parts[::2])).translate(_MARKS).split(SEAM)
        pieces = [(between[0], False)]
        for each, rest in zip(fixed, between[1:], strict=True):
            pieces += [each, (rest, False)]
        return pieces


def hant(dossier: Dossier) -> Hant:
    """The converter for a dossier's names and glossary."""
    named = [entity.names for entity in dossier.entities.values()]
    fixed = {names["zh"]: names["zh-Hant"] for names in named if {"zh", "zh-Hant"} <= names.keys()}
    fixed |= {term.hans: term.hant for term in dossier.glossary}
    longest_first = sorted(fixed, key=lambda form: (-len(form), form))
    first = re.escape("".join({form[0]: None for form in longest_first}))
    kept = "|".join([r"`[^`]*`", r"\]\([^)]*\)", *map(re.escape, longest_first)])
    return Hant(fixed, re.compile(rf"((?=[`\]{first}])(?:{kept}))"))
