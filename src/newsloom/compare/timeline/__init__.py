"""The timeline of a story: dated events over its articles, one entry an event."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.timeline.candidates import Candidate, candidates
from newsloom.compare.timeline.group import Group, groups
from newsloom.compare.timeline.salience import salience, top
from newsloom.records import Annotations, Article, Passage, TimelineEntry

__all__ = ["build", "days"]

_MOST = 40


def build(articles: Sequence[Article], annotations: Sequence[Annotations], most: int = _MOST) -> tuple[TimelineEntry, ...]:
    """Dated events of a story, in order of time; what has a month or weekday by name but no year stands at the end.

    Args:
        articles: the story's articles.
        annotations: what was read out of them, one each, in the same order.
        most: the largest number of entries; the weightiest stay.
    """
    found = groups([c for a, n in zip(articles, annotations, strict=True) for c in candidates(a, n)])
    kept = sorted(found, key=lambda group: -group.weight)[:most]
    return tuple(_entry(group) for group in sorted(kept, key=_order))


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
