"""Subscriptions and leases in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st

import newsloom.store
from newsloom.records import Feed
from newsloom.store import Lease, Store
from newsloom.store.engine import sqlite_engine
from newsloom.store.feeds import key

from .conftest import FULL

NOW = "2024-05-01T00:00:00Z"


def feed(id: str, url: str, **more: object) -> Feed:
    return Feed(id=id, url=url, added=NOW, due=NOW, **more)  # type: ignore[arg-type]


def test_a_desk_of_an_earlier_version_gains_subscriptions(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "old.db")
    config = Config()
    config.set_main_option("script_location", str(Path(newsloom.store.__file__).parent / "migrations"))
    with engine.connect() as plain:
        connection = plain.execution_options(newsloom_write=True)
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
    engine.dispose()
    with Store(tmp_path / "old.db") as store:
        assert store.feeds() == []
        store.subscribe([feed("f1", "https://a.example/")])
        assert [f.id for f in store.feeds()] == ["f1"]


@pytest.mark.parametrize(
    "other", ["http://a.example/feed", "https://www.A.example/feed/", "feed:https://a.example/feed", "https://a.example:443/feed#top"]
)
def test_spellings_of_one_address(store: Store, other: str) -> None:
    store.subscribe([feed("f1", "https://a.example/feed", folders=(("A",),))])
    [kept] = store.subscribe([feed("f2", other, folders=(("B",),), title="Echo")])
    assert (kept.id, kept.url, kept.folders, kept.title) == ("f1", "https://a.example/feed", (("A",), ("B",)), "Echo")


@pytest.mark.parametrize(
    "other", ["https://a.example/Feed", "https://a.example/feed?x=1", "https://b.example/feed", "https://a.example:8080/feed"]
)
def test_different_addresses(store: Store, other: str) -> None:
    store.subscribe([feed("f1", "https://a.example/feed"), feed("f2", other)])
    assert len(store.feeds()) == 2


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    assert key(text) == key(text.strip())


def test_what_happens_during_a_poll_is_kept(store: Store) -> None:
    [before] = store.subscribe([feed("f1", "https://a.example/")])
    store.subscribe([feed("x", "https://a.example/", folders=(("Late",),))])
    store.polled(feed("f1", "https://a.example/", etag='"1"'), {"i1", "i2"})
    [after] = store.feeds()
    assert (after.etag, after.folders, store.fetched("f1")) == ('"1"', (("Late",),), {"i1", "i2"})
    store.polled(after, {"i2"})
    assert store.fetched("f1") == {"i2"}
    store.unsubscribe("f1")
    store.polled(before)
    assert store.feeds() == [] and store.fetched("f1") == set()


def test_articles_that_are_present(store: Store) -> None:
    store.add([FULL])
    assert store.present(["full", "nobody"]) == {"full": {"desk": "roads"}}


def test_a_lease_is_held_by_one(store: Store) -> None:
    mine, theirs = Lease("a", "here", 1, NOW, NOW), Lease("b", "there", 2, NOW, NOW)
    assert store.lease("sync", mine, lambda _other: False) is None
    assert store.lease("sync", mine, lambda _other: False) is None, "it can be renewed"
    assert store.lease("sync", theirs, lambda _other: False) == mine
    assert store.lease("other work", theirs, lambda _other: False) is None
    assert store.lease("sync", theirs, lambda _other: True) is None, "what was left over is taken"
    store.release("sync", mine)
    assert store.lease("sync", mine, lambda _other: False) == theirs, "only the holder gives it back"
