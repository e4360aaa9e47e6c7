"""Put a finished site in the place of the last one, whole or not at all; and one build at a time."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEXT = "next-"  # folders that sites are made in: what stands there at the start was left by a killed build
PREVIOUS = "previous"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Busy(Exception):
    """Another build is at work in the same folder."""


@contextmanager
def workshop(build: Path) -> Iterator[Path]:
    """A folder to make a site in, beside the last one; the only one, and clear of what a killed build left. Raises
    Busy."""
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another build is at work in {build}; wait for it to end") from None
        _clear(build)
        made = Path(tempfile.mkdtemp(prefix=NEXT, dir=build))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _clear(build: Path) -> None:
    previous, site = build / PREVIOUS, build / "site"
    if previous.exists() and not site.exists():  # killed between the two renames of `_exchange`
        previous.rename(site)
    for left in [previous, *build.glob(f"{NEXT}*")]:
        shutil.rmtree(left, ignore_errors=True)


def holds(file: Path, content: bytes) -> bool:
    """Whether it is a file of this content."""
    try:
        return file.read_bytes() == content and not file.is_symlink()
    except OSError:
        return False


def put(made: Path, site: Path, name: str, content: bytes) -> None:
    """Put a file into the folder `made`: the last site's own if it has the same, which costs less than a new one."""
    old, new = site / name, made / name
    if holds(old, content):
        _link(old, new)
    else:
        new.write_bytes(content)


def swap_in(made: Path, site: Path) -> int:
    """Make the folder `made` the site; gives how many of its files are new or changed.

    Files that have not changed are the last site's own, linked, so that their times and inodes stay.
    """
    changed = 0
    for new in sorted(path for path in made.rglob("*") if path.is_file()):
        old = site / new.relative_to(made)
        if old.is_file() and old.samefile(new):
            continue
        if holds(old, new.read_bytes()):
            new.unlink()
            _link(old, new)
        else:
            changed += 1
    _exchange(made, site)
    return changed


def _link(old: Path, new: Path) -> None:
    """Let `new` be the same file as `old`; where the file system has no links, at least of the same time."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _exchange(made: Path, site: Path) -> None:
    if not site.exists():
        made.rename(site)
    elif _exchanged_at_once(made, site):
        shutil.rmtree(made)
    else:
        previous = site.with_name(PREVIOUS)
        site.rename(previous)
        made.rename(site)
        shutil.rmtree(previous)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, where the system can (Linux)."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(number, os.strerror(number), str(other))
