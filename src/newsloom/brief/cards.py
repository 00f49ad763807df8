"""Topic cards that stood in articles as furniture: which are whole, and which contradict the articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsloom.brief import cues, shape
from newsloom.brief.context import Context, primary
from newsloom.records import Article, Passage, StoryEntity

_WHOLE = re.compile(r"[.!?。！？][\"'”’»)\]]{0,3}\s*\Z")
PORTFOLIO, PORTFOLIO_WORDS = 60, 3  # characters after an office, and words of them, that say of what
LITTLE = 3  # a word of so many letters says nothing of a portfolio
_LEAD = re.compile(r"\A[\s\-–—•*·]+")


@dataclass(frozen=True)
class Card:
    """A topic card: `passage` is its text without list mark and white space."""

    passage: Passage
    language: str
    whole: bool


def collect(context: Context) -> list[Card]:
    """All topic cards of the story's articles, whole or not."""
    return [card for a in context.dossier.articles for f in a.furniture if f.why == "topic_card" for card in _lines(a, f.start, f.end)]


def _lines(article: Article, start: int, end: int) -> list[Card]:
    """One card a line: a stretch may hold a whole list of them, its heading first."""
    found = []
    at = start
    for line in article.text[start:end].split("\n"):
        lead = _LEAD.match(line)
        skip = lead.end() if lead else 0
        text = line[skip:].rstrip()
        if len(text.split()) >= shape.MIN_WORDS:
            passage = article.passage(at + skip, at + skip + len(text))
            found.append(Card(passage=passage, language=primary(article), whole=bool(_WHOLE.search(text)) and shape.balanced(text)))
        at += len(line) + 1
    return found


def of(entity: StoryEntity, cards: list[Card]) -> Card | None:
    """The card about an entity: it opens with one of its names. A whole card before a cut one."""
    names = sorted({entity.name, *entity.aliases}, key=len, reverse=True)
    mine = [c for c in cards if any(_opens(c.passage.text, n) for n in names)]
    return next((c for c in mine if c.whole), mine[0] if mine else None)


def _opens(text: str, name: str) -> bool:
    low, want = _fold(text), _fold(name)
    return bool(want) and low.startswith(want) and not low[len(want) : len(want) + 1].isalnum()


def contradiction(card: Card, roles: list[tuple[str, str]]) -> str | None:
    """Plain words where a card gives a person an office now that is none of those that the articles give; None where it does not.

    Args:
        card: the person's card, whole or cut.
        roles: offices and descriptions that the articles give the person, each with its language.
    """
    offices = cues.anywhere("offices", card.language)
    told = [_office(r, card.language) for r, _ in roles]
    known = {o for o in told if o}
    if not known:
        return None
    for found in offices.finditer(card.passage.text):
        if _past(card, found.start()):
            return None  # the first office that it names decides: the rest is biography
        mine = [r for r, language in roles if language == card.language]
        other = any(_alike(found.group(), o) for o in known)
        if other and not _other_portfolio(card, found.end(), found.group(), mine):
            return None
        said = _phrase(card.passage.text, found.start())
        told_now = mine[0] if mine else roles[0][0]
        return f"A topic card calls this person {said}; the articles say {told_now}. The card is out of date or wrong and is not used."
    return None


def _office(role: str, language: str) -> str | None:
    found = cues.anywhere("offices", language).search(role)
    return _fold(found.group()) if found else None


def _alike(a: str, known: str) -> bool:
    a = _fold(a)
    return a in known or known in a


def _other_portfolio(card: Card, end: int, office: str, roles: list[str]) -> bool:
    """True where card and articles both say of what someone is minister, and no word of it is the same."""
    if _fold(office) not in cues.words("portfolios", card.language):
        return False
    after = card.passage.text[end : end + PORTFOLIO]
    opener = cues.opening("portfolio_of", card.language).match(after)
    if opener is None:
        return False
    words = shape.tokens(after[opener.end() :])[:PORTFOLIO_WORDS]
    mine = {w for w in words if len(w) > LITTLE and w.isalpha()}
    theirs = [set(shape.tokens(r)) - set(shape.tokens(office)) - set(cues.words("function_words", card.language)) for r in roles]
    told = [t for t in theirs if t and _says_office(t, office, roles)]
    return bool(mine) and bool(told) and not any(mine & t for t in told)


def _says_office(rest: set[str], office: str, roles: list[str]) -> bool:
    return any(rest <= set(shape.tokens(r)) and _fold(office) in _fold(r) for r in roles)


def _past(card: Card, at: int) -> bool:
    """ "was", "former" before an office, with no "is" in between: the card itself says that it is over."""
    before = card.passage.text[max(0, at - 60) : at]

    def last(name: str) -> int:
        return max((m.start() for m in cues.anywhere(name, card.language).finditer(before)), default=-1)

    return last("former") > last("now")


def _phrase(text: str, at: int) -> str:
    """The office with what follows it, up to the end of the phrase, 60 characters at most."""
    return re.split(r"[,.;]|\s(?:since|and|from|depuis|et|desde|y)\s", text[at : at + 60])[0].strip()


def _fold(text: str) -> str:
    return re.sub(r"[-‐‑\s]+", " ", text).lower().replace("’", "'").strip().removeprefix("the ")
