"""One run of the command on a damaged dossier, in a process of its own with little time and memory."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dossier.build import checked
from dossier.cli import main
from dossier.derive import derive
from dossier.hant import hant
from dossier.problems import Broken, as_text
from dossier.render import Edition, render

from .damage import copied, damaged, retold

SECONDS = 20
"""Of the processor: fifty times what a check takes, and no more than a contributor would wait."""
MEGABYTES = 1500
"""Of address space; a check of the real content takes some 200."""
RENDER = ["render"]
"""No command of its own: what a build does up to the site generator, without a browser."""
COMMANDS = (
    *(["check"], ["check"], ["check", "--format", "json"], ["check", "--format", "github"]),
    *(["coverage"], ["quote", "harbour", "灯塔"], ["text", "coast"]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A case: a dossier, by the seed of its damage. `wrong` is what the command did that it must not, or empty."""

    seed: int
    damage: list[str]
    wrong: str
    output: str


def trial(dossier: Path, seed: int, keep: Path | None = None) -> Trial:
    """Damage a copy of the dossier as the seed says, and run the command on it; a copy that it fails on is kept."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "dossier")
        copied(dossier, root)
        renders = random.random() < 0.3
        damage = retold(root, random) if renders else damaged(root, random)
        arguments = ["--root", str(root), *(RENDER if renders else random.choice(COMMANDS))]
        status, output = _run(arguments, Path(folder, "output"))
        wrong = _wrong(status, output, arguments)
        if wrong and keep:
            keep.mkdir(parents=True, exist_ok=True)
            shutil.move(root, keep / str(seed))
    return Trial(seed=seed, damage=damage, wrong=wrong, output=output)


def _run(arguments: list[str], output: Path) -> tuple[int, str]:
    child = os.fork()
    if not child:
        _command(arguments, output)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output.read_text(encoding="utf-8", errors="replace")


def _command(arguments: list[str], output: Path) -> None:
    """Be the command, and end."""
    status = 99
    try:
        out = os.open(output, os.O_WRONLY | os.O_CREAT)
        for stream in (1, 2):
            os.dup2(out, stream)
        sys.stdout, sys.stderr = (os.fdopen(stream, "w", encoding="utf-8") for stream in (1, 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(6 * SECONDS)  # what waits takes no processor
        status = _rendered(Path(arguments[1])) if arguments[2:] == RENDER else main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 99
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _rendered(root: Path) -> int:
    try:
        corpus = checked(root)
    except Broken as broken:
        print(as_text(broken.problems))
        return 1
    edition = Edition(corpus, derive(corpus), hant(corpus.dossier))
    print(len(render(edition, edition.drawings(), images={})), "files")
    return 0


def _wrong(status: int, output: str, arguments: list[str]) -> str:
    if status < 0:
        return f"killed by signal {signal.Signals(-status).name}: too long, too deep or too much"
    if status not in (0, 1, 2):
        return f"exit status {status}"
    if "Traceback" in output:
        return "a traceback"
    if status and not output.strip():
        return "fails without a word"
    if "json" in arguments:
        try:
            json.loads(output[: output.rindex("]") + 1])
        except ValueError:
            return "" if status == 2 else "no JSON"
    return ""
