"""What became of each sentence of an article: a strip of marks that lead to the evidence, and what was set aside."""

from __future__ import annotations

from collections import Counter

from ..corpus import Corpus
from ..coverage import MARKS, Sentence, State, count, coverage, facts
from ..model import SetAside, Source
from .markup import parts
from .view import View, Viewer, quote_href, record_href, source_href


def strip(source: Source, viewer: Viewer) -> str:
    """The article's sentences as marks, each leading to its evidence or to why it is set aside."""
    words = viewer.words
    sentences = coverage(viewer.corpus, source.id)
    counted = count(sentences, source.set_aside)
    view = {
        "count": words["sentences"].format(n=len(sentences)),
        "key": [
            {"state": state, "text": words["sentence_counts"][state].format(n=n, reason=_reason(reason, viewer))}
            for each in MARKS
            for (state, reason), n in counted.items()
            if state == each
        ],
        "sentences": [_mark(number, each, source, viewer) for number, each in enumerate(sentences, 1)],
    }
    return str(parts().coverage(view, viewer.tongue.words("report")))


def _mark(number: int, sentence: Sentence, source: Source, viewer: Viewer) -> View:
    words, href, reason = viewer.words, None, None
    if sentence.cited:
        href = quote_href(sentence.cited[0])
    elif sentence.aside is not None:
        href = f"{source_href(source.id)}#aside-{sentence.aside + 1}"
        reason = source.set_aside[sentence.aside].reason
    what = words["sentence_states"][sentence.state].format(
        facts=words["join"].join(facts(sentence)), reason=_reason(reason, viewer)
    )
    return {"state": sentence.state, "href": href, "label": words["sentence"].format(n=number, what=what)}


def set_aside(source: Source, viewer: Viewer) -> str:
    """The table of what was set aside, and why."""
    rows = [_row(number, aside, source, viewer) for number, aside in enumerate(source.set_aside, 1)]
    return str(parts().set_aside_table(rows, viewer.tongue.words("report")))


def _row(number: int, aside: SetAside, source: Source, viewer: Viewer) -> View:
    return {
        "id": f"aside-{number}",
        "text": aside.quote,
        "lang": source.script,
        "reason": _reason(aside.reason, viewer),
        "fact": {"label": aside.fact, "href": record_href(viewer.corpus, aside.fact)} if aside.fact else None,
    }


def _reason(reason: str | None, viewer: Viewer) -> str:
    titles = {each.id: each.title for each in viewer.corpus.dossier.vocabulary.set_aside}
    return viewer.tongue.say(titles[reason]) if reason else ""


def totals(corpus: Corpus) -> Counter[State]:
    """How many sentences of all articles are in each state."""
    return Counter(each.state for source in corpus.dossier.sources for each in coverage(corpus, source))
