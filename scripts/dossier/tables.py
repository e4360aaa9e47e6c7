"""The published record as CSV tables, with a Frictionless Data Package that describes them.

An object's keys become columns (`statement_en`), a list of words stands in one cell, parted by `|`, and a list of
objects inside an entry is a table of its own, its rows naming the entry and counted from 1. Nothing is lost but what
a speaker that is only described is called in other languages than English. https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .model import Licence

Json = dict[str, Any]
Cell = str | int | float | bool | None
Row = dict[str, Cell]

PARTING = "|"
WITHIN = ("evidence", "notes", "aliases", "edits", "set_aside", "body")
"""The lists of objects inside an entry."""
REFERENCES = {"source": "sources", "fact": "facts", "entity": "entities", "figure_part_of": "facts"}
"""Columns that name an entry of another table."""


def data_package(record: Mapping[str, Any], licence: Licence) -> dict[str, str]:
    """The CSV files and `datapackage.json`, by file name."""
    found = tables(record)
    files = {f"{name}.csv": written(rows) for name, rows in found.items()}
    about = record["dossier"]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about["id"],
        "title": about["title"]["en"],
        "version": about["content_hash"],
        "licenses": [{"name": licence.id, "path": licence.address, "title": licence.title["en"]}],
        "resources": [_resource(name, rows, files[f"{name}.csv"]) for name, rows in found.items()],
    }
    return {**files, "datapackage.json": json.dumps(package, ensure_ascii=False, indent=1) + "\n"}


def tables(record: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Rows by table, each with every column of its table; no empty table."""
    found: dict[str, list[Row]] = {}
    for name, entries in record.items():
        if isinstance(entries, list):
            found[name] = [dict(_cells(entry)) for entry in entries]
            for entry in entries:
                for within in WITHIN:
                    rows = [_pair(item) if isinstance(item, list) else item for item in entry.get(within, ())]
                    found.setdefault(within, []).extend(
                        {_one(name): entry["id"], "n": n, **dict(_cells(row))} for n, row in enumerate(rows, 1)
                    )
    return {name: _even(rows) for name, rows in found.items() if rows}


def _one(table: str) -> str:
    return "entity" if table == "entities" else table.removesuffix("s")


def _pair(span: Sequence[int]) -> Json:
    return {"start": span[0], "end": span[1]}


def _cells(entry: Json, prefix: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in entry.items():
        if key == "scope":
            yield prefix + key, PARTING.join(f"{name}={value[name]}" for name in value)
        elif isinstance(value, dict):
            yield from _cells(value, f"{prefix}{key}_")
        elif not isinstance(value, list):
            yield prefix + key, value
        elif key not in WITHIN:
            yield prefix + key, PARTING.join(map(_word, value))


def _word(value: str | Json) -> str:
    return value if isinstance(value, str) else str(value["described"]["en"])


def _even(rows: list[Row]) -> list[Row]:
    """The rows with the same columns; what is an object in one row and null in another is no column."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    kept = [c for c in columns if not any(other.startswith(f"{c}_") for other in columns)]
    return [{column: row.get(column) for column in kept} for row in rows]


def written(rows: Sequence[Row]) -> str:
    """A table as CSV; null is an empty cell."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return file.getvalue()


def _cell(value: Cell) -> str | int | float | None:
    return str(value).lower() if isinstance(value, bool) else value


def _resource(name: str, rows: Sequence[Row], text: str) -> Json:
    columns = list(rows[0])
    key = ["id"] if "id" in columns else columns[:2]
    references = [
        {"fields": [column], "reference": {"resource": REFERENCES[column], "fields": ["id"]}}
        for column in columns
        if column in REFERENCES
    ]
    return {
        "name": name.replace("_", "-"),
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(text.encode()),
        "hash": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
        "schema": {
            "fields": [{"name": column, "type": _type([row[column] for row in rows])} for column in columns],
            "primaryKey": key,
            **({"foreignKeys": references} if references else {}),
        },
    }


def _type(values: Sequence[Cell]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "integer"
    return "number" if kinds and kinds <= {int, float} else "string"
