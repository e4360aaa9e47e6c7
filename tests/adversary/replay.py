"""Tries the recorded attempts on the real content."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dossier.checks import check
from dossier.corpus import read
from dossier.load import load, uncollected
from dossier.problems import Broken, Problem

from ..mutation.bench import Bench, key
from ..mutation.mutants import Edit, Key, Kind, Mutant, Part, apply

HERE = Path(__file__).parent
LISTS: dict[str, Kind] = {
    "derived": "derived", "disagreements": "disagreements", "matrices": "matrices", "structures": "structures",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """In a record of a file, or the whole of it, `old` (which stands there once) becomes `new`; without `old`, `new`
    goes to the end of the file."""

    file: str
    new: str
    old: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """`claims` says what is made to be said, `words` what the article says. `caught` names the rules that fire; where
    none does, `passed` says why, and whether a rule could. `first` is what became of it when it was first tried."""

    name: str
    kind: str
    claims: str
    words: str
    first: str
    edits: tuple[Change, ...]
    caught: tuple[str, ...] = ()
    passed: str | None = None


def attempts() -> list[Attempt]:
    """Every recorded attempt."""
    return [
        _attempt(file.stem, given)
        for file in sorted((HERE / "attempts").glob("*.yml"))
        for given in yaml.safe_load(file.read_text("utf-8"))
    ]


def _attempt(kind: str, given: dict[str, Any]) -> Attempt:
    edits = tuple(Change(**edit) for edit in given.pop("edits"))
    return Attempt(kind=kind, edits=edits, caught=tuple(given.pop("caught", ())), **given)


def record(attempt: Attempt, rules: Iterable[str]) -> None:
    """Write down what an attempt is met with now."""
    file = HERE / "attempts" / f"{attempt.kind}.yml"
    outcome = f"caught: [{', '.join(sorted(rules))}]" if rules else "passed: open"
    start, rest = file.read_text(encoding="utf-8").split(f"- name: {attempt.name}\n")
    rest = re.sub(r"^  (?:caught|passed): .*$", f"  {outcome}", rest, count=1, flags=re.MULTILINE)
    file.write_text(f"{start}- name: {attempt.name}\n{rest}", encoding="utf-8")


class Stale(Exception):
    """The content has changed: an attempt's old words no longer stand where they stood."""


class Replay:
    """The real content, on which attempts are tried."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bench = Bench(root)

    def problems(self, attempt: Attempt, scratch: Path) -> list[Problem]:
        """What an attempt is met with. Raises `Stale`."""
        edits = [(change, self._edit(change)) for change in attempt.edits]
        parts = self._parts(edits)
        found = (
            self.bench.problems(Mutant(operator="adversary", parts=parts, told=""))
            if parts
            else self._full(edits, scratch)
        )
        return list(found)

    def _edit(self, change: Change) -> Edit:
        """Where a change falls in its file."""
        text = self._text(change.file)
        if change.old is None:
            return Edit(start=len(text), end=len(text), text=change.new)
        start, end = self._extent(text, change)
        if text.count(change.old, start, end) != 1:
            where = f"{change.file} {change.record or ''}".strip()
            raise Stale(f"{change.old!r} stands {text.count(change.old, start, end)} times in {where}, not once")
        at = text.index(change.old, start, end)
        return Edit(start=at, end=at + len(change.old), text=change.new)

    def _text(self, file: str) -> str:
        path = self.root / file
        return path.read_bytes().decode() if path.exists() else ""

    def _extent(self, text: str, change: Change) -> tuple[int, int]:
        if change.record is None:
            return 0, len(text)
        start = text.find(f"- id: {change.record}\n")
        if start < 0:
            raise Stale(f"there is no {change.record} in {change.file}")
        end = text.find("\n- id: ", start)
        return start, len(text) if end < 0 else end

    def _parts(self, edits: list[tuple[Change, Edit]]) -> tuple[Part, ...] | None:
        """The edits as a mutant's, which is tried much sooner; None where they are not such as mutants make."""
        parts: dict[tuple[Kind, Key], list[Edit]] = {}
        for change, edit in edits:
            found = _kept(change)
            if found is None:
                return None
            parts.setdefault(found, []).append(edit)
        kinds = {kind for kind, _ in parts}
        if len(kinds) > 1 or (kinds == {"facts"} and len(parts) > 1):
            return None
        return tuple(Part(kind=kind, key=key, edits=tuple(edits)) for (kind, key), edits in parts.items())

    def _full(self, edits: list[tuple[Change, Edit]], scratch: Path) -> Iterator[Problem]:
        """The command's own way: the dossier written out, loaded and checked as a whole."""
        changed: dict[str, list[Edit]] = {}
        for change, edit in edits:
            changed.setdefault(change.file, []).append(edit)
        for folder in ("content", "seeds"):
            for path in (self.root / folder).rglob("*.*"):
                copy = scratch / path.relative_to(self.root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        for file, changes in changed.items():
            (scratch / file).write_text(apply(self._text(file), changes), encoding="utf-8")
        try:
            with uncollected():
                found = check(read(load(scratch)))
        except Broken as broken:
            found = list(broken.problems)
        return (problem for problem in found if key(problem) not in self.bench.known)


def _kept(change: Change) -> tuple[Kind, Key] | None:
    """The kind and key of the one record that a change touches, if it is one that the bench edits."""
    folder, _, name = change.file.removeprefix("content/").rpartition("/")
    stem = Path(name).stem
    if change.old is None or "- id: " in change.old:  # a record comes, goes or changes its name
        return None
    if folder.startswith("pages/"):
        return "pages", (folder.removeprefix("pages/"), stem)
    if folder == "sources":
        return "sources", stem
    if change.record is None:
        return None
    if folder == "facts":
        return "facts", change.record
    return (LISTS[stem], change.record) if stem in LISTS else None
