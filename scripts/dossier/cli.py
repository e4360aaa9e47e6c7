"""The command `dossier`: thin, and importing only what each command needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from .corpus import Corpus
    from .model import Dossier

GOOD, BROKEN, MISUSED, DEFECT, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something is wrong with the content, 2 misuse, or a machine
    that does not do what it is asked; 3 a defect of the engine, 130 interrupted."""
    given = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # not every terminal has all that stands in an article
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        _unheard()
        return GOOD
    except OSError as error:
        _unheard()
        said = f"{error.strerror}: {error.filename or 'the output'}" if error.strerror else str(error)
        print(f"dossier: {said}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        print("dossier: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if given.debug:
            raise
        print(f"dossier: a defect of the engine, not of the content: {_defect(error)}", file=sys.stderr)
        print("please report it; what led there:  dossier --debug …", file=sys.stderr)
        return DEFECT
    return status


def _run(given: argparse.Namespace) -> int:
    from .problems import Broken, as_text

    try:
        status: int = given.run(given)
    except Broken as broken:
        print(as_text(broken.problems))
        print(f"\n{_count(len(broken.problems))}", file=sys.stderr)
        return BROKEN
    return status


def _unheard() -> None:
    """Nobody reads on, or nothing more can be written: say no more, not even at the very end."""
    if (out := sys.stdout) is sys.__stdout__ and out is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _defect(error: Exception) -> str:
    import traceback

    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {str(error)[:200]}"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="dossier", description=__doc__.split(":")[0] if __doc__ else None)
    top.add_argument("--root", type=Path, default=Path.cwd(), help="the dossier's folder (default: this one)")
    top.add_argument("--debug", action="store_true", help="show what led to an unexpected error")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check every fact; list every broken rule")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="make the site in build/site")
    build.add_argument("--address", metavar="URL", type=_address, help="where the site will stand (default: content's)")
    build.set_defaults(run=_build)

    pdf = commands.add_parser("pdf", help="make the built site a PDF for each language, in build/pdf")
    pdf.set_defaults(run=_pdf)

    serve = commands.add_parser("serve", help="build, serve on this machine, rebuild on change")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    review = commands.add_parser("review", help="record that facts were read in context, or list those that were not")
    review.add_argument("fact", nargs="*", help="a fact that was read as it now stands; none: list those left to read")
    review.add_argument("--by", metavar="READER", help="who read them: a reader of content/vocabulary.yml")
    review.add_argument("--on", metavar="DATE", help="the day on which they were read (default: today)")
    review.add_argument("--stale", action="store_true", help="list the facts that changed since, or were never read")
    review.set_defaults(run=_review)

    text = commands.add_parser("text", help="print an article's repaired text")
    text.add_argument("source")
    text.set_defaults(run=_text)

    quote = commands.add_parser("quote", help="find words in an article, print them as evidence")
    quote.add_argument("source")
    quote.add_argument("words")
    quote.set_defaults(run=_quote)

    coverage = commands.add_parser("coverage", help="show what became of each sentence of the articles")
    coverage.add_argument("source", nargs="?")
    coverage.set_defaults(run=_coverage)

    schema = commands.add_parser("schema", help="make the schemas by which an editor completes and explains keys")
    schema.set_defaults(run=_schema)

    suggest = commands.add_parser("suggest", help="list what of an article no fact cites yet")
    suggest.add_argument("source")
    suggest.set_defaults(run=_suggest)

    new = commands.add_parser("new", help="draft a fact").add_subparsers(required=True, metavar="WHAT")
    fact = new.add_parser("fact", help="draft a fact from words of an article, in either script")
    fact.add_argument("source")
    fact.add_argument("words")
    fact.set_defaults(run=_new_fact)

    diff = commands.add_parser("diff", help="say what a change of the content means")
    diff.add_argument("before", nargs="?", default="HEAD", help="a revision of Git's (default: HEAD)")
    diff.add_argument("after", nargs="?", help="a later one (default: the files as they are)")
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    diff.set_defaults(run=_diff)

    release = commands.add_parser("release", help="pack a version: site, data, citation, and what has changed")
    release.add_argument("version", type=_version)
    release.add_argument("--since", help="the version before, a revision of Git's (default: the last tag)")
    release.add_argument("--date", type=_day, help="the day of release (default: today)")
    release.set_defaults(run=_release)

    explain = commands.add_parser("explain", help="say what a rule asks")
    explain.add_argument("rule", nargs="?")
    explain.set_defaults(run=_explain)
    return top


def _check(given: argparse.Namespace) -> int:
    from .checks import check
    from .corpus import read
    from .load import load, uncollected
    from .memory import remembered
    from .problems import RENDER, Broken

    try:
        with uncollected(), remembered(given.root / ".cache"):
            dossier = load(given.root)
            problems = check(read(dossier))
    except Broken as broken:
        problems = list(broken.problems)
    if problems or given.format == "json":
        print(RENDER[given.format](problems))
    if problems:
        print(f"\n{_count(len(problems))}", file=sys.stderr)
        return BROKEN
    print(f"{len(dossier.facts)} facts of {len(dossier.sources)} articles: no rule is broken", file=sys.stderr)
    print(_reviewed(dossier), file=sys.stderr)
    return GOOD


def _reviewed(dossier: Dossier) -> str:
    """How many facts somebody read in context: what rules cannot decide is never counted as checked by them."""
    from collections import Counter

    from .reviews import reviews

    states = Counter(review.state for review in reviews(dossier).values())
    return f"read in context: {states['read']}; changed since: {states['changed']}; not yet read: {states['unread']}"


def _review(given: argparse.Namespace) -> int:
    from datetime import date

    from .edtf import is_day
    from .load import load
    from .reviews import noted, reviews

    dossier = load(given.root)
    if given.stale or not given.fact:
        left = {fact: review.state for fact, review in reviews(dossier).items() if review.state != "read"}
        print("\n".join(f"{fact}: {_LEFT[state]}" for fact, state in left.items()))
        return GOOD
    _known(given.by or "", [reader.id for reader in dossier.vocabulary.readers], "reader")
    for fact in given.fact:
        _known(fact, list(dossier.facts), "fact")
    day = given.on or date.today().isoformat()
    if not is_day(day):
        raise FileNotFoundError(f"{day!r} is not a day: 2026-11-21 is one")
    text = noted(dossier, given.fact, by=given.by, date=day)
    (given.root / "content" / "reviews.yml").write_text(text, encoding="utf-8")
    return GOOD


_LEFT = {"changed": "changed since it was read", "unread": "not yet read"}


def _build(given: argparse.Namespace) -> int:
    from .build import build
    from .publish import Busy, Unpublished

    try:
        build(given.root, address=given.address)
    except (Unpublished, Busy) as error:
        print(f"dossier: {error}", file=sys.stderr)
        return BROKEN
    return GOOD


def _pdf(given: argparse.Namespace) -> int:
    from .book import bind
    from .trace import find_browser

    browser = find_browser()
    if browser is None or not (given.root / "build" / "site").is_dir():
        raise FileNotFoundError("a book takes Chromium and a built site: make pdf")
    bind(given.root, browser)
    return GOOD


def _address(url: str) -> str:
    """A site's address without a slash at its end."""
    if not url.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError("it begins with https://")
    return url.rstrip("/")


def _serve(given: argparse.Namespace) -> int:
    from .serve import serve

    serve(given.root, given.port)
    return GOOD


def _text(given: argparse.Namespace) -> int:
    print(_of_article(given).repaired[given.source].text)
    return GOOD


def _quote(given: argparse.Namespace) -> int:
    from .drafting import scalar
    from .quotes import find

    corpus = _of_article(given)
    repaired = corpus.repaired[given.source]
    found = corpus.loosely(given.source, given.words)
    for start, end in found:
        words = repaired.text[start:end]
        raw_start, raw_end = repaired.raw_span(start, end)
        print(f"# raw {raw_start}–{raw_end}")
        print(f"- source: {given.source}")
        print(f"  quote: {scalar(words)}")
        places = find(repaired.text, words)
        if len(places) > 1 and start in places:
            print(f"  occurrence: {places.index(start) + 1}")
        print("  said_by: [article]\n  origin: unknown")
    if not found:
        print(f"dossier: these words are not in {given.source}", file=sys.stderr)
        return BROKEN
    return GOOD


def _coverage(given: argparse.Namespace) -> int:
    from .coverage import coverage, listing

    corpus = _of_article(given)
    sources = list(corpus.repaired) if given.source is None else [given.source]
    print("\n\n".join(listing(corpus, source) for source in sources))
    left = any(each.state == "unaccounted" for source in sources for each in coverage(corpus, source))
    return BROKEN if left else GOOD


def _suggest(given: argparse.Namespace) -> int:
    from .drafting import suggestions

    corpus = _of_article(given)
    print(suggestions(corpus, given.source) or f"every sentence of {given.source} is cited or set aside")
    return GOOD


def _new_fact(given: argparse.Namespace) -> int:
    from .drafting import draft

    corpus = _of_article(given)
    try:
        print(draft(corpus, given.source, given.words), end="")
    except ValueError as error:
        print(f"dossier: {error}", file=sys.stderr)
        return BROKEN
    topics = ", ".join(f"content/facts/{topic.id}.yml" for topic in corpus.dossier.about.topics)
    print(f"a draft: read it in context, write the statements, and put it in one of {topics}", file=sys.stderr)
    return GOOD


def _schema(given: argparse.Namespace) -> int:
    from .editing import FOLDER, write_schemas
    from .load import load

    write_schemas(load(given.root), given.root)
    print(f"{FOLDER}: made; an editor that knows the YAML language server finds them", file=sys.stderr)
    return GOOD


def _diff(given: argparse.Namespace) -> int:
    from contextlib import nullcontext

    from .difference import as_json, as_markdown, as_text, difference, publishable
    from .revisions import checked_out

    later = checked_out(given.root, given.after) if given.after else nullcontext(given.root)
    with checked_out(given.root, given.before) as before, later as after:
        found = difference(publishable(before), publishable(after))
    print({"text": as_text, "markdown": as_markdown, "json": as_json}[given.format](found))
    return GOOD


def _version(text: str) -> str:
    from .releasing import VERSION

    if not VERSION.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no version such as 1.2")
    return text


def _day(text: str) -> date:
    from datetime import date

    return date.fromisoformat(text)


def _release(given: argparse.Namespace) -> int:
    from datetime import date

    from .publish import Busy, Unpublished
    from .releasing import Unlogged, release

    try:
        made = release(given.root, given.version, since=given.since, day=given.date or date.today())
    except (Unlogged, Unpublished, Busy) as error:
        print(f"dossier: not released\n{error}", file=sys.stderr)
        return BROKEN
    print(made)
    return GOOD


def _explain(given: argparse.Namespace) -> int:
    from .checks import FORM, RULES

    texts = FORM | {rule.name: rule.text for rule in RULES.values()}
    if given.rule is None:
        print("\n".join(texts))
        return GOOD
    _known(given.rule, list(texts), "rule")
    print(texts[given.rule])
    return GOOD


def _of_article(given: argparse.Namespace) -> Corpus:
    """The dossier, which has the article that is asked for, if one is."""
    from .corpus import read
    from .load import load

    corpus = read(load(given.root))
    if given.source is not None:
        _known(given.source, list(corpus.repaired), "article")
    return corpus


def _known(name: str, names: list[str], what: str) -> None:
    """Leave with the nearest name where there is none such."""
    from .problems import did_you_mean

    if name not in names:
        hint = did_you_mean(name, names) or "known: " + ", ".join(names)
        raise FileNotFoundError(f"there is no {what} {name!r}; {hint}")


def _count(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems} problems"
