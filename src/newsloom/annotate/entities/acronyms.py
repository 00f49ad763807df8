"""An organisation and its short name in one article: "World Harbour Federation (WHF)", later "WHF"."""

from __future__ import annotations

import re

from newsloom.annotate.entities.model import Named
from newsloom.lexicon import table
from newsloom.text.names_fold import fold
from newsloom.text.names_gazetteer import organisations_called

_IN_BRACKETS = re.compile(r"\s?\((?:the\s)?[\"“«]?([A-Z][\w&.-]{1,9})[\"”»]?\)")
_SMALL = frozenset({"of", "the", "for", "and", "de", "la", "du", "des", "et", "y", "del", "los", "las", "en", "on"})


def join_acronyms(body: str, named: list[Named]) -> None:
    """Give short names the key of the long name that they abbreviate, in place."""
    short: dict[str, str] = {}
    for mention in named:
        if mention.kind != "organisation" or " " not in mention.text:
            continue
        bracket = _IN_BRACKETS.match(body, mention.end)
        if bracket:
            short[bracket.group(1)] = mention.key
        letters = "".join(word[0] for word in re.split(r"[\s-]+", mention.text) if word.lower() not in _SMALL and word)
        if len(letters) > 2:
            short.setdefault(letters.upper(), mention.key)
    _join_ends(named)
    for mention in named:
        text = mention.text.replace(".", "")
        if text in short and mention.kind in ("organisation", "other", "person") and not organisations_called(mention.key):
            mention.key, mention.kind = short[text], "organisation"


def _join_ends(named: list[Named]) -> None:
    """ "The Times" after "the Ellery Times", "Holt" after "Holt Shipping": the words that end or begin exactly one longer name."""
    long: dict[str, set[str]] = {}
    for mention in named:
        words = mention.text.split()
        if mention.kind == "organisation" and len(words) > 1:
            for part in (words[-1], *(" ".join(words[:size]) for size in range(1, len(words)))):
                long.setdefault(part, set()).add(mention.key)
    for mention in named:
        paper = mention.text.removeprefix("The ")  # "The Times" is the one that was named, whatever paper is known by that name
        if mention.kind == "organisation" and " " not in paper and len(long.get(paper, set()) - {mention.key}) == 1 and _is_paper(paper):
            mention.key = next(iter(long[paper] - {mention.key}))
        if mention.key not in (f"org:{fold(mention.text)}", f"place:{fold(mention.text)}", f"other:{fold(mention.text)}"):
            continue
        if mention.kind == "place":  # the town of "Holly Marsh Police Department"
            continue
        fits = long.get(mention.text, set()) - {mention.key}
        if len(fits) == 1 and not organisations_called(mention.key) and (mention.kind == "organisation" or " " in mention.text):
            mention.key, mention.kind = next(iter(fits)), "organisation"


def _is_paper(name: str) -> bool:
    return fold(name) in table("names")["papers"]
