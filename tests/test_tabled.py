"""Matrices and structures: on their own pages, and as files to take away. They have what charts have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dossier.build import checked
from dossier.derive import derive
from dossier.hant import hant
from dossier.render import Edition
from dossier.render.chart_page import words_files, words_page

from .conftest import HERE

MATRIX = """
- id: keepers
  title: {en: One of them plans, zh: 其中一家有计划}
  subtitle: {en: As the articles print it, zh: 照原文所载}
  know: {en: "What is empty, no article tells.", zh: 空格为文章未提及。}
  columns: [{id: lights, title: {en: Lights, zh: 灯塔}}, {id: plans, title: {en: Plans, zh: 计划}}]
  rows:
    - entity: sealamp
      cells:
        lights: {text: {en: Over 300 lighthouses, zh: 超过300座灯塔}, of: [lighthouses]}
        plans: {text: {en: 60% for lamps, zh: 60%用于灯具}, of: [lamps-share, spending-2031-lamps]}
    - {entity: white-reef, cells: {plans: {text: {en: "Not to be closed", zh: 不会关闭}, of: [white-reef-denial]}}}
"""
STRUCTURE = """
- id: company
  title: {en: A company and its reef, zh: 公司与礁}
  subtitle: {en: As it stands, zh: 现状}
  know: {en: The reef is a place., zh: 礁为地点。}
  units:
    - entity: sealamp
      cell: {text: {en: Keeps over 300 lighthouses, zh: 看守超过300座灯塔}, of: [lighthouses]}
      below: [{entity: white-reef, cell: {text: {en: Not to be closed, zh: 不会关闭}, of: [white-reef-denial]}}]
"""


def test_pages_and_files_are_whole(tiny: Path, golden: Callable[[Path, str], None]) -> None:
    """In a language that is made from another."""
    (tiny / "content/matrices.yml").write_text(MATRIX, encoding="utf-8")
    (tiny / "content/structures.yml").write_text(STRUCTURE, encoding="utf-8")
    corpus = checked(tiny)
    viewer = Edition(corpus, derive(corpus), hant(corpus.dossier)).viewers()[2]
    for name in ("keepers", "company"):
        golden(HERE / f"data/tabled/{name}.html", words_page(name, viewer, {"": ""}).content + "\n")
        for path, text in words_files(name, viewer, {"": ""}).items():
            golden(HERE / f"data/tabled/{Path(path).name}", text)
