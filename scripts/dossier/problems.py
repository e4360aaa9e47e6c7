"""What is wrong, where, and the way out: the one message type of loading and checking, and its three
renderings."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from .characters import INVISIBLE

MOST_REPORTED = 100
"""So many problems of form are told of one file, and that there are more: one that holds nothing but commas has
millions."""
MOST_CHARACTERS = 2_000
"""No line of a message is longer: it repeats what stands in the content, which may be a whole page on one line."""
_UNSEEN = re.compile(f"[{INVISIBLE}]")
FEW = 20
"""So many names are listed."""
LONGEST_NAME = 100
"""What is longer is no misspelt name, and comparing it with every known one takes long."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A spot in a file of the dossier: path relative to its root, line and column counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One broken rule at one place.

    `details` are labelled lines shown under the message (`yours`, `source`, …); `help` is the way out.
    """

    rule: str
    at: Position
    message: str
    subject: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    help: str | None = None

    def sort_key(self) -> tuple[object, ...]:
        return self.at, self.rule, self.message, self.subject or "", self.details, self.help or ""


class Broken(Exception):
    """The dossier cannot be read, or not published; carries every problem found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(as_text(self.problems))


def bounded(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The first problems of a file, and that there are more."""
    yield from islice(problems, MOST_REPORTED)
    yield from map(and_more, islice(problems, 1))


def and_more(problem: Problem) -> Problem:
    """What stands for this problem and all that follow it in its file."""
    message = "from here on there are more problems in this file"
    return replace(problem, message=message, details=(), help="mend the first ones")


def nearest(name: str, known: Collection[str]) -> str:
    """What helps with a misspelt name: the known one that is most like it; where none is, all of them, if few."""
    import difflib  # on use: most runs find nothing wrong

    close = difflib.get_close_matches(name, known, 1) if len(name) <= LONGEST_NAME else []
    if close:
        return f"did you mean {close[0]}?"
    return (
        f"known: {', '.join(sorted(known)) or 'none'}" if len(known) <= FEW else f"none of the {len(known)} is like it"
    )


def count(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems} problems; others may follow from the first"


def as_text(problems: Iterable[Problem]) -> str:
    return "\n".join(_text(problem) for problem in problems)


def _text(problem: Problem) -> str:
    subject = f" [{problem.subject}]" if problem.subject else ""
    lines = [f"{problem.at}: error {problem.rule}{subject}", f"    {problem.message}"]
    width = max((len(label) for label, _ in problem.details), default=0)
    lines += [f"    {label:<{width}}   {text}".rstrip() for label, text in problem.details]
    if problem.help:
        lines.append(f"    help: {problem.help}")
    lines.append(f"    rule: dossier explain {problem.rule}")
    return "\n".join(map(_short, lines))


def _short(text: str) -> str:
    """A line of a message, without what would make a terminal, or a reader, see something else."""
    text = _UNSEEN.sub(lambda unseen: f"<U+{ord(unseen[0]):04X}>", text)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def as_json(problems: Iterable[Problem]) -> str:
    return json.dumps(
        [
            {
                "rule": p.rule,
                "file": p.at.file,
                "line": p.at.line,
                "column": p.at.column,
                "subject": p.subject,
                "message": _short(p.message),
                "details": [[label, _short(text)] for label, text in p.details],
                "help": p.help and _short(p.help),
            }
            for p in problems
        ],
        ensure_ascii=False,
        indent=1,
    )


def as_annotations(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands, one line a problem."""
    return "\n".join(
        f"::error file={_escape(p.at.file, property=True)},line={p.at.line},col={p.at.column},"
        f"title={_escape(p.rule, property=True)}::{_escape(_text(p))}"
        for p in problems
    )


def _escape(text: str, *, property: bool = False) -> str:
    for character in "%\r\n" + (":," if property else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


Format = Literal["text", "json", "github"]
RENDER = {"text": as_text, "json": as_json, "github": as_annotations}
