"""What was read out of one document, before it becomes an article: one reader a media type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from newsloom.extract import addresses, bbcode, blocks, byline, kinds, maintext, outlets, reserved, state, titles, walls, when
from newsloom.extract.front import dateline
from newsloom.extract.front import read as read_front
from newsloom.extract.partial import is_partial
from newsloom.records import Document, Outlet, Record, Span, When
from newsloom.text.encoding import clean, decode
from newsloom.text.language import identify

_LONGEST_MARKDOWN = 100_000  # characters; longer ones are read as plain text: the parser is not linear on odd input
_FEWEST_POSTS = 3
_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.I)


class Reading(Record, frozen=True, kw_only=True):
    """The text of a document and what the text or page itself says (the container's hints are not in it)."""

    text: str
    title: str | None = None
    url: str | None = None
    writers: tuple[str, ...] = ()
    outlet: Outlet | None = None
    published: tuple[When, ...] = ()
    modified: When | None = None
    language: str = "und"
    partial: bool = False
    front: tuple[Span, ...] = ()
    facts: dict[str, str] = {}


def plain(document: Document) -> Reading:
    text = bbcode.stripped(clean(decode(document.content, document.charset).text))
    language = identify(text, document.hints.language)
    head = read_front(text, language)
    return Reading(
        text=text,
        title=head.title,
        writers=byline.persons(head.byline) or ((head.byline,) if head.byline else ()),
        outlet=outlets.find(document.hints.outlet, [head.outlet], addresses.domain(document.url)),
        published=(head.published,) if head.published else (),
        modified=head.modified,
        language=language,
        partial=is_partial(text, {}, summary=_is_summary(document), whole_page=False),
        front=head.spans,
    )


def markdown(document: Document) -> Reading:
    """Markdown as the text that a reader of it sees; a YAML head is read as the head of a plain text is."""
    from markdown_it import MarkdownIt

    source = clean(decode(document.content, document.charset).text)
    if len(source) > _LONGEST_MARKDOWN:
        return plain(document)
    head = read_front(source, identify(source, document.hints.language))
    end = re.match(r"---[ \t]*\n(?:[^\n]{0,2000}\n){1,60}?---[ \t]*(?:\n|$)", source)
    rendered = blocks.tree(MarkdownIt("commonmark", {"html": False}).render(source[end.end() :] if end else source))
    heading = next((blocks.words_of(h) for h in rendered.iter("h1")), None) if rendered is not None else None
    lines = blocks.lines(rendered) if rendered is not None else []
    text = "\n".join(lines[1:] if lines and lines[0] == heading else lines)
    language = identify(text, document.hints.language)
    below = read_front(text, language)
    return Reading(
        text=text,
        title=heading or head.title or below.title,
        writers=byline.persons(head.byline or below.byline),
        outlet=outlets.find(document.hints.outlet, [head.outlet or below.outlet], addresses.domain(document.url)),
        published=tuple(w for w in (head.published, below.published) if w),
        modified=head.modified or below.modified,
        language=language,
        partial=is_partial(text, {}, summary=False, whole_page=False),
        front=below.spans,
    )


def hypertext(document: Document) -> Reading:
    source = decode(document.content, document.charset).text
    fragment = document.origin == "feed" or not _PAGE.search(source, 0, 4096)
    tree = blocks.tree(source)
    if tree is None:
        return Reading(text="")
    return _fragment(document, tree) if fragment else _page(document, tree)


def _fragment(document: Document, tree: object) -> Reading:
    """HTML that is nothing but the article: a feed entry, the HTML of a record."""
    text = bbcode.stripped(blocks.text(tree))
    sent = dateline(text)
    return Reading(
        text=text,
        front=(sent,) if sent else (),
        url=addresses.canonical(document.url),
        outlet=outlets.find(document.hints.outlet, [], addresses.domain(document.url)),
        language=identify(text, document.hints.language),
        partial=is_partial(text, {}, summary=_is_summary(document), whole_page=document.origin == "feed"),
    )


def _page(document: Document, tree: object) -> Reading:
    from newsloom.extract.page import Page

    page = Page(tree, document.url)
    node, found = page.node, page.metas
    walled = walls.drop(page.tree, page.names)
    text, counted = walls.without_count(maintext.main_text(page.tree, page.names, node, page.url) or state.main_text(page.states))
    language = identify(text, document.hints.language, page.language)
    outlet = outlets.find(document.hints.outlet, page.site_names, addresses.domain(page.url))
    country = outlet.country if outlet else None
    site = (*page.site_names, outlet.name if outlet else None, outlet.domain if outlet else None)
    title = titles.headline(page.tree, node, found, site)
    text = _without_title(text, title)
    head = read_front(text, language)
    writers = page.writers(site) or byline.persons(head.byline, not_these=site)
    changed = when.changes(page.tree, node, found, language, country)
    printed = (head.published,) if head.published else ()
    later = walls.later_page(page.leads_on, page.leads_back, addresses.canonical(document.url) or page.url)
    return Reading(
        text=text,
        title=title,
        url=page.url,
        writers=writers,
        outlet=outlet,
        published=(*when.witnesses(page.tree, node, found, page.url, language, country), *printed),
        modified=changed[0] if changed else head.modified,
        language=language,
        partial=counted or walls.NEXT in later or is_partial(text, node, summary=False, whole_page=True, walled=walled),
        front=_front(text, [s for s in head.spans if s.slice(text).strip() != head.title], writers),
        facts=page.facts | later | reserved.facts(document.headers, page.metas),
    )


def _front(text: str, found: list[Span], writers: tuple[str, ...]) -> tuple[Span, ...]:
    """What was found, the lines that tell when the posts of a live blog were written, and lines at the head that only name the writers (and
    who took the pictures)."""
    times = [Span(start=start, end=end) for start, end in kinds.times(text)]
    if len(times) >= _FEWEST_POSTS:
        found += [span for span in times if not any(span.overlaps(s) for s in found)]
    start = 0
    for line in text.split("\n")[:3]:
        here = Span(start=start, end=start + len(line))
        names = byline.persons(line) if len(line) <= 120 and not line.endswith(".") else ()
        if set(names) & set(writers) and not any(here.overlaps(s) for s in found):
            found.append(here)
        start = here.end + 1
    return tuple(sorted(found))


def _without_title(text: str, title: str | None) -> str:
    """A page's title is metadata: where the extractor left it at the head of the text, it is taken off."""
    first, _, rest = text.partition("\n")
    return rest if rest and titles.is_title(first, title) else text


def _is_summary(document: Document) -> bool:
    return document.metadata.get("feed.part") == "summary"


READINGS: Mapping[str, Callable[[Document], Reading]] = {"text/plain": plain, "text/markdown": markdown, "text/html": hypertext}
