"""How to cite the dossier, a page, a record or a chart: in words and as BibTeX, with the version and the hash of what
was read."""

from __future__ import annotations

from markupsafe import Markup

from .markup import parts
from .view import View, Viewer

_LATEX = {
    **{ord(character): f"\\{character}" for character in "%&$#_"},
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",  # BibTeX counts braces, also after a backslash
}
_VERBATIM = {ord(character): f"%{ord(character):02X}" for character in "\\{} "}


def citation(viewer: Viewer, href: str = "", *, title: str | None = None, of: str = "", detail: str = "") -> View:
    """The view of a citation (`parts.html`) of what stands at `href`, from the language's folder: of the whole dossier
    where it has no title. `of` tells its BibTeX key from others; `detail` stands behind the title."""
    words, about, tongue = viewer.words["cite"], viewer.corpus.dossier.about, viewer.tongue
    version, address = viewer.version, viewer.at(href) if about.address else None
    state = words["released" if version else "unreleased"].format(
        version=version and version.version,
        date=version and tongue.date(version.date),
        hash=viewer.content_hash[:12],
    )
    whole = words["whole"].format(dossier=viewer.title, as_of=tongue.date(about.as_of), state=state)
    part = words["part"].format(title=title, detail=words["detail"].format(detail) if detail else "")
    fields = {
        "title": title or viewer.title,
        "author": viewer.authors,
        **({"howpublished": viewer.title} if title else {}),
        "year": (version.date if version else about.as_of)[:4],
        **({"version": version.version} if version else {}),
        "note": f"sha256:{viewer.content_hash}",
    }
    return {
        "text": " ".join(filter(None, (f"{part}{whole}" if title else whole, address))),
        "bibtex": _bibtex(f"{about.id}-{of}" if of else about.id, fields, address),
    }


def _bibtex(key: str, fields: dict[str, str], address: str | None) -> str:
    """Values stand in two pairs of braces, so that no style takes their capitals or a name's words apart."""
    lines = [f"  {name} = {{{{{' '.join(value.split()).translate(_LATEX)}}}}}" for name, value in fields.items()]
    lines += [f"  url = {{{address.translate(_VERBATIM)}}}"] if address else []
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def cite_page(viewer: Viewer, name: str, title: str) -> Markup:
    """The tool that cites a page, for its end."""
    view = citation(viewer, f"{name}.html", title=title, of=name)
    return Markup(parts().cite_page(view, viewer.words["cite"]))
