"""People of a desk: who may do what, what they marked, what they said of claims and articles."""

from __future__ import annotations

from typing import Literal

from newsloom.records.base import Record

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
HandKind = Literal["verdict", "note", "assign", "join", "split", "outlet", "date", "furniture", "erase", "undo"]


class Account(Record, frozen=True, kw_only=True):
    """Someone who may use a desk. `name` is as it was typed; two spellings of one name are one account. `made` is RFC 3339, UTC."""

    id: str
    name: str
    role: Role
    made: str
    closed: bool = False


class Token(Record, frozen=True, kw_only=True):
    """A key for programs. The key itself is shown once and kept nowhere; `role` is the most that it may do."""

    id: str
    account: str
    name: str
    role: Role
    made: str
    used: str | None = None


class Mark(Record, frozen=True, kw_only=True):
    """What someone marked: kind "visit", "watch", "read", "star" and so on, of a story, an article or the desk, since when."""

    kind: str
    target: str
    at: str
    value: str = ""


class Belonging(Record, frozen=True, kw_only=True):
    """Something that someone keeps on a desk: a saved search, a rule, a notification. `fields` are its own."""

    id: str
    account: str
    kind: str
    made: str
    fields: dict[str, str]


class Audited(Record, frozen=True, kw_only=True):
    """One line of the audit log."""

    id: int
    at: str
    actor: str
    action: str
    target: str = ""
    detail: str = ""


class Hand(Record, frozen=True, kw_only=True):
    """A person's word on a claim, an article or a speaker. Never altered: undoing adds one.

    Attributes:
        id: its number; 0 before it is kept.
        at, by, why: when (RFC 3339, UTC), who, and the reason given.
        kind: what is said: "verdict" (a claim's agreement), "note", "assign", "join" and "split" (claims put together or apart),
            "outlet", "date", "furniture" (of an article), "erase" (a speaker's ledger), "undo".
        target: the claim, article, story or speaker.
        story: the story that it stands in, where it does.
        value: what is said, in the kind's own form.
        undoes: the entry that this one takes back.
        undone_by: the entry that took this one back, None while it holds.
    """

    at: str
    by: str
    kind: HandKind
    target: str
    story: str | None = None
    value: dict[str, str] = {}
    why: str = ""
    undoes: int | None = None
    undone_by: int | None = None
    id: int = 0


class Saying(Record, frozen=True, kw_only=True):
    """What a version of a claim is known again by: its words in an article, and the figure, if it is one.

    Attributes:
        start, end: code points of that version of the article.
        text: the words, for another version of the article in which they stand elsewhere.
        kind: of the claim.
        figure: "LOW HIGH UNIT", empty for what is no figure.
    """

    article: str
    version: str
    start: int
    end: int
    text: str
    kind: str
    figure: str = ""


class Bond(Record, frozen=True, kw_only=True):
    """That someone says that two claims are one, or that some versions of a claim are of another matter than the rest.

    Attributes:
        kind: "together" or "apart".
        claims: ids of the claims that are meant, as they were when it was said.
        one, other: the versions of the first claim and of the second; apart: those that leave and those that stay.
    """

    kind: Literal["together", "apart"]
    claims: tuple[str, ...]
    one: tuple[Saying, ...]
    other: tuple[Saying, ...]


class Said(Record, frozen=True, kw_only=True):
    """One statement in a speaker's ledger.

    Attributes:
        entity: the key that spellings of the speaker share; `name` the fullest spelling.
        day: "YYYY-MM-DD" of the article, None when unknown.
        text, start, end: the passage, offsets in code points of that version of the article.
        stances: claim → the stance that these words take to it ("asserts", "denies", "doubts"), where they are the speaker's own.
    """

    story: str
    entity: str
    name: str
    role: str | None
    day: str | None
    cue: str | None
    content: str
    form: str
    modality: str
    article: str
    version: str
    outlet: str | None
    start: int
    end: int
    text: str
    stances: dict[str, str] = {}
