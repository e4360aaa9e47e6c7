"""The text of a saved web page, as edits of the file: what is no text goes, so that the way back to it is kept.

Not a parser: it knows which elements stand on lines of their own and which hold no text, and takes time linear in the
page whatever stands there. What of the text is the article's is for `body` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from .characters import INVISIBLE, joint

_NO_TEXT = "script|style|template|svg|iframe|noscript|textarea|select"
_LINES = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form"
    "|h[1-6r]|head|header|html|legend|li|main|menu|nav|[ou]l|option|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|title",
    re.IGNORECASE,
)
_REST = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_PIECE = re.compile(
    rf"""<!--.*?(?:-->|\Z) | <[!?][^>]*(?:>|\Z)
       | <(?P<empty>{_NO_TEXT})\b{_REST} .*? (?:</(?P=empty)\b[^>]*(?:>|\Z)|\Z)
       | </?(?P<tag>[a-z][a-z0-9-]*)(?:{_REST}|[^<>]*>)
       | &(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,30}});?
       | [\s{INVISIBLE}]+""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def text_edits(raw: str) -> Iterator[tuple[int, int, str]]:
    """What of a page goes, and what stands for it: start, end, text, in order and disjoint."""
    gap: list[re.Match[str]] = []
    for piece in _PIECE.finditer(raw):
        if piece[0][0] == "&" and unescape(piece[0]) == piece[0]:
            continue  # an ampersand of the text
        sign = _seen(piece).strip()
        if gap and (sign or gap[-1].end() != piece.start()):
            yield from _closed(raw, gap)
            gap = []
        if sign:
            yield piece.start(), piece.end(), sign
        else:
            gap.append(piece)
    if gap:
        yield from _closed(raw, gap)


def _seen(piece: re.Match[str]) -> str:
    """What a reader sees of it: space, or what a reference stands for."""
    return "" if piece[0][0] == "<" else _UNSEEN.sub("", unescape(piece[0]))


def _closed(raw: str, gap: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """One gap between words: a new line, a space, or nothing."""
    start, end = gap[0].start(), gap[-1].end()
    left, right, space = raw[start - 1 : start], raw[end : end + 1], "".join(map(_seen, gap))
    if not left or not right:
        text = ""
    elif any(_LINES.fullmatch(piece["tag"] or "") for piece in gap):
        text = "\n"
    else:
        text = joint(left, right) if "\n" in space else " " * bool(space)
    if text != raw[start:end]:
        yield start, end, text
