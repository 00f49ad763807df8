"""Figures that stand without a noun of their own ("voted by 17 to 12", "the driver, 41", "the union kept to 70,000", "hit four times").

They are no figures of an article's own: what they count is told elsewhere. Laid beside other articles' figures they may be told to be
versions of those; alone they make no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from newsloom import lexicon
from newsloom.records import Annotations, Article, Quantity, Value
from newsloom.text import numbers
from newsloom.text.numbers import Number

_WINDOW = 40  # characters around a number that are looked at
_YEARS = range(1800, 2101)
_AGES = range(1, 116)
_DIALLED = re.compile(r"(?:\d[\s)\-./]*|\(|(?:call|phone|tel|dial|text|llame|appel)[^.]{0,24})$")  # before a part of a number to call
_DIALLED_ON = re.compile(r"^\s?[)(]|^[\s\-./)]{1,2}\d|^-?[a-z]+\b\s?\(\d")  # after one
_NAMED = re.compile(r"[^.!?:\s]\s(?:[A-ZÀ-Þ]\.\s)?[A-ZÀ-Þ][^\W\d_]*\s$")  # "Loop 323": a number in a name, within a sentence
_CLOCK = re.compile(r"^\s?(?:[ap]\.?m\.?\b|h\b|uhr\b|o['’]clock|:\d|\.\d|[-–/]\d)")


def leftovers(article: Article, notes: Annotations) -> list[Quantity]:
    """The numbers of an article that are none of its quantities and neither years, times of day nor parts of names, in text order."""
    body, language = article.body(), notes.language
    country = article.outlet.country if article.outlet else None
    taken = [(q.start, q.end) for q in notes.quantities] + [(t.start, t.end) for t in notes.times if t.kind != "duration"]
    taken += [(m.start, m.end) for m in notes.mentions if m.form == "name"]
    found = [n for n in numbers.find(body, language, country) if not any(n.core_start < end and start < n.core_end for start, end in taken)]
    kept = []
    for index, number in enumerate(found):
        beside = [found[k] for k in (index - 1, index + 1) if 0 <= k < len(found)]
        quantity = _read(body, number, beside, language)
        if quantity is not None:
            kept.append(quantity)
    return kept


def _read(text: str, number: Number, beside: Sequence[Number], language: str) -> Quantity | None:
    """What is known of a number by the words around it, None where it may be no figure of anything."""
    table = lexicon.table("loose")
    before = text[max(0, number.start - _WINDOW) : number.start].lower()
    after = text[number.end : number.end + _WINDOW].lower()
    if number.kind != "count":
        return _made(number, number.unit, "", "") if number.kind in ("duration", "measure", "share", "percent", "money") else None
    often = re.match(r"\s(?:" + "|".join(table["often"]["after"]) + r")\b", after)
    if often:
        return _made(number, None, "times", "occasion", number.end + often.end())
    digits = text[number.core_start : number.core_end]
    if number.plain and not digits.isdigit() and number.low == 1:
        return None  # "one", "une": mostly an article or a pronoun
    ballot = _ballot(text, number, beside, table)
    if ballot:
        return _made(number, None, "votes", ballot)
    if _aged(number, before, after, table, language):
        return _made(number, "year", "", "age")
    words = before.split()
    label = bool(words) and words[-1].strip("(,") in table["labels"]["before"] and digits.isdigit() and number.plain
    small = number.plain and number.low is not None and number.low < 10 and digits.isdigit()
    if _DIALLED.search(before) or _DIALLED_ON.match(after):
        return None
    if digits.isdigit() and number.plain and language != "de" and _NAMED.search(text[max(0, number.start - _WINDOW) : number.start]):
        return None
    year = digits.isdigit() and number.low is not None and int(number.low) in _YEARS
    if year or _CLOCK.match(after) or small or (label and not number.qualifier) or before[-1:] in "-–/.:#№":
        return None
    return _made(number, None, "", "")


def _made(number: Number, unit: str | None, counts: str, head: str, end: int | None = None) -> Quantity:
    value = Value(
        low=number.low, high=number.high, low_open=number.low_open, high_open=number.high_open, unit=unit, counts=counts,
        qualifier=number.qualifier, vague=number.vague,
    )  # fmt: skip
    return Quantity(start=number.start, end=end or number.end, value=value, head=head)


def _ballot(text: str, number: Number, beside: Sequence[Number], table: dict[str, Any]) -> str | None:
    """ "ballot" for the first figure of "by 17 to 12", "ballot_against" for the second."""
    if number.low is None or number.low >= 1000:
        return None
    near = set(re.findall(r"\w+", text[max(0, number.start - 2 * _WINDOW) : number.end + 2 * _WINDOW].lower()))
    if not near & set(table["ballot"]["near"]):
        return None
    for other in beside:
        first, last = sorted((number, other), key=lambda n: n.start)
        if text[first.core_end : last.core_start].strip().lower() in table["ballot"]["between"]:
            return "ballot" if number is first else "ballot_against"
    return None


def _aged(number: Number, before: str, after: str, table: dict[str, Any], language: str) -> bool:
    if not number.plain or number.low is None or int(number.low) not in _AGES:
        return False
    if after.startswith(tuple(table["age"].get(f"after_{language}", ()))):
        return True
    if re.search(r"[^\W\d_], $", before) and re.match(r"\s?,", after):  # "the driver, 41, said"
        return number.low > 10
    lead = re.search(r"(?:" + "|".join(table["age"]["before"]) + r")\s$", before)
    return lead is not None and (lead.group().strip() != "is" or bool(re.search(r"\bwho is\s$", before))) and not re.match(r"\s\w", after)
