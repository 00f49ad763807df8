"""Which of the older encodings wrote these bytes."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from newsloom.text.language import chance

# What the Web means by a label (WHATWG Encoding Standard): the superset that software really wrote.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# The languages that an encoding was made for. A text read in the wrong one may still be recognised ("Starosta øekl" is Czech), but
# not as a language of that encoding.
_WEST = "en fr de es it pt nl sv da no nn is fi ca eu gl ga af id ms sw lb oc br fy sq tl ast la eo"
_CENTRAL = "pl cs sk hu hr sl ro sq bs sh de en"
_CYRILLIC = "ru uk bg sr mk be kk tt sh"
_LANGUAGES = {
    "cp1252": _WEST, "cp1250": _CENTRAL, "cp1251": _CYRILLIC, "koi8-r": "ru bg", "cp1253": "el", "cp1254": "tr az", "cp1255": "he yi",
    "cp1256": "ar fa ur ps ckb arz ug", "cp1257": "lt lv et", "cp874": "th", "koi8-u": "uk ru", "iso8859-2": _CENTRAL,
    "iso8859-5": _CYRILLIC,
    "iso8859-7": "el", "iso8859-15": _WEST, "cp1258": "vi", "cp866": "ru", "mac-roman": _WEST,
    "cp932": "ja", "euc_jp": "ja", "gb18030": "zh wuu", "cp949": "ko", "big5hkscs": "zh yue", "utf-16-le": "ja zh ko th wuu yue",
    "utf-16-be": "ja zh ko th wuu yue",
}  # fmt: skip
# The commonest letters of languages that have a script to themselves: the model tells those by their script alone.
_COMMON_LETTERS = (
    ("\u0400", "\u04ff", "оеаинтсрвлкмдпуяыьгзбiі", 0.8),
    ("\u0370", "\u03ff", "αοιετσνηυρπκςλμόίάέή", 0.8),
    ("\u0590", "\u05ff", "יוהלאתרבשמנ", 0.7),
    ("\u0600", "\u06ff", "اليمونرتبةعدسف", 0.75),
)  # first and last character of the script, letters, the share that they usually have
_MULTI = frozenset({"cp932", "euc_jp", "gb18030", "cp949", "big5hkscs", "utf-16-le", "utf-16-be"})
_SAMPLE = 16_384


def legacy(data: bytes, declared: list[str]) -> str:
    """The Python name of the encoding that bytes which are not UTF-8 are most likely in.

    Args:
        data: the whole input.
        declared: encodings that someone named, the most trusted first. They win a near tie, not more.
    """
    sample = _around_high_bytes(data)
    named = [n for n in (_known(d) for d in declared) if n]
    scores = {name: _score(sample, name) + _trust(name, named) for name in dict.fromkeys((*named, *_LANGUAGES))}
    return max(scores, key=lambda n: scores[n])


def _trust(name: str, named: list[str]) -> float:
    """What it is worth that someone named an encoding. The one that servers name when they do not know is the commonest all the same."""
    if name == "cp1252":
        return 0.04
    return 0.1 if name in named else 0.0


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    if name.startswith("utf") or not getattr(codecs.lookup(name), "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(name, name)


def _around_high_bytes(data: bytes) -> bytes:
    """A sample that holds characters outside ASCII, cut at line ends where there are any."""
    first = next((i for i, b in enumerate(data) if b >= 0x80), 0)
    start = data.rfind(b"\n", 0, first) + 1
    start = max(start, first - 2000)
    start -= start % 2  # a pair of UTF-16 stays a pair
    return data[start : start + _SAMPLE]


def _score(sample: bytes, name: str) -> float:
    """How much a sample looks like writing when read in an encoding: 0 (or less) to about 1."""
    try:
        text = sample.decode(name, "strict")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 3:
            return -1.0
        text = sample[: error.start].decode(name, "replace")
    wide = [c for c in text if c >= "\x80"]
    if not wide:
        return 0.0
    shape = (sum(_worth(c) for c in wide) - _oddities(text)) / len(wide)
    if shape < 0.2:
        return shape
    near = re.sub(r"<[^<>]{0,500}>", " ", text[max(0, text.find(wide[0]) - 200) :][:3000])
    likely = chance(near, frozenset(_LANGUAGES.get(name, "").split())) * _letters(near)
    return 0.5 * shape * (1.0 if name in _MULTI else 0.98) + 0.5 * likely


def _letters(text: str) -> float:
    """1 where a text in a script of its own uses that script's letters as often as its languages do, less where it does not."""
    for first, last, common, usual in _COMMON_LETTERS:
        own = [c for c in text.casefold() if first <= c <= last and c.isalpha()]
        if len(own) > 10 and 2 * len(own) > sum(c.isalpha() for c in text):
            return min(1.0, sum(c in common for c in own) / len(own) / usual) ** 2
    return 1.0


@lru_cache(maxsize=4096)
def _worth(char: str) -> float:
    """What one character outside ASCII says for a reading: letters and newspaper punctuation for it, controls and box drawing against."""
    code = ord(char)
    if code in _COMMON_MARKS or 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3 or 0x3000 <= code <= 0x3002:
        return 1.0
    if 0x4E00 <= code <= 0x9FFF:
        return 0.9 if _frequent_han(char) else 0.35
    if 0xFF61 <= code <= 0xFF9F or 0xE000 <= code <= 0xF8FF:
        return -1.0
    category = unicodedata.category(char)
    if category.startswith("L"):
        return 0.9
    return {"Mn": 0.8, "Nd": 0.3, "Cc": -2.0, "Cn": -2.0, "So": -0.6, "Sm": -0.6}.get(category, 0.1)


_COMMON_MARKS = frozenset(map(ord, "“”‘’„«»–—…•·°§€£€\xa0¿¡、。，「」『』（）：；？！"))


def _frequent_han(char: str) -> bool:
    """Han characters in everyday use: those of GB 2312 level 1, Big5 level 1 or JIS X 0208 level 1."""
    return _level_one(char, "gb2312", 0xB0, 0xD7) or _level_one(char, "euc_jp", 0xB0, 0xCF) or _level_one(char, "big5", 0xA4, 0xC6)


def _level_one(char: str, name: str, low: int, high: int) -> bool:
    raw = char.encode(name, "ignore")
    return len(raw) == 2 and low <= raw[0] <= high


def _oddities(text: str) -> float:
    """Shapes that hardly occur in writing: a capital inside a word after a small letter, two scripts in one word."""
    odd = 0.0
    before = " "
    for char in text:
        if before.isalpha() and char.isalpha() and (before >= "\x80" or char >= "\x80"):
            if before.islower() and char.isupper():
                odd += 1.0
            if _script(before) != _script(char):
                odd += 1.0
        elif (char >= "\x80" and char not in "\xa0" and not char.isalpha()) and before.isalpha() and ord(char) not in _COMMON_MARKS:
            odd += 0.3
        before = char
    return odd


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(" ")[0].replace("HIRAGANA", "CJK").replace("KATAKANA", "CJK").replace("FULLWIDTH", "CJK")
