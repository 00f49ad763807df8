"""Decides what each candidate is: a person, an organisation, a place, and which. The gazetteer goes before the model."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from newsloom.annotate.entities import regions, states
from newsloom.annotate.entities.brands import brand, with_models
from newsloom.annotate.entities.context import Context, context, has_given_name, locative, titles
from newsloom.annotate.entities.model import Candidate, Named
from newsloom.annotate.entities.unknown import free_place, unknown
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text import metonyms
from newsloom.text import names as light
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_cities import admin_of
from newsloom.text.names_fold import fold

_DATELINE = re.compile(r"\s{0,4}(?:,[^—–\n]{0,30})?\s{0,3}(?:\([^)\n]{1,30}\)\s{0,3})?[—–-]\s")


def decide(reading: Reading, found: list[Candidate]) -> list[Named]:
    """The candidates that are names of something, with kind and key. Persons get their key later."""
    found = with_models(reading.body, found, reading.language)
    around = context(reading, found)
    named = [decided for name in found if (decided := _decide(name, around))]
    regions.widen(reading, named, around.near)
    _agree(named)
    return named


def _agree(named: list[Named]) -> None:
    """One name that no table knows is one kind of thing in one article: what it is most often, an organisation before a place."""
    votes: dict[str, Counter[str]] = {}
    for mention in named:
        if _is_free(mention):
            votes.setdefault(fold(mention.text), Counter())[mention.kind] += 1
    for mention in named:
        kinds = votes.get(fold(mention.text), Counter()) if _is_free(mention) else Counter()
        if len(kinds) > 1:
            best = max(("organisation", "place", "other"), key=lambda kind: kinds[kind])
            mention.kind = best  # type: ignore[assignment]
            mention.key = _PREFIX[best] + fold(mention.text)
            mention.place = mention.place if best == "place" else None


_PREFIX = {"organisation": "org:", "place": "place:", "other": "other:"}


def _is_free(mention: Named) -> bool:
    return mention.kind in _PREFIX and mention.key == _PREFIX[mention.kind] + fold(mention.text) and mention.form == "name"


def _decide(name: Candidate, around: Context) -> Named | None:
    state = states.state_of(name, around)
    if state:
        return _place(name, f"place:US-{state}", around)
    town = _town_of_state(name, around)
    if town:
        return town
    if name.known == "organisation" and name.key:
        return _organisation(name, around)
    if name.known == "demonym" and name.key:
        return _place(name, name.key, around, demonym=True)
    if name.known in ("country", "area", "region", "city") and name.key:
        return _known_place(name, around)
    return brand(name, around) or unknown(name, around)


def _town_of_state(name: Candidate, around: Context) -> Named | None:
    """ "Marlow, Ga.", "Dublin, Ohio": the town in that state, whatever else is called so; None for what is no town there."""
    found = states.state_behind(around.body, name.end, around.language)
    if (
        found is None
        or found[0] == "DC"
        or name.known in ("organisation", "demonym", "area")
        or around.before(name.start) in titles(around.language)
    ):
        return None
    code, short = found
    if name.known in ("country", "region") and (not short or name.key == f"place:US-{code}"):  # "Georgia, Texas, and Ohio" is a list
        return None
    words = fold(name.text).split()
    bodies = light.words_of("organisation_last", around.language) | light.words_of("organisation_first", around.language)
    if not words or words[-1] in bodies or (name.key is None and around.before(name.start) in light.words_of("things", around.language)):
        return None
    personal = len(words) > 1 and (has_given_name(name.text) or name.label == "PERSON")
    if name.key is None and personal and (not short or states.is_degree(code)):
        return None
    town = states.town_in(name.text, code)
    return _place(name, town.key, around, town) if town else free_place(name, words)


def _organisation(name: Candidate, around: Context) -> Named | None:
    key = name.key or ""
    if key.endswith(" government") and (code := metonyms.country_of(name.text)):
        return _government(name, code)
    if name.label == "PERSON" and fold(name.text) in around.surnames:
        return Named(name.start, name.end, name.text, "person", "")
    return Named(name.start, name.end, name.text, "organisation", key)


def _government(name: Candidate, code: str) -> Named:
    return Named(name.start, name.end, name.text, "organisation", f"org:{code} government", country=code)


def _known_place(name: Candidate, around: Context) -> Named | None:
    key = name.key or ""
    folded = fold(name.text)
    if _is_person(name, folded, around):
        return Named(name.start, name.end, name.text, "person", "")
    if folded == "georgia" and around.countries["US"] > around.countries["GE"] - 1:
        return _place(name, "place:US-GA", around)
    if name.known == "country" and folded in table("countries")["ambiguous"]["also_cities"]:
        city = gazetteer.city(name.text, around.near)
        if city and city.country != key[6:8] and city.country in around.near:
            return _place(name, city.key, around, city)
    if name.known == "country":
        return _place(name, key, around)
    if name.known == "city":
        return _city(name, around)
    return _place(name, key, around)


def _is_person(name: Candidate, folded: str, around: Context) -> bool:
    """A place's name that here is a person's: "Austin" after "Lloyd Austin", "Jordan" for the model and with no country near."""
    if name.known in ("city", "region") and folded in around.surnames and around.before(name.start) not in locative(around.language):
        return True
    titled = around.before(name.start) in titles(around.language)
    if titled and name.known in ("city", "region") and around.two_before(name.start).split()[:1] not in (["the"], ["el"], ["le"]):
        return True
    return folded in table("countries")["ambiguous"]["need_company"] and name.label == "PERSON"


def _speaks_alone(name: str) -> bool:
    """Whether a capital's name alone is enough to think of its government."""
    return fold(name) not in _unsure()


@cache
def _unsure() -> frozenset[str]:
    return frozenset(fold(name) for name in table("metonyms")["unsure"])


def _city(name: Candidate, around: Context) -> Named | None:
    seat = metonyms.country_of(name.text)
    if seat and not _located(name, around) and (_speaks_alone(name.text) or seat in around.countries):
        return _government(name, seat)
    body = metonyms.organisation_of(name.text)
    if body and not _located(name, around):
        return Named(name.start, name.end, name.text, "organisation", f"org:{body}")
    city = gazetteer.city(name.text, around.near)
    if city is None:
        return None
    region = gazetteer.region(name.text, around.near) if city.country not in around.near else None
    if region and region.country in around.near:
        return _place(name, region.key, around, region)
    elsewhere = (bool(around.countries) and city.country not in around.near and city.weight < _SMALL) or _other_state(city, around)
    if _is_street(name, around) or (elsewhere and not _told(name, around)):
        return free_place(name, fold(name.text).split())  # which place of that name is not told
    small = city.weight < 400_000 and " " not in name.text
    sure = (
        name.label == "PLACE"
        or _located(name, around)
        or city.country in around.near
        or around.before(name.start) in _places_before(around)
    )
    if small and not sure:
        return unknown(Candidate(name.start, name.end, name.text, None, None, name.label), around)
    return _place(name, city.key, around, city)


_SMALL = 200_000
_TOWN = 100_000


def _other_state(city: gazetteer.Place, around: Context) -> bool:
    """A town of the United States in none of the states that the article speaks of: there are many of its name."""
    if city.country != "US" or city.weight >= _TOWN or not around.states:
        return False
    return admin_of(city.name, "US") not in around.states


_BLOCK = re.compile(r"\bblock of (?:[NSEW]\. |(?:North|South|East|West) )?$")


def _is_street(name: Candidate, around: Context) -> bool:
    """ "the 500 block of San Fernando": a street, like a name that stands with "Street" elsewhere in the article."""
    if _BLOCK.search(around.body, max(0, name.start - 24), name.start):
        return True
    return not _located(name, around) and any(f"{name.text} {word}" in around.body for word in ("Street", "Avenue", "Drive", "Road"))


def _told(name: Candidate, around: Context) -> bool:
    """A country or region stands behind it: "Marlow, England"."""
    return around.body.startswith(", ", name.end) and around.body[name.end + 2 : name.end + 3].isupper()


def _places_before(around: Context) -> frozenset[str]:
    return (
        frozenset({"from", "to", "on", "over", "de", "a", "desde", "depuis", "sur", "sobre"})
        if around.language in ("en", "fr", "es")
        else frozenset()
    )


def _located(name: Candidate, around: Context) -> bool:
    """Whether a capital stands here for the town: "in Moscow", "Moscow, Russia", "Moscow region", "MOSCOW (Agency) —"."""
    places = locative(around.language)
    if _possessive(around.body, name.end):  # "in Moscow's streets", but "in Moscow's view"
        return around.after(name.end)[0] in light.words_of("town_words", around.language)
    if around.before(name.start) in places or around.two_before(name.start) in places:
        return True
    if around.after(name.end)[0] in light.words_of("town_words", around.language):
        return True
    line = around.body.rfind("\n", 0, name.start) + 1
    if not around.body[line : name.start].strip() and _DATELINE.match(around.body, name.end):
        return True
    if any(around.body.startswith(f", {state}", name.end) for state in ("D.C", "DC")):
        return True
    follows = re.compile(r",\s+([^\W\d_][\w .'’-]{1,30})").match(around.body, name.end)
    country = gazetteer.country(follows.group(1).split(",")[0].split(" and ")[0].strip()) if follows else None
    return bool(country) and country == metonyms.country_of(name.text)


def _possessive(body: str, end: int) -> bool:
    return body[end : end + 2] in ("'s", "’s")


def _place(name: Candidate, key: str, around: Context, place: gazetteer.Place | None = None, demonym: bool = False) -> Named:
    place = place or gazetteer.by_key(key)
    if place and place.kind == "city" and place.country not in around.near:
        place = gazetteer.city(name.text, around.near) or place
    return Named(name.start, name.end, name.text, "place", key, form="demonym" if demonym else "name", place=place)
