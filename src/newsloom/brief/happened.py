"""What's happened: the newest supported state of affairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from newsloom.brief import background, counts, matters, secondhand
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context, primary
from newsloom.brief.grounding.words import read
from newsloom.brief.ledger import Ledger

LEAST, MOST = 3, 6
SMALL = 8  # sentences below which a story has hardly three for the news
SENTENCES_EACH = 5  # one shown sentence for about so many candidates
NEWNESS = 1.5  # how much more the newest article weighs than the oldest
LEAD = 0.9  # how much more the first sentence weighs than the last
WORTH = 0.3  # beyond the least number, a sentence must have this share of the first one's score
TERSE = 14  # a sentence of no more words that counts the dead says little besides
MOSTLY = 0.5  # share of a sentence that is told already, from which on a toll in it is the toll again
SHARE = 3  # sentences of one origin, where another is about as new
ALONE = 4  # where all others are old
STALE = 0.3  # a denial that an article before a confirmation prints
ARRESTS = 1.3  # arrests, charges and judgments are news wherever an article has them
LOOSE = 0.5  # what "The defendants are ..." is worth: which ones?
WEIGHTY = 0.6  # of an average sentence's content: one that holds less is worth less
HOLLOW = 0.4  # what a sentence is worth that names nobody and counts nothing
NEWEST = 0.34  # the first sentence comes from an article that is no further below the newest
RECENT = 0.5  # what is further below is history, not news


def score(context: Context, candidate: Candidate, central: float) -> float:
    """Centrality, raised by newness, place and independent support; 0 for what cannot be news."""
    if not _may_be_news(context, candidate):
        return 0.0
    value = 0.25 + central
    value *= 1 + NEWNESS * context.newness[candidate.article]
    value *= 1 + LEAD * (1 - candidate.place)
    value *= 1 + 0.2 * min(candidate.support, 4)
    if candidate.language != context.language:
        # a foreign sentence only where it alone has the newest figure
        value *= 0.7 if _newest_figure(context, candidate) else 0.2
    if not candidate.anchored:
        value *= LOOSE
    if context.newness[candidate.article] < 1 and candidate.cues("provisional"):
        value *= 0.4
    if candidate.text[0] in background.QUOTES:
        value *= 0.5
    if candidate.disputed and candidate.speaker is None and not candidate.toll:
        value *= 0.7
    if matters.weight(candidate) >= matters.CLEAR and not candidate.lead:
        value *= 0.45
    if not (candidate.lead and context.newness[candidate.article] >= 1):
        value *= math.pow(0.6, background.weight(context, candidate))
    if candidate.cues("additions"):
        value *= 0.6
    value *= 1.5 if candidate.toll else 1.15 if candidate.figures else 1.0
    if secondhand.outlet(context, candidate):
        value *= secondhand.RESERVED
    value *= 0.7 ** _doubt(candidate)
    return value * _concrete(candidate) * _filled(candidate) * _turn(context, candidate)


def _newest_figure(context: Context, candidate: Candidate) -> bool:
    """True where a foreign sentence has the newest of several versions, and no article in the story's language as new counts the same."""
    if not context.replaces(candidate.article, candidate.start, candidate.end):
        return False
    return not any(
        context.newness[n] >= context.newness[candidate.article]
        and any(q.klass in candidate.classes and not q.value.vague for q in notes.quantities)
        for n, notes in enumerate(context.dossier.annotations)
        if primary(context.dossier.articles[n]) == context.language
    )


def _may_be_news(context: Context, candidate: Candidate) -> bool:
    """False for questions, quotations, thanks, what the press could not learn, and how things stood on an earlier day."""
    if not candidate.alone or candidate.superseded or candidate.quote or candidate.sympathy or candidate.cues("press_calls"):
        return False
    if candidate.vague and context.counted(candidate.classes):
        return False  # "dozens" where others have counted
    stale = candidate.of_its_day and context.newness[candidate.article] < 1 - NEWEST
    return not stale and not candidate.text.rstrip("”\"'’ ").endswith("?")


def _turn(context: Context, candidate: Candidate) -> float:
    """Less for a denial that a newer article's confirmation may have overtaken, more for what courts and police do."""
    stale = candidate.article in context.settled and candidate.denies
    return (STALE if stale else 1.0) * (ARRESTS if candidate.cues("arrests") else 1.0)


def _filled(candidate: Candidate) -> float:
    told = candidate.names or candidate.figures or candidate.lead or candidate.support > 1
    return 1.0 if told else HOLLOW


def _doubt(candidate: Candidate) -> int:
    """1 for speculation and questions, whose place is in other sections."""
    return int(any(s.modality in ("speculated", "asked", "conditional") for s in candidate.statements + candidate.propositions))


def _concrete(candidate: Candidate) -> float:
    """More for a sentence in which something happens than for one that only judges."""
    kinds = Counter(p.kind for p in candidate.propositions)
    if kinds["event"]:
        return 1.3
    return 0.7 if kinds["assessment"] else 1.0


def pick(context: Context, ledger: Ledger, central: list[float], held: frozenset[int] = frozenset()) -> list[int]:
    """Three to six sentences; fewer where there is less to show. The first stands alone and names what it is about.

    Args:
        central: how central each candidate is and how close to the headlines, 0 to 1.
        held: candidates that are left to another section.
    """
    candidates = ledger.candidates
    scores = {n: score(context, c, central[n]) for n, c in enumerate(candidates) if n not in held}
    newest = {n: s for n, s in scores.items() if context.newness[candidates[n].article] >= 1 - NEWEST}
    recent = {n: s for n, s in scores.items() if context.newness[candidates[n].article] >= 1 - RECENT}
    limit = max(LEAST, min(MOST, len(candidates) // SENTENCES_EACH))
    spare = Counter(c.article for c in candidates)

    # where others are about as new, no origin has more than its share
    origins = {context.origin[candidates[n].article] for n, s in recent.items() if s > 0}
    most = SHARE if len(origins) > 1 else ALONE if len(set(context.origin)) > 1 else limit
    used: Counter[int] = Counter()
    counted: set[str] = set()
    taken: list[int] = []  # the first sentence may be an article's only one

    def leaves_one(number: int) -> bool:
        """An article keeps a sentence for what the papers say, where there are other articles to draw on; no toll is told twice."""
        article = candidates[number].article
        if len(spare) > 1 and spare[article] <= 1 and taken:
            return False
        candidate = candidates[number]
        if used[context.origin[article]] >= most or counts.contradicted(candidate.counts, [candidates[n].counts for n in taken]):
            return False
        mere = len(candidate.text.split()) <= TERSE or ledger.told(number) >= MOSTLY
        brief = candidate.classes if mere else frozenset()
        if (candidate.tolls and candidate.tolls <= counted) or (brief and brief <= counted):
            return False
        counted.update(candidate.tolls | candidate.classes)
        taken.append(number)
        spare[article] -= 1
        used[context.origin[article]] += 1
        return True

    if len(candidates) < SMALL:
        # what plainly belongs to another section is left to it
        recent = scores = {n: s for n, s in scores.items() if _plain_news(context, candidates[n])} or scores
        newest = {n: s for n, s in scores.items() if n in newest}
    own = {
        n: s * _opener(context, candidates[n]) * (0.3 + central[n]) * context.newness[candidates[n].article] ** 2 for n, s in newest.items()
    }
    scores = {n: s * min(1.0, ledger.weight(n) / WEIGHTY) for n, s in scores.items()}
    recent = {n: scores[n] for n in recent}
    first = ledger.pick(own, 1, leaves_one)
    floor = WORTH * max((scores[n] for n in first), default=0.0)
    rest = ledger.pick(recent, LEAST - len(first), leaves_one)
    rest += ledger.pick({n: s for n, s in recent.items() if s >= floor}, limit - len(first) - len(rest), leaves_one)
    if len(first) + len(rest) < LEAST:
        rest += ledger.pick(scores, LEAST - len(first) - len(rest), leaves_one)
    if not first and not rest:
        first = ledger.pick(scores, 1)
    return first + _ordered(rest, candidates, context)


SURE = 2.0  # what was rumoured and is confirmed is the newest state
FULL = 8  # words of a sentence that tells enough to open with


def _opener(context: Context, candidate: Candidate) -> float:
    """How well a sentence opens a briefing: the leads of articles are written to; one that names nobody and nothing cannot."""
    foreign = candidate.language != context.language
    if foreign and not (candidate.names and _newest_figure(context, candidate)):
        return 0.0
    if context.newness[candidate.article] >= 1 and background.weight(context, candidate) >= background.CLEAR and not candidate.lead:
        return 0.1
    nameless = not (candidate.names or candidate.lead)
    if nameless or not candidate.anchored or len(candidate.text.split()) < FULL or candidate.cues("additions"):
        return 0.2
    if not candidate.propositions and not candidate.lead:
        return 0.3
    sure = SURE if any(m.standing == "confirmed" for p in candidate.propositions for m in p.marks) else 1.0
    nobody = 0.4 if candidate.short else 1.0  # "Quill is charged ...": the first sentence says who that is
    return (
        sure
        * nobody
        * _headlined(context, candidate)
        * (2.0 if candidate.lead else 1.2 if candidate.order == 1 else 0.8)
        * (2.0 if candidate.toll else 1.0)
    )


def _headlined(context: Context, candidate: Candidate) -> float:
    """More the more a sentence has of its own article's headline, which names the news where a lead sets a scene."""
    title = context.dossier.articles[candidate.article].title
    wanted = {w.stem: w.like for w in read(title or "", candidate.language) if w.content}
    held = frozenset(key for w in read(candidate.text, candidate.language) for key in w.like)
    return 0.5 + sum(bool(like & held) for like in wanted.values()) / len(wanted) if wanted else 1.0


def _plain_news(context: Context, candidate: Candidate) -> bool:
    if candidate.lead and context.newness[candidate.article] >= 1:
        return True
    return matters.weight(candidate) < matters.CLEAR and background.weight(context, candidate) < background.CLEAR


def _ordered(numbers: list[int], candidates: Sequence[Candidate], context: Context) -> list[int]:
    """Sentences of one article in its order, articles by newness, newest first."""
    return sorted(numbers, key=lambda n: (-context.newness[candidates[n].article], candidates[n].article, candidates[n].order))
