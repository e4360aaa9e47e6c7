"""The commands that see whether the content holds."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from .asked import BROKEN, GOOD, Misused, known

if TYPE_CHECKING:
    from ..model import Dossier


def check(given: argparse.Namespace) -> int:
    from ..checks import check
    from ..corpus import read
    from ..load import load, uncollected
    from ..memory import remembered
    from ..problems import RENDER, Broken, count

    try:
        with uncollected(), remembered(given.root / ".cache"):
            dossier = load(given.root)
            problems = check(read(dossier))
    except Broken as broken:
        problems = list(broken.problems)
    if problems or given.format == "json":
        print(RENDER[given.format](problems))
    if problems:
        print(f"\n{count(len(problems))}", file=sys.stderr)
        return BROKEN
    print(f"{len(dossier.facts)} facts of {len(dossier.sources)} articles: no rule is broken", file=sys.stderr)
    print(_reviewed(dossier), file=sys.stderr)
    return GOOD


def _reviewed(dossier: Dossier) -> str:
    """How many facts somebody read in context: what rules cannot decide is never counted as checked by them."""
    from collections import Counter

    from ..reviews import reviews

    states = Counter(review.state for review in reviews(dossier).values())
    return f"read in context: {states['read']}; changed since: {states['changed']}; not yet read: {states['unread']}"


def review(given: argparse.Namespace) -> int:
    from datetime import date

    from ..load import load
    from ..reviews import noted, reviews

    dossier = load(given.root)
    if given.stale or not given.fact:
        left = {fact: review.state for fact, review in reviews(dossier).items() if review.state != "read"}
        print("\n".join(f"{fact}: {_LEFT[state]}" for fact, state in left.items()))
        return GOOD
    if given.by is None:
        raise Misused("who read them?  --by READER")
    known(given.by, [reader.id for reader in dossier.vocabulary.readers], "reader")
    for fact in given.fact:
        known(fact, dossier.facts, "fact")
    text = noted(dossier, given.fact, by=given.by, date=(given.date or date.today()).isoformat())
    (given.root / "content" / "reviews.yml").write_text(text, encoding="utf-8")
    return GOOD


_LEFT = {"changed": "changed since it was read", "unread": "not yet read"}


def explain(given: argparse.Namespace) -> int:
    from ..checks import FORM, RULES

    texts = FORM | {rule.name: rule.text for rule in RULES.values()}
    if given.rule is None:
        print("\n".join(texts))
        return GOOD
    known(given.rule, texts, "rule")
    print(texts[given.rule])
    return GOOD
