"""How much time a check and a build take, beside what nobody could go below: `make bench`.

Seconds of the processor, whole processes with all their children, the median of a few runs: the machine may be busy
with other things. A check stands beside merely parsing the same YAML with libyaml, a build beside the site generator's
own work: on the Markdown that it is given, and, since most pages are poured into moulds and cost it nothing, on every
page, had it been given all of them as Markdown. `first` is without what earlier runs remembered, `again` with it,
`edited` with it after one statement was reworded.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from . import invented, once
from .serving import seen
from .weight import weights

ROOT = Path(__file__).parents[2]
PYTHON = (sys.executable, "-X", "utf8")
FLOOR = """
import gc, pathlib, sys, yaml
gc.disable()
for file in pathlib.Path(sys.argv[1], "content").rglob("*.yml"):
    yaml.compose(file.read_text(), Loader=yaml.CSafeLoader)
"""
STATEMENT = re.compile(r"(\n    en: .* the )(.*)")
COMMAND = "from dossier.cli import main; raise SystemExit(main())"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000], help="facts in the invented dossiers")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--build", type=int, default=1000, help="build no dossier of more facts (10,000 take minutes)")
    given = parser.parse_args()
    start_up(given.runs)
    with tempfile.TemporaryDirectory() as folder:
        dossiers = {"the content": equip(Path(folder, "content"), lambda root: real(root))}
        for size in given.sizes:
            write = lambda root, size=size: invented.write(root, size)  # noqa: E731
            dossiers[f"{size:,} invented facts"] = equip(Path(folder, str(size)), write)
        checks(dossiers, given.runs)
        if small := {name: root for name, root in dossiers.items() if facts(root) <= given.build}:
            builds(small, given.runs)
        shown = seconds(*seen(dossiers["the content"], 4))
        print(f"From a saved edit to the page in the browser, by the clock: {', '.join(shown)}\n")
        table(["page", "over the wire", "requests"], weights(Path(folder, "pages")))


def equip(root: Path, write: Callable[[Path], None]) -> Path:
    """A dossier in a folder of its own, with what a build reads and an empty cache."""
    (root / ".cache").mkdir(parents=True)  # where there is none, nothing is remembered
    write(root)
    return root


def real(root: Path) -> None:
    for part in ("content", "seeds"):
        shutil.copytree(ROOT / part, root / part)


def facts(root: Path) -> int:
    return sum(file.read_text("utf-8").count("\n- id: ") + 1 for file in (root / "content/facts").glob("*.yml"))


def start_up(runs: int) -> None:
    bare, helped = (median(runs, *PYTHON, "-c", code, *rest) for code, rest in (("", []), (COMMAND, ["--help"])))
    explained = median(runs, *PYTHON, "-c", COMMAND, "explain")
    print(f"Start-up: Python {bare:.3f} s, dossier --help {helped:.3f} s, with every rule imported {explained:.3f} s\n")


def checks(dossiers: dict[str, Path], runs: int) -> None:
    rows = []
    for name, root in dossiers.items():
        floor = median(runs, *PYTHON, "-c", FLOOR, str(root))
        check = (*PYTHON, "-c", COMMAND, "--root", str(root), "check")
        first = median(runs, *check, before=partial(forget, root))
        again = median(runs, *check)
        edited = median(runs, *check, before=partial(reword, root))
        each = 1e3 * again / facts(root)
        taken = (floor, first, edited, again)
        rows.append([name, f"{facts(root):,}", *seconds(*taken), *ratios(*taken), f"{each:.2f}"])
    heads = ["parse YAML", "first", "edited", "again", "first ÷", "edited ÷", "again ÷", "ms a fact"]
    table(["check", "facts", *heads], rows)


def forget(root: Path) -> None:
    """Leave nothing of what earlier runs remembered."""
    shutil.rmtree(root / ".cache/memory", ignore_errors=True)


def reword(root: Path) -> None:
    """Change the words of one statement, though not what they say: a space more."""
    file = next(
        file for file in sorted((root / "content/facts").glob("*.yml")) if STATEMENT.search(file.read_text("utf-8"))
    )
    file.write_text(STATEMENT.sub(r"\1 \2", file.read_text("utf-8"), count=1), "utf-8")


def builds(dossiers: dict[str, Path], runs: int) -> None:
    rows = []
    for name, root in dossiers.items():
        whole = build(root, "whole")["whole"]  # and draws the charts
        for when in ("first", "again"):
            taken = []
            for _ in range(max(1, runs // 2)):
                if when == "first":
                    forget(root)
                taken.append(build(root))
            generator, ours, after = (
                statistics.median(each[part] for each in taken) for part in ("generator", "ours", "after")
            )
            written = sum(1 for _ in (root / "build/pages").rglob("*.md"))
            made = sum(1 for _ in (root / "build/site").rglob("*.html"))
            cost = [f"{1e3 * each:.1f}" for each in (generator / written, whole / made, (ours + after) / made)]
            counts = [f"{name}, {when}", f"{written:,}", f"{made:,}"]
            shares = [f"{(ours + after) / each:.0%}" for each in (generator, whole)]
            rows.append([*counts, *seconds(generator, whole, ours, after), *shares, *cost])
    heads = ["MkDocs", "MkDocs, every page", "our pages", "our publishing", "ours ÷ MkDocs", "÷ MkDocs, every page"]
    heads += ["ms a page: MkDocs", "every page", "ours"]
    table(["build", "Markdown", "pages", *heads], rows)


def build(root: Path, *how: str) -> dict[str, float]:
    taken: dict[str, float] = json.loads(output(*PYTHON, "-m", once.__name__, str(root), *how))
    return taken


def median(runs: int, *command: str, before: Callable[[], object] = lambda: None) -> float:
    taken = []
    for _ in range(runs):
        before()
        taken.append(processor_time(*command))
    return statistics.median(taken)


def processor_time(*command: str) -> float:
    """Seconds of the processor that a command takes. Raises where it fails."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"nothing to measure while this fails: {' '.join(command)}")
    return used.ru_utime + used.ru_stime


def output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def seconds(*values: float) -> list[str]:
    return [f"{value:.2f} s" for value in values]


def ratios(floor: float, *values: float) -> list[str]:
    return [f"{value / floor:.1f}" for value in values]


def table(head: list[str], rows: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        print(first.strip().ljust(widths[0]), *rest, sep="  ")
    print()


if __name__ == "__main__":
    main()
