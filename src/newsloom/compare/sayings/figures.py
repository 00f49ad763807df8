"""Items of figures: each number that an article gives, with the circumstances of the clause that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from newsloom import lexicon
from newsloom.compare.sayings import counted, matters
from newsloom.compare.sayings.items import STANCES, Item, event, inside
from newsloom.compare.sayings.loose import leftovers
from newsloom.compare.sayings.worded import counts_up, worded
from newsloom.compare.sayings.words import is_being, is_open, is_outcome, measure_of
from newsloom.records import Annotations, Article, Mode, Proposition, Quantity

_VOTES = ("ballot", "ballot_against", "occasion")
_SIZED = re.compile(r"^\d[\d,.]*-[a-zà-ÿ]")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_WORDED = -2  # number of a figure told in words
_CROWD = 100  # a figure without a noun from here on may be of a crowd
_CHARGES = "charge"
_ASPECT = 40  # characters after a figure that may say what it is a count of
_NEAR = 80  # characters between a part and its whole
_MODES: dict[str, Mode] = {"expected": "planned", "conditional": "hypothetical", "speculated": "hypothetical"}


def figures(index: int, article: Article, notes: Annotations, keys: Mapping[int, str]) -> Iterator[Item]:
    """The items of one article's quantities, in text order."""
    sources = [s.source for s in notes.statements if s.source is not None]
    before: Item | None = None
    wholes = {(q.value.of.low, q.value.of.high) for q in notes.quantities if q.value.of is not None}
    words = worded(article, notes)
    own = [(number, q) for number, q in enumerate(notes.quantities) if not any(w.start < q.end and q.start < w.end for w in words)]
    own += [(_WORDED, quantity) for quantity in words]
    own += [(-1, q) for q in leftovers(article, notes) if not any(w.start < q.end and q.start < w.end for w in words)]
    for number, quantity in sorted(own, key=lambda one: one[1].start):
        if any(s.start <= quantity.start < s.end for s in sources):
            continue  # "two officials said" counts who speaks, not what is spoken of
        item = replace(_figure(index, article, notes, keys, number, quantity), loose=number == -1 or quantity.head == "deadline")
        item = _with_matter(item, article, before)
        if quantity.head == "age":
            item = replace(item, of=frozenset({"age"}))
        elif not quantity.head and is_open(item.measure) and item.value and item.value.unit in (None, "share", "percent"):
            item = _by_near_noun(item, article.text)
        item = _changed(item, article.text)
        if counts_up(quantity) and item.value is not None:
            item = replace(item, moves=True, value=msgspec.structs.replace(item.value, qualifier=None))
        item = _beside_others(item, before, article.text)
        item = _taking_up(item, before)
        near: list[Iterable[str]] = [p.terms for p in notes.propositions if item.outer[0] <= p.start < item.outer[1]]
        if before is not None and _takes_up(article.text[item.outer[0] : quantity.start]):
            near += [before.around]
        item = replace(item, around=item.terms.union(*near), years=_years(item, article))
        if quantity.value.of is not None and _among(quantity, notes.quantities):
            item = replace(item, share=True)
        if (quantity.value.low, quantity.value.high) in wholes and _is_whole(quantity, notes.quantities):
            plain = item.value and msgspec.structs.replace(item.value, mode="actual" if item.value.mode == "planned" else item.value.mode)
            item = replace(item, whole=True, klass=None, value=plain)  # of a plan to cut 40 of 200 posts, the 200 are no plan
        if matters.says("one_of", article.text[max(0, quantity.start - 14) : quantity.start + 1], item.language):
            item = replace(item, whole=True, klass=None)  # "one of two lines": nobody denies that there are two
        if item.measure == _CHARGES and item.stance in ("denies", "doubts"):  # who denies two charges grants that there are two
            item = replace(item, stance="asserts", modality="asserted", marks=(), mark_spans=())
        before = item
        yield item


def _taking_up(item: Item, before: Item | None) -> Item:
    """ "Police put the number at 700": it counts what the figure before it counts; "insurers speak of 14": millions, as that was."""
    if before is None or not before.value or not item.value or item.value.unit is not None or not (is_open(item.measure)):
        return item
    if item.place is None or before.place is None or item.place[0] - before.place[1] > 4 * _NEAR:
        return item
    if (
        not (item.rival or (item.loose and not item.measure and before.rival and item.outer == before.outer))
        or before.measure in _VOTES
        or "age" in before.of
    ):
        return item
    if before.value.unit is None:
        took = not item.measure or not is_outcome(before.measure)
        goes_on = item.rival or (item.loose and before.rival)  # "the government speaks of nine, the opposition of 21"
        return replace(item, measure=before.measure, klass=item.klass or before.klass, rival=goes_on) if took else item
    money = len(before.value.unit) == 3 and before.value.unit.isupper()
    if item.measure or not (money and item.rival):
        return item
    size = max(before.value.low or 0, before.value.high or 0)
    own = max(item.value.low or 0, item.value.high or 0)
    by = 1e9 if size >= 1e9 > 1e4 * own else 1e6 if size >= 1e6 > 1e2 * own else 1.0
    low, high = (None if bound is None else bound * by for bound in (item.value.low, item.value.high))
    value = msgspec.structs.replace(item.value, unit=before.value.unit, low=low, high=high)
    return replace(item, value=value, measure=before.measure, of=before.of, group=before.group)


_WAS = re.compile(r"\b(?:up|down|revised)\s+from\s+(?:(?:about|around|some|nearly)\s+)?$")
_TO = re.compile(r"^\s*(?:to|auf|à|a)\s+(?:[^\W\d_]+\s+){0,2}\d")
_FROM = re.compile(r"(?:\bfrom|\bvon|\bde|\bdesde|d['’])\s*(?:[^\W\d_]+\s+)?$")
_MOVED = re.compile(r"(?:\bfrom|\bvon|\bde|\bdesde)\s+(?:[^\W\d_]+\s+)?\d[\d.,\s]*(?:[^\W\d_]+\s+)?(?:to|auf|à|a)\s+(?:[^\W\d_]+\s+)?$")


def _changed(item: Item, text: str) -> Item:
    """ "Corrected from 35,000 to 45,000": the first held before, the second replaces it."""
    start, end = item.place or (item.start, item.end)
    lead, tail = text[max(0, start - _ASPECT) : start].lower(), text[end : end + _ASPECT].lower()
    if _WAS.search(lead) or (_FROM.search(lead) and _TO.match(tail)):
        return replace(item, earlier=True)
    return replace(item, moves=True) if _MOVED.search(lead) else item


def _by_near_noun(item: Item, text: str) -> Item:
    """A figure without a noun of its own, with what the nearest noun of its clause says that it counts ("the trapped are 19")."""
    start, end = item.place or (item.start, item.end)
    lead = text[max(item.outer[0], start - _ASPECT) : start]
    near = counted.near_class(lead, text[end : min(item.outer[1], end + _ASPECT)], item.language)
    return replace(item, measure=near) if near is not None else item


def _years(item: Item, article: Article) -> frozenset[str]:
    """Years before the article's own that a figure's sentence names: it tells of something else that happened then."""
    printed = (article.published.first_day or "")[:4]
    if not printed:
        return frozenset()
    sentence = article.text[item.outer[0] : item.outer[1]]
    long_ago = matters.says("years_ago", sentence, item.language) or matters.says("elsewhere", sentence, item.language)
    ago = {"ago"} if long_ago else set()
    place = item.place[0] - item.outer[0] if item.place else 0
    told = [m for m in _YEAR.finditer(sentence) if m.group() < printed and not (m.start() > place and _since(sentence[: m.start()]))]
    named = {m.group() for m in told}
    old = {"old"} if ago or any(int(printed) - int(y) > 1 for y in named) else set()
    return frozenset(named | ago | old)


def _since(lead: str) -> bool:
    """ "the most since 2010": the year is not that of the figure told before it."""
    words = lead.lower().split()[-4:]
    return bool(set(words) & {"since", "depuis", "desde", "seit"})


def _beside_others(item: Item, before: Item | None, text: str) -> Item:
    """Without the mark of a count that leaves some out, where those are told just before and something else befell them.

    "One died and four others were injured": the four are all who were injured.
    """
    group = item.group
    whole = item.value.of if item.value is not None else None
    if group is not None and whole is not None and item.measure in counted.befell_in(whole.counts, item.language):
        return replace(item, group=replace(group, relative=True))  # "of the 31 injured, eight are in hospital" counts no injured
    if group is None or not group.relative or before is None or item.place is None or before.place is None:
        return item
    if is_outcome(item.measure) and before.measure != item.measure and not group.takes_in and not _others(item, text):
        return replace(item, group=replace(group, relative=False))  # "four of them were killed": all who were killed
    others = _others(item, text)
    near = item.place[0] - before.place[1] < _NEAR and is_outcome(before.measure) and before.measure != item.measure
    return replace(item, group=replace(group, relative=False, beside=True)) if near and others and is_outcome(item.measure) else item


def _others(item: Item, text: str) -> frozenset[str]:
    """Words within a figure by which it leaves some out ("four others")."""
    start, end = item.place or (0, 0)
    return frozenset(w.lower() for w in re.findall(r"\w+", text[start:end])) & counted.leaving_out(item.language)


def _is_whole(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """True where a figure only says what another one is a part of: "three of the seven", "of the 40 posts, 12".

    In "19 people died, among them three ..." the 19 speaks for itself.
    """
    return any(
        o is not quantity and _part_of(o, quantity) and (o.start <= quantity.start or quantity.klass is None or quantity.klass != o.klass)
        for o in others
    )


def _among(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """True for a part told after its whole, of the same kind ("19 people died, among them three firefighters")."""
    return any(o is not quantity and _part_of(quantity, o) and o.start < quantity.start and o.klass == quantity.klass for o in others)


def _part_of(part: Quantity, whole: Quantity) -> bool:
    of = part.value.of
    same = of is not None and (of.low, of.high) == (whole.value.low, whole.value.high)
    return same and abs(part.start - whole.start) < _NEAR


def _with_matter(item: Item, article: Article, before: Item | None) -> Item:
    """The item with what its words say of the figure: what it is of, whether it moves, whether it held before."""
    text, language = article.text, item.language
    sentence = text[item.outer[0] : item.outer[1]]
    back = text[max(0, item.outer[0] - 200) : item.outer[0]].rsplit("\n", 1)[-1]
    place = item.place or (item.start, item.end)
    clause = text[max(item.outer[0], place[0] - _NEAR) : min(item.outer[1], place[1] + _NEAR // 2)]
    lead = text[max(item.outer[0], place[0] - _ASPECT) : place[0]] + "|" + text[place[1] : place[1] + _ASPECT // 2]
    return replace(
        item,
        rival=matters.says("rival", lead, language),
        stretches=matters.spans(clause, language),
        of=_matter(item, article, before),
        another=False,  # "another 18 are missing" goes on with one count
        earlier=matters.says("earlier", clause, language),
        moves=_moves(item) or matters.says("setting_right", sentence, language) or matters.says("setting_right", back, language),
        still=item.still or matters.says("still", sentence, language),
    )


def _matter(item: Item, article: Article, before: Item | None) -> frozenset[str]:
    """What a sum or measure is of; "put it at ..." takes up the figure of the sentence before."""
    if item.value is None or item.value.unit is None or item.place is None:
        return frozenset()
    at, text = item.place[0], article.text
    of = matters.of_figure(text, item.start, item.end, at, item.language) or matters.of_figure(text, *item.outer, at, item.language)
    of = of if item.value.unit == "year" else of - {"age"}
    if of or before is None or before.value is None or before.value.unit != item.value.unit:
        return of
    next_to_it = before.outer[1] <= item.outer[0] <= before.outer[1] + 2
    return before.of if next_to_it and _takes_up(text[item.outer[0] : at]) else of


def _takes_up(words: str) -> bool:
    taken_up = lexicon.table("clauses")["taken_up"]
    return any(word in taken_up for word in re.findall(r"\w+", words.lower()))


def _moves(item: Item) -> bool:
    return bool(item.terms & frozenset(lexicon.table("agreement").get("moving", {}).get(item.language, ())))


def _figure(index: int, article: Article, notes: Annotations, keys: Mapping[int, str], number: int, quantity: Quantity) -> Item:
    """The item of a figure: the smallest proposition that holds it gives its circumstances, else its sentence."""
    holding = [p for p in notes.propositions if (p.start <= quantity.start and quantity.end <= p.end) or number in p.quantities]
    if holding:
        proposition = min(holding, key=lambda p: (p.klass is None, p.end - p.start))
        base = _by_aside(event(index, article, notes, keys, proposition), proposition, quantity, notes)
        named = inside(notes, keys, quantity.start, quantity.end)
        if not base.everyone and not named:  # the clause names nobody: what its sentence names stands for it
            named = inside(notes, keys, *base.outer)
        return _with_value(base, quantity, named, inside(notes, keys, quantity.start, quantity.end), article.text)
    at = next((i for i, s in enumerate(notes.sentences) if s.start <= quantity.start < s.end), None)
    outer = (notes.sentences[at].start, notes.sentences[at].end) if at is not None else (quantity.start, quantity.end)
    said = next((s for s in notes.statements if any(p.start <= quantity.start < p.end for p in s.pieces)), None)
    return Item(
        article=index,
        start=outer[0],
        end=outer[1],
        outer=outer,
        kind="quantity",
        predicate=quantity.head,
        klass=None,
        language=notes.language,
        others=inside(notes, keys, *outer),
        value=quantity.value,
        measure=measure_of(quantity, None),
        group=counted.group(quantity.value.counts, article.text, (quantity.start, quantity.end), notes.language),
        attributed=said.speaker.name if said else None,
        speaker_key=said.speaker_key if said else None,
        via=said.via if said else (),
        stance=STANCES.get(said.modality, "asserts") if said else "asserts",
        modality=said.modality if said else "asserted",
        sentence_like=True,
        place=(quantity.start, quantity.end),
    )


def _by_aside(base: Item, proposition: Proposition, quantity: Quantity, notes: Annotations) -> Item:
    """The item with who gives the figure alone, in an aside of an article's own clause ("the thieves, three according to police, fled")."""
    if proposition.statement is not None:
        return base
    said = next((s for s in notes.statements if any(p.start <= quantity.start < p.end for p in s.pieces)), None)
    if said is None or said.speaker.name is None or said.modality != "asserted":
        return base
    return replace(base, attributed=said.speaker.name, speaker_key=said.speaker_key, via=said.via)


def _measure(base: Item, quantity: Quantity, text: str) -> str:
    """What a figure counts. What the clause tells befell those counted only where they are its object."""
    fatal = text[max(0, quantity.start - 10) : quantity.end + 25].lower()
    if quantity.klass in ("injured", "shot") and matters.says("fatally", fatal, base.language):
        return "killed"
    phrase = text[quantity.start : quantity.end]
    if _SIZED.search(phrase):
        return f"each:{quantity.head}"  # "30-round magazines" counts no rounds
    heads = base.object_heads | base.subject_heads
    befell = base.klass if not heads or quantity.head in heads else None
    measure = measure_of(quantity, befell)
    told = matters.befell(text[max(0, quantity.start - _ASPECT) : quantity.start], text[quantity.end : quantity.end + _NEAR], base.language)
    if told is not None and quantity.value.unit in (None, "share", "percent") and _befalls(measure, told):
        return told
    size = max(quantity.value.low or 0, quantity.value.high or 0)
    if not (is_open(measure) or measure in ("marched", "workers")) or (not measure and size < _CROWD):
        return measure
    back = max(base.outer[0], quantity.start - _ASPECT)
    if _takes_up(text[base.outer[0] : quantity.start]):  # "Police put the number at 700": the sentence before tells of what
        back = max(0, text.rfind("\n\n", 0, base.outer[0]), base.outer[0] - 3 * _ASPECT)
    return matters.aspect(text[back : quantity.end + _ASPECT], base.language) or measure


def _befalls(measure: str, told: str) -> bool:
    """Whether what words around a figure tell takes the place of what its noun counts: of people, or of the hurt who are in hospital."""
    if is_outcome(measure):
        return (told == "hospitalised" and measure == "injured") or (told == "released" and measure == "abducted")
    return is_open(measure) or is_being(measure)


def _with_value(base: Item, quantity: Quantity, named: frozenset[str], within: frozenset[str], text: str) -> Item:
    value = quantity.value
    if value.mode == "actual" and base.tense in (None, "future") and base.modality in _MODES:
        value = msgspec.structs.replace(value, mode=_MODES[base.modality])
    return replace(
        base,
        kind="quantity",
        value=value,
        measure=_measure(base, quantity, text),
        group=counted.group(value.counts, text, (quantity.start, quantity.end), base.language),
        others=base.others | named,
        counts=within | (base.object if len(base.object) < 2 else frozenset()),
        positive=True,
        place=(quantity.start, quantity.end),
    )
