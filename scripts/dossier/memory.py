"""What pure functions of a text gave in earlier runs, kept in `.cache/`: a run works on the texts that are new to it.

A memory never changes an outcome. What it keeps depends on the text alone, and all of it is void once the engine, its
converter of scripts or Python has changed. Without the file, or with a damaged one, a command takes longer, and that is
all. It is read and written at the ends of a command only (`remembered`).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

FILE = "readings.json"


class Memory:
    """What one function gave, by its text; a value is whatever JSON can tell, and never null."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}
        """From an earlier run."""
        self.used: dict[str, Any] = {}
        """In this one."""
        self.grown = False

    def recall(self, text: str, make: Callable[[str], Any]) -> Any:
        """What `make` gives for the text, now or in an earlier run."""
        value = self.used.get(text)
        if value is None:
            value = self.known.get(text)
            if value is None:
                value, self.grown = make(text), True
            self.used[text] = value
        return value

    def kept(self) -> dict[str, Any]:
        """What the next run shall know: this one's, and the earlier ones' until that is the greater part."""
        return self.used if len(self.known) > 2 * len(self.used) else self.known | self.used


_MEMORIES: dict[str, Memory] = {}


def memory(name: str) -> Memory:
    """The memory of this name."""
    return _MEMORIES.setdefault(name, Memory())


@contextmanager
def remembered(folder: Path) -> Iterator[None]:
    """Know what earlier runs kept in this folder, and keep what is used; where there is no such folder, neither."""
    if not folder.is_dir():
        yield
        return
    version = _version()
    kept = _read(folder / FILE, version)
    for name, values in kept.items():
        memory(name).known = values
    yield
    if any(each.grown for each in _MEMORIES.values()):
        _write(folder / FILE, {"version": version} | {name: each.kept() for name, each in _MEMORIES.items()})


def _read(file: Path, version: str) -> dict[str, dict[str, Any]]:
    try:
        kept = json.loads(file.read_bytes())
        return kept if kept.pop("version") == version else {}
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return {}


def _write(file: Path, kept: dict[str, Any]) -> None:
    whole = file.with_name(f"{file.name}.{os.getpid()}")
    whole.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    whole.replace(file)


def _version() -> str:
    """A digest of all that decides what a text is read as."""
    engine = Path(__file__).parent
    digest = sha256(sys.version.encode())
    for file in sorted(engine.rglob("*.py")):
        digest.update(file.read_bytes())
    for folder in sys.path:
        converter = sorted(path.name for path in Path(folder).glob("[oO]pen[cC][cC]-*"))
        digest.update("\n".join(converter).encode())
    return digest.hexdigest()
