"""The light pages of single records: every fact, computed figure, disagreement and name has an address of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from ..corpus import Located
from ..figures import amount
from ..light import Light
from ..model import Derived, Disagreement, Entity, Fact, Retired
from ..tongue import words
from .ledger import fact_row
from .linked import Linked, Node, block
from .markup import parts
from .tools import Tools, Used
from .view import View, Viewer, disagreement_href, name_href, record_href

LONGEST_TITLE = 70
GROUPS = ("relations", "subject_of", "named_in")
RULED = ("quotation", "figure", "date", "name", "statement")
"""The groups of rules about a fact by itself."""
TAG = {"en": "en", "zh": "zh-Hans", "zh-Hant": "zh-Hant"}


def permanent_pages(viewer: Viewer) -> dict[str, Callable[[], Light]]:
    """What makes every record's page, by its path in the language's folder."""
    dossier, corpus, page = viewer.corpus.dossier, viewer.corpus, _Pages(viewer)
    return {
        **{record_href(corpus, each.id): partial(page.fact, each) for each in dossier.facts.values()},
        **{record_href(corpus, each.id): partial(page.derived, each) for each in dossier.derived.values()},
        **{record_href(corpus, each.id): partial(page.retired, each) for each in dossier.retired.values()},
        **{disagreement_href(each.id): partial(page.disagreement, each) for each in dossier.disagreements.values()},
        **{name_href(entity.id): partial(page.entity, entity) for entity in dossier.entities.values()},
    }


class _Pages:
    """The pages of one language."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer, self.tongue, self.corpus = viewer, viewer.tongue, viewer.corpus
        self.dossier = viewer.corpus.dossier
        self.words, self.report = viewer.tongue.words("record"), viewer.tongue.words("report")
        self.tools = Tools(viewer)
        self.used = Used(viewer)
        self.linked = Linked(viewer, depth=1)
        self.named: dict[str, list[Fact]] = {entity: [] for entity in self.dossier.entities}
        for fact in self.dossier.facts.values():
            for entity in fact.entities:
                self.named[entity].append(fact)
        self.topics = {topic.id: self.tongue.say(topic.title) for topic in self.dossier.about.topics}
        self.kinds = {kind.id: self.tongue.say(kind.title) for kind in self.dossier.vocabulary.entity_kinds}

    def fact(self, fact: Fact) -> Light:
        statement, located = self.tongue.say(fact.statement), self.corpus.located[fact.id]
        view = {
            "id": fact.id,
            "kind": f"{self.words['fact']}{self.viewer.words['separator']}{self.topics[fact.topic]}",
            "statement": statement,
            "badges": self.viewer.badges(fact),
            "evidence": [self._quotation(item) for item in located],
            "notes": self.viewer.notes(fact),
            "data": self._data(fact),
            "checked": self._checked(fact),
            "uses": self.used.record(fact),
            "tools": self.tools(fact, fact.id, record_href(self.corpus, fact.id), statement, located),
        }
        quotes = " … ".join(evidence.quote for evidence in fact.evidence)
        return self._light("fact", view, statement, self.viewer.support(fact), quotes, self.linked.claim(fact))

    def _quotation(self, located: Located) -> View:
        """A quotation in its article, with where it stands in the archive and how its date was resolved."""
        evidence, source = located.evidence, self.dossier.sources[located.evidence.source]
        repaired = self.corpus.repaired[source.id]
        assert located.quote is not None, "a quotation that is not found does not pass the checks"
        start, end = repaired.raw_span(*located.quote)
        archived = self.dossier.raw[source.id][start:end]
        origin = self.dossier.origins.get(evidence.origin)
        dated, resolved = evidence.dated, self.viewer.words["timeline"]["resolved"]
        return {
            **self.viewer.evidence(located),
            "origin": self.tongue.say(origin.names) if origin else self.words["not_stated"],
            "context": evidence.context,
            "resolved": resolved.format(words=dated.words, date=self.tongue.date(dated.from_)) if dated else None,
            "span": self.words["span"].format(start=start, end=end, file=source.file),
            "archived": archived if archived != evidence.quote else None,
        }

    def _data(self, fact: Fact) -> list[tuple[str, object]]:
        names = [{"label": self.tongue.name(entity), "href": name_href(entity)} for entity in fact.entities]
        standing = self.words["modalities"][fact.modality]
        return [
            (self.words["figure"], self.viewer.figure(fact)),
            (self.words["relation"], self.viewer.relation(fact)),
            (self.words["date"], self.tongue.date(fact.date)),
            (self.words["period"], self.tongue.date(fact.period) if fact.period else None),
            (self.words["modality"], standing),
            ("", self.words["negated"] if fact.negated else None),
            (self.words["entities"], parts().links(names)),
        ]

    def _checked(self, fact: Fact) -> list[tuple[str, object]]:
        """The groups of rules that hold of it, those that it is excused from, and who read it in context."""
        titles, groups = words("rules")["groups"], [g for g in RULED if g != "figure" or fact.figure]
        links = [{"label": titles[g][self.tongue.tag], "href": f"checks.html#group-{g}"} for g in groups]
        waived = [f"{each.rule}{self.viewer.words['colon']}{self.tongue.say(each.why)}" for each in fact.waivers]
        return [
            (self.words["by_rule"], parts().links(links)),
            (self.words["waived"], self.viewer.words["separator"].join(waived)),
            (self.words["review"], self.viewer.review(fact)),
        ]

    def derived(self, derived: Derived) -> Light:
        statement = self.tongue.say(derived.statement)
        view = {
            "id": derived.id,
            "kind": self.words["computed"],
            "statement": statement,
            "badges": [],
            "formula": self.viewer.formula(derived),
            "data": [
                (self.words["assumes"], self.tongue.say(derived.assumes) if derived.assumes else None),
                (self.words["rounding"], self.viewer.words["decimals"].format(n=derived.digits)),
            ],
            "inputs": [self._rival(self.dossier.facts[name]) for name in derived.inputs],
            "uses": self.used.record(derived),
            "tools": self.tools(derived, derived.id, record_href(self.corpus, derived.id), statement),
        }
        return self._light("derived", view, statement, view["formula"], view["formula"])

    def disagreement(self, each: Disagreement) -> Light:
        what, kind = self.tongue.say(each.title), self.report["disagreement"][each.kind]
        title = kind.format(what=what)
        view = {
            "id": each.id,
            "kind": kind.format(what="").rstrip(" ：:"),
            "title": what,
            "rivals": [self._rival(self.dossier.facts[name], but="dispute") for name in each.facts],
            "explanation": self.tongue.say(each.explanation),
            "shown": self.tongue.say(each.shown),
            "uses": self.used.disagreement(each.id),
            "tools": self.tools(each, each.id, disagreement_href(each.id), title),
        }
        return self._light("disagreement", view, title, view["explanation"], view["explanation"])

    def _rival(self, fact: Fact, but: str | None = None) -> View:
        """A fact among others, with its figure, all its evidence, and its badges but those of a kind."""
        row = fact_row(fact, self.viewer)
        return {
            **row,
            "badges": [badge for badge in row["badges"] if badge["kind"] != but],
            "value": self.tongue.amount(amount(fact.figure)) if fact.figure else None,
            "evidence": [self.viewer.evidence(item) for item in self.corpus.located[fact.id]],
        }

    def entity(self, entity: Entity) -> Light:
        """Its names in every form; its relations, the facts about it, and those that merely name it."""
        name, facts = self.tongue.name(entity.id), self.named[entity.id]
        about = {fact.id: self._about(fact, entity.id) for fact in facts}
        groups = {key: [fact_row(f, self.viewer) for f in facts if about[f.id] == key] for key in GROUPS}
        forms = [{"text": form, "lang": TAG[key], "note": None} for key, form in entity.names.items()]
        notes = self.viewer.words["names"]["forms"]
        forms += [{"text": each.form, "lang": "zh", "note": notes.get(each.kind)} for each in entity.aliases]
        view = {
            "id": entity.id,
            "kind": self.kinds[entity.kind],
            "name": name,
            "forms": [form for n, form in enumerate(forms) if form["text"] not in {f["text"] for f in forms[:n]}],
            "groups": [(key, self.words[key], rows) for key, rows in groups.items()],
            "tools": self.tools(entity, entity.id, name_href(entity.id), name),
        }
        printed = entity.forms()
        forms, words = self.viewer.words["join"].join(printed), "\n".join(printed)
        return self._light("entity", view, name, forms, words, self.linked.entity(entity))

    def _about(self, fact: Fact, entity: str) -> str:
        if fact.relation:
            ends = (fact.relation.subject, fact.relation.object, (fact.relation.from_, fact.relation.to))
            return "relations" if any(entity in end for end in ends) else "named_in"
        subject = fact.figure.subject if fact.figure else fact.entities[:1]
        return "subject_of" if entity in subject else "named_in"

    def retired(self, retired: Retired) -> Light:
        see = self.viewer.links(retired.see)
        content = parts("permanent.html").retired(retired.id, self.words, self.tongue.say(retired.why), see)
        title = self.words["retired_title"]
        return Light(title=retired.id, description=title, section="ledger", content=str(content))

    def _light(
        self, macro: str, view: View, title: str, description: str, words: str, node: Node | None = None
    ) -> Light:
        content = getattr(parts("permanent.html"), macro)(view, self.words, self.report, self.viewer.words["cite"])
        content = Markup("\n").join((content, *([block(node)] if node else [])))
        section = {"disagreement": "disagreements", "entity": "names"}.get(macro, "ledger")
        short = title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + "…"
        return Light(
            title=short,
            description=description,
            section=section,
            content=str(content),
            name=title,
            words=words,
        )
