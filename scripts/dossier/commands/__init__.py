"""The commands of `dossier`, as a table: by what one wants to do, each with its arguments and an example.

What a command does is imported when it is run: most take longer to import than to start.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

FORMATS = ("text", "json", "github")

Argument = tuple[tuple[str, ...], Mapping[str, Any]]
"""What `argparse` is told of an argument: its names, and the rest by keyword."""


class Command(NamedTuple):  # a dataclass would take `--help` half as long again
    """`run` is where it stands (`module.function`); `example` what may follow its name, in the dossier that `init`
    makes; `anywhere` whether it also works outside of a dossier."""

    name: str
    what: str
    run: str
    arguments: tuple[Argument, ...] = ()
    example: str = ""
    anywhere: bool = False


def _argument(*names: str, **told: Any) -> Argument:
    return names, told


def address(url: str) -> str:
    """A site's address without a slash at its end."""
    if not url.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError("it begins with https://")
    return url.rstrip("/")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: 2026-11-21 is one") from None


def version(text: str) -> str:
    from ..releasing import VERSION

    if not VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no version such as 1.2")
    return text


_SOURCE = _argument("source", metavar="ARTICLE", help="an article, by its id: the name of its file in content/sources")
_WORDS = _argument("words", metavar="WORDS", help="words of the article, in either script")

GROUPS: Mapping[str, tuple[Command, ...]] = {
    "Start a dossier": (
        Command(
            "init",
            "make a small working dossier, to learn from and to make your own",
            "starting.init",
            arguments=(
                _argument("folder", metavar="FOLDER", nargs="?", type=Path, help="where (default: here, if empty)"),
            ),
            example="lighthouses",
            anywhere=True,
        ),
    ),
    "See whether it holds": (
        Command(
            "check",
            "check every fact; list every broken rule",
            "checking.check",
            arguments=(_argument("--format", choices=FORMATS, default="text", help="github: as annotations"),),
        ),
        Command(
            "explain",
            "say what a rule asks, or list all rules",
            "checking.explain",
            arguments=(_argument("rule", metavar="RULE", nargs="?", help="a rule, as messages name it"),),
            example="quote-altered",
            anywhere=True,
        ),
        Command(
            "review",
            "record that facts were read in context, or list those that were not",
            "checking.review",
            arguments=(
                _argument("fact", metavar="FACT", nargs="*", help="one that was read as it now stands; none: list"),
                _argument("--by", metavar="READER", help="who read them: a reader of content/vocabulary.yml"),
                _argument("--date", type=day, help="the day on which they were read (default: today)"),
                _argument("--stale", action="store_true", help="list the facts that changed since, or were never read"),
            ),
            example="--stale",
        ),
        Command(
            "diff",
            "say what a change of the content means",
            "publishing.diff",
            arguments=(
                _argument("before", metavar="REVISION", nargs="?", default="HEAD", help="Git's (default: HEAD)"),
                _argument("after", metavar="LATER", nargs="?", help="a later one (default: the files as they are)"),
                _argument("--format", choices=("text", "markdown", "json"), default="text"),
            ),
            example="HEAD~1",
        ),
    ),
    "Add and mend facts": (
        Command(
            "new source",
            "archive a saved page or text, and draft what is known of it",
            "writing.new_source",
            arguments=(
                _argument("file", metavar="FILE", type=Path, help="HTML, Markdown or plain text, in UTF-8"),
                _argument("--id", help="the article's id (default: made of the file's name)"),
            ),
            example="harbour-2031-02-03.html",
        ),
        Command(
            "suggest",
            "list what of an article no fact cites yet",
            "writing.suggest",
            arguments=(_SOURCE,),
            example="harbour",
        ),
        Command(
            "new fact",
            "draft a fact from words of an article",
            "writing.new_fact",
            arguments=(_SOURCE, _WORDS),
            example="harbour 看守超过300座灯塔",
        ),
        Command(
            "quote",
            "find words in an article, print them as evidence",
            "writing.quote",
            arguments=(_SOURCE, _WORDS),
            example="harbour 燈塔開支",
        ),
        Command("text", "print an article's repaired text", "writing.text", arguments=(_SOURCE,), example="coast"),
        Command(
            "coverage",
            "show what became of each sentence of the articles",
            "writing.coverage",
            arguments=(_argument("source", metavar="ARTICLE", nargs="?", help="one article's id (default: all)"),),
            example="coast",
        ),
        Command("schema", "make the schemas by which an editor completes and explains keys", "writing.schema"),
    ),
    "Publish": (
        Command(
            "build",
            "make the site in build/site",
            "publishing.build",
            arguments=(
                _argument("--address", metavar="URL", type=address, help="where the site will be (default: content's)"),
                _argument("--repository", metavar="URL", type=address, help="where content is (default: content's)"),
            ),
            example="--address https://example.org/dossier",
        ),
        Command(
            "serve",
            "build, serve on this machine, rebuild on change",
            "publishing.serve",
            arguments=(_argument("--port", type=int, default=8000),),
            example="--port 9000",
        ),
        Command("pdf", "make the built site a PDF for each language, in build/pdf", "publishing.pdf"),
        Command(
            "release",
            "pack a version: site, data, citation, and what has changed",
            "publishing.release",
            arguments=(
                _argument("version", metavar="VERSION", type=version, help="such as 1.2"),
                _argument("--since", metavar="REVISION", help="of the version before (default: its commit)"),
                _argument("--date", type=day, help="the day of release (default: today)"),
            ),
            example="1.0",
        ),
    ),
}
