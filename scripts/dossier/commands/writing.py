"""The commands that help to write: they print, and change nothing, unless they say so."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

from .asked import BROKEN, GOOD, Misused, of_article


def text(given: argparse.Namespace) -> int:
    print(of_article(given).repaired[given.source].text)
    return GOOD


def quote(given: argparse.Namespace) -> int:
    from ..drafting import scalar
    from ..quotes import find

    corpus = of_article(given)
    repaired = corpus.repaired[given.source]
    found = corpus.loosely(given.source, given.words)
    for start, end in found:
        words = repaired.text[start:end]
        raw_start, raw_end = repaired.raw_span(start, end)
        print(f"# raw {raw_start}–{raw_end}")
        print(f"- source: {given.source}")
        print(f"  quote: {scalar(words)}")
        places = find(repaired.text, words)
        if len(places) > 1 and start in places:
            print(f"  occurrence: {places.index(start) + 1}")
        print("  said_by: [article]\n  origin: unknown")
    if not found:
        print(f"dossier: these words are not in {given.source}", file=sys.stderr)
        return BROKEN
    return GOOD


def coverage(given: argparse.Namespace) -> int:
    from ..coverage import coverage, listing

    corpus = of_article(given)
    sources = list(corpus.repaired) if given.source is None else [given.source]
    print("\n\n".join(listing(corpus, source) for source in sources))
    left = any(each.state == "unaccounted" for source in sources for each in coverage(corpus, source))
    return BROKEN if left else GOOD


def suggest(given: argparse.Namespace) -> int:
    from ..drafting import suggestions

    corpus = of_article(given)
    print(suggestions(corpus, given.source) or f"every sentence of {given.source} is cited or set aside")
    return GOOD


def new_fact(given: argparse.Namespace) -> int:
    from ..drafting import draft

    corpus = of_article(given)
    try:
        print(draft(corpus, given.source, given.words), end="")
    except ValueError as error:
        print(f"dossier: {error}", file=sys.stderr)
        return BROKEN
    topics = ", ".join(f"content/facts/{topic.id}.yml" for topic in corpus.dossier.about.topics)
    print(f"a draft: read it in context, write the statements, and put it in one of {topics}", file=sys.stderr)
    return GOOD


def new_source(given: argparse.Namespace) -> int:
    from ..accession import accession
    from ..load import ID, SEED

    file: Path = given.file
    raw = _archivable(file)
    id = given.id or "-".join(re.findall("[a-z0-9]+", file.stem.lower()))
    if not ID.fullmatch(id):
        raise Misused(f"{id!r} is no well-formed id of an article; give it one:  --id harbour-2030-11-05")
    name = file.name if SEED.fullmatch(file.name) else id + file.suffix.lower()
    seed, record = given.root / "seeds" / name, given.root / "content" / "sources" / f"{id}.yml"
    for path in (seed, record):
        if path.exists():
            raise Misused(f"there is a {path.relative_to(given.root)} already; choose another name, or --id")
    pinned = hashlib.sha256(raw).hexdigest()
    if held := [path for path in record.parent.glob("*.yml") if pinned in path.read_text(encoding="utf-8")]:
        raise Misused(f"{file} is archived already: {held[0].relative_to(given.root)}")
    made = accession(raw.decode(), id=id, file=name)
    for path, content in ((seed, raw), (record, made.text.encode())):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(given.root).as_posix())
    print("left to do:", *(f"{n}. {what}" for n, what in enumerate(made.left, 1)), sep="\n  ", file=sys.stderr)
    return GOOD


def _archivable(file: Path) -> bytes:
    """What is in a file that may become a seed."""
    from ..files import MOST_BYTES

    if not file.is_file():
        raise Misused(f"{file} is not a file")
    if file.stat().st_size > MOST_BYTES:
        raise Misused(f"{file} is larger than {MOST_BYTES:,} bytes")
    raw = file.read_bytes()
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        raise Misused(f"{file} is not UTF-8: byte {error.start} is {raw[error.start]:#04x}; save it as UTF-8") from None
    return raw


def schema(given: argparse.Namespace) -> int:
    from ..editing import FOLDER, write_schemas
    from ..load import load

    write_schemas(load(given.root), given.root)
    print(f"{FOLDER}: made; an editor that knows the YAML language server finds them", file=sys.stderr)
    return GOOD
