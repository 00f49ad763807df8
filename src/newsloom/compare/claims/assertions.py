"""Items of one claim become assertions: one for each article, party and figure, with every passage that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from newsloom import lexicon
from newsloom.compare.agreement.version import Version
from newsloom.compare.claims.scope import ties
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.counted import befell_words
from newsloom.compare.sayings.matters import one_noun, says
from newsloom.compare.sayings.matters import spans as stretches
from newsloom.compare.sayings.words import family
from newsloom.records import Article, Assertion, Mark, Passage, Stance

_OPPOSITE: dict[Stance, Stance] = {"asserts": "denies", "denies": "asserts", "doubts": "asserts", "supposes": "doubts"}

_BEFORE = 7  # characters before a figure that may hold its article


@dataclass(frozen=True, slots=True)
class Line:
    """An assertion, and what judging and counting need beside it.

    Attributes:
        speaker: who is behind it, None in an article's own voice.
        items: the sayings that it was made of.
    """

    assertion: Assertion
    version: Version
    speaker: str | None
    article: int
    items: tuple[Item, ...] = ()


def lines(members: Sequence[Item], articles: Sequence[Article], positive: bool) -> list[Line]:
    """The assertions of a claim whose sense is `positive`, in order; the same saying repeated in one article is one."""
    merged: dict[tuple[object, ...], Line] = {}
    for item in members:
        for line in _of_item(item, articles, positive):
            a = line.assertion
            key = (line.article, line.speaker, a.stance, a.value and (a.value.low, a.value.high, a.value.unit, a.value.mode))
            kept = merged.get(key)
            merged[key] = line if kept is None else _joined(kept, line)
    return _without_echo(list(merged.values()))


def _of_item(item: Item, articles: Sequence[Article], positive: bool) -> Iterator[Line]:
    article = articles[item.article]
    stance = stance_of(item, positive)
    against = [m for m in item.marks if m.standing in ("denied", "disputed")]
    own = _own_denial(item, against)
    if own is not None:
        by, key = behind(item)
        yield _line(item, article, (item.outer,), _reply(own, item, positive), by or own.by, key or own.by_key)
    elif item.firm or item.value is not None or item.attributed is None:  # a thing that a speaker only names in passing is not their claim
        by, key = behind(item)
        yield _line(item, article, (item.outer,), stance, by, key)
    for mark, span in zip(item.marks, item.mark_spans, strict=True):
        if mark in against and mark is not own and (mark.by or mark.by_key):
            yield _line(
                item, article, tuple(dict.fromkeys((span, item.outer))), _reply(mark, item, positive), mark.by, mark.by_key, bare=True
            )


def folded(name: str) -> str:
    """A name for comparing: case and a leading article aside."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in lexicon.table("agreement")["articles"]["words"] else words)


def same_name(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and folded(a) == folded(b)


def _reply(mark: Mark, item: Item, positive: bool) -> Stance:
    """The stance of who denies or disputes an item: whoever doubts the contrary of a claim supports it."""
    if item.positive != positive:
        return "asserts"
    return "denies" if mark.standing == "denied" else "doubts"


def stance_of(item: Item, positive: bool) -> Stance:
    """The stance of an item's clause towards a claim of the given sense."""
    return item.stance if item.positive == positive else _OPPOSITE[item.stance]


def behind(item: Item) -> tuple[str | None, str | None]:
    """Who is behind an item, name and key: its speaker, else who confirms or alleges it."""
    if item.attributed or item.speaker_key:
        return item.attributed, item.speaker_key
    confirming = next((m for m in item.marks if m.standing in ("confirmed", "alleged") and m.by and m.end <= item.start), None)
    return (confirming.by, confirming.by_key) if confirming else (None, None)


def _own_denial(item: Item, against: Sequence[Mark]) -> Mark | None:
    """The mark by which the clause is only there to be denied ("Y denied that ..."), None where someone else asserts it first."""
    for mark in against:
        near = item.outer[0] <= mark.start < item.outer[1]
        if same_name(item.attributed, mark.by) and (near or item.stance == "denies"):
            return mark
        # before the clause, or in it after the denier's name, which a raised subject puts there ("X denied being in talks")
        ahead = mark.end <= item.start or bool(mark.by and item.start <= mark.start < item.end and mark.by_key)
        if near and item.attributed is None and ahead:
            return mark
    return None


def _line(
    item: Item, article: Article, spans: tuple[tuple[int, int], ...], stance: Stance, by: str | None, key: str | None, *, bare: bool = False
) -> Line:
    value = None if bare else item.value
    outlet = article.outlet.name if article.outlet and article.outlet.name else None
    speaker = key or (folded(by) if by else None)
    words = article.text[item.outer[0] : item.outer[1]] if item.value is not None else ""
    assertion = Assertion(
        article=article.id,
        attributed_to=by,
        via=() if bare else item.via,
        stance=stance,
        value=value,
        as_of=item.as_of or item.dated or (article.published if article.published.value else None),
        passages=tuple(article.passage(*span) for span in spans),
    )
    version = Version(
        kind=item.kind,
        article=item.article,
        who=by or outlet or "one report",
        source=speaker or (outlet.casefold() if outlet else None),
        stance=stance,
        value=value,
        measure=item.measure,
        tense=item.tense,
        moment=item.as_of,
        dated=item.dated,
        told=article.published,
        moves=item.moves,
        earlier=item.earlier,
        still=item.still,
        group=item.group,
        ties=ties(item) if item.kind == "quantity" else None,
        marked=bool(item.marks) or (by is not None and not _only_negative(item)),
        spoken=speaker is not None,
        spans=stretches(words, item.language),
        sole=item.sole,
        rival=item.rival,
        unique=item.unique,
        noun=_noun(item),
        definite=item.place is not None and says("known", article.text[max(0, item.place[0] - _BEFORE) : item.place[0]], item.language),
        persons=frozenset(key for key in item.everyone if key.startswith("person:")),
        of=item.of,
        loose=item.loose,
        whole=item.whole,
        partial=says("partial", words, item.language),
        wide=says("wide", words, item.language),
        areas=frozenset(kind for kind in ("city", "region") if says(f"of_{kind}", words, item.language)),
        predicate=family(item.klass) or item.predicate or None,
        open_=item.modality != "expected",
    )
    return Line(assertion, version, speaker, item.article, (item,))


def _only_negative(item: Item) -> bool:
    """True for a whole sentence of someone's that says of something that it is not so: of what, no parse tells, so it denies nothing."""
    return item.whole_sentence and not item.positive and item.stance == "asserts" and not item.marks


def _noun(item: Item) -> str:
    """The last word of what a figure counts ("transit officers": "officer"), by its name over the languages."""
    words = item.value.counts.lower().split() if item.value is not None and item.value.unit is None else []
    named = [one_noun(word) for word in words if one_noun(word) != word]
    nouns = [word for word in words if word not in befell_words(item.language)]
    return named[-1] if named else (nouns or [""])[-1].removesuffix("s")


def _joined(kept: Line, line: Line) -> Line:
    passages: dict[tuple[int, int], Passage] = {(p.start, p.end): p for p in (*kept.assertion.passages, *line.assertion.passages)}
    return Line(
        msgspec.structs.replace(kept.assertion, passages=tuple(passages.values())),
        kept.version if kept.version.tense is not None else line.version,
        kept.speaker,
        kept.article,
        (*kept.items, *line.items),
    )


def _without_echo(found: list[Line]) -> list[Line]:
    """Leave out an article's own-voice mention where it adds nothing to what the same article says more exactly.

    An event told in its own voice and by a speaker: the attribution counts. Told outright and as a possibility: what is outright counts.
    """
    spoken = {line.article for line in found if line.speaker is not None and line.assertion.stance == "asserts"}
    outright = {line.article for line in found if line.assertion.stance == "asserts"}
    kept = []
    for line in found:
        bare = line.speaker is None and line.assertion.value is None
        said = line.assertion.stance == "asserts" and line.article in spoken
        surmised = line.assertion.stance == "supposes" and line.article in outright
        if not (bare and (said or surmised)):
            kept.append(line)
    return kept
