"""What looks like an amount and is none: years, dates, ages, clock times, scores, ordinals, names, addresses, references."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.text.numbers.atoms import Atom
from newsloom.text.numbers.grammar import Grammar, match, match_back
from newsloom.text.numbers.tokens import Token

_GLUE = ("/", "_", "@", "#", "\\", "=", "&", "№")
_SHORT = frozenset({"no", "nos", "n", "art", "sec", "vol", "fig", "p", "pp", "tel", "tél", "núm"})
_DASHES = ("-", "–", "—", "‑")
_ORDINAL_ENDINGS = {"st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "eme", "º", "ª", "o", "a", "°"}


def is_amount(found: Sequence[Token], first: int, last: int, unit: bool, atom: Atom, rules: Grammar, qualified: bool) -> bool:
    """Whether tokens first..last are an amount of something, seen from the words around."""
    if _idiom(found, first, last, rules):
        return False
    strong = unit or qualified or atom.scaled or atom.vague or atom.share
    if _glued(found, first, last) or _ordinal(found, last, rules) or _listed(found, first, last):
        return False
    if _age(found, first, last, unit, rules) or _clock(found, first, last, rules):
        return False
    if atom.share and atom.low == 0.5 and _part_of_time(found, first, rules):
        return False
    if atom.vague or atom.share:
        return True
    if _date(found, first, last, rules) or _score(found, first, last, unit, rules) or _dialled(found, first, last, unit):
        return False
    if not unit and _address(found, last, rules):
        return False
    if _label(found, first, rules) and not (unit or atom.scaled):
        return False
    if _year(found, first, last, strong, atom, rules):
        return False
    return strong or not _name(found, first, last, rules)


def _at(found: Sequence[Token], k: int) -> Token | None:
    return found[k] if 0 <= k < len(found) else None


def _idiom(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """ "a tale of two cities": a saying counts nothing."""
    sayings = rules.words.get("idioms", {})
    return bool(sayings) and any(
        (hit := match(sayings, found, k)) is not None and hit[0] >= last for k in range(max(0, first - 4), first + 1)
    )


def _glued(found: Sequence[Token], first: int, last: int) -> bool:
    """Part of a longer token: "F-16", "G7", "Covid-19", "24/7", "a/12", "v2", "12th"."""
    token, before = found[first], _at(found, first - 1)
    if before is not None and token.glued and token.kind == "numeral":
        if before.text == "." and not before.glued:
            return True  # ".380"
        if before.kind == "word" and before.text not in ("US", "A", "C", "NZ", "HK", "S", "EUR", "USD", "GBP", "CHF"):
            return True
        if before.text in _GLUE or (before.text in _DASHES and _letters_before(found, first - 1)):
            return True
        if before.text in (".", ",", ":") and before.glued and first >= 2 and found[first - 2].kind in ("numeral", "word"):
            return True
    after = _at(found, last)
    if after is None or not after.glued:
        return False
    if after.text in _GLUE or (found[last - 1].kind == "numeral" and after.kind == "word"):
        return True
    beyond = _at(found, last + 1)
    return found[last - 1].kind == "numeral" and after.text == ":" and beyond is not None and beyond.glued and beyond.kind == "numeral"


def _letters_before(found: Sequence[Token], dash: int) -> bool:
    before = _at(found, dash - 1)
    return before is not None and found[dash].glued and before.kind in ("word", "numeral")


def _ordinal(found: Sequence[Token], last: int, rules: Grammar) -> bool:
    """ "12th", "1er", "the 1990s", "die 1990er"; "the first two" without a noun is left to the reader of nouns."""
    after = _at(found, last)
    if after is None or found[last - 1].kind != "numeral" or not after.glued:
        return False
    if after.text in ("'", "’"):
        beyond = _at(found, last + 1)
        return beyond is not None and beyond.lower == "s"
    return after.lower in _ORDINAL_ENDINGS or after.lower in rules.listed("labels", "decade")


def _age(found: Sequence[Token], first: int, last: int, unit: bool, rules: Grammar) -> bool:
    after, beyond = _at(found, last), _at(found, last + 1)
    old = rules.listed("labels", "old")
    dashed = after is not None and after.text in _DASHES and beyond is not None and beyond.lower in old
    if dashed or (after is not None and after.lower in old):
        return True
    ages = {tuple(words.split()) for words in rules.listed("labels", "age")}
    for words in ages:
        back = tuple(t.lower for t in found[max(0, first - len(words)) : first])
        if back == words and (words not in (("los",), ("tiene",), ("tenía",)) or (unit and found[last - 1].lower == "años")):
            return True
    before = _at(found, first - 1)
    if before is None:
        return False
    closing = after is None or after.text in (",", ".", ")", ";")
    last_word = found[last - 1].lower
    if before.text in (",", "(") and closing and first >= 2 and found[first - 2].text[:1].isupper():
        return (not unit and after is not None and after.text != "." and _small(found[first:last])) or last_word in ("ans", "años")
    if last_word in ("ans", "años") and before.lower in rules.listed("labels", "of_age"):
        return rules.language == "es" or (first >= 2 and found[first - 2].lower not in ("peine", "plus"))
    of = before.lower in rules.listed("labels", "of_age") and not unit
    return of and closing and rules.language == "en" and _small(found[first:last]) and first >= 3 and found[first - 3].lower in ("a", "an")


def _listed(found: Sequence[Token], first: int, last: int) -> bool:
    """ "2- Bring water", "3) Leave": the number of a list item at the start of its line."""
    after, beyond = _at(found, last), _at(found, last + 1)
    if first or last != 1 or after is None or beyond is None or found[0].kind != "numeral" or len(found[0].text) > 2:
        return False
    return after.glued and after.text in ("-", ")", ".", "–") and not beyond.glued and beyond.text[:1].isupper()


def _part_of_time(found: Sequence[Token], first: int, rules: Grammar) -> bool:
    """ "the first half of 2024", "en mitad de la noche": a stretch of time or of a match, no share."""
    before = _at(found, first - 1)
    return before is not None and before.lower in rules.listed("words", "no_share")


def _small(core: Sequence[Token]) -> bool:
    """An age is a whole number of at most three digits, or a number word of two parts."""
    return (len(core) == 1 and core[0].text.isdecimal() and len(core[0].text) <= 2) or (core[0].kind == "word" and len(core) <= 3)


def _clock(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    after = _at(found, last)
    before = _at(found, first - 1)
    if after is None:
        return (
            rules.language == "en"
            and before is not None
            and before.lower == "at"
            and found[first].text.isdecimal()
            and len(found[first].text) <= 2
        )
    if rules.language == "fr" and found[last - 1].lower in ("heure", "heures"):  # the unit is taken in already
        return before is not None and before.lower in rules.listed("labels", "at_clock") and after.lower not in ("de", "d")
    clock = rules.listed("labels", "clock")
    if found[last - 1].kind != "numeral" and found[first].kind != "word":
        return rules.language == "es" and found[last - 1].lower == "horas" and before is not None and before.lower in ("las", "la")
    if after.lower in clock or (after.lower in ("a", "p") and _text(found, last + 1) == "." and _text(found, last + 2) in ("m", "M")):
        return True
    if after.lower == "o" and _text(found, last + 1) in ("'", "’"):
        return True
    glued_h = after.lower == "h" and found[first].kind == "numeral"
    at = before is not None and before.lower in rules.listed("labels", "at_clock") and rules.language in ("es", "de")
    return glued_h or (
        at
        and rules.language == "es"
        and after.lower in ("de", "en", "horas")
        and before is not None
        and before.lower in ("las", "la")
        and len(found[first].text) <= 2
    )


def _text(found: Sequence[Token], k: int) -> str:
    token = _at(found, k)
    return token.text if token else ""


def _date(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """Next to a month name, or digits in the form of a date."""
    months = rules.listed("labels", "months")
    if found[first].kind != "numeral" and found[first].lower not in rules.cardinals:
        return False
    after = [t for t in found[last : last + 3] if t.text != "."]
    if after and after[0].lower in ("de", "of") and len(after) > 1:
        after = after[1:]
    if after and after[0].lower in months and (rules.language not in ("en", "de") or after[0].text[:1].isupper()):
        return not (after[0].lower in ("may", "march", "mar") and not after[0].text[:1].isupper())
    before = [t for t in found[max(0, first - 3) : first] if t.text not in (".", ",")]
    near = before[-1] if before else None
    if near is not None and near.lower in (*months, "de", "of") and rules.language in ("en", "fr", "es"):
        named = near if near.lower in months else (before[-2] if len(before) > 1 else None)
        if (named is not None and named.lower in months and named.text[:1].isupper()) or (
            named is not None and rules.language != "en" and named.lower in months
        ):
            apart = found[first - 1].text == ","
            size = len(found[first].text)
            return found[first].kind == "numeral" and found[first].text.isdecimal() and (size == 4 if apart else size <= 4)
    text = found[first].text
    return found[first].kind == "numeral" and text.count(".") == 2 and all(len(p) in (1, 2, 4) for p in text.split("."))


def _score(found: Sequence[Token], first: int, last: int, unit: bool, rules: Grammar) -> bool:
    """ "3-1", "won 2-0", "6-4": two small numerals with a dash, and no count noun can follow."""
    dashes = [k for k in range(first, min(last + 1, len(found))) if found[k].text in _DASHES]
    if not dashes or unit or found[first].kind != "numeral":
        return False
    left, right = _at(found, dashes[0] - 1), _at(found, dashes[0] + 1)
    if left is None or right is None or not right.text.isdecimal() or not left.text.isdecimal() or not right.glued:
        return False
    if len(left.text) > 2 or len(right.text) > 2:
        return len(left.text) == 4 and len(right.text) in (2, 4)
    near = {t.lower for t in found[max(0, first - 4) : first]}
    after = _at(found, last if last > dashes[0] + 1 else dashes[0] + 2)
    return int(left.text) >= int(right.text) or bool(near & rules.listed("labels", "score")) or after is None or after.kind != "word"


def _dialled(found: Sequence[Token], first: int, last: int, unit: bool) -> bool:
    """A telephone number: "1-877-903", "822-1111", "01 42 33 45 67"."""
    if found[first].kind == "numeral" and last - first == 1 and _in_pairs(found, first):
        return True
    after, beyond = _at(found, last), _at(found, last + 1)
    if after is not None and after.text in _DASHES and after.glued and beyond is not None and beyond.glued and beyond.kind == "numeral":
        return True
    dashed = last - first == 3 and found[first + 1].text in _DASHES and found[first + 1].glued and not unit
    return dashed and (len(found[first].text), len(found[first + 2].text)) == (3, 4) and found[first + 2].text.isdecimal()


def _in_pairs(found: Sequence[Token], at: int) -> bool:
    """Whether a numeral stands in a run of four or more of two digits, parted by spaces or points and with a zero at its head."""
    low = high = at
    while low > 0 and found[low - 1].kind == "numeral" and len(found[low - 1].text) == 2:
        low -= 1
    while high < len(found) and found[high].kind == "numeral" and len(found[high].text) == 2:
        high += 1
    return high - low >= 4 and found[low].text.startswith("0")


_POINTS = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW"})
_DIRECTIONS = frozenset({"East", "West", "North", "South"})


def _address(found: Sequence[Token], last: int, rules: Grammar) -> bool:
    """ "9100 block", "6825 S. Pinerock Drive", "911 call"."""
    after, beyond = _at(found, last), _at(found, last + 1)
    if after is None or found[last - 1].kind != "numeral":
        return False
    if after.lower in rules.listed("labels", "after"):
        return after.lower in ("block", "blk", "caliber", "calibre", "gauge") or found[last - 1].text in ("911", "999", "112")
    if after.text in _DIRECTIONS:  # "912 North Elm Street"; but "10,000 North Korean troops"
        return any(t.lower in rules.listed("labels", "street") for t in found[last + 1 : last + 4])
    return after.text in _POINTS and (beyond is None or not beyond.text[:1].islower())


def _label(found: Sequence[Token], first: int, rules: Grammar) -> bool:
    """After "Article", "No.", "phase" and their like; before "Street"."""
    at = first
    while at > 0 and found[at - 1].text in (".", "°", "º", "#", ":") and first - at < 2:
        at -= 1
    hit = match_back(rules.labels, found, at)
    if hit is not None and found[at].text == "." and found[hit[0]].lower not in _SHORT:
        hit = None  # "... by a slide. Nine people ...": the full stop ends a sentence
    if hit is None and at >= 2 and found[at - 1].lower in ("of", "de", "sur", "von", "/") and found[at - 2].kind == "numeral":
        hit = match_back(rules.labels, found, at - 2)  # "image 1 of 4"
    if hit is not None and found[hit[0]].lower in ("n", "no", "p", "art", "sec", "vol", "fig") and at == first:
        hit = None
    if found[first].kind == "numeral" and first + 2 < len(found) and found[first + 1].text[:1].isupper():
        street = rules.listed("labels", "street")
        if any(t.lower in street and t.text[:1].isupper() for t in found[first + 1 : first + 4]):
            return True
    if rules.language in ("fr", "es") and first + 1 < len(found) and found[first + 1].lower in rules.listed("labels", "street"):
        return found[first].kind == "numeral"
    return hit is not None


def _year(found: Sequence[Token], first: int, last: int, strong: bool, atom: Atom, rules: Grammar) -> bool:
    if atom.numeral and last - first == 1 and len(found[first].text) == 4 and found[first].text.isdecimal():
        number = int(found[first].text)
        before = _at(found, first - 1)
        after = _at(found, last)
        cued = before is not None and before.lower in rules.listed("labels", "year_before")
        if 1000 <= number <= 2100:
            after_noun = after is not None and after.kind == "word" and after.text[:1].islower() and not after.glued
            return not strong and (cued or number >= 1900 or not after_noun)
    if atom.numeral and last - first == 3 and len(found[first].text) == 4 and all(c.isdecimal() for c in found[first].text):
        return 1000 <= int(found[first].text) <= 2100 and found[first + 1].text in _DASHES
    return _spoken_year(found, first, last, rules)


def _spoken_year(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """ "nineteen ninety-eight": a number word from ten to twenty beside a second one of two digits, which the grammar keeps apart."""
    if rules.language not in ("en",) or found[first].kind != "word":
        return False
    century = {"eighteen", "nineteen", "twenty", "seventeen", "sixteen"}
    tens = rules.cardinals
    after, before = _at(found, last), _at(found, first - 1)
    if last - first == 1 and found[first].lower in century and after is not None and tens.get(after.lower, 0) >= 10:
        return True
    return before is not None and before.lower in century and tens.get(found[first].lower, 0) >= 10


def _name(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """A number after a capitalised word ("Boeing 737", "Channel 4") or a capitalised number word inside a sentence ("Group of Seven")."""
    token, before = found[first], _at(found, first - 1)
    if token.kind == "word":
        return (
            token.text[:1].isupper()
            and before is not None
            and before.text not in (".", "!", "?", "“", '"', "«", ":", "”", "'", "‘", "(", "—", "–", "¿", "¡")
        )
    if before is None or before.kind != "word" or not before.text[:1].isupper() or not rules.raw.get("capitalised_numbers_are_names"):
        return False
    if before.lower in (*rules.articles, *rules.listed("words", "determiners")):
        return False
    if len(before.text) > 1 and before.text.isupper() and len(token.text) <= 2 and last - first == 1:
        after = _at(found, last)  # "SKY 4 showed": a call sign; a headline in capitals goes on in capitals
        return after is None or not after.text.isupper()
    opening = _at(found, first - 2)
    if opening is None or opening.text in (".", "!", "?", "“", '"', "«", ":", "”"):
        after = _at(found, last)
        return after is None or after.kind != "word" or not after.text[:1].islower()
    after = _at(found, last)
    return after is None or after.kind != "word" or not after.text[:1].islower() or last - first > 1
