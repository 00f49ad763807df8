"""Subscriptions, and which process is at the work that only one may do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from newsloom.records import Feed, from_json, to_json
from newsloom.store.schema import articles, entries, feeds, leases, versions
from newsloom.text.masking import has_login

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Lease:
    """Who does a piece of work: process `pid` on `host`, since and at least until then (RFC 3339, UTC). `token` is its own secret."""

    token: str
    host: str
    pid: int
    since: str
    until: str


def key(url: str) -> str:
    """What all spellings of one feed's address share: no scheme, "www.", default port, last slash or fragment; the host in lower case."""
    address = re.sub(r"^feed:(?://)?(?=https?:)", "", url.strip())
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address
    if not host:
        return address
    named = f":{port}" if port and port != _PORTS.get(parts.scheme) and port not in _PORTS.values() else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{named}{parts.path.rstrip('/')}{query}"


def every(connection: Connection) -> list[Feed]:
    return [from_json(record, Feed) for record in connection.execute(select(feeds.c.record).order_by(feeds.c.due, feeds.c.id)).scalars()]


def subscribe(connection: Connection, wanted: Sequence[Feed]) -> list[Feed]:
    """Add subscriptions; one that is known by its address gains folders and categories, and is followed again if it had ended."""
    out = []
    for feed in wanted:
        record = connection.execute(select(feeds.c.record).where(feeds.c.key == key(feed.url))).scalar()
        if record is None:
            connection.execute(insert(feeds).values(id=feed.id, key=key(feed.url), due=feed.due, record=to_json(feed)))
            out.append(feed)
            continue
        known = _joined(from_json(record, Feed), feed)
        if has_login(feed.url):  # a new password, or the first one
            known = msgspec.structs.replace(known, url=feed.url)
        if known.ended:
            known = msgspec.structs.replace(known, ended=None, error=None, due=feed.due)
        connection.execute(update(feeds).where(feeds.c.id == known.id).values(due=known.due, record=to_json(known)))
        out.append(known)
    return out


def _joined(known: Feed, other: Feed) -> Feed:
    return msgspec.structs.replace(
        known,
        folders=tuple(dict.fromkeys((*known.folders, *other.folders))),
        categories=tuple(dict.fromkeys((*known.categories, *other.categories))),
        title=known.title or other.title,
        site=known.site or other.site,
        full=known.full or other.full,
    )


def polled(connection: Connection, feed: Feed, fetched: Collection[str] | None) -> None:
    """Keep what a poll changed, and (not None) which entries' pages are fetched.

    A subscription that was removed meanwhile stays removed; folders set meanwhile stay set. A permanent
    redirect to an address that is subscribed to already joins the two.
    """
    record = connection.execute(select(feeds.c.record).where(feeds.c.id == feed.id)).scalar()
    if record is None:
        return
    now = from_json(record, Feed)
    feed = msgspec.structs.replace(feed, folders=now.folders, categories=now.categories, full=now.full)
    twin = connection.execute(select(feeds.c.record).where(feeds.c.key == key(feed.url), feeds.c.id != feed.id)).scalar()
    if twin is not None:
        other = from_json(twin, Feed)
        feed = _joined(feed, other)
        connection.execute(delete(feeds).where(feeds.c.id == other.id))
    connection.execute(update(feeds).where(feeds.c.id == feed.id).values(key=key(feed.url), due=feed.due, record=to_json(feed)))
    if fetched is not None:
        connection.execute(delete(entries).where(entries.c.feed == feed.id))
        if fetched:
            connection.execute(insert(entries), [{"feed": feed.id, "item": item} for item in sorted(fetched)])


def fetched(connection: Connection, id: str) -> set[str]:
    return set(connection.execute(select(entries.c.item).where(entries.c.feed == id)).scalars())


def remove(connection: Connection, id: str) -> None:
    connection.execute(delete(feeds).where(feeds.c.id == id))


def present(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """The articles among `ids` that are stored, each with the metadata of its current version."""
    query = select(versions.c.article, versions.c.record).join(
        articles, (articles.c.id == versions.c.article) & (articles.c.version == versions.c.version)
    )
    found: dict[str, dict[str, str]] = {}
    for at in range(0, len(ids), 500):
        for article, record in connection.execute(query.where(articles.c.id.in_(ids[at : at + 500]))):
            found[article] = msgspec.json.decode(record, type=_Facts).metadata
    return found


class _Facts(msgspec.Struct):
    metadata: dict[str, str] = {}


def holder(connection: Connection, name: str) -> Lease | None:
    row = connection.execute(select(leases).where(leases.c.name == name)).first()
    return None if row is None else Lease(token=row.token, host=row.host, pid=row.pid, since=row.since, until=row.until)


def hold(connection: Connection, name: str, lease: Lease) -> None:
    connection.execute(delete(leases).where(leases.c.name == name))
    connection.execute(
        insert(leases).values(name=name, token=lease.token, host=lease.host, pid=lease.pid, since=lease.since, until=lease.until)
    )


def release(connection: Connection, name: str, token: str) -> None:
    connection.execute(delete(leases).where(leases.c.name == name, leases.c.token == token))
