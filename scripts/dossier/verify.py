#!/usr/bin/env python3
"""Verify a dossier's record against the archived articles. Standard library only; published beside the record.

    python verify.py facts.json seeds/

Checks the record's own hash; the SHA-256 of each archived file; that a source's edits lie in order, do not overlap and
do no more than they say they do; that its body and what is set aside lie in the file; and that each quotation and
context stands in the raw file where the record says, in the body, cuts through no edit, and reads as it says once
repaired. Prints what does not hold; exit status 0 where everything does, 1 where something does not, 2 where the record
cannot be read. Needs Python 3.9 or later.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

KINDS = {
    "reading": re.compile(r"\([^\W\d_]{1,6}\)→"),
    "wrap": re.compile(r"\n→ ?"),
    "markup": re.compile(r"(?:[#*\s]+|!\[[^\[\]\n]*\]\([^()\s]*\)\s*|\[|\]\([^()\s]*\)|\\)→\n?"),
    "patch": re.compile(r".+→.*", re.DOTALL),
}
"""What an edit of each kind may turn into what; a patch is the editors' own, and its source's page says why."""


class Wrong(Exception):
    """Something of the record does not hold, and nothing more can be said of it."""


def problems(record: Any, seeds: Path) -> Iterator[str]:
    """What does not hold, one line each."""
    if content_hash(record) != part(part(record, "dossier", dict), "content_hash", str):
        yield "the record is not the one whose hash it carries"
    raws: dict[str, str] = {}
    sources: dict[str, Record] = {}
    for source, name in named(record, "sources"):
        yield from told(name, source_problems(source, seeds, raws))
        sources[name] = source
    for key in ("sources", "facts"):
        names = Counter(name for _, name in named(record, key))
        yield from (f"{name}: stands twice in {key}" for name, count in names.items() if count > 1)
    for fact, name in named(record, "facts"):
        evidence = fact.get("evidence")
        if not isinstance(evidence, list) or not evidence:
            yield f"{name}: rests on nothing"
            continue
        for each in evidence:
            yield from told(name, evidence_problems(each, sources, raws))


def told(name: str, wrongs: Iterator[str]) -> Iterator[str]:
    """What is wrong with something, by its name, until nothing more can be said of it."""
    try:
        for wrong in wrongs:
            yield f"{name}: {wrong}"
    except Wrong as last:
        yield f"{name}: {last}"


def article(source: Record, seeds: Path) -> str:
    """The text of a source's archived file."""
    file = part(source, "file", str)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", file):
        raise Wrong(f"{file!r} is no plain name of a file")
    try:
        raw = (seeds / file).read_bytes()
    except OSError as error:
        raise Wrong(f"{file} cannot be read: {error.strerror}") from error
    if hashlib.sha256(raw).hexdigest() != part(source, "sha256", str):
        raise Wrong(f"{file} is not the archived file")
    try:
        text: str = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Wrong(f"{file} is no UTF-8") from error
    return text


def source_problems(source: Record, seeds: Path, raws: dict[str, str]) -> Iterator[str]:
    """What is wrong with a source's file, its edits, its body, and what it sets aside. Puts the text among `raws`."""
    raw = article(source, seeds)
    last = 0
    for edit in part(source, "edits", list):
        start, end = span(edit, raw)
        text, how, certainty = part(edit, "text", str), part(edit, "how", str), part(edit, "certainty", str)
        if start < last:
            yield f"the edits at {start} overlap, or are out of order"
        elif how not in KINDS or not KINDS[how].fullmatch(f"{raw[start:end]}→{text}"):
            yield f"the edit at {start} is no {how}: {raw[start:end]!r} becomes {text!r}"
        elif certainty not in ("proved", "context", "lost"):
            yield f"the edit at {start} is neither proved nor from context nor lost, but {certainty!r}"
        last = max(last, end)
    last = 0
    for passage in part(source, "body", list):
        if not isinstance(passage, list) or len(passage) != 2:
            raise Wrong(f"{passage!r} is no passage of its body")
        start, end = span({"start": passage[0], "end": passage[1]}, raw)
        if start < last:
            yield f"the passages of the body at {start} overlap, or are out of order"
        last = max(last, end)
    for aside in part(source, "set_aside", list):
        span(aside, raw)
    raws[source["id"]] = raw


def evidence_problems(evidence: Any, sources: dict[str, Record], raws: dict[str, str]) -> Iterator[str]:
    """What does not hold of a quotation and its context."""
    name = part(evidence, "source", str)
    if name not in raws:
        raise Wrong(f"there is no sound source {name!r}")
    raw, source = raws[name], sources[name]
    context = evidence.get("context")
    for passage in [evidence] if context is None else [evidence, context]:
        start, end = span(passage, raw)
        where, exact, quote = f"{name} {start}–{end}", part(passage, "exact", str), part(passage, "quote", str)
        if raw[start:end] != exact:
            yield f"{where} is not {exact!r}"
        elif not any(first <= start and end <= last for first, last in source["body"]):
            yield f"{where} is not in the body"
        elif any(edit["start"] < edge < edit["end"] for edit in source["edits"] for edge in (start, end)):
            yield f"{where} cuts through an edit"
        elif repaired(raw, source["edits"], start, end) != quote:
            yield f"{where}, repaired, is not {quote!r}"


def repaired(raw: str, edits: list[Record], start: int, end: int) -> str:
    """raw[start:end] with the edits that lie inside it applied."""
    pieces = []
    at = start
    for edit in edits:
        if start <= edit["start"] and edit["end"] <= end:
            pieces += [raw[at : edit["start"]], edit["text"]]
            at = edit["end"]
    return "".join([*pieces, raw[at:end]])


def content_hash(record: Any) -> str:
    """SHA-256 of the record without its own hash, keys sorted, compact."""
    dossier = {key: value for key, value in part(record, "dossier", dict).items() if key != "content_hash"}
    compact = json.dumps({**record, "dossier": dossier}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(compact.encode("utf-8", "surrogatepass")).hexdigest()


def named(record: Record, key: str) -> Iterator[tuple[Record, str]]:
    """The entries of a list of the record, each with its id."""
    for i, entry in enumerate(part(record, key, list)):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise Wrong(f"entry {i} of {key} has no id")
        yield entry, entry["id"]


def part(holder: Any, key: str, kind: type) -> Any:
    """What stands under a key, if it is of that kind."""
    if not isinstance(holder, dict) or key not in holder:
        raise Wrong(f"there is no {key!r}")
    value = holder[key]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Wrong(f"{key!r} is no {kind.__name__}")
    return value


def span(holder: Any, raw: str) -> tuple[int, int]:
    """A span of the raw file, which is not empty."""
    start, end = part(holder, "start", int), part(holder, "end", int)
    if not 0 <= start < end <= len(raw):
        raise Wrong(f"{start}–{end} is no span of the file")
    return start, end


def read(path: Path) -> Any:
    """The record in a file. Raises ValueError where it says anything twice, or what JSON does not know."""

    def once(pairs: list[tuple[str, Any]]) -> Record:
        if double := [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]:
            raise ValueError(f"the key {double[0]!r} stands twice in one object")
        return dict(pairs)

    def unknown(word: str) -> None:
        raise ValueError(f"{word} is no number")

    return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=once, parse_constant=unknown)


def main() -> int:
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    try:
        record = read(Path(sys.argv[1]))
    except (OSError, ValueError, RecursionError) as error:
        print(f"{sys.argv[1]} cannot be read: {error}")
        return 2
    found: list[str] = []
    try:
        found.extend(problems(record, Path(sys.argv[2])))
    except Wrong as wrong:
        found.append(f"the record is not of its form: {wrong}")
    except RecursionError:
        found.append("the record is not of its form: nested too deep")
    print("\n".join(found) or f"{len(record['facts'])} facts of {len(record['sources'])} articles: everything holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
