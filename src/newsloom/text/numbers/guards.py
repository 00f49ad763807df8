"""What looks like an amount and is none: years, dates, ages, clock times, scores, ordinals, names, addresses, references."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.text.numbers import guards_times
from newsloom.text.numbers.around import DASHES, token_at
from newsloom.text.numbers.atoms import Atom
from newsloom.text.numbers.grammar import Grammar, match, match_back
from newsloom.text.numbers.tokens import Token

_GLUE = ("/", "_", "@", "#", "\\", "=", "&", "№")
_SHORT = frozenset({"no", "nos", "n", "art", "sec", "vol", "fig", "p", "pp", "tel", "tél", "núm"})
_ORDINAL_ENDINGS = {"st", "nd", "rd", "th", "er", "ère", "re", "e", "ème", "eme", "º", "ª", "o", "a", "°"}


def is_amount(found: Sequence[Token], first: int, last: int, unit: bool, atom: Atom, rules: Grammar, qualified: bool) -> bool:
    """Whether tokens first..last are an amount of something, seen from the words around."""
    if _idiom(found, first, last, rules):
        return False
    strong = unit or qualified or atom.scaled or atom.vague or atom.share
    if _glued(found, first, last) or _ordinal(found, last, rules) or _listed(found, first, last):
        return False
    if guards_times.is_age(found, first, last, unit, rules) or guards_times.is_clock(found, first, last, rules):
        return False
    if atom.share and atom.low == 0.5 and guards_times.part_of_time(found, first, rules):
        return False
    if atom.vague or atom.share:
        return True
    if guards_times.is_date(found, first, last, rules) or _score(found, first, last, unit, rules) or _dialled(found, first, last, unit):
        return False
    if not unit and _address(found, last, rules):
        return False
    if _label(found, first, rules) and not (unit or atom.scaled):
        return False
    if guards_times.is_year(found, first, last, strong, atom, rules):
        return False
    return strong or not _name(found, first, last, rules)


def _idiom(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """ "a tale of two cities": a saying counts nothing."""
    sayings = rules.words.get("idioms", {})
    return bool(sayings) and any(
        (hit := match(sayings, found, k)) is not None and hit[0] >= last for k in range(max(0, first - 4), first + 1)
    )


def _glued(found: Sequence[Token], first: int, last: int) -> bool:
    """Part of a longer token: "F-16", "G7", "Covid-19", "24/7", "a/12", "v2", "12th"."""
    token, before = found[first], token_at(found, first - 1)
    if before is not None and token.glued and token.kind == "numeral":
        if before.text == "." and not before.glued:
            return True  # ".380"
        if before.kind == "word" and before.text not in ("US", "A", "C", "NZ", "HK", "S", "EUR", "USD", "GBP", "CHF"):
            return True
        if before.text in _GLUE or (before.text in DASHES and _letters_before(found, first - 1)):
            return True
        if before.text in (".", ",", ":") and before.glued and first >= 2 and found[first - 2].kind in ("numeral", "word"):
            return True
    after = token_at(found, last)
    if after is None or not after.glued:
        return False
    if after.text in _GLUE or (found[last - 1].kind == "numeral" and after.kind == "word"):
        return True
    beyond = token_at(found, last + 1)
    return found[last - 1].kind == "numeral" and after.text == ":" and beyond is not None and beyond.glued and beyond.kind == "numeral"


def _letters_before(found: Sequence[Token], dash: int) -> bool:
    before = token_at(found, dash - 1)
    return before is not None and found[dash].glued and before.kind in ("word", "numeral")


def _ordinal(found: Sequence[Token], last: int, rules: Grammar) -> bool:
    """ "12th", "1er", "the 1990s", "die 1990er"; "the first two" without a noun is left to the reader of nouns."""
    after = token_at(found, last)
    if after is None or found[last - 1].kind != "numeral" or not after.glued:
        return False
    if after.text in ("'", "’"):
        beyond = token_at(found, last + 1)
        return beyond is not None and beyond.lower == "s"
    return after.lower in _ORDINAL_ENDINGS or after.lower in rules.listed("labels", "decade")


def _listed(found: Sequence[Token], first: int, last: int) -> bool:
    """ "2- Bring water", "3) Leave": the number of a list item at the start of its line."""
    after, beyond = token_at(found, last), token_at(found, last + 1)
    if first or last != 1 or after is None or beyond is None or found[0].kind != "numeral" or len(found[0].text) > 2:
        return False
    return after.glued and after.text in ("-", ")", ".", "–") and not beyond.glued and beyond.text[:1].isupper()


def _score(found: Sequence[Token], first: int, last: int, unit: bool, rules: Grammar) -> bool:
    """ "3-1", "won 2-0", "6-4": two small numerals with a dash, and no count noun can follow."""
    dashes = [k for k in range(first, min(last + 1, len(found))) if found[k].text in DASHES]
    if not dashes or unit or found[first].kind != "numeral":
        return False
    left, right = token_at(found, dashes[0] - 1), token_at(found, dashes[0] + 1)
    if left is None or right is None or not right.text.isdecimal() or not left.text.isdecimal() or not right.glued:
        return False
    if len(left.text) > 2 or len(right.text) > 2:
        return len(left.text) == 4 and len(right.text) in (2, 4)
    near = {t.lower for t in found[max(0, first - 4) : first]}
    after = token_at(found, last if last > dashes[0] + 1 else dashes[0] + 2)
    return int(left.text) >= int(right.text) or bool(near & rules.listed("labels", "score")) or after is None or after.kind != "word"


def _dialled(found: Sequence[Token], first: int, last: int, unit: bool) -> bool:
    """A telephone number: "1-877-903", "822-1111", "01 42 33 45 67"."""
    if found[first].kind == "numeral" and last - first == 1 and _in_pairs(found, first):
        return True
    after, beyond = token_at(found, last), token_at(found, last + 1)
    if after is not None and after.text in DASHES and after.glued and beyond is not None and beyond.glued and beyond.kind == "numeral":
        return True
    dashed = last - first == 3 and found[first + 1].text in DASHES and found[first + 1].glued and not unit
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
    after, beyond = token_at(found, last), token_at(found, last + 1)
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


def _name(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """A number after a capitalised word ("Boeing 737", "Channel 4") or a capitalised number word inside a sentence ("Group of Seven")."""
    token, before = found[first], token_at(found, first - 1)
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
        after = token_at(found, last)  # "SKY 4 showed": a call sign; a headline in capitals goes on in capitals
        return after is None or not after.text.isupper()
    opening = token_at(found, first - 2)
    if opening is None or opening.text in (".", "!", "?", "“", '"', "«", ":", "”"):
        after = token_at(found, last)
        return after is None or after.kind != "word" or not after.text[:1].islower()
    after = token_at(found, last)
    return after is None or after.kind != "word" or not after.text[:1].islower() or last - first > 1
