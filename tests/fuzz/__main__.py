"""`make fuzz`: damage the content at random for a while, and see that the command stays sound; then try what always
holds on examples that no test has tried."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count, islice
from pathlib import Path
from random import Random

from ..conftest import TINY
from .trial import Trial, trial

HERE = Path(__file__).parents[1]
FAILED = Path(".cache/fuzz")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="of the first case; the others follow (default: another each time)")
    parser.add_argument("--case", type=int, help="this case alone: what was damaged, and all that the command said")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    if given.case is not None:
        found = one(given.case)
        print("\n".join([*found.damage, "", found.output, found.wrong or "sound"]))
        return int(bool(found.wrong))
    first = given.seed if given.seed is not None else Random().randrange(10**6) * 10**6
    print(f"seed {first}", flush=True)
    done, failed, ends = 0, 0, time.monotonic() + given.seconds
    with ProcessPoolExecutor(given.jobs) as pool:
        seeds = count(first)
        while time.monotonic() < ends:
            for each in pool.map(partial(one, keep=FAILED), islice(seeds, 20)):
                done += 1
                if each.wrong:
                    failed += 1
                    print(f"{each.wrong}: {'; '.join(each.damage)}")
                    print(f'    {FAILED / str(each.seed)}; again:  make fuzz ARGS="--case {each.seed}"', flush=True)
    print(f"{done} cases, {failed} failed")
    free = [sys.executable, "-m", "pytest", "-q", "-m", "hypothesis", "--hypothesis-profile", "free"]
    return int(failed > 0) | subprocess.run(free, check=False).returncode


def one(seed: int, keep: Path | None = None) -> Trial:
    """The case of a seed: each tenth on the real content, the others on the tiny one."""
    return trial(HERE.parent if seed % 10 == 0 else TINY, seed, keep)


if __name__ == "__main__":
    raise SystemExit(main())
