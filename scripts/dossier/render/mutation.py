"""How well the checks notice damage to the content, on the page of how it is checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..checks import RULES
from ..model import Mutation, Operator
from ..tongue import words
from .markup import parts
from .view import Viewer

STATES = ("named", "other", "survived")


def mutation_results(viewer: Viewer, content_hash: str) -> Iterator[str]:
    """What `content/mutation.yml` says: by group of rules, by operator, and what survived by reason. The content's hash
    tells whether it says so of this very content."""
    results, say = viewer.corpus.dossier.mutation, viewer.words["mutation"]
    yield f'<h2 id="mutation">{escape(say["title"])}</h2>'
    if results is None:
        yield f"<p>{escape(say['none'])}</p>"
        return
    counts = _sum(results.operators)
    shares = {state: f"{counts[state] / counts.total():.1%}" for state in STATES}
    yield f"<p>{escape(say['about'])}</p>"
    yield f"<p>{escape(say['found'].format(n=f'{counts.total():,}', operators=len(results.operators), **shares))}</p>"
    if results.attempts:
        yield f"<p>{escape(say['attempts'].format(n=results.attempts, passed=results.passed))}</p>"
    current = results.content_hash == content_hash
    yield f"<p>{escape(say['current' if current else 'stale'].format(hash=results.content_hash[:12]))}</p>"
    yield _by_group(results, viewer)
    yield _details(say["each"], _by_operator(results, viewer))
    yield _details(say["why"], _survivors(results, viewer))


def _sum(operators: tuple[Operator, ...]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in operators:
        total.update({state: getattr(each, state) for state in STATES})
    return total


def _by_group(results: Mutation, viewer: Viewer) -> str:
    """By the group of the first rule that ought to notice."""
    groups: dict[str, list[Operator]] = {name: [] for name in words("rules")["groups"]}
    for each in results.operators:
        rule = RULES.get(each.rules[0]) if each.rules else None
        groups[rule.group if rule else "form"].append(each)
    titles = words("rules")["groups"]
    rows = [_row(titles[name][viewer.tongue.tag], tuple(group)) for name, group in groups.items() if group]
    return _table(rows, viewer, "groups")


def _by_operator(results: Mutation, viewer: Viewer) -> str:
    rows = [
        [*_row(Markup("<code>{}</code>").format(each.id), (each,)), Markup(", ").join(map(_rule, each.rules))]
        for each in results.operators
    ]
    return _table(rows, viewer, "operators")


def _rule(name: str) -> Markup:
    return Markup('<a href="#rule-{0}"><code>{0}</code></a>').format(name)


def _row(title: str | Markup, operators: tuple[Operator, ...]) -> list[object]:
    counts = _sum(operators)
    return [title, *(f"{n:,}" for n in (counts.total(), *(counts[state] for state in STATES)))]


def _survivors(results: Mutation, viewer: Viewer) -> str:
    rows: list[list[object]] = [
        [
            viewer.tongue.say(each.why),
            f"{each.count:,}",
            Markup("<br>").join(Markup('<code lang="en">{}</code>').format(name) for name in each.examples),
        ]
        for each in results.survivors
    ]
    return _table(rows, viewer, "survivors")


def _table(rows: list[list[object]], viewer: Viewer, name: str) -> str:
    columns, numeric = viewer.words["mutation"][name]["columns"], range(1, 2 if name == "survivors" else 5)
    head = [{"label": label, "numeric": i in numeric} for i, label in enumerate(columns)]
    caption = viewer.words["mutation"][name]["caption"]
    return str(parts().data_table(head, rows, caption, viewer.tongue.words("report")))


def _details(summary: str, content: str) -> str:
    return f'<details class="d-more"><summary class="d-more__summary">{escape(summary)}</summary>{content}</details>'
