"""What a saved web page states of itself, and which of its text is the article: read by a library, in a process of its
own, since a page is untrusted. One that takes long, or breaks the reader, states nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping

SECONDS = 30


def stated(page: str) -> Mapping[str, str | None]:
    """`title`, `author`, `date` (a day), `outlet` and `url`, as far as the page gives them; the article's `text`."""
    command = [sys.executable, "-I", "-X", "utf8", __file__]
    try:
        run = subprocess.run(command, input=page.encode(), capture_output=True, check=True, timeout=SECONDS)
        found: Mapping[str, str | None] = json.loads(run.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {}
    return found


def _main() -> None:
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
    page = bare_extraction(sys.stdin.read(), with_metadata=True, include_comments=False, date_extraction_params=dates)
    if page is None or isinstance(page, dict):
        raise SystemExit("nothing found")
    keys = {"title": "title", "author": "author", "date": "date", "outlet": "sitename", "url": "url", "text": "text"}
    print(json.dumps({key: getattr(page, name) for key, name in keys.items()}))


if __name__ == "__main__":
    _main()
