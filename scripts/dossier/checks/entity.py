"""Entity: the forms of a name that are listed, on which every rule about names relies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..characters import A_HAN
from ..corpus import Corpus
from ..damage import readings
from ..model import Entity
from ..problems import Problem
from .rules import of_record, rule


@rule("language")
def alias_strange(corpus: Corpus) -> Iterator[Problem]:
    """An alias that an article prints has a character, a word or the sound of a name of its entity, or stands beside
    one there (ASIC: 专用集成电路（ASIC）). None is the name of another entity of its kind."""
    names = {(e.kind, name): e.id for e in corpus.dossier.entities.values() for name in e.names.values()}
    for entity in corpus.dossier.entities.values():
        for i, alias in enumerate(entity.aliases):
            other, message = names.get((entity.kind, alias.form), entity.id), None
            if other != entity.id:
                message = f"{alias.form!r} is the name of {other}"
            elif (
                not _akin(entity, alias.form)
                and printed(corpus, alias.form)
                and not _beside(corpus, entity, alias.form)
            ):
                message = f"nothing shows that {alias.form!r} is a name of {entity.id}"
            if message:
                yield of_record("alias-strange", entity, ("aliases", i, "form"), message)


def printed(corpus: Corpus, form: str) -> bool:
    """Whether an article has this form of a name."""
    return any(form in repaired.text for repaired in corpus.repaired.values())


def _akin(entity: Entity, form: str) -> bool:
    """Whether a form has a character or a word of a name, or a character that sounds like one of it."""
    names = " ".join(entity.names.values()).lower()
    mine, words = _WORD.findall(form.lower()), {*_WORD.findall(names)}
    if {*A_HAN.findall(names)} & {*form} or words & {*mine, *(word.removesuffix("s") for word in mine), "".join(mine)}:
        return True
    sounds = {sound for character in A_HAN.findall(names) for sound in _sounds(character)}
    return any(_sounds(character) & sounds for character in A_HAN.findall(form))


def _beside(corpus: Corpus, entity: Entity, form: str) -> bool:
    """Whether an article prints a form beside a name, or another form like one, and says that it is the same."""
    named = "|".join(re.escape(other) for other in entity.forms() if other != form and _akin(entity, other))
    beside = re.compile(rf"(?:{named}){_SAME}{re.escape(form)}|{re.escape(form)}{_SAME}(?:{named})")
    return any(beside.search(repaired.text) for repaired in corpus.repaired.values())


_WORD = re.compile("[a-z0-9]+")
_SAME = r"[\s（）()“”「」《》]{0,2}(?:代表|即|[简簡][称稱]|[称稱])?[\s（）()“”「」《》]{0,2}"


@rule("language")
def name_sounds(corpus: Corpus) -> Iterator[Problem]:
    """An English name that begins with the sound of the first character of the Chinese name goes on with the sounds of
    the others (蒋路: Jiang Lu)."""
    for entity in corpus.dossier.entities.values():
        english, chinese = (entity.names.get(lang, "") for lang in ("en", "zh"))
        first, *rest = english.lower().split() or [""]
        if len(chinese) > 1 and set(A_HAN.findall(chinese)) == {*chinese} and first in _sounds(chinese[0]):
            others = "".join(f"(?:{'|'.join(sorted(_sounds(character)))})" for character in chinese[1:])
            if not re.fullmatch(others, "".join("".join(rest).split("-"))):
                message = f"{chinese} does not sound like {english!r}"
                yield of_record("name-sounds", entity, ("names", "en"), message)


def _sounds(character: str) -> set[str]:
    """The readings of a character, without their tones."""
    plain = (unicodedata.normalize("NFD", reading) for reading in readings(character))
    return {"".join(letter for letter in reading if letter.isascii()) for reading in plain}
