"""What no rule can decide: whether a true quotation stands under the right claim. Somebody read each fact in context;
here is who, when, and whether it is still the fact that was read.

Pure; `content/reviews.yml` keeps it, and the command `review` writes that file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal

from .model import Dossier, Fact, Reader, Record

State = Literal["read", "changed", "unread"]

HEAD = """\
# Who read which facts in context, on what date, and, as a short digest, how each then was. Written by
#   dossier review FACT… --by READER
"""
_NO_CLAIM = {"place", "topic", "id", "notes", "waivers"}
"""Fields of a fact that are no part of what it claims or of what it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Whether a fact was read in context as it stands, or has `changed` since; by whom, and on what day (EDTF)."""

    state: State
    reader: Reader | None = None
    date: str | None = None


def reviews(dossier: Dossier) -> Mapping[str, Review]:
    """The review of every fact."""
    readers = {reader.id: reader for reader in dossier.vocabulary.readers}
    found = {fact: Review(state="unread") for fact in dossier.facts}
    for reading in dossier.reviews:
        for fact, then in reading.facts.items():
            if fact in dossier.facts:  # it may be retired
                state: State = "read" if then == digest(dossier.facts[fact]) else "changed"
                found[fact] = Review(state=state, reader=readers[reading.by], date=reading.date)
    return found


def digest(fact: Fact) -> str:
    """A short digest of all that a fact claims and rests on."""
    meaning = json.dumps(_plain(fact), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(meaning.encode()).hexdigest()[:12]


@cache
def _claiming(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record) if field.name not in _NO_CLAIM)


def _plain(value: Any) -> Any:
    """A record as data, without what it leaves out: so a key that the model gains changes no digest."""
    if isinstance(value, Record):
        kind: Any = type(value)
        given = ((name, getattr(value, name)) for name in _claiming(kind))
        return {name: _plain(each) for name, each in given if each is not None and each not in ((), {})}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, Mapping) else value


def noted(dossier: Dossier, facts: Collection[str], *, by: str, date: str) -> str:
    """`reviews.yml` as it is once these facts were read as they are now: each fact stands in it once."""
    left = {*dossier.facts} - {*facts}
    kept = {
        (reading.by, reading.date): {fact: then for fact, then in reading.facts.items() if fact in left}
        for reading in dossier.reviews
    }
    kept.setdefault((by, date), {}).update({fact: digest(dossier.facts[fact]) for fact in facts})
    order = {fact: i for i, fact in enumerate(dossier.facts)}
    return HEAD + "".join(
        line
        for (reader, day), digests in sorted(kept.items(), key=lambda reading: (reading[0][1], reading[0][0]))
        if digests
        for line in _lines(reader, day, sorted(digests.items(), key=lambda entry: order[entry[0]]))
    )


def _lines(by: str, date: str, digests: list[tuple[str, str]]) -> Iterator[str]:
    yield f"- by: {by}\n  date: {date}\n  facts:\n"
    yield from (f'    {fact}: "{then}"\n' for fact, then in digests)
