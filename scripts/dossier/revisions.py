"""The content as it was at some revision of its Git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTS = ("content", "seeds")


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[Path]:
    """A folder with `content/` and `seeds/` as of that revision, for as long as the context lasts.

    Raises `FileNotFoundError`, in Git's words, where there is no such revision, or no repository.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", revision, *PARTS]
    try:
        run = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise FileNotFoundError("git is needed to read an earlier revision, and is not installed") from None
    if run.returncode:
        raise FileNotFoundError(run.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: "))
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        with tarfile.open(fileobj=io.BytesIO(run.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def last_version(root: Path) -> str | None:
    """The tag that was set last before the present commit, if there is one."""
    command = ["git", "-C", str(root), "describe", "--tags", "--abbrev=0"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout.strip() or None
