"""The content model: what contributors write, as frozen records.

`load` decodes each record from a YAML mapping: the field names are the keys (a trailing underscore, needed
where a key is a Python keyword, is dropped), the annotations are the form, and a key without a default must be
given. `place` is no key: it is where the record stands, and finds the position of anything inside it. Terms
follow W3C Web Annotation (exact, start, end), PROV (origin) and EDTF (date, period).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Annotated, Literal, TypeVar, dataclass_transform

from .place import Place

T = TypeVar("T")
WRITTEN = ("en", "zh")
"""The languages people write; `zh-Hant` is made from `zh`."""

Text = Annotated[Mapping[str, str], "in every written language"]
"""One text in every written language: `{en: …, zh: …}`."""

Address = Annotated[str, "an address on the web"]
Day = Annotated[str, "one whole day"]
Edtf = Annotated[str, "a date or an interval in EDTF"]
When = Annotated[str, "the same, or unstated"]
Value = Annotated[str, "a number or a range, in the scale and with the qualifier of its source"]
UNSTATED = "unstated"

Modality = Literal["event", "state", "plan", "forecast", "estimate", "opinion", "denial"]
Basis = Literal["sources", "arithmetic", "editors"]
Tone = Literal["home", "abroad", "rival", "other"]


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(kind: type[T]) -> type[T]:
    """A frozen record. Nothing compares or prints records, and not to make the methods that would saves each command
    half the time of importing this."""
    return dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)(kind)


@record
class Record:
    place: Place


@record
class Named(Record):
    """An entry of a closed list."""

    id: str
    title: Text


# --- dossier.yml, vocabulary.yml ---------------------------------------------------------------------------------


@record
class Licence(Named):
    """The terms for our texts and data; its id is that of SPDX's list."""

    address: Address


@record
class About(Record):
    """The dossier itself. `as_of` is the EDTF date at which its sources end; `method` says how it was made."""

    id: str
    title: Text
    description: Text
    as_of: Edtf
    topics: tuple[Named, ...]
    nav: tuple[NavEntry, ...]
    method: tuple[Text, ...]
    licence: Licence
    licences: tuple[Text, ...]
    repository: Address | None = None
    address: Address | None = None


@record
class NavEntry(Record):
    """A menu entry: a page of `pages/`, or one of the engine's own. Where there are entries below, it stands
    for the first of them."""

    page: str
    title: Text
    below: tuple[NavEntry, ...] = ()


@record
class Metric(Named):
    """What a figure measures: the units it may have (`CNY`, `1` for a ratio, or a counted noun) and its scope
    dimensions, each with the values it may take."""

    units: tuple[str, ...]
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@record
class Scope(Named):
    """A dimension of scope, or a value of one; `words` are those, by language and in small letters, that say so."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@record
class RelationKind(Named):
    """How entities may stand to each other. `words` tell of it in Chinese; `roles` are what its subject does to its
    object, `turned` what the object does to the subject, in the terms of `checks.roles`."""

    words: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


@record
class EntityKind(Named):
    """What entities may be; `schema_org` is the type of schema.org's that means the same."""

    schema_org: str = "Thing"


@record
class Reader(Named):
    """Who reads facts in context, a person or a model; the title describes them."""

    kind: Literal["person", "model"]


@record
class Vocabulary(Record):
    metrics: tuple[Metric, ...]
    units: tuple[Named, ...]
    scopes: tuple[Scope, ...]
    relations: tuple[RelationKind, ...]
    entity_kinds: tuple[EntityKind, ...]
    origin_kinds: tuple[Named, ...]
    set_aside: tuple[Named, ...]
    readers: tuple[Reader, ...] = ()

    def titles(self) -> Iterator[Named]:
        """Everything that is listed."""
        kinds = self.relations, self.entity_kinds, self.origin_kinds, self.set_aside, self.readers
        return chain(self.metrics, self.units, self.scopes, *kinds)


# --- sources/<id>.yml, origins.yml -------------------------------------------------------------------------------


@record
class Repair(Record):
    """A named patch: `raw`, the exact damaged span of the archived file (it must stand there once), becomes
    `text`."""

    raw: str
    text: str
    how: Text
    certainty: Literal["proved", "context", "lost"]


@record
class Passage(Record):
    """From the first words to the last words of a passage, in the repaired text; each must stand there once."""

    from_: str
    to: str


@record
class SetAside(Record):
    """A passage of the body that carries no fact of the dossier, and why."""

    quote: str
    reason: str
    fact: str | None = None


@record
class Published(Record):
    """An article's date (EDTF) and how it is known: `printed` on it, or `inferred` from its contents."""

    date: Edtf
    basis: Literal["printed", "inferred"]
    words: str | None = None
    why: Text | None = None


@record
class Source(Record):
    """One archived article: a file of `seeds/` with what is known of it."""

    id: str
    file: str
    sha256: str
    format: Literal["text", "markdown", "html"]
    script: Literal["zh-Hans", "zh-Hant", "en"]
    title: str
    outlet: Text
    author: str | None
    published: Published
    url: Address | None
    genre: Text
    about: Text
    origins: tuple[str, ...]
    body: tuple[Passage, ...]
    repairs: tuple[Repair, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


@record
class Origin(Record):
    """Where an article's information comes from: a newspaper, a broker's report, a data firm, an official
    statement. `aliases` are other forms in which articles print it."""

    id: str
    names: Text
    kind: str
    aliases: tuple[str, ...] = ()


# --- entities/*.yml ----------------------------------------------------------------------------------------------


@record
class Alias(Record):
    """A form in which the sources, or the dossier's own texts, print a name."""

    form: str
    kind: Literal["variant", "misspelling", "other-script"]

    @property
    def id(self) -> str:
        return self.form


@record
class Entity(Record):
    id: str
    kind: str
    names: Mapping[str, str]
    aliases: tuple[Alias, ...] = ()

    def forms(self) -> tuple[str, ...]:
        """Every form in which the entity may be named, longest first."""
        forms = {*self.names.values(), *(alias.form for alias in self.aliases)}
        return tuple(sorted(forms, key=lambda form: (-len(form), form)))


# --- facts/<topic>.yml -------------------------------------------------------------------------------------------


@record
class Figure(Record):
    """A number of a fact. `value` is written in the source's own scale: `1600亿`, `1500亿..1600亿`, `>7成`,
    `~1000亿`."""

    metric: str
    value: Value
    unit: str
    subject: tuple[str, ...]
    against: tuple[str, ...] = ()
    part_of: str | None = None
    scope: Mapping[str, str] = field(default_factory=dict)


@record
class Relation(Record):
    """How entities stand to each other; `from_` and `to` are entities between which a move goes."""

    kind: str
    subject: tuple[str, ...]
    object: tuple[str, ...] = ()
    from_: str | None = None
    to: str | None = None
    role: Text | None = None
    with_team: bool | None = None


@record
class Described(Record):
    """A voice that the article does not name."""

    described: Text


Voice = str | Described
"""Who says it: an entity's id, `article`, or a description."""


@record
class Dated(Record):
    """How a relative date was resolved: the words, and the EDTF date they were counted from."""

    words: str
    from_: Edtf
    basis: Literal["sources", "editors"]


@record
class Evidence(Record):
    """One unbroken passage of an article. `context` names what the quotation only points to; `said_by` has the
    innermost voice first; `origin` is one that the article credits, or `unknown`."""

    source: str
    quote: str
    occurrence: int | None = None
    context: str | None = None
    said_by: tuple[Voice, ...]
    origin: str
    dated: Dated | None = None


@record
class Note(Record):
    kind: Literal["suspected-error", "reading", "scope", "context"]
    text: Text
    basis: Basis


@record
class Waiver(Record):
    """A rule that need not hold for one fact, and why."""

    rule: str
    why: Text


@record
class Fact(Record):
    """One claim, with all evidence for the whole of it. `topic` is the name of its file."""

    topic: str
    id: str
    statement: Text
    entities: tuple[str, ...]
    modality: Modality
    negated: bool = False
    date: When
    period: When | None = None
    figure: Figure | None = None
    relation: Relation | None = None
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@record
class Retired(Record):
    """An id no longer in use, in the list `of` the record; it stays resolvable."""

    id: str
    of: Literal["facts", "derived", "disagreements", "entities"] = "facts"
    why: Text
    see: tuple[str, ...] = ()


# --- derived.yml, disagreements.yml, retellings.yml, absences.yml, glossary.yml, charts.yml, corrections.yml ------


@record
class Derived(Record):
    """A figure computed from facts' figures, in the order of `inputs`: ratio and share are first ÷ second,
    difference first − second, growth first ÷ second − 1, sum all. `digits` is the number of decimals to which
    statements round it (of the percentage, for a share or growth); `assumes` what must hold for it to mean
    anything."""

    id: str
    statement: Text
    operation: Literal["ratio", "share", "sum", "difference", "growth"]
    inputs: tuple[str, ...]
    digits: int
    assumes: Text | None = None


@record
class Disagreement(Record):
    """What the sources do not agree on, or only seem to: `value` rival values; `basis` different bases; `self`
    an article against itself; `retelling` a retelling that changes its origin; `reading` a text that can be
    read two ways."""

    id: str
    kind: Literal["value", "basis", "self", "retelling", "reading"]
    title: Text
    facts: tuple[str, ...]
    explanation: Text
    shown: Text


@record
class Retelling(Record):
    """What articles have in common: long wording, or a misspelling, given in `shared` as any one of them prints it.
    `of` is what they all draw on there: an origin that each of them credits, or `unknown`; `why` says how one can
    tell."""

    id: str
    sources: tuple[str, ...]
    of: str
    shared: tuple[str, ...]
    why: Text


@record
class Absence(Record):
    """What the articles do not say; none of the words `searched` stands in any body. `page` is where it is
    shown."""

    id: str
    page: str
    statement: Text
    searched: tuple[str, ...]


@record
class Term(Record):
    """A form in simplified Chinese that conversion must render as `hant`; a search for what is `asked` finds it too."""

    hans: str
    hant: str
    why: str | None = None
    asked: tuple[str, ...] = ()


@record
class Segment(Record):
    """A mark of a chart: one fact's or derived figure's value. `tone` is its colour's meaning."""

    of: str
    tone: Tone
    label: Text | None = None


@record
class Row(Record):
    """A bar. `total` is the fact or derived figure whose value is written at the end of several segments: it is
    quoted or computed, never added up in the drawing."""

    label: Text
    segments: tuple[Segment, ...]
    total: str | None = None
    detail: Text | None = None

    def names(self) -> tuple[str, ...]:
        """The facts and derived figures that it shows."""
        return (*(segment.of for segment in self.segments), *((self.total,) if self.total else ()))


@record
class Panel(Record):
    """Rows on one axis, and so on one basis: metric and scope. `differs` are the dimensions of the scope in which the
    rows are not alike all the same, as their labels say."""

    title: Text | None = None
    rows: tuple[Row, ...]
    differs: tuple[str, ...] = ()


@record
class Move(Record):
    """A band of a flow: one person's move, once, with the facts that tell of it; the first is the one whose outlets are
    named, and to which a reader is led. An end that the sources do not name is described."""

    of: tuple[str, ...]
    who: str
    from_: str | Described
    to: str | Described
    tone: Tone


@record
class Paraphrase(Record):
    """A word of Chinese statements that an article need not have: it may stand for any of these words of theirs, or for
    none where it makes no claim by itself."""

    ours: str
    theirs: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.ours


@record
class Chart(Record):
    """Bars, times or a flow, made of facts. `title` states the finding, `subtitle` measure and unit, `know` what a
    reader should know, for which it may lean on facts that are not drawn, `also`. Bars stand in `panels`, in a `unit`;
    `scale` is that of the bare numbers on English ones, which `subtitle` names; Chinese ones carry their own (1600亿).
    So do times, on an `axis`, an EDTF interval: each fact's period or, without one, its date. A flow has `moves`;
    employers stand in the order of the moves. `page` is the page of the engine's own at whose head the chart stands."""

    id: str
    title: Text
    subtitle: Text
    unit: str | None = None
    scale: Literal["1", "percent", "thousand", "million", "billion"] = "1"
    axis: Edtf | None = None
    panels: tuple[Panel, ...] = ()
    moves: tuple[Move, ...] = ()
    know: Text
    also: tuple[str, ...] = ()
    page: Literal["timeline"] | None = None

    def names(self) -> tuple[str, ...]:
        """The facts and derived figures that it shows, each once."""
        bars = (name for panel in self.panels for row in panel.rows for name in row.names())
        return tuple(dict.fromkeys([*bars, *(name for move in self.moves for name in move.of)]))


@record
class Cell(Record):
    """Our words, and the facts or derived figures on which they rest."""

    text: Text
    of: tuple[str, ...]


@record
class MatrixRow(Record):
    """What there is on one entity, by column; a column that is missing is shown as empty in these sources."""

    entity: str
    cells: Mapping[str, Cell]


@record
class Matrix(Record):
    """A table of what the articles say. Its words are those of a chart."""

    id: str
    title: Text
    subtitle: Text
    know: Text
    columns: tuple[Named, ...]
    rows: tuple[MatrixRow, ...]

    def names(self) -> tuple[str, ...]:
        """The facts and derived figures that it shows, each once."""
        return tuple(dict.fromkeys(name for row in self.rows for cell in row.cells.values() for name in cell.of))


@record
class Unit(Record):
    """A box of a drawn structure: who or what it is, in a few words, and the units below it."""

    entity: str
    cell: Cell
    below: tuple[Unit, ...] = ()


@record
class Structure(Record):
    """How units stand to each other, as a tree. Its words are those of a chart."""

    id: str
    title: Text
    subtitle: Text
    know: Text
    units: tuple[Unit, ...]

    def names(self) -> tuple[str, ...]:
        """The facts and derived figures that it shows, each once."""
        return tuple(dict.fromkeys(name for unit in self.walk() for name in unit.cell.of))

    def walk(self) -> Iterator[Unit]:
        """Every unit, from the top down."""
        waiting = list(reversed(self.units))
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting.extend(reversed(unit.below))


Drawn = Chart | Matrix | Structure
"""What a page places by name, and has an address of its own."""


@record
class Correction(Record):
    """What the dossier itself got wrong, and when it was mended."""

    date: Day
    facts: tuple[str, ...]
    was: Text
    now: Text


# --- versions.yml ------------------------------------------------------------------------------------------------


@record
class Version(Record):
    """A version that was released, as `dossier release` notes it. `content_hash` is that of its record, which has
    `facts` facts; the rest is what became of facts since the version before; of those altered, in which keys."""

    version: str
    date: Day
    content_hash: str
    facts: int
    added: tuple[str, ...] = ()
    altered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: tuple[str, ...] = ()


# --- mutation.yml ------------------------------------------------------------------------------------------------


@record
class Operator(Record):
    """One way of damaging the content, the rules that ought to notice, and how many of its mutants they noticed
    (`named`), only another rule did (`other`), and none did (`survived`)."""

    id: str
    rules: tuple[str, ...]
    named: int
    other: int
    survived: int


@record
class Survivors(Record):
    """The mutants that no rule noticed for one reason, some of them by name."""

    why: Text
    count: int
    examples: tuple[str, ...]


@record
class Mutation(Record):
    """How well the checks notice damage to this content: measured, not written. `content_hash` is that of the
    published record it was measured on. Of `attempts` to get a wrong claim past the checks, so many `passed`."""

    content_hash: str
    operators: tuple[Operator, ...]
    survivors: tuple[Survivors, ...]
    attempts: int = 0
    passed: int = 0


# --- reviews.yml -------------------------------------------------------------------------------------------------


@record
class Reading(Record):
    """A reader read facts in context on a day; `facts` gives of each the digest of what it then was."""

    by: str
    date: Day
    facts: Mapping[str, str]


# --- pages/<lang>/*.md -------------------------------------------------------------------------------------------


@record
class Headline(Record):
    """A headline figure, as printed, with the fact or derived figure it comes from."""

    value: str
    label: str
    of: str


@record
class Page(Record):
    """An analysis page: front matter, and a body of plain Markdown in which `[^id]` cites a fact or a derived
    figure and `![](chart:id)`, `![](matrix:id)`, `![](structure:id)`, `![](disagreement:id)` or
    `![](absences:)` on a line of its own places something by name."""

    id: str
    lang: str
    kicker: str
    title: str
    standfirst: str
    description: str
    figures: tuple[Headline, ...] = ()
    body: str
    body_line: int


@record
class Dossier:
    """Everything, as read; `raw` is the text of each source's archived file, or None where it could not be
    read."""

    about: About
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    raw: Mapping[str, str]
    origins: Mapping[str, Origin]
    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
    retired: Mapping[str, Retired]
    derived: Mapping[str, Derived]
    disagreements: Mapping[str, Disagreement]
    retellings: Mapping[str, Retelling]
    absences: Mapping[str, Absence]
    glossary: tuple[Term, ...]
    paraphrases: tuple[Paraphrase, ...]
    charts: Mapping[str, Chart]
    matrices: Mapping[str, Matrix]
    structures: Mapping[str, Structure]
    corrections: tuple[Correction, ...]
    versions: tuple[Version, ...]
    mutation: Mutation | None
    reviews: tuple[Reading, ...]
    pages: Mapping[tuple[str, str], Page]
    digests: Mapping[str, str] = field(default_factory=dict, init=False)
    """By file: a digest of the text that all this was read from. A dossier that was changed after that has none."""

    def drawn(self) -> dict[str, Drawn]:
        """Every chart, matrix and structure."""
        return {**self.charts, **self.matrices, **self.structures}

    def alike(self) -> tuple[tuple[str, ...], ...]:
        """Words of which a search for one finds all."""
        return tuple((term.hans, *term.asked) for term in self.glossary if term.asked)
