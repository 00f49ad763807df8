"""Articles, versions, caches and stories come back as they went in."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from newsloom.errors import NotFoundError, StoreError
from newsloom.records import Annotations, EventState, Membership, Sentence, Work
from newsloom.store import Store

from .conftest import FULL, content, make


def test_an_article_comes_back_whole(store: Store) -> None:
    assert store.add([FULL]) == ["added"]
    assert store.article("full") == FULL


def test_adding_twice_changes_nothing(store: Store) -> None:
    store.add([FULL])
    before = content(store)
    assert store.add([FULL, FULL]) == ["known", "known"]
    assert store.count() == 1
    assert store.articles() == [FULL]
    assert content(store) == before


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    first, second = make("a", "Three were hurt."), make("a", "Four were hurt.", first_seen="2024-05-02T10:00:00Z")
    assert store.add([first]) == ["added"]
    assert store.add([second]) == ["version"]
    assert store.article("a") == second
    assert store.article("a", first.version) == first
    assert store.versions("a") == [first, second]
    assert store.add([first]) == ["known"]


def test_stored_text_cannot_be_changed(store: Store) -> None:
    store.add([FULL])
    with pytest.raises((DatabaseError, StoreError), match="never change"), store._writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET text = 'x'")


def test_articles_come_in_the_order_asked_for(store: Store) -> None:
    store.add([make("b"), make("a"), make("c")])
    assert [article.id for article in store.articles(["c", "a"])] == ["c", "a"]
    with pytest.raises(NotFoundError, match="zzz"):
        store.articles(["zzz"])


def test_annotations_are_kept_by_version_and_digest(store: Store) -> None:
    store.add([FULL])
    made = Annotations(article="full", version=FULL.version, language="en", sentences=(Sentence(start=0, end=22, paragraph=0),))
    store.keep_annotations([made], "d1")
    assert store.annotations([FULL], "d1") == {"full": made}
    assert store.annotations([FULL], "d2") == {}
    store.keep_annotations([made], "d2")
    assert store.annotations([FULL], "d1") == {}, "what older code made is dropped"


def test_a_story_that_did_not_change_keeps_its_time(store: Store) -> None:
    store.add([make("a"), make("b")])

    def work(article: str, event: str) -> Work:
        state = EventState(id=event, home="s" + event[1:], story="s" + event[1:], opened=1, size=1, title="Ferry", voices=(article,))
        return Work(placed=(Membership(article=article, version="v", event=event, base=event),), events=(state,), articles=1, opened=1)

    first = store.living.keep(work("a", "e1"), {}, "2024-05-01T00:00:00Z", since=0)
    assert first == 1
    assert store.living.keep(work("b", "e2"), {}, "2024-05-02T00:00:00Z", since=0) is None, "written since: nothing happens"
    assert store.living.keep(work("b", "e2"), {}, "2024-05-02T00:00:00Z", since=first) == 2
    assert [(story.id, story.articles, changed) for story, changed in store.stories()] == [
        ("s2", ("b",), "2024-05-02T00:00:00Z"),
        ("s1", ("a",), "2024-05-01T00:00:00Z"),
    ]
    assert store.find("s1") == ["s1"]
    with pytest.raises(NotFoundError):
        store.story("s3")
