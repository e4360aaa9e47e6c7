"""The pages about the dossier itself: how it is checked, and its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from markupsafe import Markup, escape

from ..checks import FORM, RULES
from ..tongue import words
from .citing import citation
from .downloads import FOLDER as CHARTS
from .feed import FOLDER as CHANGES
from .markup import heading, parts, titled
from .mutation import mutation_results
from .view import Viewer

VERIFY = "python verify.py facts.json seeds/"


def checks_page(viewer: Viewer) -> str:
    """Every rule by its group, in the language of the page; the English text is the rule's own docstring. Then how well
    they notice what is wrong."""
    page, tongue = viewer.words["checks"], viewer.tongue
    translated = words("rules")[tongue.tag] if tongue.tag != "en" else {}
    groups = words("rules")["groups"]
    texts = {"form": dict(FORM)}
    for rule in RULES.values():
        texts.setdefault(rule.group, {})[rule.name] = rule.text
    names = {group: f"group-{group.replace(' ', '-')}" for group in groups}
    index: list[tuple[str, str, int | None]]
    index = [(names[group], title[tongue.tag], len(texts[group])) for group, title in groups.items()]
    index += [(name, viewer.words[name]["title"], None) for name in ("mutation", "corrections")]
    content = [str(parts().beside(index, viewer.words["on_this_page"]))]
    content += [f"<p>{escape(text)}</p>" for text in page["about"]]
    states = Counter(review.state for review in viewer.derivation.reviews.values())
    counts = {state: states[state] for state in ("read", "changed", "unread")}
    content.append(f"<p>{escape(page['reviewed'].format(n=states.total(), **counts))}</p>")
    for group, title in groups.items():
        content.append(heading(title[tongue.tag], names[group]))
        entries = [
            Markup('<dt id="rule-{0}"><code>{0}</code></dt><dd>{1}</dd>').format(name, translated.get(name, text))
            for name, text in texts[group].items()
        ]
        content.append(Markup('<dl class="d-rules">{}</dl>').format(Markup("").join(entries)))
    content += mutation_results(viewer, viewer.content_hash)
    content += _corrections(viewer)
    return titled(page, "checks", content)


def _corrections(viewer: Viewer) -> Iterator[str]:
    """What the dossier itself got wrong, the latest first."""
    page, tongue = viewer.words["corrections"], viewer.tongue
    yield heading(page["title"], "corrections")
    corrections = sorted(viewer.corpus.dossier.corrections, key=lambda each: each.date, reverse=True)
    if not corrections:
        yield f"<p>{escape(page['none'])}</p>"
    for each in corrections:
        links = parts().links(viewer.links([fact for fact in each.facts if fact in viewer.corpus.dossier.facts]))
        rows = [(page["was"], tongue.say(each.was)), (page["now"], tongue.say(each.now)), (page["facts"], links)]
        yield f"<h3>{escape(tongue.date(each.date))}</h3>"
        yield str(parts().record(rows)).strip()


def data_page(viewer: Viewer, published: Collection[str], charts: Mapping[str, str]) -> str:
    """The downloads, `published` by their paths in the site, those of `charts` under their titles; how to verify and
    cite them; licences."""
    page, tongue, about = viewer.words["data"], viewer.tongue, viewer.corpus.dossier.about
    rows = [(_download(f"data/{name}", name), text) for name, text in page["files"].items()]
    rows.append((_download(f"{CHANGES}/{tongue.path}.atom", "Atom"), page["feed"]))
    files = [Markup("<li>{} — {}</li>").format(*row) for row in rows]
    tables = [_download(name, PurePosixPath(name).name) for name in published if name.startswith("data/tables/")]
    files.append(Markup("<li>{}{}</li>").format(page["tables"], Markup(viewer.words["join"]).join(tables)))
    files.append(Markup("<li>{}{}</li>").format(page["charts"], _charts(viewer, published, charts)))
    content = [
        Markup("<ul>{}</ul>").format(Markup("").join(files)),
        *(f"<p>{escape(text)}</p>" for text in page["about"]),
        f'<pre tabindex="0"><code>{VERIFY}</code></pre>',
        heading(page["cite"], "cite"),
        parts().citation(citation(viewer), viewer.words["cite"]),
        f"<p>{escape(page['hash'])} <code>{viewer.content_hash}</code></p>",
        heading(page["contribute"], "contribute"),
        f"<p>{escape(page['contributing'])}</p>",
        heading(page["licence"], "licence"),
        *(f"<p>{escape(tongue.say(text))}</p>" for text in about.licences),
        Markup('<p><a rel="license" href="{0.address}">{1}</a></p>').format(
            about.licence, tongue.say(about.licence.title)
        ),
    ]
    return titled(page, "data", content)


def _charts(viewer: Viewer, published: Collection[str], charts: Mapping[str, str]) -> Markup:
    """Each chart with its files; who draws the SVG makes a PNG of it."""
    lines = []
    for chart, title in charts.items():
        path = f"{CHARTS}/{viewer.tongue.path}/{chart}"
        kinds = ("svg", "png", "csv") if f"{path}.svg" in published else ("csv",)
        links = Markup(" ").join(_download(f"{path}.{kind}", kind.upper()) for kind in kinds)
        lines.append(Markup("<li>{} {}</li>").format(title, links))
    return Markup("<ul>{}</ul>").format(Markup("").join(lines))


def _download(path: str, name: str) -> Markup:
    return Markup('<a href="../{}" download><code>{}</code></a>').format(path, name)
