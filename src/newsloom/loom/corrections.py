"""What people corrected of outlets and days, laid over lists that are drawn from the database's columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from newsloom.loom import hands
from newsloom.render import StoryRow
from newsloom.store import OutletRow, Printed, Store

_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Corrections:
    """Article → the outlet, and the day, that someone says is right."""

    outlets: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)

    def outlet(self, one: Printed) -> str | None:
        return self.outlets.get(one.article, one.outlet)

    def right(self, printed: Sequence[Printed]) -> list[Printed]:
        """The same with outlets and days as they were corrected, newest first."""
        made = [replace(one, outlet=self.outlet(one), published=self.days.get(one.article, one.published)) for one in printed]
        return sorted(made, key=lambda one: (one.published or one.first_seen, one.article), reverse=True)


def of(store: Store) -> Corrections:
    """The corrections that hold."""
    outlets = {one.target: one.value["name"] for one in reversed(hands.holding(store.people.hands(kind="outlet")))}
    days = {one.target: one.value["day"] for one in reversed(hands.holding(store.people.hands(kind="date")))}
    return Corrections(outlets, days)


def printed(store: Store, name: str, limit: int) -> list[Printed]:
    """What an outlet printed, newest first."""
    known = of(store)
    if not known.outlets and not known.days:
        return store.looking.of_outlet(name, limit)
    own = [one for one in store.looking.of_outlet(name, limit + len(known.outlets)) if known.outlet(one) == name]
    there = {one.article for one in own}
    added = [id for id, right in known.outlets.items() if right == name and id not in there]
    return known.right([*own, *store.looking.printed(added)])[:limit]


def outlets(store: Store, limit: int) -> list[OutletRow]:
    """Outlets, those with most articles first."""
    known = of(store)
    rows = store.looking.outlets(limit)
    moved = store.looking.printed(list(known.outlets))
    touched = {name for one in moved for name in (one.outlet, known.outlet(one)) if name and one.outlet != known.outlet(one)}
    if not touched:
        return rows
    again = [made for name in touched if (made := _row(name, printed(store, name, _ALL))) is not None]
    kept = [row for row in rows if row.name not in touched]
    return sorted([*kept, *again], key=lambda row: (-row.articles, row.name))[:limit]


def _row(name: str, found: Sequence[Printed]) -> OutletRow | None:
    days = sorted(one.published for one in found if one.published)
    stories = len({one.story for one in found if one.story})
    return OutletRow(name, len(found), stories, days[0] if days else None, days[-1] if days else None) if found else None


def named(store: Store, rows: Sequence[StoryRow]) -> list[StoryRow]:
    """Rows of stories with the names of outlets as they were corrected."""
    known = of(store).outlets
    if not known:
        return list(rows)
    touched = store.living.of_articles(list(known))
    return [_named(store, row, known) if row.id in touched else row for row in rows]


def _named(store: Store, row: StoryRow, known: Mapping[str, str]) -> StoryRow:
    found = store.looking.printed([one.article for one in store.living.memberships(stories=[row.id])])
    names = {name for one in found if (name := known.get(one.article, one.outlet))}
    return msgspec.structs.replace(row, outlets=tuple(sorted(names)))


def matching(store: Store, fields: Mapping[str, str | None]) -> dict[str, list[str]]:
    """As `store.looking.matching`, by the outlets that people say are right."""
    known, wanted = of(store).outlets, (fields.get("outlet") or "").casefold()
    words, language = fields.get("words"), fields.get("language")
    found = store.looking.matching(words=words, outlet=fields.get("outlet"), language=language)
    if not known or not wanted:
        return found
    added = {id for id, name in known.items() if wanted in name.casefold()}
    kept = {story: [id for id in ids if id not in known or id in added] for story, ids in found.items()}
    if added:
        for story, ids in store.looking.matching(words=words, language=language).items():
            here = kept.setdefault(story, [])
            here += [id for id in ids if id in added and id not in here]
    return {story: ids for story, ids in kept.items() if ids}
