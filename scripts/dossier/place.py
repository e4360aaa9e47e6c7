"""Where a record stands: the place of its YAML node, read only when somebody asks for a position.

Most places are never asked for. A record that an earlier run decoded (`load`) knows but how to get at its node.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from .problems import Position

if TYPE_CHECKING:
    import yaml  # where there is a node, somebody has imported it already: a run that asks for none does without

Step = str | int


class Place:
    """A record's node in its file; finds the position of anything inside it."""

    __slots__ = ("_node", "file", "line_offset")

    def __init__(self, file: str, node: yaml.Node | Callable[[], yaml.Node], line_offset: int = 0) -> None:
        self.file, self._node, self.line_offset = file, node, line_offset

    @property
    def node(self) -> yaml.Node:
        if callable(self._node):
            self._node = self._node()
        return self._node

    def at(self, *path: Step) -> Position:
        """Position of the value under a path of keys and indexes; of the nearest enclosing node where it is
        absent."""
        node = self.node
        for step in path:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        mark = node.start_mark
        return Position(self.file, mark.line + 1 + self.line_offset, mark.column + 1)

    def inside(self, step: Step) -> Place:
        """The place of the value under a key or index; this one where it is absent."""
        return Place(self.file, partial(_inner, self, step), self.line_offset)


def _inner(place: Place, step: Step) -> yaml.Node:
    return _child(place.node, step) or place.node


def _child(node: yaml.Node, step: Step) -> yaml.Node | None:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None
