"""The own page of a chart, matrix or structure, at an address of its own, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from ..light import Light
from ..model import Chart, Matrix
from ..poster import Caption, poster
from ..prose import blocks
from .charts import Exhibit, Images, Pair
from .downloads import FOLDER, Told, numbers, told
from .frame import Framed, to_records
from .independence import ARTICLES
from .markup import parts
from .notes import Notes
from .tabled import tabled
from .view import Viewer


def chart_page(shown: Exhibit, drawings: Pair, images: Images) -> Light:
    """The chart with everything that stands below it open, what is remarked on its facts, and where it is shown."""
    return _page(shown, shown.figure(drawings, images, alone=True))


def words_page(name: str, viewer: Viewer, images: Images) -> Light:
    """The same of a matrix or structure, with the evidence of what it says."""
    notes = Notes(viewer.corpus.dossier.drawn()[name].names(), viewer)
    shown = tabled(name, viewer, notes.address)
    return _page(shown, shown.figure(notes.calls, images, alone=True), notes.markup())


def _page(shown: Framed, *figure: Markup) -> Light:
    title, subtitle = shown.say(shown.drawn.title), shown.say(shown.drawn.subtitle)
    pages = _pages(shown)
    kicker = shown.words["matrix" if isinstance(shown.drawn, Matrix) else "chart"]
    content = [
        parts().masthead(kicker, title, None),
        *figure,
        *_remarks(shown),
        *_shown_on(pages, shown),
    ]
    return Light(
        title=title,
        description=subtitle,
        section=next((page for page in pages if page != "index"), "index"),
        content="\n".join(content),
        words=subtitle,
    )


def chart_files(shown: Exhibit, drawings: Pair, images: Images) -> dict[str, str]:
    """The chart's numbers and, where there are images, its picture, by their paths."""
    view = shown.view(drawings, images)
    return _files(shown, told(view, shown.drawn.unit, shown.viewer), view.wide_svg, view.sources, view.key)


def words_files(name: str, viewer: Viewer, images: Images) -> dict[str, str]:
    """The same of a matrix or structure."""
    shown = tabled(name, viewer, to_records(viewer))
    return _files(shown, shown.told(), shown.plate() if images else None, shown.sources())


def _files(
    shown: Framed, rows: Iterable[Told], drawing: str | None, sources: str, key: tuple[str, ...] = ()
) -> dict[str, str]:
    tongue, drawn = shown.viewer.tongue, shown.drawn
    path = f"{FOLDER}/{tongue.path}/{drawn.id}"
    files = {f"{path}.csv": numbers(rows, shown.viewer)}
    if drawing:
        title, subtitle = shown.say(drawn.title), shown.say(drawn.subtitle)
        caption = Caption(lang=tongue.tag, title=title, subtitle=subtitle, key=key, foot=(sources, shown.cite_line()))
        files[f"{path}.svg"] = poster(caption, drawing)
    return files


def _remarks(shown: Framed) -> Iterator[str]:
    """What the record notes on the facts, each with its fact."""
    viewer = shown.viewer
    noted = [fact for fact in shown.facts().values() if fact.notes]
    entries = [viewer.noted(fact, viewer.notes(fact)) for fact in noted]
    if entries:
        yield parts().remarks(entries, "remarks", viewer.tongue.words("chart")["remarks"])


def _pages(shown: Framed) -> dict[str, str]:
    """The names of the pages that show it, by their ids."""
    viewer, chart = shown.viewer, shown.drawn
    placing = (type(chart).__name__.lower(), chart.id)
    found = {
        page.id: viewer.tongue.convert(page.kicker)
        for (lang, _), page in viewer.corpus.dossier.pages.items()
        if lang == viewer.tongue.written
        and any((block.text, block.name) == placing for block in blocks(page) if block.kind == "placement")
    }
    if own := "sources" if chart.id == ARTICLES else chart.page if isinstance(chart, Chart) else None:
        found[own] = viewer.words[own]["kicker"]
    return found


def _shown_on(pages: Mapping[str, str], shown: Framed) -> Iterator[str]:
    targets = [{"label": name, "href": f"{page}.html#chart-{shown.drawn.id}"} for page, name in pages.items()]
    if targets:
        yield f"<p>{escape(shown.words['shown_on'])} {parts().links(targets)}</p>"
