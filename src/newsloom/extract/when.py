"""When a page or entry says it was published and changed: all its witnesses, in the order in which they are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from newsloom.extract.blocks import words_of
from newsloom.extract.dates import parse
from newsloom.extract.structured import Node, string
from newsloom.lexicon import table
from newsloom.records import Origin, When

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "og:published_time",
    "parsely-pub-date", "sailthru.date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date.created", "dc.created",
    "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "publication_date", "publication-date",
    "published", "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "citation_publication_date",
    "date_published", "created", "datecreated", "rnews:datepublished",
)  # fmt: skip
_VAGUE = ("date", "dc.date", "dcterms.date", "article.date", "pub_date", "displaydate", "ptime")
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "article:modified", "dcterms.modified", "dc.date.modified",
    "dc.modified", "lastmod", "last-modified", "last_updated_date", "modified", "updated", "article:updated_time",
)  # fmt: skip
_URL_DATE = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:/(?P<m>\d\d?|[a-z]{3})(?:/(?P<d>\d\d?))?|-(?P<m2>\d\d)-(?P<d2>\d\d)|(?P<m3>\d\d)(?P<d3>\d\d))(?=[/_.-]|$)"
)
_TELLING = 6  # words
_END = re.compile(r"[^\W\d_]{4,}[.!?][”\"»’]?$")  # and not "p.m." or "Sept."
_FEED_START = 1990
_NO_DATE = ("1970-01-01", "1969-12-31", "1900-01-01")  # how systems write that there is none
_LATE = 30  # days by which a stated date may be later than the address's


def published(found: Iterable[When], *, fetched: str, origin: Origin) -> tuple[When, dict[str, str]]:
    """The date of publication out of witnesses in order of trust.

    A later witness of the same day may add the time of day. A date more than a day in the future, or one before 1990 in a feed, is kept
    in the facts but not taken.

    Args:
        found: what the witnesses say.
        fetched: RFC 3339 time when the document was got; nothing can have been published after it.
        origin: "feed" where the document came from a feed.

    Returns:
        The date and facts for the article's metadata ("published.untrusted", "published.disagrees").
    """
    facts: dict[str, str] = {}
    trusted: list[When] = []
    for when in found:
        if when.value is None:
            continue
        if _believable(when, fetched, origin):
            trusted.append(when)
        else:
            facts.setdefault("published.untrusted", when.value)
    if not trusted:
        latest = fetched[:10] if facts else None
        return When(latest=latest), facts
    best = trusted[0]
    for other in trusted[1:]:
        if _finer(other, best):
            best = other
        elif not _near(other, best) and "published.disagrees" not in facts:
            facts["published.disagrees"] = f"{other.value} ({other.origin})"
    return best, facts


def checked(when: When, url: str | None, printed: int | None) -> tuple[When, dict[str, str]]:
    """A stated date against what the page itself shows.

    Archives and feeds often date a text by when it was captured or moved. Where the address holds a day or month that is more than 30 days
    before the stated date, it is the date; a copyright line with an earlier year is only noted.

    Args:
        when: the date taken so far.
        url: the address as it stands.
        printed: the last year of the text's own copyright line, None without one.

    Returns:
        The date and facts for the article's metadata ("published.disagrees", "published.rights").
    """
    if when.value is None or not when.earliest:
        return when, {}
    address = from_url(url)
    if address.latest and address.precision in ("day", "month") and _days_between(address.latest, when.earliest) > _LATE:
        return address, {"published.disagrees": f"{when.value} ({when.origin})"}
    if printed is not None and printed < int(when.earliest[:4]) and _days_between(f"{printed:04}-12-31", when.earliest) > 0:
        return when, {"published.rights": f"{printed:04}"}
    return when, {}


def _days_between(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _believable(when: When, fetched: str, origin: Origin) -> bool:
    earliest = when.earliest or ""
    limit = (datetime.fromisoformat(fetched.replace("Z", "+00:00")) + timedelta(days=1)).date().isoformat()
    nothing = when.origin == "metadata" and (when.value or "")[:10] in _NO_DATE
    return earliest <= limit and not nothing and not (origin == "feed" and earliest < f"{_FEED_START}-01-01")


def _finer(one: When, other: When) -> bool:
    """True where `one` says the same as `other` and more exactly."""
    order = ("second", "minute", "day", "week", "month", "season", "quarter", "year", "unknown")
    same_grain = {one.precision, other.precision} <= {"second", "minute"}
    return not same_grain and order.index(one.precision) < order.index(other.precision) and _overlap(one, other)


def _overlap(one: When, other: When) -> bool:
    return (one.earliest or "") <= (other.latest or "") and (other.earliest or "") <= (one.latest or "")


def _near(one: When, other: When) -> bool:
    """True where two dates are the same but for a zone's day."""
    days = [date.fromisoformat(d or "0001-01-01").toordinal() for d in (one.earliest, one.latest, other.earliest, other.latest)]
    return days[0] <= days[3] + 1 and days[2] <= days[1] + 1


def witnesses(tree: Any, node: Node, found: dict[str, list[str]], url: str | None, language: str, country: str | None) -> Iterator[When]:
    """What a page says about its publication, the most trusted first."""

    def read(raw: str | None, origin: Origin) -> When:
        return parse(raw, origin=origin, language=language, country=country)

    stated = [read(string(node.get(key)), "metadata") for key in ("datePublished", "coverageStartTime", "dateCreated", "uploadDate")]
    stated += [read(value, "metadata") for name in _PUBLISHED for value in found.get(name, [])[:2]]
    yield from stated
    if any(w.precision in ("second", "minute") for w in stated):
        return  # looking over the whole page would not make it surer
    if tree is not None:
        for raw in _marked_times(tree):
            yield read(raw, "metadata")
        yield from _printed(tree, language, country)
    stated_change = {w.earliest for w in changes(tree, node, found, language, country)}
    for name in _VAGUE:
        for value in found.get(name, [])[:1]:
            when = read(value, "metadata")
            if when.earliest not in stated_change:
                yield when
    if url:
        yield from_url(url)


def changes(tree: Any, node: Node, found: dict[str, list[str]], language: str, country: str | None) -> list[When]:
    """What a page says about its last change."""
    raws = [string(node.get("dateModified"))] + [found[n][0] for n in _MODIFIED if n in found]
    if tree is not None and not any(raws):
        raws += [t.get("datetime") or t.get("content") for t in tree.xpath("//*[@itemprop='dateModified']")[:2]]
    return [w for w in (parse(r, origin="metadata", language=language, country=country) for r in raws) if w.value]


def _marked_times(tree: Any) -> Iterator[str]:
    for element in tree.xpath("//*[contains(@itemprop, 'datePublished')] | //time[@pubdate]")[:3]:
        yield element.get("datetime") or element.get("content") or words_of(element)
    for element in tree.xpath("//article//header//time[@datetime] | //header//time[@datetime]")[:1]:
        yield element.get("datetime")


def _printed(tree: Any, language: str, country: str | None) -> Iterator[When]:
    """Short lines with a date beside the headline: "Quarrytown Bugle, 9 May 2024"; lines about a change do not count."""
    update_words = tuple(table("page_dates")["updated"])
    seen = 0
    for heading in tree.iter("h1"):
        for element in heading.itersiblings():
            if seen > 6 or not isinstance(element.tag, str):
                break
            seen += 1
            line = words_of(element)
            if not line or len(line) > 100 or _tells(line) or any(w in line.casefold() for w in update_words):
                continue
            time = next(iter(element.xpath("self::time[@datetime] | .//time[@datetime]")), None)
            when = parse(time.get("datetime") if time is not None else line, origin="page", language=language, country=country)
            if when.value and when.precision in ("second", "minute", "day"):
                yield when
        return


def _tells(line: str) -> bool:
    """True for a sentence: a day in it is one that it tells of, not the one that it was printed on."""
    return len(line.split()) >= _TELLING and _END.search(line) is not None


def from_url(url: str | None) -> When:
    """The date in an address (`/2024/05/27/`, `/2023/12/`), unknown without one."""
    m = _URL_DATE.search(url or "")
    if not m:
        return When()
    month, day = m["m"] or m["m2"] or m["m3"], m["d"] or m["d2"] or m["d3"]
    if month.isdigit():
        return parse("-".join(p.zfill(2) for p in (m["y"], month, day) if p), origin="url")
    return parse(f"{day or ''} {month} {m['y']}", origin="url", language="en")


def inferred_from_change(modified: When | None) -> When:
    """A feed that only dates the last change: the day of publication is inferred, and bounded by it."""
    if modified is None or modified.value is None:
        return When()
    day = modified.latest or modified.value[:10]
    return When(value=day, precision="day", origin="inferred", latest=day)


def bounded(when: When, modified: When | None) -> When:
    """An unknown date of publication is at least not after the last change."""
    if when.value is not None or modified is None or modified.latest is None:
        return when
    return msgspec.structs.replace(when, latest=min(when.latest or modified.latest, modified.latest))
