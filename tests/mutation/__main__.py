"""`make mutate`: damage the real content in every way, print what the checks noticed, and write it to
content/mutation.yml for the site to show."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from .bench import Bench
from .report import as_yaml, below, outcomes, table

HEAD = "# Written by `make mutate`, not by hand: how much damage to this content the checks notice.\n"
STYLE: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10_000, "default_flow_style": None}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the dossier's folder (default: this one)")
    parser.add_argument("--only", default="", help="operators whose name begins with this; lists their survivors")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    started = time.monotonic()
    bench = Bench(given.root)
    mutants = [mutant for mutant in bench.mutants() if mutant.operator.startswith(given.only)]
    print(f"{len(mutants)} mutants", file=sys.stderr)
    gc.freeze()  # else each process copies what it only reads
    gc.set_threshold(100_000)  # what a mutant leaves behind is small, and few of it goes in circles
    found = outcomes(bench, mutants, given.jobs)
    if given.only:
        print("\n".join(f"{each.why or 'unexplained':20} {each.name}" for each in found if each.state == "survived"))
        print(
            "\n".join(
                f"{' '.join(each.rules):20} {each.name}" for each in found if each.state in ("other", "malformed")
            )
        )
    else:
        (given.root / "content/mutation.yml").write_text(
            HEAD + yaml.safe_dump(as_yaml(bench, found), **STYLE), encoding="utf-8"
        )
    print(table(found))
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    wanting = below(found)
    print("\n".join(f"below its floor: {name}" for name in wanting), file=sys.stderr)
    return 1 if wanting else 0


if __name__ == "__main__":
    sys.exit(main())
