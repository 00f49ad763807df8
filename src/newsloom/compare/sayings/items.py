"""Turns what was read out of the articles into items: one article's one saying of one thing, ready to be laid beside others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.counted import Group, ranks
from newsloom.compare.sayings.matters import says
from newsloom.compare.sayings.withheld import withheld
from newsloom.compare.sayings.words import opposite_word, predicate_kind, unverified
from newsloom.records import Annotations, Article, Mark, Modality, Proposition, Sentence, Stance, Statement, Value, When
from newsloom.records.dossier import ClaimKind

_NEAR = 6  # characters between the start of what is said and its clause: "that", a quotation mark
_MOSTLY = 0.4  # share of its sentence that a clause has to fill for the sentence to be about it
STANCES: dict[str, Stance] = {
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
        as_of: the moment up to which or at which a figure or state holds, None where the text names none.
        dated: the time of a finished event, None where the text names none.
        mark_spans: the sentence of each mark.
        outer_like: the sentence around the clause can stand alone and is mostly about it.
        counted: the clause holds a figure.
        counts: keys of who is named among those that a figure counts.
        of: what a figure of money or of a measure is of ("loss", "price"), empty where it is not known.
        place: where a figure stands, None for other kinds.
        whole: the figure is the whole that another figure of its sentence is a part of.
        share: the figure is a part of another that speaks for itself ("among them three firefighters").
        earlier: the figure is called one that held before.
        moves: the words say that a figure moves or replaces an earlier one.
        still: what is told is still so when it is printed.
        another: the words set it apart from another of its kind ("a second collapse").
        subject_heads, object_heads: nouns that head these roles; "*" for a pronoun.
        numbers: bounds of the figures in the clause.
        around: content words of the sentence of a figure.
        years: earlier years that the sentence of a figure names.
        ranks: ordinals in the clause ("the fifth officer").
        group: whom or what a figure counts, None for other kinds.
        scene: whom the article's opening names, and its words.
        home: the saying is about what its article opens with.
        sole: a figure that is the only one of its kind in its article.
        rival: the words set a figure against another of the same thing ("police put it at 700").
        unique: a figure that is the only one in its article that measures the like.
        stretches: stretches of time that the sentence of a figure names.
        loose: a figure without a noun of its own, which makes no row alone.
        whole_sentence: the item stands for a whole sentence of which no clause was read.
        main: the clause is what the article or its speaker says, not an aside in it.
        concepts: what the clause's words stand for over the languages.
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
    modality: Modality = "asserted"
    tense: str | None = None
    value: Value | None = None
    measure: str | None = None
    attributed: str | None = None
    speaker_key: str | None = None
    via: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    mark_spans: tuple[tuple[int, int], ...] = ()
    as_of: When | None = None
    sentence_like: bool = False
    outer_like: bool = False
    counted: bool = False
    dated: When | None = None
    firm: bool = True
    counts: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    place: tuple[int, int] | None = None
    whole: bool = False
    share: bool = False
    earlier: bool = False
    moves: bool = False
    still: bool = False
    another: bool = False
    main: bool = True
    subject_heads: frozenset[str] = frozenset()
    object_heads: frozenset[str] = frozenset()
    numbers: frozenset[tuple[float | None, float | None]] = frozenset()
    around: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    group: Group | None = None
    scene: frozenset[str] = frozenset()
    home: bool = False
    sole: bool = False
    whole_sentence: bool = False
    rival: bool = False
    loose: bool = False
    unique: bool = False
    stretches: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()

    @property
    def parties(self) -> frozenset[str]:
        return self.subject | self.object

    @property
    def everyone(self) -> frozenset[str]:
        return self.subject | self.object | self.others


def events(index: int, article: Article, notes: Annotations, keys: Mapping[int, str]) -> Iterator[Item]:
    """The items of one article's propositions, in text order; those that name nobody and are of no known kind are left out."""
    for proposition in notes.propositions:
        item = event(index, article, notes, keys, proposition)
        if item.everyone or item.klass or item.marks or item.attributed or item.sentence_like:
            yield item


def event(index: int, article: Article, notes: Annotations, keys: Mapping[int, str], p: Proposition) -> Item:
    """The item of one proposition."""
    sentence = notes.sentences[p.sentence]
    moment, limit = _moment(notes, p.times)
    if moment is not None and p.tense in ("past", "perfect") and _after(moment, article):
        moment = None  # what is told as past was not so after it was printed: the time was misread
    own = _own_quantities(p, notes)
    finished = p.tense == "past" and p.klass is not None and not limit
    said = notes.statements[p.statement] if p.statement is not None else None
    silent = said is not None and withheld(said, notes.language)
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
        stance=_stance(p, notes.language),
        modality=p.modality,
        tense=p.tense,
        attributed=None if silent else p.attributed_to,
        speaker_key=None if silent else p.speaker_key,
        via=p.via,
        marks=p.marks,
        mark_spans=tuple(_sentence_at(notes, mark.start) for mark in p.marks),
        as_of=None if finished else moment,
        dated=moment if finished else None,
        sentence_like=_stands_alone(article.text[p.start : p.end], p),
        outer_like=opens_well(article.text[sentence.start : sentence.end]) and (_strong(p) or _fills(p, sentence)),
        counted=bool(own),
        firm=p.whole or p.tense is not None or bool(p.marks),
        another=says("another", article.text[p.start : p.end], notes.language),
        still=says("still", article.text[p.start : p.end], notes.language),
        main=_is_main(p, said, sentence),
        subject_heads=frozenset(p.subject_heads),
        object_heads=frozenset(p.object_heads),
        ranks=ranks(article.text[p.start : p.end], notes.language),
        numbers=frozenset((v.low, v.high) for v in (notes.quantities[q].value for q in own) if v.unit is None),
    )


def _own_quantities(p: Proposition, notes: Annotations) -> list[int]:
    """The figures of a clause that do not stand in a smaller clause within it ("the crash that killed 17")."""
    smaller = [o for o in notes.propositions if p.start < o.start and o.end <= p.end]
    return [q for q in p.quantities if not any(o.start <= notes.quantities[q].start < o.end for o in smaller)]


def _after(moment: When, article: Article) -> bool:
    printed = article.published.value
    return bool(printed and moment.first_day and moment.first_day[:10] > printed[:10] and len(printed) >= len("2000-01-01"))


def _stance(p: Proposition, language: str) -> Stance:
    """What a clause does with its matter; what only rumour says is supposed."""
    stance = STANCES.get(p.modality, "asserts")
    hearsay = unverified(p.attributed_to, language) or (p.attributed_to is None and any(m.standing == "rumoured" for m in p.marks))
    return "supposes" if stance == "asserts" and hearsay else stance


def _is_main(p: Proposition, said: Statement | None, sentence: Sentence) -> bool:
    if said is None:
        return p.start - sentence.start <= _NEAR
    return said.form != "direct" and any(abs(p.start - piece.start) <= _NEAR for piece in said.pieces)


def inside(notes: Annotations, keys: Mapping[int, str], start: int, end: int) -> frozenset[str]:
    """Keys of who is named from `start` to `end`, those aside who are only named as speaking."""
    sources = [s.source for s in notes.statements if s.source is not None and start <= s.source.start < end]
    return frozenset(
        keys[m.entity]
        for m in notes.mentions
        if start <= m.start < end and m.entity in keys and not any(s.start <= m.start < s.end for s in sources)
    )


def _keys(keys: Mapping[int, str], indexes: Sequence[int]) -> frozenset[str]:
    return frozenset(keys[i] for i in indexes if i in keys)


def _moment(notes: Annotations, times: Sequence[int]) -> tuple[When | None, bool]:
    """The clause's own time, None where it names none that is resolved; and whether it is a limit ("by Tuesday")."""
    for index in times:
        expression = notes.times[index]
        if expression.kind in ("date", "until") and expression.when.value is not None:
            return expression.when, expression.kind == "until"
    return None, False


def _sentence_at(notes: Annotations, offset: int) -> tuple[int, int]:
    at = max(0, bisect_right([s.start for s in notes.sentences], offset) - 1)
    return notes.sentences[at].start, notes.sentences[at].end


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(lexicon.table("agreement").get("pronouns", {}).get("words", ()))


def _stands_alone(text: str, p: Proposition) -> bool:
    return p.whole and len(text) >= 20 and opens_well(text)


def _fills(p: Proposition, sentence: Sentence) -> bool:
    return p.end - p.start >= _MOSTLY * (sentence.end - sentence.start)


def _strong(p: Proposition) -> bool:
    return any(mark.standing in ("confirmed", "denied", "disputed", "alleged") for mark in p.marks)


def opens_well(text: str) -> bool:
    """True where a stretch does not open with a pronoun or a mark."""
    words = text.split(maxsplit=1)
    first = words[0].strip("“”\"'‘’«»").lower() if words else ""
    return first not in _pronouns() and first[:1].isalnum()
