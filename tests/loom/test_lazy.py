"""What is dear runs only for stories in demand, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsloom import annotate
from newsloom.loom import Desk, digest
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings

FERRY = (
    "Ferry strands\n\nThe ferry Morning Tide ran aground off Skerrin in Iceland on Monday with 112 people aboard, the coast guard said.\n"
)
FROST = "Frost takes crop\n\nFrost destroyed half of the apple blossom in Lower Marl in Portugal, said Ben Asher of the growers' union.\n"


def test_adding_annotates_nothing_and_showing_annotates_one_story_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("ferry", FERRY), ("frost", FROST)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    read: list[str] = []
    real = annotate.annotate

    def counting(articles: list[Article], settings: AnnotateSettings) -> list[Annotations]:
        read.extend(article.title or "" for article in articles)
        return real(articles, settings)

    monkeypatch.setattr(annotate, "annotate", counting)
    with Desk(tmp_path / "desk.db") as desk:
        desk.add([str(tmp_path / "ferry.txt"), str(tmp_path / "frost.txt")])
        assert read == []
        ferry = next(line for line in desk.stories() if "Ferry" in line.title)
        first = desk.show_story(ferry.id)
        assert read == ["Ferry strands"]
        assert desk.show_story(ferry.id).stories == first.stories
    with Desk(tmp_path / "desk.db") as desk:
        desk.claims(ferry.id)
    assert read == ["Ferry strands"], "kept over a restart"
    monkeypatch.setattr(digest, "of_annotations", lambda: "made by other code")
    with Desk(tmp_path / "desk.db") as desk:
        desk.show_story(ferry.id)
    assert read == ["Ferry strands", "Ferry strands"], "what other code made is made anew"
