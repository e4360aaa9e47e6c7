"""Traditional Chinese as it is made on every page: how each character is written that could have become another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from dossier.corpus import read
from dossier.derive import derive
from dossier.hant import Hant, characters, hant
from dossier.load import load
from dossier.render import Edition, render

from .conftest import ROOT

READ = Path(__file__).parent / "data" / "conversions.tsv"
"""What a reader found right on every page, among the words around it; a form that is not here wants reading too."""


def test_every_choice_between_traditional_forms_was_read(golden: Callable[[Path, str], None]) -> None:
    corpus = read(load(ROOT))
    converter = hant(corpus.dossier)
    edition = Edition(corpus, derive(corpus), converter)
    render(edition, edition.drawings(), {})
    forms = usual_forms()
    made = sorted(pair for pair in set(conversions(converter)) if len(forms[pair[0]] | {pair[1]}) > 1)
    golden(READ, "simplified\ttraditional\n" + "".join(f"{hans}\t{made}\n" for hans, made in made))


def conversions(converter: Hant) -> Iterator[tuple[str, str]]:
    """Each character of all that was converted, and what it became; names and terms are the glossary's matter."""
    for text in list(converter._done):
        parts = zip(converter.pattern.split(text), converter.pieces(text), strict=True)
        for before, (after, fixed) in parts:
            if not fixed:
                yield from zip(before, after, strict=True)


def usual_forms() -> dict[str, set[str]]:
    """The common traditional characters, those of the first level of Big5, by their simplified one."""
    common = [bytes([lead, trail]) for lead in range(0xA4, 0xC7) for trail in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]]
    traditional = "".join(each.decode("big5", "ignore") for each in common if each <= b"\xc6\x7e")
    forms = defaultdict(set)
    for form, plain in zip(traditional, characters(traditional, "t2s"), strict=True):
        forms[plain].add(form)
    return forms
