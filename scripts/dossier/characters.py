"""Characters that a reader cannot see, or takes for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

INVISIBLE = (  # control, format and filler characters, variation selectors, private use, noncharacters, lone surrogates
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff"
)
"""What no reader sees, as the inside of a character class."""
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as the inside of a character class."""
A_HAN = re.compile(f"[{HAN}]")


def joint(left: str, right: str) -> str:
    """What a line's break within a sentence becomes: a space between two narrow characters, and between a Han character
    and a Latin letter or digit; else nothing."""
    narrow = [bool(side) and unicodedata.east_asian_width(side) not in "WF" for side in (left, right)]
    letters = left.isalnum() and right.isalnum()
    return " " if all(narrow) or (letters and any(narrow)) else ""


def named(character: str) -> str:
    """A character's code point and name, for a message: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


_PAIRS = (
    # Cyrillic
    "АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX аa еe оo рp сc уy хx іi јj ѕs ԁd ԛq ԝw һh ӏl ьb гr пn тt кk мm"
    # Greek
    " ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv ιi κk ρp υu γy ωw σo τt ηn αa ϲc ϳj"
    # Latin beyond English, Lisu, Cherokee, Armenian
    " ɑa ɡg ıi ǀl ꓐB ꓑP ꓓD ꓖG ꓗK ꓙJ ꓚC ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU"
    " ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ ՕO օo ՏS սu հh"
    # kana, bopomofo, circles
    " ㄧ一 ー一 ロ口 エ工 カ力 ハ八 ニ二 タ夕 ト卜 ㄚ丫 ○〇 ◯〇"
    # radicals
    " ⺀冫 ⺅亻 ⺊卜 ⺘扌 ⺡氵 ⺣灬 ⻌辶 ⻓长 ⻔门 ⻢马 ⻥鱼 ⻦鸟 ⻋车 ⻜飞 ⻅见 ⻉贝 ⻩黄 ⻬齐 ⻰龙 ⻘青 ⻝食 ⻄西"
)
MEANT = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
"""What each look-alike is taken for, where no decomposition says so."""
_ORDINARY = frozenset("，：；！？（）～％…²³°™№℃½¼¾")
"""What writing in English and Chinese uses, though it decomposes into something else."""
_ODD = re.compile(  # where look-alikes, compatibility characters and other scripts' digits stand
    f"[{re.escape(''.join(map(chr, MEANT)))}\u00a0\u0300-\u036f\u0660-\u109f\u1680\u2000-\u200a\u2010\u2011"
    "\u202f\u205f\u2100-\u218f\u2460-\u24ff\u2e80-\u2fdf\u3000\u31c0-\u31ef\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe6f\uff01-\uffee"
    "\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f]"
)
_NUMERAL = "[一二三四五六七八九十〇]"


@dataclass(frozen=True, slots=True)
class Disguised:
    """A character at an offset of a text, and what a reader takes it for."""

    at: int
    character: str
    meant: str


def disguised(text: str) -> Iterator[Disguised]:
    """The characters of a text that look like others, which would be the ones to write."""
    for found in _ODD.finditer(text):
        character = found[0]
        meant = MEANT.get(ord(character)) or unicodedata.normalize("NFKC", character)
        if character in _ORDINARY or (ord(character) in MEANT and not _deceives(text, found.start())):
            continue
        if unicodedata.combining(character):
            whole = unicodedata.normalize("NFC", text[max(0, found.start() - 1) : found.end()])
            character, meant = text[max(0, found.start() - 1) : found.end()][-1], whole
            if len(whole) > 1:  # nothing else is written for it
                continue
        elif character.isdecimal():
            meant = str(unicodedata.decimal(character))
        if meant != character:
            yield Disguised(found.start(), character, meant)


def undisguised(text: str) -> str:
    """The text as a reader takes it, without the space around it."""
    for odd in reversed(list(disguised(text))):
        joined = unicodedata.combining(odd.character) > 0  # `meant` is then this and the character before it
        text = text[: odd.at - joined] + odd.meant + text[odd.at + 1 :]
    return _UNSEEN.sub("", text).strip()


def _deceives(text: str, at: int) -> bool:
    """Whether the word in which a look-alike stands can be taken for another: it has no letter of the look-alike's own
    script that looks like no other."""
    if text[at] in "○◯":
        return bool(re.search(rf"{_NUMERAL}[○◯]|[○◯]{_NUMERAL}", text[max(0, at - 1) : at + 2]))
    word = text[_edge(text, at, -1) : _edge(text, at, 1) + 1]
    if len(word) == 1 and "GREEK SMALL" in unicodedata.name(word):
        return False  # α and its like stand for themselves
    return all(ord(each) in MEANT or each.isascii() or "LATIN" in unicodedata.name(each, "") for each in word)


def _edge(text: str, at: int, step: int) -> int:
    """The last letter of the word around a letter, in a direction; a Han character is a word by itself."""
    while 0 <= at + step < len(text) and text[at + step].isalpha() and not A_HAN.match(text[at + step]):
        at += step
    return at


def folded(character: str) -> str:
    """What a character is when form does not matter: without its accents, width and case, as what it looks like."""
    plain = unicodedata.normalize("NFKD", character.translate(MEANT)).casefold().translate(MEANT)
    return "".join(each for each in plain if not (unicodedata.combining(each) or each.isspace() or _UNSEEN.match(each)))


_UNSEEN = re.compile(f"[{INVISIBLE}]")
