"""Damage at random, from a seed alone: the same seed does the same damage to the same dossier."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import yaml

TOKENS = [
    *("\0", "\x1b[2J", "\r\n", "\u200b", "\u202e", "\ufeff", "\u2028", "\ud800", "é", "е", "𠀀", "\U0010ffff", "\t"),
    *("&a ", "*a", "&a [*a, *a]", "!!python/object/apply:os.system [x] ", "!!binary ", "<<: ", "? ", "- ", "| ", "> "),
    *("---\n", "...\n", "\n\n", "[", "]", "{", "}", "[" * 300, "- " * 300, "'", '"', '"\\ud800"', '"\\x00"', "#", "%"),
    *(": ", ",", "~", "null", "no", "0555", "1:20:30", "2031-02-30", "9" * 400, "-1", "1e999", "0x1f", ".inf", ".."),
    *("{{ x }}", "${x}", "\\", "[^a]", "![](chart:x)", "![](", "[](javascript:x)", "**" * 50, "<script>", "```"),
    *("> " * 200, "## {#", "一" * 300, "万亿", "百分之", "1,", "1." * 200, "-5%", "2031年13月", "上周", "約", "(jié)"),
    *("?;", "不" * 200, "？" * 300),
]
NODES = [
    *("", "null", "[]", "{}", "true", "-1", "9" * 30, "x", "[[[x]]]", "{x: y}", "[null]", "{'': ''}", "{en: x}"),
    *("{en: x, zh: 一}", "{en: '', zh: ''}"),
]


def damaged(root: Path, random: Random) -> list[str]:
    """Damage the dossier under `root` in one to three places; what was done, a line each."""
    return [_once(root, random) for _ in range(random.choice((1, 1, 1, 2, 3)))]


def _once(root: Path, random: Random) -> str:
    files = sorted(path for part in ("content", "seeds") for path in (root / part).rglob("*") if path.is_file())
    path = random.choice(files)
    how = random.choice((_bytes, _bytes, _nodes, _nodes, _nodes, _file))
    return f"{path.relative_to(root)}: {how(path, random)}"


def _file(path: Path, random: Random) -> str:
    how = random.choice(("gone", "empty", "folder", "loop", "outside", "pipe", "bytes", "renamed", "twice"))
    content = path.read_bytes()
    if how == "twice":
        path.with_name(f"{random.choice(('x', 'X', '中', 'a b'))}{path.suffix}").write_bytes(content)
        return how
    path.unlink()
    if how == "empty":
        path.touch()
    elif how == "folder":
        path.mkdir()
    elif how == "loop":
        path.symlink_to(path.name)
    elif how == "outside":
        path.symlink_to("/dev/zero")
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "bytes":
        path.write_bytes(random.randbytes(random.randrange(2000)))
    elif how == "renamed":
        path.with_suffix(random.choice((".yaml", ".YML", ".txt", ""))).write_bytes(content)
    return how


def _bytes(path: Path, random: Random) -> str:
    content = path.read_bytes()
    at, other = (random.randrange(len(content) + 1) for _ in range(2))
    length = int(random.expovariate(1 / 20))
    token = random.choice(TOKENS).encode("utf-8", "surrogatepass")
    how = random.choice(("insert", "insert", "insert", "delete", "repeat", "flip", "cut", "move", "instead"))
    piece = content[other : other + length]
    made = {
        "insert": content[:at] + token + content[at:],
        "delete": content[:at] + content[at + length :],
        "repeat": content[:at] + piece * random.randrange(2, 2000) + content[at:],
        "flip": content[:at] + random.randbytes(1) + content[at + 1 :],
        "cut": content[:at],
        "move": content[:at] + piece + content[at:],
        "instead": content[:at] + token + content[at + length :],
    }[how]
    path.write_bytes(made[:6_000_000])
    return f"{how} at {at}"


def _nodes(path: Path, random: Random) -> str:
    """Another node in the place of one: of this file, or a hostile one; or a key gone, doubled or renamed."""
    head, front, rest = _yaml(path)
    try:
        document = yaml.compose(front)
    except yaml.YAMLError:
        document = None
    nodes = list(_walk(document)) if document else []
    holders = [node for node in nodes if node.value and not isinstance(node, yaml.ScalarNode)]
    if not holders:
        return _bytes(path, random)
    holder = random.choice(holders)
    i = random.randrange(len(holder.value))
    new = random.choice(nodes) if random.random() < 0.4 else _hostile(random)
    how = random.choice(("replace", "replace", "replace", "delete", "double", "rename"))
    entry = holder.value[i]
    pair = isinstance(entry, tuple)
    if how == "delete":
        del holder.value[i]
    elif how == "double":
        holder.value.insert(i, entry)
    elif how == "rename" and pair:
        holder.value[i] = (_hostile(random), entry[1])
    else:
        holder.value[i] = (entry[0], new) if pair else new
    try:
        text = yaml.serialize(document, allow_unicode=True, width=200)
    except (yaml.YAMLError, RecursionError, UnicodeError):  # a node inside itself
        return _bytes(path, random)
    path.write_bytes((head + text + rest).encode("utf-8", "surrogatepass"))
    return f"{how} a node"


def retold(root: Path, random: Random) -> list[str]:
    """Put something hostile into a text of the dossier, where it often breaks no rule; what was done."""
    files = sorted((root / "content").rglob("*.*"))
    while True:
        path = random.choice(files)
        head, front, rest = _yaml(path)
        document = yaml.compose(front) if front else None
        texts = [node for node in _walk(document) if _is_text(node)] if document else []
        if rest and random.random() < 0.6:
            at = random.randrange(4, len(rest) + 1)
            rest = f"{rest[:at]}{_token(random)}{rest[at:]}"
        elif texts:
            node = random.choice(texts)
            at = random.randrange(len(node.value) + 1)
            node.value = f"{node.value[:at]}{_token(random)}{node.value[at:]}"
            front = yaml.serialize(document, allow_unicode=True, width=200)
        else:
            continue
        path.write_text(head + front + rest, encoding="utf-8")
        return [f"{path.relative_to(root)}: a token at {at}"]


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and any(mark in node.value for mark in " 的了在")


def _token(random: Random) -> str:
    return random.choice([token for token in TOKENS if token.isprintable() and "\ud800" not in token])


def _yaml(path: Path) -> tuple[str, str, str]:
    """What stands before a file's YAML, the YAML, and what stands behind it."""
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".md" and text.startswith("---\n"):
        front, _, body = text[4:].partition("---\n")
        return "---\n", front, f"---\n{body}"
    return ("", text, "") if path.suffix == ".yml" else ("", "", "")


def _walk(node: yaml.Node) -> list[yaml.Node]:
    found, waiting = [], [node]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if isinstance(node, yaml.MappingNode):
            waiting += [each for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return found


def _hostile(random: Random) -> yaml.Node:
    text = random.choice(NODES + TOKENS).replace("\ud800", "")
    if random.random() < 0.5:
        try:
            if (node := yaml.compose(text)) is not None:
                return node
        except yaml.YAMLError:
            pass
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=random.choice(("'", '"', None)))


def copied(dossier: Path, root: Path) -> None:
    """A dossier's content and articles, in an empty folder."""
    for part in ("content", "seeds"):
        shutil.copytree(dossier / part, root / part)
