"""All evidence as W3C Web Annotations: each quotation in the archived article, described by the fact that rests on it.

https://www.w3.org/TR/annotation-model/. The archived file is named by its hash (RFC 6920, `ni:`), since that is what
the offsets are of; they are code points of its raw text, as the model asks.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LANGUAGES = {"en": "en", "zh": "zh-Hans", "zh-Hant": "zh-Hant"}
AROUND = 16
"""How many characters before and after a quotation tell it from others like it."""


def web_annotations(record: Mapping[str, Any], raws: Mapping[str, str]) -> str:
    """An AnnotationCollection of one page; `raws` are the archived files' texts by source."""
    sources = {source["id"]: source for source in record["sources"]}
    items = [item for fact in record["facts"] for item in _of_fact(fact, sources, raws)]
    collection = {
        "@context": CONTEXT,
        "id": "annotations.json",
        "type": "AnnotationCollection",
        "label": record["dossier"]["title"]["en"],
        "total": len(items),
        "first": {"id": "annotations.json#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False) + "\n"


def _of_fact(fact: Json, sources: Mapping[str, Json], raws: Mapping[str, str]) -> Iterator[Json]:
    bodies = [
        {"type": "TextualBody", "value": fact["statement"][key], "language": language, "format": "text/plain"}
        for key, language in LANGUAGES.items()
    ]
    for n, evidence in enumerate(fact["evidence"], 1):
        source = sources[evidence["source"]]
        yield {
            "id": f"annotations.json#{fact['id']}-{n}",
            "type": "Annotation",
            "motivation": "describing",
            "body": bodies,
            "target": {
                "source": {"id": named_by_hash(source["sha256"]), "type": "Text", "format": "text/plain"},
                "selector": _selectors(evidence, raws[evidence["source"]]),
            },
        }


def _selectors(passage: Json, raw: str) -> list[Json]:
    start, end = passage["start"], passage["end"]
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": passage["exact"],
            "prefix": raw[max(0, start - AROUND) : start],
            "suffix": raw[end : end + AROUND],
        },
    ]


def named_by_hash(sha256: str) -> str:
    """The name of a file by its SHA-256, given in hexadecimal digits (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
