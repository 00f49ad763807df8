"""A verb of speech with nothing but a pronoun after it says nothing by itself, and stops nothing."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate
from newsloom.records import Article
from newsloom.settings import AnnotateSettings

BARE = ("rejected that", "denied that", "disputed that when", "said that", "confirmed this", "doubted it", "called that", "said so")


@pytest.mark.parametrize("words", BARE)
def test_what_follows_is_read(words: str) -> None:
    text = f"Rail Orva said the train had passed a red signal. The drivers' union {words}, saying the signal had shown green."
    read = Article(id="a", version="1", input="a.txt", first_seen="2026-03-02T00:00:00Z", text=text, language="en")
    (notes,) = annotate([read], AnnotateSettings())
    contents = [s.content for s in notes.statements]
    assert any("passed a red signal" in c for c in contents)
    assert any("shown green" in c for c in contents)
    assert not any(c.strip(",. ") in ("that", "this", "it", "so") for c in contents)
