"""What is inside a story: its claims, what outlets add, what changed."""

from __future__ import annotations

from newsloom.loom import briefing as road
from newsloom.loom import clock, hands
from newsloom.loom.changes import since as what_changed
from newsloom.loom.desk.stories import Stories
from newsloom.loom.intake import Progress, quiet
from newsloom.loom.prepared import Prepared
from newsloom.records import Changes, Claim, Explanation, OutletAdds, Story


class Claims(Stories):
    """The claims of a desk's stories."""

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

    def additions(self, id: str, *, progress: Progress = quiet) -> tuple[Story, tuple[OutletAdds, ...]]:
        """A story, and what each outlet adds to it and leaves out.

        Raises:
            NotFoundError: there is none.
        """
        story = self.store.story(id)
        articles = hands.articles(self.store, story.articles)
        return story, road.dossier(story, articles, self.settings, self._store, progress).additions

    def changes(self, id: str, since: str, *, until: str | None = None, seen: bool = False, progress: Progress = quiet) -> Changes:
        """What changed in a story since a day; see `newsloom.loom.changes.since`."""
        return what_changed(id, since, self.settings, self.store, until=until, seen=seen, progress=progress)

    @property
    def prepared(self) -> Prepared:
        """Explanations and changes that are kept once they are worked out."""
        return Prepared(self.store, self.settings)
