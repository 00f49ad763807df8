"""The check can fail: facts that must be found are not found in an empty briefing, and each invariant sees what breaks it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from . import contract
from .check import check, facts
from .invariants import INVARIANTS
from .view import Json, View

GOLDEN: Json = json.loads((Path(__file__).parent / "sample.json").read_text(encoding="utf-8"))
FORBIDDING = {"no_quantity", "never_conflict", "no_statement", "no_standing", "absent", "no_paper", "apart", "no_claim"}

TEXT = "Nine boats were lost, Ola Berg said. “We saw 9 masts go down,” she said. Buy our calendar."
UNKNOWN: Json = {"value": None, "precision": "unknown", "origin": "unknown", "earliest": None, "latest": None}


def passage(words: str) -> Json:
    start = TEXT.index(words)
    return {"article": "a", "version": "v", "start": start, "end": start + len(words), "text": words}


def small() -> Json:
    """A sound briefing of one article."""
    said = "“We saw 9 masts go down,” she said."
    sentence = {"text": said, "passages": [passage(said)], "attributed_to": "Ola Berg"}
    value = {"low": 9, "high": 9, "low_open": False, "high_open": False, "unit": None, "counts": "boats", "qualifier": None}
    value |= {"vague": False, "of": None, "period": None, "where": None, "mode": "actual"}
    assertion = {"article": "a", "attributed_to": "Ola Berg", "via": [], "stance": "asserts", "value": value, "as_of": None}
    assertion["passages"] = [passage("Nine boats were lost, Ola Berg said.")]
    claim = {"id": "c", "text": "Nine boats were lost.", "kind": "quantity", "agreement": "single", "why": "", "reports": 1}
    claim |= {"independent_sources": 1, "assertions": [assertion], "relations": [], "standing": []}
    speaker = {"name": "Ola Berg", "entity": None, "role": None, "kind": "person"}
    statement = {
        "speaker": speaker,
        "cue": "said",
        "content": "We saw 9 masts go down",
        "form": "direct",
        "modality": "asserted",
        "via": [],
    }
    statement |= {"article": "a", "passages": [passage(said)]}
    article = {"id": "a", "version": "v", "input": "a.txt", "item": None, "url": None, "title": None, "byline": None, "outlet": None}
    article |= {
        "published": UNKNOWN,
        "modified": None,
        "first_seen": "2025-01-01T00:00:00Z",
        "language": "en",
        "words": 19,
        "partial": False,
        "text": TEXT,
    }
    sections = {"whats_happened": [sentence], "why_it_matters": [], "what_the_papers_say": [], "how_we_got_here": [], "topics": []}
    sections |= {"open_questions": [], "notes": {}, "dropped_sentences": 0}
    origins = {"reports": 1, "independent_sources": 1, "origins": [{"name": None, "articles": ["a"]}], "derivations": []}
    event = {"id": "e", "title": "Boats", "first": None, "last": None, "articles": ["a"]}
    story = {"id": "s", "title": "Boats", "first": None, "last": None, "languages": ["en"], "events": [event], "articles": [article]}
    story |= {"sections": sections, "statements": [statement], "claims": [claim], "timeline": [], "provenance": origins, "places": []}
    cut = {"article": "a", "why": "promotion", "passage": passage("Buy our calendar.")}
    briefing = {"schema": "newsloom.briefing/1", "newsloom": "0", "generated": "2025-01-01T00:00:00Z", "as_of": None}
    return briefing | {"stories": [story], "left_out": [cut], "failed": []}


def test_nothing_is_found_in_an_empty_briefing() -> None:
    empty = {"stories": [], "left_out": [], "failed": []}
    met = [name for (ok, _), (name, _) in zip(check(empty, GOLDEN), facts(GOLDEN), strict=True) if ok and name not in FORBIDDING]
    assert met == []


def test_every_article_of_the_golden_file_is_in_a_story() -> None:
    told = sorted(name for story in GOLDEN["stories"] for name in story["articles"])
    assert told == sorted(GOLDEN["articles"])


def test_a_sound_briefing_passes() -> None:
    assert contract.problems(small()) == []
    assert {name: found for name, rule in INVARIANTS.items() if (found := rule(View(small())))} == {}


BREAKS: list[tuple[str, list[Any], Any]] = [
    ("every_passage_is_its_slice", ["stories", 0, "statements", 0, "passages", 0, "start"], 1),
    ("everything_shown_cites_a_passage", ["stories", 0, "sections", "whats_happened", 0, "passages"], []),
    ("quotation_marks_hold_only_cited_words", ["stories", 0, "claims", 0, "text"], "“Ten boats sank,” she said."),
    ("numbers_stand_in_the_cited_articles", ["stories", 0, "claims", 0, "text"], "About 10 boats were lost."),
    ("furniture_feeds_nothing", ["stories", 0, "claims", 0, "assertions", 0, "passages"], [passage("Buy our calendar.")]),
    ("agreement_sums_up_relations", ["stories", 0, "claims", 0, "agreement"], "conflict"),
    ("values_are_sound", ["stories", 0, "claims", 0, "assertions", 0, "value", "low"], 10),
    ("speakers_stand_in_their_article", ["stories", 0, "statements", 0, "speaker", "name"], "Ola Lund"),
    ("one_article_stands_in_one_story_and_one_origin", ["stories", 0, "provenance", "independent_sources"], 2),
]


def broken(path: list[Any], value: Any) -> Json:
    briefing = copy.deepcopy(small())
    node: Any = briefing
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return briefing


@pytest.mark.parametrize(("name", "path", "value"), BREAKS, ids=[name for name, _, _ in BREAKS])
def test_an_invariant_sees_what_breaks_it(name: str, path: list[Any], value: Any) -> None:
    assert INVARIANTS[name](View(broken(path, value)))


def test_every_invariant_is_broken_once() -> None:
    assert {name for name, _, _ in BREAKS} == set(INVARIANTS)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], "newsloom.briefing/2"),
        (["stories", 0, "claims", 0, "agreement"], "fine"),
        (["stories", 0, "claims", 0, "reports"], True),
        (["stories", 0, "articles", 0, "language"], "English"),
        (["stories", 0, "articles", 0, "published"], None),
        (["stories", 0, "claims", 0, "assertions", 0, "value", "low"], "9"),
        (["generated"], "1 January"),
    ],
)
def test_the_contract_sees_a_wrong_field(path: list[Any], value: Any) -> None:
    assert contract.problems(broken(path, value))


def test_the_contract_sees_a_missing_field() -> None:
    briefing = small()
    del briefing["stories"][0]["provenance"]["origins"]
    assert contract.problems(briefing) == ["briefing.stories[0].provenance.origins: missing"]
