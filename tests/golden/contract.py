"""The shape of a briefing's JSON, checked field by field: `problems(briefing)` names what is missing, of a wrong type, or not allowed.

A shape is a type, a set of allowed words, a compiled pattern, a list holding one shape, a dict of fields, or `Or(...)`. A field whose name
ends in "?" may be absent. Fields that no shape names are allowed: the contract may be added to.
"""

from __future__ import annotations

import re
from typing import Any


class Or:
    def __init__(self, *shapes: Any) -> None:
        self.shapes = shapes


class Span:
    """A number from `low` to `high`."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high


NUMBER = Or(int, float)
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
COUNTRY = re.compile(r"[A-Z]{2}")

WHEN = {
    "value": Or(DATE, DATETIME, None),
    "precision": {"second", "minute", "day", "week", "month", "season", "quarter", "year", "unknown"},
    "origin": {"feed", "metadata", "page", "text", "url", "inferred", "unknown"},
    "earliest": Or(DATE, None),
    "latest": Or(DATE, None),
}
PASSAGE = {"article": str, "version": str, "start": int, "end": int, "text": str}
SENTENCE = {"text": str, "passages": [PASSAGE], "attributed_to": Or(str, None)}
WHOLE = {"low": Or(NUMBER, None), "high": Or(NUMBER, None), "counts": str}
VALUE = {
    "low": Or(NUMBER, None),
    "high": Or(NUMBER, None),
    "low_open": bool,
    "high_open": bool,
    "unit": Or(str, None),
    "counts": str,
    "qualifier": Or(str, None),
    "vague": bool,
    "of": Or(WHOLE, None),
    "period": Or(str, None),
    "where": Or(str, None),
    "mode": {"actual", "planned", "estimated", "hypothetical"},
}
AGREEMENT = {"agree", "compatible", "updated", "conflict", "disputed", "unclear"}
CLAIM = {
    "id": str,
    "text": str,
    "kind": {"quantity", "event", "assessment"},
    "agreement": AGREEMENT | {"single"},
    "why": str,
    "reports": int,
    "independent_sources": int,
    "assertions": [
        {
            "article": str,
            "attributed_to": Or(str, None),
            "via": [str],
            "stance": {"asserts", "denies", "doubts", "supposes"},
            "value": Or(VALUE, None),
            "as_of": Or(WHEN, None),
            "passages": [PASSAGE],
        }
    ],
    "relations": [{"a": int, "b": int, "is": AGREEMENT, "why": str}],
    "standing": [
        {
            "when": WHEN,
            "standing": {"rumoured", "alleged", "evidenced", "confirmed", "denied", "disputed"},
            "by": Or(str, None),
            "passages": [PASSAGE],
        }
    ],
}
STATEMENT = {
    "speaker": {
        "name": Or(str, None),
        "entity": Or(str, None),
        "role": Or(str, None),
        "kind": {"person", "organisation", "place", "group", "unknown"},
    },
    "cue": Or(str, None),
    "content": str,
    "form": {"direct", "indirect", "mixed"},
    "modality": {"asserted", "conditional", "speculated", "expected", "denied", "doubted", "asked"},
    "via": [str],
    "article": str,
    "passages": [PASSAGE],
}
OUTLET = {
    "name": Or(str, None),
    "domain": Or(str, None),
    "country": Or(COUNTRY, None),
    "owner": Or(str, None),
    "kind": {"newspaper", "broadcaster", "agency", "aggregator", "government", "state_media", "other", "unknown"},
}
ARTICLE = {
    "id": str,
    "version": str,
    "input": str,
    "item": Or(str, None),
    "url": Or(str, None),
    "title": Or(str, None),
    "byline": Or(str, None),
    "outlet": Or(OUTLET, None),
    "published": WHEN,
    "modified": Or(WHEN, None),
    "first_seen": DATETIME,
    "language": LANGUAGE,
    "words": int,
    "partial": bool,
    "text?": str,
}
SECTIONS = {
    "whats_happened": [SENTENCE],
    "why_it_matters": [SENTENCE],
    "what_the_papers_say": [{"outlet": Or(str, None), "via": Or(str, None), "article": str, "sentences": [SENTENCE]}],
    "how_we_got_here": [SENTENCE],
    "topics": [
        {
            "name": str,
            "kind": {"person", "organisation", "place", "other"},
            "aliases": [str],
            "mentions": int,
            "description": Or(SENTENCE, None),
            "warnings": [str],
        }
    ],
    "open_questions": [SENTENCE],
    "notes": dict,
    "dropped_sentences": int,
}
PROVENANCE = {
    "reports": int,
    "independent_sources": int,
    "origins": [{"name": Or(str, None), "articles": [str]}],
    "derivations": [
        {
            "article": str,
            "from": str,
            "from_article": Or(str, None),
            "how": {"credit", "dateline", "copy", "rewrite", "cites"},
            "confidence": Span(0, 1),
            "passages": [PASSAGE],
        }
    ],
}
PLACE = {
    "name": str,
    "kind": {"city", "region", "country", "other"},
    "country": Or(COUNTRY, None),
    "lat": Or(Span(-90, 90), None),
    "lon": Or(Span(-180, 180), None),
    "mentions": int,
}
STORY = {
    "id": str,
    "title": str,
    "first": Or(DATE, None),
    "last": Or(DATE, None),
    "languages": [LANGUAGE],
    "events": [{"id": str, "title": str, "first": Or(DATE, None), "last": Or(DATE, None), "articles": [str]}],
    "articles": [ARTICLE],
    "sections": SECTIONS,
    "statements": [STATEMENT],
    "claims": [CLAIM],
    "timeline": [{"when": WHEN, "text": str, "passages": [PASSAGE]}],
    "provenance": PROVENANCE,
    "places": [PLACE],
}
WHY_LEFT_OUT = {"teaser", "navigation", "promotion", "topic_card", "truncated", "credit", "duplicate", "other"}
BRIEFING = {
    "schema": {"newsloom.briefing/1"},
    "newsloom": str,
    "generated": DATETIME,
    "as_of": Or(DATE, None),
    "stories": [STORY],
    "left_out": [{"article": str, "why": WHY_LEFT_OUT, "passage": PASSAGE}],
    "failed": [{"input": str, "error": str}],
}


def problems(briefing: object) -> list[str]:
    """Where the briefing is not what the contract says, each as "path: what is wrong"."""
    return _look(briefing, BRIEFING, "briefing")


def _look(value: Any, shape: Any, path: str) -> list[str]:
    if isinstance(shape, Or):
        tried = [_look(value, option, path) for option in shape.shapes]
        return [] if [] in tried else max(tried, key=lambda found: max(map(len, found)))
    if isinstance(shape, dict):
        return _fields(value, shape, path)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: no list but {value!r:.60}"]
        return [found for index, entry in enumerate(value) for found in _look(entry, shape[0], f"{path}[{index}]")]
    return [] if _is(value, shape) else [f"{path}: {value!r:.60} is not allowed"]


def _fields(value: Any, shape: dict[str, Any], path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: no object but {value!r:.60}"]
    found: list[str] = []
    for key, inner in shape.items():
        name = key.rstrip("?")
        if name in value:
            found += _look(value[name], inner, f"{path}.{name}")
        elif not key.endswith("?"):
            found.append(f"{path}.{name}: missing")
    return found


def _is(value: Any, shape: Any) -> bool:
    if shape is None:
        return value is None
    if isinstance(shape, set):
        return isinstance(value, str) and value in shape
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if isinstance(shape, Span):
        return isinstance(value, int | float) and not isinstance(value, bool) and shape.low <= value <= shape.high
    return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
