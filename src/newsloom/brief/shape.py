"""Which stretch of a sentence can be shown, and whether it stands alone.

Shown words are a contiguous slice of the source. The one liberty taken: an opener that ties the sentence to its neighbour
("However,") may be left out, and the next letter is then written as a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsloom.brief import anchors, cues, fragments
from newsloom.brief.fragments import WORD

MIN_WORDS = 5
_KEPT = 20_000  # sentences whose shape is kept: it depends on their words alone
MAX_WORDS = 70
LONGEST_CAPTION = 500  # code points
_PAIRS = {"“": "”", "«": "»", "‹": "›", "「": "」", "『": "』", "(": ")", "[": "]"}
_MARKUP = re.compile(r"https?://|www\.|\[/?(?:url|img|b|i|quote)\b|</?[a-z]{1,10}\b|[{}|]|©|\ufffd", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
# "VELM (Bay Agency) – ", "VELM, 4 March – ", "(Bay Agency) - ", "(AB/CD) VELM, N.Q. -- ", "-- ", and shouted labels: "UPDATE (4/3): "
_DASH = r"\s{0,2}(?:[–—]|-{1,2})\s{1,2}"
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w'’. -]{{1,40}}(?:,[^–—()\n]{{1,30}})?)?\s{{0,2}}\([A-Z][^()\n]{{1,40}}\){_DASH}"
    rf"|(?:\([A-Z][^()\n]{{1,20}}\)\s)?[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{{2,40}}(?:,[^–—()\n]{{1,30}})?\s(?:[–—]|-{{1,2}})\s{{1,2}}"
    r"|\s{0,2}[–—-]{1,3}\s{1,2}"
    r"|[•·▪►*]\s{1,3}"
    r"|[A-Z][A-Z]{2,20}[A-Z0-9 #/(),.]{0,50}:\s{1,2}(?=[A-Z])"
    r"|[A-Z]{4,20} (?:@|AT|at) \d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?|[AP]M)?:\s{1,2}(?=[A-Z])"
)
# "Friday, June 17, 2016" is how captions give their day; telephone numbers are for readers, not for a briefing
_CAPTION = re.compile(r"(?<!^On )\b\w{2,12}day, \w{3,10}\.? \d{1,2}, \d{4}\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")
_CREDIT = re.compile(
    r"\((?:[^()/\n]{3,40}/[^()/\n]{2,30}|(?:Published|Photo|Photos|Image|Video|Source|Credit|Courtesy)\b[^()\n]{0,60})\)\Z"
)
_QUOTED = re.compile(r"“[^”]{0,600}”|«[^»]{0,600}»|\"[^\"]{0,600}\"|(?<!\w)‘[^’]{0,300}’(?!\w)")
_END = re.compile(r"[.!?。！？؟।][\"'”’»」』)\]]{0,3}\Z")
_CUT = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]{0,3}\Z")
_INITIAL = re.compile(r"(?<=\s)[A-Z]\.\Z")
_OPEN_SINGLE = re.compile(r"(?<![\w.,!?])['‘](?=\w)")
_CLOSE_SINGLE = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")


def tokens(text: str) -> list[str]:
    """Words in lower case."""
    return [w.lower() for w in WORD.findall(text)]


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text with their place."""
    return WORD.finditer(text)


@lru_cache(maxsize=_KEPT)
def start(text: str, language: str) -> int:
    """Where the shown slice of a sentence starts (code points from its beginning): after openers that lean on another sentence."""
    dateline = _DATELINE.match(text)
    at = dateline.end() if dateline else 0
    for _ in range(2):  # "But, however," is the most that is met
        rest = text[at:]
        found = cues.opening("connectives", language).match(rest)
        if found and rest[found.end() : found.end() + 1] == "," and rest[found.end() + 1 : found.end() + 2].isspace():
            at += found.end() + 2
            continue
        bare = cues.opening("bare_connectives", language).match(rest)
        if bare and rest[bare.end() : bare.end() + 1].isspace() and rest[bare.end() + 1 : bare.end() + 2].strip():
            at += bare.end() + 1
            continue
        break
    return at if at and text[at:].strip() and balanced(text[at:]) else 0


def shown(text: str) -> str:
    """The slice as it is shown: its first letter a capital."""
    return text[:1].upper() + text[1:] if text[:1].islower() and len(text[:1].upper()) == 1 else text


@lru_cache(maxsize=_KEPT)
def presentable(text: str, language: str) -> bool:
    """True for a whole sentence of news: no fragment, mark-up, furniture, cut end or unpaired quotation mark."""
    count = len(_UNSPACED.findall(text)) // 2 if _UNSPACED.search(text) else len(WORD.findall(text))
    if not MIN_WORDS <= count <= MAX_WORDS or "\n" in text:
        return False
    if not _END.search(text) or _CUT.search(text) or _MARKUP.search(text):
        return False
    first = next((c for c in text if c.isalpha()), "")
    if first.islower() and not text[:1].isdigit():
        return False
    if cues.anywhere("furniture", language).search(text) or _CAPTION.search(text) or fragments.pictured(text):
        return False
    if fragments.only_named(text, language):
        return False
    return balanced(text)


def cut_short(text: str, end: int, language: str) -> bool:
    """True where a sentence ends in "2 a.m." or "at N." and its line goes on: the stop was none."""
    line = text[end:].split("\n", 1)[0].strip()
    ends = fragments.at_clock(text, end, language) or _INITIAL.search(text[max(0, end - 4) : end])
    return bool(line) and bool(ends)


def caption(text: str, start: int, end: int) -> bool:
    """True for a stretch in a line that ends as captions of pictures and films do: "(Ada Quill/Orle News)", "(Published Monday, ...)"."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)].rstrip()
    return len(line) <= LONGEST_CAPTION and _CREDIT.search(line) is not None


@lru_cache(maxsize=_KEPT)
def unquoted(text: str) -> str:
    """The text without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def quotations(text: str) -> Iterator[re.Match[str]]:
    """What stands in quotation marks, with its place."""
    return _QUOTED.finditer(text)


def only_quoted(text: str) -> bool:
    """True for a sentence that is a quotation and nothing else, so that it does not tell who speaks."""
    return not WORD.search(unquoted(text))


def addressed(text: str, language: str) -> bool:
    """True where the article itself, outside quotation marks, says "we" or "you": a reader cannot know who that is."""
    told = cues.words("first_person", language)
    return any(m.group() in told or m.group().lower() in told for m in WORD.finditer(unquoted(text)) if m.group() != "US")


def balanced(text: str) -> bool:
    """True where each quotation mark and bracket has its partner."""
    for opener, closer in _PAIRS.items():
        if text.count(opener) != text.count(closer) and not (opener == "“" and "„" in text):
            return False
    if text.count("„") and text.count("„") != text.count("“") + text.count("”"):
        return False
    if text.count('"') % 2:
        return False
    return len(_OPEN_SINGLE.findall(text)) <= len(_CLOSE_SINGLE.findall(text))


@lru_cache(maxsize=_KEPT)
def alone(text: str, language: str) -> bool:
    """True where a sentence needs nothing before it: no pronoun or "this" without something in the sentence that it can stand for."""
    opener = cues.opening("dangling_openers", language).match(text)
    # a clause between commas tells more of someone who has been told already: "The woman, who was 64, had ..."
    if opener is not None and (
        not anchors.says_which(text[opener.end() :], language) or cues.opening("relatives", language).match(text[opener.end() :])
    ):
        return False
    low = tokens(text)
    if low and low[0] in cues.words("subordinators", language) and "," not in text:
        return False  # "As the search goes on." has no main clause
    if fragments.untold(text, unquoted(text), language) or fragments.bare_object(unquoted(text), language):
        return False
    if addressed(text, language) or _points_back(text, language) or _some_day(text, language):
        return False
    if not anchored(text, language) and _nameless_pronoun(text, language):
        return False  # "The firm had put it at ...": one of the two is not told
    return not (_loose_demonstrative(low, language) or _points_near(unquoted(text), language) or _loose_pronoun(text, low, language))


@lru_cache(maxsize=_KEPT)
def anchored(text: str, language: str) -> bool:
    """False where a sentence opens with "the report" or the like and does not say which one."""
    for at in (0, anchors.after_time(text, language)):
        opener = cues.opening("bare_definites", language).match(text[at:])
        if opener is not None and not anchors.says_which(text[at + opener.end() :], language):
            return False
    return not anchors.bare_subject(text, language)


def _nameless_pronoun(text: str, language: str) -> bool:
    """True where an "it" or "their" comes before any name."""
    for match in list(words(text))[1:]:
        if match.group().lower() in cues.words("thing_pronouns", language):
            return True
        if match.group()[:1].isupper():
            return False
    return False


def _points_back(text: str, language: str) -> bool:
    """True for "in that wing" before anything has been named that it could point to."""
    before, these = cues.words("pointing_prepositions", language), cues.words("demonstratives", language)
    apart = (*cues.words("demonstrative_times", language), *cues.words("relative_words", language))
    found = [m.group() for m in WORD.finditer(text)]
    for at, word in enumerate(found[1:-1], 1):
        if word.lower() in these and found[at - 1].lower() in before and found[at + 1].lower() not in apart and found[at + 1][:1].islower():
            return not any(w[:1].isupper() for w in found[1:at])
    return False


def _some_day(text: str, language: str) -> bool:
    """True for "that night" in a sentence that has no date: which one?"""
    own = unquoted(text)
    return cues.count("back_times", language, own) > 0 and not cues.count("dates", language, text)


def _loose_demonstrative(low: list[str], language: str) -> bool:
    """A "this" near the start: nothing that it could point to has been named yet."""
    these = cues.words("demonstratives", language)
    times = cues.words("demonstrative_times", language)
    for at, word in enumerate(low[:8]):
        if word not in these or (at + 1 < len(low) and low[at + 1] in times and (word, low[at + 1]) != ("this", "is")):
            continue
        if word == "that" and 0 < at < len(low) - 1:  # "said that ..."; but "denied that." points back
            continue
        if word == "such" and at + 1 < len(low) and low[at + 1] == "as":
            continue
        if word == "those" and at > 1:  # "among those who"
            continue
        return True
    return False


def _points_near(own: str, language: str) -> bool:
    """ "This group", outside quotation marks, where no such group has been named in the sentence."""
    these, times = cues.words("near_demonstratives", language), cues.words("demonstrative_times", language)
    low = tokens(own)
    for at, word in enumerate(low[:-1]):
        if word in these and not any(w in times for w in low[at + 1 : at + 3]) and low[at + 1] not in low[:at]:
            return True
    return False


def _loose_pronoun(text: str, low: list[str], language: str) -> bool:
    """The first pronoun decides: what it may stand for, later ones may too."""
    persons = cues.words("person_pronouns", language)
    things = cues.words("thing_pronouns", language)
    expletive = cues.words("expletive_after_it", language)
    for at, word in enumerate(low):
        if word not in persons and word not in things:
            continue
        if at + 1 < len(low) and low[at + 1] in expletive and _impersonal(word, low[at + 1 : at + 6], language):
            continue
        return not _named_before(text, low, at, language, person=word in persons)
    return False


def _impersonal(word: str, following: list[str], language: str) -> bool:
    """ "It is believed that ...": a clause follows in place of what the pronoun would stand for."""
    return word in ("it", "il") and any(w in cues.words("clause_openers", language) for w in following)


def _named_before(text: str, low: list[str], at: int, language: str, *, person: bool) -> bool:
    """Something that a pronoun can stand for stands before it: a capitalised word, or a determiner and its noun."""
    determiners, function = cues.words("determiners", language), cues.words("function_words", language)
    before = [m.group() for m in WORD.finditer(text)][:at]
    if any(w[:1].isupper() and w.lower() != "i" for w in before[1:]):
        return True
    if low[0] in function and low[0] not in determiners:
        return False  # "Since the price rose it has ...": what it is comes from elsewhere
    # the first word is a capital anyway: it counts as a name when it is no function word and has its verb before the pronoun
    if at >= 2 and low[0] not in determiners and low[0] not in function and not only_quoted(text):
        return True
    return any(w in determiners for w in low[: max(at - 1, 0)]) or (not person and at >= 4)
