"""Keys of names by exact match, and the word lists about names, by language."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from newsloom.lexicon import table
from newsloom.text import metonyms
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import bare, fold

Kind = Literal["country", "region", "city", "area", "organisation", "demonym"]


def key(text: str, language: str = "en") -> tuple[str, Kind] | None:
    """Canonical key and kind of a whole name by exact match ("Kursk region" → region, "North Korean" → demonym), None where unknown."""
    return key_of(bare(text.strip()), language.split("-")[0])


@lru_cache(maxsize=32768)
def key_of(text: str, language: str) -> tuple[str, Kind] | None:
    code = gazetteer.country(text)
    if code:
        return f"place:{code}", "country"
    organisation = gazetteer.organisation(text)
    if organisation:
        return f"org:{organisation}", "organisation"
    if metonyms.always(text):
        return f"org:{metonyms.country_of(text)} government", "organisation"
    folded = fold(text)
    if folded in words_of("adjectives", language):
        return None
    demonym = demonyms(language).get(folded)
    if demonym:
        return place_key(demonym), "demonym"
    named = region_of(text, language)
    if named:
        return named.key, "region"
    area = gazetteer.areas().get(folded) or gazetteer.areas().get(folded.removeprefix("the "))
    if area:
        return area.key, "area"
    city = gazetteer.city(text) if len(folded) > 3 or (len(folded) == 3 and not text.isupper()) or not text.isascii() else None
    region = _well_known_region(text)
    if city and region and _rather_region(city, folded, region[0]):
        return region
    if city and city.weight >= 4000 and (region is None or city.weight >= 100_000 or gazetteer.related(city.key, region[0])):
        return city.key, "city"
    return region


def _rather_region(city: gazetteer.Place, folded: str, key: str) -> bool:
    """Whether a name is rather the region's: "Delaware" is a small town too, and "Oklahoma" only a short form of the city's name."""
    region = gazetteer.by_key(key)
    if region is None or region.weight < (10 if region.country == city.country else 20) * city.weight:
        return False
    if region.country != city.country or city.weight < 60_000:
        return True
    return fold(city.name) == f"{folded} city" and city.weight < 1_000_000


def _well_known_region(text: str) -> tuple[str, Kind] | None:
    region = gazetteer.region(text) if len(text) > 3 and fold(text) not in gazetteer.only_with_word() else None
    return (region.key, "region") if region else None


def region_of(text: str, language: str, near: tuple[str, ...] = ()) -> gazetteer.Place | None:
    """The region that `text` names with a type word ("Kursk region", "région de Koursk"), None without one."""
    folded = fold(text)
    for word in region_words(language):
        if folded.endswith(f" {word}"):
            return gazetteer.region_called(folded[: -len(word) - 1].removeprefix("the "), near)
    for word in regions_before(language):
        if folded.startswith(f"{word} "):
            return gazetteer.region_called(folded[len(word) + 1 :], near)
    return None


def place_key(code: str) -> str:
    """Entity key of what a demonym table names: an ISO code, or "area:…" of the table of areas."""
    if not code.startswith("area:"):
        return f"place:{code}"
    area = gazetteer.areas().get(code[5:])
    return area.key if area else f"place:{code[5:]}"


@cache
def demonyms(language: str) -> dict[str, str]:
    """ISO code (or "area:…") by folded adjective or name of a people, plurals included."""
    found: dict[str, str] = {}
    for code, words in table("names", language).get("demonyms", {}).items():
        for word in words:
            folded = fold(word)
            for form in (folded, folded + "s", folded + "es" if language == "es" else folded):
                found.setdefault(form, code)
    return found


@cache
def words_of(name: str, language: str) -> frozenset[str]:
    """A word list of the table `names` of a language, folded; the English one for a language without a table."""
    data = table("names", language) or table("names", "en")
    return frozenset(fold(word) for word in data.get(name, ()))


@cache
def region_words(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of("region_words", language) | {"oblast"}, key=len, reverse=True))


@cache
def region_words_set(language: str) -> frozenset[str]:
    return frozenset(region_words(language))


@cache
def regions_before(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of("region_before", language), key=len, reverse=True))


@cache
def offices(language: str) -> frozenset[str]:
    """Offices that people hold: "Norwegian Minister" does not begin the name of a body."""
    return frozenset(fold(word) for word in table("roles", language).get("nouns", ()))


@cache
def need_company() -> frozenset[str]:
    return frozenset(table("countries")["ambiguous"]["need_company"])


@cache
def given_names() -> frozenset[str]:
    given = table("names")["given"]
    return frozenset(given["male"]) | frozenset(given["female"])


@cache
def family_first() -> frozenset[str]:
    """Family names that stand first."""
    return frozenset(table("names").get("family_first", ()))


def family(parts: list[str]) -> list[str]:
    """The words of a folded name under which it is called again: the last, the particle's tail, and in Korean and Chinese the first."""
    if len(parts) < 2:
        return parts
    found = [parts[-1]]
    if parts[0] in family_first() and len(parts) in (2, 3):
        found.append(parts[0])
    particles = table("names")["particles"]
    if len(parts) > 2 and parts[-2] in particles:
        found.append(" ".join(parts[-2:]))
    if len(parts) > 2 and parts[-2] not in particles and parts[0] not in family_first():
        found.append(parts[-2])  # a Spanish first family name
        found.append(" ".join(parts[-2:]))
    return found
