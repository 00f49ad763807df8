"""Polls subscriptions and takes in what is new.

What a feed gave is stored before the feed counts as polled: killed half-way, it is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import polite
from newsloom.loom import intake, paged, polling
from newsloom.records import Article, Document, Failure, Feed, Outcome, Poll
from newsloom.settings import Settings
from newsloom.store import Store

Report = Callable[[str, Article], None]
SUMMARY = "feed.part"  # in an article's metadata: its text is only what a feed said of it
_ENTRY = re.compile(rb'<(?:\w{1,20}:)?(?:item|entry)[\s>]|"items"\s{0,20}:\s{0,20}\[\s{0,200}[^\s\]]', re.I)
_TRY_AGAIN = frozenset({None, 429}) | frozenset(range(500, 600))


@dataclass(slots=True)
class _Taken:
    """A feed on its way in: what was read, what is still to be fetched."""

    before: Feed
    after: Feed
    outcome: Outcome
    articles: list[Article] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    known: int = 0
    pages: dict[str, Document] = field(default_factory=dict)
    fetched: set[str] | None = None


class Sync:
    """One round of polling.

    Args:
        report: told of each article once it is stored: "added", "version" or "known".
    """

    def __init__(self, store: Store, settings: Settings, pool: polite.Pool, report: Report) -> None:
        self._store, self._settings, self._pool, self._report = store, settings, pool, report

    def poll(self, feeds: Sequence[Feed]) -> Iterator[Poll]:
        """Poll feeds, whether due or not, and give how each went, once it is stored. Pages of entries come after all feeds."""
        wanted = {feed.url: feed for feed in feeds}
        open_: list[_Taken] = []
        for answer in self._pool.answers([polling.ask(feed) for feed in wanted.values()]):
            taken = self._read(wanted[answer.ask.url], answer)
            if taken.pages:
                open_.append(taken)
            else:
                yield self._keep(taken)
        yield from self._with_pages(open_)

    def settle(self, feed: Feed, answer: polite.Answer) -> Iterator[Poll]:
        """The same for an answer that is there already."""
        taken = self._read(feed, answer)
        if taken.pages:
            yield from self._with_pages([taken])
        else:
            yield self._keep(taken)

    # Reading

    def _read(self, feed: Feed, answer: polite.Answer) -> _Taken:
        rules = self._settings.feeds
        if answer.status == 304 and answer.error is None:
            if polling.asked_whether_changed(feed, answer):
                return _Taken(feed, polling.unchanged(feed, answer, rules), "unchanged")
            reason = "the server answers that nothing has changed, to one who has nothing yet"
            return _Taken(feed, polling.failed(feed, answer, reason, rules), "failing")
        if answer.source is None:
            outcome: Outcome = "ended" if answer.status == polling.GONE else "waiting" if polling.is_waiting(answer) else "failing"
            return _Taken(feed, polling.failed(feed, answer, answer.error or "nothing came", rules), outcome)
        try:
            return self._entries(feed, answer, polite.opened(answer.source))
        except InputError as error:
            return _Taken(feed, polling.failed(feed, answer, error.reason, rules), "failing")

    def _entries(self, feed: Feed, answer: polite.Answer, source: polite.Source) -> _Taken:
        what = polite.content(source)
        if what != "feed":
            named = {"page": "a web page", "list": "a list of feeds"}.get(what, "something else")
            raise InputError(feed.url, f"is {named}, not a feed" if source.data else "is empty")
        about = polite.about(source)
        documents: list[Document] = []
        failures: list[Failure] = []
        for found in polite.documents(source, self._settings.ingest):
            documents.append(found) if isinstance(found, Document) else failures.append(found)
        if not documents and failures and (not about.whole or _ENTRY.search(source.data)):
            raise InputError(feed.url, failures[0].error)
        if about.last_cut:
            documents = documents[:-1]
        taken = _Taken(feed, polling.given(feed, answer, about, self._settings.feeds), "nothing new")
        if documents:
            taken.failed += failures
        self._sift(taken, documents)
        return taken

    def _sift(self, taken: _Taken, documents: list[Document]) -> None:
        """What of a feed's entries is to be stored, and which pages are to be fetched: those of entries without any text, and of summaries
        where that is wanted. A summary never takes the place of a whole text."""
        read = [(document, intake.article(document)) for document in documents]
        there = self._store.present([a.id for _, a in read if isinstance(a, Article)])
        done = self._store.fetched(taken.before.id)
        for document, article in read:
            item = document.item or document.url or ""
            brief = SUMMARY in document.metadata or isinstance(article, Failure)
            wanted = brief if taken.before.full else isinstance(article, Failure)
            if wanted and document.url and item not in done:
                taken.pages[item] = document
            elif isinstance(article, Failure):
                if item not in done:
                    taken.failed.append(article)
            elif item in done or (brief and article.id in there and SUMMARY not in there[article.id]):
                taken.known += 1
            else:
                taken.articles.append(article)
        taken.fetched = done & {d.item or d.url or "" for d in documents}

    # Pages

    def _with_pages(self, open_: list[_Taken]) -> Iterator[Poll]:
        """Fetch the pages that feeds only sum up, of all feeds at once, and finish each feed with its last page."""
        waiting: dict[str, list[tuple[_Taken, str]]] = {}
        for taken in open_:
            for item, document in taken.pages.items():
                waiting.setdefault(document.url or "", []).append((taken, item))
        for answer in self._pool.answers([polite.Ask(url=url, page=True) for url in waiting]):
            for taken, item in waiting[answer.ask.url]:
                self._page(taken, item, answer)
                if not taken.pages:
                    yield self._keep(taken)

    def _page(self, taken: _Taken, item: str, answer: polite.Answer) -> None:
        """A page in place of its entry's summary; where there is none, the summary."""
        entry = taken.pages.pop(item)
        reason = answer.error or "nothing came"
        found: Article | Failure | None = None
        if answer.source is not None:
            found = self._page_article(answer.source, entry)
            reason = found.error if isinstance(found, Failure) else ""
        final = answer.source is not None or answer.status not in _TRY_AGAIN
        if final and taken.fetched is not None:
            taken.fetched.add(item)
        if isinstance(found, Article):
            taken.articles.append(found)
            return
        summary = intake.article(entry)
        if isinstance(summary, Article):
            taken.articles.append(summary)
        taken.failed.append(Failure(input=entry.url or taken.after.url, error=reason))

    def _page_article(self, source: polite.Source, entry: Document) -> Article | Failure:
        if polite.content(source) not in ("page", "other"):
            return Failure(input=source.input, error="is no page")
        for document in polite.documents(source, self._settings.ingest):
            if isinstance(document, Failure):
                return document
            hints = msgspec.structs.replace(entry.hints, url=document.hints.url)
            whole = msgspec.structs.replace(document, input=entry.input, item=entry.item, hints=hints, origin="feed")
            return paged.whole(intake.article(whole), self._pool, self._settings)
        return Failure(input=source.input, error="holds no text")

    # Storing

    def _keep(self, taken: _Taken) -> Poll:
        """Store what a feed gave, then how its poll went."""
        counts = {"added": 0, "version": 0, "known": taken.known, "purged": 0}
        for batch in intake.batched(taken.articles, []):
            for article, what in zip(batch, self._store.add(batch), strict=True):
                counts[what] += 1
                self._report(what, article)
        self._store.polled(taken.after, taken.fetched)
        new = counts["added"] + counts["version"]
        return Poll(
            feed=taken.after,
            outcome="new" if new else taken.outcome,
            added=counts["added"],
            changed=counts["version"],
            known=counts["known"],
            failed=tuple(taken.failed),
            moved=taken.before.url if taken.after.url != taken.before.url else None,
        )
