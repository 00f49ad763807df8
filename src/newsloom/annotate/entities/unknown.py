"""Names that no table knows: what they are, by the words in them, the words around them, and the model."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.entities import groups
from newsloom.annotate.entities.context import Context, after_the, has_given_name, locative, role_nouns, titles
from newsloom.annotate.entities.model import Candidate, Named
from newsloom.lexicon import table
from newsloom.text import names as light
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import fold


def unknown(name: Candidate, around: Context) -> Named | None:
    """A name that no table knows: by the words in it, the words around it in the whole article, and the model."""
    name = _without_title(name, around.language)
    words = fold(name.text).split()
    if not words or not _nameable(name, words, around):
        return None
    if len(words) == 1 and words[0] in around.firms and around.before(name.start) not in titles(around.language):
        return Named(name.start, name.end, name.text, "organisation", "org:" + words[0])
    if _office_of_place(name, words, around):
        owned = around.body[name.end : name.end + 2] in ("'s", "’s")  # "Larch County Sheriff's deputies"
        return Named(name.start, name.end, name.text, "organisation", "org:" + " ".join(words)) if owned else None
    if " ".join(words) in around.towns and around.before(name.start) not in titles(around.language):
        return free_place(name, words)
    ends_in_place = len(words) > 1 and words[-1] in light.words_of("place_words", around.language)
    thing = _holds_body(words, around.language) or (ends_in_place and not has_given_name(name.text))
    person = 0 if thing else _person_signs(name, words, around)
    if person >= 2:
        return Named(name.start, name.end, name.text, "person", "")
    kind = _kind(name, words, around, person)
    if kind == "person":
        return Named(name.start, name.end, name.text, "person", "") if _personal(name.text) else None
    if kind == "organisation":
        return Named(name.start, name.end, name.text, "organisation", _organisation_key(words, around.language))
    if kind == "place":
        return free_place(name, words)
    return Named(name.start, name.end, name.text, "other", "other:" + " ".join(words)) if kind == "other" else None


def _office_of_place(name: Candidate, words: list[str], around: Context) -> bool:
    """ "Larch County Sheriff", "Marlow Police Chief": a place and who holds an office there, and no name."""
    if len(words) < 2 or words[-1] not in role_nouns(around.language) or has_given_name(name.text):
        return False
    towns = light.words_of("place_words", around.language) | light.region_words_set(around.language)
    return words[-2] in towns or words[-2] in light.words_of("organisation_last", around.language) or words[-2] == "police"


def _kind(name: Candidate, words: list[str], around: Context, person: int) -> str | None:
    """The kind of a name without clear signs of a person; "other" where nothing is sure, None for a single word of which nobody knows."""
    language = around.language
    before = around.before(name.start)
    if before in light.words_of("things", language) or _is_thing(words, language):
        return "other"
    kind = _kind_by_words(words, language)
    if kind in (None, "place") and before in _body_nouns(language):
        kind = "organisation"
    told = around.told.get(" ".join(words))
    if told == "firm" or (told == "organisation" and not person and name.label != "PERSON"):
        return kind or "organisation"
    if kind or told == "place":
        return kind or told
    if person or name.label == "PERSON":
        return "person"
    if _acronym(name.text) or (name.label == "ORG" and len(words) > 1):
        return "organisation"
    if name.label == "PLACE" or (before in locative(language) and len(words) < 4):
        return "place"
    if name.label == "ORG":  # of one word: the model is as often wrong as right
        return "organisation" if not after_the(around.body, name.start) else "other"
    return "other" if " " in name.text else None


def _is_thing(words: list[str], language: str) -> bool:
    things = light.words_of("thing_words", language)
    return words[-1] in things or words[0] in things


def _without_title(name: Candidate, language: str) -> Candidate:
    """ "LAPD" of "LAPD Sgt." before a person whose name the full stop cut off."""
    head, _, last = name.text.rpartition(" ")
    if head and last.endswith((*"abcdefghijklmnopqrstuvwxyz",)) and fold(last) in light.words_of("abbreviations", "en") & titles(language):
        return Candidate(name.start, name.start + len(head.rstrip()), head.rstrip(), name.key, name.known, None)
    return name


def _nameable(name: Candidate, words: list[str], around: Context) -> bool:
    """Not an office alone ("Defense" of "Defense Secretary"), nor an adjective made of a name ("Western-supplied")."""
    if len(name.text) < 3 or name.text[1] == "-":  # initials, "R-Ohio"
        return _acronym(name.text) and "-" not in name.text
    office = _office_words(around.language)
    if all(word in office for word in words) and not _acronym(name.text):
        return False
    bodies = light.words_of("organisation_first", around.language) | light.words_of("owners", around.language)
    bodies |= light.words_of("region_words", around.language) | light.words_of("adjectives", around.language)
    bodies |= light.words_of("place_words", around.language) | light.words_of("thing_words", around.language)
    if name.label in ("PLACE", "PERSON"):  # "Hospital", "University" alone
        bodies |= light.words_of("organisation_last", around.language)
    alone = len(words) == 1 and words[0] not in around.surnames
    if alone and (words[0] in bodies or (words[0] in around.small and not _acronym(name.text))):
        return False
    if any(c in "[]{}<>@#" for c in name.text):
        return False
    return not ("-" in name.text and " " not in name.text and name.text.rsplit("-", 1)[-1].islower() and name.label != "PERSON")


def free_place(name: Candidate, words: list[str]) -> Named:
    key = "place:" + " ".join(words)
    return Named(name.start, name.end, name.text, "place", key, place=gazetteer.Place(key, name.text, "other", None))


def _person_signs(name: Candidate, words: list[str], around: Context) -> int:
    signs = 0
    if any(c.isdigit() for c in name.text):
        return 0
    if around.language == "en" and after_the(around.body, name.start) and words[-1] not in around.surnames:
        return 0  # "the Anna Karlsson" is a ship, a prize, a programme
    if len(words) == 1 and words[0] in around.surnames and around.before(name.start) not in locative(around.language):
        signs += 2
    if len(words) > 1 and has_given_name(name.text) and len(words) < 6:
        signs += 2 if name.label in (None, "PERSON") else 1
    if around.before(name.start) in titles(around.language) and len(words) < 5:
        signs += 2
    elif around.before(name.start) in role_nouns(around.language) and len(words) < 5:
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
_ARTICLES = frozenset({"a", "an", "the", "le", "la", "un", "une", "el", "una"})


def _office_and_adjective(name: Candidate, around: Context) -> bool:
    two = around.two_before(name.start).split()
    return (
        around.language in ("fr", "es")
        and len(two) == 2
        and two[0] in role_nouns(around.language)
        and two[1] not in light.words_of("not_names", around.language)
    )


def _described(around: Context, end: int) -> bool:
    """Whether an age or an office stands after the name: "…, 34, …", "…, a geologist, …"."""
    match = _APPOSED.match(around.body, end)
    if match is None:
        return False
    words = fold(match.group(1)).split() if match.group(1) else []
    return not words or (words[0] in _ARTICLES and any(word in role_nouns(around.language) for word in words[:5]))


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
    return light.words_of("role_words", language) | titles(language) | role_nouns(language) | {"of", "for", "and", "the"}


@cache
def _body_nouns(language: str) -> frozenset[str]:
    bodies = (table("roles", language) or {}).get("bodies", ())
    return frozenset(fold(word) for word in bodies) | light.words_of("organisation_first", language)


def _kind_by_words(words: list[str], language: str) -> str | None:
    if words[-1] in light.words_of("organisation_last", language) and len(words) > 1:
        return "organisation"
    if words[0] in light.words_of("organisation_first", language) and len(words) > 1:
        return "organisation"
    if _holds_body(words, language):
        return "organisation"
    places = light.words_of("place_words", language)
    if len(words) > 1 and (words[-1] in places or words[0] in places or words[-1] in light.region_words(language)):
        return "place"
    return None


def _holds_body(words: list[str], language: str) -> bool:
    """Whether a word inside says that this is a body: "Indiana University Health"."""
    bodies = light.words_of("organisation_first", language) & light.words_of("organisation_last", language)
    return len(words) > 2 and any(word in bodies for word in words[1:]) and words[0] not in light.given_names()


def _personal(text: str) -> bool:
    return not any(c.isdigit() for c in text) and len(text) > 1 and text[0].isupper() and len(text.split()) <= 6 and not _acronym(text)


def _acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return (
        2 <= len(letters) <= 6 and letters.isalnum() and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1) and " " not in text
    )
