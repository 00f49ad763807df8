"""Standing over time."""

from __future__ import annotations

from newsloom.compare.standing import Sign, steps
from newsloom.records import Passage, StandingKind, When


def sign(standing: StandingKind, by: str | None = None, when: str | None = None, article: str = "a", start: int = 0) -> Sign:
    passage = Passage(article=article, version="v", start=start, end=start + 5, text="words")
    return Sign(standing, by, None, When(value=when, precision="day", origin="feed") if when else When(latest="2026-09-01"), passage)


def test_time_orders_where_it_is_known() -> None:
    found = steps(
        [sign("confirmed", "Lena Orso", "2026-03-03"), sign("rumoured", None, "2026-01-01"), sign("alleged", "Union", "2026-02-02")]
    )
    assert [s.standing for s in found] == ["rumoured", "alleged", "confirmed"]


def test_a_denial_after_a_confirmation_stays_after_it() -> None:
    found = steps([sign("denied", "Mayor", "2026-03-04"), sign("confirmed", "Police", "2026-03-03")])
    assert [s.standing for s in found] == ["confirmed", "denied"]


def test_without_times_the_less_sure_comes_first() -> None:
    found = steps([sign("confirmed", "Ministry"), sign("evidenced"), sign("rumoured"), sign("alleged", "Union")])
    assert [s.standing for s in found] == ["rumoured", "alleged", "evidenced", "confirmed"]


def test_undated_signs_stand_before_the_first_dated_surer_one() -> None:
    found = steps([sign("confirmed", "Ministry", "2026-03-03"), sign("rumoured")])
    assert [s.standing for s in found] == ["rumoured", "confirmed"]


def test_one_step_for_each_standing_and_party() -> None:
    found = steps(
        [
            sign("alleged", "The Union", "2026-02-02", "a"),
            sign("alleged", "Union", "2026-02-05", "b"),
            sign("alleged", "Mayor", "2026-02-03"),
        ]
    )
    assert [(s.by, s.when.value, len(s.passages)) for s in found] == [("The Union", "2026-02-02", 2), ("Mayor", "2026-02-03", 1)]
