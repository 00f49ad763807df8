"""What must hold of every briefing, whatever it is about. Each function gives the places where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .view import Json, View, plain, walk

Invariant = Callable[[View], list[str]]
INVARIANTS: dict[str, Invariant] = {}

_QUOTED = re.compile(r"“([^“”]{2,800})”|«\s?([^«»]{2,800}?)\s?»|\"([^\"]{2,800})\"")
_GROUPED = re.compile(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_ORDER = ("conflict", "disputed", "unclear", "updated", "compatible", "agree")


def invariant(check: Invariant) -> Invariant:
    INVARIANTS[check.__name__] = check
    return check


def passages(node: object) -> Iterator[Json]:
    return (found for found in walk(node) if found.keys() >= {"article", "version", "start", "end", "text"})


@invariant
def every_passage_is_its_slice(view: View) -> list[str]:
    wrong = []
    for passage in passages([view.briefing["left_out"], *({**story, "articles": []} for story in view.stories)]):
        article = view.articles.get(passage["article"])
        if article is None or article["version"] != passage["version"]:
            wrong.append(f"{passage['article']}: no such article or version")
        elif not passage["text"].strip() or article["text"][passage["start"] : passage["end"]] != passage["text"]:
            wrong.append(f"{passage['article']} {passage['start']}-{passage['end']}: {passage['text']:.60}")
    return wrong


@invariant
def everything_shown_cites_a_passage(view: View) -> list[str]:
    bare = [s["text"] for story in view.stories for s in view.sentences(story) if not s["passages"]]
    for story in view.stories:
        bare += [entry["text"] for entry in story["timeline"] if not entry["passages"]]
        bare += [said["content"] for said in story["statements"] if not said["passages"]]
        bare += [claim["text"] for claim in story["claims"] for a in claim["assertions"] if not a["passages"]]
        bare += [claim["text"] for claim in story["claims"] for rung in claim["standing"] if not rung["passages"]]
    return bare


@invariant
def quotation_marks_hold_only_cited_words(view: View) -> list[str]:
    loose = []
    for story in view.stories:
        for text, cited in view.shown(story):
            source = plain(view.cited(cited))
            for match in _QUOTED.finditer(text):
                words = plain(next(filter(None, match.groups()))).strip(" .,")
                loose += [words] if words not in source else []
    return loose


@invariant
def numbers_stand_in_the_cited_articles(view: View) -> list[str]:
    loose = []
    for story in view.stories:
        for text, cited in view.shown(story):
            source = set(_DIGITS.findall(_GROUPED.sub("", view.cited(cited))))
            loose += [f"{number}: {text:.80}" for number in _DIGITS.findall(_GROUPED.sub("", text)) if number not in source]
    return loose


@invariant
def furniture_feeds_nothing(view: View) -> list[str]:
    """No passage of a claim, statement, date or section overlaps what was left out; cards may fill a topic, credits tell of origin."""
    cut: dict[str, list[tuple[int, int]]] = {}
    for entry in view.briefing["left_out"]:
        cut.setdefault(entry["article"], []).append((entry["passage"]["start"], entry["passage"]["end"]))
    found = []
    for story in view.stories:
        sections = {name: part for name, part in story["sections"].items() if name != "topics"}
        shown = passages([sections, story["statements"], story["claims"], story["timeline"]])
        found += [f"{p['article']}: {p['text']:.80}" for p in shown if _overlaps(p, cut.get(p["article"], []))]
    return found


def _overlaps(passage: Json, spans: list[tuple[int, int]]) -> bool:
    return any(start < passage["end"] and passage["start"] < end for start, end in spans)


@invariant
def agreement_sums_up_relations(view: View) -> list[str]:
    wrong = []
    for claim in view.claims():
        told = {relation["is"] for relation in claim["relations"]}
        count = len(claim["assertions"])
        inside = all(0 <= r["a"] < count and 0 <= r["b"] < count and r["a"] != r["b"] for r in claim["relations"])
        summed = next((word for word in _ORDER if word in told), "single" if claim["reports"] == 1 else claim["agreement"])
        allowed = {summed, "single"} if claim["reports"] == 1 else {summed}
        if not inside or claim["agreement"] not in allowed:
            wrong.append(f"{claim['agreement']} over {sorted(told)}: {claim['text']:.60}")
        if not 1 <= claim["independent_sources"] <= claim["reports"] == len({a["article"] for a in claim["assertions"]}):
            wrong.append(f"{claim['independent_sources']} sources of {claim['reports']} reports: {claim['text']:.60}")
    return wrong


@invariant
def values_are_sound(view: View) -> list[str]:
    wrong = []
    for claim in view.claims():
        for value in filter(None, (assertion["value"] for assertion in claim["assertions"])):
            low, high = value["low"], value["high"]
            if (low is None and high is None and not value["vague"]) or (low is not None and high is not None and low > high):
                wrong.append(f"{low}..{high}: {claim['text']:.60}")
    return wrong


@invariant
def speakers_stand_in_their_article(view: View) -> list[str]:
    """A speaker's name is in the article's words, and so is what was said inside quotation marks."""
    wrong = []
    for said in (s for story in view.stories for s in story["statements"]):
        text = plain(view.articles[said["article"]]["text"])
        if said["speaker"]["name"] and plain(said["speaker"]["name"]) not in text:
            wrong.append(f"speaker {said['speaker']['name']}")
        if said["form"] == "direct" and any(
            plain(part) not in text for part in re.split(r"\s*(?:…|\[\.\.\.\]|\.\.\.)\s*", said["content"])
        ):
            wrong.append(f"quoted {said['content']:.80}")
    return wrong


@invariant
def one_article_stands_in_one_story_and_one_origin(view: View) -> list[str]:
    wrong = []
    listed = [article["id"] for story in view.stories for article in story["articles"]]
    wrong += sorted({id for id in listed if listed.count(id) > 1})
    for story in view.stories:
        ids = sorted(article["id"] for article in story["articles"])
        provenance = story["provenance"]
        in_origins = sorted(id for origin in provenance["origins"] for id in origin["articles"])
        in_events = sorted(id for event in story["events"] for id in event["articles"])
        if not ids == in_origins == in_events or provenance["reports"] != len(ids):
            wrong.append(f"{story['title']}: articles, events and origins differ")
        if provenance["independent_sources"] != len(provenance["origins"]):
            wrong.append(f"{story['title']}: {provenance['independent_sources']} sources, {len(provenance['origins'])} origins")
    return wrong
