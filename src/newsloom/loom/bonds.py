"""Claims that people put together or apart: how that is written down, and which of it bears on a story."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from newsloom.records import Assertion, Claim, from_json, to_json
from newsloom.records.people import Bond, Hand, Saying
from newsloom.store import Store

BOND = "bond"  # in the value of an entry
_LONGEST = 400  # characters of a version's words
_MOST = 40  # versions of a claim that are written down


def together(claim: Claim, other: Claim) -> str:
    return _written(
        Bond(kind="together", claims=(claim.id, other.id), one=sayings(claim, claim.assertions), other=sayings(other, other.assertions))
    )


def apart(claim: Claim, version: int) -> str:
    """
    Args:
        version: the index of the assertion that is of another matter.
    """
    going = (claim.assertions[version],)
    staying = tuple(one for at, one in enumerate(claim.assertions) if at != version)
    return _written(Bond(kind="apart", claims=(claim.id,), one=sayings(claim, going), other=sayings(claim, staying)))


def sayings(claim: Claim, assertions: Sequence[Assertion]) -> tuple[Saying, ...]:
    return tuple(
        Saying(
            article=p.article,
            version=p.version,
            start=p.start,
            end=p.end,
            text=p.text[:_LONGEST],
            kind=claim.kind,
            figure=_figure(one),
        )
        for one in assertions[:_MOST]
        for p in one.passages[:2]
    )


def _figure(one: Assertion) -> str:
    return f"{one.value.low} {one.value.high} {one.value.unit or ''}".strip() if one.value is not None else ""


def _written(bond: Bond) -> str:
    return to_json(bond).decode()


def read(hand: Hand) -> Bond | None:
    """The bond that an entry holds; None for what an older newsloom wrote, which was a label only."""
    try:
        return from_json(hand.value[BOND].encode(), Bond) if BOND in hand.value else None
    except msgspec.DecodeError:
        return None


def of_story(store: Store, articles: Collection[str]) -> tuple[Bond, ...]:
    """The bonds that hold and name one of these articles, oldest first: they follow their articles into other stories."""
    inside = set(articles)
    hands = [one for kind in ("join", "split") for one in store.people.hands(kind=kind) if one.undone_by is None]
    found = [bond for one in sorted(hands, key=lambda hand: hand.id) if (bond := read(one)) is not None]
    return tuple(bond for bond in found if any(saying.article in inside for saying in (*bond.one, *bond.other)))
