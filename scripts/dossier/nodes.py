"""YAML with the position of every node: the strict reading on which `load` stands.

YAML 1.2's booleans, null and numbers only; no duplicate keys, no aliases, no tags, no control or bidirectional
characters. PyYAML's C parser composes the nodes (measured: 2–3 times as fast as anything else that keeps
positions; and a third faster still without PyYAML's reading of plain words as booleans, dates or numbers, which
`decode` does by itself).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import yaml
from yaml._yaml import CParser

from .characters import INVISIBLE, Disguised, disguised, named, undisguised
from .place import Place
from .problems import Position, Problem, bounded

MOST_DEPTH = 40
"""The content model goes ten deep; the parser follows nesting by recursion, and would run out of stack."""

# YAML 1.1 readings that differ from YAML 1.2: a plain `no` or `0555` must be quoted, so that no reader differs.
AMBIGUOUS = re.compile(r"(?i:y|n|yes|no|on|off)|[-+]?0[0-9_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+")
_FORBIDDEN = re.compile(f"\r\n|[{INVISIBLE}]")  # a repair's `raw` may hold it, written as an escape
_AS_PRINTED = {"raw", "text", "quote", "context", "words", "from", "to", "shared", "form"}
"""Keys under which stands what an article prints; whether it does is asked of the whole of it."""
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(r"(?m)(?:^|[-?:] )(?:[-?] +){20}|^ {200}")


def forbidden(text: str, file: str, first_line: int) -> list[Problem]:
    """Each invisible or control character of a text that begins at a line of its file."""
    return list(bounded(_forbidden(text, file, first_line)))


def _forbidden(text: str, file: str, first_line: int) -> Iterator[Problem]:
    counted, line = 0, first_line
    for found in _FORBIDDEN.finditer(text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        column = found.start() - text.rfind("\n", 0, found.start())
        if windows := found[0] == "\r\n":
            message, help = "the lines end as Windows ends them (CR LF)", "save it with Unix line ends (LF)"
        else:
            message = f"{named(found[0])} is invisible"
            help = f"without it:  {_around(text, found)}"
        yield Problem(rule="yaml-character", at=Position(file, line, column), message=message, help=help)
        if windows:
            return  # every line would say the same


def look_alikes(text: str, file: str, first_line: int) -> list[Problem]:
    """Each character of a page that looks like another."""
    return list(bounded(_look_alikes(text, file, first_line)))


def _look_alikes(text: str, file: str, first_line: int) -> Iterator[Problem]:
    last = -2
    for odd in disguised(text):
        if odd.at > last + 1:  # the first of a word speaks for the others
            line = text.count("\n", 0, odd.at)
            yield _look_alike(odd, text, Position(file, first_line + line, odd.at - text.rfind("\n", 0, odd.at)))
        last = odd.at


def _look_alike(odd: Disguised, text: str, at: Position) -> Problem:
    words = text[: odd.at][-8:].rpartition("\n")[2] + text[odd.at :][:8].partition("\n")[0]
    message = f"{named(odd.character)} looks like {odd.meant!r}"
    return Problem(rule="look-alike", at=at, message=message, help=f"write  {undisguised(words)}")


def _around(text: str, found: re.Match[str]) -> str:
    """The words around a character, without what cannot be seen."""
    before = text[max(0, found.start() - 8) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + 8].partition("\n")[0]
    return _FORBIDDEN.sub("", before + after).strip()


_SYNTAX = "here or just above: align the keys of one record; quote a text that has a colon, a comma or quotation marks"


def compose(text: str, file: str, *, line_offset: int = 0) -> tuple[Place | None, list[Problem]]:
    """Read one YAML document into nodes; None with problems where it cannot be read, or is empty. What is invisible is
    reported, and read as if it were not there."""
    if found := forbidden(text, file, 1 + line_offset):
        text = _FORBIDDEN.sub(lambda character: "\n" if character[0] == "\r\n" else "", text)

    def broken(message: str, mark: Any, help: str | None = None) -> tuple[None, list[Problem]]:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        at = Position(file, line + line_offset, column)
        return None, [*found, Problem(rule="yaml-syntax", at=at, message=message, help=help)]

    try:
        if mark := _too_deep(text):
            return broken(f"nested more than {MOST_DEPTH} deep", mark)
        node = root(text)
    except yaml.MarkedYAMLError as error:
        return broken(f"not YAML: {error.problem or error.context}", error.problem_mark or error.context_mark, _SYNTAX)
    except yaml.YAMLError as error:
        return broken(f"not YAML: {str(error).splitlines()[0]}", None)
    if node is None:
        return None, found
    place = Place(file, node, line_offset)
    return place, [*found, *bounded(_strictness(place))]


def _too_deep(text: str) -> Any:
    """The mark where YAML is nested too deep, if anywhere. Its events tell, and take as long to read as its nodes: only
    what may be so deep is looked at."""
    depths = accumulate(1 if m.group() in "[{" else -1 for m in _BRACKETS.finditer(text))
    if max(depths, default=0) <= MOST_DEPTH and not _INDENTED.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            return event.start_mark
    return None


def root(text: str) -> yaml.Node | None:
    """The root node of a YAML document, None where it is empty. Raises `yaml.YAMLError`."""
    return _Composer(text).get_single_node()


class _Composer(CParser):
    """Composes nodes, and resolves no tags but those that are refused when written plainly."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool] | bool) -> str:
        if kind is yaml.ScalarNode:
            return _REFUSED.get(value, _SCALAR) if implicit[0] else _SCALAR  # type: ignore[arg-type, index]
        return _MAPPING if kind is yaml.MappingNode else _SEQUENCE

    def descend_resolver(self, parent: yaml.Node, index: object) -> None:
        """What PyYAML's own loaders follow paths with."""

    def ascend_resolver(self) -> None:
        pass


_YAML = "tag:yaml.org,2002:"
_SCALAR, _MAPPING, _SEQUENCE = f"{_YAML}str", f"{_YAML}map", f"{_YAML}seq"
_REFUSED = {"<<": f"{_YAML}merge", "=": f"{_YAML}value"}
_TAGS = {f"{_YAML}{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}


def _strictness(place: Place) -> Iterator[Problem]:
    """Aliases, tags, duplicate keys, ambiguous scalars, escaped invisible characters, depth: everything YAML allows
    and this project does not."""
    seen: set[int] = set()
    waiting = [(place.node, 0, "")]
    while waiting:
        node, depth, name = waiting.pop()
        if id(node) in seen:
            yield _problem(place, node, "yaml-alias", "aliases are not used here", "write the value out")
            continue
        seen.add(id(node))
        if depth > MOST_DEPTH:
            yield _problem(place, node, "yaml-syntax", f"nested more than {MOST_DEPTH} deep")
            continue
        if node.tag not in _TAGS:
            yield _problem(place, node, "yaml-tag", f"the tag {node.tag} is not used here", "remove it")
        if isinstance(node, yaml.MappingNode):
            yield from _keys(place, node)
            names = (key.value if isinstance(key, yaml.ScalarNode) else "" for key, _ in node.value)
            waiting.extend((value, depth + 1, name) for name, (_, value) in zip(names, node.value, strict=True))
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend((item, depth + 1, name) for item in node.value)
        elif isinstance(node, yaml.ScalarNode):
            yield from _scalar(place, node, name)


def _scalar(place: Place, node: yaml.ScalarNode, name: str) -> Iterator[Problem]:
    if not node.style and AMBIGUOUS.fullmatch(node.value):
        message = f"{node.value} is read differently by different YAML versions"
        help = f'write true or false, or quote it: "{node.value}"'
        yield _problem(place, node, "yaml-ambiguous", message, help)
    elif node.style == '"' and name != "raw" and (found := _FORBIDDEN.search(node.value)):
        message = f"{named(found[0][-1])}, written as an escape, is invisible"
        yield _problem(place, node, "yaml-character", message, f"without it:  {_around(node.value, found)}")
    elif name not in _AS_PRINTED and (odd := next(disguised(node.value), None)):
        yield _look_alike(odd, node.value, Place(place.file, node, place.line_offset).at())


def _keys(place: Place, mapping: yaml.MappingNode) -> Iterator[Problem]:
    keys: set[str] = set()
    for key, _ in mapping.value:
        if not isinstance(key, yaml.ScalarNode):
            yield _problem(place, key, "yaml-syntax", "a key must be a plain word")
        elif key.value in keys:
            yield _problem(place, key, "yaml-duplicate", f"the key {key.value} stands twice", "remove one of the two")
        else:
            keys.add(key.value)


def _problem(place: Place, node: yaml.Node, rule: str, message: str, help: str | None = None) -> Problem:
    return Problem(rule=rule, at=Place(place.file, node, place.line_offset).at(), message=message, help=help)
