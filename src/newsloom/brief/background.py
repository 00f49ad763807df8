"""How we got here: what came before the story's newest turn."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from newsloom.brief import cues, secondhand, shape
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.ledger import Ledger

CLEAR = 1.0  # from here on a sentence tells of earlier times; below, a cue may be chance
EARLIER = 1.4
RUNNING = 2  # days from which on a story has earlier turns
MOST = 4
WEEK = 7
QUOTES = "“\"«‘'„"
LEADS = 1  # number of the last sentence of an article that counts as its opening
_PERFECT = re.compile(r"\b(?:has|have)\b(?! been closed)")
_RELATIVE = re.compile(r",\s(?:who|which|whose|qui|que|quien)\s[^,]{3,120},", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.,])(1[5-9]\d\d|20\d\d)(?![\w]|[.,]\d)")


def weight(context: Context, candidate: Candidate) -> float:
    """How plainly a sentence tells of earlier times: past perfect, years and days before the story's, words like "previously"."""
    text = main_clause(candidate.text)
    value = min(cues.count("background", candidate.language, text), 3) + 0.5 * min(
        cues.count("background_weak", candidate.language, text), 2
    )
    if _past_perfect(candidate.language).search(candidate.text):
        # in reported speech it is mere tense: "said that nine had died"
        value += 0.3 if candidate.statements else 1.0
    if any(p.modality in ("expected", "speculated", "conditional") for p in candidate.propositions):
        value -= 0.75
    if any(m.standing == "rumoured" for p in candidate.propositions for m in p.marks):
        value -= 1.0  # what is whispered is no background yet
    if cues.count("since_event", candidate.language, text) and _PERFECT.search(text):
        value -= 1.0  # "have fallen since the accident": what came of it
    year = _first_year(context)
    if any(year and int(y) < year for y in _YEAR.findall(text)):
        value += 1.0
    first = context.dossier.story.first
    if first and any(day < first for day in _days(context, candidate)):
        value += 0.7 if all(_close(day, first) for day in _days(context, candidate)) else 1.0
    return max(value, 0.0)


def main_clause(text: str) -> str:
    """The text without relative clauses between commas: "Orle, who retired in 2005, said" tells nothing of 2005."""
    return _RELATIVE.sub(" ", text)


def pick(context: Context, ledger: Ledger, central: list[float]) -> list[int]:
    """Up to four sentences of background and of the story's earlier turns, in order of time as far as known."""
    candidates = ledger.candidates
    running = context.days is None or context.days >= RUNNING
    several = len({c.article for c in candidates}) > 1
    scores = {}
    for n, c in enumerate(candidates):
        if not c.alone or not c.anchored or c.language != context.language or c.quote or c.sympathy:
            continue
        old = weight(context, c)
        # the lead of an old article is an earlier turn of the story
        earlier = EARLIER * (1 - context.newness[c.article]) if c.lead and running else 0.0
        if (c.lead or c.order <= LEADS) and context.newness[c.article] >= 1 and several:
            continue  # what the newest article opens with is its news, whatever it looks back to
        if old + earlier < (2 * CLEAR if c.text[0] in QUOTES else CLEAR):
            continue
        if c.cues("arrests") and context.newness[c.article] >= 1 and several and old < 2 * CLEAR:
            continue  # an arrest or a charge in the newest article is a turn of the story
        start = c.lead and context.newness[c.article] <= 0 and context.days is not None  # shown with its day
        if c.cues("press_calls") or (c.of_its_day and not start) or context.overtaken(c.article, c.text, c.language):
            continue  # how things stood on an earlier day reads as if they still did
        if context.newness[c.article] < 1 and not start and cues.count("present", c.language, main_clause(shape.unquoted(c.text))):
            continue  # "is confident that", "are out of jail": so it was on the article's day
        if c.denies and not c.lead:
            continue  # a denial is a stand in what is going on; only as the news of its day it is a turn
        if secondhand.outlet(context, c):
            continue  # it stands under the outlet that it quotes
        scores[n] = (1.0 if c.anchored else 0.6) * (old + earlier) * (0.4 + central[n])
    picked = ledger.pick(scores, MOST, repeat=0.7)
    return sorted(picked, key=lambda n: (_when(context, candidates[n]), context.newness[candidates[n].article], candidates[n].order))


def _close(day: str, first: str) -> bool:
    """True where a day is less than a week before another, or either is not known to the day."""
    try:
        return (date.fromisoformat(first[:10]) - date.fromisoformat(day[:10])).days < WEEK
    except ValueError:
        return True


def _when(context: Context, candidate: Candidate) -> str:
    """The earliest time that a sentence speaks of, else its article's day; last where neither is known."""
    years = sorted(_YEAR.findall(candidate.text))
    days = sorted(_days(context, candidate))
    article = context.dossier.articles[candidate.article]
    return min([*years[:1], *days[:1]], default=article.published.first_day or context.dossier.story.first or "9999")


def _days(context: Context, candidate: Candidate) -> list[str]:
    times = context.dossier.annotations[candidate.article].times
    first = context.dossier.story.first or ""
    here = [t.when for t in times if candidate.start <= t.start < candidate.end]
    # "March" is not before 21 March, which is in it
    return [d for w in here if (d := w.first_day) and not (w.value and first.startswith(w.value))]


def _first_year(context: Context) -> int | None:
    days = [d for a in context.dossier.articles if (d := a.published.first_day)]
    first = min(days, default=context.dossier.story.first)
    # without any date: a year before the earliest capture is in the past for sure
    first = first or min((a.first_seen for a in context.dossier.articles), default=None)
    return int(first[:4]) if first and first[:4].isdigit() else None


@cache
def _past_perfect(language: str) -> re.Pattern[str]:
    """An auxiliary and, up to two words on, something that ends like a participle in the three languages with tables."""
    had = "|".join(re.escape(w) for w in cues.words("past_perfect", language))
    if not had:
        return re.compile(r"(?!)")
    not_then = "|".join(re.escape(w) for w in cues.words("determiners", language)) or "(?!)"  # "had an apparent" is no past perfect
    return re.compile(
        rf"(?<!\w)(?:{had})(?!\s+(?:{not_then}|no)(?!\w))(?:\s+\w+){{0,2}}?\s+"
        r"(?:\w+(?:ed|own|ought|é|ée|és|ées|ado|ido)|[a-z]{2,7}(?:en|ade|eld)|sent|spent|lent|meant|left|lost|met|put|cut|set|paid|said|gone|come)"
        r"(?!\w)",
        re.IGNORECASE,
    )
