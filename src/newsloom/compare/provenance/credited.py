"""What an article says of its own origin: credit lines, datelines, bylines with an agency."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from newsloom.compare.provenance import outlets
from newsloom.compare.provenance.names import Names
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Article, Furniture
from newsloom.text import papers

_HEAD = 400
_DATELINE = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s?\.?\s?(?:[–—-]|:)")
_ENDING = re.compile(r"\((?P<agency>[^()\n]{2,40})\)[\s.]*$")
_WITH = re.compile(r"\s*(?:[,/;&+]|\b(?:and|with|et|avec|y|con|und|mit|for|via|by)\b)\s*", re.IGNORECASE)
# "(CBS/AP) ORLE - ...": some houses put the sender before the place.
_SENDER_FIRST = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s{1,3}(?=[^\W\d_a-z]{3,}[^\n]{0,40}?[–—-])")
_HOLDER = re.compile(
    r"(?:copyright|\(c\)|©)(?:[\s,]*(?:©|\(c\)|copyright|by|(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?))*[\s,]+(?P<holder>[^.\n;,|]{2,60})", re.I
)
_RULE = re.compile(r"[_*—–-]{2,12}\s*$")
_URL = re.compile(r"https?://[^\s<>\"'\])]{3,2000}")
_TITLES = re.compile(r"\s(?:writers?|reporters?|journalists?|correspondents?|staff)\b", re.I)
_AFTER = 200


def ties(index: int, article: Article, names: Names) -> Iterator[Tie]:
    """The origins that an article names for itself, strongest first. Its own outlet is none."""
    own = names.of_article(article)
    own_key = names.key(own) if own else None
    seen: set[str] = set()
    found = (_canonical(index, article, names), _credits(index, article, names), _rights(index, article, names), _writers(index, article))
    for tie in (*chain.from_iterable(found), *_datelines(index, article, names), *_byline(index, article)):
        name = names.key(tie.name or "")
        if name and name != own_key and name not in seen:
            seen.add(name)
            yield tie


def _canonical(index: int, article: Article, names: Names) -> Iterator[Tie]:
    """The address on another site that a page names as its own (`rel=canonical`, RFC 6596): no passage, it stands in the page's head."""
    address = article.metadata.get("syndicated.from")
    with contextlib.suppress(ValueError):
        host = urlsplit(address or "").hostname
        if host and not outlets.is_platform(host):
            yield Tie(index, names.canonical(host), None, "credit", 0.9, (), url=address)


def _credits(index: int, article: Article, names: Names) -> Iterator[Tie]:
    body = article.body()
    for item in article.furniture:
        if item.why != "credit" or not item.note or not _of_whole(body, item):
            continue
        words = article.text[item.start : item.end]
        url = _URL.search(words)
        parts = [item.note] if "." in item.note else [p for p in _WITH.split(item.note) if p.strip()]
        if any(outlets.is_platform(word) for word in re.split(r"[\s/]+", item.note)[:8]):
            continue  # a picture's or a film's
        for name in parts if all(names.known(p) for p in parts) else [item.note]:
            sure = 0.95 if names.known(name) or url else 0.85
            passages = (article.passage(item.start, item.end),)
            yield Tie(index, names.canonical(name), None, "credit", sure, passages, url=url.group() if url else None)


def _rights(index: int, article: Article, names: Names) -> Iterator[Tie]:
    """The holder of the rights at the end of a text, where it is an agency or an outlet that is known."""
    body = article.body()
    for item in article.furniture:
        if item.note != "rights" or body[item.end :].strip():
            continue
        match = _HOLDER.search(article.text[item.start : item.end])
        holder = re.split(r"\s(?:all|and|inc|llc|ltd)\b", match["holder"], maxsplit=1, flags=re.I)[0].strip() if match else ""
        name = _agency(holder) or (names.known(holder) if holder else None)
        if name:
            yield Tie(index, names.canonical(name), None, "credit", 0.85, (article.passage(item.start, item.end),))


def _writers(index: int, article: Article) -> Iterator[Tie]:
    """ "___ / Associated Press writer Ann Moss contributed": below a rule, an agency's own writers end the agency's own text. Without
    the rule it helped with another's (see `cited`)."""
    for item in article.furniture:
        words = article.text[item.start : item.end]
        if item.note == "contributed" and _RULE.search(article.text[max(0, item.start - 30) : item.start].strip()):
            first = next((m for m in _TITLES.finditer(words) if m.start() <= 40), None)
            name = _agency(words[: first.start()]) if first else None
            if name:
                yield Tie(index, name, None, "credit", 0.8, (article.passage(item.start, item.end),))


def _of_whole(body: str, item: Furniture) -> bool:
    """Whether a credit is the whole text's: at its head or its end. One in between is a picture's or a table's."""
    return not body[: item.start].strip() or len(body[item.end :].strip()) <= _AFTER


def _datelines(index: int, article: Article, names: Names) -> Iterator[Tie]:
    text = article.text
    head = text[: _first_words(article) + _HEAD]
    for match in (*_SENDER_FIRST.finditer(head), *_DATELINE.finditer(head)):
        start = text.rfind("\n", 0, match.start()) + 1
        sure = _agency(match["agency"])
        name = sure or _sender(text[start : match.start()], match["agency"].strip(), article, names)
        near = match.start() - start <= 100 and (match.start() == start or "\n\n" not in text[max(0, match.start() - 3) : match.start()])
        if name and near:
            yield Tie(index, name, None, "dateline", 0.9 if sure else 0.75, (article.passage(start, match.end()),))
            return
    ending = _ENDING.search(text, max(0, len(text) - 60))
    if ending and (name := _agency(ending["agency"])):
        yield Tie(index, name, None, "dateline", 0.85, (article.passage(ending.start(), len(text.rstrip())),))


def _sender(place: str, mark: str, article: Article, names: Names) -> str | None:
    """A stranger that sent the copy; None where it is the outlet's own mark, or a call sign that no other outlet here bears."""
    label = names.label(article)
    if not papers.is_sender(place, mark) or (label and papers.is_mark_of(mark, label)):
        return None
    return names.called(mark) if papers.is_call_sign(mark) else mark


def _first_words(article: Article) -> int:
    body = article.body()
    return len(body) - len(body.lstrip())


def _byline(index: int, article: Article) -> Iterator[Tie]:
    """ "Ann Moss with AFP", "Reuters Staff": the agency that a byline names."""
    byline = article.byline or article.metadata.get("byline") or ""
    if len(byline) > 300:
        return
    for span in article.front:
        words = article.text[span.start : span.end]
        if words[:3].lower() in ("by ", "par", "por") and len(words) <= 120:
            for sender in filter(None, map(_agency, _WITH.split(words[3:]))):
                yield Tie(index, sender, None, "dateline", 0.85, (article.passage(span.start, span.end),))
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
    parts += [part for part in bare.split() if part.isupper()]  # "AP MODIFIED"
    return next((table[part] for part in parts if part in table), None) or next((p for p in parts if papers.is_agency(p)), None)
