"""What is said to be, or not to be, under control is a judgement, with its negation wherever the parser hangs it."""

from __future__ import annotations

import pytest

from newsloom.annotate import annotate
from newsloom.records import Article
from newsloom.settings import AnnotateSettings

TOLD = (
    ("en", "The ministry said on Tuesday that the outbreak was under control.", "under_control", False),
    ("en", 'An official of the Health Council said the outbreak was "not under control".', "under_control", True),
    ("en", "The chief said that the fire was out of control.", "out_of_control", False),
    ("en", 'The engineer said that the bridge was "not safe".', "safety", True),
    ("fr", "La ministre Ana Vell assure que l'épidémie est sous contrôle.", "under_control", False),
)


@pytest.mark.parametrize(("language", "text", "klass", "negated"), TOLD)
def test_judgement(language: str, text: str, klass: str, negated: bool) -> None:
    read = Article(id="a", version="1", input="a.txt", first_seen="2026-03-02T00:00:00Z", text=text, language=language)
    (notes,) = annotate([read], AnnotateSettings())
    told = [(p.klass, p.kind, p.negated) for p in notes.propositions]
    assert (klass, "assessment", negated) in told


def test_what_is_not_only_so_is_so() -> None:
    text = "The mayor said that the town was not only under water but also cut off."
    read = Article(id="a", version="1", input="a.txt", first_seen="2026-03-02T00:00:00Z", text=text, language="en")
    (notes,) = annotate([read], AnnotateSettings())
    assert not any(p.negated for p in notes.propositions)
