"""What a change of the content means: which facts and other entries were added, altered or retired, and what on
the site that reaches. Compared is the published record, not the YAML: to reorder or reword a file changes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from .checks import check
from .corpus import Corpus, read
from .derive import Derivation, compute, derive
from .facts_json import facts_json
from .hant import hant
from .load import load
from .problems import Broken
from .revive import plain

Kind = Literal["added", "altered", "retired", "removed"]
SIGNS: Mapping[Kind, str] = {"added": "+", "altered": "~", "retired": "-", "removed": "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A value of an entry, by its path in the published record, before and after; None where there was or is none."""

    path: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an entry of a list of the record. `removed` is an entry whose id is neither in use nor retired:
    links to it now lead nowhere."""

    kind: Kind
    of: str
    id: str
    alterations: tuple[Alteration, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`reaches`: by kind (pages, charts, derived, disagreements), the ids of what rests on a changed fact or was itself
    changed."""

    changes: tuple[Change, ...]
    reaches: Mapping[str, tuple[str, ...]]


def difference(before: Corpus, after: Corpus) -> Difference:
    derivations = derive(before), derive(after)
    was, now = (
        facts_json(corpus, derivation, hant(corpus.dossier))
        for corpus, derivation in zip((before, after), derivations, strict=True)
    )
    changes = tuple(_changes(was, now, after))
    return Difference(changes=changes, reaches=_reached(before, after, changes, derivations))


def publishable(root: Path) -> Corpus:
    """The content, if a record can be made of it; rules that it may break beside that, as those of an earlier day did
    not have, hinder no comparison. Raises `Broken`."""
    corpus = read(load(root))
    found = all(located.quote for evidence in corpus.located.values() for located in evidence)
    try:
        for derived in corpus.dossier.derived.values():
            compute(corpus.dossier, derived)
    except ValueError:
        found = False
    if not found:
        raise Broken(check(corpus))
    return corpus


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], corpus: Corpus) -> Iterator[Change]:
    for of, entries in after.items():
        if isinstance(entries, list):
            was = {entry["id"]: entry for entry in before[of]}
            now = {entry["id"]: entry for entry in entries}
            retired = {each.id for each in corpus.dossier.retired.values() if each.of == of}
            for name in [*now, *(name for name in was if name not in now)]:
                if name not in was:
                    yield Change(kind="added", of=of, id=name)
                elif name not in now:
                    yield Change(kind="retired" if name in retired else "removed", of=of, id=name)
                elif altered := tuple(_alterations(was[name], now[name])):
                    yield Change(kind="altered", of=of, id=name, alterations=altered)


def _alterations(was: Any, now: Any, path: str = "") -> Iterator[Alteration]:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*was, *now]):
            yield from _alterations(was.get(key), now.get(key), f"{path}.{key}" if path else key)
    elif isinstance(was, list) and isinstance(now, list):
        gone, new = [item for item in was if item not in now], [item for item in now if item not in was]
        for pair in zip_longest(gone, new):
            yield from _alterations(*pair, path)
    elif was != now:
        yield Alteration(path=path, was=was, now=now)


def _reached(
    before: Corpus, after: Corpus, changes: tuple[Change, ...], derivations: Iterable[Derivation]
) -> dict[str, tuple[str, ...]]:
    changed = {(change.of, change.id) for change in changes}
    found: dict[str, dict[str, None]] = {"pages": {}, "charts": {}, "derived": {}, "disagreements": {}}
    for of in ("pages", "charts"):
        was, now = (getattr(corpus.dossier, of) for corpus in (before, after))
        for key in [*now, *(key for key in was if key not in now)]:
            if key not in was or key not in now or plain(was[key]) != plain(now[key]):
                found[of][key[1] if isinstance(key, tuple) else key] = None
    for of in ("derived", "disagreements"):
        found[of].update((name, None) for kind, name in sorted(changed) if kind == of)
    for derivation in derivations:
        for name, uses in derivation.uses.items():
            if ("facts", name) in changed or ("derived", name) in changed:
                for of, names in found.items():
                    names.update(dict.fromkeys(getattr(uses, of)))
    return {of: tuple(sorted(names)) for of, names in found.items() if names}


def as_json(found: Difference) -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)


def as_text(found: Difference) -> str:
    """For the terminal: a line for each entry, below it what is altered, and last what that reaches."""
    lines = [_summary(found)]
    for change in found.changes:
        lines.append(f"{SIGNS[change.kind]} {change.of} {change.id}: {change.kind}")
        lines += [f"    {each.path}: {' → '.join(_shown(each))}" for each in change.alterations]
    lines += [f"reaches {of}: {', '.join(names)}" for of, names in found.reaches.items()]
    return "\n".join(lines)


def as_markdown(found: Difference) -> str:
    """For a comment on a pull request; what contributors wrote stands in code, so that no mark of it counts."""
    lines = [f"**{_summary(found)}**"]
    for of in dict.fromkeys(change.of for change in found.changes):
        lines += ["", f"### {of}"]
        for change in (each for each in found.changes if each.of == of):
            lines.append(f"- {change.kind} {_code(change.id)}")
            lines += [f"  - {each.path}: {' → '.join(map(_code, _shown(each)))}" for each in change.alterations]
    if found.reaches:
        lines += ["", "### Reaches"]
        lines += [f"- {of}: {', '.join(map(_code, names))}" for of, names in found.reaches.items()]
    return "\n".join(lines)


def _summary(found: Difference) -> str:
    if not found.changes:
        return "nothing of the record is changed"
    counts: dict[str, Counter[str]] = {}
    for change in found.changes:
        counts.setdefault(change.of, Counter())[change.kind] += 1
    return "; ".join(f"{of}: {', '.join(f'{n} {kind}' for kind, n in count.items())}" for of, count in counts.items())


LONGEST, AROUND = 200, 20


def _shown(alteration: Alteration) -> tuple[str, str]:
    """The value before and after; of long texts, what differs between them with a little around it."""
    was, now = (_text(value) for value in (alteration.was, alteration.now))
    if max(len(was), len(now)) > 3 * AROUND and alteration.was is not None and alteration.now is not None:
        start = max(0, _common(was, now) - AROUND)
        end = max(0, _common(was[start:][::-1], now[start:][::-1]) - AROUND)
        was, now = ("…" * (start > 0) + text[start : len(text) - end] + "…" * (end > 0) for text in (was, now))
    return _short(was), _short(now)


def _common(first: str, second: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))


def _text(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _code(text: str) -> str:
    """Inline code, whatever the text: in more backticks than it has in a row (CommonMark 6.1)."""
    text = " ".join(text.split())
    fence = "`"
    while fence in text:
        fence += "`"
    return f"{fence} {text} {fence}" if text.startswith("`") or text.endswith("`") else f"{fence}{text}{fence}"
