"""Whether an opening "the report" says which one."""

from __future__ import annotations

from itertools import pairwise

from newsloom.brief import cues
from newsloom.brief.fragments import WORD

BARE = 7  # words from an opening "The" on among which the verb is looked for


def after_time(text: str, language: str) -> int:
    """Where a sentence goes on after the time that it opens with (code points): "In 2021 the company paid ..."; 0 without one."""
    articles, small = cues.words("definite_articles", language), cues.words("function_words", language)
    timed = False
    for place, match in enumerate(WORD.finditer(text)):
        word = match.group().lower()
        if word in articles and place:
            return match.start() if timed else 0
        time = word.isdigit() or word in cues.words("dates", language) or word in cues.words("demonstrative_times", language)
        if place == BARE or not (time or word in small or word in cues.words("stages_of_time", language)):
            return 0
        timed = timed or time
    return 0


def bare_subject(text: str, language: str) -> bool:
    """True for "The defendants are ..." and "After the fire was out, ...": the verb comes before anything says which ones are meant."""
    found = list(WORD.finditer(text))
    articles, finite = cues.words("definite_articles", language), cues.whole("finite", language)
    first = found[0].group().lower() if found else ""
    at = int(first in cues.words("function_words", language) and first not in articles)
    if len(found) <= at + 1 or found[at].group().lower() not in articles:
        return False
    verbs_with = cues.words("objects", language)
    for place, (before, match) in enumerate(pairwise(found[at : at + BARE]), at + 2):
        word = match.group()
        if text[before.end() : match.start()].strip() or not word[:1].islower():
            return False  # a comma: "The driver, who ..."; a name or a number: "the 40 miners"
        if word in cues.words("specifiers", language):
            return False
        after = found[place].group() if place < len(found) else ""
        if before is not found[at] and (finite.match(word) or (word.endswith("ed") and after in verbs_with)):
            return True
    return False


def says_which(rest: str, language: str) -> bool:
    """True where "of", "who", a comma or a name comes after "the report" or "the minister"."""
    rest = rest.lstrip()
    following = WORD.match(rest)
    if rest[:1] == "," or following is None:
        return rest[:1] == ","
    return following.group()[:1].isupper() or following.group().lower() in cues.words("specifiers", language)
