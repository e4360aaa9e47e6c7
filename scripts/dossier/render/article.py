"""The page of an archived article: what it is, its damage and its repair, what was taken from it and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from ..archive import Edit
from ..corpus import Located
from ..model import Source
from .coverage import set_aside, strip
from .markup import document, heading, parts
from .tools import Used
from .view import View, Viewer, record_href

SHOWN = 3
"""How many of the repairs that a machine made by rule stand for all of them."""

AROUND = 9
"""Characters of the article on each side of a repair."""


def source_page(source: Source, viewer: Viewer) -> str:
    """An article: what it is, its repair, and the facts taken from it in its own order."""
    report, words = viewer.tongue.words("report"), viewer.words
    every = (located for items in viewer.corpus.located.values() for located in items)
    taken = sorted((each for each in every if each.evidence.source == source.id), key=lambda each: each.quote or (0, 0))
    repairs = [*_repairs(source, viewer)]
    suspected = [*_suspected(taken, viewer)]
    used = Used(viewer)
    content = [
        f'<p class="d-quote" lang="{source.script}">{escape(source.title)}</p>',
        parts().article_header(_header(source, taken, viewer), report),
        heading(report["coverage"], "coverage"),
        strip(source, viewer),
        *([parts().repairs(repairs, report)] if repairs else []),
        *([parts().remarks(suspected, "suspected", words["suspected_title"])] if suspected else []),
        heading(words["taken_title"], "taken"),
        *(_taken(located, used) for located in taken),
        *([heading(report["set_aside"], "set-aside"), set_aside(source, viewer)] if source.set_aside else []),
    ]
    title, about = viewer.source_title(source), viewer.tongue.say(source.about)
    front = {"title": title, "description": about, "section": "sources"}
    kicker = words["separator"].join([words["source_kicker"], viewer.tongue.date(source.published.date)])
    return document(front, [parts().masthead(kicker, viewer.tongue.say(source.outlet), about), *content])


def _header(source: Source, taken: Sequence[Located], viewer: Viewer) -> View:
    say, facts = viewer.tongue.say, len({located.fact.id for located in taken})
    return {
        "outlet": say(source.outlet),
        "author": source.author,
        "date": _published(source, viewer),
        "genre": say(source.genre),
        "url": source.url,
        "origins": [
            {"label": say(viewer.corpus.dossier.origins[o].names), "href": "sources.html#together"}
            for o in source.origins
        ],
        "condition": _condition(source, viewer),
        "counts": viewer.words["taken"].format(facts=facts, quotations=len(taken)),
        "file": source.file,
        "sha256": source.sha256,
    }


def _published(source: Source, viewer: Viewer) -> str:
    date = viewer.tongue.date(source.published.date)
    if source.published.basis == "printed":
        return date
    why = viewer.tongue.say(source.published.why) if source.published.why else ""
    return str(viewer.words["inferred"].format(date=date, why=why))


def _condition(source: Source, viewer: Viewer) -> str:
    count = _count(source, viewer)
    kinds = [viewer.words["edits"][how].format(n=n) for how, n in sorted(count.items())]
    return viewer.tongue.words("values")["list"].join(kinds) or str(viewer.words["undamaged"])


def _count(source: Source, viewer: Viewer) -> Counter[str]:
    """How often each kind of repair was made; one patch may be two edits."""
    by_rule = (edit.how for edit in viewer.corpus.repaired[source.id].edits if edit.how != "patch")
    return Counter([*by_rule, *("patch" for _ in source.repairs)])


# --- repairs -----------------------------------------------------------------------------------------------------


def _repairs(source: Source, viewer: Viewer) -> Iterator[View]:
    """The repairs by kind: every passage mended by hand, and of what a machine mended by rule the first, one in the
    middle and the last."""
    repaired, words = viewer.corpus.repaired[source.id], viewer.words
    if source.repairs:
        by_hand = []
        for patch in source.repairs:
            start = repaired.raw.index(patch.raw)
            shown = _sides(source, start, start + len(patch.raw), viewer)
            by_hand.append({**shown, "how": viewer.tongue.say(patch.how), "certainty": patch.certainty})
        yield {"kind": words["edits"]["patch"].format(n=len(by_hand)), "rule": None, "examples": by_hand}
    for how in ("reading", "wrap", "markup"):
        edits = [edit for edit in repaired.edits if edit.how == how]
        brief = [edit for edit in edits if edit.end - edit.start <= AROUND] or edits
        chosen = brief if len(brief) <= SHOWN else [brief[0], brief[len(brief) // 2], brief[-1]]
        if edits:
            examples = [_sides(source, edit.start, edit.end, viewer) for edit in chosen]
            yield {
                "kind": words["edits"][how].format(n=len(edits)),
                "rule": words["edit_rules"][how],
                "examples": [{**each, "how": None, "certainty": None} for each in examples],
            }


def _sides(source: Source, start: int, end: int, viewer: Viewer) -> View:
    """The article around raw[start:end] as it reached us and as repaired, in pieces: (text, is it changed?)."""
    repaired = viewer.corpus.repaired[source.id]
    low, high = max(0, start - AROUND), min(len(repaired.raw), end + AROUND)
    inside = [edit for edit in repaired.edits if edit.start < high and low < edit.end]
    low = max(0, min([low, *(edit.start - 1 for edit in inside)]))  # with the character that a reading stands behind
    high = max([high, *(edit.end for edit in inside)])
    return {
        "before": [*_pieces(repaired.raw, inside, low, high, raw_side=True)],
        "after": [*_pieces(repaired.raw, inside, low, high, raw_side=False)],
        "lang": source.script,
    }


def _pieces(raw: str, edits: Sequence[Edit], low: int, high: int, *, raw_side: bool) -> Iterator[tuple[str, bool]]:
    for edit in edits:
        yield _visible(raw[low : edit.start]), False
        yield _visible(raw[edit.start : edit.end] if raw_side else edit.text), True
        low = edit.end
    yield _visible(raw[low:high]), False


def _visible(text: str) -> str:
    return text.replace("\n", "↵")


# --- facts -------------------------------------------------------------------------------------------------------


def _suspected(taken: Sequence[Located], viewer: Viewer) -> Iterator[View]:
    """What we believe to be errors in the article, in its order."""
    seen = set()
    for fact in (located.fact for located in taken):
        for note, told in zip(fact.notes, viewer.notes(fact), strict=True):
            if note.kind == "suspected-error" and told["text"] not in seen:
                seen.add(told["text"])
                yield viewer.noted(fact, [told | {"label": None}])


def _taken(located: Located, used: Used) -> Markup:
    """The decisive words of a quotation, with the fact they carry and where that is used; the whole quotation stands on
    the fact's page."""
    fact, viewer = located.fact, used.viewer
    entry: View = {
        **viewer.glimpse(located),
        "statement": viewer.tongue.say(fact.statement),
        "href": record_href(viewer.corpus, fact.id),
        "badges": viewer.badges(fact, {located.evidence.source}),
        "said_by": viewer.tongue.voices(located.evidence.said_by),
        "uses": used.uses(fact),
    }
    part = parts().article_fact(entry, viewer.tongue.words("report"))
    return Markup('<div id="q-{}-{}">\n{}\n</div>').format(fact.id, located.index + 1, part)
