"""The log of changes, and what holds because of it.

Nothing in the log is ever altered. What holds is what the entries say that are not undone: joins (an id is part of another), pairs that
stay apart, articles that stay in an event, titles. The places of articles and events are kept beside it, worked out from these facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from newsloom.errors import NotFoundError
from newsloom.records import Change, EventState, Fact, from_json, to_json
from newsloom.store import events, sql
from newsloom.store.schema import changes, facts, memberships, redirects
from newsloom.store.schema import events as event_rows

Held = tuple[int, str, str, str]  # change, kind, a, b


def undone(connection: Connection) -> dict[int, int]:
    """Changes that do not hold → the change that undid them. Undoing an undoing makes the first hold again."""
    found: dict[int, int] = {}
    query = select(changes.c.id, changes.c.undoes).where(changes.c.undoes.is_not(None)).order_by(changes.c.id.desc())
    for row in connection.execute(query):
        if row.id not in found:
            found.setdefault(row.undoes, row.id)
    return found


def holding(connection: Connection, kind: str) -> list[Held]:
    """The facts of a kind that hold, in the order of changes."""
    query = select(facts.c.change, facts.c.kind, facts.c.a, facts.c.b).where(facts.c.kind == kind).order_by(facts.c.change, facts.c.number)
    rows = connection.execute(query).all()
    gone = undone(connection) if rows else {}
    return [(row.change, row.kind, row.a, row.b) for row in rows if row.change not in gone]


def resolve(connection: Connection, id: str) -> str:
    """The story or event that an id is part of now: itself, mostly."""
    while True:
        new = connection.execute(select(redirects.c.new).where(redirects.c.old == id)).scalar()
        if new is None:
            return id
        id = str(new)


def heir(joined: Mapping[str, str], id: str) -> str:
    while id in joined:
        id = joined[id]
    return id


def all_redirects(connection: Connection) -> dict[str, str]:
    return {row.old: row.new for row in connection.execute(select(redirects.c.old, redirects.c.new))}


def enter(connection: Connection, change: Change, opened: Sequence[EventState] = (), *, fresh: bool = False) -> tuple[int, set[str]]:
    """Log a change and carry it out. Gives its number and the stories that it concerns.

    Args:
        opened: events that the change opens, as yet without articles.
        fresh: whether events that change are to be summed up anew (else the caller has done so).
    """
    for event in opened:
        events.open_(connection, event)
    number = int(connection.execute(select(func.max(changes.c.id))).scalar() or 0) + 1
    change = msgspec.structs.replace(change, id=number)
    row = {"id": number, "at": change.at, "actor": change.by, "machine": int(change.machine), "action": change.action}
    connection.execute(insert(changes).values(**row, story=change.story, undoes=change.undoes, record=to_json(change)))
    rows = [
        {"change": number, "number": at, "kind": fact.kind, "a": fact.a, "b": fact.b, "machine": int(change.machine)}
        for at, fact in enumerate(change.facts)
    ]
    if rows:
        connection.execute(insert(facts), rows)
    touched = _undo(connection, change) if change.undoes is not None else _apply(connection, change.facts, fresh)
    # what was said of a story that has become part of another bears on that one
    concerned = touched | {change.story, resolve(connection, change.story)}
    return number, {story for story in concerned if story.startswith("s")}


def _apply(connection: Connection, said: Sequence[Fact], fresh: bool) -> set[str]:
    touched: set[str] = set()
    moved: set[str] = set()
    for fact in said:
        if fact.kind == "join":
            old, new = resolve(connection, fact.a), resolve(connection, fact.b)
            if old == new:
                continue
            sql.put(connection, redirects, redirects.c.old, [{"old": old, "new": new}])
            touched |= events.join_stories(connection, old, new) if old.startswith("s") else events.join_events(connection, old, new)
            if fresh and old.startswith("e"):
                moved |= {old, new}
        elif fact.kind == "held":
            moved |= _hold(connection, {fact.a: resolve(connection, fact.b)})
    return touched | events.refresh(connection, moved)


def _hold(connection: Connection, event_of: Mapping[str, str]) -> set[str]:
    """Put articles into events; gives the events that changed."""
    before = {
        row.article: row.event
        for row in sql.among(connection, (memberships.c.article, memberships.c.event), memberships.c.article, event_of)
    }
    rows = sql.among(connection, (event_rows.c.id, event_rows.c.story), event_rows.c.id, event_of.values())
    story_of = {row.id: row.story for row in rows}
    for article, event in event_of.items():
        if article in before and event in story_of:
            values = {"event": event, "story": story_of[event]}
            connection.execute(update(memberships).where(memberships.c.article == article).values(**values))
    return {*before.values(), *event_of.values()}


def _undo(connection: Connection, change: Change) -> set[str]:
    """Work out anew where everything is that the undone change may have moved."""
    before = all_redirects(connection)
    joins = [(a, b) for _, _, a, b in holding(connection, "join")]
    after: dict[str, str] = {}
    for a, b in joins:
        old, new = heir(after, a), heir(after, b)
        if old != new:
            after[old] = new
    gone, new_rows = before.keys() - after.keys(), {old: new for old, new in after.items() if before.get(old) != new}
    for part in sql.chunks([*gone, *new_rows]):
        connection.execute(redirects.delete().where(redirects.c.old.in_(part)))
    if new_rows:
        connection.execute(insert(redirects), [{"old": old, "new": new} for old, new in new_rows.items()])
    known = before.keys() | after.keys() | set(before.values()) | set(after.values())
    moved = {id for id in known if heir(before, id) != heir(after, id)}
    touched = {heir(which, id) for id in moved for which in (before, after) if id.startswith("s")}
    touched |= events.rehome(connection, {id: heir(after, id) for id in moved if id.startswith("s")})
    restless = {heir(before, id) for id in moved if id.startswith("e")}
    articles = {a for _, a in _facts_of(connection, _chain(connection, change))}
    articles |= {row.article for row in sql.among(connection, (memberships.c.article,), memberships.c.event, restless)}
    stays = held(connection)
    base = {
        row.article: row.base for row in sql.among(connection, (memberships.c.article, memberships.c.base), memberships.c.article, articles)
    }
    changed = _hold(connection, {article: heir(after, stays.get(article, first)) for article, first in base.items()})
    return touched | events.refresh(connection, changed | restless)


def _chain(connection: Connection, change: Change) -> list[int]:
    """The undone change, and what that undid in turn."""
    found: list[int] = []
    at = change.undoes
    while at is not None:
        found.append(at)
        at = connection.execute(select(changes.c.undoes).where(changes.c.id == at)).scalar()
    return found


def _facts_of(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, str]]:
    query = select(facts.c.change, facts.c.a).where(facts.c.kind == "held", facts.c.change.in_(list(numbers)))
    return [(row.change, row.a) for row in connection.execute(query)]


def held(connection: Connection) -> dict[str, str]:
    """Article → event (as it was named then) that it stays in; the latest word counts."""
    return {a: b for _, _, a, b in holding(connection, "held")}


def apart(connection: Connection) -> set[tuple[str, str]]:
    """Pairs of stories, and of events, that stay two."""
    found = {tuple(sorted((resolve(connection, a), resolve(connection, b)))) for _, _, a, b in holding(connection, "apart")}
    return {(a, b) for a, b in found if a != b}


def joined_by_hand(connection: Connection) -> set[str]:
    """Stories that hold together because someone said so: none of them is parted by the machine."""
    gone = undone(connection)
    query = select(facts.c.change, facts.c.b).where(facts.c.kind == "join", facts.c.machine == 0)
    return {resolve(connection, row.b) for row in connection.execute(query) if row.change not in gone}


def titles(connection: Connection) -> dict[str, str]:
    """Story → the title that someone gave it."""
    joined = all_redirects(connection)
    return {heir(joined, a): b for _, _, a, b in holding(connection, "title")}


def titles_given(connection: Connection) -> set[str]:
    """All titles that someone ever gave, whether they hold or not."""
    return set(connection.execute(select(facts.c.b).where(facts.c.kind == "title")).scalars())


def get(connection: Connection, number: int) -> Change:
    """
    Raises:
        NotFoundError: there is no such change.
    """
    record = connection.execute(select(changes.c.record).where(changes.c.id == number)).scalar()
    if record is None:
        raise NotFoundError(f"no change {number}: `newsloom stories --log` lists them")
    return msgspec.structs.replace(from_json(record, Change), undone_by=undone(connection).get(number))


def every(connection: Connection, limit: int | None = None, *, by_hand: bool = False) -> list[Change]:
    """The log, newest first."""
    query = select(changes.c.record).order_by(changes.c.id.desc())
    if by_hand:
        query = query.where(changes.c.machine == 0)
    gone = undone(connection)
    found = (from_json(record, Change) for record in connection.execute(query.limit(limit)).scalars())
    return [msgspec.structs.replace(one, undone_by=gone.get(one.id)) for one in found]
