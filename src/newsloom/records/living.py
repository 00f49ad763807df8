"""What a desk keeps of its events and stories as they live: where articles went, what was changed by whom, and what holds because of it."""

from __future__ import annotations

from typing import Literal

from newsloom.records.base import Passage, Record, When

FactKind = Literal["join", "apart", "held", "title"]
Action = Literal["merge", "split", "move", "pin", "rename", "undo", "place"]


class Membership(Record, frozen=True, kw_only=True):
    """An article's place.

    Attributes:
        version: the version of the text that was placed.
        event: the event that it is in; `base` the one that clustering put it into, which may since have become part of another.
        story: the story that it is in.
        day: days since 1970-01-01 of its publication, None when unknown.
        copy_of: the article whose text it repeats.
        score: log-odds with which it joined its event, 0.0 where it opened it.
        also: other events that it nearly joined, with their log-odds, best first.
        place: its rank among all articles, in order of placing.
    """

    article: str
    version: str
    event: str
    base: str
    story: str = ""
    day: int | None = None
    copy_of: str | None = None
    score: float = 0.0
    also: tuple[tuple[str, float], ...] = ()
    place: int = 0


class EventState(Record, frozen=True, kw_only=True):
    """An event as it is kept.

    Attributes:
        home: the story that it was put into; `story` the one that this is part of now.
        opened: its rank among all events, in order of opening.
        first, last: days since 1970-01-01.
        size: number of its articles.
        title, lead: its title, and the article that this is drawn from.
        voices: articles that speak for it: the first and the latest, without copies.
        sketch: what stories compare it by, as bytes of `cluster`; None where it is to be made anew.
    """

    id: str
    home: str
    story: str
    opened: int
    first: int | None = None
    last: int | None = None
    size: int = 0
    title: str = ""
    lead: str | None = None
    voices: tuple[str, ...] = ()
    sketch: bytes | None = None


class Fact(Record, frozen=True, kw_only=True):
    """What holds because of a change, as long as that is not undone.

    "join": story or event `a` is part of `b`. "apart": stories or events `a` and `b` stay two. "held": article `a` stays in event `b`.
    "title": story `a` is called `b`.
    """

    kind: FactKind
    a: str
    b: str


class Change(Record, frozen=True, kw_only=True):
    """One entry of a desk's log of changes. Entries are never altered: undoing adds one.

    Attributes:
        id: its number; 0 before it is kept.
        at: RFC 3339, UTC.
        by: who did it; "newsloom" for what clustering did.
        machine: whether clustering did it.
        action: what was done.
        story, other: the stories (or events) concerned: what remained or was entered, and what was left or is gone.
        articles: the articles concerned.
        why: the reason given.
        facts: what holds because of it.
        undoes: the change that this one undoes.
        undone_by: the change that undid this one, None while it holds.
    """

    at: str
    by: str
    action: Action
    story: str
    why: str = ""
    machine: bool = False
    other: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    undoes: int | None = None
    undone_by: int | None = None
    id: int = 0


class Work(Record, frozen=True, kw_only=True):
    """What placing a batch of articles changes, written in one transaction.

    Attributes:
        pages: lists of the indexes.
        terms, names: what is added to the counts of articles that hold a term, and of events that give a name.
        placed: articles that were placed, or placed anew.
        events: events that are new or changed.
        gone: events that became part of another, which `changes` say.
        moved: events that leave their story → the story that they found.
        links: (event, event) → log-odds that they are of one story.
        articles, events_seen: what is added to the numbers of articles and events.
        opened: the rank of the event opened last.
        changes: merges and splits, to be logged.
    """

    pages: dict[str, bytes] = {}
    terms: dict[str, int] = {}
    names: dict[str, int] = {}
    placed: tuple[Membership, ...] = ()
    events: tuple[EventState, ...] = ()
    gone: tuple[str, ...] = ()
    moved: dict[str, str] = {}
    links: tuple[tuple[str, str, float], ...] = ()
    articles: int = 0
    opened: int = 0
    changes: tuple[Change, ...] = ()


class Nearby(Record, frozen=True, kw_only=True):
    """An event that an article nearly joined, and the story that it is in now. `score`: log-odds, at the time."""

    event: str
    story: str | None
    title: str | None
    score: float


class ArticleReason(Record, frozen=True, kw_only=True):
    """Why an article is in its event.

    Attributes:
        score: log-odds that it tells of what the event's other voices tell, as things stand now; None where it is the only voice.
        parts: what each kind of evidence adds to that, the mean over the other voices, weightiest first ("intercept" among them).
        similarity: cosine of the meanings of title and lead (mean).
        names, places, numbers: what it shares with other voices.
        copy_of: the article whose text it repeats: copies are in the event of their original.
        change: the change by which someone put it there; that counts more than all else.
        also: what it nearly joined when it was placed.
    """

    article: str
    title: str | None
    outlet: str | None
    event: str
    score: float | None
    parts: dict[str, float]
    similarity: float | None
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    copy_of: str | None = None
    change: int | None = None
    also: tuple[Nearby, ...] = ()


class EventReason(Record, frozen=True, kw_only=True):
    """Why an event is in its story: the event of the story that it is nearest to, and what that is made of.

    `score`: log-odds that the two are of one story; None for the only event, or where nothing measured links it.
    """

    event: str
    title: str
    nearest: str | None
    score: float | None
    parts: dict[str, float]
    names: tuple[str, ...] = ()


class StoryReasons(Record, frozen=True, kw_only=True):
    """Why a story is what it is.

    Attributes:
        joins: log-odds from which an article joins an event; `links` those from which events are one story.
        near: events of other stories that are nearest to this one's, with log-odds under which they stayed apart.
        changes: what was changed in it by hand or by the machine, newest first.
    """

    story: str
    title: str
    joins: float
    links: float
    events: tuple[EventReason, ...]
    articles: tuple[ArticleReason, ...]
    near: tuple[Nearby, ...] = ()
    changes: tuple[Change, ...] = ()


class Edit(Record, frozen=True, kw_only=True):
    """One change between two versions: what stood there, None where something was put in, and what stands there now, None where something
    was taken out. `at`: where, in code points of the earlier text.
    """

    before: Passage | None
    after: Passage | None
    at: int


class VersionStep(Record, frozen=True, kw_only=True):
    """One version of an article.

    Attributes:
        version: the hash of its text.
        first_seen: RFC 3339, UTC: when it was got.
        title_before: the title of the version before, where it was another.
        edits: what changed since the version before, in the order of the text.
    """

    article: str
    version: str
    first_seen: str
    modified: When | None
    title: str | None
    words: int
    title_before: str | None = None
    edits: tuple[Edit, ...] = ()
