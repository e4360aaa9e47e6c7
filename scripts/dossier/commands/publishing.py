"""The commands at the end of the flow: the site, the book, a version, and what a change means."""

from __future__ import annotations

import argparse
import sys

from .asked import BROKEN, GOOD, Misused


def build(given: argparse.Namespace) -> int:
    from ..build import build
    from ..publish import Busy, Unpublished

    try:
        build(given.root, address=given.address, repository=given.repository)
    except (Unpublished, Busy) as error:
        print(f"dossier: {error}", file=sys.stderr)
        return BROKEN
    return GOOD


def serve(given: argparse.Namespace) -> int:
    from ..serve import serve

    serve(given.root, given.port)
    return GOOD


def pdf(given: argparse.Namespace) -> int:
    from ..book import bind
    from ..browser import browsing

    with browsing() as browser:
        if browser is None or not (given.root / "build" / "site").is_dir():
            raise Misused("a book takes Chromium and a built site: make pdf")
        bind(given.root, browser)
    return GOOD


def diff(given: argparse.Namespace) -> int:
    from contextlib import nullcontext

    from ..difference import as_json, as_markdown, as_text, difference, publishable
    from ..revisions import checked_out

    later = checked_out(given.root, given.after) if given.after else nullcontext(given.root)
    with checked_out(given.root, given.before) as before, later as after:
        found = difference(publishable(before), publishable(after))
    print({"text": as_text, "markdown": as_markdown, "json": as_json}[given.format](found))
    return GOOD


def release(given: argparse.Namespace) -> int:
    from datetime import date

    from ..publish import Busy, Unpublished
    from ..releasing import Unlogged, release

    try:
        day = given.date or date.today()
        made = release(given.root, given.version, since=given.since, date=day.isoformat())
    except (Unlogged, Unpublished, Busy) as error:
        print(f"dossier: not released\n{error}", file=sys.stderr)
        return BROKEN
    print(made)
    print(f"commit content/versions.yml and CITATION.cff, and tag that commit {given.version}", file=sys.stderr)
    return GOOD
