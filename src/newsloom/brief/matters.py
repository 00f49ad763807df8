"""Why it matters: stakes, consequences and risks, as sources state them."""

from __future__ import annotations

from newsloom.brief import secondhand
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.ledger import Ledger

CLEAR = 1.5  # from here on a sentence is about stakes; below, a cue may be chance
MOST = 4


def weight(candidate: Candidate) -> float:
    """How plainly a sentence states stakes: a point for each cue, half for each weak one and for an outlook or a judgement."""
    strong = candidate.cues("stakes")
    value = min(strong, 3) + 0.5 * min(candidate.cues("stakes_weak"), 2)
    if any(p.modality in ("expected", "conditional") for p in candidate.propositions):
        value += 0.5
    if any(p.kind == "assessment" for p in candidate.propositions):
        value += 0.5
    return value if strong else min(value, CLEAR - 0.1)


def pick(context: Context, ledger: Ledger, central: list[float]) -> list[int]:
    """Up to four sentences that state stakes, newest and best attributed first; in another language only where the story's has none."""
    scores = {}
    for n, c in enumerate(ledger.candidates):
        plain = weight(c)
        if plain < CLEAR or not c.alone or c.superseded:
            continue
        said = 1.2 if c.speaker else 1.0
        direct = secondhand.RESERVED if secondhand.outlet(context, c) else 1.0
        scores[n] = (1.0 if c.anchored else 0.6) * plain * (0.4 + central[n]) * said * direct * (1 + 0.4 * context.newness[c.article])
    own = {n: s for n, s in scores.items() if ledger.candidates[n].language == context.language}
    return ledger.pick(own, MOST, repeat=0.6) or ledger.pick(scores, 2, repeat=0.6)
