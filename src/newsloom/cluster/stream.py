"""Events as articles come in, one by one: each joins an event of the active window or opens one (topic detection and tracking, online)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from newsloom.cluster import ranking
from newsloom.cluster.dividing import divide
from newsloom.cluster.evidence import Weighed, weigh
from newsloom.cluster.features import Features
from newsloom.cluster.gathering import Desk, Gathering, Placement, event_id
from newsloom.cluster.model import Model, event_model
from newsloom.cluster.regroup import Links
from newsloom.cluster.resettle import Move, resettle
from newsloom.cluster.window import Window
from newsloom.settings import ClusterSettings
from newsloom.text import fingerprint
from newsloom.text.words import Background

_COPY = 0.75  # likeness of fingerprints from which one text is a copy of the other


def _never(_one: str, _other: str) -> bool:
    return False


class Stream:
    """The events of the active window.

    Without a desk all of it is in memory, and `resume` rebuilds it from stored features and memberships. With a desk, events and articles
    are read from there as they are needed, so that neither time nor memory grows with what was placed before.
    """

    def __init__(
        self,
        settings: ClusterSettings,
        background: Background | None = None,
        model: Model | None = None,
        *,
        learning: bool = True,
        desk: Desk | None = None,
        opened: int = 0,
    ) -> None:
        """`background` holds what was seen so far; with `learning` each placed article is added to it. `opened`: events opened before."""
        self.settings = settings
        self.learning = learning
        self.background = background or Background()
        self.model = model or event_model()
        self.window = Window(desk)
        self.events: dict[str, Gathering] = {}
        self.event_of: dict[str, str] = {}
        self.touched: dict[str, None] = {}
        self.opened = opened
        self.links = Links()
        self.fresh: dict[str, None] = {}  # placed since the last `settle`
        self.pairs = ranking.Pairs()
        self.prints: dict[str, list[str]] = {}  # article → its copies in the same event
        self.moves: list[Move] = []  # articles that `settle` moved; the caller takes them out
        self._desk = desk
        self._expected: dict[str, Weighed] = {}  # articles that are about to be placed
        self._homeless: set[str] = set()  # articles that the desk was asked for, and has in no event
        self._gone: dict[str, str] = {}  # events that were merged here, which the desk does not know yet

    def expect(self, members: Mapping[str, Weighed]) -> None:
        """Read of the desk at once what placing these articles, weighed as they are now, will ask for."""
        self._expected = dict(members)
        self.pairs.clear()
        if self._desk is not None:
            ranking.expect(self, members)

    def _weighed(self, features: Features) -> Weighed:
        expected = self._expected.get(features.article)
        return expected if expected is not None and expected.features is features else weigh(features, self.background)

    def place(self, features: Features, *, fresh: bool = False) -> Placement:
        """Join the article to the event it tells of, or open one. Placing an article that is there already changes nothing.

        Args:
            fresh: it was withdrawn here, whatever the desk says of it.
        """
        if not fresh:
            self.know([features.article])
        known = self.event_of.get(features.article)
        if known is not None:
            return Placement(features.article, known, opened=False, score=0.0)
        if self.learning:
            self.background.observe(features.terms)
        member = self._weighed(features)
        found = ranking.ranked(self, member)
        copy_of = self._copied(member)
        joins = bool(found) and found[0][1] >= self.model.threshold
        event = found[0][0] if joins else event_id(features.article)
        self._admit(member, event, copy_of)
        self.fresh[features.article] = None
        near = tuple(found[1:4] if joins else found[:3])
        return Placement(features.article, event, opened=not joins, score=found[0][1] if joins else 0.0, copy_of=copy_of, also=near)

    def revise(self, features: Features) -> float:
        """Put a new version of a placed article in place of the old one; its event keeps it. Gives how well it still fits: the log-odds
        that it tells of what the event's other voices tell; infinity where it is alone.
        """
        self.know([features.article])
        event = self.events[self.event_of[features.article]]
        member = self._weighed(features)
        self.window.fetch(event.speakers())
        self.window.add(member)
        self.pairs.clear()  # what others scored with the old version
        self.touched[event.id] = None
        event.reach(member.day)
        others = [self.window.members[name] for name in event.speakers() if name != features.article and name in self.window.members]
        return self._support(member, others) if others else float("inf")

    def withdraw(self, article: str) -> None:
        """Take an article out of its event, so that it can be placed anew."""
        event = self.events[self.event_of.pop(article)]
        self.touched[event.id] = None
        event.voices = [name for name in event.voices if name != article]
        if article in event.members:
            event.members.remove(article)
        else:
            event.before -= 1

    def resume(self, placed: Iterable[tuple[Features, str, str | None]]) -> None:
        """Rebuild the window from what was stored: (features, event, copy_of) in the order of placing. Nothing is scored."""
        for features, event, copy_of in placed:
            self._admit(weigh(features, self.background), event, copy_of)

    def expire(self, today: int) -> list[str]:
        """Forget the events whose last article is more than the window before `today` (days since 1970-01-01); give their ids."""
        old = [e for e in self.events.values() if e.last is not None and today - e.last > self.settings.window_days]
        for event in old:
            self.window.forget(set(event.members))
            del self.events[event.id]
            for article in event.members:
                del self.event_of[article]
        return [event.id for event in old]

    def score(self, member: Weighed, event: Gathering) -> float:
        """Log-odds that the article tells of the event: by all its voices, and by the one nearest to the article."""
        self.window.fetch(event.speakers())
        return self._support(member, [self.window.members[name] for name in event.speakers() if name in self.window.members])

    def _support(self, member: Weighed, voices: Sequence[Weighed]) -> float:
        return self.support([self.model.pair(member, voice) for voice in voices])

    def support(self, scores: Sequence[float]) -> float:
        """What an article scores with an event, by what it scores with its voices."""
        if not scores:
            return float("-inf")
        return self.model.mean * sum(scores) / len(scores) + (1 - self.model.mean) * max(scores)

    def nearest(self, name: str, apart: Callable[[str, str], bool] = _never) -> tuple[str, float] | None:
        """The other event that this one is likest to, with the log-odds that the two are one: the mean over what their voices score."""
        event = self.events[name]
        self.window.fetch(event.speakers())
        members = [self.window.members[voice] for voice in event.speakers() if voice in self.window.members]
        found = [other for member in members for other in self.window.candidates(member)]
        self.know(found)
        others = {self.event_of[other] for other in found if other in self.event_of} - {name}
        scored = [(other, self._likeness(members, self.events[other])) for other in sorted(others) if not apart(name, other)]
        return max(scored, key=lambda item: item[1]) if scored else None

    def merge(self, kept: str, gone: str) -> None:
        """Make two events one. The caller keeps a redirect from the id that is gone, so that old links hold."""
        event, other = self.events[kept], self.events.pop(gone)
        event.members.extend(other.members)
        event.before += other.before
        event.voices.extend(other.voices)
        for day in (other.first, other.last):
            event.reach(day)
        self._gone[gone] = kept
        self.touched.pop(gone, None)
        self.touched[kept] = None
        self.event_of.update({name: kept for name, home in self.event_of.items() if home == gone})

    def settle(
        self, apart: Callable[[str, str], bool] = _never, tied: Collection[str] = (), whole: Collection[str] = ()
    ) -> list[tuple[str, str, float]]:
        """Group anew the articles placed since the last call together with those that they might belong with (`regroup`).

        Args:
            apart: tells of two events that they must stay two, whatever is said of them.
            tied: articles that a person put where they are.
            whole: events that may grow but give no article away.

        Returns:
            (kept, gone, log-odds) of each two events that became one, the older id staying. Single articles that went from one event to
            another, or to a new one, are added to `moves`.
        """
        return resettle(self, apart, tied, whole)

    def opening(self, article: str) -> str:
        """An id for an event that this article founds; another one where an event of that id is there, or was."""
        name = event_id(article)
        while name in self.events or name in self._gone:
            name = event_id(name)
        return name

    def divide(self, fixed: Callable[[str], bool]) -> list[tuple[str, str, list[str]]]:
        """Part events that were touched and turn out to be two: their voices fall into groups that nothing holds together, even loosely.

        Args:
            fixed: tells of an event that it must not be parted.

        Returns:
            (event, new event, voices that went to it). The founder's part keeps the id.
        """
        return divide(self, fixed)

    def know(self, articles: Iterable[str]) -> None:
        """Have the events of these articles at hand."""
        if self._desk is None:
            return
        missing = [name for name in dict.fromkeys(articles) if name not in self.event_of and name not in self._homeless]
        found = {name: self._heir(event) for name, event in self._desk.events_of(missing).items()} if missing else {}
        wanted = [event for event in dict.fromkeys(found.values()) if event not in self.events]
        for event in self._desk.gatherings(wanted) if wanted else ():
            self.events[event.id] = event
        self.event_of.update({name: event for name, event in found.items() if event in self.events})
        self._homeless.update(name for name in missing if name not in self.event_of)

    def _heir(self, event: str) -> str:
        while event in self._gone:
            event = self._gone[event]
        return event

    def _likeness(self, members: list[Weighed], event: Gathering) -> float:
        scores = [self.score(member, event) - (0.0 if self.active(event, member.day) else self.model.dormant) for member in members]
        return sum(scores) / len(scores) if scores else float("-inf")

    def active(self, event: Gathering, day: int | None) -> bool:
        """Whether a day is within the window of an event."""
        if day is None or event.first is None or event.last is None:
            return True
        return event.first - self.settings.window_days <= day <= event.last + self.settings.window_days

    def _copied(self, member: Weighed) -> str | None:
        """The oldest article whose text this one repeats."""
        mine = member.features.signature
        for name in self.window.twins(member):
            if name != member.features.article and fingerprint.likeness(mine, self.window.members[name].features.signature) >= _COPY:
                self.know([name])
                return name
        return None

    def _admit(self, member: Weighed, name: str, copy_of: str | None) -> None:
        self.window.add(member)
        if name not in self.events:
            self.opened += 1
            self.events[name] = Gathering(name, opened=self.opened)
        event = self.events[name]
        self.touched[name] = None
        event.members.append(member.features.article)
        if copy_of is None or self.event_of.get(copy_of) != name:
            event.voices.append(member.features.article)
        else:
            self.prints.setdefault(copy_of, []).append(member.features.article)
        event.reach(member.day)
        self.event_of[member.features.article] = name


__all__ = ["Gathering", "Placement", "Stream", "event_id"]
