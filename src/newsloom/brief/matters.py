"""Why it matters: stakes, consequences and risks, as sources state them."""

from __future__ import annotations

from newsloom.brief import background, cues, secondhand, shape
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.ledger import Ledger

CLEAR = 1.5  # from here on a sentence is about stakes; below, a cue may be chance
PALE = 1.0  # where no sentence is clear, one cue is taken
FEW = 2  # up to so many clear sentences, the news leaves the best to this section
MOST = 4
WEEKS = 14  # days of a story from which on an early outlook is overtaken
OVERTAKEN = 0.5
LAW = 0.66  # newness from which on a charge is taken to stand
LOOSE = 0.3  # what "The charge carries ..." is worth: which one?


def _told(candidate: Candidate) -> bool:
    """True where the article itself uses a plain cue, and for what may come: without either, a cue may be chance."""
    ahead = any(p.modality in ("expected", "conditional", "speculated") for p in candidate.propositions)
    own = shape.unquoted(candidate.text)
    return ahead and cues.count("stakes", candidate.language, own) > cues.count("stakes_not", candidate.language, own)


def weight(candidate: Candidate) -> float:
    """How plainly a sentence states stakes: a point for each cue, half for each weak one and for an outlook or a judgement."""
    if candidate.sympathy:
        return 0.0  # thanks and condolences state no stakes
    # "no threat", "was warned": the cue is there and the stake is not
    strong: float = max(candidate.cues("stakes") - candidate.cues("stakes_not"), 0)
    # what a verdict would mean, or what makes an event stand out, is a stake by itself
    law = 0 if candidate.cues("law_done") else candidate.cues("stakes_law")
    strong += CLEAR * min(law + candidate.cues("stakes_marks"), 2)
    value = min(strong, 3) + 0.5 * min(candidate.cues("stakes_weak"), 2)
    if any(p.modality in ("expected", "conditional") for p in candidate.propositions):
        value += 0.5
    if any(p.kind == "assessment" for p in candidate.propositions):
        value += 0.5
    return value if strong else min(value, CLEAR - 0.1)


def pick(context: Context, ledger: Ledger, central: list[float]) -> list[int]:
    """Up to four sentences that state stakes, newest and best attributed first; in another language only where the story's has none."""
    scores = _scores(context, ledger, central, CLEAR)
    own = {n: s for n, s in scores.items() if ledger.candidates[n].language == context.language}
    picked = ledger.pick(own, MOST, repeat=0.6) or ledger.pick(scores, 2, repeat=0.6)
    return picked or ledger.pick(_scores(context, ledger, central, PALE), 2, repeat=0.6)


def reserve(context: Context, ledger: Ledger, central: list[float]) -> frozenset[int]:
    """Sentences that the news leaves to this section: the best, where there are hardly any."""
    scores = _scores(context, ledger, central, CLEAR)
    return frozenset(scores) if len(scores) <= FEW else frozenset()


def _passed(context: Context, candidate: Candidate) -> bool:
    """True for an outlook of an article from weeks before the newest: what might have come has come, or not."""
    ahead = any(p.modality in ("expected", "conditional", "speculated") for p in candidate.propositions)
    return ahead and context.days is not None and context.days > WEEKS and context.newness[candidate.article] < OVERTAKEN


def _scores(context: Context, ledger: Ledger, central: list[float], least: float) -> dict[int, float]:
    scores = {}
    for n, c in enumerate(ledger.candidates):
        plain = weight(c)
        if (
            plain < least
            or not c.alone
            or c.superseded
            or c.quote
            or c.text.rstrip("”\"'’» ").endswith("?")
            or (least < CLEAR and not _told(c))
        ):
            continue
        if c.cues("stakes_law") and context.newness[c.article] < LAW:
            continue  # what a charge of last month carries may be settled
        if any(context.newness[j] > context.newness[c.article] for j in context.judged) and c.cues("law_ahead"):
            continue  # what a trial may bring, before the judgment
        if _passed(context, c) or c.cues("press_calls") or (c.of_its_day and context.newness[c.article] < OVERTAKEN):
            continue
        if background.weight(context, c) >= background.CLEAR:
            plain *= 0.5  # what was at stake once
        said = 1.2 if c.speaker else 1.0
        direct = secondhand.RESERVED if secondhand.outlet(context, c) else 1.0
        scores[n] = (1.0 if c.anchored else LOOSE) * plain * (0.4 + central[n]) * said * direct * (1 + 0.4 * context.newness[c.article])
    return scores
