"""Whether words that stand beside each other belong to one name: patrons and their titles, joined bodies, counted things, streets."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from newsloom.lexicon import table
from newsloom.text.names_fold import fold
from newsloom.text.names_keys import given_names, offices, words_of
from newsloom.text.names_words import Word

AND = frozenset({"and", "et", "y", "e"})


def apart(part: list[Word], following: Word | None, language: str) -> bool:
    """ "Elm Park on the West Side", "Elm Park on Oak Street": two places."""
    ground = bool(part) and fold(part[-1].text) in words_of("place_words", language)
    return ground or (following is not None and following.text == "the")


def patron(part: list[Word], word: Word | None, language: str) -> bool:
    """Whether a possessive goes on a name because a saint's house follows: "St. Mary's Hospital"."""
    saint = len(part) > 1 and fold(part[-2].text) in ("st", "saint")
    return saint and word is not None and fold(word.text) in words_of("organisation_last", language)


def ends_person(part: list[Word], word: Word | None) -> bool:
    """Whether a person's name ends before "of" or "for": "Anna Lund of Oslo Shipping"."""
    named = len(part) > 1 and (fold(part[0].text) in given_names() or fold(part[-2].text) in given_names())
    return named and word is not None and word.text in ("of", "for")


def holds_and(part: list[Word], following: Word | None, language: str) -> bool:
    """Whether "and" may go on a name: "Department of Food and Water", "Party for Work and Peace"."""
    if following is None or not following.capital or fold(following.text) in words_of("organisation_first", language):
        return False
    words_ = [fold(word.text) for word in part]
    bodies = words_of("organisation_first", language) | words_of("organisation_last", language)
    return any(a in bodies and b in ("of", "for", "de", "du", "des", "del", "para", "pour") for a, b in pairwise(words_))


def counts(part: list[Word]) -> bool:
    """Whether a sequence may be a name at all."""
    return len(part) <= 8 and (len(part) > 1 or (len(part[0].text) > 1 and not part[0].text.isdigit()))


@cache
def streets() -> frozenset[str]:
    return frozenset(table("entities", "en").get("streets", ()))


def joined(run: list[Word], at: int) -> bool:
    return at > 0 and not run[at - 1].capital


def paper(run: list[Word], at: int, language: str) -> bool:
    """Whether the word at `at` makes a paper of the town before it: "Asbury Park Press", but not "Baltimore Press Secretary"."""
    if at >= len(run) or run[at - 1].owns or not run[at].capital or fold(run[at].text) not in _papers():
        return False
    following = fold(run[at + 1].text) if at + 1 < len(run) else ""
    return following not in offices(language) and following not in words_of("role_words", language)


@cache
def _papers() -> frozenset[str]:
    """Last words of papers, those apart that a town has as well ("Oslo Mail", but "Boston News")."""
    return frozenset(table("papers")["last"]) | {"press"}
