"""Print what each attempt, or each of those named, is met with."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from dossier.problems import Problem

from .replay import Replay, Stale, attempts


def main(names: list[str]) -> int:
    replay, differing, found = Replay(Path.cwd()), 0, list[Problem]()
    for attempt in attempts():
        if names and attempt.name not in names:
            continue
        with TemporaryDirectory() as scratch:
            try:
                found = replay.problems(attempt, Path(scratch))
                rules = ", ".join(sorted({problem.rule for problem in found})) or "passed"
            except Stale as stale:
                rules = f"stale: {stale}"
        same = set(rules.split(", ")) == ({*attempt.caught} or {"passed"})
        differing += not same
        told = "".join(f"\n    {p.rule} at {p.at}: {p.message}" for p in found) if names else ""
        print(f"{'=' if same else '!'} {attempt.kind}/{attempt.name}: {rules}{told}", flush=True)
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
