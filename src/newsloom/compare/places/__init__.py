"""The places of a story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from newsloom.lexicon import table
from newsloom.records import Annotations, Entity, Place
from newsloom.text.names_gazetteer import by_key, canonical


def places(annotations: Sequence[Annotations], links: Mapping[tuple[str, str], str]) -> tuple[Place, ...]:
    """Places by number of mentions. A capital that only speaks for its government is no place of the story.

    Args:
        annotations: of all articles of the story.
        links: story key by (article id, entity key), as `compare.entities.canon` gives it.
    """
    no_ground = table("areas")["no_ground"]
    members: dict[str, list[tuple[int, Entity]]] = defaultdict(list)
    for one in annotations:
        counts = Counter(mention.entity for mention in one.mentions)
        for index, entity in enumerate(one.entities):
            if entity.kind == "place" and entity.key.removeprefix("place:") not in no_ground:
                members[links.get((one.article, entity.key), entity.key)].append((counts[index], entity))
    english = any(one.language.startswith("en") for one in annotations)
    found = [_place(key, entities, english) for key, entities in members.items()]
    return tuple(sorted(found, key=lambda place: (-place.mentions, place.name)))


def _place(key: str, entities: list[tuple[int, Entity]], english: bool) -> Place:
    own = [entity for _, entity in entities if entity.key == key] or [entity for _, entity in entities]
    known = by_key(key)
    names = Counter(entity.name for entity in own)
    name = canonical(key) if english and known and known.kind != "region" else None
    return Place(
        name=name or names.most_common(1)[0][0],
        kind=(known.kind if known else own[0].place_kind) or "other",
        country=known.country if known else own[0].country,
        lat=known.lat if known else own[0].lat,
        lon=known.lon if known else own[0].lon,
        mentions=sum(count for count, _ in entities),
    )
