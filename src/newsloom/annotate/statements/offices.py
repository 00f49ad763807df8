"""Who of an article's persons is meant by an office or an age: "the ministry's spokeswoman", "the 51-year-old"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.nouns import bare_office, is_person_noun
from newsloom.annotate.statements.people import People, gendered
from newsloom.lexicon import table

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGE_AFTER = re.compile(r"\s?,?\s?\(?(\d{1,3})(?=[,.;)]|\s?$)")
_AGE_BEFORE = re.compile(r"(\d{1,3})-year-old\s(?:[\w-]+\s){0,3}$")


def holder(head: Token, people: People) -> int | None:
    """Who holds an office: the nearest person before whose office has that head word, and the words before it."""
    word = lemma_of(head)
    gender = gendered().get(word)
    wanted = {t.lower_ for t in head.subtree if t.i < head.i and _tells(t)}
    owned = any(k.dep_ == "poss" and k.pos_ == "PRON" for k in head.children)
    tail: list[int] = []
    for mention in people.before(head.idx, reach=20000):
        who = people.all[mention.who]
        if who.kind != "person" or (gender and who.gender and who.gender != gender):
            continue
        offices = " ".join(who.roles).lower().replace("-", " ").split()
        if word in offices or (word in ("spokesman", "spokeswoman", "spokesperson") and any(o.startswith("spokes") for o in offices)):
            if wanted <= set(offices):
                return mention.who
            tail.append(mention.who)
    return tail[0] if tail and (not wanted or owned) else None


def _tells(token: Token) -> bool:
    """A word before an office that tells which one; how its holder felt does not."""
    if token.dep_ in ("compound", "poss"):
        return token.pos_ in ("NOUN", "PROPN", "ADJ")
    return token.dep_ == "amod" and token.lower_ in _modifiers()


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(table("roles", "en").get("modifiers", ()))


def aged(age: str, place: int, people: People, body: str) -> int | None:
    """The nearest person before `place` whose age the text gives beside the name; None for none, or two of that age."""
    found: list[int] = []
    for mention in people.before(place, reach=20000):
        after = _AGE_AFTER.match(body, mention.end)
        before = _AGE_BEFORE.search(body[max(0, mention.start - 60) : mention.start])
        if people.all[mention.who].kind == "person" and age in ((after and after.group(1)), (before and before.group(1))):
            found.append(mention.who)
    return found[0] if len(set(found)) == 1 else None


def told_role(role: str | None) -> str | None:
    """A description as a role, None where no word of it is an office, trade or relation ("the elder")."""
    if not role:
        return None
    text = bare_office(re.sub(r"^(?:[@#]\S+\s+)+", "", role))
    for word in _openers():
        text = text.removeprefix(f"{word} ").removeprefix(f"{word.capitalize()} ")
    words = re.findall(r"[^\W\d_]+", text.lower())
    if text.endswith(("'s", "’s")) and " of " not in text:
        return None  # "State Farm Insurance's Mike Adams": whose, and no office
    return text if any(is_person_noun(word) for word in words) else None


@cache
def _openers() -> tuple[str, ...]:
    return tuple(table("roles", "en").get("openers", ()))
