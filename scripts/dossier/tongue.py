"""A language of the site: its texts, names, numbers and dates in words.

Rendering speaks through a `Tongue` alone, so that no page knows how a language writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .figures import Amount
from .hant import Hant
from .model import Dossier, Text, Voice

WORDS = Path(__file__).parent / "words"
TAGS = {"en": "en", "zh-Hans": "zh-hans", "zh-Hant": "zh-hant"}
"""The site's languages by BCP 47 tag, with the folder of each."""


@cache
def words(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The engine's own words in `words/<name>.yml`, by language tag."""
    text = (WORDS / f"{name}.yml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: `key` is its key in published texts (`en`, `zh`, `zh-Hant`), `written` the one people
    wrote."""

    tag: str
    dossier: Dossier
    hant: Hant

    @property
    def path(self) -> str:
        return TAGS[self.tag]

    @property
    def key(self) -> str:
        return "zh" if self.tag == "zh-Hans" else self.tag

    @property
    def written(self) -> str:
        return "en" if self.tag == "en" else "zh"

    def words(self, name: str) -> Mapping[str, Any]:
        return words(name)[self.tag]

    def say(self, text: Text) -> str:
        """A contributor's text in this language."""
        return self.convert(text[self.written])

    def convert(self, text: str) -> str:
        """A text written in this language, or in the one from which it is made."""
        return self.hant.convert(text) if self.tag == "zh-Hant" else text

    def name(self, entity: str) -> str:
        return self.dossier.entities[entity].names[self.key]

    def names(self, entities: Iterable[str]) -> str:
        joined: str = self.words("values")["list"].join(map(self.name, entities))
        return joined

    def voices(self, voices: tuple[Voice, ...]) -> str | None:
        """Who says it, innermost first; None where it is the article that speaks."""
        told = [self._voice(voice) for voice in voices if voice != "article"]
        said = told[0] if told else None
        for outer in told[1:]:
            said = self.words("values")["said_by_chain"].format(inner=said, outer=outer)
        return said

    def _voice(self, voice: Voice) -> str:
        return self.name(voice) if isinstance(voice, str) else self.say(voice.described)

    def amount(self, value: Amount, *, multiple: bool = False) -> str:
        """A value in words: `about 100 billion yuan`, `1500–1600亿元`; a ratio as a percentage, or as a multiple."""
        form = self.words("values")
        bounds = list(dict.fromkeys(bound for bound in value.bounds if bound is not None))
        ratio = value.unit == "1"
        size, scale = (Decimal(1), "") if ratio else self._scale(max(map(abs, bounds)))
        shown = [_digits(bound * 100 if ratio and not multiple else bound / size, form["group"]) for bound in bounds]
        text = form["range"].format(low=shown[0], high=shown[-1]) if len(shown) > 1 else shown[0]
        if ratio:
            text = form["times" if multiple else "percent"].format(n=text)
        elif unit := self.unit(value.unit):
            text = form["with_unit"].format(n=text + scale, unit=unit)
        else:
            text += scale
        qualifier = value.qualifier or ("open" if value.high is None else None)
        return form["qualifiers"][qualifier].format(n=text) if qualifier else text

    def unit(self, unit: str) -> str:
        found = next((u for u in self.dossier.vocabulary.units if u.id == unit), None)
        return self.say(found.title) if found else unit

    def _scale(self, size: Decimal) -> tuple[Decimal, str]:
        for step, name in self.words("values")["scales"].items():
            if size >= step:
                return Decimal(step), name
        return Decimal(1), ""

    def date(self, edtf: str) -> str:
        """An EDTF date in words, as precise as it is."""
        form = self.words("values")
        if edtf == "unstated":
            return str(form["unstated"])
        if "/" in edtf:
            first, last = edtf.split("/")
            if first in ("", "..") and last.isdigit():  # "until 2022" would leave open whether 2022 is in it
                return str(form["before"].format(next=self.date(f"{int(last) + 1:04}")))
            if first in ("", ".."):
                return str(form["until"].format(last=self.date(last)))
            if last in ("", ".."):
                return str(form["since"].format(first=self.date(first)))
            return str(form["span"].format(first=self.date(first), last=self.date(last)))
        if edtf[-1] in "~?%":
            how = "uncertain_date" if edtf[-1] == "?" else "about_date"
            return str(form[how].format(date=self.date(edtf[:-1])))
        year, month, day = [*edtf.split("-"), "", ""][:3]
        if month in form["seasons"]:
            return str(form["season"].format(y=year, season=form["seasons"][month]))
        name = form["months"][int(month) - 1] if month else ""
        part = "day" if day else "month" if month else "year"
        return str(form[part].format(y=year, month=name, d=int(day) if day else ""))

    def day(self, edtf: str) -> str:
        """A date where there is little room: a month in three letters, and on one line."""
        text = self.date(edtf)
        for month in self.words("values")["months"]:
            text = text.replace(month, month[:3])
        return text.replace(" ", "\u00a0")


def _digits(number: Decimal, group: str) -> str:
    return f"{number.normalize():,f}".replace(",", group)
