"""Titles of events and stories: drawn from the articles' own words, never invented."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    """A title for an untitled article: the first clause of its first whole sentence, at most 100 characters; None without a sentence."""
    body = article.body()
    sentences = [s for s in split(body[:4000], article.language) if s.complete]
    sentences = [s for s in sentences if s.end - s.start >= _SHORTEST] or sentences
    if not sentences:
        return _trim(_SPACE.sub(" ", body[:400]).strip(), article.language) or None
    first = sentences[0]
    return _trim(_SPACE.sub(" ", body[first.start : first.end]).strip(), article.language) or None


def best(articles: Sequence[Article]) -> str:
    """The title of a group whose articles come most central first: the first own title, else the first label, else the article's id."""
    headlines = [(found, article) for article, found in ((a, headline(a)) for a in articles) if found]
    for found, article in headlines:
        if _borne_out(found, article):
            return found
    if headlines:
        return headlines[0][0]
    labels = [found for found in map(label, articles) if found]
    return labels[0] if labels else articles[0].id


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


def _trim(sentence: str, language: str) -> str:
    """The clause of a sentence that can stand as a title."""
    table = lexicon.table("titles", language.split("-")[0])
    sentence = _without_opener(sentence.strip("\"“”«»' "), frozenset(table.get("openers", ())))
    if len(sentence) > LONGEST:
        sentence = _cut(sentence, frozenset(table.get("before", ())))
    return _without_dangling(sentence, frozenset(table.get("dangling", ())))


def _without_opener(sentence: str, openers: frozenset[str]) -> str:
    """Leave out a short opening phrase ("In a statement, ...") before the clause that says something."""
    comma = sentence.find(", ")
    first = fold(sentence.split(" ", 1)[0])
    if not 0 < comma <= 45 or first not in openers or len(sentence) - comma < 2 * _SHORTEST:
        return sentence
    rest = sentence[comma + 2 :]
    return rest[:1].upper() + rest[1:]


def _cut(sentence: str, before: frozenset[str]) -> str:
    """The longest piece of at most `LONGEST` characters that ends at a pause or, without one, before a word that opens a phrase."""
    pauses = [m.start() for m in _PAUSE.finditer(sentence) if _SHORTEST <= m.start() <= LONGEST]
    if pauses:
        return sentence[: pauses[-1]]
    words = [m.start() for m in re.finditer(r"\S+", sentence) if _SHORTEST <= m.start() <= LONGEST]
    opening = [at for at in words if fold(re.match(r"\S*", sentence[at:]).group()) in before]  # type: ignore[union-attr]
    at = (opening or words or [LONGEST])[-1]
    return sentence[:at]


def _without_dangling(text: str, dangling: frozenset[str]) -> str:
    words = text.rstrip(' .,;:–—-"“”«»').split(" ")
    while len(words) > 3 and fold(words[-1]) in dangling:
        words.pop()
    return " ".join(words).rstrip(" .,;:–—-")
