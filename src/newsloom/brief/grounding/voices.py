"""Who says what: a written sentence may give nobody words that a passage does not give to the same one, nor take an attribution away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsloom.brief.grounding import cues, quoted
from newsloom.brief.grounding.model import Fault, Reader, Voice
from newsloom.brief.grounding.reading import Pair, Side
from newsloom.brief.grounding.words import Word, read, stem, table
from newsloom.records import Annotations, Statement
from newsloom.text import quotes
from newsloom.text.words import fold, tokens

TAKEN = 0.6  # share of a sentence's content words that lie in somebody's words: from here on it owes that somebody
BESIDE = 12  # code points between a body and its denial
CLOSER = 0.2  # by so much another speaker's words must be nearer before the sentence's speaker is wrong
_REPORTING = ("~say", "~reject", "~warn", "~promise", "~expect", "~fear", "~check", "~show", "~agree")


def faults(pair: Pair) -> Iterator[Fault]:
    theirs = [(voice, side) for source, side in zip(pair.sources, pair.sides, strict=True) for voice in source.voices]
    mine = spoken(pair.sentence.text, pair.sentence.language, pair.context.reader)
    yield from _quoted(pair, mine, theirs)
    for voice in mine:
        whole = pair.sentence.text if len(mine) == 1 else voice.content
        if voice.who and not _given(voice, whole, theirs, pair):
            yield Fault("speaker", " ".join(sorted(voice.who)), "the passages do not give these words to this speaker")
            return
    if not any(voice.who or voice.cue for voice in mine):
        yield from _unattributed(pair, theirs)


def of(annotations: Annotations, start: int, end: int, known: dict[str, frozenset[str]]) -> tuple[Voice, ...]:
    """The statements in a stretch of an article. `known`: entity key → folded words of all its names and roles."""
    return tuple(_voice(s, known.get(s.speaker_key or "", frozenset())) for s in annotations.statements if s.start < end and start < s.end)


def _voice(statement: Statement, more: frozenset[str]) -> Voice:
    speaker = statement.speaker
    names = frozenset(fold(w) for text in (speaker.name, speaker.entity) if text for w in tokens(text))
    role = frozenset(fold(w) for w in tokens(speaker.role or ""))
    return Voice(who=names | role | more, names=names | more, content=statement.content, cue=statement.cue or "", kind=speaker.kind)


@lru_cache(maxsize=512)
def spoken(text: str, language: str, reader: Reader | None) -> tuple[Voice, ...]:
    """The statements of one written sentence, as the annotator reads them."""
    if reader is None:
        return ()
    return of(reader([text], language)[0], 0, len(text), {})


def _given(voice: Voice, whole: str, theirs: Sequence[tuple[Voice, Side]], pair: Pair) -> bool:
    """Whether the passages let this speaker say this."""
    content = [w for w in read(voice.content, pair.sentence.language) if w.content]
    more = [w for w in read(whole, pair.sentence.language) if w.content]
    scored = []
    for other, side in theirs:
        fits = _fits(voice, other, pair, side)
        alone = all(_fits(voice, v, pair, side) for v, s in theirs if s is side)  # then the rest of the passage is his as well
        said = side.text if fits and alone else other.content
        scored.append((max(_overlap(content, said, side.language), _overlap(more, said, side.language) if fits else 0.0), fits))
    cues_apart = table(pair.sentence.language).get("saying", {}).get("ambiguous", ())
    if pair.same and voice.cue.casefold() in cues_apart and not any(score >= TAKEN for score, _ in scored):
        return any(_overlap(content, side.text, side.language) >= TAKEN for side in pair.sides)  # nobody speaks: it is done
    fitting = max((score for score, fits in scored if fits), default=None)
    if fitting is None:
        return _denies(voice, pair) or _otherwise(voice, pair) or any(_by_its_name(voice, other, pair) for other, _ in theirs)
    others = max((score for score, fits in scored if not fits), default=0.0)
    return fitting + CLOSER >= others or not pair.same


def _denies(voice: Voice, pair: Pair) -> bool:
    """ "which the ministry denies": the annotator gives the ministry no words there. It must stand beside a denial."""
    language = pair.sentence.language
    if not any(cues.find(kind, voice.cue, read(voice.cue, language), language) for kind in ("negation", "refusal")):
        return False
    for side in pair.sides:
        theirs = [cue for kind in ("negation", "refusal") for cue in cues.find(kind, side.text, side.words, side.language)]
        if any(word.folded in voice.who and word.end < cue.start <= word.end + BESIDE for word in side.words for cue in theirs):
            return True
    return False


def _by_its_name(voice: Voice, other: Voice, pair: Pair) -> bool:
    """ "The airline said": a body that the passages name is called by its name."""
    bodies = table(pair.sentence.language).get("people", {}).get("bodies", ())
    return voice.kind != "person" and any(word in bodies for word in other.who) and bool(voice.who & pair.names)


def _overlap(content: list[Word], other: str, language: str) -> float:
    keys = frozenset(key for word in read(other, language) for key in word.like)
    return sum(bool(word.like & keys) for word in content) / max(len(content), 1)


def _fits(voice: Voice, other: Voice, pair: Pair, side: Side) -> bool:
    """Whether two speakers can be the same one."""
    if not other.who:
        return not voice.names or bool(voice.names & other.names)
    if voice.who & other.who - _SMALL:
        return not _strangers(voice, other)
    aliases = frozenset(w for name in voice.who for w in pair.context.aliases.get(name, ()))
    if aliases & other.names:
        return True
    mine = frozenset(key for word in voice.who for key in _keys(word, pair.sentence.language))
    return bool(mine & frozenset(key for word in other.who for key in _keys(word, side.language)))


_SMALL = frozenset("the a an of for and his her its their our who which de la le du des del el los las".split())  # noqa: SIM905


def _strangers(voice: Voice, other: Voice) -> bool:
    """Both have a name and a first name, and share no more than a role ("Minister Quill", "Minister Lund")."""
    mine, theirs = voice.names - _SMALL, other.names - _SMALL
    nouns = frozenset(word for language in ("en", "fr", "es") for word in table(language).get("people", {}).get("nouns", ()))
    return bool(mine - nouns and theirs - nouns and not (voice.who & other.who) - _SMALL - nouns)


@lru_cache(maxsize=10_000)
def _keys(word: str, language: str) -> frozenset[str]:
    return frozenset(key for one in read(word, language) for key in one.like if one.content) or frozenset((stem(word, language),))


def _otherwise(voice: Voice, pair: Pair) -> bool:
    """A speaker whom no statement of the passages has: he must stand in one beside a word of saying, thinking or wanting."""
    who = voice.who - _SMALL
    content = [w for w in read(voice.content, pair.sentence.language) if w.content]
    for source, side in zip(pair.sources, pair.sides, strict=True):
        there = any(word in side.folded or word in source.names or _keys(word, pair.sentence.language) & side.like for word in who)
        reports = any(key in side.like for key in _REPORTING) or bool(source.voices)
        if there and (reports or side.language != pair.sentence.language) and not _of_another(content, source.voices, side):
            return True
    return False


def _of_another(content: list[Word], voices: Sequence[Voice], side: Side) -> bool:
    return any(_overlap(content, voice.content, side.language) >= TAKEN for voice in voices if voice.names)


def _unattributed(pair: Pair, theirs: Sequence[tuple[Voice, Side]]) -> Iterator[Fault]:
    content = [w for w in pair.sentence.words if w.content]
    for voice, side in theirs:
        if not content or side.language != pair.sentence.language:
            continue
        outside = frozenset(key for w in read(side.text.replace(voice.content, " ", 1), side.language) for key in w.like)
        said = Side.of(voice.content, side.language)
        own = [w for w in content if w.like & said.like and not w.like & outside]
        if len(own) >= TAKEN * len(content) and not _attributed(pair, said):
            yield Fault("speaker", "", "a passage has this as somebody's words, and the sentence does not say whose")
            return


def _attributed(pair: Pair, said: Side) -> bool:
    """A word of reporting that the annotator found no statement for ("denied any talks", "believed to"), and that is not part of what is
    said itself."""
    written = pair.sentence
    found = cues.find("attribution", written.text, written.words, written.language)
    return any(not any(w.like & said.like for w in written.words if cue.start <= w.start < cue.end) for cue in found)


def _quoted(pair: Pair, mine: Sequence[Voice], theirs: Sequence[tuple[Voice, Side]]) -> Iterator[Fault]:
    """A quotation belongs to the one whom the passage quotes."""
    text = pair.sentence.text
    for quote in quotes.find(text):
        words = quoted.plain(text[quote.inner_start : quote.inner_end])
        givers = [(v, side) for v, side in theirs if words in quoted.plain(v.content)]
        takers = [v for v in mine if v.who and words in quoted.plain(v.content)]
        if givers and takers and not any(_fits(t, g, pair, side) for t in takers for g, side in givers):
            yield Fault("speaker", text[quote.start : quote.end], "a passage has somebody else say this")
