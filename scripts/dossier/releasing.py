"""A version of the dossier to keep and to cite: the finished site with its data, how to cite it, and what has changed
since the version before, in one archive.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from .build import build
from .checks import check
from .derive import derive
from .difference import Difference, as_markdown, difference, publishable
from .facts_json import facts_json
from .hant import hant
from .model import About, Correction, Version
from .problems import Broken
from .render.view import FOLDERS
from .revisions import checked_out, noting
from .revive import plain

HEAD = """\
# The versions that were released, and what each changed of the facts; the feed and the citations are made from it.
# Written by `dossier release`.
"""
VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
VALUES = ("figure", *(f"figure.{key}" for key in ("low", "high", "unit", "qualifier")), "low", "high", "unit")
"""What of an entry is its published figure."""


class Unlogged(Exception):
    """What was published has changed, and nobody says so."""


def release(root: Path, version: str, *, since: str | None, date: str) -> Path:
    """Pack the version as `build/release/<id>-<version>.zip`, note it in `content/versions.yml`, and write how to cite
    it to `CITATION.cff`. `since` is the revision of the version before, else the commit that noted it; before the first
    version, nothing can have changed. `date` is ISO 8601.

    Raises `Unlogged`, `Broken`, `FileNotFoundError` where no commit noted the version before, and what `build` raises.
    """
    corpus = publishable(root)
    record = facts_json(corpus, derive(corpus), hant(corpus.dossier))
    changes, changed = "the first version", {}
    earlier = [each for each in corpus.dossier.versions if each.version != version]
    if before := since or (earlier and noting(root, earlier[-1])):
        with checked_out(root, before) as folder:
            past = publishable(folder)
            found = difference(past, corpus)
        known = [plain(correction) for correction in past.dossier.corrections]
        logged = [each for each in corpus.dossier.corrections if plain(each) not in known]
        if silent := list(unlogged(found, logged)):
            raise Unlogged("\n".join(silent))
        changes, changed = as_markdown(found), of_facts(found)
    if broken := check(corpus):  # before anything is written
        raise Broken(broken)
    content_hash = record["dossier"]["content_hash"]
    now = {"version": version, "date": date, "content_hash": content_hash, "facts": len(record["facts"]), **changed}
    text = HEAD + yaml.safe_dump([*map(_given, earlier), now], allow_unicode=True, sort_keys=False, width=120)
    (root / "content" / "versions.yml").write_text(text, encoding="utf-8")
    site = build(root)
    cite = citation(record, version, date, corpus.dossier.about)
    (root / "CITATION.cff").write_text(cite, encoding="utf-8")
    name = f"{record['dossier']['id']}-{version}"
    return packed(root / f"build/release/{name}.zip", site, {"CITATION.cff": cite, "CHANGES.md": changes + "\n"})


def unlogged(found: Difference, logged: Sequence[Correction]) -> Iterator[str]:
    """What stops a release: published values that changed although no new correction names their fact or derived
    figure, and ids that now lead nowhere."""
    named = {name for correction in logged for name in correction.facts}
    for change in found.changes:
        if change.of in FOLDERS and change.kind == "removed":
            yield f"{change.id} was published, and is neither in use nor in facts/retired.yml"
        if change.of in {"facts", "derived"} and change.id not in named:
            for each in change.alterations:
                if each.path in VALUES and (each.path, each.was) != ("figure", None):  # where none was, one may be
                    was = "given" if isinstance(each.was, dict) else each.was
                    yield f"{change.id}: {each.path} was {was}, is {each.now}; corrections.yml does not say so"


def of_facts(found: Difference) -> dict[str, Any]:
    """What became of facts, by the keys of a `Version`; of what was altered, its keys in the published record."""
    facts = [change for change in found.changes if change.of == "facts"]
    altered = {
        change.id: sorted({each.path.partition(".")[0] for each in change.alterations})
        for change in facts
        if change.kind == "altered"
    }
    ids = {kind: [change.id for change in facts if change.kind == kind] for kind in ("added", "retired")}
    return {key: value for key, value in {**ids, "altered": altered}.items() if value}


def _given(version: Version) -> dict[str, Any]:
    """A version as it was written."""
    names = (each.name for each in fields(version) if each.name != "place")
    return {name: value for name in names if (value := getattr(version, name))}


def citation(record: Mapping[str, Any], version: str, date: str, about: About) -> str:
    """`CITATION.cff`, version 1.2.0 of the Citation File Format. `date` is ISO 8601."""
    title = about.title["en"].replace(" / ", " ")
    cff = {
        "cff-version": "1.2.0",
        "message": "Please cite the version that you used.",
        "type": "dataset",
        "title": title,
        "version": version,
        "date-released": date,
        "authors": [{"name": f"Contributors to the {title}"}],
        "license": about.licence.id,
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{record['dossier']['content_hash']}",
                "description": "the hash of the content",
            }
        ],
        "repository-code": about.repository,
        "url": about.address,
    }
    cff = {key: value for key, value in cff.items() if value}
    return yaml.safe_dump(cff, allow_unicode=True, sort_keys=False, width=10_000)


def packed(path: Path, site: Path, texts: Mapping[str, str]) -> Path:
    """An archive of the site, in `site/`, and of these texts by name; the same content gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(texts.items()):
            archive.writestr(_entry(name), text)
        for file in sorted(site.rglob("*")):
            if file.is_file():
                archive.writestr(_entry(f"site/{file.relative_to(site).as_posix()}"), file.read_bytes())
    return path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of 1980-01-01, the first day that the format knows
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
