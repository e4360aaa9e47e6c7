"""Numbers are read out of a text as they are printed, and nothing else is."""

import csv
import re
from collections.abc import Iterator
from dataclasses import astuple
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from dossier.dates import read_dates
from dossier.quantities import Quantity, parse_value, read_quantities
from dossier.reading import (
    chinese_dates,
    designations,
    english_dates,
    expressions,
    measures,
    numbers,
    numerals,
    numeric_dates,
    qualifiers,
    units,
)

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
COLUMNS = ("span", "low", "high", "unit", "counter", "qualifier")


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / "data" / name).open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{key: value.replace("\\n", "\n") for key, value in row.items()} for row in table]


def cells(quantity: Quantity) -> tuple[str, ...]:
    low, high = ("" if bound is None else format(bound, "f") for bound in (quantity.low, quantity.high))
    return quantity.text, low, high, quantity.unit or "", quantity.counter or "", quantity.qualifier or ""


READINGS = [
    (text, [tuple(row[column] for column in COLUMNS) for row in group if row["span"]])
    for text, group in groupby(rows("quantities.tsv"), key=lambda row: row["text"])
]


@pytest.mark.parametrize(("text", "expected"), READINGS)
def test_reading(text: str, expected: list[tuple[str, ...]]) -> None:
    """Each text of the table yields its quantities, complete and in order, or none."""
    assert [cells(quantity) for quantity in read_quantities(text)] == expected


def test_both_scripts_read_alike() -> None:
    """A text in traditional characters has the quantities of the same text in simplified ones."""
    convert = OpenCC("s2tw").convert
    texts = {text: convert(text) for text, _ in READINGS}
    strip = [(text, [astuple(q)[:5] + astuple(q)[6:7] for q in read_quantities(text)]) for text in texts]
    made = [(text, [astuple(q)[:5] + astuple(q)[6:7] for q in read_quantities(new)]) for text, new in texts.items()]
    assert made == strip


def test_every_character_that_is_looked_for_is_folded() -> None:
    """What a pattern of the readers names in simplified characters, it finds in traditional ones."""
    convert = OpenCC("s2tw").convert
    sources = (Path(module.__file__ or "").read_text(encoding="utf-8") for module in MODULES)
    sought = {character for source in sources for character in re.findall("[\u4e00-\u9fff]", source)}
    assert {(convert(each), each) for each in sought if numerals.fold(convert(each)) != each} == set()


def test_full_width_reads_alike() -> None:
    """A text with full-width digits and marks has the quantities of the same text with plain ones."""
    wide = str.maketrans(
        {chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)} | {"%": "％", "-": "－", "~": "～"}
    )
    plain = [[astuple(q)[2:4] + astuple(q)[4:7:2] for q in read_quantities(text)] for text, _ in READINGS]
    assert [
        [astuple(q)[2:4] + astuple(q)[4:7:2] for q in read_quantities(text.translate(wide))] for text, _ in READINGS
    ] == plain


def test_names_hold_no_quantity() -> None:
    """What the caller knows to be a name is never read as a number."""
    assert read_quantities("财经十一人", re.compile("财经十一人")) == ()
    assert [q.text for q in read_quantities("财经十一人")] == ["十一人"]


VALUES = {
    "1600亿": ("160000000000", "160000000000", None, None),
    " 1600億 ": ("160000000000", "160000000000", None, None),
    "1500亿..1600亿": ("150000000000", "160000000000", None, None),
    "1500..1600亿": ("150000000000", "160000000000", None, None),
    ">7成": ("0.7", None, "1", "over"),
    "＞７成": ("0.7", None, "1", "over"),
    "<70%": (None, "0.7", "1", "under"),
    "~1000亿": ("100000000000", "100000000000", None, "about"),
    ">=3..4": ("3", "4", None, "at-least"),
    ">= 79": ("79", None, None, "at-least"),
    "<=5%": (None, "0.05", "1", "at-most"),
    "0.13": ("0.13", "0.13", None, None),
    "160 billion": ("160000000000", "160000000000", None, None),
    "160 billion yuan": ("160000000000", "160000000000", "CNY", None),
    "2025": ("2025", "2025", None, None),
    "-5%": ("-0.05", "-0.05", "1", None),
    "数十亿": ("1000000000", None, None, "several"),
    "翻倍": ("2", "2", "1", None),
    "高达800亿": ("80000000000", "80000000000", None, "up-to"),
    "1.20": ("1.2", "1.2", None, None),
}


@pytest.mark.parametrize(("value", "expected"), VALUES.items())
def test_value(value: str, expected: tuple[str | None, ...]) -> None:
    """A figure's value is read in the scale it is written in; its span leaves out the space around it."""
    read = parse_value(value)
    bounds = tuple(bound and format(bound, "f") for bound in (read.low, read.high))
    assert (*bounds, read.unit, read.qualifier, value[read.start : read.end]) == (*expected, value.strip())


@pytest.mark.parametrize(
    "value", ["", " ", "x", "unstated", "5 6", "about", "1600亿元!", "1..2..3", "1" * 40, "五" * 500]
)
def test_no_value(value: str) -> None:
    """What is not one number or range is refused with a message that says what to write."""
    with pytest.raises(ValueError, match=re.escape(f"not a value: {value[:80]!r} (write 1600亿, ")):
        parse_value(value)


def articles() -> Iterator[tuple[str, str]]:
    """Each article without inserted readings and pictures: what its repair leaves of the numbers."""
    for path in sorted(SEEDS.glob("*.txt")):
        text = re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)", "", path.read_text(encoding="utf-8"))
        yield path.name[:3], re.sub(r"!\[\]\([^)]*\)|https?://\S+", "", text)


NUMERALS = re.compile(
    "[0-9０-９〇零一二三四五六七八九十百千万萬亿億两兩半]+"
    # and what else a number or a date is made of
    "|[几幾倍番翻年旬週季春夏秋冬今昨]|周(?![暢畅])|[数數](?=[十百千万萬亿億個个家名])|同期|[当當]年"
)


def surveyed(name: str, text: str) -> Iterator[tuple[str, ...]]:
    """Give every quantity and date of an article, and every other run of numerals with what stands around it."""
    quantities, dates = read_quantities(text), read_dates(text)
    for quantity in quantities:
        low, high = cells(quantity)[1:3]
        rest = " ".join(cell for cell in cells(quantity)[3:] if cell)
        yield name, "quantity", quantity.text, f"{low}..{high} {rest}".strip()
    for date in dates:
        yield name, "date", date.text, " ".join(filter(None, (date.edtf, date.relative)))
    taken = [(q.start, q.end) for q in quantities] + [(d.start, d.end) for d in dates]
    others = {
        text[max(0, run.start() - 2) : run.end() + 2]
        for run in NUMERALS.finditer(text)
        if not any(start <= run.start() and run.end() <= end for start, end in taken)
    }
    yield from ((name, "no number", other, "") for other in sorted(others))


def test_every_numeral_of_the_articles() -> None:
    """Every run of digits or numerals in the five articles is a known quantity, a known date or known to be neither."""
    expected = [tuple(row.values()) for row in rows("article_numerals.tsv")]
    assert [row for name, text in articles() for row in surveyed(name, text)] == expected


WORDS = """
    一 两 三 十 百 千 万 亿 半 数 几 多 余 约 近 超过 至少 不到 成 倍 % ‰ 元 美元 个 家 年 月 日 2024 2025年 6月
    1,600 0.5 99999 - – ~ 至 到 .. 第 翻倍 分之 的 以上 左右 $ RMB million billion two a half third of dozens
    hundreds to and between from more than about GPT H100 top 3 ( ) ， 。 \n １６ 萬 億
"""
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join))


@given(TEXTS)
def test_spans(text: str) -> None:
    """Whatever the text: spans lie within it, in order, apart from each other and from dates, and hold their words."""
    read = read_quantities(text)
    spans = sorted([(q.start, q.end) for q in read] + [(d.start, d.end) for d in read_dates(text)])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert [text[q.start : q.end] for q in read] == [q.text for q in read]
    assert [q.start for q in read] == sorted(q.start for q in read)
    assert all(q.low is None or q.high is None or q.low <= q.high for q in read)


@given(TEXTS)
def test_folding_keeps_places(text: str) -> None:
    """Folding gives one code point for one, or no span would be right."""
    assert len(numerals.fold(text)) == len(text)


@given(st.integers(min_value=1, max_value=10**12))
def test_han_numerals(value: int) -> None:
    """A number written out in Chinese has its value."""
    assert numerals.han_value(spelled(value)) == Decimal(value)


def spelled(value: int) -> str:
    """Write a number in Chinese numerals."""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            many, rest = divmod(value, size)
            zero = "零" if rest and rest < size // 10 else ""
            return spelled(many) + unit + (zero + spelled(rest) if rest else "")
    return "零一二三四五六七八九"[value]


def unlimited(node: Any) -> Iterator[str]:
    """Give the kind of each repeat without a limit in a parsed pattern."""
    if isinstance(node, tuple) and len(node) == 2 and "REPEAT" in str(node[0]):
        kind, (_, most, part) = node
        if most is re._constants.MAXREPEAT:  # type: ignore[attr-defined]
            yield str(kind)
        yield from unlimited(part)
    elif isinstance(node, (tuple, list)) or hasattr(node, "data"):
        for part in getattr(node, "data", node):
            yield from unlimited(part)


MODULES = [
    chinese_dates, designations, english_dates, expressions, measures, numbers, numeric_dates, qualifiers, units,
]  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
def test_patterns_cannot_run_away(module: object) -> None:
    """No pattern repeats without limit unless it gives nothing back: a hostile text costs by its length alone."""
    patterns = [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    found = {kind for p in patterns for kind in unlimited(re._parser.parse(p.pattern, p.flags))}  # type: ignore[attr-defined]
    assert patterns
    assert found <= {"POSSESSIVE_REPEAT"}


HOSTILE = ["1", "1,000,", "十", "between 1 and ", "6月9日-"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text(unit: str) -> None:
    """A hundred thousand characters of what could begin a number or a date end in a plain answer."""
    text = (unit * 100_000)[:100_000]
    assert all(q.text == text[q.start : q.end] for q in read_quantities(text))
    assert all(d.text == text[d.start : d.end] for d in read_dates(text))
