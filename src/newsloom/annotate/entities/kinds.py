"""Decides what each candidate is: a person, an organisation, a place, and which. The gazetteer goes before the model."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from newsloom.annotate.entities import groups, regions
from newsloom.annotate.entities.model import Candidate, Named
from newsloom.annotate.reading import Reading
from newsloom.lexicon import table
from newsloom.text import metonyms
from newsloom.text import names as light
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import fold

_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)['’]?\s*$")
_ELISION = re.compile(r"^(?:[ldLD]|[qQ]u)['’]")
_AFTER = re.compile(r"(?:['’]s)?(?:\s+|-)([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_DATELINE = re.compile(r"\s{0,4}(?:,[^—–\n]{0,30})?\s{0,3}(?:\([^)\n]{1,30}\)\s{0,3})?[—–-]\s")


# Where a language's towns are looked for first, where one country has most of its readers' towns.
_HOME = {"fr": ("FR",), "es": ("ES",)}


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole article says of its places and people: countries by number of mentions, last words of likely persons' names, and
    names whose last word stands alone elsewhere, which mostly are persons' too."""

    body: str
    language: str
    countries: Counter[str]
    surnames: frozenset[str]
    reused: frozenset[str]

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
    surnames = set()
    for name in found:
        if name.key and name.key.startswith("place:") and name.known in ("country", "demonym", "region"):
            code = name.key[6:8]
            if code.isupper():
                countries[code] += 1
        elif (
            name.key is None
            and " " in name.text
            and (name.label == "PERSON" or _given(name.text))
            and not _after_the(reading.body, name.start)
        ):
            surnames.add(fold(name.text).split()[-1])
            first = fold(name.text).split()[0]
            if first in light.family_first():
                surnames.add(first)
    reused = {name.full for name in found if name.full and " " not in name.text and " " in name.full}
    return Context(reading.body, reading.language, countries, frozenset(surnames), frozenset(reused))


def decide(reading: Reading, found: list[Candidate]) -> list[Named]:
    """The candidates that are names of something, with kind and key. Persons get their key later."""
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
    if name.known == "organisation" and name.key:
        return _organisation(name, around)
    if name.known == "demonym" and name.key:
        return _place(name, name.key, around, demonym=True)
    if name.known in ("country", "area", "region", "city") and name.key:
        return _known_place(name, around)
    return _unknown(name, around)


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
    if name.known in ("city", "region") and folded in around.surnames and around.before(name.start) not in _locative(around.language):
        return True
    titled = around.before(name.start) in _titles(around.language)
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
    small = city.weight < 400_000 and " " not in name.text
    sure = (
        name.label == "PLACE"
        or _located(name, around)
        or city.country in around.near
        or around.before(name.start) in _places_before(around)
    )
    if small and not sure:
        return _unknown(Candidate(name.start, name.end, name.text, None, None, name.label), around)
    return _place(name, city.key, around, city)


@cache
def _locative(language: str) -> frozenset[str]:
    return frozenset(word.split()[-1] if " " not in word else word for word in light.words_of("locative", language))


def _places_before(around: Context) -> frozenset[str]:
    return (
        frozenset({"from", "to", "on", "over", "de", "a", "desde", "depuis", "sur", "sobre"})
        if around.language in ("en", "fr", "es")
        else frozenset()
    )


def _located(name: Candidate, around: Context) -> bool:
    """Whether a capital stands here for the town: "in Moscow", "Moscow, Russia", "Moscow region", "MOSCOW (Agency) —"."""
    places = _locative(around.language)
    if _possessive(around.body, name.end):  # "in Moscow's streets", but "in Moscow's view"
        return around.after(name.end)[0] in light.words_of("town_words", around.language)
    if around.before(name.start) in places or around.two_before(name.start) in places:
        return True
    if around.after(name.end)[0] in light.words_of("town_words", around.language):
        return True
    line = around.body.rfind("\n", 0, name.start) + 1
    if not around.body[line : name.start].strip() and _DATELINE.match(around.body, name.end):
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


def _unknown(name: Candidate, around: Context) -> Named | None:
    """A name that no table knows: by the words in it, the words around it, and the model."""
    words = fold(name.text).split()
    language = around.language
    if not words or not _nameable(name, words, around):
        return None
    person = _person_signs(name, words, around)
    if person >= 2:
        return Named(name.start, name.end, name.text, "person", "")
    if around.before(name.start) in light.words_of("things", language):
        return Named(name.start, name.end, name.text, "other", "other:" + " ".join(words))
    kind = _kind_by_words(words, language)
    if kind in (None, "place") and around.before(name.start) in _body_nouns(language):
        kind = "organisation"
    if kind == "organisation":
        return Named(name.start, name.end, name.text, "organisation", _organisation_key(words, language))
    if kind == "place":
        return _free_place(name, words)
    if person or name.label == "PERSON":
        return Named(name.start, name.end, name.text, "person", "") if _personal(name.text) else None
    if name.label == "ORG" or _acronym(name.text):
        return Named(name.start, name.end, name.text, "organisation", "org:" + " ".join(words))
    if name.label == "PLACE":
        return _free_place(name, words)
    if around.before(name.start) in _locative(language) and len(words) < 4:
        return _free_place(name, words)
    return Named(name.start, name.end, name.text, "other", "other:" + " ".join(words)) if " " in name.text else None


def _nameable(name: Candidate, words: list[str], around: Context) -> bool:
    """Not an office alone ("Defense" of "Defense Secretary"), nor an adjective made of a name ("Western-supplied")."""
    if len(name.text) < 3 or name.text[1] == "-":  # initials, "R-Ohio"
        return _acronym(name.text) and "-" not in name.text
    office = _office_words(around.language)
    if all(word in office for word in words) and not _acronym(name.text):
        return False
    bodies = light.words_of("organisation_first", around.language) | light.words_of("owners", around.language)
    bodies |= light.words_of("region_words", around.language) | light.words_of("adjectives", around.language)
    if len(words) == 1 and words[0] in bodies and words[0] not in around.surnames:
        return False
    return not ("-" in name.text and " " not in name.text and name.text.rsplit("-", 1)[-1].islower() and name.label != "PERSON")


def _free_place(name: Candidate, words: list[str]) -> Named:
    key = "place:" + " ".join(words)
    return Named(name.start, name.end, name.text, "place", key, place=gazetteer.Place(key, name.text, "other", None))


def _person_signs(name: Candidate, words: list[str], around: Context) -> int:
    signs = 0
    if around.language == "en" and _after_the(around.body, name.start) and words[-1] not in around.surnames:
        return 0  # "the Anna Karlsson" is a ship, a prize, a programme
    if len(words) == 1 and words[0] in around.surnames and around.before(name.start) not in _locative(around.language):
        signs += 2
    if len(words) > 1 and _given(name.text) and len(words) < 6:
        signs += 2 if name.label in (None, "PERSON") else 1
    if around.before(name.start) in _titles(around.language) and len(words) < 5:
        signs += 2
    elif around.before(name.start) in _role_nouns(around.language) and len(words) < 5:
        signs += 1 if name.label in ("ORG", "PLACE") else 2
    elif len(words) < 5 and _office_and_adjective(name, around):
        signs += 2  # "médiateur international …": the adjective stands between
    if name.full in around.reused and len(words) < 5:
        signs += 1 if name.label in ("ORG", "PLACE") and around.language == "en" else 2
    if name.label == "PERSON":
        signs += 1
    if 1 < len(words) < 5 and _described(around, name.end):
        signs += 2
    return signs


_APPOSED = re.compile(r",\s(?:\d{1,3}\b|([^,.;:()\n]{3,60}))")


def _office_and_adjective(name: Candidate, around: Context) -> bool:
    two = around.two_before(name.start).split()
    return (
        around.language in ("fr", "es")
        and len(two) == 2
        and two[0] in _role_nouns(around.language)
        and two[1] not in light.words_of("not_names", around.language)
    )


def _described(around: Context, end: int) -> bool:
    """Whether an age or an office stands after the name: "…, 34, …", "…, a geologist, …"."""
    match = _APPOSED.match(around.body, end)
    if match is None:
        return False
    words = fold(match.group(1)).split() if match.group(1) else []
    return not words or (words[0] in _ARTICLES and any(word in _role_nouns(around.language) for word in words[:5]))


_ARTICLES = frozenset({"a", "an", "the", "le", "la", "un", "une", "el", "una"})


def _after_the(body: str, start: int) -> bool:
    return body[max(0, start - 4) : start].lower() == "the "


def _organisation_key(words: list[str], language: str) -> str:
    """ "Russian Foreign Ministry" is the foreign ministry of Russia, like "Russia's foreign ministry"."""
    classes = groups.classes(language)
    for size in (1, 2, 3):
        lead, rest = " ".join(words[:size]), " ".join(words[size:])
        code = light.demonyms(language).get(lead) or gazetteer.country(lead)
        if code and len(code) == 2 and rest in classes:
            return f"org:{code} {classes[rest]}"
    return "org:" + " ".join(words)


@cache
def _office_words(language: str) -> frozenset[str]:
    return light.words_of("role_words", language) | _titles(language) | _role_nouns(language) | {"of", "for", "and", "the"}


@cache
def _body_nouns(language: str) -> frozenset[str]:
    bodies = (table("roles", language) or {}).get("bodies", ())
    return frozenset(fold(word) for word in bodies) | light.words_of("organisation_first", language)


def _kind_by_words(words: list[str], language: str) -> str | None:
    if words[-1] in light.words_of("organisation_last", language) and len(words) > 1:
        return "organisation"
    if words[0] in light.words_of("organisation_first", language) and len(words) > 1:
        return "organisation"
    places = light.words_of("place_words", language)
    if len(words) > 1 and (words[-1] in places or words[0] in places or words[-1] in light.region_words(language)):
        return "place"
    return None


def _personal(text: str) -> bool:
    return not any(c.isdigit() for c in text) and len(text) > 1 and text[0].isupper() and len(text.split()) <= 6 and not _acronym(text)


def _acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return (
        2 <= len(letters) <= 6 and letters.isalnum() and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1) and " " not in text
    )


def _given(text: str) -> bool:
    first = fold(text).split()[0] if fold(text) else ""
    return first in _given_names()


@cache
def _given_names() -> frozenset[str]:
    given = table("names")["given"]
    return frozenset(given["male"]) | frozenset(given["female"])


@cache
def _titles(language: str) -> frozenset[str]:
    return light.words_of("titles", language)


@cache
def _role_nouns(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in (table("roles", language) or table("roles", "en"))["nouns"])
