"""How the articles hang together: whom each credits, and what they have in common, on the page of all articles.

The one chart whose marks are counted out of the record is made here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup, escape
from yaml import ScalarNode

from ..derive import Origins
from ..edtf import interval
from ..model import Chart, Panel, Retelling, Row, Segment, Source, Tone
from ..place import Place
from ..retelling import LONG
from ..wording import Mark
from .charts import Exhibit
from .markup import parts
from .view import Viewer, source_href

ARTICLES = "articles"
"""The id of the chart of the articles, which no chart of the dossier's may have."""

_NOWHERE = Place("", ScalarNode("", ""))


def hanging_together(viewer: Viewer, chart: str) -> Iterator[str]:
    """The quotations by article and origin, in a chart, and every recorded retelling."""
    words = viewer.words["independence"]
    yield f'<h2 id="together">{escape(words["title"])}</h2>'
    yield chart
    retellings = viewer.corpus.dossier.retellings.values()
    yield f"<p>{escape(words['shared' if retellings else 'nothing_shared'].format(n=LONG))}</p>"
    for retelling in retellings:
        yield from _retelling(retelling, viewer)


def articles_exhibit(viewer: Viewer) -> Exhibit:
    """How many quotations each article ascribes to which origin, and how many facts have more origins than one."""
    dossier, key, words = viewer.corpus.dossier, viewer.tongue.key, viewer.words["independence"]
    marks: dict[str, Mark] = {}
    quoted = Counter((e.source, e.origin) for fact in dossier.facts.values() for e in fact.evidence)
    articles = tuple(
        _article(source, quoted, marks, viewer)
        for source in sorted(dossier.sources.values(), key=lambda source: interval(source.published.date))
    )
    kinds = Counter(_kind(origins) for origins in viewer.derivation.origins.values())
    facts = tuple(_facts(kind, kinds[kind], marks, viewer) for kind in words["kinds"])
    given = {
        "all": quoted.total(), "unknown": sum(n for (_, origin), n in quoted.items() if origin == "unknown"),
        "facts": len(dossier.facts), "two": kinds["two"],
    }  # fmt: skip
    panels = (
        Panel(place=_NOWHERE, title={key: words["quotations"]}, rows=articles),
        Panel(place=_NOWHERE, title={key: words["facts"]}, rows=facts),
    )
    title, subtitle, know = ({key: words[name].format(**given)} for name in ("chart", "subtitle", "about"))
    return Exhibit(
        Chart(place=_NOWHERE, id=ARTICLES, title=title, subtitle=subtitle, panels=panels, know=know), marks, viewer
    )


def _article(source: Source, quoted: Counter[tuple[str, str]], marks: dict[str, Mark], viewer: Viewer) -> Row:
    """A bar of an article's quotations by origin, that of the others last; below its name what it shares with whom."""
    key, words, say = viewer.tongue.key, viewer.words["independence"], viewer.tongue.say
    names = {origin.id: say(origin.names) for origin in viewer.corpus.dossier.origins.values()}
    segments = []
    for origin in (*sorted(source.origins, key=lambda origin: -quoted[source.id, origin]), "unknown"):
        if n := quoted[source.id, origin]:
            name = names.get(origin, words["unknown"])
            tone: Tone = "other" if origin == "unknown" else "rival"
            mark = _counted(f"{source.id}:{origin}", n, "n_quotations", source_href(source.id), viewer)
            marks[mark.of] = replace(
                mark, statement=f"{viewer.source_title(source)}{viewer.words['separator']}{name}",
                date=viewer.tongue.date(source.published.date), sources=(say(source.outlet),),
            )  # fmt: skip
            segments.append(Segment(place=_NOWHERE, of=mark.of, tone=tone, label={key: name}))
    sharing = {
        other: say(viewer.corpus.dossier.sources[other].outlet)
        for retelling in viewer.corpus.dossier.retellings.values()
        for other in retelling.sources
        if source.id in retelling.sources and other != source.id
    }
    unsaid = [names[origin] for origin in source.origins if not quoted[source.id, origin]]
    join = viewer.tongue.words("values")["list"].join
    detail = [
        *([words["shares"].format(who=join(sharing.values()))] if sharing else []),
        *([words["unsaid"].format(who=join(unsaid))] if unsaid else []),
    ]
    below = {key: viewer.words["separator"].join(detail)} if detail else None
    return Row(place=_NOWHERE, label={key: say(source.outlet)}, segments=tuple(segments), detail=below)


def _kind(origins: Origins) -> str:
    """How many articles tell of a fact, and how many origins these have at least and at most."""
    return "single" if origins.articles == 1 else "two" if origins.low > 1 else "open" if origins.high > 1 else "one"


def _facts(kind: str, n: int, marks: dict[str, Mark], viewer: Viewer) -> Row:
    label = viewer.words["independence"]["kinds"][kind]
    mark = _counted(f"facts:{kind}", n, "n_facts", "ledger.html", viewer)
    marks[mark.of] = replace(mark, statement=label)
    tone: Tone = "rival" if kind == "two" else "other"
    segment = Segment(place=_NOWHERE, of=mark.of, tone=tone)
    return Row(place=_NOWHERE, label={viewer.tongue.key: label}, segments=(segment,))


def _counted(of: str, n: int, what: str, href: str, viewer: Viewer) -> Mark:
    """A mark that rests on the whole record: what was counted, not told."""
    text = viewer.words["independence"][what]["one" if n == 1 else "many"].format(n=n)
    as_of = viewer.tongue.date(viewer.corpus.dossier.about.as_of)
    return Mark(
        of=of, href=href, low=float(n), high=float(n), qualifier=None, modality="counted", text=text, statement="",
        date=as_of, sources=(),
    )  # fmt: skip


def _retelling(retelling: Retelling, viewer: Viewer) -> Iterator[str]:
    """Its articles and their origin, how one can tell, each passage as each article prints it, and the facts that it
    bears on."""
    dossier, tongue, words = viewer.corpus.dossier, viewer.tongue, viewer.words["independence"]
    sources = [dossier.sources[source] for source in retelling.sources]
    articles = tongue.words("values")["list"].join(tongue.say(source.outlet) for source in sources)
    known = dossier.origins.get(retelling.of)
    title = f"{articles}{viewer.words['separator']}{tongue.say(known.names) if known else words['unstated']}"
    yield f'<h3 id="retelling-{escape(retelling.id)}">{escape(title)}</h3>'
    yield f"<p>{escape(tongue.say(retelling.why))}</p>"
    for shared in retelling.shared:
        rows = []
        for source in sources:
            link = Markup('<a href="{}">{}</a>').format(source_href(source.id), tongue.say(source.outlet))
            for span in viewer.corpus.shared[retelling.id, shared][source.id]:
                printed = " ".join(viewer.corpus.repaired[source.id].text[slice(*span)].split())
                rows.append((link, parts().quoted(printed, source.script)))
        yield str(parts().record(rows)).strip()
    if facts := _counted_once(retelling, viewer):
        yield str(parts().record([(words["once"], parts().links(viewer.links(facts)))])).strip()


def _counted_once(retelling: Retelling, viewer: Viewer) -> list[str]:
    """The facts for which articles quote one passage of the retelling."""
    found = []
    for fact, items in viewer.corpus.located.items():
        count = Counter(key for located in items for key in viewer.corpus.retold(located))
        if any(n > 1 and name == retelling.id for (name, _), n in count.items()):
            found.append(fact)
    return found
