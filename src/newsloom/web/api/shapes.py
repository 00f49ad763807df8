"""What the API gives, where the contract has no form for it. Names are part of the interface: added to, never changed."""

from __future__ import annotations

from newsloom.loom.showing import Hit, StoryRow
from newsloom.records import (
    ArticleCard,
    Briefing,
    Change,
    Changes,
    Check,
    Claim,
    Explanation,
    Furniture,
    Outlet,
    Passage,
    Record,
    StoryName,
    StoryReasons,
    VersionStep,
    When,
)
from newsloom.records.people import Audited, Belonging, Hand, Said


class Problem(Record, frozen=True, kw_only=True):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Pending(Record, frozen=True, kw_only=True):
    """It is being worked out: ask again."""

    state: str
    doing: str
    told: str


class Me(Record, frozen=True, kw_only=True):
    name: str
    role: str
    alone: bool
    newsloom: str


class Stories(Record, frozen=True, kw_only=True):
    schema: str
    stories: tuple[StoryRow, ...]
    total: int
    next: str | None


class StoryHead(Record, frozen=True, kw_only=True):
    """A story as it is now. `read`: whether its briefing is made; `fresh`: whether that is of the story as it is now."""

    id: str
    title: str
    first: str | None
    last: str | None
    languages: tuple[str, ...]
    articles: tuple[str, ...]
    read: bool
    fresh: bool


class Claims(Record, frozen=True, kw_only=True):
    schema: str
    story: StoryName
    claims: tuple[Claim, ...]
    fresh: bool


class ArticleList(Record, frozen=True, kw_only=True):
    story: StoryName
    articles: tuple[ArticleCard, ...]


class ArticleText(Record, frozen=True, kw_only=True):
    """An article with as much of its text as may leave the desk.

    `text` is the beginning of the stored text of `version`: offsets are code points in it. `length`: of the whole text; `complete`: whether
    this is all of it.
    """

    id: str
    version: str
    story: str | None
    url: str | None
    title: str | None
    byline: str | None
    outlet: Outlet | None
    published: When
    modified: When | None
    first_seen: str
    language: str
    words: int
    partial: bool
    mining_reserved: bool
    text: str
    length: int
    complete: bool
    furniture: tuple[Furniture, ...]


class Versions(Record, frozen=True, kw_only=True):
    article: str
    versions: tuple[VersionStep, ...]


class Cited(Record, frozen=True, kw_only=True):
    """A passage with what stands around it."""

    passage: Passage
    before: str
    after: str
    title: str | None
    outlet: str | None
    url: str | None
    published: When


class Search(Record, frozen=True, kw_only=True):
    schema: str
    query: str
    hits: tuple[Hit, ...]


class FeedRow(Record, frozen=True, kw_only=True):
    id: str
    url: str
    title: str | None
    site: str | None
    folders: tuple[tuple[str, ...], ...]
    health: str
    error: str | None
    added: str
    due: str
    polled: str | None
    succeeded: str | None


class FeedList(Record, frozen=True, kw_only=True):
    feeds: tuple[FeedRow, ...]


class Followed(Record, frozen=True, kw_only=True):
    told: str
    feed: str | None
    others: tuple[str, ...]


class Imported(Record, frozen=True, kw_only=True):
    feeds: int
    mended: bool


class Log(Record, frozen=True, kw_only=True):
    changes: tuple[Change, ...]
    next: str | None


class Hands(Record, frozen=True, kw_only=True):
    said: tuple[Hand, ...]


class OutletCount(Record, frozen=True, kw_only=True):
    name: str
    articles: int
    stories: int
    first: str | None
    last: str | None


class Outlets(Record, frozen=True, kw_only=True):
    outlets: tuple[OutletCount, ...]


class SpeakerCount(Record, frozen=True, kw_only=True):
    name: str
    statements: int
    stories: int


class Speakers(Record, frozen=True, kw_only=True):
    speakers: tuple[SpeakerCount, ...]


class LedgerEntry(Record, frozen=True, kw_only=True):
    """`turn`: the earlier statement on the same claim that this one turns against."""

    said: Said
    turn: Said | None


class Ledger(Record, frozen=True, kw_only=True):
    speaker: str
    erased: bool
    entries: tuple[LedgerEntry, ...]


class Own(Record, frozen=True, kw_only=True):
    """Things that a reader keeps."""

    things: tuple[Belonging, ...]


class Watched(Record, frozen=True, kw_only=True):
    stories: tuple[str, ...]


class Subscribed(Record, frozen=True, kw_only=True):
    """A subscription, and what signs its bodies: shown this once."""

    notice: Belonging
    secret: str | None


class Done(Record, frozen=True, kw_only=True):
    told: str


class RuleHits(Record, frozen=True, kw_only=True):
    """Story → articles that a rule describes."""

    stories: dict[str, list[str]]


class PrintedRow(Record, frozen=True, kw_only=True):
    article: str
    title: str | None
    published: str | None
    first_seen: str
    story: str | None
    versions: int


class OutletAbout(Record, frozen=True, kw_only=True):
    """`sources`, `takers`: (name, how, number of reports)."""

    name: str
    printed: tuple[PrintedRow, ...]
    sources: tuple[tuple[str, str, int], ...]
    takers: tuple[tuple[str, str, int], ...]


class Working(Record, frozen=True, kw_only=True):
    running: tuple[str, ...]
    waiting: int


class AuditLog(Record, frozen=True, kw_only=True):
    entries: tuple[Audited, ...]
    next: str | None


KNOWN: tuple[type, ...] = (
    Problem, Pending, Me, Stories, StoryHead, Claims, ArticleList, ArticleText, Versions, Cited, Search, FeedList, Followed, Imported, Log,
    Hands, Hand, Outlets, Speakers, Ledger, Own, Belonging, Watched, Subscribed, Done, Briefing,
    RuleHits, OutletAbout, Working, AuditLog, Changes, Change, Check, Explanation, StoryReasons,
)  # fmt: skip
