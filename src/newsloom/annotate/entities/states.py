"""States of the United States behind their towns: "Salem, Ore.", "Salem, OR", "Salem, Oregon", and which town that then is."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.entities.context import Context, has_given_name
from newsloom.annotate.entities.model import Candidate
from newsloom.lexicon import rows, table
from newsloom.text.names_cities import admin_of
from newsloom.text.names_cities import cities as all_cities
from newsloom.text.names_fold import fold
from newsloom.text.names_gazetteer import Place

_OWNER = re.compile(r"([^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*)?), $")
_BACK = 60  # code points that are read before a state's letters


@cache
def forms(language: str) -> dict[str, str]:
    """Code of a state by its short form after a town ("Pa", "N.Y", "GA"); a full stop may follow."""
    states: dict[str, list[str]] = table("names", language).get("states", {})
    return {form: code for code, found in states.items() for form in found}


def state_of(name: Candidate, around: Context) -> str | None:
    """The code of the state whose short form the candidate is, behind a town; None where it is something else."""
    code = forms(around.language).get(name.text.rstrip("."))
    owner = _OWNER.search(around.body, max(0, name.start - _BACK), name.start) if code else None
    if owner is None or fold(owner.group(1)) in _no_names(around.language):
        return None
    person = " " in owner.group(1) and (has_given_name(owner.group(1)) or fold(owner.group(1)).split()[-1] in around.surnames)
    return None if person and name.text in _degrees(around.language) else code


def state_behind(body: str, end: int, language: str) -> tuple[str, bool] | None:
    """The code of the state that stands after a town which ends at `end` and whether in its short form, None where none does."""
    match = _behind(language).match(body, end) if forms(language) else None
    if match is None:
        return None
    return (forms(language)[match.group(1)], True) if match.group(1) else (_names()[match.group(2)], False)


def is_degree(code: str, language: str = "en") -> bool:
    """Whether a state's postal letters stand behind persons' names as well, for a degree or a trade."""
    return code in _degrees(language)


def town_in(name: str, code: str) -> Place | None:
    """The town of that name in a state, None where the gazetteer has none there."""
    here = next((place for place in all_cities().get(fold(name), ()) if place.country == "US"), None)
    return here if here is not None and admin_of(here.name, "US") == f"US.{code}" else None


@cache
def _behind(language: str) -> re.Pattern[str]:
    short = "|".join(re.escape(form) for form in sorted(forms(language), key=len, reverse=True))
    full = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    return re.compile(rf", (?:({short})(?![\w-])|({full})(?=[.,;:)\n]|$))")


@cache
def _names() -> dict[str, str]:
    return {row["names"].split("|")[0]: row["code"][3:] for row in rows("regions") if row["code"].startswith("US-")}


@cache
def _degrees(language: str) -> frozenset[str]:
    return frozenset(table("entities", language).get("degrees", ()))


@cache
def _no_names(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table("entities", language).get("things", ()))
