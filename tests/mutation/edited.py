"""The corpus that an edit makes, by parsing only the records that were edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from dossier.corpus import Corpus, _locate, read
from dossier.decode import Decoder
from dossier.model import Derived, Disagreement, Dossier, Fact, Matrix, Page, Record, Source, Structure
from dossier.nodes import compose, forbidden
from dossier.problems import Broken, Problem
from dossier.references import unresolved

from .mutants import Kind, Mutant, Part, apply
from .views import WRITTEN_KINDS

TYPES: dict[Kind, type[Record]] = {
    "facts": Fact, "derived": Derived, "disagreements": Disagreement, "sources": Source, "matrices": Matrix,
    "structures": Structure, "pages": Page,
}  # fmt: skip
_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)


class Editor:
    """Makes edited corpora out of one corpus and the text of its files."""

    def __init__(self, base: Corpus, files: Mapping[str, str]) -> None:
        self.base, self.files = base, files

    def record(self, part: Part) -> Any:
        """What is edited, as it is before."""
        return getattr(self.base.dossier, part.kind)[part.key]

    def edited(self, mutant: Mutant) -> Corpus:
        """The corpus with the mutant's records. Raises `Broken` with every problem of form."""
        dossier, changed = self.base.dossier, {}
        for part in mutant.parts:
            record = changed[str(part.key)] = self._decoded(part)
            records = {**getattr(dossier, part.kind), part.key: record}
            dossier = replace(dossier, **{part.kind: records})  # type: ignore[arg-type]
        if lost := self._unresolved(dossier, mutant):
            raise Broken(lost)
        if any(part.kind == "sources" for part in mutant.parts):
            corpus = read(dossier)
            corpus.__dict__["names"] = self.base.names
            return corpus
        located = dict(self.base.located)
        for key, record in changed.items():
            if isinstance(record, Fact):
                texts = {evidence.source: self.base.repaired[evidence.source].text for evidence in record.evidence}
                located[key] = tuple(_locate(texts[e.source], record, i, e) for i, e in enumerate(record.evidence))
        return self.base.part(dossier, located)

    def _unresolved(self, dossier: Dossier, mutant: Mutant) -> list[Problem]:
        """The references of the edited records that find nothing; no edit changes an id, so all others do."""
        edited: dict[str, Any] = {kind: {} for kind in WRITTEN_KINDS}
        for part in mutant.parts:
            edited[part.kind] = {part.key: getattr(dossier, part.kind)[part.key]}
        ids = {record.id for records in edited.values() for record in records.values()}
        countable = {*dossier.facts, *dossier.derived}
        return [
            reference.problem()
            for reference in unresolved(replace(dossier, **edited))
            if reference.subject in ids and not (reference.what.startswith("fact") and reference.name in countable)
        ]

    def _decoded(self, part: Part) -> Record:
        """The record that an edited stretch of a file gives. Raises `Broken` with every problem of form."""
        record, decoder = self.record(part), Decoder()
        file = record.place.file
        text, given, line, listed = self.files[file], {}, 0, True
        if isinstance(record, Page):
            parts = _FRONT_MATTER.fullmatch(apply(text, part.edits))
            assert parts, "no edit touches the marks around the front matter"
            text, line, listed = parts[1], 1, False
            body_line = text.count("\n") + 3
            decoder.problems.extend(forbidden(parts[2], file, body_line))
            given = {"id": record.id, "lang": record.lang, "body": parts[2], "body_line": body_line}
        elif isinstance(record, Source):
            text, listed = apply(text, part.edits), False
        else:
            start, end = self._extents(part.kind, file)[str(part.key)]
            line = text.count("\n", 0, start)
            text = apply(text[start:end], part.edits, start)
            given = {"topic": record.topic} if isinstance(record, Fact) else {}
        place, problems = compose(text, file, line_offset=line)
        if problems or place is None:
            raise Broken(problems)
        decoded = decoder.record(place.inside(0) if listed else place, TYPES[part.kind], **given)
        if decoder.problems or decoded is None:
            raise Broken(decoder.problems)
        return decoded

    @cache  # noqa: B019  one editor lives as long as the run
    def _extents(self, kind: Kind, file: str) -> Mapping[str, tuple[int, int]]:
        """Where each record of a list stands in its file, up to the next one."""
        records = [r for r in getattr(self.base.dossier, kind).values() if r.place.file == file]
        starts = [self.files[file].rfind("\n", 0, r.place.node.start_mark.index) + 1 for r in records]
        ends = [*starts[1:], len(self.files[file])]
        return {record.id: (start, end) for record, start, end in zip(records, starts, ends, strict=True)}
