"""From numbers to quantities: each number of a sentence with what it counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from newsloom import lexicon
from newsloom.annotate.quantities import context, direction, modal, parsed, parts, patterns, unspaced
from newsloom.annotate.quantities.classes import Classes, classes
from newsloom.annotate.quantities.counted import Counted
from newsloom.annotate.quantities.zero import zeros
from newsloom.annotate.reading import Reading
from newsloom.records import Mode, Quantity, Sentence, Value, Whole
from newsloom.text import numbers
from newsloom.text.numbers import Number

_Pair = tuple[Number, Counted]
_SUM = 1e6  # a bare number from here on may be a sum of money
_MONEY = 800  # characters after a sum within which a bare number may be one too
_ROW = 4  # words of "trois écoles sur quatre"


def find(reading: Reading) -> tuple[Quantity, ...]:
    """The quantities of an article, in order of place. Offsets are code points of its text.

    Kept are numbers of which the text says what they count or measure; a bare number is left out.
    """
    if unspaced.table(reading.language) is not None:
        return tuple(q for sentence in reading.sentences for q in unspaced.find(reading.body, sentence, reading.language))
    country = reading.article.outlet.country if reading.article.outlet else None
    table = classes(reading.language)
    found = numbers.find(reading.body, reading.language, country)
    starts = [sentence.start for sentence in reading.sentences]
    by_sentence: dict[int, list[int]] = {}
    for index, number in enumerate(found):
        place = bisect_right(starts, number.start) - 1
        if place >= 0 and number.end <= reading.sentences[place].end:
            by_sentence.setdefault(place, []).append(index)
    quantities: list[Quantity] = []
    for place, sentence in enumerate(reading.sentences):
        before = parts.earlier(quantities, reading.sentences[place - 1] if place else None)
        money = next((q.value.unit for q in reversed(quantities) if q.klass == "money" and sentence.start - q.end < _MONEY), None)
        made = _sentence(reading, sentence, by_sentence[place], found, table, before, money) if place in by_sentence else []
        made.extend(zeros(reading.body[sentence.start : sentence.end], sentence.start, table, reading.language))
        quantities.extend(sorted(made, key=lambda quantity: quantity.start))
    return tuple(quantities)


def _sentence(
    reading: Reading,
    sentence: Sentence,
    indexes: list[int],
    found: list[Number],
    table: Classes,
    before: parts.Anchor | None,
    money: str | None,
) -> list[Quantity]:
    text = reading.body[sentence.start : sentence.end]
    periods = context.periods(text, sentence.start, reading.language)
    pairs: dict[int, _Pair] = {}
    loose: dict[int, Number] = {}
    for index in indexes:
        number = found[index]
        if number.kind == "duration" and (
            _titled(number, reading) or _article(number, reading) or _adverbial(number, periods, text, sentence.start, reading.language)
        ):
            continue
        counted = _counted(reading, text, sentence.start, number, table)
        if number.unit == "share" and (counted is None or not counted.noun):
            counted = _between(number, text, sentence.start, reading.language, table) or counted
        if counted is None and number.whole is not None:
            counted = Counted(number.end, number.end, "", "")
        if counted is not None and (number.whole is not None or _counts(reading, number, counted, table)):
            pairs[index] = (number, counted)
        elif not _single(number, reading):
            loose[index] = number
    _share_nouns(pairs, reading.syntax)
    leaning = parts.Leaning(reading, sentence, table, pairs, loose, before, {})
    leaning.link()
    _as_money(pairs, loose, money)
    spans = [(number.start, number.end) for number, _ in pairs.values()]
    names = _places(reading, sentence)
    months = frozenset(lexicon.table("numbers", reading.language).get("labels", {}).get("months", ()))
    months |= frozenset(day.lower() for day in lexicon.table("times", reading.language).get("weekdays", {}))
    result = []
    wholes = {number.whole for number, _ in pairs.values()}
    for index, (number, counted) in sorted(pairs.items()):
        end = max(number.end, counted.end) if counted.start >= number.start else number.end
        whole = pairs.get(number.whole) if number.whole is not None else None
        if whole is not None:
            end = max(end, whole[1].end, whole[0].end)
        value = Value(
            low=number.low,
            high=number.high,
            low_open=number.low_open,
            high_open=number.high_open,
            unit=number.unit,
            counts=counted.text,
            qualifier=number.qualifier,
            vague=number.vague,
            of=Whole(low=whole[0].low, high=whole[0].high, counts=whole[1].noun) if whole is not None else leaning.wholes.get(index),
            period=None if index in wholes else context.period_of(number.start, end, periods, spans),
            where=context.where(text, sentence.start, end, reading.language, names, months),
            mode="actual" if index in wholes else _mode(reading, text, sentence.start, number, end),
        )
        result.append(Quantity(start=number.start, end=end, value=value, head=counted.head, klass=counted.klass))
    return result


def _between(number: Number, text: str, offset: int, language: str, table: Classes) -> Counted | None:
    """ "Trois écoles sur quatre": what is counted stands between the part and the whole."""
    words = text[number.start - offset : number.end - offset].split()
    if len(words) != _ROW or words[2].lower() not in lexicon.table("numbers", language).get("words", {}).get("out_of", ()):
        return None
    start = text.index(words[1], number.start - offset + len(words[0])) + offset
    word = words[1].lower()
    klass = table.noun(word, word.rstrip("sx"))
    return Counted(start, start + len(words[1]), words[1], word, None, klass, klass)


def _as_money(pairs: dict[int, _Pair], loose: dict[int, Number], money: str | None) -> None:
    """ "Roughly 310 million has been spent": a bare sum is in the currency of the sum before it. `pairs` is changed in place.

    Args:
        money: currency of the last sum of the text before, None where none is near.
    """
    for index, number in loose.items():
        size = number.low if number.low is not None else number.high
        if index in pairs or number.kind != "count" or size is None or size < _SUM:
            continue
        unit = next((n.unit for i, (n, _) in sorted(pairs.items(), reverse=True) if n.kind == "money" and i < index), money)
        if unit is not None:
            pairs[index] = (replace(number, unit=unit, kind="money"), Counted(number.end, number.end, "", "", None, "money"))


def _mode(reading: Reading, text: str, offset: int, number: Number, end: int) -> Mode:
    """By the parse where it tells; a cue further off only says "may be" of what the parse does not call actual."""
    told = modal.mode(reading.doc, number, reading.language) if reading.syntax else None
    cued = context.mode(text, offset, number.start, end, reading.language, modals=told is None)
    return cued if told is None or told == "actual" or cued == "estimated" else told


def _places(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """Mentions of places in a sentence; mentions stand in order of place."""
    first = bisect_left(reading.mentions, sentence.start, key=lambda mention: mention.start)
    last = bisect_left(reading.mentions, sentence.end, key=lambda mention: mention.start)
    return [(m.start, m.end) for m in reading.mentions[first:last] if reading.entities[m.entity].kind == "place"]


def _counted(reading: Reading, text: str, offset: int, number: Number, table: Classes) -> Counted | None:
    """What the number counts. A unit's own words stand in where nothing else does."""
    if reading.syntax:
        counted = parsed.counted(reading.doc, number, table, reading.language)
    else:
        counted = patterns.counted(text, offset, number, table, reading.language)
    if number.kind == "count":
        return counted
    moved = direction.before(text, number.start - offset, reading.language)
    unit = reading.body[number.unit_start : number.unit_end].lstrip("-‑ ").strip()
    if number.kind == "money":
        return Counted(number.start, number.start, unit if unit.isalpha() or " " in unit else "", "", moved, "money")
    if counted is None:
        measured = number.kind in ("measure", "duration")
        return Counted(number.start, number.start, unit if measured else "", "", None if measured else moved, None)
    if number.kind in ("measure", "duration"):
        return replace(counted, klass=None)
    return counted


def _counts(reading: Reading, number: Number, counted: Counted, table: Classes) -> bool:
    """Whether this is a count of things.

    "One" is a count only of beings and of what happened to them: elsewhere it is an article or a pronoun.
    """
    if number.kind != "count":
        return True
    if not counted.noun and not counted.outcome:
        return False
    words = lexicon.table("numbers", reading.language)
    if counted.head in words.get("words", {}).get("uncounted", ()):
        return False
    word = reading.body[number.core_start : number.core_end].lower()
    before = reading.body[max(0, number.start - 14) : number.start].lower().split()
    if before and before[-1] in words.get("words", {}).get("ordinals", ()) and number.plain and counted.klass is None:
        return False
    if word in words.get("words", {}).get("one", ()):
        after = reading.body[number.core_end : number.core_end + 4].strip().lower()
        if number.whole is None and (not counted.noun or after in ("of", "of t", "de", "des", "von", "der")):
            return False
        known = counted.klass is not None
        if reading.language != "en":  # there it is the article, too: "un autocar"
            known = counted.klass in table.outcomes and counted.head_klass in table.outcomes | table.beings
        return known and (not before or before[-1] not in ("no", "any", "every", "the", "this", "that", "each"))
    return True


def _share_nouns(pairs: dict[int, _Pair], syntax: bool) -> None:
    """A part counts what its whole counts ("3 of the 120 miners"); what happened, happened to the part.

    Without a parse the outcome was read off the whole's noun, which stands next to it.
    """
    for index, (number, counted) in list(pairs.items()):
        if number.whole is None:
            continue
        whole = pairs.get(number.whole)
        if whole is None:
            if not counted.noun and not counted.outcome:
                del pairs[index]
            continue
        noun = whole[1]
        outcome, klass = (counted.outcome, counted.klass if counted.outcome else None) if syntax else (noun.outcome, noun.klass)
        pairs[index] = (number, replace(noun, outcome=outcome, klass=klass or noun.klass))
        if not syntax and noun.outcome:
            pairs[number.whole] = (whole[0], replace(noun, outcome=None, klass=noun.head_klass))


def _single(number: Number, reading: Reading) -> bool:
    """ "one": mostly a pronoun."""
    words = lexicon.table("numbers", reading.language).get("words", {})
    return reading.body[number.core_start : number.core_end].lower() in words.get("one", ())


def _titled(number: Number, reading: Reading) -> bool:
    """A capitalised unit is part of a name ("20 Minutes" is a newspaper); German nouns always are."""
    unit = reading.body[number.unit_start : number.unit_end].lstrip("-‑ ")
    return reading.language != "de" and unit[:1].isupper() and unit[1:].islower()


def _article(number: Number, reading: Reading) -> bool:
    """ "un jour", "one day": somewhere in time, not a measure."""
    return number.plain and _single(number, reading)


def _adverbial(number: Number, periods: list[context.Period], text: str, offset: int, language: str) -> bool:
    """A duration that only says when or over what time something holds is no quantity of its own; a term of prison is one."""
    lead = text[max(0, number.start - offset - 40) : number.start - offset].lower().split()[-4:]
    if set(lead) & set(lexicon.table("counts", language).get("terms", {}).get("verbs", ())):
        return False
    if any(period.start <= number.core_start and number.end <= period.end for period in periods):
        return True
    after = text[number.end - offset : number.end - offset + 40].split(maxsplit=1)
    before = text[max(0, number.start - offset - 40) : number.start - offset].split()
    tail = after[0].strip(",.;").lower() if after else ""
    head = before[-1].lower() if before else ""
    adverbs = lexicon.table("times", language).get("duration", {})
    return tail in adverbs.get("after", ()) or head in adverbs.get("before", ())
