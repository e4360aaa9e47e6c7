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

import yaml
from yaml._yaml import CParser

from .place import Place
from .problems import Position, Problem

MOST_DEPTH = 40

# YAML 1.1 readings that differ from YAML 1.2: a plain `no` or `0555` must be quoted, so that no reader differs.
AMBIGUOUS = re.compile(r"(?i:y|n|yes|no|on|off)|[-+]?0[0-9_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_BRACKETS = re.compile(r"[\[\]{}]")


def forbidden(text: str, file: str, first_line: int) -> list[Problem]:
    """The first invisible or control character of a text that begins at a line of its file, if there is one."""
    found = FORBIDDEN.search(text)
    if found is None:
        return []
    line = text.count("\n", 0, found.start()) + first_line
    column = found.start() - text.rfind("\n", 0, found.start())
    message = f"the character U+{ord(found.group()):04X} is invisible or a control character"
    at = Position(file, line, column)
    return [Problem(rule="yaml-character", at=at, message=message, help="remove it")]


def compose(text: str, file: str, *, line_offset: int = 0) -> tuple[Place | None, list[Problem]]:
    """Read one YAML document into nodes; None with problems where it cannot be read, or is empty."""

    def problem(rule: str, message: str, line: int, column: int) -> Problem:
        return Problem(rule=rule, at=Position(file, line + line_offset, column), message=message)

    if found := forbidden(text, file, 1 + line_offset):
        return None, found
    depths = accumulate(1 if m.group() in "[{" else -1 for m in _BRACKETS.finditer(text))
    if max(depths, default=0) > MOST_DEPTH or re.search(r"(?m)(?:^|[-?:] )(?:[-?] +){20}|^ {200}", text):
        return None, [problem("yaml-syntax", f"nested more than {MOST_DEPTH} deep", 1, 1)]
    try:
        node = root(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [problem("yaml-syntax", f"not YAML: {error.problem or error.context}", line, column)]
    except yaml.YAMLError as error:
        return None, [problem("yaml-syntax", f"not YAML: {str(error).splitlines()[0]}", 1, 1)]
    if node is None:
        return None, []
    place = Place(file, node, line_offset)
    return place, list(_strictness(place))


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
    """Aliases, tags, duplicate keys, ambiguous scalars, depth: everything YAML allows and this project does
    not."""
    seen: set[int] = set()
    waiting = [(place.node, 0)]
    while waiting:
        node, depth = waiting.pop()
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
            waiting.extend((value, depth + 1) for _, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend((item, depth + 1) for item in node.value)
        elif isinstance(node, yaml.ScalarNode) and not node.style and AMBIGUOUS.fullmatch(node.value):
            message = f"{node.value} is read differently by different YAML versions"
            yield _problem(place, node, "yaml-ambiguous", message, f'write true or false, or quote it: "{node.value}"')


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
