"""What an article says of its own origin: credit lines, datelines, bylines with an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.compare.provenance import outlets
from newsloom.compare.provenance.names import Names
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Article, Furniture
from newsloom.text import papers

_HEAD = 400
_DATELINE = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s?\.?\s?(?:[–—-]|:)")
_ENDING = re.compile(r"\((?P<agency>[^()\n]{2,40})\)[\s.]*$")
_WITH = re.compile(r"\s*(?:[,/;&+]|\b(?:and|with|et|avec|y|con|und|mit|for|via|by)\b)\s*", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"'\])]{3,2000}")
_AFTER = 200


def ties(index: int, article: Article, names: Names) -> Iterator[Tie]:
    """The origins that an article names for itself, strongest first. Its own outlet is none."""
    own = names.of_article(article)
    own_key = names.key(own) if own else None
    seen: set[str] = set()
    for tie in (*_credits(index, article, names), *_datelines(index, article), *_byline(index, article)):
        name = names.key(tie.name or "")
        if name and name != own_key and name not in seen:
            seen.add(name)
            yield tie


def _credits(index: int, article: Article, names: Names) -> Iterator[Tie]:
    body = article.body()
    for item in article.furniture:
        if item.why != "credit" or not item.note or not _of_whole(body, item):
            continue
        words = article.text[item.start : item.end]
        url = _URL.search(words)
        parts = [item.note] if "." in item.note else [p for p in _WITH.split(item.note) if p.strip()]
        for name in parts if all(names.known(p) for p in parts) else [item.note]:
            sure = 0.95 if names.known(name) or url else 0.85
            passages = (article.passage(item.start, item.end),)
            yield Tie(index, names.canonical(name), None, "credit", sure, passages, url=url.group() if url else None)


def _of_whole(body: str, item: Furniture) -> bool:
    """Whether a credit is the whole text's: at its head or its end. One in between is a picture's or a table's."""
    return not body[: item.start].strip() or len(body[item.end :].strip()) <= _AFTER


def _datelines(index: int, article: Article) -> Iterator[Tie]:
    text = article.text
    for match in _DATELINE.finditer(text[: _first_words(article) + _HEAD]):
        start = text.rfind("\n", 0, match.start()) + 1
        sure = _agency(match["agency"])
        name = sure or (match["agency"].strip() if papers.is_sender(text[start : match.start()], match["agency"]) else None)
        near = match.start() - start <= 100 and "\n\n" not in text[max(0, match.start() - 3) : match.start()]
        if name and near:
            yield Tie(index, name, None, "dateline", 0.9 if sure else 0.75, (article.passage(start, match.end()),))
            return
    ending = _ENDING.search(text, max(0, len(text) - 60))
    if ending and (name := _agency(ending["agency"])):
        yield Tie(index, name, None, "dateline", 0.85, (article.passage(ending.start(), len(text.rstrip())),))


def _first_words(article: Article) -> int:
    body = article.body()
    return len(body) - len(body.lstrip())


def _byline(index: int, article: Article) -> Iterator[Tie]:
    """ "Ann Moss with AFP", "Reuters Staff": the agency that a byline names."""
    byline = article.byline or article.metadata.get("byline") or ""
    if len(byline) > 300:
        return
    whole = _agency(byline)
    for part in [byline] if whole else _WITH.split(byline):
        name = _agency(part)
        if name:
            yield Tie(index, name, None, "dateline", 0.85 if whole else 0.7, ())


def _agency(words: str) -> str | None:
    """An agency by its printed name: case counts for short marks ("AP", "EP"), so that a word is not taken for one."""
    bare = words.strip(" .()[]\t")
    table = outlets.agencies()
    if bare in table:
        return table[bare]
    parts = [part.strip() for part in _WITH.split(bare) if part]
    return next((table[part] for part in parts if part in table), None) or next((p for p in parts if papers.is_agency(p)), None)
