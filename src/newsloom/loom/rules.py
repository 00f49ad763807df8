"""Rules on arrival: what is muted, tagged or routed to someone, by words, outlet, language or entity, for a time if wished.

A rule is evaluated over what the desk holds, so that its preview and its effect are the same thing; nothing that came in is ever dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsloom.errors import UsageError
from newsloom.loom import clock, corrections, listing
from newsloom.records.people import Belonging
from newsloom.settings import Settings
from newsloom.store import Store

ACTIONS = ("mute", "tag", "route", "notify")
FIELDS = ("words", "outlet", "language", "entity")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Effect:
    """What the rules of a desk do to its stories now.

    Attributes:
        muted: stories all of whose articles a muting rule describes.
        tags: story → tags.
        routed: story → names of those it is for.
        notified: story → ids of the notifying rules that describe an article of it.
    """

    muted: frozenset[str] = frozenset()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    routed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notified: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a rule, as a person gave them.

    Raises:
        UsageError: they make no rule.
    """
    fields = {name: " ".join(given.get(name, "").split())[:_LONGEST] for name in ("action", "value", "until", *FIELDS)}
    if fields["action"] not in ACTIONS:
        raise UsageError(f"a rule does one of {', '.join(ACTIONS)}")
    if not any(fields[name] for name in FIELDS):
        raise UsageError("a rule needs words, an outlet, a language or a person or organisation")
    if fields["action"] in ("tag", "route") and not fields["value"]:
        raise UsageError("say which tag, or whom it is for")
    if fields["until"]:
        fields["until"] = clock.day(fields["until"])
    return {name: value for name, value in fields.items() if value}


def holds(fields: Mapping[str, str]) -> bool:
    """Whether a rule still holds today."""
    today = clock.now()[:10]
    return fields.get("until", today) >= today


def told(fields: Mapping[str, str]) -> str:
    """What a rule looks for, in a few words."""
    return ", ".join(f"{name} {fields[name]}" for name in FIELDS if fields.get(name))


def hits(store: Store, settings: Settings, fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Story → articles that a rule describes. Of an entity all articles of the story count: it is the story that is about it."""
    direct = {name: fields.get(name) or None for name in ("words", "outlet", "language")}
    found = corrections.matching(store, direct)
    if entity := fields.get("entity"):
        about = {row.id for row in listing.rows(store, settings, listing.Filter(entity=entity))}
        found = {story: articles for story, articles in found.items() if story in about}
    return found


def effect(store: Store, settings: Settings, rules: Sequence[Belonging], sizes: Mapping[str, int]) -> Effect:
    """What rules do now.

    Args:
        sizes: story → number of its articles.
    """
    muted: set[str] = set()
    given: dict[str, dict[str, list[str]]] = {"tag": {}, "route": {}, "notify": {}}
    for rule in rules:
        action = rule.fields["action"]
        if not holds(rule.fields):
            continue
        found = hits(store, settings, rule.fields)
        if action == "mute":
            muted |= {story for story, articles in found.items() if len(articles) >= sizes.get(story, 1)}
            continue
        what = rule.id if action == "notify" else rule.fields.get("value", "")
        for story in found:
            names = given[action].setdefault(story, [])
            if what not in names:
                names.append(what)
    tags, routed, notified = ({story: tuple(names) for story, names in given[kind].items()} for kind in ("tag", "route", "notify"))
    return Effect(frozenset(muted), tags, routed, notified)
