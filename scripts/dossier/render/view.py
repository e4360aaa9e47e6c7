"""What the page parts are given: facts, derived figures and evidence in one language, as plain view data.

The keys are those that `templates/parts.html` names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..corpus import Corpus, Located, Span
from ..derive import PERCENT, Derivation, rounded
from ..figures import amount, same_value
from ..model import Derived, Fact, Figure, Source, Version
from ..quantities import read_quantities
from ..quotes import context_window
from ..tongue import Tongue

View = dict[str, Any]

GLIMPSE = 8
"""Half the number of characters of a quotation that stand for it on its article's page."""

AROUND = 60
"""Characters of the article shown on each side of a quotation."""

PLAIN = {"event", "state"}


FOLDERS = {"facts": "f", "derived": "x", "disagreements": "d", "entities": "e"}
"""Where records have their pages, by the list that they stand in."""


def record_href(corpus: Corpus, name: str) -> str:
    """The page of a fact or a derived figure; what is retired keeps its own."""
    retired = corpus.dossier.retired.get(name)
    of = retired.of if retired else "derived" if name in corpus.dossier.derived else "facts"
    return f"{FOLDERS[of]}/{name}.html"


def name_href(entity: str) -> str:
    """The page of an entity."""
    return f"e/{entity}.html"


def disagreement_href(name: str) -> str:
    """The page of a disagreement."""
    return f"d/{name}.html"


def source_href(source: str) -> str:
    return f"source-{source}.html"


def quote_href(located: Located) -> str:
    """Where a quotation stands on its article's page."""
    return f"{source_href(located.evidence.source)}#q-{located.fact.id}-{located.index + 1}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Views of the record in one language."""

    corpus: Corpus
    derivation: Derivation
    tongue: Tongue
    content_hash: str

    @property
    def version(self) -> Version | None:
        """The version whose record this is, if it was released."""
        versions = self.corpus.dossier.versions
        return next((each for each in versions if each.content_hash == self.content_hash), None)

    @property
    def title(self) -> str:
        """The dossier's, in running text."""
        return self.tongue.say(self.corpus.dossier.about.title).replace(" / ", self.words["cite"]["title_space"])

    @property
    def authors(self) -> str:
        return str(self.words["cite"]["authors"].format(dossier=self.title))

    def at(self, href: str = "") -> str:
        """The address of a page of this language, from its folder; without the site's, where that is not known."""
        return f"{self.corpus.dossier.about.address or ''}/{self.tongue.path}/{href}".lstrip("/")

    @property
    def words(self) -> Mapping[str, Any]:
        return self.tongue.words("pages")

    # --- evidence

    def evidence(self, located: Located) -> View:
        source = self.corpus.dossier.sources[located.evidence.source]
        return {
            **self.quotation(located),
            "outlet": self.tongue.say(source.outlet),
            "date": self.tongue.day(source.published.date),
            "said_by": self.tongue.voices(located.evidence.said_by),
            "article_href": quote_href(located),
        }

    def quotation(self, located: Located) -> View:
        source = self.corpus.dossier.sources[located.evidence.source]
        text = self.corpus.repaired[source.id].text
        assert located.quote is not None, "a quotation that is not found does not pass the checks"
        quote = text[slice(*located.quote)]
        before, after = context_window(text, *located.quote, AROUND)
        return {
            "lang": source.script,
            "before": before,
            "parts": _parts(quote, decisive(located.fact, quote)),
            "after": after,
        }

    def glimpse(self, located: Located) -> View:
        """The decisive words of a quotation with a little around them: the page of an article is not the article."""
        quote = located.evidence.quote
        low, high = decisive(located.fact, quote)
        if high - low < len(quote):
            start = max(0, min(low, high - GLIMPSE))
        else:  # nothing stands out: how a sentence ends tells it from its neighbours, which often begin alike
            start = max(0, len(quote) - 2 * GLIMPSE)
            clause = start and re.search(r"[,，:：;；。]", quote[start : -GLIMPSE // 2])
            start += clause.end() if clause else 0
            low = high = start
        end = min(len(quote), start + 2 * GLIMPSE)
        return {
            "lang": self.corpus.dossier.sources[located.evidence.source].script,
            "before": "…" if start else "",
            "parts": _parts(quote[start:end], (max(low, start) - start, min(high, end) - start)),
            "after": "…" if end < len(quote) else "",
        }

    # --- facts

    def note(self, name: str, number: int) -> View:
        """The evidence card of a fact, or of a derived figure with the evidence of all its inputs."""
        dossier = self.corpus.dossier
        shared = {"number": number, "id": name, "href": record_href(self.corpus, name)}
        if derived := dossier.derived.get(name):
            return {
                **shared,
                "statement": self.tongue.say(derived.statement),
                "formula": self.formula(derived),
                "badges": [self._badge("support", self.words["computed"])],
                "evidence": [self.evidence(item) for item in self.located(name)],
            }
        fact = dossier.facts[name]
        return {
            **shared,
            "statement": self.tongue.say(fact.statement),
            "formula": None,
            "badges": self.badges(fact),
            "evidence": [self.evidence(item) for item in self.corpus.located[name]],
        }

    def located(self, name: str) -> list[Located]:
        """The evidence of a fact, or of all inputs of a derived figure."""
        derived = self.corpus.dossier.derived.get(name)
        return [item for fact in (derived.inputs if derived else (name,)) for item in self.corpus.located[fact]]

    def badges(self, fact: Fact, told: Collection[str] = ()) -> list[View]:
        """`told`: the articles named beside; where that is the one article that has the fact, it needs no badge."""
        words = self.words
        found = (
            []
            if len(told) == self.derivation.origins[fact.id].articles == 1
            else [self._badge("support", self.support(fact))]
        )
        if fact.modality not in PLAIN:
            found.append(self._badge("modality", words["modality"][fact.modality]))
        if disputes := self.derivation.uses[fact.id].disagreements:
            kinds = {self.corpus.dossier.disagreements[name].kind for name in disputes}
            label = words["disputed" if kinds & {"value", "self", "retelling"} else "compare_with_care"]
            found.append(self._badge("dispute", label, disagreement_href(disputes[0])))
        if any(note.kind == "suspected-error" for note in fact.notes):
            found.append(self._badge("note", words["suspected_error"], record_href(self.corpus, fact.id)))
        return found

    def support(self, fact: Fact) -> str:
        """How many articles tell of a fact, and from how many origins: a range where that cannot be known."""
        origins, words = self.derivation.origins[fact.id], self.words
        articles = words["articles"]["one" if origins.articles == 1 else "many"].format(n=origins.articles)
        if origins.articles == 1:
            return str(articles)
        count = str(origins.low) if origins.low == origins.high else f"{origins.low}–{origins.high}"
        plural = words["origins"]["one" if origins.high == 1 else "many"].format(n=count)
        return f"{articles} · {plural}"

    def notes(self, fact: Fact) -> list[View]:
        return [
            {
                "label": self.words["note"][note.kind],
                "text": self.tongue.say(note.text),
                "basis": self.words["basis"][note.basis],
            }
            for note in fact.notes
        ]

    def noted(self, fact: Fact, notes: list[View]) -> View:
        return {"href": record_href(self.corpus, fact.id), "statement": self.tongue.say(fact.statement), "notes": notes}

    def review(self, fact: Fact) -> str:
        """Who read the fact in context, and when, and whether it has changed since."""
        found, words = self.derivation.reviews[fact.id], self.words
        reader = ""
        if found.reader and found.date:
            who = self.tongue.say(found.reader.title)
            reader = words["reader"][found.reader.kind].format(who=who, date=self.tongue.date(found.date))
        return str(words["review"][found.state].format(reader=reader))

    def figure(self, fact: Fact) -> str | None:
        if fact.figure is None:
            return None
        value = self.tongue.amount(amount(fact.figure))
        parts = [f"{self._metric(fact.figure)}{self.words['colon']}{value}", *self._scopes(fact.figure)]
        return str(self.words["separator"].join(parts))

    def measure(self, figure: Figure, without: Collection[str] = ()) -> str:
        """What a figure measures and in which scope, but for the dimensions `without`."""
        return str(self.words["separator"].join([self._metric(figure), *self._scopes(figure, without)]))

    def _metric(self, figure: Figure) -> str:
        return self.tongue.say(next(m for m in self.corpus.dossier.vocabulary.metrics if m.id == figure.metric).title)

    def _scopes(self, figure: Figure, without: Collection[str] = ()) -> list[str]:
        titles = {scope.id: scope.title for scope in self.corpus.dossier.vocabulary.scopes}
        return [
            self.words["unstated"].format(what=self.scope(key))
            if value == "unstated"
            else self.tongue.say(titles[value])
            for key, value in figure.scope.items()
            if value != "all" and key not in without
        ]

    def scope(self, dimension: str) -> str:
        found = next((s for s in self.corpus.dossier.vocabulary.scopes if s.id == dimension), None)
        return self.tongue.say(found.title) if found else dimension

    def relation(self, fact: Fact) -> str | None:
        relation = fact.relation
        if relation is None:
            return None
        kind = next(k for k in self.corpus.dossier.vocabulary.relations if k.id == relation.kind)
        ends = [self.tongue.names(relation.subject)]
        if relation.from_ or relation.to:
            ends += [self.tongue.name(end) for end in (relation.from_, relation.to) if end]
        if relation.object:
            ends.append(self.tongue.names(relation.object))
        role = [self.tongue.say(relation.role)] if relation.role else []
        arrow = " → ".join(ends)
        return str(self.words["separator"].join([self.tongue.say(kind.title), arrow, *role]))

    # --- derived figures

    def formula(self, derived: Derived) -> str:
        """The computation in figures: `50 ÷ 90 = 55.6%`."""
        facts = [self.corpus.dossier.facts[name] for name in derived.inputs]
        given = [self.tongue.amount(amount(fact.figure)) for fact in facts if fact.figure]
        value = self.tongue.amount(
            rounded(self.derivation.amounts[derived.id], derived), multiple=derived.operation not in PERCENT
        )
        return str(self.words["formula"][derived.operation].format(*given, sum=" + ".join(given), value=value))

    # --- links

    def links(self, names: Iterable[str]) -> list[View]:
        return [{"label": name, "href": record_href(self.corpus, name)} for name in names]

    def source_title(self, source: Source) -> str:
        date = self.tongue.day(source.published.date)
        return f"{self.tongue.say(source.outlet)}{self.words['separator']}{date}"

    def _badge(self, kind: str, label: str, href: str | None = None) -> View:
        return {"kind": kind, "label": label, "href": href}


def _parts(text: str, marked: Span) -> list[tuple[str, bool]]:
    """A quotation in pieces, the decisive words marked."""
    start, end = marked
    return [
        (words, mark) for words, mark in ((text[:start], False), (text[start:end], True), (text[end:], False)) if words
    ]


def decisive(fact: Fact, quote: str) -> Span:
    """The words that decide: those of the figure, or all where there is none."""
    if fact.figure:
        value = amount(fact.figure)
        for quantity in read_quantities(quote):
            if same_value(quantity, value):
                return quantity.start, quantity.end
    return 0, len(quote)
