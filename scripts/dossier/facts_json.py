"""The published contract: the whole record as one JSON object, and the JSON Schema that describes it.

Offsets are Unicode code points of the raw archived file; numbers are in base units. The content hash is the
SHA-256 of the object without that field, keys sorted, compact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from .corpus import Corpus, Located, Span
from .derive import Derivation, rounded
from .figures import Amount, amount
from .hant import Hant
from .model import Evidence, Fact, Source, Text, Voice

SCHEMA = Path(__file__).parent / "schema" / "facts.schema.json"
Json = dict[str, Any]


def facts_json(corpus: Corpus, derivation: Derivation, hant: Hant) -> Json:
    """The record as plain JSON values, in the order of the content."""
    writer = _Writer(corpus, derivation, hant)
    record: Json = {
        "dossier": {
            "id": corpus.dossier.about.id,
            "title": writer.text(corpus.dossier.about.title),
            "as_of": corpus.dossier.about.as_of,
        },
        **writer.lists(),
    }
    record["dossier"]["content_hash"] = hashlib.sha256(canonical(record).encode()).hexdigest()
    return record


def canonical(record: Json) -> str:
    """The one serialisation that is hashed: keys sorted, compact, not escaped."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class _Writer:
    def __init__(self, corpus: Corpus, derivation: Derivation, hant: Hant) -> None:
        self.corpus, self.derivation, self.hant = corpus, derivation, hant

    def text(self, text: Text) -> Json:
        return {**text, "zh-Hant": self.hant.convert(text["zh"])}

    def lists(self) -> Json:
        dossier = self.corpus.dossier
        return {
            "sources": [self.source(source) for source in dossier.sources.values()],
            "origins": [
                {"id": origin.id, "names": self.text(origin.names), "kind": origin.kind}
                for origin in dossier.origins.values()
            ],
            "entities": [
                {
                    "id": entity.id,
                    "kind": entity.kind,
                    "names": dict(entity.names),
                    "aliases": [{"form": alias.form, "kind": alias.kind} for alias in entity.aliases],
                }
                for entity in dossier.entities.values()
            ],
            "facts": [self.fact(fact) for fact in dossier.facts.values()],
            "derived": [
                {
                    "id": derived.id,
                    "statement": self.text(derived.statement),
                    "operation": derived.operation,
                    "inputs": list(derived.inputs),
                    **_bounds(rounded(self.derivation.amounts[derived.id], derived)),
                    "rounding": f"{derived.digits} decimals, half to even",
                }
                for derived in dossier.derived.values()
            ],
            "disagreements": [
                {
                    "id": each.id,
                    "kind": each.kind,
                    "facts": list(each.facts),
                    "explanation": self.text(each.explanation),
                    "shown": self.text(each.shown),
                }
                for each in dossier.disagreements.values()
            ],
            "absences": [
                {"id": each.id, "statement": self.text(each.statement), "searched": list(each.searched)}
                for each in dossier.absences.values()
            ],
        }

    def source(self, source: Source) -> Json:
        repaired = self.corpus.repaired[source.id]
        asides = []
        for aside in source.set_aside:
            start = repaired.text.index(aside.quote)
            raw_start, raw_end = repaired.raw_span(start, start + len(aside.quote))
            asides.append({"start": raw_start, "end": raw_end, "reason": aside.reason})
        return {
            "id": source.id,
            "file": source.file,
            "sha256": source.sha256,
            "title": source.title,
            "publisher": self.text(source.outlet),
            "author": source.author,
            "published": source.published.date,
            "url": source.url,
            "origins": list(source.origins),
            "body": [list(repaired.raw_span(*span)) for span in self.corpus.bodies[source.id] if span],
            "edits": [
                {"start": e.start, "end": e.end, "text": e.text, "how": e.how, "certainty": e.certainty}
                for e in repaired.edits
            ],
            "set_aside": asides,
        }

    def fact(self, fact: Fact) -> Json:
        origins = self.derivation.origins[fact.id]
        return {
            "id": fact.id,
            "topic": fact.topic,
            "statement": self.text(fact.statement),
            "entities": list(fact.entities),
            "modality": fact.modality,
            "negated": fact.negated,
            "date": fact.date,
            "period": fact.period,
            "figure": self.figure(fact),
            "relation": self.relation(fact),
            "evidence": [self.evidence(located) for located in self.corpus.located[fact.id]],
            "independent_origins": {"low": origins.low, "high": origins.high},
            "disagreements": list(self.derivation.uses[fact.id].disagreements),
            "notes": [{"kind": note.kind, "text": self.text(note.text), "basis": note.basis} for note in fact.notes],
        }

    def figure(self, fact: Fact) -> Json | None:
        figure = fact.figure
        if figure is None:
            return None
        value = amount(figure)
        return {
            "metric": figure.metric,
            "subject": list(figure.subject),
            "against": list(figure.against),
            **_bounds(value),
            "qualifier": value.qualifier,
            "part_of": figure.part_of,
            "scope": dict(figure.scope),
        }

    def relation(self, fact: Fact) -> Json | None:
        relation = fact.relation
        if relation is None:
            return None
        return {
            "kind": relation.kind,
            "subject": list(relation.subject),
            "object": list(relation.object),
            "from": relation.from_,
            "to": relation.to,
            "role": self.text(relation.role) if relation.role else None,
            "with_team": relation.with_team,
        }

    def evidence(self, located: Located) -> Json:
        evidence = located.evidence
        assert located.quote is not None, "a quotation that is not found does not pass the checks"
        return {
            "source": evidence.source,
            **self.passage(evidence, located.quote),
            "context": self.passage(evidence, located.context) if located.context else None,
            "said_by": [self.voice(voice) for voice in evidence.said_by],
            "origin": evidence.origin,
        }

    def passage(self, evidence: Evidence, span: Span) -> Json:
        repaired = self.corpus.repaired[evidence.source]
        start, end = repaired.raw_span(*span)
        quote = repaired.text[slice(*span)]
        return {"start": start, "end": end, "exact": repaired.raw[start:end], "quote": quote}

    def voice(self, voice: Voice) -> str | Json:
        return voice if isinstance(voice, str) else {"described": self.text(voice.described)}


def _bounds(value: Amount) -> Json:
    low, high = (_number(bound) for bound in value.bounds)
    return {"low": low, "high": high, "unit": value.unit}


def _number(bound: Decimal | None) -> int | float | None:
    if bound is None:
        return None
    return int(bound) if bound == bound.to_integral_value() else float(bound)


def written(record: Mapping[str, Any]) -> str:
    """The file's text: one entry a line, so that changes can be read."""
    parts = []
    for key, value in record.items():
        if isinstance(value, list):
            lines = ",\n".join(json.dumps(entry, ensure_ascii=False, allow_nan=False) for entry in value)
            parts.append(f"{json.dumps(key)}: [\n{lines}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
