"""What changed in a story since a day: the story as it was known then and as it is known now, laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from newsloom.compare import changes as compared
from newsloom.loom import briefing as road
from newsloom.loom import clock
from newsloom.loom.intake import Progress, quiet
from newsloom.records import Article, Changes, Correction, StoryName
from newsloom.settings import Settings
from newsloom.store import Store

SCHEMA = "newsloom.changes/1"


def since(
    story_id: str, day: str, settings: Settings, store: Store, *, until: str | None = None, seen: bool = False, progress: Progress = quiet
) -> Changes:
    """What a reader who last looked before `day` has missed.

    Args:
        story_id: the full id of a story.
        day: "YYYY-MM-DD" (UTC); what came out on that day counts as new.
        until: the last day that counts; today where none is given.
        seen: go by when the desk got an article, not by when it came out.

    Raises:
        NotFoundError: there is no such story.
        UsageError: a day that is none.
    """
    first = clock.day(day)
    last = clock.day(until) if until else clock.now()[:10]
    eve = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    story = store.story(story_id)
    histories = [store.versions(id) for id in story.articles]
    now = [v for v in (_version(history, last, seen) for history in histories) if v is not None]
    then = [v for v in (_version(history, eve, seen) for history in histories) if v is not None]
    after = road.dossier(story, now, settings, store, progress)
    before = road.dossier(story, then, settings, store, progress)
    earlier = compared.successors(before.claims, after.claims)
    known = frozenset(a.id for a in then if any(a.id == b.id and a.version == b.version for b in now))
    new = compared.new_claims(after.claims, earlier, known)
    values = compared.changed_values(after.claims, earlier)
    moved = compared.moved_standings(after.claims, earlier)
    told = {c.id for c in new} | {v.claim for v in values} | {m.claim for m in moved}
    was = {a.id for a in then}
    return Changes(
        schema=SCHEMA,
        story=StoryName(id=story.id, title=story.title),
        since=first,
        until=last,
        new_articles=tuple(a.id for a in now if a.id not in was),
        new_claims=new,
        changed_values=values,
        moved_standings=moved,
        new_speakers=compared.new_speakers(before, after),
        corrections=tuple(c for history in histories for c in _corrected(history, eve, last)),
        claims=tuple(StoryName(id=c.id, title=c.text) for c in after.claims if c.id in told),
    )


def _out(version: Article, seen: bool) -> str:
    """The day on which a version was there to be read."""
    return version.first_seen[:10] if seen else (version.published.first_day or version.first_seen)[:10]


def _version(history: Sequence[Article], day: str, seen: bool) -> Article | None:
    """The version that could be read at the end of `day`, None before the first. A later version counts from when the desk got it, or from
    the change that it names: nothing else tells when an outlet changed its words."""
    if not history or _out(history[0], seen) > day:
        return None
    return [history[0], *(v for v in history[1:] if _changed(v) <= day)][-1]


def _changed(version: Article) -> str:
    named = version.modified.first_day if version.modified else None
    return min(named or version.first_seen, version.first_seen)[:10]


def _corrected(history: Sequence[Article], eve: str, last: str) -> tuple[Correction, ...]:
    """Corrections after the evening of `eve` and by `last`."""
    held = [history[0], *(v for v in history[1:] if _changed(v) <= last)]
    start = max((n for n, v in enumerate(held) if n == 0 or _changed(v) <= eve), default=0)
    return compared.corrections(held[start:])
