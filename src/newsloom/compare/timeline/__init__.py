"""The timeline of a story: dated events over its articles, one entry an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsloom.compare.at_hand import AtHand, state
from newsloom.compare.timeline.candidates import Candidate, candidates
from newsloom.compare.timeline.events import events
from newsloom.compare.timeline.group import Group, distinct, groups, rarity, similarity
from newsloom.compare.timeline.misdated import misdated
from newsloom.compare.timeline.salience import salience, top
from newsloom.records import Annotations, Article, Passage, TimelineEntry

__all__ = ["build", "days"]

_at_hand: AtHand[tuple[Candidate, ...]] = AtHand(8000)
_MOST = 20
_A_DAY = 3  # entries of one day
_WIDE = 3  # entries that know no more than the year
_DATES = 2  # days of publication among which one can be wrong
_SAME = 0.45  # likeness at which two entries tell one event, whatever days they name


def build(articles: Sequence[Article], annotations: Sequence[Annotations], most: int = _MOST) -> tuple[TimelineEntry, ...]:
    """Dated events of a story, one entry each, in order of time; what has a month by name but no year stands at the end.

    No entry lies after the day on which its article appeared, unless its sentence looks ahead. Of an
    article whose date the others contradict, only what names its date in full is told.

    Args:
        articles: the story's articles.
        annotations: what was read out of them, one each, in the same order.
        most: the largest number of entries; the weightiest stay.
    """
    told = [c for a, n in zip(articles, annotations, strict=True) for c in _told(a, n)]
    doubted = _doubted(articles, annotations)
    found = groups([c for c in told if c.passage.article not in doubted or (c.named and c.when.origin == "text")])
    kept = _spread(_settled(distinct(found, _SAME)))[:most]
    return tuple(_entry(group) for group in sorted(kept, key=_order))


def _told(article: Article, notes: Annotations) -> tuple[Candidate, ...]:
    return _at_hand.get(("events", state(article, notes)), lambda: tuple(events(article, notes)))


def _dated(article: Article, notes: Annotations) -> tuple[Candidate, ...]:
    return _at_hand.get(("dated", state(article, notes)), lambda: tuple(candidates(article, notes)))


def _doubted(articles: Sequence[Article], annotations: Sequence[Annotations]) -> frozenset[str]:
    if len({article.published.first_day for article in articles}) < _DATES:
        return frozenset()
    found = [c for a, n in zip(articles, annotations, strict=True) for c in _dated(a, n)]
    weights = rarity(found)
    return misdated(found, lambda a, b: similarity(a, b, weights))


def _settled(found: list[Group]) -> list[Group]:
    """Without what was announced for a day of which a later article tells, and without weeks of which a day is told."""
    days = {(g.lead.when.value or "")[:10] for g in found if not _coming(g) and g.lead.when.precision not in ("week", "month", "year")}

    def told(group: Group) -> bool:
        when = group.lead.when
        first = when.first_day or ""
        if when.precision == "week":
            return any(first <= day <= (when.latest or first) for day in days)
        return _coming(group) and first in days

    return [group for group in found if not told(group)]


def _coming(group: Group) -> bool:
    lead = group.lead
    return bool(lead.published) and (lead.when.first_day or "") > lead.published


def _spread(found: list[Group]) -> list[Group]:
    """At most a few of one day and of bare years, weightiest first."""
    counts: Counter[str] = Counter()
    kept = []
    for group in found:
        value = group.lead.when.value or ""
        key = "year" if len(value) == 4 else value
        counts[key] += 1
        if not value or counts[key] <= (_WIDE if key == "year" else _A_DAY):
            kept.append(group)
    return kept


def days(articles: Sequence[Article], annotations: Sequence[Annotations], size: int) -> dict[str, str]:
    """The `size` weightiest days of a long story, each ("YYYY-MM-DD") with the sentence that tells it best."""
    found = [c for a, n in zip(articles, annotations, strict=True) for c in candidates(a, n)]
    kept = set(top(salience(found), size))
    best: dict[str, Group] = {}
    for group in groups([c for c in found if c.when.value is not None and c.when.value[:10] in kept]):
        day = (group.lead.when.value or "")[:10]
        if day not in best or group.weight > best[day].weight:
            best[day] = group
    return {day: best[day].lead.passage.text for day in sorted(best)}


def _entry(group: Group) -> TimelineEntry:
    lead = group.lead
    return TimelineEntry(when=lead.when, text=lead.passage.text, passages=tuple(_passages(group.members, lead)))


def _passages(members: Sequence[Candidate], lead: Candidate) -> list[Passage]:
    """The shown sentence first, then one passage of each other article."""
    passages, seen = [lead.passage], {lead.passage.article}
    for member in members:
        if member.passage.article not in seen:
            seen.add(member.passage.article)
            passages.append(member.passage)
    return passages


def _order(group: Group) -> tuple[int, str, int]:
    when = group.lead.when
    first = when.first_day
    return (0, first, len(when.value or "")) if first else (1, "", group.lead.rank)
