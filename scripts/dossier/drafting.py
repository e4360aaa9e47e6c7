"""A draft of a fact from words of an article: what can be read out of them is filled in, the statements are left open.

Everything here is a proposal, for the contributor to read in context and for `check` to judge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .characters import INVISIBLE
from .corpus import Corpus, Span
from .coverage import coverage
from .dates import DateMention, read_dates
from .mending import TO_WRITE
from .model import Metric, Source
from .quantities import Quantity, read_quantities
from .quotes import find, find_loosely

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_SAYS = re.compile(r"[^，。；,;]{0,8}?(?:称|稱|表示|指出|认为|認為|透露|否认|否認|预计|預計|坦言)")
_DESCRIBED = re.compile(
    r"(?:[据據有]|^|(?<=[，。；：、“「]))([^，。；：、“”「」\s据據]{0,12}?(?:人士|员工|員工|高管|负责人|負責人|分析师|分析師))"
    r"(?=[^，。；]{0,10}?(?:称|稱|表示|透露|指出|[说說]|坦言|介[绍紹]|[认認][为為]))"
)
_MODALITIES = (
    ("denial", re.compile(r"否认|否認|不实|不實|\bden(?:y|ie[sd])\b")),
    ("plan", re.compile(r"计划|計劃|打算|[将將拟擬]|目标|目標|\b(?:plan|will|would|aim)")),
    ("forecast", re.compile(r"预计|預計|预测|預測|预期|預期|有望|\b(?:expect|forecast)")),
    ("estimate", re.compile(r"估计|估計|估算|估值|测算|測算|\bestimat")),
    ("opinion", re.compile(r"认为|認為|看来|看來|觉得|覺得|坦言|\b(?:believe|think)")),
)


def suggestions(corpus: Corpus, source: str) -> str:
    """The sentences of an article that nothing cites or sets aside, each with what stands in it and the command that
    makes a fact of it."""
    text = corpus.repaired[source].text
    parts = []
    for sentence in coverage(corpus, source):
        if sentence.state == "unaccounted":
            words = " ".join(text[slice(*sentence.span)].split())
            held = [
                *(mention.form for mention in corpus.names.mentions(words)),
                *(quantity.text for quantity in read_quantities(words)),
                *(date.text for date in read_dates(words)),
            ]
            parts.append(f"{words}\n    {', '.join(held) or 'no name, number or date'}\n    {_command(source, words)}")
    return "\n\n".join(parts)


def _command(source: str, words: str) -> str:
    quoted = words.replace("'", "'\\''")
    return f"dossier new fact {source} '{quoted}'"


def draft(corpus: Corpus, source: str, words: str) -> str:
    """A fact as YAML, for `facts/<topic>.yml`. Raises `ValueError` where the words are not in the article."""
    text = corpus.repaired[source].text
    found = find_loosely(text, words)
    if not found:
        raise ValueError(f"these words are not in {source}")
    return _Draft(corpus, corpus.dossier.sources[source], _widened(corpus, text, found[0])).text()


def _widened(corpus: Corpus, text: str, span: Span) -> Span:
    """The span with all of what it cuts through: a number, a name, a word."""
    whole = [(q.start, q.end) for q in read_quantities(text)]
    whole += [(m.start, m.end) for m in corpus.names.mentions(text)]
    whole += [(m.start(), m.end()) for m in re.finditer(r"[A-Za-z0-9][A-Za-z0-9.,’'-]*", text)]
    start, end = span
    for left, right in sorted(whole):
        start = left if left < start < right else start
        end = right if left < end < right else end
    return start, end


class _Draft:
    def __init__(self, corpus: Corpus, source: Source, span: Span) -> None:
        self.corpus, self.source, self.span = corpus, source, span
        self.whole = corpus.repaired[source.id].text
        self.quote = self.whole[slice(*span)]
        self.sentence = corpus.sentence(source.id, span)
        self.entities = self._entities(self.quote) or self._entities(self.sentence)
        self.quantity = next(iter(read_quantities(self.quote)), None)
        self.metrics = self._metrics()
        self.modality = self._modality()
        self.time, self.dated = self._time()

    def text(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"- id: {self._id()}"
        yield "  statement:"
        yield f"    en: {scalar(TO_WRITE)}  # one claim, true when read alone, in any year"
        yield f"    zh: {scalar(TO_WRITE)}"
        yield f"  entities: [{', '.join(self.entities)}]"
        yield f"  modality: {self.modality}"
        if self.modality == "denial":
            yield "  negated: true"
        if self.time and self.modality == "event":
            yield f"  date: {self.time}"
        else:
            yield f"  date: {self.source.published.date}"
            yield from [f"  period: {self.time}"] if self.time else []
        if self.quantity:
            yield from self._figure(self.quantity)
        yield "  evidence:"
        yield f"    - source: {self.source.id}"
        yield f"      quote: {scalar(self.quote)}"
        places = find(self.whole, self.quote)
        if len(places) > 1:
            yield f"      occurrence: {places.index(self.span[0]) + 1}"
        if not self._entities(self.quote) and self.entities:
            yield f"      context: {scalar(self._naming())}"
        yield f"      said_by: [{', '.join(self._voices())}]"
        yield f"      origin: {self._origin()}"
        if self.dated:
            yield f"      dated: {{words: {self.dated.text}, from: {self.source.published.date}, basis: sources}}"

    def _entities(self, words: str) -> list[str]:
        """What the words name, in order; of those that share a name, the first."""
        named = (min(mention.entities) for mention in self.corpus.names.mentions(words))
        return list(dict.fromkeys(named))

    def _naming(self) -> str:
        """The form by which the sentence names the first entity."""
        return next(m.form for m in self.corpus.names.mentions(self.sentence) if self.entities[0] in m.entities)

    def _metrics(self) -> list[Metric]:
        """Those that the unit of the quantity allows, if it has one, and whose name has something in common with the
        sentence; the most first."""
        vocabulary, quantity = self.corpus.dossier.vocabulary, self.quantity
        if quantity is None:
            return []
        counter = quantity.counter or ""
        titles = {unit.id: unit.title["zh"] for unit in vocabulary.units}
        units = {unit for unit, title in titles.items() if not quantity.unit and (counter in title or title in counter)}
        units |= {quantity.unit} if quantity.unit else set()
        shared = {
            metric.id: self._shared(metric.title["zh"]) for metric in vocabulary.metrics if units & {*metric.units}
        }
        fitting = [metric for metric in vocabulary.metrics if shared.get(metric.id)]
        return sorted(fitting, key=lambda metric: -shared[metric.id])

    def _shared(self, words: str) -> int:
        return sum(words[i : i + 2] in self.sentence for i in range(len(words) - 1))

    def _figure(self, quantity: Quantity) -> Iterator[str]:
        metric, others = next(iter(self.metrics), None), ", ".join(metric.id for metric in self.metrics[1:4])
        units = metric.units if metric else (quantity.unit or TO_WRITE,)
        unit = quantity.unit if quantity.unit in units else units[0]
        yield "  figure:"
        if metric:
            yield f"    metric: {metric.id}" + (f"  # or {others}" if others else "")
        else:
            yield f"    metric: {scalar(TO_WRITE)}  # of content/vocabulary.yml, or a new one; or leave the figure out"
        yield f"    value: {scalar(quantity.text)}"
        yield f"    unit: {unit if unit.isalpha() else scalar(unit)}"
        yield f"    subject: [{', '.join(self.entities[:1])}]"
        if metric and metric.scope:
            yield f"    scope: {{{', '.join(f'{dimension}: unstated' for dimension in metric.scope)}}}"

    def _modality(self) -> str:
        found = next((name for name, words in _MODALITIES if words.search(self.sentence)), None)
        return found or ("event" if any(d.edtf for d in read_dates(self.quote)) else "state")

    def _time(self) -> tuple[str | None, DateMention | None]:
        """The time that the quotation prints, or counts from the article's own date, with the words; if it does."""
        mentions = read_dates(self.quote)
        printed = next((m.edtf for m in mentions if m.edtf and not m.edtf.startswith("XXXX")), None)
        if printed:
            return printed, None
        published = self.source.published.date
        steps = {"this-year": 0, "last-year": -1, "next-year": 1, "year-before-last": -2}
        for mention in mentions:
            step = 0 if mention.relative is None else steps.get(mention.relative)
            if step is not None and (year := re.match("[0-9]{4}", published)):
                counted = str(int(year[0]) + step)
                return (mention.edtf.replace("XXXX", counted) if mention.edtf else counted), mention
        return None, None

    def _voices(self) -> list[str]:
        """Who the sentence says it is said by: people whom it only describes, or whom it names nearest before a word
        for saying; else the article."""
        if told := _DESCRIBED.search(self.sentence):
            return [f"{{described: {{en: {scalar(TO_WRITE)}, zh: {told[1]}}}}}"]
        said = [
            (len(m[0]), min(mention.entities))
            for mention in self.corpus.names.mentions(self.sentence)
            if (m := _SAYS.match(self.sentence, mention.end))
        ]
        return [name for _, name in sorted(said)[:1]] or ["article"]

    def _origin(self) -> str:
        """The origin that the article credits and the sentence names, if it is one."""
        origins = self.corpus.dossier.origins
        named = [
            name for name in self.source.origins if any(form in self.sentence for form in origins[name].names.values())
        ]
        return named[0] if len(named) == 1 else "unknown"

    def _id(self) -> str:
        """What it is about and when, told apart from the ids in use."""
        metric = [self.metrics[0].id] if self.metrics else []
        year = re.match("[0-9]{4}", self.time or self.source.published.date)
        name = "-".join([*(self.entities[:1] or ["fact"]), *metric, *([year[0]] if year else [])])
        taken = {*self.corpus.dossier.facts, *self.corpus.dossier.retired}
        return next(each for each in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def scalar(words: str) -> str:
    """A YAML scalar on one line, in which everything can be seen."""
    return _UNSEEN.sub(lambda unseen: f"\\U{ord(unseen[0]):08x}", json.dumps(words, ensure_ascii=False))
