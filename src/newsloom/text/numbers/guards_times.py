"""What looks like an amount and tells a time or an age: years, dates, clock times, "the first half", "aged 54"."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.text.numbers.around import DASHES, text_at, token_at
from newsloom.text.numbers.atoms import Atom
from newsloom.text.numbers.grammar import Grammar
from newsloom.text.numbers.tokens import Token


def is_age(found: Sequence[Token], first: int, last: int, unit: bool, rules: Grammar) -> bool:
    after, beyond = token_at(found, last), token_at(found, last + 1)
    old = rules.listed("labels", "old")
    dashed = after is not None and after.text in DASHES and beyond is not None and beyond.lower in old
    if dashed or (after is not None and after.lower in old):
        return True
    ages = {tuple(words.split()) for words in rules.listed("labels", "age")}
    for words in ages:
        back = tuple(t.lower for t in found[max(0, first - len(words)) : first])
        if back == words and (words not in (("los",), ("tiene",), ("tenía",)) or (unit and found[last - 1].lower == "años")):
            return True
    before = token_at(found, first - 1)
    if before is None:
        return False
    closing = after is None or after.text in (",", ".", ")", ";")
    last_word = found[last - 1].lower
    if before.text in (",", "(") and closing and first >= 2 and found[first - 2].text[:1].isupper():
        return (not unit and after is not None and after.text != "." and small(found[first:last])) or last_word in ("ans", "años")
    if last_word in ("ans", "años") and before.lower in rules.listed("labels", "of_age"):
        return rules.language == "es" or (first >= 2 and found[first - 2].lower not in ("peine", "plus"))
    of = before.lower in rules.listed("labels", "of_age") and not unit
    return of and closing and rules.language == "en" and small(found[first:last]) and first >= 3 and found[first - 3].lower in ("a", "an")


def part_of_time(found: Sequence[Token], first: int, rules: Grammar) -> bool:
    """ "the first half of 2024", "en mitad de la noche": a stretch of time or of a match, no share."""
    before = token_at(found, first - 1)
    return before is not None and before.lower in rules.listed("words", "no_share")


def small(core: Sequence[Token]) -> bool:
    """An age is a whole number of at most three digits, or a number word of two parts."""
    return (len(core) == 1 and core[0].text.isdecimal() and len(core[0].text) <= 2) or (core[0].kind == "word" and len(core) <= 3)


def is_clock(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    after = token_at(found, last)
    before = token_at(found, first - 1)
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
    if after.lower in clock or (after.lower in ("a", "p") and text_at(found, last + 1) == "." and text_at(found, last + 2) in ("m", "M")):
        return True
    if after.lower == "o" and text_at(found, last + 1) in ("'", "’"):
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


def is_date(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
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


def is_year(found: Sequence[Token], first: int, last: int, strong: bool, atom: Atom, rules: Grammar) -> bool:
    if atom.numeral and last - first == 1 and len(found[first].text) == 4 and found[first].text.isdecimal():
        number = int(found[first].text)
        before = token_at(found, first - 1)
        after = token_at(found, last)
        cued = before is not None and before.lower in rules.listed("labels", "year_before")
        if 1000 <= number <= 2100:
            after_noun = after is not None and after.kind == "word" and after.text[:1].islower() and not after.glued
            return not strong and (cued or number >= 1900 or not after_noun)
    if atom.numeral and last - first == 3 and len(found[first].text) == 4 and all(c.isdecimal() for c in found[first].text):
        return 1000 <= int(found[first].text) <= 2100 and found[first + 1].text in DASHES
    return _spoken_year(found, first, last, rules)


def _spoken_year(found: Sequence[Token], first: int, last: int, rules: Grammar) -> bool:
    """ "nineteen ninety-eight": a number word from ten to twenty beside a second one of two digits, which the grammar keeps apart."""
    if rules.language not in ("en",) or found[first].kind != "word":
        return False
    century = {"eighteen", "nineteen", "twenty", "seventeen", "sixteen"}
    tens = rules.cardinals
    after, before = token_at(found, last), token_at(found, first - 1)
    if last - first == 1 and found[first].lower in century and after is not None and tens.get(after.lower, 0) >= 10:
        return True
    return before is not None and before.lower in century and tens.get(found[first].lower, 0) >= 10
