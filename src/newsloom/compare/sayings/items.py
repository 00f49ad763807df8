"""Turns what was read out of the articles into items: one article's one saying of one thing, ready to be laid beside others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.words import measure_of, opposite_word, predicate_kind
from newsloom.records import Annotations, Article, Mark, Proposition, Quantity, Stance, Value, When
from newsloom.records.dossier import ClaimKind

Keys = Sequence[Mapping[int, str]]

_STANCES: dict[str, Stance] = {
    "asserted": "asserts",
    "conditional": "supposes",
    "speculated": "supposes",
    "expected": "supposes",
    "denied": "denies",
    "doubted": "doubts",
    "asked": "supposes",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One saying.

    Attributes:
        article: index of the article.
        start, end: the clause (code points of the article's text).
        outer: the sentence around it.
        measure: what a figure counts (class of the count noun, or what the predicate counts), None for other kinds.
        subject, object, others: canonical keys of who takes part.
        positive: False where the clause says that it is not so.
        sentence_like: the clause can stand alone as a sentence.
        firm: the clause says it, rather than only naming it in passing ("the capture of ...").
        as_of: the moment that the item speaks of, None where the text names none.
    """

    article: int
    start: int
    end: int
    outer: tuple[int, int]
    kind: ClaimKind
    predicate: str
    klass: str | None
    language: str
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    positive: bool = True
    stance: Stance = "asserts"
    tense: str | None = None
    value: Value | None = None
    measure: str | None = None
    attributed: str | None = None
    speaker_key: str | None = None
    via: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    as_of: When | None = None
    sentence_like: bool = False
    firm: bool = True

    @property
    def parties(self) -> frozenset[str]:
        return self.subject | self.object

    @property
    def everyone(self) -> frozenset[str]:
        return self.subject | self.object | self.others


def gather(articles: Sequence[Article], annotations: Sequence[Annotations], keys: Keys) -> list[Item]:
    """The items of all articles, in order of article and place."""
    found: list[Item] = []
    for index, (article, notes) in enumerate(zip(articles, annotations, strict=True)):
        found.extend(_of_article(index, article, notes, keys[index]))
    return found


def _of_article(index: int, article: Article, notes: Annotations, keys: Mapping[int, str]) -> Iterator[Item]:
    for proposition in notes.propositions:
        item = _event(index, article, notes, keys, proposition)
        if item.everyone or item.klass:
            yield item
    for number, quantity in enumerate(notes.quantities):
        yield _figure(index, article, notes, keys, number, quantity)


def _event(index: int, article: Article, notes: Annotations, keys: Mapping[int, str], p: Proposition) -> Item:
    sentence = notes.sentences[p.sentence]
    kind: ClaimKind = "assessment" if p.kind == "assessment" or predicate_kind(p.klass) == "assessment" else "event"
    return Item(
        article=index,
        start=p.start,
        end=p.end,
        outer=(sentence.start, sentence.end),
        kind=kind,
        predicate=p.predicate,
        klass=p.klass,
        language=notes.language,
        subject=_keys(keys, p.subject),
        object=_keys(keys, p.object),
        others=_keys(keys, p.others),
        terms=frozenset(p.terms),
        positive=p.negated == opposite_word(p.predicate, notes.language),
        stance=_STANCES.get(p.modality, "asserts"),
        tense=p.tense,
        attributed=p.attributed_to,
        speaker_key=p.speaker_key,
        via=p.via,
        marks=p.marks,
        as_of=_moment(notes, p.times),
        sentence_like=_stands_alone(article.text[p.start : p.end], p),
        firm=p.whole or p.tense is not None or bool(p.marks),
    )


def _figure(index: int, article: Article, notes: Annotations, keys: Mapping[int, str], number: int, quantity: Quantity) -> Item:
    """The item of a figure: the smallest proposition that holds it gives its circumstances, else its sentence."""
    holding = [p for p in notes.propositions if (p.start <= quantity.start and quantity.end <= p.end) or number in p.quantities]
    if holding:
        proposition = min(holding, key=lambda p: (p.klass is None, p.end - p.start))
        base = _event(index, article, notes, keys, proposition)
        inside = _inside(notes, keys, quantity.start, quantity.end)
        return _with_value(base, quantity, inside)
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
        others=_inside(notes, keys, *outer),
        value=quantity.value,
        measure=measure_of(quantity, None),
        attributed=said.speaker.name if said else None,
        speaker_key=said.speaker_key if said else None,
        via=said.via if said else (),
        stance=_STANCES.get(said.modality, "asserts") if said else "asserts",
        sentence_like=True,
    )


def _with_value(base: Item, quantity: Quantity, inside: frozenset[str]) -> Item:
    return replace(
        base,
        kind="quantity",
        value=quantity.value,
        measure=measure_of(quantity, base.klass),
        others=base.others | inside,
        positive=True,
    )


def _inside(notes: Annotations, keys: Mapping[int, str], start: int, end: int) -> frozenset[str]:
    return frozenset(keys[m.entity] for m in notes.mentions if start <= m.start < end and m.entity in keys)


def _keys(keys: Mapping[int, str], indexes: Sequence[int]) -> frozenset[str]:
    return frozenset(keys[i] for i in indexes if i in keys)


def _moment(notes: Annotations, times: Sequence[int]) -> When | None:
    """When the clause's matter was so, as its own words say; None where they name no moment that is resolved."""
    for index in times:
        expression = notes.times[index]
        if expression.kind in ("date", "until") and expression.when.value is not None:
            return expression.when
    return None


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(lexicon.table("agreement").get("pronouns", {}).get("words", ()))


def _stands_alone(text: str, p: Proposition) -> bool:
    words = text.split(maxsplit=1)
    if not words or len(text) < 20:
        return False
    first = words[0].strip("“”\"'‘’«»").lower()
    return p.whole and first not in _pronouns() and first[:1].isalnum()
