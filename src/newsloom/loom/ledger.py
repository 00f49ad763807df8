"""What people in public said over all stories, in order; and what outlets printed."""

from __future__ import annotations

from dataclasses import dataclass

from newsloom.loom import corrections, hands, kept
from newsloom.records.people import Said
from newsloom.store import Printed, Store, Wanted


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in a ledger. `turn`: the earlier statement on the same claim that this one turns against, None where it does not."""

    said: Said
    turn: Said | None


@dataclass(frozen=True, slots=True)
class OutletPage:
    """One outlet: what it printed, whom its reports derive from (name, how, reports), and who derives from it."""

    name: str
    printed: tuple[Printed, ...]
    sources: tuple[tuple[str, str, int], ...]
    takers: tuple[tuple[str, str, int], ...]


def of(store: Store, name: str) -> tuple[list[Entry], bool]:
    """The ledger of a speaker, oldest first, and whether someone had it erased (it is empty then)."""
    entity = kept.entity(name)
    if any(one.kind == "erase" for one in hands.holding(store.people.hands(target=entity))):
        return [], True
    live = {row.id for row in store.living.listed(Wanted())}
    return _turned([said for said in store.results.said(entity) if said.story in live]), False


def _turned(said: list[Said]) -> list[Entry]:
    """Mark where a speaker asserts what they denied or doubted earlier, or the other way round, of one and the same claim; both dated."""
    last: dict[tuple[str, str], tuple[bool, Said]] = {}
    found = []
    for one in said:
        turn = None
        for claim, stance in one.stances.items():
            side = stance == "asserts"
            was, before = last.get((one.story, claim), (side, one))
            if was != side and one.day and before.day and before.day < one.day:
                turn = before
            last[one.story, claim] = (side, one)
        found.append(Entry(one, turn))
    return found


def speakers(store: Store, limit: int) -> list[tuple[str, int, int]]:
    """(name, statements, stories) of the speakers who say most; erased ones, and those who are only called by what they are ("the
    company"), are left out."""
    erased = {one.target for one in hands.holding(store.people.hands(kind="erase"))}
    found = store.results.speakers(2 * limit)
    return [(name, count, stories) for entity, name, count, stories in found if entity not in erased and not _common(name)][:limit]


def _common(name: str) -> bool:
    """Whether a name is none: words of a script with capitals, written without any."""
    return name == name.lower() and name != name.upper()


def outlet(store: Store, name: str, limit: int) -> OutletPage:
    """An outlet's page. Whom it derives from is known for stories that were read."""
    printed = corrections.printed(store, name, limit)
    mine = {one.article for one in printed}
    sources: dict[tuple[str, str], int] = {}
    takers: dict[tuple[str, str], int] = {}
    for story in dict.fromkeys(one.story for one in printed if one.story):
        briefing = kept.briefing(story, store)
        if briefing is None:
            continue
        names = {card.id: (card.outlet.name if card.outlet else None) for card in briefing.articles}
        for tie in briefing.provenance.derivations:
            if tie.article in mine and tie.from_ != name:
                sources[tie.from_, tie.how] = sources.get((tie.from_, tie.how), 0) + 1
            elif tie.from_article in mine and (taker := names.get(tie.article)) and taker != name:
                takers[taker, tie.how] = takers.get((taker, tie.how), 0) + 1
    return OutletPage(name, tuple(printed), _ranked(sources), _ranked(takers))


def _ranked(counts: dict[tuple[str, str], int]) -> tuple[tuple[str, str, int], ...]:
    return tuple((name, how, count) for (name, how), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
