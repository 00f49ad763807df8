"""Stories: listing, finding and showing them, and a person's word on them."""

from __future__ import annotations

from collections.abc import Collection

from newsloom import brief
from newsloom.errors import NotFoundError
from newsloom.loom import briefing as road
from newsloom.loom import clock, corrections, hands, kept, listing
from newsloom.loom.curation import Curation, told
from newsloom.loom.desk.base import Base
from newsloom.loom.explaining import reasons
from newsloom.loom.happenings import Happening, of_story
from newsloom.loom.intake import Progress, quiet
from newsloom.loom.listing import Filter
from newsloom.loom.notices import Notices
from newsloom.records import Article, Briefing, Change, LeftOut, StoryReasons
from newsloom.render import StoryRow


class Stories(Base):
    """A desk's stories."""

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

    def watch(self, seq: int, change: int, wanted: Filter | None = None) -> listing.News:
        """What changed since change number `seq` of the desk and entry number `change` of its log; see `newsloom.loom.listing.since`."""
        return listing.since(self.store, self.settings, seq, change, wanted)

    def changed_since(self, seq: int) -> list[str]:
        """Stories that changed after change number `seq` of the desk (the first of `state`), the newest change first."""
        return [one.id for one in self.store.living.listed(Filter().wanted(seq))]

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

    def titles(self, stories: Collection[str]) -> dict[str, str]:
        """The titles of stories, by id."""
        return {id: title for id, (title, _) in self.store.living.leads(stories).items()} if stories else {}

    def faces(self) -> dict[str, kept.Face]:
        """What lists of stories show of each story's briefing, by story; of stories that were read."""
        return kept.faces(self.store)

    def story_of(self, article: str) -> str | None:
        """The story that holds an article, None while it is in none."""
        return next(iter(self.store.living.of_articles([article])), None)

    def story_articles(self, id: str) -> list[Article]:
        """A story's articles, in its order.

        Raises:
            NotFoundError: there is no such story.
        """
        return hands.articles(self.store, self.store.story(id).articles)

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

    def explain(self, story: str) -> StoryReasons:
        """Why each article is in a story, and what almost joined.

        Raises:
            NotFoundError: there is no such story.
        """
        return reasons(story, self.store, self.settings)

    def happenings(self, id: str) -> list[Happening]:
        """What happened to a story, newest first; see `newsloom.loom.happenings`.

        Raises:
            NotFoundError: there is none.
        """
        return of_story(id, self.settings, self.store)

    def history(self, story: str | None = None, limit: int | None = None) -> list[Change]:
        """The log of changes, newest first: merges, splits and all that someone said; of one story, or of all.

        Raises:
            NotFoundError: there is no such story.
        """
        if story is None:
            return self.store.living.log(limit)
        return told(self.store.living.log(), self.store.story(story).id, self.store.living.redirects())[:limit]

    def curate(self, by: str, why: str = "") -> Curation:
        """Merge, split, move, pin, rename, undo, in the name of `by`, for the reason `why`.

        Raises:
            UsageError: this desk keeps nothing.
        """
        return Curation(self.store, self.settings, by, why)

    @property
    def notices(self) -> Notices:
        """What readers want to be told of, and telling it."""
        return Notices(self.store, self.settings, self.show_story)
