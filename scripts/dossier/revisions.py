"""The content as it was at some revision of its Git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .model import Version

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
        said = run.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise FileNotFoundError(f"an earlier state is read from Git, which says: {said}")
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        with tarfile.open(fileobj=io.BytesIO(run.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def noting(root: Path, version: Version) -> str:
    """The commit that noted a version in content/versions.yml. Raises `FileNotFoundError` where there is none."""
    command = ["git", "-C", str(root), "log", "--max-count=1", "--format=%H", f"-S{version.content_hash}"]
    run = subprocess.run([*command, "--", "content/versions.yml"], capture_output=True, text=True, check=False)
    if not run.stdout:
        raise FileNotFoundError(
            f"no commit here noted version {version.version}: commit content/versions.yml, fetch the whole history, or "
            "say where that version is:  --since REVISION"
        )
    return run.stdout.strip()
