"""First-level regions of countries (ISO 3166-2) by folded name: an own table of those in the news, pycountry's local names of the rest."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files

import msgspec

from newsloom.lexicon import rows, table
from newsloom.text.names_cities import Place, admin_of, centre, people
from newsloom.text.names_fold import fold, fold_once

_IN_NEWS = 4.0  # a region of the own table outweighs a namesake that is not
_TOWNLIKE = 0.01
_MANY = 75  # a country with more divisions than this has communes, not regions
_BRACKETS = re.compile(r"\s*\[([^\]]*)\]|\s*\(([^)]*)\)")


class _Row(msgspec.Struct):
    code: str
    name: str
    type: str
    parent: str | None = None


class _File(msgspec.Struct):
    rows: list[_Row] = msgspec.field(name="3166-2")


@cache
def regions() -> dict[str, tuple[Place, ...]]:
    """First-level subdivisions by folded name, the likeliest first.

    A name is also filed without its type words ("kurskaya oblast" as "kurskaya", "lower saxony state" as "lower saxony").
    """
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for place, names in [*_own(), *_local()]:
        for label in names:
            folded = fold_once(label)
            if len(label) > 3:
                for form in {folded, stem(folded)} - _directions():
                    found[form].setdefault(place.key, place)
    return {name: tuple(sorted(places.values(), key=lambda place: -place.weight)) for name, places in found.items()}


def stem(folded: str) -> str:
    """A folded name without the words for its kind; the whole name where nothing would be left."""
    words = [word for word in folded.split() if word not in _type_words()]
    return " ".join(words) or folded


@cache
def _type_words() -> frozenset[str]:
    return frozenset(table("areas")["type_words"])


@cache
def _directions() -> frozenset[str]:
    return frozenset(table("areas")["no_regions"])


@cache
def only_with_word() -> frozenset[str]:
    """Folded names that mostly are another word's or a person's, so that they are a region's only with a word that says so."""
    return frozenset(table("areas")["need_type_word"])


def _own() -> list[tuple[Place, tuple[str, ...]]]:
    found = []
    for row in rows("regions"):
        names = tuple(row["names"].split("|"))
        code = row["code"]
        admin = code.replace("-", ".") if code[:2] == "US" else admin_of(row["seat"], code[:2])  # GeoNames has the postal codes too
        weight = _IN_NEWS * (people(admin) if admin else 1e5)
        found.append((Place(f"place:{code}", names[0], "region", code[:2], *centre(admin or ""), weight), names))
    return found


def _local() -> list[tuple[Place, tuple[str, ...]]]:
    """What pycountry knows: the local name, or several of them in brackets ("Catalunya [Cataluña]")."""
    own = {row["code"] for row in rows("regions")}
    listed = [row for row in _listed() if row.parent is None]
    count = Counter(row.code[:2] for row in listed)
    found = []
    for row in listed:
        country = row.code[:2]
        if count[country] > _MANY and country != "RU":
            continue
        names = _labels(row.name)
        admin = None if row.code in own else admin_of(stem(fold(names[0])), country, largest=True)
        weight = people(admin) if admin else 0.2 * people(country) / count[country]
        if any(word in row.type.lower() for word in ("city", "municipal", "commune", "parish")):
            weight *= _TOWNLIKE
        if row.code not in own:
            found.append((Place(f"place:{row.code}", names[0], "region", country, *centre(admin or ""), weight), names))
    return [*found, *_local_names_of_own(listed, own)]


def _local_names_of_own(listed: list[_Row], own: set[str]) -> list[tuple[Place, tuple[str, ...]]]:
    """The local names beside the own table's."""
    places = {place.key: place for place, _ in _own()}
    return [(places[f"place:{row.code}"], _labels(row.name)) for row in listed if row.code in own]


def _labels(name: str) -> tuple[str, ...]:
    """ "Catalunya [Cataluña]" → both names; "Adygeya, Respublika" → "Adygeya"."""
    inner = [a or b for a, b in _BRACKETS.findall(name)]
    return tuple(label.split(",")[0].strip() for label in (_BRACKETS.sub("", name), *inner) if label.strip())


@cache
def _listed() -> tuple[_Row, ...]:
    source = files("pycountry") / "databases" / "iso3166-2.json"
    return tuple(msgspec.json.decode(source.read_bytes(), type=_File).rows)


@cache
def provinces() -> dict[tuple[str, str], Place]:
    """Divisions below the first level by country and folded name: Spanish and Italian provinces, French departments."""
    found: dict[tuple[str, str], Place] = {}
    for row in _listed():
        country = row.code[:2]
        if row.parent and country in _WITH_PROVINCES:
            for label in _labels(row.name):
                found.setdefault((country, fold_once(label)), Place(f"place:{row.code}", label, "region", country))
    return found


_WITH_PROVINCES = ("ES", "FR", "IT", "BE")
