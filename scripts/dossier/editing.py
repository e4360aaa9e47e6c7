"""JSON Schemas of the content's files, made from the model, for editors that know YAML: completion of keys, of closed
lists and of ids, and what each key means when one points at it. What is wrong is for `check` to say.

Draft 7, which the YAML language server reads: https://github.com/redhat-developer/yaml-language-server
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from .layout import GIVEN, MANY, ONE
from .model import WRITTEN, Dossier, Text
from .references import NAMES, WORDS, ids
from .tongue import words

Json = dict[str, Any]
FOLDER = "build/schema"


def schemas(dossier: Dossier) -> dict[str, str]:
    """The schema of each kind of file, by its name in `build/schema/`."""
    known = _known(dossier)
    writer = _Writer(known)
    found = {name: writer.document(kind) for name, kind in ONE.items()}
    found |= {name: writer.document(kind, many=True) for name, kind in MANY.items()}
    return {schema_name(name): json.dumps(schema, ensure_ascii=False) + "\n" for name, schema in found.items()}


def schema_name(file: str) -> str:
    """`facts/*.yml` → `facts.json`, `facts/retired.yml` → `facts-retired.json`."""
    return file.removesuffix(".yml").removesuffix("/*").replace("/", "-") + ".json"


def write_schemas(dossier: Dossier, root: Path) -> None:
    """Put the schemas in `build/schema/`, where the first line of each file of the content looks for its own."""
    for name, text in schemas(dossier).items():
        path = root / FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def first_line(file: str) -> str:
    """What a file of `content/` begins with, so that an editor finds the schema of its kind."""
    (pattern,) = [name for name in (file, f"{file.split('/')[0]}/*.yml") if name in {*ONE, *MANY}][:1]
    up = "../" * (1 + file.count("/"))
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_name(pattern)}\n"


def _known(dossier: Dossier) -> dict[str, list[str]]:
    """The ids that may stand under each key."""
    known = ids(dossier)
    return {key: [*WORDS.get(key, ()), *known[what]] for what, keys in NAMES.items() for key in keys}


class _Writer:
    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self.known, self.meanings = known, words("fields")

    def document(self, kind: type, *, many: bool = False) -> Json:
        self.records: dict[str, Json] = {}
        of = self._annotation(kind, "")
        schema = {"type": "array", "items": of} if many else of
        return {"$schema": "http://json-schema.org/draft-07/schema#", **schema, "definitions": self.records}

    def meaning(self, kind: str, key: str) -> str:
        """What a key means, in both written languages."""
        meaning = self.meanings.get(kind, {}).get(key) or self.meanings["all"][key]
        return "\n\n".join(meaning[language] for language in WRITTEN)

    def _record(self, kind: type) -> Json:
        name = kind.__name__
        if name not in self.records:
            self.records[name] = {}  # a record may hold others of its kind
            self.records[name].update(self._keys(kind))
        return {"$ref": f"#/definitions/{name}"}

    def _keys(self, kind: Any) -> Json:
        hints, properties, required = get_type_hints(kind, include_extras=True), {}, []
        for field in fields(kind):
            key = field.name.removesuffix("_")
            if key == "place" or key in GIVEN.get(kind.__name__, ()):
                continue
            value = self._annotation(hints[field.name], f"{kind.__name__}.{key}")
            properties[key] = {"description": self.meaning(kind.__name__, key), **_wrapped(value)}
            if field.default is MISSING and field.default_factory is MISSING:
                required.append(key)
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    def _annotation(self, annotation: Any, key: str) -> Json:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if annotation is Text:
            text = {language: {"type": "string"} for language in WRITTEN}
            return {"type": "object", "properties": text, "required": list(WRITTEN), "additionalProperties": False}
        if origin is Annotated:
            return self._annotation(arguments[0], key)
        if origin in (Union, UnionType):
            return {"anyOf": [self._annotation(each, key) for each in arguments]}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return {"type": "array", "items": self._annotation(arguments[0], key)}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self._annotation(arguments[1], key)}
        if is_dataclass(annotation):
            assert isinstance(annotation, type)
            return self._record(annotation)
        if annotation is str and key in self.known:
            return {"anyOf": [{"enum": self.known[key]}, {"type": "string"}]}
        # What is written 2025 or 2025-01 is a text to the model, but a number or a date to YAML.
        return {"type": ["string", "number"]} if annotation is str else {"type": SCALARS[annotation]}


SCALARS = {int: "integer", bool: "boolean", NoneType: "null"}


def _wrapped(value: Json) -> Json:
    """Draft 7 heeds nothing beside a `$ref`."""
    return {"allOf": [value]} if "$ref" in value else value
