"""The published program that verifies the record: it notices whatever is damaged, and never breaks down."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier import verify

from .conftest import EXPECTED, TINY

RECORD: dict[str, Any] = json.loads((EXPECTED / "data/facts.json").read_text(encoding="utf-8"))
SEEDS = TINY / "seeds"


def found(record: Any, seeds: Path = SEEDS) -> list[str]:
    try:
        return list(verify.problems(record, seeds))
    except verify.Wrong as wrong:
        return [f"form: {wrong}"]


def hashed(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the hash that a forger would give it."""
    record["dossier"]["content_hash"] = verify.content_hash(record)
    return record


def test_a_sound_record_holds() -> None:
    assert found(RECORD) == []


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in the record."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, each in inner for path in paths(each, (*at, key)))]


PATHS = [path for path in paths(RECORD) if path]
QUOTED_EDITS = [("sources", 0, "edits", i) for i in (3, 4, 5)]
"""Edits inside a quotation: one that nothing is quoted across may lie elsewhere, and nobody can tell."""
VERIFIED = [
    path
    for path in PATHS
    if (path[0] == "sources" and (path[2:] in [("file",), ("sha256",), ("edits",)] or path[:4] in QUOTED_EDITS))
    or (path[2:3] == ("evidence",) and path[-1] in ("source", "start", "end", "exact", "quote"))
]  # fmt: skip
OTHER: list[Any] = [None, True, -1, 0, 1, 10**6, 0.5, "", "x", "../x", [], {}, [[]], [{}], {"start": 0}, "\ud800", "白"]
others = st.sampled_from(OTHER) | st.text(max_size=5) | st.integers(-3, 200)


def changed(path: tuple[Any, ...], other: Any) -> dict[str, Any]:
    record = copy.deepcopy(RECORD)
    holder: Any = record
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = other
    return record


@settings(max_examples=400)
@given(st.sampled_from(PATHS), others)
def test_whatever_is_changed_shows_in_the_hash(path: tuple[Any, ...], other: Any) -> None:
    record = changed(path, other)
    assert record == RECORD or found(record) != []


@settings(max_examples=400)
@given(st.sampled_from(VERIFIED), others)
def test_what_is_verified_cannot_be_forged(path: tuple[Any, ...], other: Any) -> None:
    """Even with the hash of the forged record: a span, a quotation, an edit, a file, a digest."""
    record = changed(path, other)
    wrong = found(hashed(record))
    same = record == RECORD or (path[-1] == "certainty" and other in ("proved", "context", "lost"))
    assert same or wrong != []


@pytest.mark.parametrize("how", ["reading", "wrap", "markup", "else"])
def test_an_edit_cannot_pass_for_what_it_is_not(how: str) -> None:
    """A denial that an "edit" of the page's markup takes away, and a quotation to match."""
    record = copy.deepcopy(RECORD)
    raw = (SEEDS / "harbour.txt").read_text(encoding="utf-8")
    at = raw.index("否认")
    edit = {"start": at, "end": at + 2, "text": "", "how": how, "certainty": "proved"}
    record["sources"][1]["edits"].append(edit)
    evidence = next(fact for fact in record["facts"] if fact["id"] == "white-reef-denial")["evidence"][0]
    evidence["quote"] = evidence["quote"].replace("否认", "")
    assert found(hashed(record)) == [f"harbour: the edit at {at} is no {how}: '否认' becomes ''"]


@pytest.mark.parametrize(
    ("seed", "content", "message"),
    [
        ("harbour.txt", None, "harbour: harbour.txt cannot be read: No such file or directory"),
        ("harbour.txt", b"", "harbour: harbour.txt is not the archived file"),
        ("harbour.txt", b"\xff", "harbour: harbour.txt is not the archived file"),
    ],
)
def test_an_archived_file_that_is_another_is_noticed(
    seed: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    for file in SEEDS.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    if content is None:
        (tmp_path / seed).unlink()
    else:
        (tmp_path / seed).write_bytes(content)
    wrong = found(RECORD, tmp_path)
    assert wrong[0] == message
    assert {line.split(": ", 1)[1] for line in wrong[1:]} == {"there is no sound source 'harbour'"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"", 2), (b"{", 2), (b"\xff\xfe", 2), (b"[" * 100_000, 2), (b'{"a": 1, "a": 2}', 2), (b'{"a": NaN}', 2),
        (b"null", 1), (b"[]", 1), (b"{}", 1), (b'{"dossier": 5}', 1), (b'{"dossier": {"content_hash": ""}}', 1),
    ],
)  # fmt: skip
def test_any_file_gets_an_answer(text: bytes, status: int, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_bytes(text)
    command = [sys.executable, "-I", "-S", verify.__file__, str(tmp_path / "facts.json"), str(SEEDS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (run.returncode, run.stderr, len(run.stdout.splitlines()) > 0) == (status, "", True)


def test_random_damage_to_its_bytes_never_breaks_it(tmp_path: Path) -> None:
    random = Random(1)
    whole = (EXPECTED / "data/facts.json").read_bytes()
    for _ in range(300):
        at, end = sorted(random.randrange(len(whole)) for _ in range(2))
        instead = random.choice((b"", whole[end:], random.randbytes(3) + whole[at + 3 :]))
        (tmp_path / "facts.json").write_bytes(whole[:at] + instead)
        try:
            record = verify.read(tmp_path / "facts.json")
        except ValueError:
            continue
        assert record == RECORD or found(record) != []
