"""Outlets that an article cites ("according to the Harbour Post"): a tie that is told and does not fold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from newsloom import lexicon
from newsloom.compare.provenance import outlets
from newsloom.compare.provenance.names import Names
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Annotations, Article, Passage
from newsloom.text import papers

_RUN = re.compile(r"[^\W_]['’]?[\w'’.&-]*(?:\s(?:(?:of|de|del|du|la|le|los|and|et|y|the|des)\s)?[^\W_][\w'’.&-]*){0,5}")
_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”«»]+")
_GAP_WORDS = 5
_ARTICLES = ("the", "le", "la", "les", "el", "los", "las", "l'", "der", "die", "das")
_SMALL = ("of", "de", "du", "des", "del", "the", "la", "le", "les", "los", "and", "et", "y", "&")
_MAX_NAME = 6


def ties(index: int, article: Article, annotations: Annotations, names: Names) -> Iterator[Tie]:
    """One tie for each outlet that the body cites, with the sentence that does so. The article's own outlet is none."""
    own = names.of_article(article)
    seen = {names.key(own)} if own else set()
    for name, passage in _helpers(article):
        if names.key(name) not in seen:
            seen.add(names.key(name))
            yield Tie(index, name, None, "cites", 0.8, (passage,), folds=False)
    found = sorted(_mentions(article, annotations, names), key=lambda item: item[1])
    whole = {names.key(name) for name, _, _ in found}
    for name, at, printed in found:
        own_name = _is_own(name, own) or _is_own(printed, own)
        if names.key(name) in seen or outlets.is_government(name) or own_name or _is_short(name, whole):
            continue
        seen.add(names.key(name))
        yield Tie(index, name, None, "cites", 0.8, (_sentence(article, annotations, at),), folds=False)


def _helpers(article: Article) -> Iterator[tuple[str, Passage]]:
    """Agencies that "contributed to this report": they helped with a text that is the outlet's own."""
    for item in article.furniture:
        if item.note == "contributed":
            words = article.text[item.start : item.end]
            for printed, name in outlets.agencies().items():
                if re.search(rf"(?<!\w){re.escape(printed)}(?!\w)", words):
                    yield name, article.passage(item.start, item.end)


def _is_short(name: str, whole: set[str]) -> bool:
    """ "The Gazette", where the article names the Quay Gazette as well."""
    short = outlets.fold(name)
    return " " not in short and any(other.endswith(f" {short}") for other in whole)


def _is_own(name: str, own: str | None) -> bool:
    """ "The Herald" in the Orle Valley Herald is the paper itself."""
    if own and outlets.is_host(own):
        label = (
            outlets.registrable(own).split(".")[0].replace("-", "")
        )  # "orleherald.example" prints "told The Orle Herald", "told The Herald"
        return any(label == form or (len(form) > 3 and label.endswith(form)) for form in outlets.labels(name))
    short, whole = outlets.fold(name).split(), outlets.fold(own or "").split()
    return bool(short) and len(short) < len(whole) and whole[-len(short) :] == short


def _mentions(article: Article, annotations: Annotations, names: Names) -> Iterator[tuple[str, int, str]]:
    """Names of cited outlets, where they are cited (code points), and how they are printed."""
    for at, beside, follows in _cued(article.body(), annotations.language.split("-")[0]):
        found = _following(beside, names) if follows else _preceding(beside, names)
        if found:
            yield found[0], at, found[1]
    for statement in annotations.statements:
        for words in (statement.speaker.entity, statement.speaker.name, *statement.via):
            name = _called(words, names) if words else None
            if name and words:
                yield name, statement.start, words


@lru_cache(maxsize=4000)
def _cued(body: str, language: str) -> tuple[tuple[int, str, bool], ...]:
    """Where a body cites somebody (code points), the words beside the cue, and whether they follow it."""
    before, after = _cues(language)
    first = [(cue.start(), body[cue.end() : cue.end() + 120], True) for cue in before.finditer(body)] if before else []
    second = [(cue.start(), body[max(0, cue.start() - 80) : cue.start()], False) for cue in after.finditer(body)] if after else []
    return (*first, *second)


def _following(words: str, names: Names) -> tuple[str, str] | None:
    """The outlet named within a few words; a name of several words is tried longest first."""
    tokens = [(m.group().rstrip(".'’"), m.end()) for m in _TOKEN.finditer(words.split("\n")[0])][: _GAP_WORDS + _MAX_NAME]
    breaks = re.search(r"[.;:()\"“”«»]\s|,\s", words)
    limit = breaks.start() if breaks else len(words)
    tokens = [(word, end) for word, end in tokens if end <= limit + 1]
    for start in range(min(_GAP_WORDS, len(tokens))):
        if tokens[start][0][:1].isupper():
            article = start > 0 and tokens[start - 1][0].lower() in _ARTICLES
            return _longest([word for word, _ in tokens[start : start + _MAX_NAME]], names, article=article)
        if start and tokens[start][0].endswith(("ed", "ing")) and not tokens[start][0].endswith("-run"):
            return None
    return None


def _longest(words: list[str], names: Names, *, article: bool) -> tuple[str, str] | None:
    for size in range(len(words), 0, -1):
        if size < len(words) and words[size][:1].isupper():
            continue  # "The Sun Herald" is not "The Sun"
        words_of_name = " ".join(words[:size]).removesuffix("'s").removesuffix("’s")
        name = _called(words_of_name, names, article=article) or _stranger(words_of_name, article=article)
        if name:
            return name, words_of_name
    return None


def _called(printed: str, names: Names, *, article: bool = False) -> str | None:
    """The outlet that printed words name. A paper called by an article and one word ("The Quay") is not meant by that word alone, which
    may be a person ("Quay said") or a thing ("the quay")."""
    name = names.known(printed)
    words = printed.split()
    stands = article or words[0].lower() in _ARTICLES
    lone = name is not None and name.split()[0].lower() in _ARTICLES and len(outlets.fold(printed).split()) == 1
    return name if not lone or outlets.is_host(printed) or (stands and words[-1][:1].isupper()) else None


def _stranger(name: str, *, article: bool) -> str | None:
    """A paper that no table has, by the shape of its name; an article must stand before it or in it ("the Orle Ledger reported")."""
    words = name.split()
    article = article or words[0].lower() in _ARTICLES
    capitals = all(word[0].isupper() or word.lower() in _SMALL for word in words) and words[-1][0].isupper()
    if not (article and capitals and len(words) >= 2 and papers.is_paper(name) and words[-1].lower() not in _days()):
        return None
    return " ".join(words[1:]) if words[0].islower() and words[0] in _ARTICLES else name


def _preceding(words: str, names: Names) -> tuple[str, str] | None:
    tokens = [m.group() for m in _TOKEN.finditer(re.split(r"[.;:,!?\n\"“”«»]\s?", words)[-1])][-_MAX_NAME:]
    for start in range(len(tokens)):
        inside = start > 0 and tokens[start - 1][:1].isupper()
        if not inside and (tokens[start][:1].isupper() or tokens[start].lower() in _ARTICLES):
            words_of_name = " ".join(tokens[start:])
            article = start > 0 and tokens[start - 1].lower() in _ARTICLES
            name = _called(words_of_name, names, article=article) or _stranger(words_of_name, article=article)
            if name:
                return name, words_of_name
    return None


def _sentence(article: Article, annotations: Annotations, at: int) -> Passage:
    for sentence in annotations.sentences:
        if sentence.start <= at < sentence.end:
            return article.passage(sentence.start, sentence.end)
    start = max(article.text.rfind("\n", 0, at), article.text.rfind(". ", 0, at) + 1) + 1
    stops = [found for mark in (". ", "\n") if (found := article.text.find(mark, at)) >= 0]
    end = min(stops) + (1 if article.text[min(stops)] == "." else 0) if stops else len(article.text)
    return article.passage(start, max(end, at + 1))


@cache
def _days() -> frozenset[str]:
    """Names of days and months: "told the Orle Ledger Friday"."""
    return frozenset(word for language in lexicon.languages() for word in lexicon.table("names", language).get("calendar", ()))


@cache
def _cues(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    table = lexicon.table("citing", language)
    return _pattern(table.get("before", ())), _pattern(table.get("after", ()))


def _pattern(words: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in ordered) + r")(?!\w)", re.IGNORECASE)
