"""The notes of a page: the evidence of what it cites, numbered, and the calls that lead to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from markupsafe import Markup

from .frame import Address
from .markup import parts
from .view import View, Viewer, record_href


class Notes:
    """Of the facts and derived figures `names`, from the top of the page."""

    def __init__(self, names: Iterable[str], viewer: Viewer) -> None:
        self.numbers = {name: number for number, name in enumerate(names, 1)}
        self.viewer = viewer
        self.address = beside_notes(viewer, self.numbers)
        self._called: set[str] = set()

    def calls(self, name: str) -> list[View]:
        """A call of its note, if it has one; to the page's first the note leads back."""
        if name not in self.numbers:
            return []
        first = name not in self._called
        self._called.add(name)
        return [{"number": self.numbers[name], "target": name, "first": first}]

    def markup(self) -> Markup:
        notes = [self.viewer.note(name, number) for name, number in self.numbers.items()]
        return Markup(parts().notes(notes, self.viewer.tongue.words("report")))


def beside_notes(viewer: Viewer, noted: Collection[str]) -> Address:
    """Marks lead to their notes on the page, or to the facts' own pages."""
    return lambda name: f"#note-{name}" if name in noted else record_href(viewer.corpus, name)
