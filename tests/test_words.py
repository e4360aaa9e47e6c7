"""What a quotation must not cut through, nor leave off, in texts of one line."""

import csv
import re
from pathlib import Path

import pytest

from dossier.checks.quotation import left_off, unbreakable
from dossier.names import names

with (Path(__file__).parent / "data/cuts.tsv").open(encoding="utf-8", newline="") as file:
    CUTS = [(row["text"], row["cut"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("text", "cut"), CUTS)
def test_cut(text: str, cut: str) -> None:
    """Of each text, the words in brackets are quoted; the second column has what they cut through or leave off."""
    before, quoted, after = re.split(r"[\[\]]", text)
    whole = unbreakable(before + quoted + after, names({}))
    edges = (len(before), len(before) + len(quoted))
    found = [found[0].strip() for found in left_off(before, after) if found]
    assert [*found, *(whole[edge] for edge in edges if edge in whole)][:1] == [cut][: bool(cut)]
