"""From a document to an article: what its reader found, what its container says, and who is believed where they differ."""

from __future__ import annotations

from newsloom.errors import InputError
from newsloom.extract import addresses, bounds, byline, dates, identity, measure, notices, rights, titles, when
from newsloom.extract.reading import READINGS, Reading
from newsloom.records import Article, Document, Outlet, When


def article(document: Document) -> Article:
    """Read the article that a document holds.

    Raises:
        InputError: there is no text in it, or only a notice of the site (an error page, a login wall, an appeal).
    """
    reading = READINGS.get(document.media, READINGS["text/plain"])(document)
    if not any(c.isalnum() for c in reading.text):
        where = f"{document.input} ({document.item})" if document.item else document.input
        raise InputError(where, "holds no text" if document.content.strip() else "has no text, only a title")
    heading = document.hints.title or reading.title
    if notices.only(reading.text, heading, reading.language):
        raise InputError(f"{document.input} ({document.item})" if document.item else document.input, notices.REASON)
    outlet = reading.outlet
    published, modified, facts = _dates(document, reading, outlet)
    url = reading.url or addresses.canonical(document.url) or addresses.canonical(document.hints.url)
    site = (document.hints.outlet, outlet.name if outlet else None)
    writers = _byline(document, reading, site)
    stated = {k: v for k, v in reading.facts.items() if k != "byline" or not writers}
    if not writers and document.hints.byline:
        facts["byline"] = " ".join(document.hints.byline.split())[:200]  # an agency or a desk: no person, but a sign of origin
    title = titles.without_site(document.hints.title, site) or reading.title
    return Article(
        id=identity.article_id(url=url, outlet=outlet.name if outlet else None, input=document.input, title=title, text=reading.text),
        version=identity.version_id(reading.text),
        input=document.input,
        item=document.item,
        first_seen=document.fetched,
        text=reading.text,
        url=url,
        title=title,
        byline=writers,
        outlet=outlet,
        published=published,
        modified=modified,
        language=reading.language,
        words=_words(reading),
        partial=reading.partial,
        front=reading.front,
        metadata={**document.metadata, **stated, **facts},
    )


def _byline(document: Document, reading: Reading, site: tuple[str | None, ...]) -> str | None:
    """The container's byline where it names persons, else the page's."""
    return byline.joined(byline.persons(document.hints.byline, not_these=site) or reading.writers)


def _dates(document: Document, reading: Reading, outlet: Outlet | None) -> tuple[When, When | None, dict[str, str]]:
    country = outlet.country if outlet else None
    hints = document.hints
    stated = dates.parse(hints.published, origin=document.origin, language=reading.language, country=country)
    changed = dates.parse(hints.modified, origin=document.origin, language=reading.language, country=country)
    modified = changed if changed.value else reading.modified
    found = (stated, *reading.published)
    published, facts = when.published(found, fetched=document.fetched, origin=document.origin)
    published, earlier = when.checked(published, reading.url or document.url or hints.url, rights.year(reading.text))
    facts |= earlier
    if published.value is None and document.origin == "feed":
        published = when.inferred_from_change(modified) if modified else published
    if hints.published and stated.value is None:
        facts["published.unread"] = hints.published[:200]
    published = when.bounded(published, modified)
    published = bounds.bounded(published, reading.text, reading.language, document.fetched)
    return published, modified, facts


def _words(reading: Reading) -> int:
    text = reading.text
    for span in reading.front:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return measure.words(text)
