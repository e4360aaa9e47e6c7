"""Matrices and structures as a page shows them: drawings of words, with citations, in the frame that charts have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..charts import behind, grid, outlets, told_by
from ..model import Cell, Matrix, Structure, Unit
from ..plate import table, tree
from .charts import Images
from .downloads import Told
from .frame import Address, Framed, the_mark
from .markup import parts
from .view import View, Viewer, name_href

Calls = Callable[[str], list[View]]
"""The numbers of the notes of a fact or derived figure, as links."""


@dataclass(frozen=True, slots=True)
class Tabled(Framed):
    """A matrix or a structure with its words in one language."""

    drawn: Matrix | Structure

    def figure(self, calls: Calls, images: Images, *, alone: bool = False) -> Markup:
        """Its markup, with what stands below it."""
        marks = tuple(self.marks.values())
        shown: View = {
            **{key: self.say(getattr(self.drawn, key)) for key in ("title", "subtitle", "know")},
            "id": self.drawn.id,
            "marks": marks,
            "sources": self.sources(),
            "facts": behind(marks, self.words),
            "tables": [],
        }
        foot = self.foot(shown["sources"], ("svg", "png", "csv") if images else ("csv",), alone=alone)
        macros, report = parts("chart.html"), self.viewer.tongue.words("report")
        if isinstance(self.drawn, Structure):
            shown["units"] = [self._unit(unit, calls) for unit in self.drawn.units]
            head = (self.words["columns"][name] for name in ("row", "within", "value", "source"))
            rows = [
                [replace(it.marks[0], text=it.label), it.panel, it.value, " · ".join(outlets(it.marks))]
                for it in self.told()
            ]
            shown["tables"] = [grid(shown["subtitle"], head, rows)]
            return Markup(macros.structure(shown, self.words, foot, report))
        shown["head"] = [{"label": label, "numeric": False} for label in self._head(self.drawn)]
        shown["rows"] = [
            [
                {"text": self.viewer.tongue.name(row.entity), "href": name_href(row.entity), "lang": None, "cites": []},
                *(self._cell(row.cells.get(column.id), calls) for column in self.drawn.columns),
            ]
            for row in self.drawn.rows
        ]
        return Markup(macros.matrix(shown, self.words, foot, report))

    def sources(self) -> str:
        return told_by(self.marks.values(), self.words)

    def _head(self, matrix: Matrix) -> list[str]:
        return ["", *(self.say(column.title) for column in matrix.columns)]

    def _cell(self, cell: Cell | None, calls: Calls) -> View | Markup:
        """Our words with their citations; what is empty says so."""
        if cell is None:
            return Markup('<span class="d-chart__about">{}</span>').format(self.viewer.words["empty_cell"])
        return {"text": self.say(cell.text), "href": None, "lang": None, "cites": _cites(cell, calls)}

    def _unit(self, unit: Unit, calls: Calls) -> View:
        return {
            "name": self.viewer.tongue.name(unit.entity),
            "href": name_href(unit.entity),
            "text": self.say(unit.cell.text),
            "cites": _cites(unit.cell, calls),
            "below": [self._unit(below, calls) for below in unit.below],
        }

    def told(self) -> Iterator[Told]:
        """What each cell says of whom or what, or each box of which unit within which."""
        name = self.viewer.tongue.name
        if isinstance(self.drawn, Matrix):
            for row in self.drawn.rows:
                for column in self.drawn.columns:
                    if cell := row.cells.get(column.id):
                        yield self._told(name(row.entity), self.say(column.title), cell)
        else:
            for unit, above in _walk(self.drawn.units):
                yield self._told(" › ".join(name(each.entity) for each in above), name(unit.entity), unit.cell)

    def _told(self, panel: str, label: str, cell: Cell) -> Told:
        marks = tuple(self.marks[name] for name in cell.of)
        return Told(panel=panel, label=label, value=self.say(cell.text), marks=marks)

    def plate(self) -> str:
        """Its picture."""
        name = self.viewer.tongue.name
        if isinstance(self.drawn, Structure):
            units = _walk(self.drawn.units)
            return tree([(len(above), name(unit.entity), self.say(unit.cell.text)) for unit, above in units])
        columns = [column.id for column in self.drawn.columns]
        told = [(row.entity, [row.cells.get(column) for column in columns]) for row in self.drawn.rows]
        rows = [[name(entity), *(self.say(cell.text) if cell else None for cell in cells)] for entity, cells in told]
        return table(self._head(self.drawn), rows, self.viewer.words["empty_cell"])


def _cites(cell: Cell, calls: Calls) -> list[View]:
    return [call for name in cell.of for call in calls(name)]


def _walk(units: Iterable[Unit], above: tuple[Unit, ...] = ()) -> Iterator[tuple[Unit, tuple[Unit, ...]]]:
    """Every unit from the top down, each with those above it."""
    for unit in units:
        yield unit, above
        yield from _walk(unit.below, (*above, unit))


def tabled(name: str, viewer: Viewer, address: Address) -> Tabled:
    """The dossier's matrix or structure of this name."""
    dossier = viewer.corpus.dossier
    drawn = dossier.matrices.get(name) or dossier.structures[name]
    return Tabled(drawn, {of: the_mark(of, viewer, address(of)) for of in drawn.names()}, viewer)
