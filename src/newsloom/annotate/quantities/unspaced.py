"""Quantities in languages that set no space between words (Chinese, Japanese), by tables of counters, nouns and units.

A number is a quantity where a unit, or a counter with what is counted, stands right behind it. Without a word that the table knows nothing
is said to be counted; a number of another kind (a year, an age, a rank) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsloom import lexicon
from newsloom.records import Quantity, Sentence, Value
from newsloom.text.numbers import han

_DASH = r"\s?[-–—~〜～－]\s?"
_OUTCOME = 14  # characters behind the counted within which what happened to them may stand
_BEFORE = 10
_STOP = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Table:
    """The words of one language, ready for the finder. Patterns are alternatives, longest first."""

    before: dict[str, str]
    after: dict[str, str]
    counters: re.Pattern[str]
    nouns: re.Pattern[str]
    classes: dict[str, str | None]
    outcomes: dict[str, str]
    units: dict[str, tuple[str, str]]
    unit: re.Pattern[str]
    not_before: tuple[str, ...]
    links: re.Pattern[str]
    range: re.Pattern[str]
    shares: re.Pattern[str]
    beings: frozenset[str]


def _either(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"  # type: ignore[call-overload]


@cache
def table(language: str) -> Table | None:
    """The table of a language, None for one without."""
    raw = lexicon.table("quantities", language)
    if not raw:
        return None
    classes = {word: name or None for name, words in raw["nouns"].items() for word in words}
    units = {word: (kind, unit) for kind in ("measure", "money", "duration", "percent") for word, unit in raw.get(kind, {}).items()}
    return Table(
        before={word: kind for kind, words in raw["before"].items() for word in words},
        after={word: kind for kind, words in raw["after"].items() for word in words},
        counters=re.compile(_either(raw["counters"])),
        nouns=re.compile(_either(classes)),
        classes=classes,
        outcomes={word: name for name, words in raw["outcomes"].items() for word in words},
        units=units,
        unit=re.compile(rf"\s?(?:{_either(units)})"),
        not_before=tuple(raw["not_before"]),
        links=re.compile(_either(raw["links"])),
        range=re.compile(rf"{_DASH}|{_either(raw['to'])}"),
        shares=re.compile(raw["share"]),
        beings=frozenset(raw["beings"]),
    )


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    low: float
    high: float | None
    vague: bool = False


def find(body: str, sentence: Sentence, language: str) -> list[Quantity]:
    """The quantities of one sentence, in order of place; offsets are code points of `body`."""
    rules = table(language)
    text = body[sentence.start : sentence.end]
    if rules is None:
        return []
    made = [_share(match) for match in rules.shares.finditer(text)]
    taken = [(q.start, q.end) for q in made]
    for amount in _amounts(text, rules):
        if not any(a < amount.end and amount.start < b for a, b in taken):
            made.extend(q for q in (_quantity(text, amount, rules),) if q is not None)
    moved = [_moved(q, sentence.start) for q in made]
    return sorted(moved, key=lambda q: q.start)


def _moved(q: Quantity, by: int) -> Quantity:
    return Quantity(start=q.start + by, end=q.end + by, value=q.value, head=q.head, klass=q.klass)


def _share(match: re.Match[str]) -> Quantity:
    """ "三分之一": a third."""
    below, above = han.value(match["below"]), han.value(match["above"])
    part = above / below if above and below else None
    return Quantity(start=match.start(), end=match.end(), value=Value(low=part, high=part, unit="share", counts=""))


def _amounts(text: str, rules: Table) -> Iterator[_Amount]:
    found = list(han.numerals(text))
    at = 0
    while at < len(found):
        first = found[at]
        at += 1
        amount = _Amount(first.start, first.end, first.low, first.high, first.vague)
        if at < len(found) and not first.vague and rules.range.fullmatch(text, first.end, found[at].start):
            second = found[at]
            low = first.low * (han.scale(second.low) if first.low < second.low / 1000 else 1)
            if not second.vague and low < second.low:
                amount = _Amount(first.start, second.end, low, second.high)
                at += 1
        if not text[: amount.start].endswith(rules.not_before):
            yield amount


def _quantity(text: str, amount: _Amount, rules: Table) -> Quantity | None:
    end = amount.end
    found = [_bound(text, end, rules.after)]
    end = found[0][0] if found[0] else end
    unit = rules.unit.match(text, end)
    noun, head, counted_end, klass = "", "", end, None
    if unit is None:
        counted = _counted(text, end, rules)
        if counted is None:
            return None
        noun, head, counted_end, klass, inner = counted
        found.append(inner)
    else:
        counted_end = unit.end()
        found.append(_bound(text, unit.end(), rules.after))
        counted_end = max(counted_end, found[-1][0] if found[-1] else 0)
    late = next(((a, w, k) for hit in found if hit for a, w, k in (hit,)), None)
    start, qualifier, kind = _before(text, amount.start, rules)
    if kind is None and late is not None:
        qualifier, kind = late[1], late[2]
    low, high, low_open, high_open = _bounds(amount, kind)
    name = rules.units[unit.group().strip()] if unit else None
    value = Value(
        low=_plain(low), high=_plain(high), low_open=low_open, high_open=high_open, unit=name[1] if name else None,
        counts=noun, qualifier=qualifier, vague=amount.vague,
    )  # fmt: skip
    return Quantity(start=start, end=counted_end, value=value, head=head, klass="money" if name and name[0] == "money" else klass)


def _plain(number: float | None) -> float | None:
    return int(number) if number is not None and float(number).is_integer() else number


def _bound(text: str, at: int, words: dict[str, str]) -> tuple[int, str, str] | None:
    """A qualifier at `at`: (its end, its words, its kind)."""
    for word, kind in sorted(words.items(), key=lambda pair: -len(pair[0])):
        if text.startswith(word, at):
            return at + len(word), word, kind
    return None


def _before(text: str, start: int, rules: Table) -> tuple[int, str | None, str | None]:
    lead = text[max(0, start - _BEFORE) : start].rstrip()
    for word, kind in sorted(rules.before.items(), key=lambda pair: -len(pair[0])):
        if lead.endswith(word):
            return text.rindex(word, 0, start), word, kind
    return start, None, None


def _bounds(amount: _Amount, kind: str | None) -> tuple[float | None, float | None, bool, bool]:
    if kind == "min":
        return amount.low, None, False, False
    if kind == "over":
        return amount.low, None, True, False
    if kind == "max":
        return None, amount.high, False, False
    if kind == "under":
        return None, amount.high, False, True
    return amount.low, amount.high, False, False


def _counted(text: str, at: int, rules: Table) -> tuple[str, str, int, str | None, tuple[int, str, str] | None] | None:
    """What a number that ends at `at` counts: (words, head, their end, class, qualifier inside), None without a known word."""
    counter = rules.counters.match(text, at)
    if counter is None:
        return None
    end = counter.end()
    inner = _bound(text, end, rules.after)
    behind = inner[0] if inner else end
    link = rules.links.match(text, behind)
    at_noun = link.end() if link else behind
    noun = rules.nouns.match(text, at_noun) or (
        rules.nouns.search(text, at_noun, at_noun + 6) if link or counter.group() not in rules.beings else None
    )
    if noun is not None and _STOP.search(text, at_noun, noun.start()):
        noun = None
    if noun is None and counter.group() not in rules.beings:
        return None
    words = noun.group() if noun else counter.group()
    last = noun.end() if noun else behind
    klass = rules.classes.get(words)
    stretch = _STOP.split(text[last : last + _OUTCOME])[0]
    happened = next(
        (name for word, name in rules.outcomes.items() if word in stretch and not any(c.isdigit() for c in stretch[: stretch.index(word)])),
        None,
    )
    return words, words, last, happened or klass, inner
