"""How the articles hang together: whom each credits, and what they have in common, on the page of all articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..model import Retelling
from ..retelling import LONG
from .markup import parts
from .view import Viewer, source_href


def hanging_together(viewer: Viewer) -> Iterator[str]:
    """The quotations by article and origin, and every recorded retelling."""
    words = viewer.words["independence"]
    yield f'<h2 id="together">{escape(words["title"])}</h2>'
    yield _credits(viewer)
    yield f"<p>{escape(words['about'])}</p>"
    retellings = viewer.corpus.dossier.retellings.values()
    yield f"<p>{escape(words['shared' if retellings else 'nothing_shared'].format(n=LONG))}</p>"
    for retelling in retellings:
        yield from _retelling(retelling, viewer)


def _credits(viewer: Viewer) -> str:
    dossier, tongue, words = viewer.corpus.dossier, viewer.tongue, viewer.words["independence"]
    count = Counter((e.origin, e.source) for fact in dossier.facts.values() for e in fact.evidence)
    titles = [(origin.id, tongue.say(origin.names)) for origin in dossier.origins.values()]
    rows: list[list[object]] = []
    for origin, title in [*titles, ("unknown", words["unknown"])]:
        crediting = [source for source in dossier.sources.values() if origin in {*source.origins, "unknown"}]
        each = (f"{tongue.say(source.outlet)} {count[origin, source.id]}" for source in crediting)
        rows.append([title, viewer.words["separator"].join(each), sum(count[origin, s.id] for s in crediting)])
    head = [{"label": label, "numeric": i > 1} for i, label in enumerate(words["columns"])]
    return str(parts().data_table(head, rows, words["caption"], tongue.words("report")))


def _retelling(retelling: Retelling, viewer: Viewer) -> Iterator[str]:
    """Its articles and their origin, how one can tell, each passage as each article prints it, and the facts that it
    bears on."""
    dossier, tongue, words = viewer.corpus.dossier, viewer.tongue, viewer.words["independence"]
    sources = [dossier.sources[source] for source in retelling.sources]
    articles = tongue.words("values")["list"].join(tongue.say(source.outlet) for source in sources)
    known = dossier.origins.get(retelling.of)
    title = f"{articles}{viewer.words['separator']}{tongue.say(known.names) if known else words['unknown']}"
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
