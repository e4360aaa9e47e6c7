"""What stands around a drawing, be it a chart, a matrix or a structure: its words and, below it, the facts behind it,
its files, its citation, and what to know about its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..derive import PERCENT, rounded
from ..figures import amount
from ..model import Drawn, Fact, Text
from ..wording import Mark
from .citing import citation
from .downloads import FOLDER
from .markup import parts
from .view import View, Viewer, disagreement_href, record_href

Address = Callable[[str], str]
"""Where a fact or derived figure leads, from the page in question."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A drawing with its words in one language, and the marks of what it shows."""

    drawn: Drawn
    marks: Mapping[str, Mark]
    viewer: Viewer

    @property
    def words(self) -> Mapping[str, Any]:
        return self.viewer.tongue.words("chart")

    def say(self, text: Text) -> str:
        """A text of the drawing; one of the engine's own has this language alone."""
        return text.get(self.viewer.tongue.key) or self.viewer.tongue.say(text)

    def foot(self, sources: str, files: Iterable[str], *, alone: bool) -> View:
        """What stands below the drawing; all of it is open where it stands `alone`, on its own page."""
        viewer, name = self.viewer, self.drawn.id
        address, title = f"c/{name}.html", self.say(self.drawn.title)
        return {
            "files": [(kind.upper(), f"../{FOLDER}/{viewer.tongue.path}/{name}.{kind}") for kind in files],
            "cite": citation(viewer, address, title=title, of=f"chart-{name}", detail=sources),
            "cite_words": viewer.words["cite"],
            "about": self._about() if self.facts() else [],
            "alone": alone,
        }

    def cite_line(self) -> str:
        """Where the drawing comes from, in a line below it."""
        return f"{self.viewer.title} · {self.viewer.at(f'c/{self.drawn.id}.html')}"

    def facts(self) -> dict[str, Fact]:
        """The facts on which its marks rest."""
        facts = self.viewer.corpus.dossier.facts
        return {name: facts[name] for shown in self.marks for name in inputs(self.viewer, shown)}

    # --- what to know about the data, as far as the record itself says it

    def _about(self) -> list[tuple[str, str]]:
        words, facts = self.words["about"], self.facts()
        return [
            (words["standing"], self.words["separator"].join(self._standings())),
            (words["support"], self._support(facts)),
            (words["disputes"], self._disputes(facts)),
        ]

    def _standings(self) -> list[str]:
        count, said = Counter(mark.modality for mark in self.marks.values()), self.words["about"]["counted"]
        return [said.format(what=self.words["modality"][each], n=n) for each, n in count.items()]

    def _support(self, facts: Mapping[str, Fact]) -> str:
        words, origins = self.words["about"], self.viewer.derivation.origins
        articles = {e.source for fact in facts.values() for e in fact.evidence}
        two = sum(origins[name].low >= 2 for name in facts)
        maybe = sum(origins[name].high >= 2 for name in facts)
        text: str = words["supported"]
        return text.format(articles=len(articles), facts=len(facts), two=two, maybe=maybe)

    def _disputes(self, facts: Mapping[str, Fact]) -> str:
        found = once(name for fact in facts for name in self.viewer.derivation.uses[fact].disagreements)
        titles = self.viewer.corpus.dossier.disagreements
        targets = [{"label": self.viewer.tongue.say(titles[n].title), "href": disagreement_href(n)} for n in found]
        return Markup(parts().links(targets))


def to_records(viewer: Viewer) -> Address:
    """Marks lead to the facts' own pages."""
    return lambda name: record_href(viewer.corpus, name)


def inputs(viewer: Viewer, name: str) -> tuple[str, ...]:
    """The facts of a mark: itself, or those from which it is computed; none where it was counted."""
    derived = viewer.corpus.dossier.derived.get(name)
    return derived.inputs if derived else (name,) if name in viewer.corpus.dossier.facts else ()


def once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def the_mark(name: str, viewer: Viewer, href: str, *, timed: bool = False) -> Mark:
    """What a fact or derived figure puts on a drawing; `timed` where its value is its time."""
    dossier, tongue = viewer.corpus.dossier, viewer.tongue
    derived = dossier.derived.get(name)
    facts = [dossier.facts[n] for n in inputs(viewer, name)]
    first = facts[0]
    value = amount(first.figure) if first.figure else None
    if derived:
        value = rounded(viewer.derivation.amounts[name], derived)
    low, high = (bound if bound is None else float(bound) for bound in (value.bounds if value else (None, None)))
    sources = dict.fromkeys(dossier.sources[e.source].id for fact in facts for e in fact.evidence)
    time, undated = first.period or first.date, tongue.words("chart")["undated"]
    when = undated if time == "unstated" else tongue.date(time)
    text = tongue.amount(value, multiple=bool(derived and derived.operation not in PERCENT)) if value else ""
    return Mark(
        of=name,
        href=href,
        low=low,
        high=high,
        qualifier=value.qualifier if value else None,
        modality=first.modality,
        text=when if timed else text,
        statement=tongue.say((derived or first).statement),
        date=undated if first.date == "unstated" else tongue.date(first.date),
        sources=tuple(tongue.say(dossier.sources[source].outlet) for source in sources),
        time=time,
        when=when,
        lasting=first.period is not None,
        computed=derived is not None,
        team=bool(first.relation and first.relation.with_team),
    )
