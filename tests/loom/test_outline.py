"""The list of stories counts sources as the briefing does: copies are no corroboration."""

from __future__ import annotations

import msgspec

from newsloom.loom import outline
from newsloom.records import Article, Event, Outlet, Story, When

TEXT = (
    "SKERRIN (Meridian Agency) – The ferry Morning Tide ran aground off Skerrin on Monday with 112 people aboard, the coast guard said. "
    "Nobody was hurt. A tug will pull her off the rocks on Tuesday, and divers will look at the hull before she sails again."
)
OWN = (
    "Skerrin's harbour master has asked for a second light on the reef. She first did so four years ago, she told the council last night, "
    "and has not had an answer."
)


def _article(id: str, outlet: str, text: str) -> Article:
    return Article(id=id, version="v", input=id, first_seen="2024-05-01T00:00:00Z", text=text, language="en", outlet=Outlet(name=outlet))


def test_two_prints_of_one_report_are_one_source() -> None:
    articles = [_article("a", "Harwick Courier", TEXT), _article("b", "Selmouth Post", TEXT), _article("c", "Marl Echo", OWN)]
    story = Story(id="s", title="t", first=None, last=None, languages=("en",), events=(), articles=("a", "b", "c"))
    row = outline.line(story, articles, "2024-05-01T00:00:00Z")
    assert (row.articles, row.independent_sources, row.weight) == (3, 2, 2.0)
    assert row.outlets == ("Harwick Courier", "Marl Echo", "Selmouth Post")


def test_a_headline_of_a_later_article_does_not_stand_over_a_story_as_it_stood() -> None:
    def dated(id: str, day: str, title: str) -> Article:
        when = When(value=day, precision="day", origin="metadata")
        return msgspec.structs.replace(_article(id, "Harwick Courier", TEXT), published=when, title=title)

    articles = [dated("a", "2024-05-01", "Ferry aground"), dated("b", "2024-05-20", "Captain charged")]
    event = Event(id="e", title="Captain charged", first=None, last=None, articles=("a", "b"))
    story = Story(id="s", title="Captain charged", first=None, last=None, languages=("en",), events=(event,), articles=("a", "b"))
    then, known = outline.known_by(story, articles, "2024-05-10")
    assert [a.id for a in known] == ["a"]
    assert (then.title, then.events[0].title) == ("Ferry aground", "Ferry aground")
    renamed, _ = outline.known_by(msgspec.structs.replace(story, title="The Morning Tide"), articles, "2024-05-10")
    assert renamed.title == "The Morning Tide"
