#!/usr/bin/env python3
"""Verify a dossier's record against the archived articles. Standard library only; published beside the record.

    python verify.py facts.json seeds/

Checks the record's own hash, the SHA-256 of each archived file, that a source's edits are in order and do not overlap,
and that each quotation and context stands in the raw file where the record says, and reads as it says once repaired.
Prints what does not hold; exit status 0 where everything does, 1 where something does not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def problems(record: Record, seeds: Path) -> Iterator[str]:
    """What does not hold, one line each."""
    if content_hash(record) != record["dossier"]["content_hash"]:
        yield "the record is not the one whose hash it carries"
    raws = {}
    for source in record["sources"]:
        raw = (seeds / source["file"]).read_bytes()
        if hashlib.sha256(raw).hexdigest() != source["sha256"]:
            yield f"{source['file']}: not the archived file"
        raws[source["id"]] = raw.decode("utf-8", "replace")
        ends = [0, *(edit["end"] for edit in source["edits"])]
        if any(edit["start"] < end for edit, end in zip(source["edits"], ends, strict=False)):
            yield f"{source['id']}: edits overlap"
    edits = {source["id"]: source["edits"] for source in record["sources"]}
    for fact in record["facts"]:
        for evidence in fact["evidence"]:
            source = evidence["source"]
            for passage in filter(None, (evidence, evidence["context"])):
                start, end = passage["start"], passage["end"]
                if raws[source][start:end] != passage["exact"]:
                    yield f"{fact['id']}: {source} {start}–{end} is not {passage['exact']!r}"
                elif repaired(raws[source], edits[source], start, end) != passage["quote"]:
                    yield f"{fact['id']}: {source} {start}–{end}, repaired, is not {passage['quote']!r}"


def content_hash(record: Record) -> str:
    """SHA-256 of the record without its own hash, keys sorted, compact."""
    dossier = {key: value for key, value in record["dossier"].items() if key != "content_hash"}
    rest = {**record, "dossier": dossier}
    compact = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(compact.encode()).hexdigest()


def repaired(raw: str, edits: list[Record], start: int, end: int) -> str:
    """raw[start:end] with the edits that lie inside it applied."""
    pieces = []
    at = start
    for edit in edits:
        if start <= edit["start"] and edit["end"] <= end:
            pieces += [raw[at : edit["start"]], edit["text"]]
            at = edit["end"]
    return "".join([*pieces, raw[at:end]])


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    record = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = list(problems(record, Path(sys.argv[2])))
    print("\n".join(found) or f"{len(record['facts'])} facts of {len(record['sources'])} articles: everything holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
