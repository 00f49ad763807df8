"""Seats that speak for those who sit in them: Washington, the Kremlin, Downing Street."""

from __future__ import annotations

from functools import cache

from newsloom.lexicon import table
from newsloom.text.names_fold import bare, fold


def speaks_for(name: str) -> str | None:
    """The canonical name of the body that `name` stands for when it speaks ("Washington" → "United States government"), or None.

    Only for a speaker or an actor: as a place where something happens, "Washington" is a city.
    """
    country = country_of(name)
    if country:
        return government(country)
    organisation = organisation_of(name)
    return _organisation_name(organisation) if organisation else None


def country_of(name: str) -> str | None:
    """ISO 3166-1 code of the country whose government `name` may stand for, or None."""
    found = _seats().get(_plain(name))
    return found if found and len(found) == 2 else None


def organisation_of(name: str) -> str | None:
    """Name in the organisation table of the body, other than a government, that `name` may stand for, or None."""
    found = _seats().get(_plain(name))
    return found if found and len(found) != 2 else None


def always(name: str) -> bool:
    """Whether `name` is a building or office, hence never a mere place."""
    return _plain(name) in _buildings()


def government(country: str) -> str:
    """Canonical English name of a country's government ("Russian government")."""
    named: dict[str, str] = table("metonyms").get("government", {})
    if country in named:
        return named[country]
    adjectives: dict[str, list[str]] = table("names", "en").get("demonyms", {})
    if country in adjectives:
        return f"{adjectives[country][0]} government"
    return f"government of {country}"


def _plain(name: str) -> str:
    return fold(bare(name.strip())).removeprefix("the ")


@cache
def _seats() -> dict[str, str]:
    data = table("metonyms")
    return {
        _plain(name): owner for group in ("always", "capital", "organisation") for owner, names in data[group].items() for name in names
    }


@cache
def _buildings() -> frozenset[str]:
    return frozenset(_plain(name) for names in table("metonyms")["always"].values() for name in names)


def _organisation_name(key: str) -> str:
    rows: dict[str, list[str]] = table("organisations")
    return rows[key][0] if key in rows else key
