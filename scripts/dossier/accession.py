"""An article on its way into the archive: its file as it is, and a draft of what is known of it, read out of the file.

Everything here is a proposal, for the contributor to compare with the article and for `check` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from .archive import repair
from .characters import A_HAN
from .dates import read_dates
from .drafting import scalar
from .editing import first_line
from .extraction import stated
from .mending import TO_WRITE, proposals
from .quotes import comparable

Format = Literal["text", "markdown", "html"]
_HEAD = 12
"""Lines among which an article's title, author and date are looked for."""
_LONGEST_TITLE = 60
_SENTENCE = re.compile(r"[。！？；.!?;…][”’」』）)\"']*$")
_BY = re.compile(
    r"(?:^|\s)(?:文章作者|作者|记者|記者|文|By|by)[:：\s]\s*"
    r"([A-Z][\w.-]+(?: [A-Z][\w.-]+)+|[^\s,，|/]{2,4}(?=\s|$))"
)
_MARKDOWN = re.compile(r"^#{1,6} |!\[[^\]\n]*\]\(|\*\*\S", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LONG_ENOUGH = 10
"""Letters of a line that stands in the article's text only if it is of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accession:
    """`text` is that of `content/sources/<id>.yml`; `file` the name in `seeds/`; `left` what only a person can do, in
    order."""

    id: str
    file: str
    text: str
    left: tuple[str, ...]


def accession(raw: str, *, id: str, file: str) -> Accession:
    """What is proposed for an article whose file holds this."""
    return _Draft(raw, id, file).accession()


def format_of(file: str, raw: str) -> Format:
    suffix = Path(file).suffix.lower()
    if suffix in {".html", ".htm", ".xhtml"} or re.match(r"\s*<(?:!doctype html|html)\b", raw, re.IGNORECASE):
        return "html"
    return "markdown" if suffix in {".md", ".markdown"} or _MARKDOWN.search(raw) else "text"


class _Draft:
    def __init__(self, raw: str, id: str, file: str) -> None:
        self.id, self.file, self.raw = id, file, raw
        self.format = format_of(file, raw)
        self.stated: Mapping[str, str | None] = stated(raw) if self.format == "html" else {}
        damaged, _ = repair(raw, format=self.format, patches=())
        self.repairs = list(proposals(damaged))
        self.text = repair(raw, format=self.format, patches=self.repairs)[0].text
        self.lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", self.text)]
        self.head = [self.text[slice(*line)] for line in self.lines[:_HEAD]]
        self.title = self._title()
        self.date, self.dated = self._date()
        self.body = list(self._body())

    def accession(self) -> Accession:
        text = first_line(f"sources/{self.id}.yml") + "\n".join(self._keys()) + "\n"
        return Accession(id=self.id, file=self.file, text=text, left=tuple(self._left(text)))

    def _keys(self) -> Iterator[str]:
        outlet = self.stated.get("outlet")
        han = outlet and A_HAN.search(outlet)
        yield f"id: {self.id}"
        yield f"file: {self.file}"
        yield f"sha256: {sha256(self.raw.encode()).hexdigest()}"
        yield f"format: {self.format}"
        yield f"script: {_script(self.text)}"
        yield f"title: {scalar(self.title)}"
        yield f"outlet: {_text(en=None if han else outlet, zh=outlet if han else None)}"
        yield f"author: {scalar(author) if (author := self._author()) else 'null'}"
        yield f"published: {{date: {self.date}, basis: {self.dated}}}"
        url = self.stated.get("url") or (m[0] if (m := _ADDRESS.search("\n".join(self.head))) else None)
        yield f"url: {scalar(url) if url else 'null'}"
        yield f"genre: {_text()} # such as: news report, commentary, interview"
        yield f"about: {_text()} # what it tells, in a sentence or two, and what a reader should know of it"
        yield "origins: [] # what it draws on, of content/origins.yml"
        yield "body:" if self.body else "body: []"
        for start, end in self.body:
            yield f"  - from: {scalar(_edge(self.text, start, end, 1))}"
            yield f"    to: {scalar(_edge(self.text, start, end, -1))}"
        if self.repairs:
            yield "repairs:"
        for each in self.repairs:
            yield f"  - raw: {scalar(each.raw)}"
            yield f"    text: {scalar(each.text)}"
            yield f"    how: {_text(**each.how)}"
            yield f"    certainty: {each.certainty}"

    def _title(self) -> str:
        if (title := self.stated.get("title")) and title in self.text:
            return title
        first = self.head[0] if self.head else ""
        return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE]}…"

    def _author(self) -> str | None:
        found = next((m[1] for line in self.head if len(line) <= _LONGEST_TITLE and (m := _BY.search(line))), None)
        return self.stated.get("author") or found

    def _date(self) -> tuple[str, str]:
        """The day of publication, and how it is known, with the words that say it."""
        day = self.stated.get("date")
        lines = [line for line in self.head if len(line) <= _LONGEST_TITLE]
        for mention in (mention for line in lines for mention in read_dates(line)):
            if mention.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", mention.edtf) and day in (None, mention.edtf):
                return mention.edtf, f"printed, words: {scalar(mention.text)}"
        if day:
            why = _text(en="The page gives this date in its metadata.", zh="网页的元数据给出此日期。")
            return day, f"inferred, why: {why}"
        return scalar(TO_WRITE), f"inferred, why: {_text()}"

    def _body(self) -> Iterator[tuple[int, int]]:
        """Runs of lines that are the article's, without those at either end that are no sentence."""
        taken = self.stated.get("text") or ""
        known, whole = {_letters(line) for line in taken.split("\n")}, _letters(taken)
        runs: list[list[tuple[int, int]]] = [[]]
        for start, end in self.lines:
            letters = _letters(self.text[start:end])
            page = letters in known or (letters in whole and (bool(runs[-1]) or len(letters) >= _LONG_ENOUGH))
            if letters != _letters(self.title) and (page or self.format != "html"):
                runs[-1].append((start, end))
            elif runs[-1]:
                runs.append([])
        for run in runs:
            told = [i for i, line in enumerate(run) if _SENTENCE.search(self.text[slice(*line)].rstrip())]
            if told:
                yield run[told[0]][0], run[-1 if self.format == "html" else told[-1]][1]

    def _left(self, text: str) -> Iterator[str]:
        record = f"content/sources/{self.id}.yml"
        yield f"compare  dossier text {self.id}  with {record}: is `body` the whole article, and no furniture?"
        if unsure := sum(TO_WRITE in (each.text, *each.how.values()) for each in self.repairs):
            yield f"finish {unsure} of {len(self.repairs)} repairs, or give the reason for what is proposed"
        if keys := [line.split(":")[0] for line in text.splitlines() if re.match(rf"\w.*\"{TO_WRITE}\"", line)]:
            yield f"write {', '.join(keys)}" + ("; author, if one is printed" if "\nauthor: null\n" in text else "")
        yield "list in `origins` what it draws on; what is new, in content/origins.yml"
        yield f"make facts of it, or set passages aside:  dossier suggest {self.id}"


def _text(*, en: str | None = None, zh: str | None = None) -> str:
    return f"{{en: {scalar(en or TO_WRITE)}, zh: {scalar(zh or TO_WRITE)}}}"


def _edge(text: str, start: int, end: int, step: Literal[1, -1]) -> str:
    """The first words of a passage, or its last, as many as stand nowhere else."""
    words = ""
    for length in range(_LONG_ENOUGH, end - start + _LONG_ENOUGH, 5):
        cut = min(end, start + length) if step == 1 else max(start, end - length)
        while start < cut < end and text[cut - 1 : cut + 1].isalnum() and text[cut - 1 : cut + 1].isascii():
            cut += step
        words = text[start:cut] if step == 1 else text[cut:end]
        if text.count(words) == 1:
            break
    return words


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _script(text: str) -> str:
    """In which script it is written, if not in English: a third of traditional characters are simplified otherwise."""
    han = A_HAN.findall(text)
    if len(han) * 10 < len(text):
        return "en"
    plain = comparable({*han})
    return "zh-Hant" if sum(plain[one] != one for one in han) * 10 > len(han) else "zh-Hans"
