"""The command that makes a new dossier."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from .asked import GOOD, Misused

STARTER = Path(__file__).parents[1] / "starter"
"""A whole small dossier about an invented subject, with comments; the tests run on it too."""

_MADE = """\
{folder}: a small dossier about an invented keeper of lighthouses. Comments in its YAML say what each key is for.

    cd {folder}
    {dossier} check                      every fact holds
    {dossier} build                      the site: open build/site/index.html
    {dossier} new source FILE            an article of your own: a saved page, or text
    {dossier} suggest ARTICLE            what of it no fact cites yet
    {dossier} new fact ARTICLE WORDS     a draft of a fact, from its words

It is content/ and seeds/ and nothing else: the engine and its tools stay in {engine}.
To make it yours, begin with content/dossier.yml and content/vocabulary.yml."""


def init(given: argparse.Namespace) -> int:
    folder: Path = given.folder or given.root
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misused(f"{folder} is not empty; a new dossier takes a folder of its own:  dossier init FOLDER")
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    dossier = "dossier" if shutil.which("dossier") else str(Path(sys.executable).with_name("dossier"))
    print(_MADE.format(folder=folder, dossier=dossier, engine=STARTER.parents[2]))
    return GOOD
