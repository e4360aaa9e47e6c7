"""A small part of what `make fuzz` does, always the same."""

from __future__ import annotations

import pytest

from .conftest import TINY
from .fuzz.trial import trial


@pytest.mark.parametrize("seed", range(30))
def test_the_command_stays_sound_on_damaged_content(seed: int) -> None:
    found = trial(TINY, seed)
    assert (found.wrong, found.damage) == ("", found.damage), found.output
