"""Items of what speakers say where no clause of it was read, so that every statement can be laid beside others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.items import STANCES, Item, inside, opens_well
from newsloom.compare.sayings.withheld import withheld
from newsloom.records import Annotations, Article, Mark, Piece, Sentence, Statement
from newsloom.records.annotations import StandingKind

_WORD = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ALONE = 20  # characters of a quotation that can stand alone
_SHORT, _LONG = 12, 400  # characters of a content that says something
_COVERED = 0.5  # share of a content above which its clauses stand for it
_NEAR = 6  # characters between the start of a content and its clause
_OPENS = 6  # words within which a content says that it is not so


def contents(index: int, article: Article, notes: Annotations, keys: Mapping[int, str], told: Sequence[Item]) -> Iterator[Item]:
    """One item for each statement of an article that no clause covers.

    Args:
        told: the article's items of clauses.
    """
    for said in notes.statements:
        for whole in said.pieces:
            piece = _trimmed(whole, article, notes.language)
            around = _sentence(notes.sentences, piece.start)
            if around is None or not _SHORT <= piece.end - piece.start <= _LONG or _covered(piece, told):
                continue
            outer = (around.start, max(around.end, piece.end))
            yield _item(index, article, notes, keys, said, piece, outer, _asides(article, piece, told))


def _trimmed(piece: Piece, article: Article, language: str) -> Piece:
    """A content without the relative clause that ends it, which tells of something else."""
    relative = lexicon.table("predicates", language).get("_relative", {}).get("words", ())
    if not relative:
        return piece
    match = re.search(rf",\s(?:{'|'.join(relative)})\b", article.text[piece.start : piece.end])
    return Piece(start=piece.start, end=piece.start + match.start()) if match and match.start() >= _SHORT else piece


def _covered(piece: Piece, told: Sequence[Item]) -> bool:
    """True where a clause opens a content, or clauses fill most of it."""
    inside = [i for i in told if piece.start - _NEAR <= i.start and i.end <= piece.end + _NEAR]
    if any(i.start <= piece.start + _NEAR for i in inside):
        return True
    filled = max((min(i.end, piece.end) - max(i.start, piece.start) for i in inside), default=0)
    return filled >= _COVERED * (piece.end - piece.start)


def _sentence(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    at = bisect_right([s.start for s in sentences], offset) - 1
    return sentences[at] if at >= 0 and offset < sentences[at].end else None


def _asides(article: Article, piece: Piece, told: Sequence[Item]) -> int:
    """Where the clauses begin that end a content and only tell when or why ("before it burst"), else its end."""
    inner = [i for i in told if piece.start + _SHORT < i.start and piece.end - _NEAR <= i.end <= piece.end + _NEAR]
    return min((i.start for i in inner if _subordinate(i, article.text)), default=piece.end)


def _item(
    index: int,
    article: Article,
    notes: Annotations,
    keys: Mapping[int, str],
    said: Statement,
    piece: Piece,
    outer: tuple[int, int],
    told_to: int,
) -> Item:
    start = piece.start + _leads(article.text[piece.start : piece.end], notes.language)
    words = article.text[start : piece.end]
    marks = _marks(said, notes.language)
    silent = withheld(said, notes.language)
    own = said.form == "direct" and said.modality == "denied"  # 'denied it: "We paid every coin"' says what is in the quotation
    return Item(
        article=index,
        start=start,
        end=piece.end,
        outer=outer,
        kind="assessment" if judges(said.cue, notes.language) else "event",
        predicate="",
        klass=None,
        language=notes.language,
        others=inside(notes, keys, start, told_to),
        terms=frozenset(w.lower() for w in _WORD.findall(article.text[start:told_to])),
        positive=not opens_negated(words, notes.language),
        stance="asserts" if own else "supposes" if silent else STANCES.get(said.modality, "asserts"),
        modality="asserted" if own else said.modality,
        attributed=None if silent else said.speaker.name,
        speaker_key=None if silent else said.speaker_key,
        via=said.via,
        sentence_like=said.form == "direct" and len(words) >= _ALONE and opens_well(words),
        outer_like=article.text[outer[0] : outer[0] + 1].isalnum(),
        whole_sentence=True,
        marks=marks,
        mark_spans=tuple(outer for _ in marks),
    )


def _leads(words: str, language: str) -> int:
    """Characters of the word that only joins a content to its cue ("that", "que", "dass")."""
    first = words.split(maxsplit=1)[:1]
    joins = lexicon.table("replies", language).get("joins", {}).get("words", ())
    if first and first[0].lower() in joins:
        return len(words) - len(words[len(first[0]) :].lstrip())
    return 0


def _marks(said: Statement, language: str) -> tuple[Mark, ...]:
    """The stand that the cue takes where a named speaker confirms or denies a content ("admitted that ...")."""
    if said.cue_span is None or not said.speaker.name or said.form == "direct" or said.modality not in ("asserted", "denied", "doubted"):
        return ()
    standing: StandingKind = "confirmed" if said.modality == "asserted" else "denied" if said.modality == "denied" else "disputed"
    if standing == "confirmed" and not _confirms(said.cue or "", language):
        return ()
    mark = Mark(start=said.cue_span.start, end=said.cue_span.end, standing=standing, by=said.speaker.name, by_key=said.speaker_key)
    return (mark,)


def _confirms(cue: str, language: str) -> bool:
    table = lexicon.table("standing", language).get("confirm", {})
    stems = (*table.get("stems", ()), *(v[:-1] if len(v) > 5 else v for v in table.get("verbs", ()) if v != "own"))
    return any(w.startswith(stem) for w in cue.lower().split() for stem in stems)


def judges(cue: str | None, language: str) -> bool:
    """True for a cue by which someone judges a thing ("called it a disgrace")."""
    words = (cue or "").lower().split()
    return any(w in lexicon.table("replies", language).get("judges", {}).get("verbs", ()) for w in words)


@cache
def _negators(language: str) -> frozenset[str]:
    return frozenset(lexicon.table("replies", language).get("negators", {}).get("words", ()))


def opens_negated(words: str, language: str) -> bool:
    """True where a saying's first words say that it is not so ("nobody warned us", "il n'y a aucune fuite")."""
    first = [w.lower().replace("’", "'") for w in _TOKEN.findall(words)[:_OPENS]]
    none = _negators(language)
    return any(w in none or w.endswith("n't") or (language == "fr" and w.startswith("n'")) for w in first)


def presupposed(items: Sequence[Item], article: Article) -> list[Item]:
    """The items; what a denied content only takes for granted ("denied that it knew of it before the dam burst") is not denied.

    Args:
        items: of one article.
    """
    found = []
    for item in items:
        aside = item.stance in ("denies", "doubts") and not item.whole_sentence and _subordinate(item, article.text)
        against = tuple(m for m in item.marks if m.standing not in ("denied", "disputed") or m.start > item.start)
        if aside and any(
            o is not item and o.start < item.start and item.end <= o.end + _NEAR and o.attributed == item.attributed for o in items
        ):
            kept = [(m, span) for m, span in zip(item.marks, item.mark_spans, strict=True) if m in against]
            spans = tuple(span for _, span in kept)
            granted = replace(
                item, stance="asserts", modality="asserted", attributed=None, speaker_key=None, marks=against, mark_spans=spans
            )
            found.append(granted)
            continue
        found.append(item)
    return found


def _subordinate(item: Item, text: str) -> bool:
    before = text[max(0, item.start - 20) : item.start].split()[-1:]
    return bool(before) and before[0].lower() in lexicon.table("replies", item.language).get("asides", {}).get("words", ())


def turned(items: Sequence[Item], article: Article) -> list[Item]:
    """The items of one article; those whose own words open with a negation that no parse told of are not positive.

    "Neither the rebels nor the army had a part in it", "Not one soldier is there".
    """
    return [replace(i, positive=False) if i.positive and _turned(i, article.text) else i for i in items]


def _turned(item: Item, text: str) -> bool:
    if item.kind == "quantity" or (item.klass is not None and item.whole_sentence):
        return False
    first = text[item.start : item.end].split(maxsplit=2)[:2]
    openers = lexicon.table("replies", item.language).get("openers", {}).get("words", ())
    return bool(first) and (first[0].lower().strip("«“\"'‘") in openers or " ".join(first).lower() in openers)
