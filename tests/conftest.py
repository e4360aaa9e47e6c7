"""What the tests share: the tiny dossier, and the flag that rewrites expectations."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
TINY = HERE / "tiny"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the expected outputs from what comes out now")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny dossier, to be changed at will."""
    for part in ("seeds", "content"):
        shutil.copytree(TINY / part, tmp_path / part)
    return tmp_path


@pytest.fixture
def golden(bless: bool) -> Callable[[Path, str], None]:
    """Compare a text with a file of the tests, or rewrite the file."""

    def compare(path: Path, text: str) -> None:
        if bless:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare
