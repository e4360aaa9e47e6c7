"""Read `seeds/` and `content/` into a frozen `Dossier`, or raise every problem of form at once.

First stage of the flow. Form is all that is judged here: which files there are, their YAML, their keys and
types, ids that are well formed and unique, references that resolve. What the content means is judged by
`checks`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from .files import MOST_BYTES, MOST_OF_A_PAGE, listed, problem, text_of
from .layout import MANY, ONE
from .memory import memory
from .model import WRITTEN, About, Dossier, Fact, Mutation, Page, Source, Vocabulary
from .place import Place
from .problems import Broken, Position, Problem, bounded
from .references import unresolved
from .revive import plain, revived

if TYPE_CHECKING:
    import yaml

    from .decode import Decoder

R = TypeVar("R")
T = TypeVar("T")
_DECODED = memory("decoded")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NEEDED = ("dossier.yml", "vocabulary.yml", "origins.yml")
SEED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FRONT_MATTER = re.compile(r"---\r?\n(.*?\n)---\r?\n(.*)", re.DOTALL)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...


I = TypeVar("I", bound=_Identified)  # noqa: E741


def load(root: Path) -> Dossier:
    """The dossier under `root`. Raises `Broken` with every problem of form, `FileNotFoundError` where there is
    none."""
    if not (root / "content" / "dossier.yml").is_file():
        raise FileNotFoundError(f"{root} is no dossier: it has no content/dossier.yml")
    with uncollected():
        return _Loader(root).dossier()


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the search for cycles in memory: it goes through tens of thousands of small, live nodes again and again,
    and was measured to double the time of reading them. What lives at the end is left out of later searches."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.problems: list[Problem] = []
        self.digests: dict[str, str] = {}
        self.unread = False
        """Whether some file cannot be read at all: then nothing can be said of references."""
        self.asked: set[Path] = set()
        self.listed, problems = listed(self.content)
        self.problems.extend(problems)

    @cached_property
    def decoder(self) -> Decoder:
        from .decode import Decoder

        return Decoder(self.problems)

    def dossier(self) -> Dossier:
        found: dict[type, list[Any]] = {
            kind: [record for path in self._files(name) for record in read(path, kind)]
            for read, names in ((self._one, ONE), (self._many, MANY))
            for name, kind in names.items()
        }
        raw = {source.id: text for source in found[Source] if (text := self._seed(source)) is not None}
        pages = {(page.lang, page.id): page for lang in WRITTEN for page in self._pages(lang)}
        self._nothing_left_out()
        if not found[About] or not found[Vocabulary]:
            raise Broken(sorted(self.problems, key=Problem.sort_key))
        dossier = Dossier(
            about=found[About][0],
            vocabulary=found[Vocabulary][0],
            raw=raw,
            mutation=next(iter(found[Mutation]), None),
            pages=pages,
            sources=self._by_id(found[Source]),
            **{_field(name): self._kept(kind, found[kind]) for name, kind in MANY.items()},  # type: ignore[arg-type]
        )
        object.__setattr__(dossier, "digests", self.digests)
        for each in dossier.retired.values():
            if each.id in getattr(dossier, each.of):
                self._problem("id", each.place.at("id"), f"the id {each.id} is retired, and in use", "choose another")
        if not self.unread:
            known = self.decoder.left_out if self.problems else ()
            self.problems.extend(bounded(r.problem() for r in unresolved(dossier) if r.name not in known))
        if self.problems:
            raise Broken(sorted(self.problems, key=Problem.sort_key))
        return dossier

    def _nothing_left_out(self) -> None:
        """What stands in `content/` and is not read is a slip: a misspelt name, a wrong ending or folder."""
        for path in self.listed:
            if self.content / path not in self.asked:
                help = "check its name and folder: small Latin letters, digits and hyphens, and .yml or, of a page, .md"
                self.problems.append(problem(self.content / path, self.root, "no file of this name is read", help))

    def _files(self, name: str) -> list[str]:
        """The files of a name in which `*` stands for an id, without those that have a name of their own; a file that
        has to be there, whether it is or not."""
        if name in _NEEDED:
            return [name]
        known = re.compile(re.escape(name).replace(r"\*", ID.pattern))
        return [path for path in self.listed if known.fullmatch(path) and (path == name or path not in MANY)]

    def _decoded(
        self, file: str, text: str, decode: Callable[[Decoder, Place], T], front: str | None = None, body: str = ""
    ) -> T | None:
        """What is decoded from a YAML file, or from the YAML in front of a page's body, in this run or an earlier one;
        None where there is nothing, or nothing that can be read."""
        written, line_offset = (text, 0) if front is None else (front, 1)
        key = f"{file} {self.digests[file]}"
        if (known := _DECODED.get(key)) is not None:
            return cast(T, revived(known, Place(file, partial(_root, written), line_offset)))
        from .nodes import (  # on use: PyYAML takes 15 ms, and a run may remember all that it asks
            compose,
            forbidden,
            look_alikes,
        )

        before = len(self.problems)
        line = written.count("\n") + 3
        self.problems.extend([*forbidden(body, file, line), *look_alikes(body, file, line)])
        place, problems = compose(written, file, line_offset=line_offset)
        if place is None and not problems:
            help = "write [] where there is nothing to say, or remove the file"
            problems = [Problem(rule="file", at=Position(file, 1, 1), message="the file is empty", help=help)]
        self.problems.extend(problems)
        if place is None or any(p.rule == "yaml-alias" for p in problems):
            self.unread = True
            return None
        found = decode(self.decoder, place)
        if len(self.problems) == before:
            _DECODED.keep(key, plain(found))
        return found

    def _read(self, path: Path, most: int = MOST_BYTES) -> str | None:
        self.asked.add(path)
        text = text_of(path, self.root, most)
        if isinstance(text, str):
            self.digests[path.relative_to(self.root).as_posix()] = sha256(text.encode()).hexdigest()
            return text
        self.problems.append(text)
        self.unread = True
        return None

    def _one(self, path: str, kind: type[R]) -> list[R]:
        text = self._read(self.content / path)
        decode = lambda decoder, place: decoder.record(place, kind)  # noqa: E731
        found = None if text is None else self._decoded(f"content/{path}", text, decode)
        return [found] if found else []

    def _many(self, path: str, kind: type[R]) -> list[R]:
        given = {"topic": Path(path).stem} if kind is Fact else {}
        text = self._read(self.content / path)
        decode = lambda decoder, place: decoder.records(place, kind, **given)  # noqa: E731
        return (None if text is None else self._decoded(f"content/{path}", text, decode)) or []

    def _kept(self, kind: type, records: list[Any]) -> object:
        return self._by_id(records) if "id" in kind.__annotations__ else tuple(records)

    def _by_id(self, records: Iterable[I]) -> Mapping[str, I]:
        found: dict[str, I] = {}
        for record in records:
            if not ID.fullmatch(record.id) or len(record.id) > 80:
                help = "small Latin letters, digits and single hyphens, such as capex-2025"
                self._problem("id", record.place.at("id"), f"{record.id!r} is not a well-formed id", help)
            elif record.id in found:
                first = found[record.id].place.at("id")
                self._problem(
                    "id", record.place.at("id"), f"the id {record.id} is already used at {first}", "choose another"
                )
            found.setdefault(record.id, record)
        return found

    def _problem(self, rule: str, at: Position, message: str, help: str | None = None) -> None:
        self.problems.append(Problem(rule=rule, at=at, message=message, help=help))

    def _seed(self, source: Source) -> str | None:
        """An archived file's text, its line ends untouched."""
        if not SEED.fullmatch(source.file):
            at = source.place.at("file")
            self._problem("file", at, f"{source.file!r} is not the plain name of a file of seeds/")
            return None
        return self._read(self.root / "seeds" / source.file)

    def _pages(self, lang: str) -> Iterable[Page]:
        for path in self._files(f"pages/{lang}/*.md"):
            text = self._read(self.content / path, MOST_OF_A_PAGE)
            if text is None:
                continue
            file = f"content/{path}"
            parts = _FRONT_MATTER.fullmatch(text)
            if parts is None:
                help = "begin with ---, the page's keys, ---"
                self._problem("file", Position(file, 1, 1), "the page has no front matter", help)
                self.unread = True
                continue
            given = {"id": Path(path).stem, "lang": lang, "body": parts[2], "body_line": parts[1].count("\n") + 3}
            decode = lambda decoder, place, given=given: decoder.record(place, Page, **given)  # noqa: E731
            if page := self._decoded(file, text, decode, *parts.groups()):
                yield page


def _field(name: str) -> str:
    """Of a dossier, what a file or a folder of files holds."""
    return Path(name.removesuffix("/*.yml")).stem


def _root(text: str) -> yaml.Node:
    from .nodes import root

    return cast("yaml.Node", root(text))
