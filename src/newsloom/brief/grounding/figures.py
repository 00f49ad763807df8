"""Whether the numbers of a sentence stand in its passages: value, bounds, unit, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsloom.brief.grounding import derived
from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair, Side
from newsloom.brief.grounding.words import Word, table
from newsloom.text import dates, numbers
from newsloom.text.numbers import Number

LOOSE = 0.5  # how far a bound may be from the exact figure that it stands for
NEAR = 0.05  # how far a figure may be from one that is told as "about" it
REACH = 5  # words between a number and what happened to those counted
_DIGITS = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d{3}(?!\d)|[.,:]\d+)*")
_HYPHENS = re.compile(r"\d-(?:million|billion|thousand)(?:-[a-z]{3,12})?", re.IGNORECASE)
_ROMAN = re.compile(r"(?<!\w)([XVI]{1,6})(?:e|er|º|th)?(?!\w)")
_JOIN = re.compile(r"(?<!\w)(?:and|while|but|et|y|e|pero|mais)(?!\w)|[,;]", re.IGNORECASE)
_EXACT = frozenset(("exactly", "precisely", "just", "exactement", "exactamente"))
# "another 2,000" is 2,000
_ADDED = frozenset(("another", "a further", "further", "an additional", "additional", "other", "otros", "otras", "autres", "restants"))
_BELOW = frozenset(("nearly", "almost", "close to", "just under", "près de", "presque", "casi"))
_OUTCOMES = ("~die", "~hurt", "missing", "miss", "~arrest", "evacuat", "evacu", "~rescue", "~dismiss", "~house")
_GENERIC = frozenset(("~person", "~new", "other"))


def faults(pair: Pair) -> Iterator[Fault]:
    written = pair.sentence
    mine = _numbers(written)
    theirs = [(side, number, found) for side in pair.sides for found in [_numbers(side)] for number in found]
    for number in mine:
        text = written.text[number.start : number.end]
        met = [(side, other, found) for side, other, found in theirs if supports(number, written, other, side)]
        if met and _bound_added(number, [other for _, other, _ in theirs]):
            yield Fault("number", text, "a passage has this figure without a bound")
        elif not met:
            if not (
                _trivial(number, theirs, written)
                or _spelled(number, pair)
                or _as_digits(number, pair, theirs)
                or _remainder(number, theirs)
                or _by_ends(number, written, theirs)
                or derived.follows(number, written, theirs)
            ):
                yield Fault("number", text, "no passage has this figure with these bounds and this unit")
        elif not any(_same_matter(number, mine, written, other, found, side) for side, other, found in met):
            yield Fault("number", text, "the passage counts something else with this figure")
    yield from _bare_digits(pair, mine)


def _bound_added(number: Number, theirs: Sequence[Number]) -> bool:
    """ "fewer than four" where a passage has "four": another figure that it would fit is not what is meant."""
    ends = {number.low, number.high} - {None}
    if len(ends) != 1 or (number.low is not None and number.low == number.high):
        return False
    same = [n for n in theirs if {n.low, n.high} - {None} == ends and n.unit == number.unit]
    return bool(same) and all(n.low == n.high and not _about(n) for n in same)


def _numbers(side: Side) -> list[Number]:
    """Numbers that are no part of a date."""
    days = [(e.start, e.end) for e in dates.find(side.text, side.language) if e.form not in ("unit", "anchored", "duration")]
    # "a 2-million-euro fund": the hyphens keep a number from its unit
    text = _HYPHENS.sub(lambda m: m.group().replace("-", " "), side.text)
    found = [n for n in numbers.find(text, side.language) if not any(a < n.core_end and n.core_start < b for a, b in days)]
    return [_plain(n, side) for n in found]


def _plain(number: Number, side: Side) -> Number:
    """ "keep watch over two dams": what looks like a bound belongs to the word before it."""
    verbs = table(side.language).get("not_bounds", {}).get((number.qualifier or "").casefold(), ())
    before = next((w.folded for w in reversed(side.words) if w.end <= number.start), "")
    even = side.text[: number.start].casefold().rstrip().endswith("not even") or (before == "not" and number.kind == "share")
    if even and number.low is not None and number.low == number.high:
        return replace(number, low=None, high_open=True)  # "not even 100", "not a tenth of it"
    if number.low is None or before not in verbs:
        return number
    return replace(number, high=number.low, low_open=False, qualifier=None, start=number.core_start)


def supports(number: Number, written: Side, other: Number, side: Side) -> bool:
    """Whether `other` of a passage makes `number` of the sentence true without saying it more loosely than a reader would take it."""
    if not _same_unit(number, written, other, side):
        return False
    if {number.kind, other.kind} == {"share", "percent"}:
        number, other = _percent(number), _percent(other)
    if _about(number):
        return _near(number, other)
    if number.low is not None and number.low == number.high:
        return other.low == other.high == number.low and not _about(other) and other.vague == number.vague
    if (number.low, number.high, number.low_open, number.high_open) == (other.low, other.high, other.low_open, other.high_open):
        return True
    return _end_of(number, other) or (other.low is not None and other.low == other.high and _allows(number, other.low))


def _end_of(number: Number, other: Number) -> bool:
    """ "up to 450" and "at least 350", where a passage has "350 to 450"."""
    if other.low is None or other.high is None or other.low >= other.high or number.low_open or number.high_open:
        return False
    return (number.low is None and number.high == other.high) or (number.high is None and number.low == other.low)


def _percent(number: Number) -> Number:
    """A share as percent."""
    if number.kind != "share":
        return number
    return replace(number, low=_times(number.low), high=_times(number.high))


def _times(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _allows(number: Number, value: float) -> bool:
    """ "more than 1,000" of 1,200: a round bound near what a passage has exactly. "At least 31" of 31 would say something else."""
    if number.low is not None and not number.low < value <= number.low * (1 + LOOSE):
        return False
    return number.high is None or number.high * (1 - LOOSE) <= value < number.high


def _about(number: Number) -> bool:
    if number.qualifier is None or number.low is None or number.low != number.high:
        return False
    return number.qualifier.casefold() not in _EXACT and number.qualifier.casefold() not in _ADDED


def _near(number: Number, other: Number) -> bool:
    """ "about N": the passage has N, something that rounds to it, or a range around it."""
    low = other.low if other.low is not None else other.high
    high = other.high if other.high is not None else other.low
    if low is None or high is None or number.low is None or (other.low is None) != (other.high is None):
        return False
    below = number.qualifier is not None and number.qualifier.casefold() in _BELOW
    told_below = other.qualifier is not None and other.qualifier.casefold() in _BELOW
    if below and low == number.low and not told_below:
        return False  # "nearly 300" of exactly 300
    return low * (1 - NEAR) <= number.low <= high * (1 + NEAR)


def _same_unit(number: Number, written: Side, other: Number, side: Side) -> bool:
    if number.unit == other.unit:
        return True
    if {number.kind, other.kind} <= {"share", "percent"}:
        return True
    mine, theirs = number.unit_end > number.unit_start, other.unit_end > other.unit_start
    if mine and theirs and number.unit is not None and other.unit is not None:
        return False
    if number.unit is None and theirs:  # "54 to 41 a week" is read with its unit, "54" without
        word = side.text[other.unit_start : other.unit_end].casefold()
        return side.language == written.language and word in written.text.casefold() and other.kind in ("duration", "count", "money")
    if other.unit is None and mine:
        return number.kind == "duration" and written.text[number.unit_start : number.unit_end].casefold() in side.text.casefold()
    return False


def _trivial(number: Number, theirs: Sequence[tuple[Side, Number, list[Number]]], written: Side) -> bool:
    """ "one of them", "one window" for "a window": no figure, unless a passage counts the same thing otherwise."""
    if not (number.plain and number.low in (1, 2) and number.unit is None):
        return False
    before = written.text[: number.start].rstrip().rsplit(" ", 1)[-1].casefold()
    if number.low != 1 and before not in ("the", "both", "les", "los", "las", "of"):
        return False  # "the two" may count what a passage names
    heads = _after(written, number, [])[:1]
    return not any(word.like & other.like for side, n, found in theirs for word in heads for other in _after(side, n, found)[:2])


def _spelled(number: Number, pair: Pair) -> bool:
    """A number word that a passage has to the letter although it was not read as a number there ("the two sides")."""
    text = pair.sentence.text[number.start : number.end]
    if any(c.isdigit() for c in text):
        return False
    for side in pair.sides:
        spans = [(n.start, n.end) for n in numbers.find(side.text, side.language)]
        for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", side.text, re.IGNORECASE):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                return True
    return False


def _as_digits(number: Number, pair: Pair, theirs: Sequence[tuple[Side, Number, list[Number]]]) -> bool:
    """A plain figure that the passage has in a form that is read otherwise, such as an age ("45-year-old", "Lund, 52,")."""
    digits = pair.sentence.text[number.core_start : number.core_end]
    if not (number.plain and digits.isdigit() and number.kind in ("count", "duration")):
        return False
    for side in pair.sides:
        for match in re.finditer(rf"(?<![\d.,]){digits}(?![\d]|[.,]\d)", side.text):
            here = [n for s, n, _ in theirs if s is side and n.start <= match.start() < n.end]
            if all(n.kind == "duration" and n.low == n.high for n in here):
                return True
    return False


def _remainder(number: Number, theirs: Sequence[tuple[Side, Number, list[Number]]]) -> bool:
    """Two of seven, where a passage has "five of the seven"."""
    if not (number.plain and number.unit is None and number.low is not None and number.low == number.high):
        return False
    for _, part, found in theirs:
        whole = found[part.whole] if part.whole is not None and part.whole < len(found) else None
        exact = whole is not None and whole.low == whole.high and part.low == part.high
        if exact and whole and whole.low is not None and part.low is not None and whole.low - part.low == number.low:
            return True
    return False


def _by_ends(number: Number, written: Side, theirs: Sequence[tuple[Side, Number, list[Number]]]) -> bool:
    """A range whose two ends a passage has as two figures ("90 million to 110 million")."""
    if number.low is None or number.high is None or number.low == number.high:
        return False
    for side, first, found in theirs:
        ends = [n for n in found if n.start >= first.end][:1]
        if first.low == first.high == number.low and any(
            n.low == n.high == number.high and _same_unit(number, written, n, side) for n in ends
        ):
            return True
    return False


def _same_matter(number: Number, mine: list[Number], written: Side, other: Number, theirs: list[Number], side: Side) -> bool:
    """Whether what is counted and what became of it is the same."""
    here, there, near = _outcome(written, number, mine), _outcome(side, other, theirs), _outcomes(side, other, theirs)
    if here and there and not here & (there | near):
        return False
    if side.language != written.language or number.low == 1:
        return True
    told = next((w for w in side.words if w.start >= other.end), None)
    if told is None or not told.content or side.text[other.end : told.start].strip() or written.has(told):
        return True  # the passage names nothing right after it ("the last two were"), or the sentence names it as well
    head = next((w for w in written.words if w.start >= number.end), None)
    if head is None or not head.content or head.like & _GENERIC or written.text[number.end : head.start].strip():
        return True
    around = (*_after(side, other, theirs)[:REACH], *_before(side, other, theirs)[-REACH:])
    return any(head.like & word.like or word.like & _GENERIC for word in around) or (not around and side.has(head))


def _outcome(side: Side, number: Number, found: list[Number]) -> frozenset[str]:
    """What became of those counted: the nearest word of that kind after the number, else before it in the same clause."""
    for words in (_after(side, number, found)[:REACH], list(reversed(_before(side, number, found)))[:REACH]):
        for word in words:
            groups = frozenset(key for key in word.like if key in _OUTCOMES)
            if groups and not (word.end <= number.start and _JOIN.search(side.text[word.end : number.start])):
                return groups
    return frozenset()


def _outcomes(side: Side, number: Number, found: list[Number]) -> frozenset[str]:
    words = (*_after(side, number, found)[:REACH], *_before(side, number, found)[-REACH:])
    return frozenset(key for word in words for key in word.like if key in _OUTCOMES)


def _after(side: Side, number: Number, found: list[Number]) -> list[Word]:
    stop = min((n.start for n in found if n.start >= number.end), default=len(side.text))
    words = [w for w in side.words if w.start >= number.core_end and w.end <= stop]
    return [w for w in words if w.clause == (words[0].clause if words else 0) and (w.content or w.stem in ("missing", "miss"))]


def _before(side: Side, number: Number, found: list[Number]) -> list[Word]:
    stop = max((n.end for n in found if n.end <= number.start), default=0)
    words = [w for w in side.words if w.end <= number.core_start and w.start >= stop]
    return [w for w in words if w.clause == (words[-1].clause if words else 0) and w.content]


def _bare_digits(pair: Pair, mine: list[Number]) -> Iterator[Fault]:
    """Digits that no reader took for a number or a date: they must stand in a passage as they are."""
    written = pair.sentence
    spans = [(n.start, n.end) for n in mine] + [(e.start, e.end) for e in dates.find(written.text, written.language)]
    known = {re.sub(r"\D", "", m.group()) for side in pair.sides for m in _DIGITS.finditer(side.text)}
    known |= {str(_roman(m.group(1))) for side in pair.sides for m in _ROMAN.finditer(side.text)}
    for match in _DIGITS.finditer(written.text):
        if any(a < match.end() and match.start() < b for a, b in spans):
            continue
        evening = written.text[match.end() :].lstrip()[:2].casefold() in ("pm", "p.")
        hour, _, minutes = match.group().replace(":", ".").partition(".")
        if re.sub(r"\D", "", match.group()) not in known and not (evening and hour.isdigit() and f"{int(hour) + 12}{minutes}" in known):
            yield Fault("number", match.group(), "no passage has this figure")


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in text]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))
