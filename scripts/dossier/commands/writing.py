"""The commands that help to write: they print, and change nothing, unless they say so."""

from __future__ import annotations

import argparse
import sys

from .asked import BROKEN, GOOD, of_article


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


def schema(given: argparse.Namespace) -> int:
    from ..editing import FOLDER, write_schemas
    from ..load import load

    write_schemas(load(given.root), given.root)
    print(f"{FOLDER}: made; an editor that knows the YAML language server finds them", file=sys.stderr)
    return GOOD
