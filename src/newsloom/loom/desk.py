"""`Desk`: what a person does with newsloom, whether or not anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from newsloom import brief
from newsloom.errors import NotFoundError, UsageError
from newsloom.loom import briefing as road
from newsloom.loom import (
    clock,
    corrections,
    hands,
    kept,
    ledger,
    listing,
    outline,
    paged,
    passages,
    placing,
    rules,
    shelf,
    versions,
    writing,
)
from newsloom.loom import meaning as meant
from newsloom.loom.accounts import Accounts
from newsloom.loom.ahead import Ahead
from newsloom.loom.changes import since as what_changed
from newsloom.loom.check import article as checked
from newsloom.loom.curation import Curation, told
from newsloom.loom.explaining import reasons
from newsloom.loom.feeds import Feeds
from newsloom.loom.happenings import Happening, of_story
from newsloom.loom.intake import Intake, Progress, batches, gather, quiet
from newsloom.loom.ledger import Entry, OutletPage
from newsloom.loom.listing import Filter
from newsloom.loom.newcomers import Newcomers
from newsloom.loom.notices import Notices
from newsloom.loom.prepared import Prepared
from newsloom.loom.reader import Later, Reader, at_once
from newsloom.loom.rules import Effect
from newsloom.loom.weaving import weave
from newsloom.records import (
    Article,
    Briefing,
    Change,
    Changes,
    Check,
    Claim,
    Explanation,
    Failure,
    LeftOut,
    OutletAdds,
    Story,
    StoryReasons,
    VersionStep,
)
from newsloom.records.people import Belonging, Hand
from newsloom.render import Hit, StoryRow
from newsloom.settings import Settings
from newsloom.store import OutletRow, Store, exists

Report = Callable[[str, Article], None]


class Desk:
    """A desk: a store with its articles and stories; without a database, a table that is cleared afterwards.

    Args:
        db: path of the SQLite file, or address of a PostgreSQL database (postgresql://USER@HOST/NAME); None for a desk that keeps nothing.
        settings: see `newsloom.settings`.

    Raises:
        StoreError: the database cannot be used.
    """

    def __init__(self, db: str | Path | None = None, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._store = Store(db) if db is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._store:
            self._store.close()

    @staticmethod
    def there(db: str) -> bool:
        """Whether there is a desk by that name."""
        return exists(db)

    @property
    def store(self) -> Store:
        """
        Raises:
            UsageError: this desk keeps nothing.
        """
        if self._store is None:
            raise UsageError("this needs a desk: name its database with --db FILE or NEWSLOOM_DB")
        return self._store

    def writer_notice(self, language: str | None = None) -> str | None:
        """What a person is told before text leaves the machine; see `newsloom.loom.writing.notice`."""
        return writing.notice(self.settings.writer, language)

    # The main job

    def brief(
        self,
        inputs: Sequence[str],
        *,
        stdin: BinaryIO | None = None,
        as_of: str | None = None,
        language: str | None = None,
        progress: Progress = quiet,
    ) -> Briefing:
        """Brief the stories that inputs are about. With a store they are added first, and what it knows of those stories joins in.

        Args:
            language: of the reader (BCP 47); heeded where a writer is named.
        """
        day = clock.day(as_of) if as_of else None
        if self._store is None:
            intake = gather(inputs, self.settings, stdin, progress)
            found = paged.completed(intake.articles, self.settings)
            articles = [a for a in found if day is None or clock.known_by(a, day)]
            stories = weave(articles, self.settings)
        else:
            intake = Intake()
            wanted: set[str] = set()
            self._take_in(inputs, stdin, intake.failed, lambda _what, article: wanted.add(article.id), progress)
            stories = self._kept_stories(wanted, day)
        listed = [article for _, members in stories for article in members]
        return road.write(
            stories,
            self.settings,
            left_out=listed,
            failed=intake.failed,
            as_of=day,
            store=self._store,
            language=language,
            progress=progress,
        )

    # A desk that keeps what it reads

    def add(
        self, inputs: Sequence[str], *, stdin: BinaryIO | None = None, report: Report | None = None, progress: Progress = quiet
    ) -> list[Failure]:
        """Add inputs, and follow the feeds among them (addresses, lists). Gives what failed.

        Args:
            report: called with "added", "version" or "known" once an article is safely stored.
        """
        failed: list[Failure] = []
        report = report or (lambda _what, _article: None)
        others = self.feeds.take(inputs, failed, report)
        self._take_in(others, stdin, failed, report, progress)
        return failed

    def _take_in(self, inputs: Sequence[str], stdin: BinaryIO | None, failed: list[Failure], report: Report, progress: Progress) -> None:
        count = 0
        with Ahead(self.settings) as ahead:
            for given in batches(inputs, self.settings, stdin, failed):
                batch = paged.completed(given, self.settings)
                said = self.store.add(batch)
                new = dict.fromkeys(article.id for article, what in zip(batch, said, strict=True) if what in ("added", "version"))
                ahead.offer(self.store.articles(list(new)))  # as they were stored: names that were purged are not in them
                for article, what in zip(batch, said, strict=True):
                    report(what, article)
                shelf.keep(ahead.done(), self.store, self.settings)
                count += len(batch)
                progress("stored", count)
            if self.store.unplaced():  # also what an earlier, interrupted run stored but did not place
                placing.place(self.store, self.settings, ahead=ahead)

    @property
    def feeds(self) -> Feeds:
        """The desk's subscriptions.

        Raises:
            UsageError: this desk keeps nothing.
        """
        return Feeds(self.store, self.settings, self.weave)

    def weave(self) -> None:
        """Place what is in no story yet: new articles, new versions, and what an interrupted run left."""
        placing.place(self.store, self.settings)

    def _kept_stories(self, articles: Collection[str], as_of: str | None = None) -> list[tuple[Story, list[Article]]]:
        """The stories that hold these articles, the largest first."""
        found = [self._known_by(story, as_of) for story in self.store.living.assemble(self.store.living.of_articles(articles))]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: (-len(pair[1]), pair[0].id))

    def _known_by(self, story: Story, as_of: str | None) -> tuple[Story, list[Article]]:
        """A story with its articles, as far as they were out by that day."""
        articles = hands.articles(self.store, story.articles)
        return (story, articles) if as_of is None else outline.known_by(story, articles, as_of)

    # Looking things up

    def stories(self, wanted: Filter | None = None) -> list[StoryRow]:
        """The desk's stories, heaviest first; see `newsloom.loom.listing` for what `wanted` may ask and how they are weighed.

        Raises:
            UsageError: a day is no date, or a place or name is none.
        """
        return corrections.named(self.store, listing.rows(self.store, self.settings, wanted))

    @property
    def state(self) -> tuple[int, int]:
        """Grows with every change of stories, and with everything that someone says: lists that were made under it are still right."""
        said = self.store.people.hands(limit=1)
        return self.store.living.number("seq"), said[0].id if said else 0

    def explain(self, story: str) -> StoryReasons:
        """Why each article is in a story, and what almost joined.

        Raises:
            NotFoundError: there is no such story.
        """
        return reasons(story, self.store, self.settings)

    def resolve(self, id: str) -> str:
        """The full id of a story or article that begins with `id`.

        Raises:
            NotFoundError: none does, or several do.
        """
        found = self.store.find(id) if id else []
        if id in found:
            return id
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(f"no story or article {id!r} in {self.store.db}: `newsloom stories` lists them")
        raise NotFoundError(f"{id!r} could be any of {', '.join(found)}: give more of it")

    def part_of(self, story: str) -> str:
        """The story that a story is part of now: itself, unless it was merged into another."""
        return self.store.living.resolve(story)

    def show_story(self, id: str, *, as_of: str | None = None, progress: Progress = quiet) -> Briefing:
        """The briefing of one story.

        Raises:
            NotFoundError: there is none.
        """
        day = clock.day(as_of) if as_of else None
        pairs = [pair for pair in [self._known_by(self.store.story(id), day)] if pair[1]]
        listed = [article for _, members in pairs for article in members]
        return road.write(pairs, self.settings, left_out=listed, as_of=day, store=self._store, progress=progress)

    def glance(self, id: str) -> kept.Glance:
        """What can be shown of a story at once, without reading anything: its kept briefing, and whether that is of today's story.

        Raises:
            NotFoundError: there is none.
        """
        return kept.glance(id, self.settings, self.store)

    def left_out(self, id: str) -> tuple[LeftOut, ...]:
        """What a story's articles hold that is no news, article by article.

        Raises:
            NotFoundError: there is no such story.
        """
        return brief.left_out(self.story_articles(id))

    def happenings(self, id: str) -> list[Happening]:
        """What happened to a story, newest first; see `newsloom.loom.happenings`.

        Raises:
            NotFoundError: there is none.
        """
        return of_story(id, self.settings, self.store)

    @property
    def notices(self) -> Notices:
        """What readers want to be told of, and telling it."""
        return Notices(self.store, self.settings, self.show_story)

    @property
    def prepared(self) -> Prepared:
        """Explanations and changes that are kept once they are worked out."""
        return Prepared(self.store, self.settings)

    def reader(self, account: str, later: Later = at_once) -> Reader:
        """What is a reader's own: visits, watched stories, saved searches. See `newsloom.loom.reader.Reader`."""
        return Reader(self.store, account, later)

    def newcomers(self, account: str) -> Newcomers:
        """Articles as feed readers see them, with what this reader read and starred."""
        return Newcomers(self.store, account)

    def say(self, by: str, why: str = "") -> hands.Hands:
        """Verdicts, notes, assignments and corrections, in the name of `by`, for the reason `why`."""
        return hands.Hands(self.store, by, why)

    def said(self, *, story: str | None = None, target: str | None = None, limit: int | None = None) -> list[Hand]:
        """What people said, newest first: of a story, of one claim, article or speaker, or of all."""
        return self.store.people.hands(story=story, target=target, limit=limit)

    def ledger(self, speaker: str) -> tuple[list[Entry], bool]:
        """What a speaker said over all stories; see `newsloom.loom.ledger.of`."""
        return ledger.of(self.store, speaker)

    def speakers(self, limit: int = 200) -> list[tuple[str, int, int]]:
        """(name, statements, stories) of those who say most."""
        return ledger.speakers(self.store, limit)

    def outlets(self, limit: int = 500) -> list[OutletRow]:
        """Outlets, those with most articles first."""
        return corrections.outlets(self.store, limit)

    def outlet(self, name: str, limit: int = 200) -> OutletPage:
        """What an outlet printed, and whom it takes from."""
        return ledger.outlet(self.store, name, limit)

    def rules(self) -> list[Belonging]:
        """The rules on arrival of all who work at this desk."""
        return self.store.people.belongings("rule")

    def rule_hits(self, fields: Mapping[str, str]) -> dict[str, list[str]]:
        """Story → articles that a rule describes; see `newsloom.loom.rules`."""
        return rules.hits(self.store, self.settings, fields)

    def rule_effect(self, sizes: Mapping[str, int]) -> Effect:
        """What the rules do to the stories now; `sizes`: story → number of its articles."""
        known = self.rules()
        return rules.effect(self.store, self.settings, known, sizes) if known else Effect()

    def faces(self) -> dict[str, kept.Face]:
        """What lists of stories show of each story's briefing, by story; of stories that were read."""
        return kept.faces(self.store)

    @property
    def accounts(self) -> Accounts:
        """Who may use this desk."""
        return Accounts(self.store)

    def article(self, id: str, version: str | None = None) -> Article:
        """An article in its current version, or in the one named.

        Raises:
            NotFoundError: there is none.
        """
        found = self.store.article(id, version)
        return hands.corrected(found, [one for one in hands.holding(self.store.people.hands(target=id)) if one.kind in hands.ON_ARTICLES])

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Articles in their current versions, corrected as people said, by id.

        Raises:
            NotFoundError: one is not there.
        """
        return {article.id: article for article in hands.articles(self.store, list(dict.fromkeys(ids)))} if ids else {}

    def still_here(self, articles: Sequence[str]) -> list[str]:
        """Those of these articles that are on the desk: what was purged is in nobody's list any more."""
        known = self.store.present(articles)
        return [id for id in articles if id in known]

    def titles(self, stories: Collection[str]) -> dict[str, str]:
        """The titles of stories, by id."""
        return {id: title for id, (title, _) in self.store.living.leads(stories).items()} if stories else {}

    def knows_meanings(self) -> bool:
        """Whether it is known of all articles what they mean, so that a search by meaning answers at once."""
        return meant.ready(self.store, self.settings)

    def learn_meanings(self) -> None:
        """Work out what articles mean that an older newsloom placed."""
        meant.learn(self.store, self.settings)

    def story_of(self, article: str) -> str | None:
        """The story that holds an article, None while it is in none."""
        return next(iter(self.store.living.of_articles([article])), None)

    def story_articles(self, id: str) -> list[Article]:
        """A story's articles, in its order.

        Raises:
            NotFoundError: there is no such story.
        """
        return hands.articles(self.store, self.store.story(id).articles)

    def claims(self, id: str, *, as_of: str | None = None, progress: Progress = quiet) -> tuple[Story, tuple[Claim, ...]]:
        """A story and its claims; with `as_of`, those that were known by the end of that day (YYYY-MM-DD), with their standing then.

        Raises:
            NotFoundError: there is none.
        """
        if as_of is not None:
            then, articles = self._known_by(self.store.story(id), clock.day(as_of))
            return then, road.dossier(then, articles, self.settings, self._store, progress).claims if articles else ()
        if not self.glance(id).fresh:
            self.show_story(id, progress=progress)
        found = self.glance(id)
        return found.story, found.kept.story.claims if found.kept else ()

    def additions(self, id: str, *, progress: Progress = quiet) -> tuple[Story, tuple[OutletAdds, ...]]:
        """A story, and what each outlet adds to it and leaves out.

        Raises:
            NotFoundError: there is none.
        """
        story = self.store.story(id)
        articles = hands.articles(self.store, story.articles)
        return story, road.dossier(story, articles, self.settings, self._store, progress).additions

    def explain_claim(self, id: str, claim: str, *, progress: Progress = quiet) -> Explanation:
        """Why a claim of a story is as it is.

        Args:
            claim: its id, or the first letters of it.

        Raises:
            NotFoundError: there is no such story or claim, or several claims begin so.
        """
        story = self.store.story(id)
        laid = road.dossier(story, hands.articles(self.store, story.articles), self.settings, self._store, progress)
        return road.explain(laid, claim, self.settings, self._store)

    def changes(self, id: str, since: str, *, until: str | None = None, seen: bool = False, progress: Progress = quiet) -> Changes:
        """What changed in a story since a day; see `newsloom.loom.changes.since`."""
        return what_changed(id, since, self.settings, self.store, until=until, seen=seen, progress=progress)

    def check(self, input: str, *, stdin: BinaryIO | None = None, progress: Progress = quiet) -> Check:
        """Hold one article or draft against the desk; nothing of it is kept. See `newsloom.loom.check.article`."""
        return checked(input, self.settings, self.store, stdin=stdin, progress=progress)

    def search(self, words: str, limit: int = 20, *, meaning: bool = False) -> list[Hit]:
        """Articles that hold all of `words`, best first, each with the passage that answers best.

        Args:
            meaning: articles that mean nearly the same instead, in any language; their score is a cosine.
        """
        hits = meant.search(self.store, self.settings, words, limit) if meaning else self.store.search(words, limit)
        articles = {article.id: article for article in self.store.articles([hit.article for hit in hits])} if hits else {}
        return [
            Hit(story=hit.story, article=hit.article, score=round(hit.score, 4), passage=passages.best(articles[hit.article], words))
            for hit in hits
        ]

    # A person's word on stories

    def curate(self, by: str, why: str = "") -> Curation:
        """Merge, split, move, pin, rename, undo, in the name of `by`, for the reason `why`.

        Raises:
            UsageError: this desk keeps nothing.
        """
        return Curation(self.store, self.settings, by, why)

    def history(self, story: str | None = None, limit: int | None = None) -> list[Change]:
        """The log of changes, newest first: merges, splits and all that someone said; of one story, or of all.

        Raises:
            NotFoundError: there is no such story.
        """
        if story is None:
            return self.store.living.log(limit)
        return told(self.store.living.log(), self.store.story(story).id, self.store.living.redirects())[:limit]

    def versions(self, article: str) -> list[VersionStep]:
        """The versions of an article, oldest first, each with what changed since the one before.

        Raises:
            NotFoundError: there is none.
        """
        self.store.article(article)
        return versions.steps(self.store.versions(article))

    def watch(self, seq: int, change: int, wanted: Filter | None = None) -> listing.News:
        """What changed since change number `seq` of the desk and entry number `change` of its log; see `newsloom.loom.listing.since`."""
        return listing.since(self.store, self.settings, seq, change, wanted)
