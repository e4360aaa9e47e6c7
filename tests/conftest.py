"""What the tests share: the tiny dossier, the command, the browser, and the flag that rewrites expectations."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from dossier.browser import find_browser
from dossier.commands.starting import STARTER

HERE = Path(__file__).parent
ROOT = HERE.parent
EXPECTED = HERE / "tiny/expected"

# Properties are tried on the same examples each time; on others, and more of them, by `make fuzz`.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("free", max_examples=500, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the expected outputs from what comes out now")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny dossier, to be changed at will."""
    return settle(tmp_path)


def settle(root: Path) -> Path:
    """Put the tiny dossier there, as far as the checks read it: what `dossier init` makes, and a file of results."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    shutil.copytree(HERE / "tiny/content", root / "content", dirs_exist_ok=True)
    return root


def _tiny() -> Path:
    folder = tempfile.mkdtemp(prefix="dossier-tiny-")
    atexit.register(shutil.rmtree, folder)
    return settle(Path(folder))


TINY = _tiny()
"""The tiny dossier, not to be changed."""


def start(root: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The command `dossier` at work on the dossier in that folder, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from dossier.cli import main; exit(main())", "--root", root, *arguments],
        env=os.environ | environment,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit status of a command and all that it said."""
    output, _ = process.communicate(timeout=120)
    return process.returncode, output


def chromium() -> Path:
    """The browser; that there is none is a failure."""
    found = find_browser()
    assert found, "the tests need Chromium: make setup"
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, in order."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def golden(bless: bool) -> Callable[[Path, str], None]:
    """Compare a text with a file of the tests, or rewrite the file."""

    def compare(path: Path, text: str) -> None:
        if bless:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare
