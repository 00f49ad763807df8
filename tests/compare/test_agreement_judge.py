"""How two versions of one claim stand to each other: the catalogue of traps."""

from __future__ import annotations

import pytest

from newsloom.compare import agreement
from newsloom.compare.agreement.judge import Judge
from newsloom.compare.agreement.version import Version
from newsloom.records import Value, When
from newsloom.records.dossier import RelationKind
from newsloom.settings import CompareSettings


def day(text: str) -> When:
    return When(value=text, precision="day", origin="metadata")


def hour(text: str) -> When:
    return When(value=text, precision="minute", origin="metadata")


def version(low: float | None = None, high: float | None = -1, *, counts: str = "", unit: str | None = None, **more: object) -> Version:
    fields = {k: more.pop(k) for k in ("qualifier", "mode", "period", "where", "low_open") if k in more}
    top = low if high == -1 else high
    value = None if low is None and top is None else Value(low=low, high=top, counts=counts, unit=unit, **fields)  # type: ignore[arg-type]
    base: dict[str, object] = {
        "kind": "quantity" if value else "event",
        "article": 0,
        "who": "one report",
        "source": None,
        "stance": "asserts",
        "measure": "killed",
        "tense": "past",
    }
    return Version(value=value, **{**base, **more})  # type: ignore[arg-type]


JUDGE = Judge(CompareSettings())

TRAPS: list[tuple[str, Version, Version, RelationKind]] = [
    ("same figure", version(12, article=0), version(12, article=1), "agree"),
    (
        "two outlets, one past event",
        version(12, article=0, told=day("2026-01-02")),
        version(15, article=1, told=day("2026-01-05")),
        "conflict",
    ),
    (
        "two outlets, a lower figure later",
        version(15, article=0, told=day("2026-01-02")),
        version(12, article=1, told=day("2026-01-05")),
        "conflict",
    ),
    (
        "running count on different days",
        version(12, article=0, tense="perfect", told=day("2026-01-02")),
        version(15, article=1, tense="perfect", told=day("2026-01-05")),
        "updated",
    ),
    (
        "running count on the same day",
        version(12, article=0, tense="perfect", told=day("2026-01-02")),
        version(15, article=1, tense="perfect", told=day("2026-01-02")),
        "conflict",
    ),
    ("running count, days unknown", version(12, article=0, tense="perfect"), version(15, article=1, tense="perfect"), "unclear"),
    (
        "same source revises itself",
        version(12, article=0, source="org:lisgar police", told=day("2026-01-02")),
        version(15, article=1, source="org:lisgar police", told=day("2026-01-03")),
        "updated",
    ),
    (
        "different moments named",
        version(12, article=0, moment=day("2026-01-02")),
        version(15, article=1, moment=day("2026-01-09")),
        "updated",
    ),
    ("different event days", version(12, article=0, dated=day("2026-01-02")), version(15, article=1, dated=day("2026-01-09")), "unclear"),
    ("part of a whole", version(1000, None, qualifier="at least"), version(3000, None, measure="casualties", article=1), "compatible"),
    ("a part larger than its whole", version(90), version(50, measure="casualties", article=1), "conflict"),
    ("killed is not injured", version(12), version(40, measure="injured", article=1), "unclear"),
    ("planned against actual", version(2000, mode="planned", measure="troops"), version(900, measure="troops", article=1), "compatible"),
    (
        "a plan, and later what came of it",
        version(2000, mode="planned", measure="troops", told=day("2026-01-02")),
        version(900, measure="troops", article=1, told=day("2026-03-02")),
        "updated",
    ),
    (
        "a plan, and later how far it got by then",
        version(2000, mode="planned", measure="troops", told=day("2026-01-02")),
        version(900, measure="troops", tense="perfect", still=True, article=1, told=day("2026-03-02")),
        "compatible",
    ),
    (
        "a running toll, hours apart on one day",
        version(6, tense="present", told=hour("2026-01-02T11:00:00Z")),
        version(9, article=1, told=hour("2026-01-02T21:00:00Z")),
        "updated",
    ),
    (
        "a running toll, within the hour",
        version(6, tense="present", told=hour("2026-01-02T11:00:00Z")),
        version(9, article=1, told=hour("2026-01-02T11:40:00Z")),
        "conflict",
    ),
    (
        "what is no toll, hours apart on one day",
        version(450, measure="marched", told=hour("2026-01-02T11:00:00Z")),
        version(900, measure="marched", article=1, told=hour("2026-01-02T21:00:00Z")),
        "unclear",
    ),
    ("daily against in all", version(40, period="daily"), version(900, article=1), "compatible"),
    ("city against region", version(40, where="Oros"), version(900, where="Oros province", article=1), "compatible"),
    ("two currencies", version(3, unit="EUR", measure="unit:EUR"), version(4, unit="USD", measure="unit:EUR", article=1), "unclear"),
    ("rounding", version(5000), version(4960, article=1), "agree"),
    ("a bound that rounds", version(2300, None, low_open=True, qualifier="more than"), version(2350, article=1), "agree"),
    ("a bound far off", version(2300, None, low_open=True, qualifier="more than"), version(4100, article=1), "compatible"),
    ("bound against figure", version(40, None, qualifier="at least"), version(44, article=1), "compatible"),
    ("one report, two figures", version(12, article=0), version(15, article=0), "unclear"),
    ("only put forward as possible", version(12, stance="supposes"), version(15, article=1), "unclear"),
    ("denied", version(who="the mayor"), version(who="the union", stance="denies", marked=True, article=1), "disputed"),
    (
        "not yet so, then so",
        version(told=day("2026-01-05"), article=1),
        version(stance="denies", told=day("2026-01-02")),
        "updated",
    ),
    ("said in a report's own voice not to be so", version(article=1), version(stance="denies"), "unclear"),
    (
        "a lower figure later, without a word why",
        version(12, article=0, tense="perfect", told=day("2026-01-02")),
        version(9, article=1, tense="perfect", told=day("2026-01-05")),
        "unclear",
    ),
    ("both deny", version(stance="denies"), version(stance="denies", article=1), "agree"),
    ("outright and as a possibility", version(), version(stance="supposes", article=1), "compatible"),
]


@pytest.mark.parametrize(("a", "b", "expected"), [t[1:] for t in TRAPS], ids=[t[0] for t in TRAPS])
def test_trap(a: Version, b: Version, expected: RelationKind) -> None:
    forth, back = JUDGE.pair(a, b), JUDGE.pair(b, a)
    assert forth[0] == expected
    assert back[0] == expected
    assert forth[1]


def test_reason_names_part_and_whole_in_plain_words() -> None:
    part = version(1000, None, qualifier="at least", counts="miners killed")
    whole = version(3000, None, qualifier="over", low_open=True, counts="casualties", measure="casualties")
    assert JUDGE.pair(part, whole)[1].startswith("at least 1,000 miners killed is a part of over 3,000 casualties")


def test_tolerance_is_a_setting() -> None:
    a, b = version(10000, qualifier="around"), version(12000, article=1)
    assert JUDGE.pair(a, b).kind == "conflict"
    assert Judge(CompareSettings(around_tolerance=0.25)).pair(a, b)[0] == "compatible"


def test_summary_takes_the_gravest_relation() -> None:
    versions = [version(12, article=0), version(12, article=1), version(15, article=2)]
    found = agreement.relations(versions, JUDGE)
    assert [(r.a, r.b) for r in found] == [(0, 1), (0, 2), (1, 2)]
    verdict, why = agreement.summary(found, reports=3)
    assert verdict == "conflict"
    assert "cannot both be true" in why
    assert agreement.summary((), reports=1)[0] == "single"


def test_pairs_do_not_grow_with_the_square_of_repeated_versions() -> None:
    versions = [version(12, article=i) for i in range(400)] + [version(15, article=400)]
    found = agreement.relations(versions, JUDGE)
    assert len(found) < 1000
    assert agreement.summary(found, reports=401)[0] == "conflict"


def test_nobody_disputes_himself() -> None:
    judge = Judge(CompareSettings())
    says = Version(kind="event", article=0, who="Ben Asher", source="person:ben asher", stance="asserts")
    takes_back = Version(kind="event", article=1, who="Ben Asher", source="person:ben asher", stance="denies", marked=True)
    assert judge.pair(says, takes_back)[0] == "unclear"
    another = Version(kind="event", article=1, who="Signe Orr", source="person:signe orr", stance="denies", marked=True)
    assert judge.pair(says, another)[0] == "disputed"


def test_only_two_assessments_are_judged_differently() -> None:
    ready = Version(kind="assessment", article=0, who="the mayor", source="person:mayor", stance="asserts")
    not_ready = Version(kind="assessment", article=1, who="the union", source="org:union", stance="denies")
    assert JUDGE.pair(ready, not_ready)[0] == "disputed"
    done = Version(kind="event", article=0, who="the mayor", source="person:mayor", stance="asserts")
    assert JUDGE.pair(done, not_ready)[0] == "unclear"
