"""Makes the records: one entity a key, its names, its roles, its place."""

from __future__ import annotations

from collections import Counter
from functools import cache

from newsloom.annotate.entities import roles
from newsloom.annotate.entities.model import Named, Person
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.records import Entity, Mention, RoleMention
from newsloom.text.names_fold import fold
from newsloom.text.names_gazetteer import country_name, organisation

_NEAR = 16  # mentions to either side that may lie in a description


def people_of(reading: Reading, named: list[Named]) -> dict[str, Person]:
    """The persons by key, with roles as the text gives them and a gender where title, role or given name tells one."""
    people: dict[str, Person] = {}
    ordered = sorted(named, key=lambda m: m.start)
    for i, mention in enumerate(ordered):
        if mention.kind != "person":
            continue
        who = people.setdefault(mention.key, Person(mention.key, mention.text))
        if _fullness(mention.text) > _fullness(who.name):
            who.name = mention.text
        who.roles += roles.roles_of(reading, mention, ordered[max(0, i - _NEAR) : i + _NEAR])
        title = reading.body[roles.title_start(reading.body, mention.start, reading.language) : mention.start]
        told = roles.gender(title, reading.language) or next(
            (g for _, _, text in who.roles if (g := roles.gender(text, reading.language))), None
        )
        if told and who.gender is None:
            who.gender = "male" if told == "male" else "female"
    for who in people.values():
        if who.gender is None:
            first = fold(who.name).split()[:1]
            sexes = {sex for sex in ("male", "female") if first and first[0] in _given(sex)}
            if len(sexes) == 1 and " " in who.name and first[0] not in _family_first():
                who.gender = "male" if "male" in sexes else "female"
    return people


def _fullness(name: str) -> tuple[int, int]:
    return len(name.split()), len(name)


@cache
def _given(sex: str) -> frozenset[str]:
    return frozenset(table("names")["given"][sex])


@cache
def _family_first() -> frozenset[str]:
    return frozenset(table("names")["family_first"])


def gather(named: list[Named], people: dict[str, Person], language: str) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities in order of first mention, and mentions in order of the text."""
    by_key: dict[str, list[Named]] = {}
    ordered = sorted(named, key=lambda m: (m.start, -m.end))
    for mention in ordered:
        by_key.setdefault(mention.key, []).append(mention)
    index = {key: i for i, key in enumerate(by_key)}
    entities = tuple(_entity(key, mentions, people.get(key), language) for key, mentions in by_key.items())
    return entities, tuple(Mention(start=m.start, end=m.end, entity=index[m.key], form=m.form) for m in ordered)


def _entity(key: str, mentions: list[Named], who: Person | None, language: str) -> Entity:
    names = Counter(m.text for m in mentions if m.form == "name")
    name = _name(key, names, mentions, who, language)
    place = next((m.place for m in mentions if m.place), None)
    kind = Counter(m.kind for m in mentions).most_common(1)[0][0]
    roles_ = sorted(set(who.roles)) if who else []
    return Entity(
        key=key,
        name=name,
        kind=kind,
        aliases=tuple(text for text in names if text != name),
        role=roles_[0][2] if roles_ else None,
        roles=tuple(RoleMention(start=a, end=b, text=text) for a, b, text in roles_),
        country=(place.country if place else None) or next((m.country for m in mentions if m.country), None),
        place_kind=place.kind if place and kind == "place" else None,
        lat=place.lat if place and kind == "place" else None,
        lon=place.lon if place and kind == "place" else None,
    )


def _name(key: str, names: Counter[str], mentions: list[Named], who: Person | None, language: str) -> str:
    """The fullest name in the article's words; a country known only by its adjective gets its common name."""
    if who:
        return who.name
    if not names:
        code = key.removeprefix("place:")
        return country_name(code, language) if mentions[0].form == "demonym" and len(code) == 2 else _place_name(mentions[0])
    if mentions[0].kind == "organisation":
        own = {text: n for text, n in names.items() if f"org:{organisation(text)}" == key}  # "EU" before "Brussels"
        names = Counter(own) if own else names
        return max(names, key=lambda text: (len(text.split()), names[text]))
    quiet = Counter({text: n for text, n in names.items() if not (text.isupper() and len(text) > 3)})  # "MARLOW (AP) —"
    return (quiet or names).most_common(1)[0][0]


def _place_name(mention: Named) -> str:
    return mention.place.name if mention.place else mention.text
