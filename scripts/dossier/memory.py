"""What pure functions gave in earlier runs, kept in `.cache/memory/`: a run works on what is new to it.

A memory never changes an outcome. What it keeps depends on its key alone, and all of it is void once the engine, a
package that it stands on, or Python has changed. Without its file, or with a damaged or foreign one, a command takes
longer, and that is all. Files are written at the end of a command only (`remembered`), and read when they are first
asked; plain data alone is in them, and nothing in them is run.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache as once
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = "memory"


class Memory:
    """What one function gave, by its key, which holds all that it depends on; a value is plain data, never None."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known: dict[str, Any] | None = None
        """From an earlier run; None before anybody asked."""
        self.used: dict[str, Any] = {}
        """In this one."""
        self.grown = False

    def get(self, key: str) -> Any:
        """What is remembered under the key, or None."""
        value = self.used.get(key)
        if value is None:
            if self.known is None:
                self.known = _shelf.read(self.name) if _shelf else {}
            value = self.known.get(key)
            if value is not None:
                self.used[key] = value
        return value

    def keep(self, key: str, value: Any) -> None:
        self.used[key], self.grown = value, True

    def recall(self, key: str, make: Callable[[str], Any]) -> Any:
        """What `make` gives for the key, now or in an earlier run."""
        value = self.get(key)
        if value is None:
            value = make(key)
            self.keep(key, value)
        return value

    def kept(self, whole: bool) -> dict[str, Any]:
        """What the next run shall know: this one's, and the earlier ones' until that is the greater part of it after a
        run of all there is."""
        known = self.known or {}
        return self.used if whole and len(known) > 2 * len(self.used) else known | self.used


class _Shelf:
    """Where memories lie between runs: each a file, which begins with a digest of the engine and of the rest of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.version = folder, _version()

    def read(self, name: str) -> dict[str, Any]:
        try:
            whole = (self.folder / name).read_bytes()
        except OSError:
            return {}
        digest, rest = whole[:32], whole[32:]
        found: dict[str, Any] = marshal.loads(rest) if digest == self._digest(rest) else {}
        return found

    def write(self, name: str, kept: dict[str, Any]) -> None:
        self.folder.mkdir(exist_ok=True)
        rest = marshal.dumps(kept, 2)  # the same bytes, however the values came about
        whole = self.folder / f"{name}.{os.getpid()}"
        whole.write_bytes(self._digest(rest) + rest)
        whole.replace(self.folder / name)

    def _digest(self, rest: bytes) -> bytes:
        return sha256(self.version + rest).digest()


_DECISIVE = {".py", ".yml", ".tsv", ".json", ".html"}
"""What files of the engine decide what comes out; the site's looks do not."""
_shelf: _Shelf | None = None
_memories: dict[str, Memory] = {}


def memory(name: str) -> Memory:
    """The memory of this name."""
    return _memories.setdefault(name, Memory(name))


@contextmanager
def remembered(cache: Path, *, whole: bool = True) -> Iterator[None]:
    """Know what earlier runs kept in this folder, and keep what is used; where there is no such folder, neither. What a
    run does not use is forgotten in time, if it uses the `whole` of what there is."""
    global _shelf
    if not cache.is_dir():
        yield
        return
    _shelf = _Shelf(cache / FOLDER)
    try:
        yield
    finally:
        with suppress(OSError):  # where nothing can be written, nothing is kept
            for each in _memories.values():
                if each.grown:
                    _shelf.write(each.name, each.kept(whole))
                    each.grown = False
        _shelf = None


@once
def _version() -> bytes:
    """A digest of all that decides what is made of a key: the engine, the packages, Python."""
    digest = sha256(sys.version.encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in _DECISIVE:
            digest.update(file.read_bytes())
    for folder in sys.path:
        packages = sorted(path.name for path in Path(folder).glob("*.dist-info"))
        digest.update("\n".join(packages).encode())
    return digest.digest()
