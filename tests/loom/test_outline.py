"""The list of stories counts sources as the briefing does: copies are no corroboration."""

from __future__ import annotations

from newsloom.loom import outline
from newsloom.records import Article, Outlet, Story

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
