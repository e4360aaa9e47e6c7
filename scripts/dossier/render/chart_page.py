"""A chart's own page, at an address of its own, and its files."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from ..light import Light
from ..model import Page
from ..prose import blocks
from .charts import Exhibit, Images, Pair
from .downloads import FOLDER, numbers, picture
from .markup import heading, parts
from .view import Viewer, record_href


def chart_page(shown: Exhibit, drawings: Pair, images: Images) -> Light:
    """The chart with everything that stands below it open, what is remarked on its facts, and where it is shown."""
    viewer, chart = shown.viewer, shown.chart
    words = viewer.tongue.words("chart")
    title, subtitle = (text[viewer.tongue.key] for text in (chart.title, chart.subtitle))
    content = [
        parts().masthead(words["chart"], title, None),
        shown.figure(drawings, images, alone=True),
        *_remarks(shown),
        *_shown_on(chart.id, viewer),
    ]
    return Light(
        title=title,
        description=subtitle,
        section=_section(chart.id, viewer),
        content="\n".join(content),
        words=subtitle,
    )


def chart_files(shown: Exhibit, drawings: Pair, images: Images) -> dict[str, str]:
    """The chart's numbers and, where there are images, its picture, by their paths."""
    viewer, chart = shown.viewer, shown.chart
    view, path = shown.view(drawings, images), f"{FOLDER}/{viewer.tongue.path}/{chart.id}"
    files = {f"{path}.csv": numbers(view, chart.unit, viewer)}
    if drawn := picture(view, (shown.cite_line(),), viewer):
        files[f"{path}.svg"] = drawn
    return files


def _remarks(shown: Exhibit) -> Iterator[str]:
    """What the record notes on the facts, each with its fact."""
    viewer = shown.viewer
    noted = [fact for fact in shown.facts().values() if fact.notes]
    if noted:
        yield heading(viewer.tongue.words("chart")["remarks"], "remarks")
    for fact in noted:
        link = Markup('<a href="{}">{}</a>').format(
            record_href(viewer.corpus, fact.id), viewer.tongue.say(fact.statement)
        )
        yield Markup("<p>{}</p>").format(link)
        for note in fact.notes:
            label, basis = viewer.words["note"][note.kind], viewer.words["basis"][note.basis]
            yield Markup(
                '<p class="d-remark"><strong>{}</strong> {} <span class="d-remark__basis">{}</span></p>'
            ).format(label, viewer.tongue.say(note.text), basis)


def _pages(chart: str, viewer: Viewer) -> list[Page]:
    """The analysis pages that place the chart."""
    return [
        page
        for (lang, _), page in viewer.corpus.dossier.pages.items()
        if lang == viewer.tongue.written
        and any((block.kind, block.text, block.name) == ("placement", "chart", chart) for block in blocks(page.body))
    ]


def _section(chart: str, viewer: Viewer) -> str:
    pages = [page.id for page in _pages(chart, viewer)]
    return next((page for page in pages if page != "index"), pages[0] if pages else "sources")


def _shown_on(chart: str, viewer: Viewer) -> Iterator[str]:
    targets = [
        {"label": viewer.tongue.convert(page.kicker), "href": f"{page.id}.html#chart-{chart}"}
        for page in _pages(chart, viewer)
    ]
    if targets:
        yield f"<p>{escape(viewer.tongue.words('chart')['shown_on'])} {parts().links(targets)}</p>"
