"""The schemas for editors: they know every key of the model, say what it means, and hold for the content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from dossier import model
from dossier.decode import _schema
from dossier.editing import first_line, schema_name, schemas, write_schemas
from dossier.layout import GIVEN, MANY, ONE
from dossier.load import load
from dossier.tongue import words

from .conftest import ROOT, TINY

DOSSIERS = [pytest.param(TINY, id="tiny"), pytest.param(ROOT, id="real")]


WRITTEN_BY_COMMANDS = ("mutation.yml", "reviews.yml", "versions.yml")


class Loader(yaml.CSafeLoader):
    """YAML as an editor reads it: a date is a text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that people write, with the pattern of its kind."""
    for pattern in (*ONE, *MANY):
        for path in sorted((root / "content").glob(pattern)):
            if path.name not in WRITTEN_BY_COMMANDS and (pattern == "facts/retired.yml" or path.name != "retired.yml"):
                yield pattern, path


def test_every_key_has_a_meaning_in_each_written_language() -> None:
    meanings = dict(words("fields"))
    everywhere = meanings.pop("all")
    kinds: dict[str, Any] = {name: kind for name, kind in vars(model).items() if is_dataclass(kind)}
    keys = {name: {*_schema(kind)} - GIVEN.get(name, set()) for name, kind in kinds.items() if name != "Dossier"}
    assert [name for name, kind in keys.items() if kind - {*meanings.get(name, ())} - {*everywhere}] == []
    assert [name for name, given in meanings.items() if {*given} - keys[name]] == []
    texts = [text for kind in (*meanings.values(), everywhere) for text in kind.values()]
    assert all(text.keys() == {"en", "zh"} for text in texts)


@pytest.mark.parametrize("root", DOSSIERS)
def test_the_content_is_as_its_schemas_say(root: Path) -> None:
    made: dict[str, Any] = {name: json.loads(text) for name, text in schemas(load(root)).items()}
    for pattern, path in files(root):
        schema = made[schema_name(pattern)]
        Draft7Validator.check_schema(schema)
        Draft7Validator(schema).validate(yaml.load(path.read_text(encoding="utf-8"), Loader))


def test_each_file_leads_an_editor_to_its_schema(tmp_path: Path) -> None:
    write_schemas(load(ROOT), tmp_path)
    for _, path in files(ROOT):
        name = path.relative_to(ROOT / "content").as_posix()
        line = path.read_text(encoding="utf-8").splitlines(keepends=True)[0]
        assert line == first_line(name)
        target = line.split("$schema=")[1].strip()
        assert (tmp_path / "content" / name).parent.joinpath(target).resolve().is_file()


def test_a_misspelt_key_and_a_wrong_kind_of_value_do_not_fit() -> None:
    schema = json.loads(schemas(load(TINY))["facts.json"])
    fact = yaml.load((TINY / "content/facts/lights.yml").read_text(encoding="utf-8"), Loader)[0]
    wrong = [{**fact, "modalty": "state"}, {**fact, "modality": "hope"}, {**fact, "entities": "sealamp"}]
    assert [len(list(Draft7Validator(schema).iter_errors([each]))) for each in wrong] == [1, 1, 1]


def test_ids_are_offered() -> None:
    keys = json.loads(schemas(load(TINY))["facts.json"])["definitions"]["Evidence"]["properties"]
    assert keys["source"]["anyOf"][0] == {"enum": ["coast", "harbour"]}
    assert keys["origin"]["anyOf"][0] == {"enum": ["unknown", "port-daily"]}
