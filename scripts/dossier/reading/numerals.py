"""Numerals as printed: folding of look-alike characters, and the value of Chinese and English number words.

The bottom layer of the readers of numbers and dates (`quantities`, `dates`). Everything here keeps positions:
a folded text has exactly as many code points as the text it was made from, so a span in one is a span in the other.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

_PAIRS = """
    萬万 億亿 兩两 幾几 數数 餘余 約约 達达 個个 過过 級级 條条 輛辆 臺台 間间 層层 張张 項项 種种 類类 隻只
    顆颗 塊块 組组 隊队 場场 處处 戶户 歲岁 國国 滿满 於于 僅仅 將将 經经 發发 來来 點点 後后 內内 圓元 幣币
    鎊镑 韓韩 盧卢 歐欧 馬马 噸吨 釐厘 納纳 顯显 頭头 門门 團团 產产 員员 參参 規规 時时 鐘钟 當当 現现 號号
    紀纪 屆届 輪轮 筆笔 別别 從从 負负 減减 佔占 為为 爲为 簽签 節节 違违 預预 紐纽 鄰邻 臨临 親亲 趕赶 遠远 長长
    無无 體体 對对 雙双 財财 邊边 維维 輕轻 齡龄 導导 徑径 線线 網网 開开 語语 媒媒 週周 積积 灣湾 運运 動动
    機机 樓楼 創创 盤盘 賬账 冊册 頁页 計计 與与 潤润 價价 資资 獲获 進进 夠够 總总 帶带 東东 應应 單单 實实
    終终 報报 禮礼 擁拥 雜杂 學学 會会 標标 華华 術术 選选 軟软 設设 電电 鄉乡 義义 稱称 譽誉 氣气 務务 階阶
    構构 羅罗 額额 撐撑 談谈 謂谓 屬属 碼码 圍围 轉转 貓猫 檢检 車车 爾尔 錢钱 區区 織织 罰罚 記记 檻槛 結结
    業业 駛驶 歷历 曆历 遊游 誌志 鐵铁 慶庆 債债 貨货 準准 評评 複复 復复 權权 見见 聽听 漲涨 載载 難难 軍军
    鳴鸣 爭争 眾众 飛飞 佈布 裡里 裏里 纔才 祇只 摺折 沒没 趨趋 這这 專专 畝亩 廠厂 圖图 奧奥 幀帧 強强 戰战 殺杀 棟栋
    樣样 璣玑 籤签 練练 統统 蘊蕴 裝装 訓训 試试 該该 誤误 質质 鍾钟 問问 聞闻 際际 陸陆 風风 餅饼 驟骤
"""
_TO_SIMPLIFIED = {pair[0]: pair[1] for pair in _PAIRS.split()}
_WIDE = {
    chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_MARKS = dict(zip("％．～－＋＄￥＜＞（）：−\u00a0\u2009\u202f\u3000’〜", "%.~-+$¥<>():-    '~", strict=True))
_FOLD = str.maketrans({**_TO_SIMPLIFIED, **_WIDE, **_MARKS})
# A full-width comma is a clause mark in Chinese, so it separates thousands only amid full-width digits.
_WIDE_SEPARATOR = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

HAN_DIGITS = "零〇一二两三四五六七八九"
HAN_NUMERALS = HAN_DIGITS + "十百千万亿"
_DIGIT = {"〇": 0, "两": 2} | {char: value for value, char in enumerate("零一二三四五六七八九")}
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_LONGEST = 24  # no numeral in print is longer, and the reading below recurses

_ONE_TO_NINETEEN = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_ONES = _ONE_TO_NINETEEN.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORD_VALUE = {word: value for value, word in enumerate(_ONES, 1)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
NUMBER_WORDS = tuple(_WORD_VALUE)
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))})"
ENGLISH_NUMBER = (
    rf"(?:(?:an?|{_BELOW_HUNDRED})[ -]hundred(?:[ ](?:and[ ])?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})(?![A-Za-z])"
)
"""Regex source, to be used without regard to case: a number word below a thousand, `two`, `a hundred and fifty`."""


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> str:
    """Return `text` with full-width and traditional forms replaced by plain and simplified ones.

    One code point for one, and only those that the readers look for: this is no conversion between scripts.
    """
    return text if text.isascii() else _WIDE_SEPARATOR.sub(",", text).translate(_FOLD)


def any_word(words: Iterable[str]) -> str:
    """Return regex source for any of the words, each of which begins with a plain small letter, in their order.

    Most places begin none, and are passed over with a look at one letter.
    """
    ordered = sorted(words, key=lambda word: word[0])  # stable: only words that begin alike can hide each other
    grouped = [
        f"{letter}(?:{'|'.join(word[1:] for word in same)})" for letter, same in groupby(ordered, lambda w: w[0])
    ]
    return f"(?=[{''.join(group[0] for group in grouped)}])(?:{'|'.join(grouped)})"


def han_value(numeral: str) -> Decimal | None:
    """Return the value of a folded Chinese numeral such as `一亿三千万`, or None where it is none (`千百`, `零一万`).

    A bare unit counts once (`百万`), and a last digit after 百, 千, 万 or 亿 takes the next place (`一万五` is 15000).
    """
    whole, point, fraction = numeral.partition("点")
    value = _han_integer(whole, leads=True) if len(numeral) <= _LONGEST else None
    if value is None or not point:
        return None if value is None else Decimal(value)
    if not fraction or any(char not in _DIGIT for char in fraction):
        return None
    return Decimal(f"{value}." + "".join(str(_DIGIT[char]) for char in fraction))


def _han_integer(numeral: str, *, leads: bool) -> int | None:
    for unit, size in _UNITS.items():
        head, found, tail = numeral.rpartition(unit)
        if found:
            many = _han_integer(head, leads=leads) if head else int(leads)
            rest = _han_rest(tail, size)
            limit = 10 if size < 10**4 else size
            return None if not many or many >= limit or rest is None else many * size + rest
    return _DIGIT.get(numeral)


def _han_rest(tail: str, size: int) -> int | None:
    """Return the value of what follows a unit of `size`; it must stay below it."""
    if not tail:
        return 0
    if tail in _DIGIT:
        return _DIGIT[tail] * size // 10
    value = _han_integer(tail.removeprefix("零").removeprefix("〇"), leads=False)
    return value if value is not None and value < size else None


def han_year(digits: str) -> int:
    """Return the year written digit by digit: 二〇二五 is 2025."""
    return int("".join(str(_DIGIT[char]) for char in digits))


def english_value(words: str) -> Decimal:
    """Return the value of a text that `ENGLISH_NUMBER` matches: `a hundred and fifty` is 150."""
    total = 0
    for word in re.split("[ -]", words.lower()):
        if word == "hundred":
            total *= 100
        elif word in ("a", "an"):
            total = 1
        elif word != "and":
            total += _WORD_VALUE[word]
    return Decimal(total)
