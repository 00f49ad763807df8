"""Whether a claim that was judged open is so in words that a reader can see.

Verdicts over articles are made of alignments, and these may be wrong. What a briefing puts before a reader as open must show it: two
figures of the same things in sentences about the same matter, or a denial that is put as one.
"""

from __future__ import annotations

from collections.abc import Callable

from newsloom.brief import cues
from newsloom.brief.context import Context, primary
from newsloom.brief.grounding.words import read
from newsloom.brief.ledger import content_words
from newsloom.records import Assertion, Claim, Passage

NEAR = 40  # code points between a word of denial and who denies
ANSWERED = 0.3  # share of the content words of the shorter of a denial and what it denies that both have
ALIKE = 0.25  # share of the shorter sentence's content words, without what is counted, that two sentences on one matter have in common
SHARED = 2  # content words, figures apart, that two sentences about one matter share


def real(context: Context, claim: Claim) -> bool:
    """True where the claim's conflict or denial can be seen in its passages; claims of other kinds pass."""
    if claim.agreement == "conflict":
        return _seen(context, claim, "conflict", _differ)
    if claim.agreement == "disputed":
        return _seen(context, claim, "disputed", _denied)
    return True


def _seen(context: Context, claim: Claim, kind: str, holds: Callable[[Context, Assertion, Assertion], bool]) -> bool:
    pairs = [(r.a, r.b) for r in claim.relations if r.is_ == kind]
    made = [(claim.assertions[a], claim.assertions[b]) for a, b in pairs if max(a, b) < len(claim.assertions)]
    return not pairs or any(holds(context, a, b) for a, b in made)


def _differ(context: Context, a: Assertion, b: Assertion) -> bool:
    """Two figures of one count, in sentences that share their matter."""
    if a.value is None or b.value is None:
        return True  # no figures: an event or a state
    if a.value.unit != b.value.unit or a.value.vague or b.value.vague:
        return False
    if not (a.value.counts and b.value.counts):
        return a.value.unit is not None and _one_matter(context, a, b)
    language = _language(context, a)
    if language != _language(context, b):
        return True
    if not cues.list_of("anybody", language):
        return _one_matter(context, a, b)
    return _one_count(a.value.counts, b.value.counts, language) and _one_matter(context, a, b)


def _one_count(a: str, b: str, language: str) -> bool:
    """ "bailiffs killed" counts none but bailiffs, "people dead" counts more."""
    open_ = cues.words("anybody", language)
    first, second = (frozenset(_stem(w) for w in x.lower().split() if w not in open_) for x in (a, b))
    return bool(first & second) or (not first and not second)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _one_matter(context: Context, a: Assertion, b: Assertion) -> bool:
    """Two of their sentences have a good part of their words in common, besides what is counted."""
    counted = {_stem(w) for x in (a, b) if x.value for w in x.value.counts.lower().split()}
    return any(_much_shared(p - counted, q - counted) for p in _words(context, a) for q in _words(context, b))


def _much_shared(a: frozenset[str], b: frozenset[str]) -> bool:
    shared = len(a & b)
    return shared >= SHARED and shared >= ALIKE * min(len(a), len(b))


def _words(context: Context, assertion: Assertion) -> list[frozenset[str]]:
    """The content words of the sentence around each of its passages."""
    return [frozenset(_stem(w) for w in content_words(_around(context, p)) if not w.isdigit()) for p in assertion.passages]


def _around(context: Context, passage: Passage) -> str:
    """The sentence that a passage stands in."""
    number = context.index.get(passage.article)
    if number is None:
        return passage.text
    article = context.dossier.articles[number]
    for s in context.dossier.annotations[number].sentences:
        if s.start <= passage.start < s.end:
            return article.text[s.start : max(s.end, passage.end)]
    return passage.text


def _denied(context: Context, a: Assertion, b: Assertion) -> bool:
    """A denial or doubt that its sentence puts as such, about words that the other side uses too."""
    sides = [x for x in (a, b) if x.stance in ("denies", "doubts")]
    if not sides:
        return True
    language = _language(context, sides[0])
    if not cues.list_of("contradictions", language):
        return True
    other = b if sides[0] is a else a
    put = any(cues.count("contradictions", language, _around(context, p)) for p in sides[0].passages)
    if not put or sides[0].attributed_to is None:
        return False
    if not _apart(context, sides[0], other, language):
        return False
    denier = frozenset(key for w in read(sides[0].attributed_to, language) for key in w.like)
    return language != _language(context, other) or any(_answers(p, q, denier, language) for p in sides[0].passages for q in other.passages)


def _apart(context: Context, denial: Assertion, told: Assertion, language: str) -> bool:
    """True for sides in two sentences; in one, only where it says that so-and-so denies it: "a statement disputed by Orle"."""
    ones, others = ({_around(context, p) for p in x.passages} for x in (denial, told))
    if not ones <= others:
        return True
    name = (denial.attributed_to or "").split()[-1]
    return any(
        bool(name) and name in whole[max(0, m.start() - NEAR) : m.end() + NEAR]
        for whole in ones
        for m in cues.anywhere("contradictions", language).finditer(whole)
    )


def _answers(denial: Passage, told: Passage, denier: frozenset[str], language: str) -> bool:
    """True where a denial speaks of what is told: in good part the same things, more than the one who denies."""
    mine, theirs = ({w.stem: w.like for w in read(p.text, language) if w.content and not w.like & denier} for p in (denial, told))
    keys = frozenset(key for like in mine.values() for key in like)
    shared = sum(bool(like & keys) for like in theirs.values())
    return shared >= SHARED and shared >= ANSWERED * min(len(mine), len(theirs))


def _language(context: Context, assertion: Assertion) -> str:
    number = context.index.get(assertion.article)
    return context.language if number is None else primary(context.dossier.articles[number])
