"""Titles of events and stories: drawn from the articles' own words, never invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsloom import lexicon
from newsloom.records import Article
from newsloom.text.sentences import split
from newsloom.text.words import fold, tokens

LONGEST = 100  # characters of a label drawn from a sentence
_SHORTEST = 24
_TAIL = re.compile(r"\s+(?:\||::|[-–—•·])\s+([^|]{2,60})$")
_HARD_TAIL = re.compile(r"\s+(?:\||::)\s+")
_PAUSE = re.compile(r"[,;:–—]\s|\s[-–—(]\s?")
_QUOTED = re.compile(r"[‘“\"«„]\s?([^‘’“”\"«»„]{3,80})\s?[’”\"»]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_DATELINE = re.compile(r"^[A-ZÀ-Ý]{3}[A-ZÀ-Ý .'-]{0,30}(?:, ?[A-Z][\w. ]{1,20})?(?: ?\([^()]{2,30}\))? ?(?:—|–|--| - ) ?(?=[A-ZÀ-Ý0-9“\"])")
_LOOKED_AT = 4  # sentences
_RELATIVE = frozenset({"who", "whose", "whom", "which", "that", "where", "qui", "dont", "que", "quien", "cuyo", "cuya"})


def headline(article: Article) -> str | None:
    """The article's title without the outlet's name at its end, None without one."""
    title = _SPACE.sub(" ", article.title or "").strip()
    for _ in range(3):
        tail = _TAIL.search(title)
        if tail is None or not (_HARD_TAIL.match(tail.group()) or _is_outlet(tail.group(1), article)):
            break
        title = title[: tail.start()].rstrip()
    return title or None


def label(article: Article) -> str | None:
    """A title for an untitled article: the first clause of its first sentence that says something, at most 100 characters.

    A sentence that has no place to end within that length is broken off, marked by "…". None without any text.
    """
    body = article.body()
    table = _Table.of(article.language)
    sentences = [s for s in split(body[:4000], article.language) if s.complete]
    found = [_DATELINE.sub("", _SPACE.sub(" ", body[s.start : s.end]).strip()) for s in sentences[:_LOOKED_AT]]
    told = (
        [text for text in found if len(text) >= _SHORTEST and table.says(text, whole=True)]
        or [text for text in found if len(text) >= _SHORTEST]
        or found
    )
    return _trim(told[0] if told else _SPACE.sub(" ", body[:400]).strip(), table) or None


def best(articles: Sequence[Article]) -> str:
    """The title of a group whose articles come most central first: the first own title, else the first label, else the article's id."""
    return chosen(articles)[0]


def chosen(articles: Sequence[Article]) -> tuple[str, Article]:
    """The same, with the article that it is drawn from."""
    headlines = [(found, article) for article, found in ((a, headline(a)) for a in articles) if found]
    for found, article in headlines:
        if _borne_out(found, article):
            return found, article
    if headlines:
        return headlines[0]
    labels = [(found, article) for article, found in ((a, label(a)) for a in articles) if found]
    return labels[0] if labels else (articles[0].id, articles[0])


def _borne_out(title: str, article: Article) -> bool:
    """Whether the words that a headline puts in quotation marks stand in the article: headlines like to put words into mouths."""
    body = " ".join(fold(w) for w in tokens(article.body()))
    return all(" ".join(fold(w) for w in tokens(quoted)) in body for quoted in _QUOTED.findall(title))


def _is_outlet(tail: str, article: Article) -> bool:
    """Whether a title's tail names the outlet: its words are in the outlet's name or run together in the domain."""
    outlet = article.outlet
    words = [fold(w) for w in tokens(tail)]
    domain = (outlet.domain if outlet else None) or (article.url or "").split("//")[-1].split("/")[0]
    name = {fold(w) for w in tokens(outlet.name or "")} if outlet else set()
    return bool(words) and (set(words) <= name or "".join(words).removeprefix("the") in re.sub(r"[^a-z0-9]", "", domain.lower()))


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of one language that shape a label (`lexicon/<lang>/titles.toml`)."""

    openers: frozenset[str]
    before: frozenset[str]
    dangling: frozenset[str]
    verbs: frozenset[str]
    verb_ends: tuple[str, ...]

    @classmethod
    def of(cls, language: str) -> _Table:
        table = lexicon.table("titles", language.split("-")[0])
        words = {name: frozenset(table.get(name, ())) for name in ("openers", "before", "dangling", "verbs")}
        return cls(**words, verb_ends=tuple(table.get("verb_ends", ())))

    def says(self, text: str, whole: bool = False) -> bool:
        """Whether a text holds a verb; True for a language without a list of verbs. In a piece of a sentence it must stand before any
        relative clause, and an ending is not enough ("a man accused"); in a `whole` sentence it is.
        """
        for word in map(fold, tokens(text)[1:]):
            if word in _RELATIVE and not whole:
                break
            if word in self.verbs or (whole and len(word) > 4 and word.endswith(self.verb_ends)):
                return True
        return not self.verbs


def _trim(sentence: str, table: _Table) -> str:
    """The clause of a sentence that can stand as a title."""
    sentence = _without_opener(sentence.strip("\"“”«»' "), table.openers)
    if len(sentence) <= LONGEST:
        return _without_dangling(sentence, table.dangling)
    cut = _clause(sentence, table)
    return cut or _without_dangling(sentence[: LONGEST - 1].rsplit(" ", 1)[0], table.dangling) + "…"


def _without_opener(sentence: str, openers: frozenset[str]) -> str:
    """Leave out a short opening phrase ("In a statement, ...") before the clause that says something."""
    comma = sentence.find(", ")
    first = fold(sentence.split(" ", 1)[0])
    if not 0 < comma <= 45 or first not in openers or len(sentence) - comma < 2 * _SHORTEST:
        return sentence
    rest = sentence[comma + 2 :]
    return rest[:1].upper() + rest[1:]


def _clause(sentence: str, table: _Table) -> str | None:
    """The longest piece of at most `LONGEST` characters that says something and ends at a pause, else before a word that opens a phrase."""
    pauses = [m.start() for m in _PAUSE.finditer(sentence[: LONGEST + 2]) if _SHORTEST <= m.start() <= LONGEST]
    opening = [
        m.start() for m in _WORD.finditer(sentence[: LONGEST + 20]) if _SHORTEST <= m.start() <= LONGEST and fold(m.group()) in table.before
    ]
    for at in (*reversed(pauses), *reversed(opening)):
        piece = _without_dangling(sentence[:at], table.dangling)
        if table.says(piece) and piece.count("(") == piece.count(")"):
            return piece
    return None


def _without_dangling(text: str, dangling: frozenset[str]) -> str:
    words = text.rstrip(' .,;:–—-"“”«»').split(" ")
    while len(words) > 3 and fold(words[-1]) in dangling:
        words.pop()
    return " ".join(words).rstrip(" .,;:–—-")
