"""A feed of what became of facts: an entry for each version that was released and each correction, the latest first.

Made from content/versions.yml and content/corrections.yml, so that every clone gives the same, with or without its
history. Atom, RFC 4287; ids are names (`urn:uuid`), since they must hold wherever the site stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET

from markupsafe import Markup

from ..edtf import interval
from ..model import Correction, Version
from .markup import parts
from .view import Viewer, record_href

FOLDER = "data/changes"
UP = "../../"
ATOM = "http://www.w3.org/2005/Atom"


def feed(viewer: Viewer) -> str:
    """The feed in one language."""
    about, words = viewer.corpus.dossier.about, viewer.words["feed"]
    entries = sorted(_entries(viewer), key=lambda entry: entry[1])[::-1]
    updated = entries[0][1] if entries else _start(interval(about.as_of)[1].isoformat())
    top = ET.Element("feed", {"xmlns": ATOM, "xml:lang": viewer.tongue.tag})
    own = f"{viewer.tongue.path}.atom"
    _head(top, viewer, "feed", words["title"].format(dossier=viewer.title), updated)
    ET.SubElement(ET.SubElement(top, "author"), "name").text = viewer.authors
    ET.SubElement(top, "link", rel="self", href=f"{about.address}/{FOLDER}/{own}" if about.address else own)
    ET.SubElement(top, "link", rel="alternate", type="text/html", href=_at(viewer, "index.html"))
    for title, date, name, page, content in entries:
        entry = ET.SubElement(top, "entry")
        _head(entry, viewer, name, title, date)
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=_at(viewer, page))
        ET.SubElement(entry, "content", type="html").text = content
    ET.indent(top, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _head(of: ET.Element, viewer: Viewer, name: str, title: str, updated: str) -> None:
    known = f"{viewer.corpus.dossier.about.id} {viewer.tongue.tag} {name}"
    ET.SubElement(of, "id").text = uuid5(NAMESPACE_OID, known).urn
    ET.SubElement(of, "title").text = title
    ET.SubElement(of, "updated").text = updated


def _start(day: str) -> str:
    """The first moment of a day."""
    return f"{day}T00:00:00Z"


def _at(viewer: Viewer, href: str) -> str:
    """A page's address; from the feed's own folder, where the site's is not known."""
    return ("" if viewer.corpus.dossier.about.address else UP) + viewer.at(href)


Entry = tuple[str, str, str, str, str]
"""Title, moment, name, page and content."""


def _entries(viewer: Viewer) -> Iterator[Entry]:
    words = viewer.words["feed"]
    for version in viewer.corpus.dossier.versions:
        title = words["version"].format(version=version.version)
        yield title, _start(version.date), f"version {version.version}", "ledger.html", _changes(version, viewer)
    for each in viewer.corpus.dossier.corrections:
        title, name = words["correction"].format(now=viewer.tongue.say(each.now)), " ".join((each.date, *each.facts))
        yield title, _start(each.date), f"correction {name}", "checks.html#corrections", _corrected(each, viewer)


def _changes(version: Version, viewer: Viewer) -> str:
    """What became of which facts, by their statements as they are now."""
    words = viewer.words["feed"]
    content = [Markup("<p>{}</p>").format(words["facts"].format(n=version.facts))]
    for kind in ("added", "altered", "retired"):
        lines = [_line(fact, version.altered.get(fact, ()), viewer) for fact in getattr(version, kind)]
        if lines:
            content.append(Markup("<h2>{}</h2><ul>{}</ul>").format(words[kind], Markup("").join(lines)))
    return str(Markup("").join(content))


def _line(fact: str, altered: Sequence[str], viewer: Viewer) -> Markup:
    dossier, keys = viewer.corpus.dossier, viewer.words["feed"]["keys"]
    known = dossier.facts.get(fact)
    text = viewer.tongue.say(known.statement if known else dossier.retired[fact].why)
    link = Markup('<a href="{}">{}</a>').format(_at(viewer, record_href(viewer.corpus, fact)), fact)
    what = viewer.words["join"].join(keys[key] for key in altered)
    return Markup("<li>{} {}{}</li>").format(link, text, viewer.words["cite"]["detail"].format(what) if what else "")


def _corrected(correction: Correction, viewer: Viewer) -> str:
    page, say = viewer.words["corrections"], viewer.tongue.say
    hrefs = {fact: _at(viewer, record_href(viewer.corpus, fact)) for fact in correction.facts}
    links = parts().links([{"label": fact, "href": href} for fact, href in hrefs.items()])
    rows = [(page["was"], say(correction.was)), (page["now"], say(correction.now)), (page["facts"], links)]
    return str(parts().record(rows)).strip()
