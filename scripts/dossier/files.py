"""The files of `content/` and `seeds/`: which there are, and the text of each, or what is wrong with it.

Nothing outside these two folders is read, whatever a link in them leads to, and nothing that is not a plain file.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from .problems import Position, Problem

MOST_BYTES = 4_000_000
"""Of one file: some 3,000 facts, or a book's worth of article. Parsing this much may take seconds."""
MOST_OF_A_PAGE = 200_000
"""Bytes of a page: ten times as much as anybody reads, and seconds of work if it is written to be slow."""
_NOT_CONTENT = re.compile(r"(?:^|/)\.|~$|^README\.md$")


def listed(content: Path) -> tuple[list[str], list[Problem]]:
    """Every file of `content/`, by its path there, in order; and a problem for each folder that cannot be read. What
    editors and desktops leave behind does not count, nor a README."""
    found: list[str] = []
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(problem(Path(error.filename), content.parent, f"cannot be read: {error.strerror}"))

    for folder, folders, names in os.walk(content, onerror=unreadable):
        # A folder named as a file is none to look into; a link to one may lead in circles.
        odd = [name for name in folders if "." in name or Path(folder, name).is_symlink()]
        found += [Path(folder, name).relative_to(content).as_posix() for name in (*names, *odd)]
    return sorted(name for name in found if not _NOT_CONTENT.search(name)), problems


def text_of(path: Path, root: Path, most: int = MOST_BYTES) -> str | Problem:
    """The text of a file of a folder of `root`, its line ends untouched; or why it cannot be had."""
    folder = root / path.relative_to(root).parts[0]
    try:
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            return problem(path, root, f"a link that leads out of {folder.name}/", "put the file itself here")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return problem(path, root, "not a plain file", "put a file here")
        if about.st_size > most:
            return problem(path, root, f"larger than {most:,} bytes", "split it")
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return problem(path, root, "the file is missing", "put it back, or take out what names it")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"
        return problem(path, root, message, "save it as UTF-8")
    except OSError as error:
        return problem(path, root, f"cannot be read: {error.strerror}", "see what it is:  ls -l")


def problem(path: Path, root: Path, message: str, help: str | None = None) -> Problem:
    """What is wrong with a file as a whole."""
    name = path.relative_to(root).as_posix()
    shown = name if name.isprintable() else ascii(name)[1:-1]
    return Problem(rule="file", at=Position(shown, 1, 1), message=message, help=help)
