"""Whatever stands in a file, loading gives a dossier or problems, each with a place, and nothing else."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.dates import read_dates
from dossier.files import text_of
from dossier.load import load
from dossier.problems import Broken, Problem, as_annotations, as_json, as_text
from dossier.quantities import parse_value, read_quantities

from .conftest import settle

plain = st.text(max_size=12) | st.sampled_from(["x", "null", "no", "&a", "*a", "!!set", "<<", "- ", "\x1b", "\u202e"])
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3), max_leaves=8
)
contents = st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
FILES = ["glossary.yml", "absences.yml", "facts/lights.yml", "sources/coast.yml", "pages/en/index.md", "dossier.yml"]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settle(tmp_path_factory.mktemp("any"))


def problems_with(root: Path, name: str, content: bytes) -> tuple[Problem, ...]:
    """What loading reports while a file of the dossier holds this."""
    path = root / "content" / name
    kept = path.read_bytes()
    path.write_bytes(content)
    try:
        load(root)
    except Broken as broken:
        return broken.problems
    finally:
        path.write_bytes(kept)
    return ()


@given(name=st.sampled_from(FILES), content=contents)
def test_any_bytes_are_a_dossier_or_problems(name: str, content: bytes, dossier: Path) -> None:
    found = problems_with(dossier, name, content)
    assert all(each.at.line >= 1 and each.at.column >= 1 and each.message for each in found)
    assert all("\x1b" not in render(found) for render in (as_text, as_json, as_annotations))


@given(name=st.sampled_from(FILES), value=values)
def test_any_yaml_is_a_dossier_or_problems(name: str, value: object, dossier: Path) -> None:
    text = f"---\n{value!r}\n---\nx\n" if name.endswith(".md") else repr(value)
    found = problems_with(dossier, name, text.encode("utf-8", "surrogatepass"))
    assert value == [] or found, "nothing at random is what any of these files holds"


def test_one_bad_file_hides_no_other(dossier: Path) -> None:
    """Both the file that cannot be read and the slip in another are told."""
    path = dossier / "content/absences.yml"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"id: no-profit", b"id: No_profit"))
    try:
        found = problems_with(dossier, "glossary.yml", b"\xff")
    finally:
        path.write_bytes(kept)
    assert [(each.rule, each.at.file) for each in found] == [
        ("id", "content/absences.yml"), ("file", "content/glossary.yml"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "not a plain file"),
        (os.mkfifo, "not a plain file"),
        (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels of symbolic links"),
        (lambda path: path.symlink_to("/dev/zero"), "a link that leads out of content/"),
        (lambda path: path.symlink_to("../seeds/harbour.txt"), "a link that leads out of content/"),
        (lambda path: path.write_bytes(b"x" * 101), "larger than 100 bytes"),
        (lambda path: path.write_bytes(b"\xff"), "not UTF-8: byte 0 is 0xff"),
        (str, "the file is missing"),
    ],
)
def test_what_is_no_file_of_the_dossier_is_not_read(make: object, message: str, tiny: Path) -> None:
    path = tiny / "content/glossary.yml"
    path.unlink()
    make(path)  # type: ignore[operator]
    found = text_of(path, tiny, 100)
    assert isinstance(found, Problem)
    assert (found.message, bool(found.help)) == (message, True)


def test_a_link_within_the_folder_is_read(tiny: Path) -> None:
    link = tiny / "content/link.yml"
    link.symlink_to("glossary.yml")
    assert text_of(link, tiny) == (tiny / "content/glossary.yml").read_text(encoding="utf-8")


# --- numbers and dates -------------------------------------------------------------------------------------------

SCALES = {"": 1, "千": 10**3, "万": 10**4, "千万": 10**7, "亿": 10**8, "億": 10**8, "万亿": 10**12}
WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
amounts = st.integers(2, 9999) | st.integers(11, 99999).map(lambda n: Decimal(n) / 10)


@given(amounts, st.sampled_from(sorted(SCALES)), st.sampled_from(["元", "美元", "人"]), st.booleans())
def test_a_chinese_amount_reads_back(number: Decimal | int, scale: str, unit: str, wide: bool) -> None:
    written = f"{number}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"} if wide else {})
    (read,) = read_quantities(f"共{written}{scale}{unit}。")
    assert read.low == read.high == number * SCALES[scale]
    assert f"{written}{scale}" in read.text
    assert parse_value(f"{number}{scale}").low == number * SCALES[scale]


@given(amounts, st.sampled_from(sorted(WORDS)), st.sampled_from(["yuan", "US dollars", "users"]))
def test_an_english_amount_reads_back(number: Decimal | int, scale: str, unit: str) -> None:
    (read,) = read_quantities(f"It was {number:,} {scale} {unit}.")
    assert read.low == read.high == number * WORDS[scale]


PIECES = [
    "1",
    "1,6",
    "亿",
    "万",
    "一",
    "十",
    "百分之",
    "%",
    "‰",
    "约",
    "多",
    "余",
    "半",
    "成",
    "倍",
    "至",
    "到",
    "–",
    "-",
    "$",
    "US$",
    "元",
    "年",
    "月",
    "日",
    "2031",
    "上周",
    "去年",
    "billion",
    "about",
    "third",
    "twice",
    "Q1",
    "第",
    "１",
    "½",
    "²",
    "٣",
    "é",
    "\u200b",
]


@given(st.text(max_size=40) | st.lists(st.sampled_from([*PIECES, " "]), max_size=12).map("".join))
def test_no_text_is_too_strange_for_the_readers(text: str) -> None:
    """Spans lie within the text, in order, and say what stands there."""
    ends = [0]
    for quantity in read_quantities(text):
        assert ends[-1] <= quantity.start < quantity.end <= len(text)
        assert len(quantity.text) == quantity.end - quantity.start
        ends.append(quantity.end)
    for date in read_dates(text):
        assert 0 <= date.start < date.end <= len(text)
        assert date.text == text[date.start : date.end]
