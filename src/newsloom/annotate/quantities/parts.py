"""Counts that lean on another count: "four of them", "among them three children", "of the 340 jobs, 210", "and another 2,000"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsloom.annotate.quantities import phrase
from newsloom.annotate.quantities.classes import Classes
from newsloom.annotate.quantities.counted import Counted
from newsloom.annotate.reading import Reading
from newsloom.records import Quantity, Sentence, Whole
from newsloom.text.numbers import Number
from newsloom.text.numbers.grammar import grammar

Pair = tuple[Number, Counted]
_SUBJECT = ("nsubj", "nsubjpass", "nsubj:pass")
_JOINED = re.compile(r"\s*(?:,|,? and|,? et|,? y|,? as well as)\s*(?:the |les |las |los )?$")
_LONGEST = 160
_MOST = 60
_PEOPLE = 10  # from here on a bare number that does something counts people


@dataclass(frozen=True, slots=True)
class Anchor:
    """A count that others may lean on: from this sentence (`index` of its number) or the end of the one before (None)."""

    index: int | None
    number_low: float | None
    number_high: float | None
    counted: Counted

    @property
    def whole(self) -> Whole:
        return Whole(low=self.number_low, high=self.number_high, counts=self.counted.text)

    def holds(self, number: Number) -> bool:
        """Whether `number` can be a part: it is not the larger one."""
        own = number.low if number.low is not None else number.high
        most = self.number_high if self.number_high is not None else None
        return own is not None and (most is None or own <= most)


@dataclass(slots=True)
class Leaning:
    """Links the counts of one sentence. `pairs` is changed in place; `wholes` says what each part is a part of."""

    reading: Reading
    sentence: Sentence
    table: Classes
    pairs: dict[int, Pair]
    loose: dict[int, Number]
    earlier: Anchor | None
    wholes: dict[int, Whole]

    def link(self) -> None:
        """Give loose numbers what they count, and parts their wholes. A sentence that is a table of numbers is left alone."""
        if len(self.loose) + len(self.pairs) > _MOST:
            return
        for index, number in sorted([*self.loose.items(), *((i, pair[0]) for i, pair in self.pairs.items())]):
            if number.kind != "count" or number.whole is not None or index in self.wholes:
                continue
            counted = self.pairs[index][1] if index in self.pairs else None
            if counted is None or not counted.noun:
                self._loose(index, number, counted)
            else:
                self._listed(index, number, counted)

    def _loose(self, index: int, number: Number, counted: Counted | None) -> None:
        anchor, near = self._anchor(number), self._anchor(number, part=False)
        pronoun = self.table.pronouns is not None and self.table.pronouns.match(self.reading.body, number.end) is not None
        if pronoun or self._fronted(number):
            if anchor is not None and (pronoun or anchor.index is not None):
                self._take(index, number, anchor, counted, part=True)
            elif not pronoun and (named := self._named(number)) is not None:
                self.pairs[index] = (number, (counted and replace(named, outcome=counted.outcome, klass=counted.klass)) or named)
        elif counted is None and (put := self._put(number)) is not None:
            self._reckon(index, number, put, near)
        elif counted is None and self._taken_up(number):
            self._reckon(index, number, None, near)
        elif counted is None and near is not None and self._continued(number, near):
            self._take(index, number, near, None, part=False)
        elif counted is None and self._many_do(number):
            self.pairs[index] = (number, Counted(number.end, number.end, "people", "people", None, "people", "people"))

    def _many_do(self, number: Number) -> bool:
        """ "More than 15,000 were on the field": a bare number of ten and over that is a subject counts people."""
        size = number.low if number.low is not None else number.high
        return size is not None and size >= _PEOPLE and self.reading.language == "en" and self._subject(number, plain=False)

    def _put(self, number: Number) -> re.Match[str] | None:
        """ "Police put the number at 700"."""
        before = self.reading.body[max(self.sentence.start, number.start - 60) : number.start]
        return self.table.put.search(before) if self.table.put is not None else None

    def _taken_up(self, number: Number) -> bool:
        """ "the crowd numbered 22,000", "instead of 3,200", "the 80,000 claimed by organisers": the number is of the count before it."""
        body = self.reading.body
        before, after = body[max(self.sentence.start, number.start - 40) : number.start], body[number.end : number.end + 30]
        led = self.table.reckoned is not None and self.table.reckoned.search(before) is not None
        return led or (self.table.claimed is not None and self.table.claimed.match(after) is not None)

    def _reckon(self, index: int, number: Number, put: re.Match[str] | None, near: Anchor | None) -> None:
        """The number put at a figure is that of the count before it; a crowd is its own."""
        led = self.reading.body[max(self.sentence.start, number.start - 60) : number.start].lower()
        noun = put.group(1) if put else next((word for word in self.table.crowds if word in led), "")
        here = near is not None and near.index is not None and put is None
        if near is not None and (here or near.counted.klass in self.table.outcomes | self.table.beings):
            counted = near.counted
            self.pairs[index] = (number, replace(counted, start=number.end, end=number.end))
        elif noun.lower() in self.table.crowds:
            self.pairs[index] = (number, Counted(number.end, number.end, noun, noun.lower(), None, "people", "people"))
        elif (many := self._many()) is not None:
            self.pairs[index] = (number, Counted(number.end, number.end, many, many.lower(), None, "people", "people"))

    def _many(self) -> str | None:
        """The word for a number of people that one of the last two sentences opens with ("Thousands marched ...")."""
        before = self.reading.body[max(0, self.sentence.start - 2 * _LONGEST) : self.sentence.start].rsplit("\n\n", 1)[-1]
        low = before.lower()
        return next((word for word in self.table.many if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low)), None)

    def _continued(self, number: Number, anchor: Anchor) -> bool:
        """ "will bring another 2,000", "eight appeared in court"; over a full stop only for people ("Two were in hospital")."""
        if anchor.index is None:
            return anchor.counted.klass in self.table.outcomes | self.table.beings and self._subject(number, plain=False)
        return self._more(number) or self._subject(number, plain=False) or self._changed(number, anchor.index)

    def _changed(self, number: Number, old: int) -> bool:
        """ "went from 4,400 members on Monday to 9,600": the new figure counts what the old one counts."""
        rules, body = grammar(self.reading.language), self.reading.body
        led = body[max(self.sentence.start, self.pairs[old][0].start - 8) : self.pairs[old][0].start].lower().split()[-1:]
        word = body[max(self.sentence.start, number.start - 8) : number.start].lower().split()[-1:]
        return bool(set(led) & rules.listed("words", "from")) and bool(set(word) & rules.listed("words", "to"))

    def _take(self, index: int, number: Number, anchor: Anchor, counted: Counted | None, part: bool) -> None:
        end = counted.end if counted else number.end
        own = counted if counted is not None and counted.outcome else anchor.counted
        if own is anchor.counted and not part:
            own = replace(own, outcome=None, klass=own.head_klass)
        noun = anchor.counted
        self.pairs[index] = (number, Counted(end, end, noun.noun, noun.head, own.outcome, own.klass, noun.head_klass))
        if part:
            self.wholes[index] = anchor.whole

    def _listed(self, index: int, number: Number, counted: Counted) -> None:
        """ "among them three children", "three children among them": a part with a noun of its own."""
        anchor = self._anchor(number)
        if anchor is None:
            return
        before = self.reading.body[self.sentence.start : number.start]
        lone = anchor.index is None
        patterns = self.table.parts[1:] if lone else self.table.parts[:1]
        led = any(pattern.search(before) and (not lone or len(before.split()) <= 5) for pattern in patterns)
        if not led and not lone:
            led = self._trails(counted) or self._continues(number)
        if not led:
            return
        above = self._above(anchor)
        if not above[0].holds(number):
            return
        self.wholes[index] = above[1]
        happened = above[0].counted
        if counted.outcome is None and counted.klass not in self.table.outcomes and happened.klass in self.table.outcomes:
            self.pairs[index] = (number, replace(counted, outcome=happened.outcome, klass=happened.klass))

    def _above(self, anchor: Anchor) -> tuple[Anchor, Whole]:
        """A list goes on below the whole of its first part."""
        if anchor.index is not None and (whole := self.wholes.get(anchor.index)) is not None:
            return replace(anchor, number_low=whole.low, number_high=whole.high), whole
        return anchor, anchor.whole

    def _trails(self, counted: Counted) -> bool:
        after = self.reading.body[counted.end : counted.end + 24].lower().lstrip()
        return after.startswith(("among them", "among whom", "parmi eux", "parmi elles", "entre ellos", "entre ellas"))

    def _continues(self, number: Number) -> bool:
        """ "including three children and two women": nothing but a joiner stands after a part that was led in."""
        last = max((i for i in self.pairs if self.pairs[i][0].start < number.start), default=None)
        if last is None or last not in self.wholes:
            return False
        end = max(self.pairs[last][0].end, self.pairs[last][1].end)
        return bool(_JOINED.match(self.reading.body[end : number.start]))

    def _anchor(self, number: Number, part: bool = True) -> Anchor | None:
        """The nearest earlier count, for a part one that can hold it."""
        for index in sorted(self.pairs, reverse=True):
            other, counted = self.pairs[index]
            if other.kind != "count" or other.start >= number.start or not counted.noun:
                continue
            anchor = Anchor(index, other.low, other.high, counted)
            if not part or anchor.holds(number):
                return anchor
        return self.earlier if self.earlier is not None and (not part or self.earlier.holds(number)) else None

    def _clause(self, number: Number) -> str:
        """The text before the number, from the start of its clause; "" where it is no fronted phrase."""
        before = self.reading.body[self.sentence.start : number.start][-_LONGEST:].lstrip("“\"'«‘ ")
        clause = re.split(r"[;:] ", before)[-1].rstrip()
        return clause[:-1] if clause.endswith(",") else ""

    def _fronted(self, number: Number) -> bool:
        clause = self._clause(number).lower()
        return bool(clause) and clause.split(maxsplit=1)[0] in self.table.fronted

    def _named(self, number: Number) -> Counted | None:
        """ "Of the jobs to go, 120 are here": the noun of the fronted phrase."""
        if not self.reading.syntax:
            return None
        doc = self.reading.doc
        at = number.start - 1 - len(self._clause(number)) - 1
        span = doc.char_span(max(self.sentence.start, at), number.start, alignment_mode="expand")
        start = next((token.i for token in span or () if token.lower_ in self.table.fronted), -1)
        found = phrase.after(doc, start, self.reading.language, of=True) if start >= 0 else None
        if found is None or doc[found[2]].tag_ == "NN" or doc[found[2]].pos_ != "NOUN":
            return None
        noun = doc[found[0] : found[1]].text
        token = doc[found[2]]
        klass = self.table.noun(token.lemma_.lower(), token.lower_)
        return Counted(number.end, number.end, noun, token.lemma_.lower(), None, klass, klass)

    def _more(self, number: Number) -> bool:
        words = set((number.qualifier or "").lower().split()) | set(self.reading.body[number.end : number.end + 16].lower().split()[:1])
        return bool(words & self.table.more)

    def _subject(self, number: Number, *, plain: bool = True) -> bool:
        """A plain number that is itself the subject: "12 people were held, and eight appeared in court"."""
        if not self.reading.syntax or (plain and not number.plain):
            return False
        span = self.reading.doc.char_span(number.core_start, number.core_end)
        return span is not None and span.root.dep_ in _SUBJECT


def earlier(quantities: list[Quantity], sentence: Sentence | None) -> Anchor | None:
    """The last count of the sentence before, for "four of them"."""
    if sentence is None or not quantities:
        return None
    last = quantities[-1]
    if last.start < sentence.start or last.value.unit is not None or not last.value.counts or not last.head:
        return None
    value = last.value
    noun = value.counts
    return Anchor(None, value.low, value.high, Counted(last.end, last.end, noun, last.head, None, last.klass, last.klass))
