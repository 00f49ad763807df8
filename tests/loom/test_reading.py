"""An article that trips a finder does not take the others with it, and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsloom import annotate
from newsloom.loom import Desk
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings


def test_the_article_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in (("good", "rose to 40"), ("bad", "BOOM rose to 41")):
        text = f"River {name} rises\n\nThe river at Fenwick in Portugal {words} centimetres on Monday, the harbour office said.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    real = annotate.annotate

    def stumbling(articles: list[Article], settings: AnnotateSettings) -> list[Annotations]:
        if any("BOOM" in article.text for article in articles):
            raise IndexError("out of range")
        return real(articles, settings)

    monkeypatch.setattr(annotate, "annotate", stumbling)
    briefing = Desk().brief([str(tmp_path)])
    assert [Path(failure.input).name for failure in briefing.failed] == ["bad.txt"]
    assert {Path(a.input).name for story in briefing.stories for a in story.articles} == {"good.txt", "bad.txt"}
    assert any(statement.speaker.name == "harbour office" for story in briefing.stories for statement in story.statements)
