"""A briefing as plain data, looked at the way a golden file names things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "})


def plain(words: str | None) -> str:
    """Lower case, one kind of apostrophe, quotation mark, dash and space."""
    return " ".join((words or "").translate(_SAME).lower().split())


def holds(words: str | None, part: str) -> bool:
    return plain(part) in plain(words)


def one_of(words: str | None, parts: str | list[str]) -> bool:
    return any(holds(words, part) for part in ([parts] if isinstance(parts, str) else parts))


def walk(node: object) -> Iterator[Json]:
    """Every object below `node`, itself included."""
    stack = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, dict):
            yield top
            stack.extend(top.values())
        elif isinstance(top, list):
            stack.extend(top)


class View:
    """Looks things up in a briefing. `names`: what the golden file calls the articles, each with its file and item, or its address."""

    def __init__(self, briefing: Json, names: dict[str, Json] | None = None) -> None:
        self.briefing = briefing
        self.stories: list[Json] = briefing["stories"]
        self.articles = {article["id"]: article for story in self.stories for article in story["articles"]}
        self._ids = {name: self._find(where) for name, where in (names or {}).items()}

    def _find(self, where: Json) -> str | None:
        for id, article in self.articles.items():
            if "url" in where and article["url"] == where["url"]:
                return id
            if (
                "file" in where
                and re.split(r"[\\/]", article["input"])[-1] == where["file"]
                and where.get("item") in (None, article["item"])
            ):
                return id
        return None

    def id(self, name: str) -> str | None:
        return self._ids[name]

    def story_of(self, name: str) -> Json | None:
        wanted = self.id(name)
        return next((story for story in self.stories if any(a["id"] == wanted for a in story["articles"])), None)

    def claims(self) -> Iterator[Json]:
        for story in self.stories:
            yield from story["claims"]

    def statements(self, name: str) -> list[Json]:
        return [said for story in self.stories for said in story["statements"] if said["article"] == self.id(name)]

    def assertions(self, name: str) -> Iterator[tuple[Json, int, Json]]:
        """(claim, index, assertion) of each assertion with a value that the article makes."""
        for claim in self.claims():
            for index, assertion in enumerate(claim["assertions"]):
                if assertion["article"] == self.id(name) and assertion["value"]:
                    yield claim, index, assertion

    def relations(self, a: tuple[str, float], b: tuple[str, float]) -> set[str]:
        """How versions with these values stand to each other wherever both stand in one claim."""
        told: set[str] = set()
        for claim in self.claims():
            left, right = self._with(claim, *a), self._with(claim, *b)
            pairs = {frozenset((x, y)) for x in left for y in right if x != y}
            found = {r["is"] for r in claim["relations"] if frozenset((r["a"], r["b"])) in pairs}
            told |= found or ({claim["agreement"]} if pairs else set())
        return told

    def _with(self, claim: Json, name: str, number: float) -> list[int]:
        return [
            index
            for index, assertion in enumerate(claim["assertions"])
            if assertion["article"] == self.id(name) and assertion["value"] and same(assertion["value"]["low"], number)
        ]

    def sentences(self, story: Json) -> Iterator[Json]:
        sections = story["sections"]
        for name in ("whats_happened", "why_it_matters", "how_we_got_here", "open_questions"):
            yield from sections[name]
        for paper in sections["what_the_papers_say"]:
            yield from paper["sentences"]
        yield from (topic["description"] for topic in sections["topics"] if topic["description"])

    def shown(self, story: Json) -> Iterator[tuple[str, list[Json]]]:
        """What newsloom words itself or shows as its own line, with the passages that it cites."""
        for sentence in self.sentences(story):
            yield sentence["text"], sentence["passages"]
        for entry in story["timeline"]:
            yield entry["text"], entry["passages"]
        for claim in story["claims"]:
            yield claim["text"], [passage for assertion in claim["assertions"] for passage in assertion["passages"]]

    def cited(self, passages: list[Json]) -> str:
        """The whole texts of the articles that are cited."""
        return "\n".join(self.articles[id]["text"] for id in dict.fromkeys(p["article"] for p in passages) if id in self.articles)


def same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-3 * max(1.0, abs(b))
