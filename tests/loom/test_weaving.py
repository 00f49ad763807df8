"""Ids of stories and events survive new arrivals, splits and merges."""

from __future__ import annotations

from newsloom.loom.weaving import keep_names
from newsloom.records import Event, Story


def _story(id: str, *articles: str) -> Story:
    event = Event(id="e" + id[1:], title=id, first=None, last=None, articles=articles)
    return Story(id=id, title=id, first=None, last=None, languages=("en",), events=(event,), articles=articles)


def _ids(stories: list[Story]) -> list[tuple[str, str]]:
    return [(story.id, story.events[0].id) for story in stories]


def test_an_earlier_article_does_not_rename_a_story() -> None:
    assert _ids(keep_names([_story("s9", "old", "a", "b")], [_story("s1", "a", "b")])) == [("s1", "e1")]


def test_where_two_became_one_the_larger_keeps_its_name() -> None:
    assert _ids(keep_names([_story("s2", "a", "b", "c")], [_story("s1", "b", "c"), _story("s2", "a")])) == [("s1", "e1")]


def test_a_split_leaves_the_name_with_the_larger_part() -> None:
    kept = keep_names([_story("s1", "a"), _story("s3", "b", "c")], [_story("s1", "a", "b", "c")])
    assert len({id for id, _ in _ids(kept)}) == 2
    assert _ids(kept)[1] == ("s1", "e1")


def test_a_new_story_keeps_its_own_name() -> None:
    assert _ids(keep_names([_story("s1", "a"), _story("s5", "z")], [_story("s1", "a")])) == [("s1", "e1"), ("s5", "e5")]
