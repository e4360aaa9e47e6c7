"""Coverage: what became of each sentence of each article's body.

Pure. A sentence is *quoted* if the quotation of some evidence touches it, else *context* if a context passage does,
else *set aside* if a passage that is set aside does; what is left is *unaccounted*. Offsets are code points of the
repaired text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from .corpus import Corpus, Located, Span, once
from .model import SetAside
from .quotes import find

T = TypeVar("T")
State = Literal["quoted", "context", "set-aside", "unaccounted"]

MARKS: dict[State, str] = {"quoted": "●", "context": "○", "set-aside": "–", "unaccounted": "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of body passage `passage`, with the evidence that touches it, and the index of what sets it aside."""

    span: Span
    passage: int
    quoted: tuple[Located, ...]
    context: tuple[Located, ...]
    aside: int | None

    @property
    def cited(self) -> tuple[Located, ...]:
        return self.quoted or self.context

    @property
    def state(self) -> State:
        if self.cited:
            return "quoted" if self.quoted else "context"
        return "unaccounted" if self.aside is None else "set-aside"


@once
def coverage(corpus: Corpus, source: str) -> tuple[Sentence, ...]:
    """Every sentence of an article's body, in its order; a run of marks without a letter or digit is none."""
    quotes = [(each.quote, each) for each in corpus.evidence[source] if each.quote]
    contexts = [(each.context, each) for each in corpus.evidence[source] if each.context]
    aside = [(span, i) for i, span in enumerate(asides(corpus, source)) if span]
    return tuple(
        Sentence(
            span=span,
            passage=passage,
            quoted=tuple(_touching(span, quotes)),
            context=tuple(_touching(span, contexts)),
            aside=next(_touching(span, aside), None),
        )
        for span, passage in _body_sentences(corpus, source)
    )


@once
def asides(corpus: Corpus, source: str) -> tuple[Span | None, ...]:
    """Where each passage that is set aside stands; None where it does not stand exactly once."""
    spans: list[Span | None] = []
    for aside in corpus.dossier.sources[source].set_aside:
        found = find(corpus.repaired[source].text, aside.quote)
        spans.append((found[0], found[0] + len(aside.quote)) if len(found) == 1 else None)
    return tuple(spans)


def _body_sentences(corpus: Corpus, source: str) -> Iterator[tuple[Span, int]]:
    text = corpus.repaired[source].text
    for passage, body in enumerate(corpus.bodies[source]):
        if body is None:
            continue
        for start, end in corpus.sentences[source]:
            low, high = max(start, body[0]), min(end, body[1])
            if any(character.isalnum() for character in text[low:high]):
                yield (low, high), passage


def _touching(span: Span, items: Iterable[tuple[Span, T]]) -> Iterator[T]:
    return (item for (start, end), item in items if start < span[1] and span[0] < end)


# --- told ----------------------------------------------------------------------------------------------------------


def facts(sentence: Sentence) -> list[str]:
    """The ids of the facts that cite a sentence, each once."""
    return list(dict.fromkeys(located.fact.id for located in sentence.cited))


def count(sentences: Sequence[Sentence], set_aside: Sequence[SetAside]) -> Counter[tuple[State, str | None]]:
    """How many sentences are in each state; those set aside, by reason."""
    return Counter((each.state, _reason(each, set_aside)) for each in sentences)


def _reason(sentence: Sentence, set_aside: Sequence[SetAside]) -> str | None:
    return set_aside[sentence.aside].reason if sentence.state == "set-aside" and sentence.aside is not None else None


def listing(corpus: Corpus, source: str) -> str:
    """An article sentence by sentence, each with its mark and what accounts for it, and a line of counts."""
    text, set_aside = corpus.repaired[source].text, corpus.dossier.sources[source].set_aside
    sentences = coverage(corpus, source)
    lines = [source]
    for each in sentences:
        words = text[slice(*each.span)].replace("\n", " ")
        why = _reason(each, set_aside) or ", ".join(facts(each))
        lines += [f"  {MARKS[each.state]} {words}", *([f"      {why}"] if why else [])]
    counted = sorted(count(sentences, set_aside).items(), key=lambda entry: (list(MARKS).index(entry[0][0]), entry[0]))
    told = [f"{n} {state}{f' ({reason})' if reason else ''}" for (state, reason), n in counted]
    return "\n".join([*lines, f"  {len(sentences)} sentences: {', '.join(told)}"])
