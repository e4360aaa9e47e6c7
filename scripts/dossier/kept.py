"""Images that a browser draws, kept on disk: drawn once for all that they depend on, and written whole or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path


def kept(files: Mapping[str, Path], draw: Callable[[list[str]], Iterable[bytes]]) -> dict[str, bytes]:
    """What the file of each key holds. `draw` is given the keys whose files are not there, if there are any, and gives
    what goes into them, in order; each is written as soon as it is drawn."""
    missing = [key for key, file in files.items() if not file.is_file()]
    if missing:
        for key, drawn in zip(missing, draw(missing), strict=True):
            file = files[key]
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(".part")
            part.write_bytes(drawn)
            part.replace(file)
    return {key: file.read_bytes() for key, file in files.items()}
