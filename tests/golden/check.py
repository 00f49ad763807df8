"""Holds a briefing against a golden file: for each kind of fact one function that says whether the briefing knows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .view import Json, View, holds, one_of, plain, same

Check = Callable[[View, Json], bool]
CHECKS: dict[str, Check] = {}


def kind(check: Check) -> Check:
    CHECKS[check.__name__] = check
    return check


def facts(golden: Json) -> list[tuple[str, Json]]:
    """(kind, fact) of every fact in a golden file."""
    return [(name, _fact(entry)) for name in CHECKS for entry in golden.get(name, [])]


def _fact(entry: Any) -> Json:
    return entry if isinstance(entry, dict) else {"words": entry}


def check(briefing: Json, golden: Json) -> list[tuple[bool, str]]:
    """(met, words) for each fact of the golden file."""
    view = View(briefing, golden.get("articles"))
    return [(CHECKS[name](view, fact), label(name, fact)) for name, fact in facts(golden)]


def label(name: str, fact: Json) -> str:
    return f"{name} {json.dumps({k: v for k, v in fact.items() if k != 'known_gap'}, ensure_ascii=False)}"


@kind
def stories(view: View, fact: Json) -> bool:
    """The story holds these articles and no other, in these languages, with so many independent sources."""
    ids = {view.id(name) for name in fact["articles"]}
    story = view.story_of(fact["articles"][0])
    if story is None or {a["id"] for a in story["articles"]} != ids:
        return False
    languages = {language.split("-")[0] for language in story["languages"]}
    return "languages" not in fact or languages == set(fact["languages"])


@kind
def independent(view: View, fact: Json) -> bool:
    story = view.story_of(fact["of"])
    return story is not None and story["provenance"]["independent_sources"] == fact["is"]


@kind
def article(view: View, fact: Json) -> bool:
    found = view.articles.get(view.id(fact["of"]) or "")
    if found is None:
        return False
    wrong = [key for key in ("title", "byline") if key in fact and plain(found[key]) != plain(fact[key])]
    wrong += ["outlet"] if "outlet" in fact and plain((found["outlet"] or {}).get("name")) != plain(fact["outlet"]) else []
    wrong += ["language"] if "language" in fact and found["language"].split("-")[0] != fact["language"] else []
    for key in ("published", "modified"):
        if key in fact:
            value = (found[key] or {}).get("value")
            wrong += [key] if (value and value[:10]) != fact[key] else []
    return not wrong


@kind
def quantity(view: View, fact: Json) -> bool:
    return any(_fits(claim_value["value"], claim_value, fact) for _, _, claim_value in view.assertions(fact["of"]))


def _fits(value: Json, assertion: Json, fact: Json) -> bool:
    return (
        same(value["low"], fact["low"])
        and same(value["high"], fact["high"])
        and ("counts" not in fact or one_of(value["counts"], fact["counts"]))
        and ("unit" not in fact or value["unit"] == fact["unit"])
        and ("qualifier" not in fact or holds(value["qualifier"], fact["qualifier"]))
        and ("mode" not in fact or value["mode"] == fact["mode"])
        and ("by" not in fact or holds(assertion["attributed_to"], fact["by"]))
        and ("within" not in fact or same((value["of"] or {}).get("low"), fact["within"]))
    )


@kind
def no_quantity(view: View, fact: Json) -> bool:
    return not any(same(a["value"]["low"], fact["low"]) and a["stance"] == "asserts" for _, _, a in view.assertions(fact["of"]))


@kind
def pair(view: View, fact: Json) -> bool:
    return bool(view.relations(tuple(fact["a"]), tuple(fact["b"])) & set(fact["is"]))


@kind
def never_conflict(view: View, fact: Json) -> bool:
    return "conflict" not in view.relations(tuple(fact["a"]), tuple(fact["b"]))


@kind
def apart(view: View, fact: Json) -> bool:
    """Two numbers of different matters: never one claim's versions that agree, conflict or follow each other."""
    return not {"agree", "updated", "conflict"} & view.relations(tuple(fact["a"]), tuple(fact["b"]))


@kind
def statement(view: View, fact: Json) -> bool:
    return any(_said(said, fact) for said in view.statements(fact["of"]))


def _said(said: Json, fact: Json) -> bool:
    who = said["speaker"]
    names = " ".join(filter(None, (who["name"], who["entity"], *said["via"])))
    return (
        holds(said["content"], fact["has"])
        and one_of(names, fact["speaker"])
        and ("role" not in fact or holds(f"{who['role']} {who['name']}", fact["role"]))
        and ("cue" not in fact or holds(said["cue"], fact["cue"]))
        and ("form" not in fact or said["form"] in fact["form"])
        and ("modality" not in fact or said["modality"] in fact["modality"])
    )


@kind
def no_statement(view: View, fact: Json) -> bool:
    for said in view.statements(fact["of"]):
        by = "by" not in fact or holds(said["speaker"]["name"], fact["by"])
        if by and holds(said["content"], fact["has"]) and ("modality" not in fact or said["modality"] in fact["modality"]):
            return False
    return True


@kind
def ladder(view: View, fact: Json) -> bool:
    """One claim's standing goes through these steps in this order, other steps between them allowed."""
    return any(_climbs(view, claim["standing"], fact["steps"]) for claim in _claims_about(view, fact))


def _climbs(view: View, standing: list[Json], steps: list[Json]) -> bool:
    at = 0
    for rung in standing:
        step = steps[at]
        by = "by" not in step or one_of(rung["by"], step["by"])
        of = "of" not in step or any(p["article"] == view.id(step["of"]) for p in rung["passages"])
        at += rung["standing"] in step["standing"] and by and of
        if at == len(steps):
            return True
    return False


def _claims_about(view: View, fact: Json) -> list[Json]:
    return [claim for claim in view.claims() if all(holds(_words(claim), part) for part in fact["has"])]


def _words(claim: Json) -> str:
    return " ".join([claim["text"], *(p["text"] for a in claim["assertions"] for p in a["passages"])])


@kind
def no_standing(view: View, fact: Json) -> bool:
    return not any(
        all(holds(claim["text"], part) for part in fact["has"]) and rung["standing"] in fact["standing"]
        for claim in view.claims()
        for rung in claim["standing"]
    )


@kind
def dispute(view: View, fact: Json) -> bool:
    for claim in _claims_about(view, fact):
        said = [
            a for a in claim["assertions"] if a["stance"] in ("asserts", "supposes") and one_of(a["attributed_to"], fact["asserted_by"])
        ]
        unsaid = [a for a in claim["assertions"] if a["stance"] in ("denies", "doubts") and one_of(a["attributed_to"], fact["denied_by"])]
        if said and unsaid and claim["agreement"] in fact["is"]:
            return True
    return False


@kind
def no_claim(view: View, fact: Json) -> bool:
    """Nobody of this name takes this stance towards a claim of these very words."""
    return not any(
        plain(claim["text"]).strip(" .") == plain(fact["text"]) and holds(a["attributed_to"], fact["by"]) and a["stance"] in fact["stance"]
        for claim in view.claims()
        for a in claim["assertions"]
    )


@kind
def derivation(view: View, fact: Json) -> bool:
    story = view.story_of(fact["of"])
    return story is not None and any(
        d["article"] == view.id(fact["of"]) and holds(d["from"], fact["from"]) and d["how"] in fact["how"]
        for d in story["provenance"]["derivations"]
    )


@kind
def origin(view: View, fact: Json) -> bool:
    """These articles fold into one origin, and none of the others does."""
    together, without = ({view.id(name) for name in fact[side]} for side in ("together", "without"))
    groups = [set(group["articles"]) for story in view.stories for group in story["provenance"]["origins"]]
    return any(together <= group and not group & without for group in groups)


@kind
def claim_sources(view: View, fact: Json) -> bool:
    return any(
        same(a["value"]["low"], fact["low"])
        and claim["reports"] >= fact["reports_at_least"]
        and claim["independent_sources"] <= fact["independent_sources_at_most"]
        for claim, _, a in view.assertions(fact["of"])
    )


@kind
def left_out(view: View, fact: Json) -> bool:
    return any(
        entry["article"] == view.id(fact["of"]) and holds(entry["passage"]["text"], fact["has"]) and entry["why"] in fact["why"]
        for entry in view.briefing["left_out"]
    )


@kind
def absent(view: View, fact: Json) -> bool:
    """These words stand nowhere in the stories, the articles' own texts aside."""
    for story in view.stories:
        rest = json.dumps({key: value for key, value in story.items() if key != "articles"}, ensure_ascii=False)
        if holds(rest, fact["words"]):
            return False
    return True


@kind
def warning(view: View, fact: Json) -> bool:
    topics = [t for story in view.stories for t in story["sections"]["topics"] if holds(t["name"], fact["topic"])]
    return any(holds(words, fact["has"]) for t in topics for words in t["warnings"])


@kind
def paper(view: View, fact: Json) -> bool:
    return any(
        entry["article"] == view.id(fact["of"]) and holds(entry["outlet"], fact["outlet"]) and plain(entry["via"]) == plain(fact["via"])
        for story in view.stories
        for entry in story["sections"]["what_the_papers_say"]
    )


@kind
def no_paper(view: View, fact: Json) -> bool:
    """No paper of this name stands behind what the article says."""
    return not any(
        plain(entry["outlet"]) == plain(fact["outlet"]) and entry["article"] == view.id(fact["of"])
        for story in view.stories
        for entry in story["sections"]["what_the_papers_say"]
    )


@kind
def topic(view: View, fact: Json) -> bool:
    story = view.story_of(fact["of"])
    return story is not None and any(holds(t["name"], fact["name"]) and t["kind"] == fact["kind"] for t in story["sections"]["topics"])


@kind
def place(view: View, fact: Json) -> bool:
    story = view.story_of(fact["of"])
    return story is not None and any(holds(p["name"], fact["name"]) and p["country"] == fact["country"] for p in story["places"])


@kind
def timeline(view: View, fact: Json) -> bool:
    story = view.story_of(fact["of"])
    return story is not None and any(
        (entry["when"]["value"] or "").startswith(fact["day"]) and holds(entry["text"], fact.get("has", "")) for entry in story["timeline"]
    )


@kind
def newest(view: View, fact: Json) -> bool:
    """The section's first sentence stands on one of these articles."""
    story = view.story_of(fact["from"][0])
    if story is None or not story["sections"][fact["section"]]:
        return False
    ids = {view.id(name) for name in fact["from"]}
    return any(p["article"] in ids for p in story["sections"][fact["section"]][0]["passages"])


@kind
def section(view: View, fact: Json) -> bool:
    story = view.story_of(fact["of"])
    return story is not None and bool(story["sections"][fact["name"]])


__all__ = ["CHECKS", "check", "facts", "label"]
