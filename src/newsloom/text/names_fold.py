"""One form for a name's many spellings: case, accents, hyphens, possessives and transliterations folded away.

Cyrillic is transliterated after the common simple tables (BGN/PCGN without its marks), so that a name printed in Russian or Ukrainian meets
its Latin spelling; other scripts stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдезиклмнопрстуфхцчшщъыьэюяіїєґёйўјљњћџђў",
        re.split(" ", "a b v g d e z i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ye g e i u j lj nj c dz d u"),
        strict=True,
    )
)
_CYRILLIC["ж"] = "zh"
_LETTERS = str.maketrans(
    {k: v.replace("_", "") for k, v in _CYRILLIC.items()}
    | {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a"}
    | dict.fromkeys("’'ʼʻ`´.·\u200b\u200c\u200d\ufeff\u00ad\x00", "")
    | dict.fromkeys("-‐‑‒–—―/_\u00a0", " ")
)
_MARKS = str.maketrans(dict.fromkeys('"“”„«»‘', ""))  # around a nickname
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SLAVIC_END = re.compile(r"(?:yy|iy|ij|yi|ii|yj|(?<=sk)i)$")
_SERGEY_END = re.compile(r"(?:ei|ej|ey|eyi)$")


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """`text` in lower case without accents, apostrophes and dots; hyphens become spaces; Cyrillic becomes Latin."""
    return fold_once(text)


def fold_once(text: str) -> str:
    """`fold` without remembering: for long lists that are read once."""
    if text.isascii():
        return text.lower() if text.isalpha() else " ".join(text.lower().translate(_LETTERS).split())
    lower = text.casefold()
    if not lower[0] >= "\u2e80":  # ideographs and syllables have no marks to lose
        lower = "".join([c for c in unicodedata.normalize("NFKD", lower).casefold() if not unicodedata.combining(c)])
    return " ".join(lower.translate(_LETTERS).split())


def bare(text: str) -> str:
    """`text` without a possessive ending ("Russia's" → "Russia")."""
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text


@lru_cache(maxsize=8192)
def person(text: str) -> str:
    """Folded name of a person, with the endings of transliterated names made one: Zelenskyy, Zelenskiy, Zelensky; Sergei, Sergey."""
    words = fold(text).translate(_MARKS).split()
    if len(words) > 1 and words[-1] == "jr":
        del words[-1]  # "Ervin Holt Jr." is mostly called without it
    return " ".join(_ending(word) for word in words)


def _ending(word: str) -> str:
    if len(word) < 5:
        return word
    if _SERGEY_END.search(word):
        return _SERGEY_END.sub("ey", word)
    return _SLAVIC_END.sub("y", word)


def skeleton(text: str) -> str:
    """A loose form for comparing spellings from different transliterations (Poutine, Putin; Aleksandr, Alexander): never a key.

    Only to be trusted beside other evidence (the same office, the same further name).
    """
    text = person(text)
    for old, new in (("ou", "u"), ("tch", "ch"), ("gu", "g"), ("ks", "x"), ("w", "v"), ("j", "y"), ("kh", "h"), ("y", "i"), ("ph", "f")):
        text = text.replace(old, new)
    text = re.sub(r"(.)\1+", r"\1", text)
    return " ".join(word.removesuffix("e") for word in text.split())
