"""What the whole article tells of its names, and the words around one of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from newsloom.annotate.entities.model import Candidate
from newsloom.annotate.entities.signs import tell
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text import names as light
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_cities import admin_of
from newsloom.text.names_fold import fold

_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)['’]?\s*$")
_SMALL = re.compile(r"(?<![\w'’-])[^\W\d_A-Z]{3,}(?![\w-])")
_ELISION = re.compile(r"^(?:[ldLD]|[qQ]u)['’]")
_AFTER = re.compile(r"(?:['’]s)?(?:\s+|-)([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_GREAT = 500_000
_SEAT = 250_000
_CLEAR = 5
# Where a language's towns are looked for first, where one country has most of its readers' towns.
_HOME = {"fr": ("FR",), "es": ("ES",)}


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole article says of its places and people.

    Attributes:
        countries: codes by number of mentions.
        states: GeoNames codes ("US.PA") of the states that the article names, itself or by a great city.
        surnames: last words of likely persons' names, and given names: what may stand for them alone.
        reused: names whose last word stands alone elsewhere, which mostly are persons' too.
        told: "place", "organisation" or (by several signs) "firm", by folded unknown name, where the words around it tell.
        firms: first words of organisations' names that stand more often than a person's name that ends on them.
        towns: names before "Police Department" and the like, folded, which are a town's.
        small: words that the article also writes without a capital; alone, they are no names.
    """

    body: str
    language: str
    countries: Counter[str]
    states: frozenset[str]
    surnames: frozenset[str]
    reused: frozenset[str]
    told: dict[str, str]
    firms: frozenset[str]
    towns: frozenset[str]
    small: frozenset[str]

    @property
    def near(self) -> tuple[str, ...]:
        named = tuple(code for code, _ in self.countries.most_common())
        return named + _HOME.get(self.language, ())

    def before(self, start: int) -> str:
        """The word before, folded, "" at the start of a line."""
        match = _BEFORE.search(self.body, max(0, start - 40), start)
        if match is None or "\n" in self.body[match.end(1) : start]:
            return ""
        return fold(_ELISION.sub("", match.group(1)))

    def two_before(self, start: int) -> str:
        return fold(" ".join(self.body[max(0, start - 40) : start].split("\n")[-1].split()[-2:]))

    def after(self, end: int) -> tuple[str, str]:
        """The two words after, folded, "" without."""
        match = _AFTER.match(self.body, end)
        return (fold(match.group(1)), fold(match.group(2) or "")) if match else ("", "")


def context(reading: Reading, found: list[Candidate]) -> Context:
    countries: Counter[str] = Counter()
    towns = _towns(found, reading.language)
    surnames = set()
    for name in found:
        if name.key and name.key.startswith("place:") and name.known in ("country", "demonym", "region"):
            code = name.key[6:8]
            if code.isupper():
                countries[code] += 1
        elif name.known == "city":
            countries.update(_great(name.text))
        elif (
            name.key is None
            and " " in name.text
            and fold(name.text) not in towns
            and (name.label == "PERSON" or has_given_name(name.text))
            and not after_the(reading.body, name.start)
        ):
            surnames.add(fold(name.text).split()[-1])
            first = fold(name.text).split()[0]
            if first in light.family_first() or first in light.given_names():
                surnames.add(first)
    reused = {name.full for name in found if name.full and " " not in name.text and " " in name.full}
    small = frozenset(fold(word) for word in _SMALL.findall(reading.body))
    told = tell(reading.body, reading.language, found)
    firms = _firms(reading, found)
    _count_georgia(countries, found)
    towns -= surnames
    return Context(
        body=reading.body,
        language=reading.language,
        countries=countries,
        states=_states(found),
        surnames=frozenset(surnames),
        reused=frozenset(reused),
        told=told,
        firms=firms,
        towns=towns,
        small=small,
    )


def _count_georgia(countries: Counter[str], found: list[Candidate]) -> None:
    """Mentions of "Georgia" count for the United States where the article names states and nothing Georgian, in place."""
    georgia = sum(1 for name in found if fold(name.text) == "georgia" and name.key == "place:GE")
    if georgia and countries["GE"] == georgia and _states(found):
        countries["GE"] = 0
        countries["US"] += georgia


def _towns(found: list[Candidate], language: str) -> frozenset[str]:
    bodies = [f" {fold(body)}" for body in table("entities", language).get("town_bodies", ())]
    names = [fold(name.text) for name in found if name.key is None]
    return frozenset(name.removesuffix(body) for name in names for body in bodies if name.endswith(body))


def _states(found: list[Candidate]) -> frozenset[str]:
    named = {(name.key or "")[6:].replace("-", ".") for name in found if name.known == "region"}
    seats = {admin_of(name.text, code) for name in found if name.known == "city" for code in _great(name.text, _SEAT)}
    return frozenset(code for code in named | seats if code)


@cache
def _great(name: str, least: int = _GREAT) -> tuple[str, ...]:
    """The country, if any, of a city of half a million, or of `least`, that no other city of its name comes near."""
    found = gazetteer.cities().get(fold(name), ())
    alone = len(found) == 1 or (found and found[0].weight > _CLEAR * found[1].weight)
    return (found[0].country,) if alone and found[0].country and found[0].weight >= least else ()


def _firms(reading: Reading, found: list[Candidate]) -> frozenset[str]:
    last = light.words_of("organisation_last", reading.language)
    score: Counter[str] = Counter()
    for name in found:
        words = fold(name.text).split()
        if name.key is None and 1 < len(words) < 5:
            if words[-1] in last:
                score[words[0]] += 1
            else:
                score[words[-1]] -= 1
    return frozenset(word for word, count in score.items() if count > 0)


def after_the(body: str, start: int) -> bool:
    return body[max(0, start - 4) : start].lower() == "the "


def has_given_name(text: str) -> bool:
    first = fold(text).split()[0] if fold(text) else ""
    return first in light.given_names()


@cache
def locative(language: str) -> frozenset[str]:
    return frozenset(word.split()[-1] if " " not in word else word for word in light.words_of("locative", language))


@cache
def titles(language: str) -> frozenset[str]:
    return light.words_of("titles", language)


@cache
def role_nouns(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in (table("roles", language) or table("roles", "en"))["nouns"])
