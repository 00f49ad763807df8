"""Fifteen more ladders, in other matters than the first ones. Labels were written before the first run."""

from __future__ import annotations

from tests.compare.ladders import Ladder

MORE = (
    Ladder(
        "a recall",
        (
            ("Post", "2026-02-01", "Shops have pulled the baby food Nellow from the shelves, according to unconfirmed reports."),
            ("Echo", "2026-02-02", "Shops have pulled the baby food Nellow from the shelves, shop manager Ria Stam said."),
            ("Star", "2026-02-04", "The maker Nellow Foods confirmed that shops have pulled the baby food Nellow from the shelves."),
        ),
        ("pulled",),
        (("rumoured", None), ("alleged", "Stam"), ("confirmed", "Nellow")),
    ),
    Ladder(
        "a painting",
        (
            ("Post", "2026-02-01", "The museum in Vels returned the painting to the family, art dealer Jo Brandt said."),
            ("Echo", "2026-02-05", "A signed contract shows that the museum in Vels returned the painting to the family."),
            ("Star", "2026-02-09", "The museum acknowledged that it returned the painting to the family."),
        ),
        ("returned the painting",),
        (("alleged", "Brandt"), ("evidenced", None), ("confirmed", "useum")),
    ),
    Ladder(
        "a paper that repeats",
        (
            ("Post", "2026-03-01", "The striker Ivo Brand failed a drug test, the Sports Daily reported."),
            ("Echo", "2026-03-02", "The striker Ivo Brand failed a drug test, the Sports Daily reported on Sunday."),
            ("Star", "2026-03-03", "The striker Ivo Brand failed a drug test, the Sports Daily has reported."),
        ),
        ("failed a drug test",),
        (("alleged", "Sports Daily"),),
        (("confirmed", ""), ("evidenced", "")),
    ),
    Ladder(
        "a court finds",
        (
            ("Post", "2026-03-01", "The chemist Ada Rusk poisoned the well, neighbour Tim Crane said."),
            ("Echo", "2026-03-02", "Ada Rusk denied that she poisoned the well."),
            ("Star", "2026-06-02", "Laboratory records show that Ada Rusk poisoned the well."),
        ),
        ("poisoned the well",),
        (("alleged", "Crane"), ("denied", "Rusk"), ("evidenced", None)),
        (("confirmed", ""),),
    ),
    Ladder(
        "a lawyer for another",
        (
            ("Post", "2026-03-01", "The pilot Nils Aar slept during the flight, passenger Uma Sett said."),
            ("Echo", "2026-03-02", "The pilot Nils Aar slept during the flight, the journalist Kim Vale confirmed."),
        ),
        ("slept",),
        (("alleged", "Sett"),),
        (("confirmed", ""),),
    ),
    Ladder(
        "denied by a spokesman by name",
        (
            ("Post", "2026-04-01", "The bank Tarlow has frozen the accounts of the club, unnamed sources said."),
            ("Echo", "2026-04-02", "Tarlow spokeswoman Ines Dorn denied that the bank Tarlow has frozen the accounts of the club."),
        ),
        ("frozen the accounts",),
        (("rumoured", None), ("denied", "Dorn")),
        (("confirmed", ""),),
    ),
    Ladder(
        "a paper takes it back",
        (
            ("Post", "2026-04-01", "The bishop Otmar Kehl sold the chapel, the Herald reported."),
            ("Echo", "2026-04-03", "The Herald retracted its report that the bishop Otmar Kehl sold the chapel."),
        ),
        ("sold the chapel",),
        (("alleged", "Herald"), ("denied", "Herald")),
        (("confirmed", ""),),
    ),
    Ladder(
        "unable to verify",
        (
            ("Post", "2026-05-01", "Gunmen burned the mill at Osk, villager Ama Tey said."),
            ("Echo", "2026-05-01", "Gunmen burned the mill at Osk, villagers said. The Echo was unable to verify the report."),
            ("Star", "2026-05-02", "The governor said he could neither confirm nor rule out that gunmen burned the mill at Osk."),
        ),
        ("burned the mill",),
        (("alleged", "Tey"),),
        (("confirmed", ""), ("denied", "")),
    ),
    Ladder(
        "footage, then police",
        (
            ("Post", "2026-05-01", "A bear entered the school in Tarn, pupils said."),
            ("Echo", "2026-05-01", "Video footage shows that a bear entered the school in Tarn."),
            ("Star", "2026-05-02", "Police confirmed that a bear entered the school in Tarn."),
        ),
        ("bear entered",),
        (("evidenced", None), ("confirmed", "olice")),
    ),
    Ladder(
        "dispute by a scientist",
        (
            ("Post", "2026-06-01", "The lake at Moor has lost its fish, the activist Fee Lund said."),
            ("Echo", "2026-06-02", "The biologist Karl Ohm disputed that the lake at Moor has lost its fish."),
            ("Star", "2026-06-03", "The fishery board denied that the lake at Moor has lost its fish."),
        ),
        ("lost its fish",),
        (("alleged", "Lund"), ("disputed", "Ohm"), ("denied", "board")),
        (("confirmed", ""),),
    ),
    Ladder(
        "a union of its own strike",
        (
            ("Post", "2026-06-01", "Drivers will strike on Friday, two people familiar with the matter said."),
            ("Echo", "2026-06-02", "The union confirmed that drivers will strike on Friday."),
        ),
        ("strike",),
        (("rumoured", None), ("confirmed", "union")),
    ),
    Ladder(
        "a promise to look into it",
        (
            ("Post", "2026-07-01", "The firm Kolm tested cream on dogs, former worker Lia Bonn said."),
            ("Echo", "2026-07-02", "Kolm promised to confirm whether it tested cream on dogs."),
            ("Star", "2026-07-03", "The minister called on Kolm to admit that it tested cream on dogs."),
        ),
        ("tested cream",),
        (("alleged", "Bonn"),),
        (("confirmed", ""), ("denied", "")),
    ),
    Ladder(
        "admitted in part",
        (
            ("Post", "2026-08-01", "The singer Rhea Moll copied the song, composer Per Holt said."),
            ("Echo", "2026-08-02", "Rhea Moll admitted that she knew the song but denied that she copied the song."),
        ),
        ("copied the song",),
        (("alleged", "Holt"), ("denied", "Moll")),
        (("confirmed", ""),),
    ),
    Ladder(
        "a family",
        (
            ("Post", "2026-08-01", "The climber Hal Orme has been found alive, rumours on the internet said."),
            ("Echo", "2026-08-02", "The family of the climber confirmed that Hal Orme has been found alive."),
        ),
        ("found alive",),
        (("rumoured", None), ("confirmed", "family")),
    ),
    Ladder(
        "confirmed long after",
        (
            ("Post", "2020-01-05", "The army tested a missile on the island of Sorn, the opposition leader Udo Frey said."),
            ("Echo", "2020-01-06", "The army denied that it tested a missile on the island of Sorn."),
            ("Star", "2026-01-06", "The army has now admitted that it tested a missile on the island of Sorn."),
        ),
        ("tested a missile",),
        (("alleged", "Frey"), ("denied", "army"), ("confirmed", "army")),
    ),
)
