"""A dossier of any size on an invented subject, ferry lines, in which no rule is broken: what the benchmark measures.

The same size gives the same bytes. Its proportions are those of a dossier of 400 facts that people wrote: how many
facts an article gives, how long statements and quotations are, how many have numbers, dates, a context or a note, how
much prose cites them.
"""

from __future__ import annotations

import hashlib
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

WORDS: dict[str, Any] = yaml.load(Path(__file__).with_name("ferries.yml").read_text("utf-8"), yaml.CBaseLoader)
FACTS_OF_ARTICLE, FACTS_OF_TOPIC, LINES = 80, 200, len(WORDS["first"]) * len(WORDS["last"])
FORMS = ("figure", "view", "plan", "judged", "view", "opened", "denied", "view", "share", "judged", "view", "denied")


@dataclass(frozen=True)
class Line:
    """A ferry line."""

    id: str
    en: str
    zh: str


def line(number: int) -> Line:
    first, last = WORDS["first"][number % len(WORDS["first"])], WORDS["last"][number // len(WORDS["first"])]
    en = first[:-1] + last[:-1]
    return Line(f"{en.lower()}-line", f"{en} Line", f"{first[-1]}{last[-1]}航运")


@dataclass(frozen=True)
class Article:
    """An article, which appeared on a day of 2030."""

    number: int

    @property
    def id(self) -> str:
        return f"article-{self.number:03}"

    @property
    def date(self) -> str:
        return f"2030-{self.number % 12 + 1:02}-{self.number // 12 % 28 + 1:02}"

    @property
    def month(self) -> tuple[str, str]:
        """In English and Chinese."""
        return f"{month_name[self.number % 12 + 1]} 2030", f"2030年{self.number % 12 + 1}月"


def ship(number: int) -> str:
    """A name that no other fact has: it keeps apart what the articles say in like words."""
    syllables = zip((12, 9, 6, 3, 0), "aouao", strict=True)
    return "".join("bdklmrvz"[number >> shift & 7] + vowel for shift, vowel in syllables).title()


@dataclass(frozen=True)
class Claim:
    """What there is to say in the fact of a number."""

    number: int
    lines: int

    def told(self) -> tuple[str, str, str, dict[str, Any]]:
        """A sentence of an article, what it says in English and in Chinese, and what else the fact has."""
        number, name = self.number, ship(self.number)
        by, many, year = self.by, 12 + number * 7 % 83, 2020 + number // len(FORMS) // self.lines % 10
        (month, when), (thing, what) = self.article.month, self.pick("things", 5)
        (kind, of), (view, seen) = self.pick("kinds", 3), self.pick("views", 7)
        match FORMS[number % len(FORMS)]:
            case "figure":
                scope = {"season": WORDS["vocabulary"]["metrics"][0]["scope"]["season"][number // len(FORMS) % 2]}
                figure = {"metric": "passengers", "value": f"~{many}0万", "unit": "person", "subject": [by.id]}
                return (
                    f"{by.zh}{year}年的{name}号等船载客约{many}0万人次",
                    f"In {year} {by.en} carried about {many / 10:g} million passengers aboard the {name} and others.",
                    f"{by.zh}{year}年以{name}号等船载客约{many}0万人次。",
                    {"modality": "state", "period": str(year), "figure": figure | {"scope": scope}},
                )
            case "plan":
                return (
                    f"{by.zh}计划2032年把{name}等{many}艘渡轮调往{what}",
                    f"In {month} {by.en} planned to move {many} ferries, the {name} too, to its {thing} in 2032.",
                    f"{when}，{by.zh}计划2032年把{name}等{many}艘渡轮调往{what}。",
                    {"modality": "plan", "period": "2032"},
                )
            case "opened":
                day, opened = number % 28 + 1, number * 5 % 12 + 1
                relation = {"kind": "opens", "subject": [by.id], "object": []}
                return (
                    f"{year}年{opened}月{day}日，{by.zh}启用{of}{name}号{what}",
                    f"On {day} {month_name[opened]} {year} {by.en} put the {kind} {thing} of the {name} into service.",
                    f"{year}年{opened}月{day}日，{by.zh}启用{of}{name}号{what}。",
                    {"modality": "event", "date": f"{year}-{opened:02}-{day:02}", "relation": relation},
                )
            case "share":
                return (
                    f"{by.zh}在{of}{name}号{what}一项占{many}%",
                    f"An article of {month} put the share of {by.en} in the {kind} {thing} of the {name} at {many}%.",
                    f"{when}的一篇文章称，{by.zh}在{of}{name}号{what}一项占{many}%。",
                    {"modality": "state"},
                )
            case "judged":
                voice = {"described": {"en": "people at the harbour office", "zh": "港务人士"}}
                return (
                    f"港务人士认为，{by.zh}的{name}号{what}{seen}",
                    f"People at the harbour office held in {month} that {thing} such as those of {by.en} {view}.",
                    f"{when}，港务人士认为，{by.zh}的{what}{seen}。",
                    {"modality": "opinion", "said_by": [voice, "article"]},
                )
            case "denied":
                return (
                    f"{by.zh}否认将出售{name}号{what}",
                    f"In {month} {by.en} denied that it would sell the {thing} of the {name}.",
                    f"{when}，{by.zh}否认将出售{name}号{what}。",
                    {"modality": "denial", "negated": True, "said_by": [by.id, "article"]},
                )
            case _:
                return (
                    f"{by.zh}的{of}{name}号{what}{seen}",
                    f"An article of {month} said that the {kind} {thing} of the {name} of {by.en} {view}.",
                    f"{when}的一篇文章称，{by.zh}的{of}{name}号{what}{seen}。",
                    {"modality": "opinion"},
                )

    @property
    def article(self) -> Article:
        return Article(self.number // FACTS_OF_ARTICLE)

    @property
    def by(self) -> Line:
        return line(self.number // len(FORMS) % self.lines)

    def pick(self, words: str, step: int) -> list[str]:
        picked: list[str] = WORDS[words][self.number * step % len(WORDS[words])]
        return picked

    @property
    def sentence(self) -> str:
        return f"{self.told()[0]}（{ship(self.number)}）"

    def fact(self) -> dict[str, Any]:
        _, en, zh, more = self.told()
        evidence = {"source": self.article.id, "quote": self.sentence, "said_by": more.pop("said_by", ["article"])}
        if self.number % 5 in (2, 4):
            evidence["context"] = Claim(self.number - 1, self.lines).sentence
        fact = {
            "id": f"fact-{self.number:05}",
            "statement": {"en": en, "zh": zh},
            "entities": [self.by.id],
            "date": self.article.date,
            **more,
            "evidence": [evidence | {"origin": "unknown"}],
        }
        if self.number % 4 == 2:
            note = {lang: text.format(*self.pick("things", 5)) for lang, text in WORDS["note"].items()}
            fact["notes"] = [{"kind": "reading", "text": note, "basis": "editors"}]
        return fact


def write(root: Path, facts: int) -> None:
    """Write a dossier of so many facts, at most 25,000 and a multiple of 40, into the folder `root`."""
    lines = min(LINES, max(4, facts // 40))
    claims = [Claim(number, lines) for number in range(facts)]
    for start in range(0, facts, FACTS_OF_ARTICLE):
        _article(root, claims[start : start + FACTS_OF_ARTICLE])
    topics = [f"topic-{start // FACTS_OF_TOPIC:02}" for start in range(0, facts, FACTS_OF_TOPIC)]
    for i, topic in enumerate(topics):
        written = [each.fact() for each in claims[i * FACTS_OF_TOPIC : (i + 1) * FACTS_OF_TOPIC]]
        _write(root / f"content/facts/{topic}.yml", written)
        _pages(root, topic if i else "index", written)
    pairs = [(f"fact-{at:05}", f"fact-{at - 1:05}") for at in range(9, facts, 10)]
    disagreements = [{"id": f"on-{pair[0]}", "facts": list(pair), **WORDS["disagreement"]} for pair in pairs]
    _write(root / "content/disagreements.yml", disagreements)
    _write(root / "content/entities/lines.yml", [_entity(by) for by in dict.fromkeys(each.by for each in claims)])
    _write(root / "content/vocabulary.yml", WORDS["vocabulary"])
    _write(root / "content/origins.yml", WORDS["origins"])
    titles = [{"en": f"Ferries {i}", "zh": f"渡轮{i}"} for i in range(len(topics))]
    pages = [{"page": page, "title": title} for page, title in zip(["index", *topics[1:]], titles, strict=True)]
    listed = [{"id": topic, "title": title} for topic, title in zip(topics, titles, strict=True)]
    about = WORDS["dossier"] | {"topics": listed, "nav": pages + WORDS["dossier"]["nav"]}
    _write(root / "content/dossier.yml", about)


def _entity(by: Line) -> dict[str, Any]:
    hant = by.zh.translate(str.maketrans(WORDS["traditional"]))
    return {"id": by.id, "kind": "organisation", "names": {"en": by.en, "zh": by.zh, "zh-Hant": hant}}


def _article(root: Path, claims: list[Claim]) -> None:
    """An archived article that says these things, four to a paragraph, and its source."""
    article, sentences, aside = claims[0].article, [each.sentence for each in claims], "渡轮台的旗照旧飘着。"
    title = f"渡轮纪事之{article.number}"
    paragraphs = ["".join(f"{each}。" for each in sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    text = "\n".join([title, article.date, *paragraphs, aside, "关注我们", ""])
    seed = root / "seeds" / f"{article.id}.txt"
    seed.parent.mkdir(exist_ok=True)
    seed.write_text(text, encoding="utf-8")
    source = {
        "id": article.id,
        "file": seed.name,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "title": title,
        "published": {"date": article.date, "basis": "printed", "words": article.date},
        "body": [{"from": sentences[0], "to": aside}],
        "set_aside": [{"quote": aside, "reason": "rhetoric"}],
    }
    _write(root / f"content/sources/{article.id}.yml", source | WORDS["source"] | {"author": None, "url": None})


def _pages(root: Path, page: str, facts: list[dict[str, Any]]) -> None:
    """A topic's page in both languages: a section for every ten facts, which cites four of them."""
    for lang, title in (("en", "What is known of the ferries"), ("zh", "关于渡轮所知道的")):
        front = yaml.safe_dump(
            dict.fromkeys(("kicker", "title", "standfirst", "description"), title), allow_unicode=True
        )
        path = root / f"content/pages/{lang}/{page}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}---\n" + "\n\n".join(_sections(facts, lang, title)) + "\n", encoding="utf-8")


def _sections(facts: list[dict[str, Any]], lang: str, title: str) -> Iterator[str]:
    for start in range(0, len(facts), 10):
        sentences = [f"{fact['statement'][lang]}[^{fact['id']}]" for fact in facts[start : start + 8 : 2]]
        yield f"## {title} {{#s{start}}}"
        yield (" " if lang == "en" else "").join(sentences[:-1])
        yield f"- {sentences[-1]}"


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True
