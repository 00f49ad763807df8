"""Links the entities of a story's articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsloom.compare.entities import match
from newsloom.compare.entities.union import Union
from newsloom.records import Annotations, Entity, StoryEntity
from newsloom.text.names_gazetteer import canonical, city

_REGION = re.compile(r"place:[A-Z]{2}-")


def canon(annotations: Sequence[Annotations]) -> dict[tuple[str, str], str]:
    """Story key of every entity, by article id and the entity's key in that article.

    A government ("org:KP government", Pyongyang speaking) has its country's key ("place:KP").
    """
    mentions: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for one in annotations:
        counts = Counter(mention.entity for mention in one.mentions)
        for index, entity in enumerate(one.entities):
            mentions[entity.key] += max(1, counts[index])
            for name in (entity.name, *entity.aliases):
                names[entity.key][name] += 1
    keys = Union(mentions)
    aliases = match.alias_index(names)
    match.governments(keys, list(mentions))
    match.towns(keys, mentions)
    match.persons(keys, mentions)
    match.organisations(keys, mentions, aliases)
    match.unknowns(keys, mentions, aliases)
    return {(one.article, entity.key): keys.of(entity.key) for one in annotations for entity in one.entities}


def link(annotations: Sequence[Annotations]) -> tuple[StoryEntity, ...]:
    """The story's entities, the most mentioned first. `mentions` counts all mentions, adjectives and pronouns too."""
    keys = canon(annotations)
    parts: dict[str, list[tuple[Annotations, int, Entity]]] = defaultdict(list)
    for one in annotations:
        counts = Counter(mention.entity for mention in one.mentions)
        for index, entity in enumerate(one.entities):
            parts[keys[one.article, entity.key]].append((one, counts[index], entity))
    found = [_story_entity(key, members) for key, members in parts.items()]
    return tuple(sorted(found, key=lambda entity: (-entity.mentions, entity.key)))


def _story_entity(key: str, members: list[tuple[Annotations, int, Entity]]) -> StoryEntity:
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for _, count, entity in members:
        weight = max(1, count)
        kinds[entity.kind] += weight
        names[entity.name] += weight * (2 if entity.key == key else 1)
        for alias in entity.aliases:
            names[alias] += 1
    name = _name(key, names, members)
    kind = next((entity.kind for _, _, entity in members if entity.key == key), members[0][2].kind)
    return StoryEntity(
        key=key,
        name=name,
        kind="place" if key.startswith("place:") else kind,
        aliases=tuple(alias for alias, _ in names.most_common() if alias != name),
        mentions=sum(count for _, count, _ in members),
        articles=tuple(dict.fromkeys(one.article for one, _, _ in members)),
    )


def _name(key: str, names: Counter[str], members: list[tuple[Annotations, int, Entity]]) -> str:
    """The name that readers know: a country's common one, the canonical one where an article uses it, else the commonest full one."""
    table_name = canonical(key)
    if table_name and _REGION.match(key) and city(table_name, (key[6:8],)):
        table_name = None  # "Kursk" would be the town
    english = any(one.language.startswith("en") for one, _, _ in members)
    if table_name and (table_name in names or (english and len(key) == len("place:XX"))):
        return table_name
    own = Counter({entity.name: count for _, count, entity in members if entity.key == key}) or names
    if key.startswith("person:"):
        return max(names, key=lambda text: (min(len(text.split()), 3), names[text], text))
    if _REGION.match(key):  # "Kursk region" tells more than "Kursk"
        own = Counter({text: n for text, n in names.items() if " " in text}) or own
    quiet = Counter({text: n for text, n in own.items() if len(text) < 5 or not text.isupper()})  # "MARLOW (AP) —"
    if not quiet and key.startswith("place:"):
        quiet = Counter({text: n for text, n in names.items() if not text.isupper()})
    return (quiet or own).most_common(1)[0][0]
