"""Propositions without a parse: sentences that hold a word of the predicate table, roles by the order of names around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsloom import lexicon
from newsloom.annotate.propositions.context import Context
from newsloom.annotate.reading import Reading
from newsloom.records import Mark, Proposition, Statement
from newsloom.records.annotations import StandingKind

Word = tuple[str, int, int]
Hit = tuple[str, int, int, str]
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _stems(language: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """(stem, class, stems of which one must be near), longest stem first."""
    data = lexicon.table("predicates", language)
    found = [
        (stem, name, frozenset(entry.get("about_stems", ())))
        for name, entry in data.items()
        if not name.startswith("_")
        for stem in entry.get("stems", ())
    ]
    return tuple(sorted(found, key=lambda f: (-len(f[0]), not f[2])))


def find(reading: Reading) -> tuple[Proposition, ...]:
    """A proposition for each class of predicate in a complete sentence; none where the language has no stems in its table."""
    if not _stems(reading.language):
        return ()
    context = Context(reading)
    found: list[Proposition] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.complete:
            found.extend(_of_sentence(reading, context, index))
    return tuple(found)


def _of_sentence(reading: Reading, context: Context, index: int) -> Iterator[Proposition]:
    sentence = reading.sentences[index]
    text = reading.body[sentence.start : sentence.end]
    words = [(m.group().lower(), sentence.start + m.start(), sentence.start + m.end()) for m in _WORD.finditer(text)]
    for hit in _predicates(words, reading.language):
        yield _proposition(reading, context, index, words, hit)


def _proposition(reading: Reading, context: Context, index: int, words: list[Word], hit: Hit) -> Proposition:
    sentence = reading.sentences[index]
    word, start, end, klass = hit
    before, after = _around(reading, sentence.start, start, end, sentence.end)
    passive = _is_passive(words, start, reading.language)
    statement = context.statement(start)
    said = reading.statements[statement] if statement is not None else None
    span = (said.pieces[0].start, said.pieces[-1].end) if said else (sentence.start, sentence.end)
    opens = _relative_at(words, span[0], start, reading.language)
    span = (opens if opens is not None else span[0], span[1])
    return Proposition(
        sentence=index,
        start=span[0],
        end=span[1],
        predicate=word,
        klass=klass,
        kind="event",
        whole=opens is None,
        subject=after if passive else before,
        object=before if passive else after,
        terms=tuple(dict.fromkeys(w for w, _, _ in words if len(w) > 5)),
        quantities=context.quantities(*span),
        times=context.times(*span),
        negated=_negated(words, start, reading.language),
        modality=said.modality if said else "asserted",
        modality_cue=said.modality_cue if said else None,
        statement=statement,
        attributed_to=said.speaker.name if said else None,
        speaker_key=said.speaker_key if said else None,
        via=said.via if said else (),
        marks=_marks(words, before or _speaking(reading, said), reading, said, start),
    )


def _predicates(words: list[Word], language: str) -> list[Hit]:
    """The first word of each class that the sentence holds, in text order."""
    all_words = [w for w, _, _ in words]
    found: dict[str, Hit] = {}
    for stem, klass, about in _stems(language):
        for word, start, end in words:
            if klass in found or not word.startswith(stem) or any(h[1] == start for h in found.values()):
                continue
            if not about or any(w.startswith(tuple(about)) for w in all_words if w != word):
                found[klass] = (word, start, end, klass)
    return sorted(found.values(), key=lambda h: h[1])


def _around(reading: Reading, low: int, start: int, end: int, high: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Entities named before and after the predicate; who is only named as speaking takes no part."""
    speaking = [s.source for s in reading.statements if s.source is not None and low <= s.source.start < high]
    mentions = [m for m in reading.mentions if low <= m.start < high and not any(s.start <= m.start < s.end for s in speaking)]
    before = dict.fromkeys(m.entity for m in mentions if m.start < start)
    after = dict.fromkeys(m.entity for m in mentions if m.start >= end)
    return tuple(before), tuple(e for e in after if e not in before)


def _speaking(reading: Reading, said: Statement | None) -> tuple[int, ...]:
    """The entity that speaks, where it is one of the article's."""
    return tuple(i for i, e in enumerate(reading.entities) if said is not None and said.speaker_key == e.key)[:1]


def _is_passive(words: list[Word], start: int, language: str) -> bool:
    helpers = lexicon.table("predicates", language).get("_passive", {}).get("words", ())
    at = next(i for i, (_, s, _) in enumerate(words) if s == start)
    return any(w in helpers for w, _, _ in words[max(0, at - 2) : at])


def _negated(words: list[Word], start: int, language: str) -> bool:
    no = lexicon.table("predicates", language).get("_negation", {}).get("words", ())
    at = next(i for i, (_, s, _) in enumerate(words) if s == start)
    return any(w in no for w, _, _ in words[max(0, at - 3) : at])


def _marks(words: list[Word], before: tuple[int, ...], reading: Reading, said: Statement | None, at: int) -> tuple[Mark, ...]:
    """Signs by stem; a confirmation or denial needs a named party before it, and no refusal right before the cue.

    What only a relative clause of a content tells ("admitted cracks in the dam, whose collapse killed 20") is neither confirmed nor denied.

    Args:
        words: of the sentence.
        before: entities named before the predicate.
        said: the statement that the predicate lies in.
        at: where the predicate starts.
    """
    language = reading.language
    table = lexicon.table("standing", language)
    found: list[Mark] = []
    kinds: tuple[tuple[str, StandingKind], ...] = (("confirm", "confirmed"), ("deny", "denied"), ("dispute", "disputed"))
    for place, (word, start, end) in enumerate(words):
        for section, standing in kinds:
            if word.startswith(tuple(table.get(section, {}).get("stems", ("\0",)))):
                ahead = [w for w, _, _ in words[max(0, place - 4) : place]]
                if any(w in table.get("blocked", {}).get("words", ()) for w in ahead) or _in_relative(words, end, at, language):
                    continue
                by, key = _by(reading, said, before, start)
                if by is not None:
                    found.append(Mark(start=start, end=end, standing=standing, by=by, by_key=key))
        if word.startswith(tuple(table.get("rumour", {}).get("stems", ("\0",)))):
            found.append(Mark(start=start, end=end, standing="rumoured"))
    return tuple(found)


def _in_relative(words: list[Word], start: int, at: int, language: str) -> bool:
    """True where a relative clause opens between a cue that ends at `start` and the predicate at `at`."""
    return _relative_at(words, start, at, language) is not None


def _relative_at(words: list[Word], start: int, at: int, language: str) -> int | None:
    """Where the last relative clause opens between `start` and `at`."""
    relative = lexicon.table("predicates", language).get("_relative", {}).get("words", ())
    return max((s for w, s, _ in words if start < s < at and w in relative), default=None)


def _by(reading: Reading, said: Statement | None, before: tuple[int, ...], cue: int) -> tuple[str | None, str | None]:
    """Who takes the stand of a cue: the speaker where it is the cue of a statement, else the nearest one named before it."""
    if said is not None and said.cue_span is not None and said.cue_span.start <= cue < said.cue_span.end and said.speaker.name:
        return said.speaker.name, said.speaker_key
    if not before:
        return None, None
    who = reading.entities[_nearest(reading, cue, before)]
    return who.name, who.key


def _nearest(reading: Reading, offset: int, pool: tuple[int, ...]) -> int:
    ends = [(m.end, m.entity) for m in reading.mentions if m.end <= offset and m.entity in pool]
    return max(ends)[1] if ends else pool[0]
