"""What a command is asked for, and how it leaves."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..corpus import Corpus

GOOD, BROKEN, MISUSED, DEFECT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses: done; something is wrong with the content; wrong use, or a machine that does not do what it is asked;
a defect of the engine; interrupted."""


class Misused(Exception):
    """The command is asked for what it cannot do; says the way out."""


def of_article(given: argparse.Namespace) -> Corpus:
    """The dossier, which has the article that is asked for, if one is."""
    from ..corpus import read
    from ..load import load

    corpus = read(load(given.root))
    if given.source is not None:
        known(given.source, corpus.repaired, "article")
    return corpus


def known(name: str, names: Collection[str], what: str) -> None:
    """Raise `Misused`, with the nearest name, where there is none such."""
    from ..problems import nearest

    if name not in names:
        raise Misused(f"there is no {what} {name!r}; {nearest(name, names)}")
