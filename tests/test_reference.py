"""The references for those who write and those who read: what the code says of itself, in files that the flag `--bless`
rewrites; and hand-written pages, whose names of files, functions and outputs are real."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dossier import model
from dossier.checks import FORM, RULES
from dossier.cli import parser
from dossier.editing import _Writer
from dossier.layout import MANY, ONE
from dossier.references import NAMES
from dossier.tongue import words

from .conftest import ROOT

Golden = Callable[[Path, str], None]
MADE = '<!-- Made from the code; `make test ARGS="--bless tests/test_reference.py"` makes it anew. -->\n'
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CONTRIBUTING.zh.md",
    "content/README.md",
    "scripts/README.md",
    "build/README.md",
)


def test_every_key_is_in_the_reference_of_the_content(golden: Golden) -> None:
    """Below what is written by hand, which tells of every file and folder."""
    path = ROOT / "content/README.md"
    head, _, _ = path.read_text(encoding="utf-8").partition(MADE)
    tops = {file.partition("/")[0] for file in (*ONE, *MANY)}
    assert [top for top in sorted(tops) if f"`{top}`" not in head and f"`{top}/`" not in head] == []
    golden(path, head + MADE + "".join(f"{line}\n" for line in keys()))


def keys() -> Iterator[str]:
    """Every kind of file with its records, each described once, where it is first met."""
    told: set[str] = set()
    files: list[tuple[str, type, bool]] = [
        (file, kind, kinds is MANY) for kinds in (ONE, MANY) for file, kind in kinds.items()
    ]
    for file, kind, many in [*files, ("pages/<language>/*.md", model.Page, False)]:
        yield f"\n## {file}\n\n{'A list of' if many else 'One'} {kind.__name__}."
        for name, schema in _Writer({}).document(kind, many=many)["definitions"].items():
            if name not in told:
                told.add(name)
                yield f"\n### {name}\n\n| key | holds | meaning | 含义 |\n|---|---|---|---|"
                for key, value in schema["properties"].items():
                    shown = f"**`{key}`**" if key in schema["required"] else f"`{key}`"
                    meaning = " | ".join(map(cell, value["description"].split("\n\n")))
                    yield f"| {shown} | {_holds(value, f'{name}.{key}')} | {meaning} |"


def cell(text: str) -> str:
    """Plain text as a cell of a table."""
    return text.replace("|", r"\|").replace("<", "&lt;")


def _holds(schema: dict[str, Any], key: str) -> str:
    """What may stand there, in a few words."""
    match schema:
        case {"$ref": ref}:
            name = ref.rpartition("/")[2]
            return f"[{name}](#{name.lower()})"
        case {"allOf": [inner]}:
            return _holds(inner, key)
        case {"anyOf": several}:
            return " or ".join(_holds(each, key) for each in several)
        case {"enum": values}:
            return " · ".join(f"`{value}`" for value in values)
        case {"type": "array", "items": inner}:
            one = _holds(inner, key)
            return f"list of {'texts' if one == 'text' else one.replace('id (', 'ids (')}"
        case {"properties": _}:
            return "`{en: …, zh: …}`"
        case {"additionalProperties": inner}:
            return f"by name: {_holds(inner, key)}"
        case {"type": "boolean" | "integer" | "null" as kind}:
            return {"boolean": "`true` · `false`", "integer": "whole number", "null": "`null`"}[kind]
    return next((f"id ({what.rstrip(',')})" for what, keys in NAMES.items() if key in keys), "text")


def test_every_command_is_in_the_reference(golden: Golden) -> None:
    text = [
        f"# Commands\n\n{MADE}\nAfter `make setup`, `. .venv/bin/activate` makes `dossier` a command.\n",
        *commands(parser()),
        "## make\n\n| | |\n|---|---|",
        *(f"| `make {name}` | {what} |" for name, what in targets()),
    ]
    golden(ROOT / "scripts/commands.md", "\n".join(text) + "\n")


def targets() -> list[tuple[str, str]]:
    """The Makefile's commands, and what each does."""
    return re.findall(r"^([a-z]+):.*## (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def commands(top: argparse.ArgumentParser) -> Iterator[str]:
    """A parser's arguments, then those of its commands."""
    yield f"## {top.prog}\n"
    below = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    if top.description and not below:
        yield f"{top.description}\n"
    rows = [f"| `{_argument(a)}` | {cell(a.help or '')} |" for a in top._actions if a not in below and a.dest != "help"]
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows, ""])
    if top.epilog:
        yield f"```\n{top.epilog}\n```\n"
    for action in below:
        for command in action.choices.values():
            yield from commands(command)


def _argument(action: argparse.Action) -> str:
    values = r" \| ".join(map(str, action.choices)) if action.choices else action.metavar or action.dest.upper()
    if action.option_strings:
        return f"{action.option_strings[0]} {values}" if action.nargs != 0 else action.option_strings[0]
    return {"?": "[{}]", "*": "[{} …]"}.get(str(action.nargs), "{}").format(values)


def test_every_rule_is_in_the_reference(golden: Golden) -> None:
    told = words("rules")
    text = [f"# Rules\n\n{MADE}\n`dossier check` reports what breaks them; `dossier explain RULE` says what one asks."]
    for group, title in told["groups"].items():
        rules = FORM if group == "form" else {each.name: each.text for each in RULES.values() if each.group == group}
        text.append(f"\n## {title['en']} {title['zh-Hans']}\n\n| rule | what must hold | 要求 |\n|---|---|---|")
        text += [f"| `{name}` | {cell(asks)} | {cell(told['zh-Hans'][name])} |" for name, asks in rules.items()]
    golden(ROOT / "scripts/rules.md", "\n".join(text) + "\n")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    """Links lead to files, commands are known. On the engine's page, what is marked as a name is a function, a file
    or a folder."""
    path = ROOT / page
    text = path.read_text(encoding="utf-8").partition(MADE)[0]
    links = [target for target in re.findall(r"\[[^\]]+\]\(([^)#]+)", text) if "://" not in target]
    assert [target for target in links if not (path.parent / target).exists()] == []
    (known,) = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    asked = re.findall(r"(?:^|`)(make|dossier) ([a-z]+)", text, re.MULTILINE)
    assert {name for command, name in asked if command == "dossier"} <= {*known.choices}
    assert {name for command, name in asked if command == "make"} <= {name for name, _ in targets()}
    names = re.findall(r"`((?!build/|\.cache/)[\w/.]+)`", text) if page == "scripts/README.md" else []
    assert [name for name in names if not _is_there(name)] == []


def _is_there(name: str) -> bool:
    module, _, function = name.rpartition(".")
    return any((folder / name).exists() for folder in (ROOT, ROOT / "scripts", ROOT / "scripts/dossier")) or (
        bool(module) and hasattr(import_module(f"dossier.{module}"), function)
    )
