"""A date as its words give it, and the sources of patterns that the readers of dates share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..edtf import UNKNOWN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """What a form says. `months` are a first and last month, `to` is where a range ends."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    months: tuple[int, int] | None = None
    about: bool = False
    relative: str | None = None
    to: Date | None = None

    def edtf(self) -> str | None:
        """Return the date in EDTF, its year masked where unknown, or None where nothing of it is named."""
        year = UNKNOWN_YEAR if self.year is None else f"{self.year:04d}"
        if self.to:
            ends = replace(self, to=None).edtf(), self.to.edtf()
            return "/".join((str(ends[0]).split("/")[0], str(ends[1]).split("/")[-1]))
        if self.months:
            return f"{year}-{self.months[0]:02d}/{year}-{self.months[1]:02d}"
        if self.season:
            return f"{year}-{self.season}"
        if self.month:
            day = f"-{self.day:02d}" if self.day else ""
            return f"{year}-{self.month:02d}{day}{'~' if self.about else ''}"
        return None if self.year is None else year


Candidate = tuple[int, int, Date]
"""First and past-the-last code point, and what stands there."""

YEAR = "(?:19|20)[0-9]{2}(?![0-9])"
ANY_YEAR = re.compile("(?:19|20)[0-9]{2}")
"""What a text with a year has, and many have not."""
NO_YEAR_WORD = "(?![轻龄级纪代薪])"
"""After 年: what makes another word of it."""
TO = "[ \\t\\n]{0,2}[-–—~至到][ \\t\\n]{0,2}"
QUARTER_MONTHS = {number: (3 * number - 2, 3 * number) for number in (1, 2, 3, 4)}
HALF_MONTHS = {1: (1, 6), 2: (7, 12)}
