"""What one paragraph sets right is no word on the figures of the next."""

from __future__ import annotations

from tests.compare.stories import claims

TOLL = (
    "The commission corrected the result of the vote on Monday and said that its first count was wrong.\n"
    "The health ministry said 31 people had been killed in the unrest. Harbour Rights Watch said 44 people had been killed."
)


def test_a_correction_of_the_paragraph_before_moves_no_toll() -> None:
    made = claims(("Post", "2026-08-01", TOLL), ("Echo", "2026-08-01", "The health ministry said 31 people had been killed in the unrest."))
    tolls = [c for c in made if any(a.value is not None and a.value.low in (31, 44) for a in c.assertions)]
    assert tolls
    assert not [c for c in tolls if c.agreement == "updated"]
