"""A person's word on stories: merge, split, move, pin, rename, and taking any of it back.

Each is an entry in a log that is only added to. What an entry says holds over whatever clustering finds, until it is undone; where two
entries contradict each other, the later one holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newsloom import cluster
from newsloom.errors import NotFoundError, UsageError
from newsloom.loom import clock, linking, placing, titling
from newsloom.records import Action, Change, EventState, Fact, Membership, Story
from newsloom.settings import Settings
from newsloom.store import Store

_LONGEST = 300  # characters of a title


class Curation:
    """What can be said of a desk's stories. Ids are whole; each method gives the entry as it was logged.

    Args:
        by: who says so.
        why: the reason, for the log.

    Raises (all methods):
        NotFoundError: there is no such story, article or change.
        UsageError: it would change nothing, or makes no sense.
        StoreError: another process changed stories for too long.
    """

    def __init__(self, store: Store, settings: Settings, by: str, why: str = "") -> None:
        self._store, self._settings, self._by, self._why = store, settings, by.strip() or "unknown", why.strip()

    def merge(self, stories: Sequence[str]) -> Change:
        """Make stories one. The first keeps its id and title; the ids of the others lead to it from now on."""
        with placing.alone(self._store, "changes stories"):
            kept, *gone = list(dict.fromkeys(self._story(id).id for id in stories))
            if not gone:
                raise UsageError("merge needs two stories or more that are not one already")
            return self._enter("merge", kept, tuple(gone), facts=[Fact(kind="join", a=id, b=kept) for id in gone])

    def split(self, story: str, articles: Sequence[str]) -> Change:
        """Put articles of a story into a new one. The two are never made one again, except by hand."""
        with placing.alone(self._store, "changes stories"):
            whole = self._story(story)
            going = list(dict.fromkeys(articles))
            strange = [id for id in going if id not in whole.articles]
            if strange:
                raise UsageError(f"article {strange[0]} is not in story {whole.id}")
            if not going or len(going) == len(whole.articles):
                raise UsageError("split needs some of a story's articles, and not all of them")
            new = self._free("s", f"{whole.id} {going[0]}")
            members = {one.article: one for one in self._store.living.memberships(articles=going)}
            events: defaultdict[str, list[Membership]] = defaultdict(list)
            for id in going:
                events[members[id].event].append(members[id])
            facts: list[Fact] = []
            opened: list[EventState] = []
            for event, leaving in events.items():
                made = self._event(f"{event} {leaving[0].article}", new, len(opened))
                opened.append(made)
                facts += [Fact(kind="held", a=one.article, b=made.id) for one in leaving]
            facts.append(Fact(kind="apart", a=whole.id, b=new))
            return self._enter("split", new, (whole.id,), tuple(going), facts, opened)

    def move(self, article: str, story: str) -> Change:
        """Put an article into another story, where it stays. The two stories are never made one again, except by hand."""
        return self._take("move", article, story)

    def pin(self, article: str, story: str) -> Change:
        """Have an article stay in a story, and put it there where it is in another."""
        return self._take("pin", article, story)

    def rename(self, story: str, title: str) -> Change:
        """Give a story a title that stays."""
        title = " ".join("".join(c if c.isprintable() else " " for c in title).split())
        if not title:
            raise UsageError("a title needs words")
        with placing.alone(self._store, "changes stories"):
            whole = self._story(story)
            return self._enter("rename", whole.id, facts=[Fact(kind="title", a=whole.id, b=title[:_LONGEST])])

    def undo(self, number: int | None = None) -> Change:
        """Take a change back, by default the latest that someone made. Undoing an undoing makes it hold again."""
        with placing.alone(self._store, "changes stories"):
            change = self._store.living.change(number) if number is not None else self._latest()
            if change.undone_by is not None:
                raise UsageError(f"change {change.id} is undone already, by change {change.undone_by}")
            return self._enter("undo", change.story, change.other, change.articles, self._instead(change), undoes=change.id)

    # How

    def _take(self, action: Action, article: str, story: str) -> Change:
        with placing.alone(self._store, "changes stories"):
            whole = self._story(story)
            self._store.article(article)
            found = self._store.living.memberships(articles=[article])
            if not found:
                raise NotFoundError(f"article {article} is in no story yet: `newsloom sync` or `newsloom add` places it")
            here = found[0]
            if here.story == whole.id:
                return self._enter(action, whole.id, (), (article,), [Fact(kind="held", a=article, b=here.event)])
            made = self._event(f"{here.event} {article}", whole.id, 0)
            facts = [Fact(kind="held", a=article, b=made.id)]
            if len(self._store.story(here.story).articles) == 1:
                facts.append(Fact(kind="join", a=here.story, b=whole.id))
            elif action == "move":
                facts.append(Fact(kind="apart", a=here.story, b=whole.id))
            return self._enter(action, whole.id, (here.story,), (article,), facts, [made])

    def _instead(self, change: Change) -> list[Fact]:
        """What holds once a change is undone: what the machine did is not done again, and a part that left comes back whole."""
        resolve = self._store.living.resolve
        if change.action == "split" and change.other:
            there, left = change.story, change.other[0]
            free = resolve(there) == there and resolve(left) != there
            return [Fact(kind="join", a=there, b=resolve(left))] if free else []
        if change.machine and change.action == "merge":
            return [Fact(kind="apart", a=change.story, b=gone) for gone in change.other]
        if change.machine and change.action == "place":
            return [Fact(kind="held", a=article, b=change.other[0]) for article in change.articles]
        return []

    def _latest(self) -> Change:
        for change in self._store.living.log(by_hand=True):
            if change.action != "undo" and change.undone_by is None:
                return change
        raise NotFoundError("there is nothing to undo: `newsloom stories --log` lists all changes")

    def _enter(
        self,
        action: Action,
        story: str,
        other: tuple[str, ...] = (),
        articles: tuple[str, ...] = (),
        facts: Sequence[Fact] = (),
        opened: Sequence[EventState] = (),
        undoes: int | None = None,
    ) -> Change:
        change = Change(
            at=clock.now(),
            by=self._by,
            action=action,
            story=story,
            why=self._why,
            other=other,
            articles=articles,
            facts=tuple(facts),
            undoes=undoes,
        )
        kept, stories = self._store.living.enter(change, opened)
        linking.remake(placing.Table(self._store, self._settings), stories)
        titling.settle(self._store, self._settings)
        return kept

    def _story(self, id: str) -> Story:
        return self._store.story(id)

    def _event(self, seed: str, story: str, at: int) -> EventState:
        """A new event for what is taken out of another."""
        opened = self._store.living.number("opened") + 1 + at
        return EventState(id=self._free("e", seed), home=story, story=story, opened=opened)

    def _free(self, letter: str, seed: str) -> str:
        """An id that nothing had before."""
        number = self._store.living.number("seq")
        return letter + cluster.story_id(f"{letter} {number} {seed}")[1:]


def told(changes: Sequence[Change], story: str, resolve: dict[str, str]) -> list[Change]:
    """The entries that concern a story, or what became part of it."""
    mine = {story} | {old for old in resolve if _root(resolve, old) == story}
    return [c for c in changes if mine & {c.story, *c.other, *(f.a for f in c.facts), *(f.b for f in c.facts)}]


def _root(resolve: dict[str, str], id: str) -> str:
    while id in resolve:
        id = resolve[id]
    return id


__all__ = ["Curation", "told"]
