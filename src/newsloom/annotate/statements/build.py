"""From attributions to statements: which are someone's words, whose, through whom, in what form and mood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsloom.annotate.modality import verdict_of
from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.mood import mood
from newsloom.annotate.statements.quoted import Quoted
from newsloom.annotate.statements.speakers import Speakers
from newsloom.annotate.statements.trees import core_span, noun_span, pieces, under, with_antecedents
from newsloom.annotate.statements.words import Words
from newsloom.annotate.statements.worth import cited_source, is_speech, misread, nobody, refused, speakable
from newsloom.records import Form, Piece, Speaker, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_SPEECH = ("say", "note", "tell", "show", "phrase")


@dataclass(slots=True)
class _Draft:
    made: Attribution
    speaker: Speaker
    key: str | None
    source: int | None
    via: tuple[str, ...] = ()


def statements(reading: Reading, found: list[Attribution], marked: list[Quoted], words: Words) -> tuple[Statement, ...]:
    """Statements of an article, in order of their first word."""
    speakers = Speakers(reading, tuple(q.quote for q in marked))
    drafts = [draft for made in found if is_speech(reading.doc, made, words) and (draft := _draft(reading, made, speakers, words))]
    kept = _nest(reading, drafts)
    built = [s for draft in kept if (s := _statement(reading, draft, marked))]
    return tuple(sorted(built, key=lambda s: (s.start, s.end)))


def _draft(reading: Reading, made: Attribution, speakers: Speakers, words: Words) -> _Draft | None:
    doc = reading.doc
    made = refused(doc, made)
    made = replace(made, content=with_antecedents(doc, made.content, made.anchor))
    if not made.content:
        return None
    source = made.source
    via: tuple[str, ...] = ()
    cited = cited_source(doc, made, words)
    if cited is not None and source is not None:
        speaker, _ = speakers.resolve(doc[source])
        if speaker.name:
            via, source = (speaker.name,), cited
    if source is None:
        return _Draft(made, Speaker(), None, None)
    speaker, key = speakers.resolve(doc[source])
    if nobody(doc[source]) or misread(doc[source]) or (doc[source].lower_ in ("i", "we") and not made.quotes and speaker.name is None):
        return None  # outside quotation marks, "I" is the writer
    if made.klass == "think" and speaker.name is None and not made.quotes:
        return None  # "the one they thought was best": whoever they are
    if not speakable(doc, made, speaker, words):
        return None
    return _Draft(made, speaker, key, source, via)


def _nest(reading: Reading, drafts: list[_Draft]) -> list[_Draft]:
    """Set go-betweens, and drop what only says that someone said something."""
    dropped: set[int] = set()
    _part(reading.doc, drafts)
    for at, inner in enumerate(drafts):
        if inner.made.quotes and inner.source is None:
            continue
        if any(inner.made.anchor in o.made.cue for k, o in enumerate(drafts) if k != at):
            dropped.add(at)
            continue
        outers = [(len(o.made.content), k) for k, o in enumerate(drafts) if k != at and inner.made.anchor in o.made.content]
        if not outers:
            continue
        _, k = min(outers)
        outer = drafts[k]
        if inner.source is None or outer.speaker.name is None or inner.speaker == outer.speaker or inner.speaker.name is None:
            if inner.speaker.name is None or inner.speaker == outer.speaker:
                dropped.add(at)
            continue
        if inner.made.klass == "show" or (inner.made.klass == "think" and reading.doc[inner.source].pos_ == "PRON"):
            dropped.add(at)  # "she said the report proved it": hers, and no go-between
            continue
        if _aside(reading, inner.made, outer.made) or not _passes_on(reading, outer.made):
            continue
        inner.via = (*outer.via, outer.speaker.name, *inner.via)
        whole = set(inner.made.content) | set(inner.made.cue) | under(reading.doc[inner.source])
        real = {i for i in outer.made.content if reading.doc[i].is_alpha}
        if inner.made.klass in _SPEECH and real and len(real & whole) >= 0.8 * len(real):
            dropped.add(k)
    return _once([d for at, d in enumerate(drafts) if at not in dropped])


def _part(doc: Doc, drafts: list[_Draft]) -> None:
    """ "Police said it was a close call — “...,” Holt said": Holt's words are no part of what police said. Changed in place."""
    for quote in drafts:
        if not quote.made.quotes or quote.speaker.name is None:
            continue
        for other in drafts:
            apart = not other.made.quotes and quote.made.anchor not in other.made.content and quote.speaker != other.speaker
            rest = frozenset(i for i in other.made.content - quote.made.content if not doc[i].is_quote)
            if apart and len(rest) >= 3 and quote.made.content & other.made.content:
                other.made = replace(other.made, content=rest)


def _once(drafts: list[_Draft]) -> list[_Draft]:
    """ "Holt said they left “at noon,” Holt said": once."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (not d.made.quotes, d.speaker.name is None)):
        same = (d for d in kept if d.speaker.name is not None and (d.speaker == draft.speaker or draft.speaker.name is None))
        if not any(len(draft.made.content & d.made.content) >= 0.9 * max(len(draft.made.content), len(d.made.content)) for d in same):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.made.anchor)


def _passes_on(reading: Reading, outer: Attribution) -> bool:
    """The outer one tells what it was told, and does not judge or deny it."""
    if outer.klass not in ("say", "note", "tell", "show", "phrase", "noun") or outer.source is None:
        return False
    if outer.source is not None and not any(t.pos_ == "PROPN" or t.lower_ == "media" for t in reading.doc[outer.source].subtree):
        return False  # nobody who could be named
    if any(t.like_num or t.lower_ in ("percent", "%") for t in reading.doc[outer.source].subtree):
        return False  # "half of voters said": no go-between
    return verdict_of(reading.doc[outer.anchor])[0] not in ("denied", "doubted")


def _aside(reading: Reading, inner: Attribution, outer: Attribution) -> bool:
    """The inner speech stands in a remark or relative clause, which is as likely the writer's as the outer speaker's."""
    at = reading.doc[inner.anchor]
    while at.i != outer.anchor and at.head.i not in (at.i, outer.anchor):
        if at.dep_ in ("relcl", "appos") or (at.dep_ in ("advcl", "conj") and outer.klass != "phrase"):
            return True
        at = at.head
    return False


def _statement(reading: Reading, draft: _Draft, marked: list[Quoted]) -> Statement | None:
    doc, made = reading.doc, draft.made
    form = _form(reading, made, marked)
    parts = _quote_pieces(made, marked, reading.body) if form == "direct" else _with_marks(pieces(doc, made.content, reading.body), marked)
    if not parts:
        return None
    cue = _piece(doc[min(made.cue)], doc[max(made.cue)]) if made.cue else None
    source, core = _source(reading, draft)
    modality, modality_cue = mood(reading, made, draft.speaker, parts, source)
    places = [*parts, *([cue] if cue else []), *([source] if source else [])]
    return Statement(
        start=min(p.start for p in places),
        end=max(p.end for p in places),
        speaker=draft.speaker,
        content=" ".join(reading.body[p.start : p.end] for p in parts),
        pieces=parts,
        form=form,
        modality=modality,
        modality_cue=modality_cue,
        cue=reading.body[cue.start : cue.end] if cue else None,
        cue_span=cue,
        source=source,
        source_head=core,
        via=draft.via,
        speaker_key=draft.key,
    )


def _source(reading: Reading, draft: _Draft) -> tuple[Piece | None, Piece | None]:
    if draft.source is None:
        return None, None
    doc = reading.doc
    head = doc[draft.source]
    first, last = noun_span(head)
    low, high = core_span(head)
    outside = [i for i in range(first, last) if i not in draft.made.content]
    if head.i not in outside:
        return None, None
    first, last = min(outside), max(outside) + 1
    return _piece(doc[first], doc[last - 1]), _piece(doc[max(low, first)], doc[max(min(high, last) - 1, head.i)])


def _piece(first: Token, last: Token) -> Piece:
    return Piece(start=first.idx, end=last.idx + len(last))


def _quote_pieces(made: Attribution, marked: list[Quoted], text: str) -> tuple[Piece, ...]:
    """The words between the marks, to the letter; the comma that leads over to the cue is left out."""
    out = []
    first, last = min(made.content), max(made.content)
    for q in marked:
        if q.first <= last and first <= q.last and q.ids & made.content:
            start, end = q.quote.inner_start, q.quote.inner_end
            end -= text[start:end].endswith((",", "，"))
            out.append(Piece(start=start, end=end))
    return tuple(out)


def _with_marks(parts: tuple[Piece, ...], marked: list[Quoted]) -> tuple[Piece, ...]:
    """Pieces that hold both marks of a quotation at their edge, or neither."""
    out = []
    for part in parts:
        start, end = part.start, part.end
        for q in marked:
            if q.quote.end < start or q.quote.start > end:
                continue
            if start <= q.quote.start < end and q.quote.inner_end - 2 <= end < q.quote.end:
                end = q.quote.end
            if q.quote.start < start <= q.quote.inner_start and q.quote.end <= end:
                start = q.quote.start
        out.append(Piece(start=start, end=end))
    return tuple(out)


def _form(reading: Reading, made: Attribution, marked: list[Quoted]) -> Form:
    doc = reading.doc
    if not made.content:
        return "indirect"
    first, last = min(made.content), max(made.content)
    near = [q for q in marked if q.first <= last and first <= q.last]
    inside = {i for q in near for i in q.ids if q.number in made.quotes or not _title(doc, q)}
    real = [i for i in made.content if doc[i].is_alpha or doc[i].like_num]
    quoted = sum(i in inside for i in real)
    if not quoted:
        return "indirect"
    if quoted == len(real):
        return "direct"
    return "mixed"


def _title(doc: Doc, q: Quoted) -> bool:
    """Quotation marks around a title ("The Long Road") are no quotation."""
    if q.words > 12:
        return False
    tokens = [t for t in doc[q.first : q.last + 1] if t.is_alpha]
    big = [t for t in tokens if t.text[:1].isupper() or (t.is_stop and len(t) < 4)]
    if not 0 < len(tokens) <= 6 or len(big) < len(tokens) or not tokens[0].text[:1].isupper():
        return False
    return len(tokens) > 1 or tokens[0].pos_ == "PROPN"
