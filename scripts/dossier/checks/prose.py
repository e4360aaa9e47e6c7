"""Prose: no number, date or name in the analysis that the facts it cites do not contain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..corpus import Corpus, once
from ..dates import read_dates
from ..derive import cited, compute, rounded
from ..figures import Amount, amount
from ..model import WRITTEN, Cell, Chart, Dossier, Drawn, Page, Record, Text
from ..problems import Position, Problem, nearest
from ..prose import CITATION, blocks, plain, sentences
from ..quantities import Quantity, read_quantities
from .date import stated_dates
from .rules import rule
from .statement import designations, fact_entities, supported


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of ours, and what it cites: on a page, in a cell of a matrix, in a box of a structure, on a chart. A
    title or heading has no citations of its `own`: it leans on all that the page cites."""

    text: str
    cites: tuple[str, ...]
    at: Callable[[], Position]
    subject: str
    own: bool = True

    def problem(self, rule: str, message: str, help: str | None = None) -> Problem:
        return Problem(rule=rule, at=self.at(), subject=self.subject, message=message, help=help)


def on_page(rule: str, page: Page, line: int, message: str, help: str | None = None) -> Problem:
    """A problem at a line of a page."""
    at = Position(page.place.file, line, 1)
    return Problem(rule=rule, at=at, subject=page.id, message=message, help=help)


def claims(corpus: Corpus) -> Iterator[Claim]:
    """Every sentence of every page, matrix and structure, and the label of every headline figure."""
    for page in corpus.dossier.pages:
        yield from _on_page(corpus, page)
    for subject, cell in cells(corpus.dossier):
        for language, text in cell.text.items():
            yield Claim(text, cell.of, partial(cell.place.at, "text", language), subject)


def cells(dossier: Dossier) -> Iterator[tuple[str, Cell]]:
    """Every cell of a matrix and box of a structure, with the id of the whole."""
    for matrix in dossier.matrices.values():
        yield from ((matrix.id, cell) for row in matrix.rows for cell in row.cells.values())
    for structure in dossier.structures.values():
        yield from ((structure.id, unit.cell) for unit in structure.walk())


def all_claims(corpus: Corpus) -> Iterator[Claim]:
    """These, and the words of every chart."""
    yield from claims(corpus)
    for drawn in corpus.dossier.drawn().values():
        yield from _of_drawn(drawn)


@once
def _on_page(corpus: Corpus, page: tuple[str, str]) -> tuple[Claim, ...]:
    return tuple(_of_page(corpus, corpus.dossier.pages[page]))


def _of_page(corpus: Corpus, page: Page) -> Iterator[Claim]:
    """Title, description and headings lean on everything the page cites."""
    everything = tuple(cited(corpus.dossier, page))
    for key in ("title", "description"):
        yield Claim(plain(getattr(page, key)), everything, partial(_line, page, key), page.id, own=False)
    for block in blocks(page):
        if block.kind != "placement":
            for sentence in sentences(block):
                cites = everything if block.kind == "heading" else sentence.cites
                at = partial(Position, page.place.file, sentence.line, 1)
                yield Claim(sentence.text, cites, at, page.id, own=block.kind != "heading")
    for i, headline in enumerate(page.figures):
        yield Claim(headline.label, (headline.of,), partial(_line, page, "figures", i), page.id)


def _line(page: Page, *path: str | int) -> Position:
    return Position(page.place.file, page.place.at(*path).line, 1)


def _of_drawn(drawn: Drawn) -> Iterator[Claim]:
    """A row's label leans on what the row shows, all else on everything that the chart shows or names beside."""
    panels = drawn.panels if isinstance(drawn, Chart) else ()
    rows = [row for panel in panels for row in panel.rows]
    texts: list[tuple[Text | None, str, Record, tuple[str, ...]]] = [
        *((getattr(drawn, key), key, drawn, ()) for key in ("title", "subtitle", "know")),
        *((panel.title, "title", panel, ()) for panel in panels),
        *((row.label, "label", row, row.names()) for row in rows),
        *((row.detail, "detail", row, ()) for row in rows),
        *((each.label, "label", each, (each.of,)) for row in rows for each in row.segments),
    ]
    everything = (*drawn.names(), *(drawn.also if isinstance(drawn, Chart) else ()))
    for text, key, record, names in texts:
        for language, words in (text or {}).items():
            at = partial(record.place.at, key, language)
            yield Claim(words, names or everything, at, drawn.id, own=bool(names))


@rule("prose")
def prose_citation(corpus: Corpus) -> Iterator[Problem]:
    """Every citation and every placement on a page finds its fact, derived figure, chart or disagreement."""
    dossier = corpus.dossier
    citable = {*dossier.facts, *dossier.derived}
    placeable = {
        "chart": {*dossier.charts},
        "matrix": {*dossier.matrices},
        "structure": {*dossier.structures},
        "disagreement": {*dossier.disagreements},
        **{kind: {""} for kind in ("absences", "pages", "checked")},
    }
    for page in dossier.pages.values():
        for block in blocks(page):
            if block.kind == "placement" and block.name not in placeable.get(block.text, ()):
                message = f"there is no {block.text} {block.name!r} to place here"
                known = {*placeable.get(block.text, ())} - {""}
                kinds = "placements are " + ", ".join(f"![]({kind}:…)" for kind in placeable)
                help = nearest(block.name or "", known) if known else kinds
                yield on_page("prose-citation", page, block.line, message, help)
            for name in dict.fromkeys(CITATION.findall(block.text)):
                if name in dossier.facts or name in dossier.derived:
                    continue
                if retired := dossier.retired.get(name):
                    help = "cite " + (", ".join(retired.see) or "another fact")
                    yield on_page("prose-citation", page, block.line, f"the fact {name} is retired", help)
                else:
                    message = f"there is no fact or derived figure {name!r}"
                    yield on_page("prose-citation", page, block.line, message, nearest(name, citable))


@rule("prose")
def prose_number(corpus: Corpus) -> Iterator[Problem]:
    """Every number in an analysis sentence is a number of the facts that the sentence cites, qualified alike."""
    for claim in all_claims(corpus):
        read = read_quantities(claim.text)
        allowed = [q for name in claim.cites for q in _amounts(corpus, name)] if read else []
        for quantity in read:
            if not any(agrees(quantity, each) for each in allowed):
                message = f"{quantity.text!r} is not in the facts that this sentence cites"
                yield claim.problem("prose-number", message, "cite the fact that has it, or take the number out")


@rule("prose")
def prose_date(corpus: Corpus) -> Iterator[Problem]:
    """Every date in an analysis sentence is a date of the facts that it cites, and no more precise."""
    for claim in all_claims(corpus):
        read = [mention for mention in read_dates(claim.text) if mention.edtf]
        facts = facts_behind(corpus, claim.cites) if read else set()
        allowed = {date for name in facts for date in stated_dates(corpus, corpus.dossier.facts[name])}
        for mention in read:
            if not supported(str(mention.edtf), allowed):
                message = f"{mention.text!r} is no date of the facts that this sentence cites"
                yield claim.problem("prose-date", message, "cite the fact that has it")


@rule("prose")
def prose_name(corpus: Corpus) -> Iterator[Problem]:
    """Everyone and everything named in an analysis sentence is named by a fact that it cites."""
    for claim in all_claims(corpus):
        named = corpus.names.mentions(claim.text)
        facts = facts_behind(corpus, claim.cites) if named else set()
        known = {e for name in facts for e in fact_entities(corpus.dossier.facts[name])}
        for mention in named:
            if not mention.entities & known:
                message = f"{mention.form!r} is named by no fact that this sentence cites"
                yield claim.problem("prose-name", message, "cite a fact about it")


@rule("prose")
def prose_designation(corpus: Corpus) -> Iterator[Problem]:
    """What an analysis sentence calls by letters and digits (H100, V2) is so called in a statement of a fact that it
    cites, if it is no listed name."""
    for claim in all_claims(corpus):
        found = designations(corpus, claim.text)
        facts = facts_behind(corpus, claim.cites) if found else set()
        stated = {text for name in facts for text in corpus.dossier.facts[name].statement.values()}
        for name in sorted(found - {each for text in stated for each in designations(corpus, text)}):
            message = f"{name!r} is in no fact that this sentence cites"
            yield claim.problem("prose-designation", message, "cite the fact that has it")


@rule("prose")
def prose_languages(corpus: Corpus) -> Iterator[Problem]:
    """A page exists in each written language, and its versions cite the same facts, place the same things
    and have headings of the same names."""
    pages = corpus.dossier.pages
    for name in dict.fromkeys(name for _, name in pages):
        versions = {lang: pages[lang, name] for lang in WRITTEN if (lang, name) in pages}
        first = next(iter(versions.values()))
        for lang in WRITTEN:
            if lang not in versions:
                yield on_page("prose-languages", first, 1, f"the page does not exist in {lang}")
                continue
            for one, other in ((first, versions[lang]), (versions[lang], first)):
                there = _used(other)
                for what, line in _used(one).items():
                    if what not in there:
                        help = f"add it to content/pages/{other.lang}/{name}.md, or take it out here"
                        yield on_page("prose-languages", one, line, f"{other.lang} does not have {what}", help)


@rule("prose")
def headline_figure(corpus: Corpus) -> Iterator[Problem]:
    """A headline figure is the figure of its fact, with its qualifier."""
    for page in corpus.dossier.pages.values():
        for i, headline in enumerate(page.figures):
            amounts = _amounts(corpus, headline.of)
            read = read_quantities(headline.value)
            if not read or not all(any(agrees(q, each) for each in amounts) for q in read):
                message = f"the headline figure {headline.value!r} is not what {headline.of} says"
                line = page.place.at("figures", i).line
                yield on_page("headline-figure", page, line, message, "give the figure with its qualifier and unit")


def _used(page: Page) -> dict[str, int]:
    """What a page cites, places and has as headings, with the line in which it first does."""
    found = [(figure.of, page.place.at("figures", i).line) for i, figure in enumerate(page.figures)]
    for block in blocks(page):
        if block.kind == "placement":
            found.append((f"![]({block.text}:{block.name})", block.line))
        else:
            heading = [f"a heading {{#{block.name or '…'}}}"] if block.kind == "heading" else []
            found += [(name, block.line) for name in (*heading, *CITATION.findall(block.text))]
    return dict(reversed(found))


def facts_behind(corpus: Corpus, names: Iterable[str]) -> set[str]:
    """The facts among these names, and those behind the derived figures among them."""
    dossier = corpus.dossier
    inputs = {fact for name in names if name in dossier.derived for fact in dossier.derived[name].inputs}
    return inputs | {name for name in names if name in dossier.facts}


@once
def _amounts(corpus: Corpus, name: str) -> list[Amount]:
    """The numbers that a cited fact or derived figure offers: its figure, and those of its statements."""
    dossier = corpus.dossier
    if name in dossier.derived:
        derived = dossier.derived[name]
        try:
            computed = [rounded(compute(dossier, derived), derived)]
        except ValueError:
            computed = []
        return computed + [amount for fact in derived.inputs for amount in _amounts(corpus, fact)]
    if name not in dossier.facts:
        return []
    fact = dossier.facts[name]
    read = [q for text in fact.statement.values() for q in read_quantities(text)]
    found = [Amount(low=q.low, high=q.high, unit=q.unit or "", qualifier=q.qualifier) for q in read]
    if fact.figure:
        found.append(amount(fact.figure))
    return found


def agrees(quantity: Quantity, known: Amount) -> bool:
    unit = not quantity.unit or not known.unit or quantity.unit == known.unit
    return unit and quantity.bounds == known.bounds and quantity.qualifier == known.qualifier
