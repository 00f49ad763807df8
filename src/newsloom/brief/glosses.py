"""The days that "on Monday" and "last year" mean.

A reader who meets such a sentence on a story's page does not know when it was written. What is shown stays the source's own words;
the day stands beside them, marked as newsloom's addition. It is given only where it is sure: the article's day is known, and
the words leave one reading. Left out, then: words inside quotation marks (whoever speaks may have spoken on another day),
months without a year, and the weekday of the article's own day outside of "said Monday" ("Friday's vote" in a paper of Friday may
be last week's).
"""

from __future__ import annotations

import re
from datetime import date

from newsloom.brief import cues, shape
from newsloom.brief.context import Context, primary
from newsloom.records import Annotations, Article, Gloss, TimeExpression

FAR = 4  # days between an article's day and a weekday in it: nearly a week away, "Sunday" may be the other one
_NEAR = 10  # code points between a verb of saying and the day that goes with it
_SURE = ("feed", "metadata", "page", "url", "text")
_SPELT_OUT = re.compile(r",? \(?[A-Z][a-z]{2,8}\.? \d{1,2}\b")  # "Friday (October 14)"
_DIGITS = re.compile(r"\d")


def of(article: Article, annotations: Annotations, start: int, end: int) -> tuple[Gloss, ...]:
    """The glosses of the stretch start:end of an article, in order. `at` counts from `start`."""
    day = _day(article)
    if day is None:
        return ()
    found = []
    for time in annotations.times:
        if not (start <= time.start < time.end <= end) or time.kind != "date" or time.when.origin != "inferred":
            continue
        if time.when.value and _sure(article, annotations, time, day) and not _quoted(article.text[start:end], time.start - start):
            found.append(Gloss(at=time.end - start, when=time.when))
    return tuple(found)


def _day(article: Article) -> date | None:
    """The day that an article is of, None where it is not sure."""
    published = article.published
    if published.value is None or published.origin not in _SURE or "published.rights" in article.metadata:
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _sure(article: Article, annotations: Annotations, time: TimeExpression, day: date) -> bool:
    words = article.text[time.start : time.end]
    language = primary(article)
    possessive = article.text[time.end : time.end + 2] in ("'s", "’s") or words[-2:] in ("'s", "’s")
    if possessive or _DIGITS.search(words) or _SPELT_OUT.match(article.text, time.end):
        return False
    if time.when.precision == "day" and time.when.value:
        if cues.count("days_by_name", language, words):
            back = (day - date.fromisoformat(time.when.value[:10])).days
            return 0 < back <= FAR or (back <= 0 and -back <= FAR and (back < 0 or _said(annotations, time)))
        return cues.count("days_by_distance", language, words) > 0
    if time.when.precision == "month":
        return cues.count("months_by_distance", language, words) > 0
    return time.when.precision == "year" and cues.count("years_by_distance", language, words) > 0


def _said(annotations: Annotations, time: TimeExpression) -> bool:
    """True for "said Monday": what is news on a day was said on it."""
    cued = [s.cue_span for s in annotations.statements if s.cue_span]
    return any(0 <= time.start - c.end <= _NEAR for c in cued)


def _quoted(sentence: str, at: int) -> bool:
    """True inside quotation marks, as far as a sentence shows them."""
    return any(m.start() < at < m.end() for m in shape.quotations(sentence))


def possible(context: Context, article: int, start: int, end: int) -> bool:
    """False where another article had told of that stretch before the day that it is put on: the article's own date is then wrong.

    Pages that are captured anew are dated so. The day on which somebody said it is no such day: what is said was known before.
    """
    own, notes = context.dossier.articles[article], context.dossier.annotations[article]
    here = [t for t in notes.times if start <= t.start < end and t.when.origin == "inferred" and t.when.precision == "day"]
    days = [t.when.value[:10] for t in here if t.when.value and not _said(notes, t)]
    if not days:
        return True
    others = {context.index[a.article] for c in context.claims_in(article, start, end) for a in c.assertions if a.article in context.index}
    published = [context.dossier.articles[n].published.first_day for n in others - {article}]
    today = own.published.first_day or ""
    return not any(p and p < day < today for p in published for day in days)


def once(sentences: list[tuple[str, tuple[Gloss, ...]]]) -> list[tuple[Gloss, ...]]:
    """The glosses of a section's sentences (text, glosses), without those that repeat one: the same day for the same word."""
    seen: set[tuple[str, str | None]] = set()
    found = []
    for text, glosses in sentences:
        kept = []
        for gloss in glosses:
            key = (text[: gloss.at].split()[-1].lower(), _value(gloss)) if text[: gloss.at].split() else ("", _value(gloss))
            if key not in seen:
                kept.append(gloss)
            seen.add(key)
        found.append(tuple(kept))
    return found


def _value(gloss: Gloss) -> str | None:
    return gloss.when.value if gloss.when else None
