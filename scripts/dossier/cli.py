"""The command `dossier`: what it is told, how it leaves; `commands` are what it can do."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from .commands import GROUPS, Command
from .commands.asked import BROKEN, DEFECT, GOOD, INTERRUPTED, MISUSED, Misused

__all__ = ["BROKEN", "DEFECT", "GOOD", "INTERRUPTED", "MISUSED", "main", "parser"]

_STATUS = """\
exit status: 0 done, 1 something is wrong with the content, 2 wrong use, or a machine that does not do what it is asked,
3 a defect of the engine, 130 interrupted"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):  # not every terminal has all that stands in an article
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    debug = False
    try:
        given = parser().parse_args(arguments)
        debug = given.debug
        status = _run(given)
        sys.stdout.flush()
    except SystemExit as left:  # argparse: help was asked for, or it is misused
        return int(left.code or GOOD)
    except BrokenPipeError:
        _unheard()
        return GOOD
    except Misused as misuse:
        print(f"dossier: {misuse}", file=sys.stderr)
        return MISUSED
    except OSError as error:
        _unheard()
        said = f"{error.strerror}: {error.filename or 'the output'}" if error.strerror else str(error)
        print(f"dossier: {said}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        print("dossier: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if debug:
            raise
        print(f"dossier: a defect of the engine, not of the content: {_defect(error)}", file=sys.stderr)
        print("please report it; what led there:  dossier --debug …", file=sys.stderr)
        return DEFECT
    return status


def _run(given: argparse.Namespace) -> int:
    command: Command | None = given.command
    if command is None:
        parser().print_help()
        return MISUSED
    if not command.anywhere and not (given.root / "content" / "dossier.yml").is_file():
        raise Misused(_elsewhere(given.root, command))
    from .problems import Broken, as_text, count

    module, _, function = command.run.partition(".")
    try:
        status: int = getattr(import_module(f".commands.{module}", __package__), function)(given)
    except Broken as broken:
        print(as_text(broken.problems))
        print(f"\n{count(len(broken.problems))}", file=sys.stderr)
        return BROKEN
    return status


def _elsewhere(root: Path, command: Command) -> str:
    """What to do in a folder that is no dossier."""
    above = next((p for p in root.absolute().parents if (p / "content" / "dossier.yml").is_file()), "FOLDER")
    return (
        f"{root} is no dossier: it has no content/dossier.yml\n"
        f"one that is elsewhere:  dossier --root {above} {command.name} …\n"
        "a new one:  dossier init FOLDER"
    )


def _unheard() -> None:
    """Nobody reads on, or nothing more can be written: say no more, not even at the very end."""
    if (out := sys.stdout) is sys.__stdout__ and out is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _defect(error: Exception) -> str:
    import traceback

    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {str(error)[:200]}"


class _Parser(argparse.ArgumentParser):
    """One that, where it is misused, says what is wrong, the nearest of what it knows, and how it is used."""

    def __init__(self, **told: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **told)

    def error(self, message: str) -> NoReturn:
        example = f"{self.epilog}\n" if self.epilog and self.epilog != _STATUS else ""
        self.exit(MISUSED, f"dossier: {message}\n{self.format_usage()}{example}more:  {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            from .problems import nearest

            what = action.metavar or action.dest
            self.error(f"there is no {str(what).lower()} {value!r}; {nearest(value, list(action.choices))}")


def parser() -> argparse.ArgumentParser:
    """What the command line may be: every command, in the order of `GROUPS`."""
    about = "A static dossier in which every sentence shows the words it rests on."
    usage = "dossier [--root FOLDER] COMMAND …"
    top = _Parser(prog="dossier", usage=usage, description=f"{about}\n\n{_overview()}", epilog=_STATUS)
    top.add_argument("--root", metavar="FOLDER", type=Path, default=Path.cwd(), help="the dossier (default: here)")
    top.add_argument("--debug", action="store_true", help="show what led to an unexpected error")
    top.set_defaults(command=None)
    holders = {"": top.add_subparsers(prog="dossier", metavar="COMMAND", help=argparse.SUPPRESS)}
    for command in (command for group in GROUPS.values() for command in group):
        holder, _, name = command.name.rpartition(" ")
        if holder not in holders:
            holders[holder] = holders[""].add_parser(holder).add_subparsers(metavar="KIND", required=True)
        one = holders[holder].add_parser(
            name,
            help=command.what,
            description=f"{command.what[0].upper()}{command.what[1:]}.",
            epilog=f"example:  dossier {command.name} {command.example}".rstrip(),
        )
        for names, told in command.arguments:
            one.add_argument(*names, **told)
        one.set_defaults(command=command)
    return top


def _overview() -> str:
    lines = []
    for title, commands in GROUPS.items():
        lines += [f"{title}:", *(f"  {command.name:<12} {command.what}" for command in commands), ""]
    return "\n".join([*lines, "Begin with:  dossier init FOLDER, or, in a dossier's folder:  dossier check"])
