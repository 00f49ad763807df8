"""Replies that do not say what they reply to ("The ministry denied this"): they bear on what was said right before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.items import Item
from newsloom.records import Annotations, Article, Mark
from newsloom.records.annotations import StandingKind

_BACK = 2  # sentences back of one paragraph or the next in which what is replied to may stand
_NAMED = 2  # words of a party that bears no name
_LONGEST = 80  # characters of who replies
_BREAK = re.compile(r"[;:,.!?–—“”«»\"]\s*")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply. start:end is the cue; `opens` is where its clause begins."""

    start: int
    end: int
    opens: int
    sentence: int
    mark: Mark


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    table = lexicon.table("replies", language)
    if not table.get("denies"):
        return None
    parts = []
    objects, between = _any(table["objects"]["words"]), _any(table["between"]["words"])
    objects = objects.replace("|that|", r"|that(?=\s*(?:[.;,:!?”\"]|$))|")
    follow = rf"(?!\s+(?:{_any(table['goes_on']['words'])})\b)"
    inside = rf"\s+(?:(?:{between})\s+){{0,3}}(?:{objects})\b{follow}"
    for name in ("denies", "doubts"):
        bare, transitive = table[name].get("verbs", ()), table[name].get("transitive", ())
        if transitive:  # the verb phrases hold their object
            parts.append(rf"(?P<{name}_0>(?<!\w)(?:{_any(bare)})(?!\w){follow}|(?<!\w)(?:{_any(transitive)}){inside})")
        else:
            parts.append(rf"(?P<{name}_0>(?<!\w)(?:{_any(bare)}){inside})")
    whole = table.get("whole", {}).get("denies", ())
    if whole:
        parts.append(rf"(?P<denies_1>(?<!\w)(?:{_any(whole)})(?!\w))")
    return re.compile("|".join(parts), re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in sorted(words, key=len, reverse=True))


def replies(article: Article, notes: Annotations, keys: Mapping[int, str]) -> list[Reply]:
    """The replies of one article, in text order; those of whom it is not said who makes them are left out."""
    pattern = _pattern(notes.language)
    found: list[Reply] = []
    for number, sentence in enumerate(notes.sentences if pattern is not None else ()):
        for match in pattern.finditer(article.text, sentence.start, sentence.end) if pattern is not None else ():
            standing: StandingKind = "denied" if (match.lastgroup or "").startswith("denies") else "disputed"
            opens = _opens(article.text, sentence.start, match.start(), notes.language)
            by, key = _who(article, notes, keys, opens, match.start())
            if by is not None and not _blocked(article.text[opens : match.start()], notes.language):
                mark = Mark(start=match.start(), end=match.end(), standing=standing, by=by, by_key=key)
                found.append(Reply(match.start(), match.end(), opens, number, mark))
    return found


def _opens(text: str, start: int, at: int, language: str) -> int:
    """Where the clause of a cue begins: after the last pause or joining word before it that leaves someone to speak."""
    stretch = text[start:at]
    breaks = lexicon.table("replies", language).get("breaks", {}).get("words", ())
    cuts = [0, *(m.end() for m in re.finditer(r"[;:.!?”»]\s+", stretch))]
    cuts += [m.end() for m in re.finditer(rf"[,;:]\s+(?:{_any(breaks)})\s+", stretch, re.IGNORECASE)]
    return start + max(c for c in cuts if len(stretch[c:].strip()) > 1 or c == 0)


def _who(article: Article, notes: Annotations, keys: Mapping[int, str], start: int, end: int) -> tuple[str | None, str | None]:
    """Who replies: the first one named in the clause before the cue, else its words."""
    for mention in notes.mentions:
        if start <= mention.start and mention.end <= end and mention.entity in keys:
            entity = notes.entities[mention.entity]
            if entity.kind in ("person", "organisation", "group") or mention.start - start < 6:
                return entity.name, keys[mention.entity]
    words = _BREAK.split(article.text[start:end].strip())[0].strip()
    first = words.split(maxsplit=1)[0].lower() if words else ""
    pronouns = lexicon.table("agreement").get("pronouns", {}).get("words", ())
    possessive = first in lexicon.table("replies", "common").get("possessives", {}).get("words", ())
    lone = len(words.split()) < _NAMED and not words[:1].isupper()
    if not words or len(words) > _LONGEST or (first in pronouns and not possessive) or lone:
        return None, None
    return words.removesuffix(" had").removesuffix(" has").removesuffix(" have"), None


def _blocked(words: str, language: str) -> bool:
    """True where the clause before the cue turns it around or leaves it open ("has not denied this", "neither ... nor")."""
    last = [w.lower() for w in words.split()[-3:]]
    negators = lexicon.table("replies", language).get("negators", {}).get("words", ())
    return any(w in negators or w.endswith("n't") or w.endswith("n’t") for w in last) or any(
        w in ("could", "would", "to", "may") for w in last
    )


def answered(items: Sequence[Item], article: Article, notes: Annotations, keys: Mapping[int, str]) -> list[Item]:
    """The items of one article, with the stands that replies take on them; sentences that are nothing but such a reply are left out.

    Args:
        items: of clauses, contents and whole sentences of one article.
    """
    known = list(items)
    for reply in replies(article, notes, keys):
        if any(reply.start <= m.start < reply.end for i in known for m in i.marks):
            continue  # the parse told already what it bears on
        at = _target(reply, known, notes)
        if at is None:
            continue
        item = known[at]
        sentence = notes.sentences[reply.sentence]
        span = (sentence.start, sentence.end)
        known[at] = replace(item, marks=(*item.marks, reply.mark), mark_spans=(*item.mark_spans, span))
    return known


def _target(reply: Reply, items: Sequence[Item], notes: Annotations) -> int | None:
    """The item replied to: what someone else is said to say in the sentence before the reply's clause, else the last one before it."""
    sentence = notes.sentences[reply.sentence]
    for back in range(_BACK + 1):
        number = reply.sentence - back
        if number < 0 or sentence.paragraph - notes.sentences[number].paragraph > 1:
            break
        around = notes.sentences[number]
        limit = reply.opens if back == 0 else around.end
        near = [
            (i.attributed is not None, i.whole_sentence is False, i.end - i.start, -n)
            for n, i in enumerate(items)
            if around.start <= i.start and i.end <= limit + 2 and i.kind != "quantity" and not _same_party(i, reply.mark)
        ]
        if near:
            return -max(near)[3]
    return None


def _same_party(item: Item, mark: Mark) -> bool:
    return bool(item.speaker_key and item.speaker_key == mark.by_key) or bool(
        item.attributed and mark.by and item.attributed.casefold() == mark.by.casefold()
    )
