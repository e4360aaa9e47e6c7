"""Dates are read out of a text as precisely as it prints them, and compared as intervals."""

import csv
import re
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from dossier.dates import at_most_as_precise, contains, interval, read_dates
from dossier.edtf import before, counted

TABLE = Path(__file__).parent / "data" / "dates.tsv"


def readings() -> list[tuple[str, list[tuple[str, ...]]]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [
            tuple(cell.replace("\\n", "\n") for cell in row)
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ][1:]
    return [(text, [row[1:] for row in group if row[1]]) for text, group in groupby(rows, key=lambda row: row[0])]


def cells(text: str) -> list[tuple[str, ...]]:
    return [(mention.text, mention.edtf or "", mention.relative or "") for mention in read_dates(text)]


@pytest.mark.parametrize(("text", "expected"), readings())
def test_reading(text: str, expected: list[tuple[str, ...]]) -> None:
    """Each text of the table yields its dates, complete and in order, or none."""
    assert cells(text) == expected


def test_both_scripts_read_alike() -> None:
    """A text in traditional characters has the dates of the same text in simplified ones."""
    convert = OpenCC("s2tw").convert
    texts = [text for text, _ in readings()]
    simplified = [[(m.start, m.end, m.edtf, m.relative) for m in read_dates(text)] for text in texts]
    assert [[(m.start, m.end, m.edtf, m.relative) for m in read_dates(convert(t))] for t in texts] == simplified


def test_names_hold_no_date() -> None:
    """What the caller knows to be a name is never read as a date."""
    assert cells("1990年出版的《2024年》") == [("1990年", "1990", ""), ("2024年", "2024", "")]
    assert [m.text for m in read_dates("1990年出版的《2024年》", re.compile("《2024年》"))] == ["1990年"]


INTERVALS = {
    "2024": ("2024-01-01", "2024-12-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2024-12-16": ("2024-12-16", "2024-12-16"),
    "2023-21": ("2023-03-01", "2023-05-31"),
    "2023-22": ("2023-06-01", "2023-08-31"),
    "2023-23": ("2023-09-01", "2023-11-30"),
    "2023-24": ("2023-12-01", "2024-02-29"),
    "2023-12~": ("2023-12-01", "2023-12-31"),
    "2023?": ("2023-01-01", "2023-12-31"),
    "2018/2021": ("2018-01-01", "2021-12-31"),
    "2023-11~/2024": ("2023-11-01", "2024-12-31"),
    "2023-11-17/..": ("2023-11-17", "9999-12-31"),
    "../2023-11": ("0001-01-01", "2023-11-30"),
}


@pytest.mark.parametrize(("edtf", "days"), INTERVALS.items())
def test_interval(edtf: str, days: tuple[str, str]) -> None:
    """A date covers all its days; what makes it approximate or uncertain does not widen it."""
    assert tuple(day.isoformat() for day in interval(edtf)) == days


SHAPE = "is not YYYY, YYYY-MM, YYYY-MM-DD or an interval of them"


@pytest.mark.parametrize(
    ("edtf", "until"),
    [
        ("2023", "2022"),
        ("2024-01", "2023-12"),
        ("2024-03-01~", "2024-02-29"),
        ("2023-21", "2023-02-28"),
        ("2018/2021", "2017"),
    ],
)
def test_before(edtf: str, until: str) -> None:
    """All time before a date ends right before it, told as finely as the date; before a season, by the day."""
    assert before(edtf) == f"../{until}"


MALFORMED = {
    "": SHAPE,
    "unstated": SHAPE,
    "2024-": SHAPE,
    "2024/": SHAPE,
    "24": SHAPE,
    "2024-1": SHAPE,
    "2024-12-16T10": SHAPE,
    "２０２４": SHAPE,
    "2024/2025/2026": SHAPE,
    "XXXX-06": "has no year",
    "../..": "is open at both ends",
    "2025/2024": "ends before it begins",
    "2024-13": "no such year, month or day",
    "2023-02-29": "no such year, month or day",
    "2023-21-01": "no such year, month or day",
    "0000": "no such year, month or day",
    "9999-24": "no such year, month or day",
}


@pytest.mark.parametrize(("edtf", "why"), MALFORMED.items())
def test_malformed(edtf: str, why: str) -> None:
    """Anything outside the subset is refused, with the whole value and what is wrong with it."""
    with pytest.raises(ValueError, match=re.escape(f"not a date: {edtf!r}") + ".*" + re.escape(why)):
        interval(edtf)


NO_MORE_PRECISE = [
    ("2024-12", "2024-12-16"), ("2024", "2024-12-16"), ("2024-12-16", "2024-12-16"), ("2024-11", "XXXX-11"),
    ("2023-06-09", "XXXX-06-09"), ("2024", "2024-10/2024-12"), ("2018/2021", "2018/2021"), ("2018/2022", "2018/2021"),
    ("2023-11-17/..", "2023-11-17"), ("2023-12~", "2023-12~"), ("2023", "2023-12~"), ("2023-21", "2023-04"),
    ("2024", "2024"), ("2023-12~", "2023-12"),
]  # fmt: skip
MORE_PRECISE = [
    ("2024-12-16", "2024-12"), ("2024-12", "2024"), ("2024-12-16", "2024"), ("2023-06-09", "XXXX-06"),
    ("2024-11", "2024-10/2024-12"), ("2019", "2018/2021"), ("2018-03/2021-02", "2018/2021"), ("2023-12", "2023-12~"),
    ("2023-04", "2023-21"), ("2023-21", "2023"), ("2023-11-17/..", "2023-11"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "printed", "expected"),
    [(*pair, True) for pair in NO_MORE_PRECISE] + [(*pair, False) for pair in MORE_PRECISE],
)
def test_precision(claim: str, printed: str, expected: bool) -> None:
    """A claim tells no more of when than the words do; dropping an approximation tells more."""
    assert at_most_as_precise(claim, printed) is expected


CONTAINED = [
    ("2024", "2024-12-16"), ("2024-12", "2024-12"), ("2018/2021", "2019"), ("2018/2021", "2018-01-01/2021-12-31"),
    ("XXXX-11", "2024-11"), ("XXXX-11", "2024-11-17"), ("2024", "XXXX-11"), ("2018/2021", "XXXX-06-09"),
    ("2023-11/2024-01", "XXXX-01-05"), ("XXXX-06", "XXXX-06-09"), ("XXXX-24", "2024-02-29"), ("2023-11-17/..", "2024"),
    ("../2023", "2020-05"), ("2023-12~", "2023-12-31"), ("XXXX-02-29", "2024-02-29"),
]  # fmt: skip
NOT_CONTAINED = [
    ("2024-12-16", "2024"), ("2024", "2023-12-31"), ("2018/2021", "2021-12-31/2022-01-01"), ("XXXX-11", "2024-12"),
    ("XXXX-11", "2024"), ("2024-06", "XXXX-11"), ("XXXX-06-09", "XXXX-06"), ("2023-11-17/..", "2023-11"),
    ("XXXX-02-29", "2023-02-28"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [(*pair, True) for pair in CONTAINED] + [(*pair, False) for pair in NOT_CONTAINED],
)
def test_containment(outer: str, inner: str, expected: bool) -> None:
    """Every day of one lies in the other, in some year where a year is not named."""
    assert contains(outer, inner) is expected


@pytest.mark.parametrize(("outer", "inner"), [("XXXX-13", "2024"), ("2024", "XXXX-02-30"), ("2024", "soon")])
def test_malformed_comparison(outer: str, inner: str) -> None:
    """A mask hides no malformed date."""
    with pytest.raises(ValueError, match="not a date"):
        contains(outer, inner)


WORDS = """
    2024 2025年 年 6月 11 月 16日 日 底 初 中旬 春季 第四季度 上半年 去年 今年 明年 上周五 近日 目前 至 到 - – ~ to
    and between November December May 17 17th , of in mid- early the end spring Q4 last next year 2024-12-16
    2018-2021 二〇二五年 三月 99
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=10).map("".join), st.lists(PIECES, max_size=10).map(" ".join))


@given(TEXTS)
def test_spans(text: str) -> None:
    """Whatever the text: spans lie within it, in order and apart, hold their words, and say a possible date."""
    read = read_dates(text)
    assert all(0 <= m.start < m.end <= len(text) for m in read)
    assert all(first.end <= second.start for first, second in pairwise(read))
    assert [text[m.start : m.end] for m in read] == [m.text for m in read]
    assert all(m.edtf or m.relative for m in read)
    assert all(contains(m.edtf, m.edtf) and at_most_as_precise(m.edtf, m.edtf) for m in read if m.edtf)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_in_every_form(day: date) -> None:
    """A day is the same day in Chinese, English and ISO 8601, lies in its month and year, and not in the next day."""
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    )
    assert {m.edtf for form in (*forms, day.isoformat()) for m in read_dates(form)} == {day.isoformat()}
    assert contains(f"{day:%Y-%m}", day.isoformat())
    assert contains(f"XXXX-{day:%m-%d}", day.isoformat())
    assert not contains((day + timedelta(days=1)).isoformat(), day.isoformat())


@pytest.mark.parametrize(
    ("relative", "start", "counts"),
    [
        ("last-month", "2031-02-03", "2031-01"),
        ("last-month", "2031-01", "2030-12"),
        ("next-month", "2030-12~", "2031-01~"),
        ("yesterday", "2031-03-01", "2031-02-28"),
        ("this-sunday", "2031-02-03", "2031-02-09"),  # a Monday
        ("last-friday", "2031-02-03", "2031-01-31"),
        ("next-monday", "2031-02-09", "2031-02-10"),
        ("last-week", "2031-02-05", "2031-01-27/2031-02-02"),
        ("yesterday", "2031-02", None),
        ("last-month", "2031", None),
        ("recently", "2031-02-03", None),
        ("last-quarter", "2031-02-03", None),
    ],
)
def test_relative_dates_are_counted_from_a_day_or_month(relative: str, start: str, counts: str | None) -> None:
    assert counted(relative, start) == counts
