# ruff: noqa: E501
"""The catalogue of traps: what looks like two versions of one figure and is none, and what is one in other words. All names are invented."""

from __future__ import annotations

from functools import cache

import pytest

from newsloom.annotate import annotate
from newsloom.compare import dossier
from newsloom.records import Annotations, Article, Claim, Story
from newsloom.settings import Settings
from newsloom.text.vectors import embedder
from tests.compare.stories import article

Report = tuple[str, str, str, str]  # outlet, day, text, language

# Name, reports, two figures, and the relations that the two may have; None: they may also stand in two claims.
TRAPS: list[tuple[str, tuple[Report, ...], float, float, tuple[str | None, ...]]] = [
    (
        "charges that are denied are as many as charges that are not",
        (
            ("A Post", "2025-03-04", "Edda Morvan, 41, denies 14 counts of fraud. Her trial opened in Port Ardell on Monday.", "en"),
            (
                "B Post",
                "2025-03-04",
                "Edda Morvan is charged with 14 counts of fraud, and her trial opened in Port Ardell on Monday, prosecutors said.",
                "en",
            ),
        ),
        14,
        14,
        ("agree",),
    ),
    (
        "people on board v passengers",
        (
            (
                "A Post",
                "2025-03-04",
                "The ferry Marlow sank off Port Ardell on Monday. It carried 46 passengers, the harbour master said.",
                "en",
            ),
            (
                "B Post",
                "2025-03-04",
                "The ferry Marlow went down off Port Ardell on Monday with 52 people on board, according to the coastguard.",
                "en",
            ),
        ),
        46,
        52,
        ("conflict", "unclear", "compatible"),
    ),
    (
        "two counts of passengers",
        (
            (
                "A Post",
                "2025-03-04",
                "The ferry Marlow sank off Port Ardell on Monday. It carried 46 passengers, the harbour master said.",
                "en",
            ),
            (
                "B Post",
                "2025-03-04",
                "The ferry Marlow went down off Port Ardell on Monday. There were 52 passengers on board, according to the coastguard.",
                "en",
            ),
        ),
        46,
        52,
        ("conflict",),
    ),
    (
        "lives lost v dead",
        (
            ("A Post", "2025-03-04", "Twelve people died when a warehouse burned down in Port Ardell on Monday night.", "en"),
            (
                "B Post",
                "2025-03-06",
                "Nine lives were lost in the warehouse fire in Port Ardell on Monday night, the fire brigade said.",
                "en",
            ),
        ),
        12,
        9,
        ("conflict",),
    ),
    (
        "toll stood at",
        (
            ("A Post", "2025-03-04", "A warehouse fire in Port Ardell killed nine people on Monday, police said.", "en"),
            (
                "B Post",
                "2025-03-05",
                "The death toll from the warehouse fire in Port Ardell stood at 12 on Wednesday after three of the injured died.",
                "en",
            ),
        ),
        9,
        12,
        ("updated",),
    ),
    (
        "put the number at",
        (
            (
                "A Post",
                "2025-03-09",
                "Organisers said 4,000 people marched through Port Ardell on Saturday against the new toll road.",
                "en",
            ),
            (
                "B Post",
                "2025-03-09",
                "Thousands marched through Port Ardell on Saturday against the toll road. Police put the number at 1,500.",
                "en",
            ),
        ),
        4000,
        1500,
        ("conflict",),
    ),
    (
        "jobs 900 to 850",
        (
            ("A Post", "2025-05-12", "Brennick Motors plans to cut 900 jobs at its Port Ardell plant, the company said on Monday.", "en"),
            (
                "B Post",
                "2025-05-20",
                "Brennick Motors will cut 850 jobs at its Port Ardell plant, the company said on Tuesday, after talks with the union.",
                "en",
            ),
        ),
        900,
        850,
        ("updated",),
    ),
    (
        "revised that account",
        (
            ("A Post", "2025-05-12", "Police said the gunman fired 30 shots at the Castor Hotel in Port Ardell on Sunday.", "en"),
            (
                "B Post",
                "2025-05-14",
                "Police on Wednesday revised their account of the shooting at the Castor Hotel in Port Ardell and said the gunman fired 18 shots.",
                "en",
            ),
        ),
        30,
        18,
        ("updated",),
    ),
    (
        "miles",
        (
            (
                "A Post",
                "2025-05-12",
                "The pipeline burst on Sunday and oil spread over 12 miles of the Arle river, the water agency said.",
                "en",
            ),
            (
                "B Post",
                "2025-05-12",
                "Oil from the burst pipeline spread over 20 miles of the Arle river on Sunday, the operator Kestrel Oil said.",
                "en",
            ),
        ),
        12,
        20,
        ("conflict",),
    ),
    (
        "cross fr",
        (
            ("A Post", "2025-05-12", "Fourteen people were killed when a coach overturned near Vallon on Sunday, the prefect said.", "en"),
            (
                "B Post",
                "2025-05-12",
                "Onze personnes ont été tuées dimanche quand un autocar s’est renversé près de Vallon, selon le parquet.",
                "fr",
            ),
        ),
        14,
        11,
        ("conflict",),
    ),
    (
        "cross es",
        (
            ("A Post", "2025-05-12", "The flood in Sanvela on Sunday destroyed 340 homes, the mayor said.", "en"),
            ("B Post", "2025-05-12", "La inundación del domingo en Sanvela destruyó 520 viviendas, según el Gobierno regional.", "es"),
        ),
        340,
        520,
        ("conflict",),
    ),
    (
        "cross de",
        (
            ("A Post", "2025-05-12", "Seven people were killed in a train collision near Holtau on Sunday, police said.", "en"),
            (
                "B Post",
                "2025-05-12",
                "Bei einem Zugunglück in der Nähe von Holtau sind am Sonntag neun Menschen getötet worden, teilte die Feuerwehr mit.",
                "de",
            ),
        ),
        7,
        9,
        ("conflict",),
    ),
    (
        "cross fr agree",
        (
            ("A Post", "2025-05-12", "The museum in Vallon said on Sunday that thieves had taken 7 paintings.", "en"),
            ("B Post", "2025-05-12", "Les voleurs ont emporté sept tableaux du musée de Vallon dimanche, selon la direction.", "fr"),
        ),
        7,
        7,
        ("agree",),
    ),
    (
        "money stolen",
        (
            ("A Post", "2025-05-12", "Thieves took jewels worth 4 million euros from a shop in Vallon on Saturday, police said.", "en"),
            (
                "B Post",
                "2025-05-12",
                "The jewels stolen from the shop in Vallon on Saturday are worth 9 million euros, its owner said.",
                "en",
            ),
        ),
        4000000.0,
        9000000.0,
        ("conflict",),
    ),
    (
        "fire hectares",
        (
            (
                "A Post",
                "2025-07-12",
                "The fire near Sanvela has burned 2,300 hectares since Friday, the civil protection agency said on Saturday.",
                "en",
            ),
            (
                "B Post",
                "2025-07-12",
                "The fire near Sanvela had burned 3,100 hectares by Saturday, according to the regional government.",
                "en",
            ),
        ),
        2300,
        3100,
        ("conflict", "unclear"),
    ),
    (
        "arrests",
        (
            ("A Post", "2025-07-12", "Police arrested 23 demonstrators in Port Ardell on Friday.", "en"),
            ("B Post", "2025-07-13", "The Civic League said 41 demonstrators were arrested in Port Ardell on Friday.", "en"),
        ),
        23,
        41,
        ("conflict",),
    ),
    (
        "votes",
        (
            ("A Post", "2025-07-12", "Parliament in Corvia approved the bill by 71 votes to 48 on Thursday.", "en"),
            ("B Post", "2025-07-12", "Lawmakers in Corvia passed the bill on Thursday with 76 votes in favour.", "en"),
        ),
        71,
        76,
        ("conflict",),
    ),
    (
        "drones",
        (
            ("A Post", "2025-07-12", "Corvia launched 40 drones at the port of Elmar overnight, the Elmarian air force said.", "en"),
            (
                "B Post",
                "2025-07-12",
                "Corvia sent 65 drones against the port of Elmar overnight, according to the regional governor.",
                "en",
            ),
        ),
        40,
        65,
        ("conflict",),
    ),
    (
        "injured numbers",
        (
            ("A Post", "2025-07-12", "A bus crash near Holtau on Friday left 18 people injured, police said.", "en"),
            ("B Post", "2025-07-12", "Twenty-six people were hurt in the bus crash near Holtau on Friday, the hospital said.", "en"),
        ),
        18,
        26,
        ("conflict",),
    ),
    (
        "missing dropping",
        (
            ("A Post", "2025-07-12", "Fifteen people are missing after the landslide in Sanvela on Friday, rescuers said.", "en"),
            ("B Post", "2025-07-14", "Nine people are still missing after the landslide in Sanvela, rescuers said on Monday.", "en"),
        ),
        15,
        9,
        ("updated",),
    ),
    (
        "same source revises",
        (
            ("A Post", "2025-07-12", "The ministry said 120 houses were damaged in Friday’s storm in Sanvela.", "en"),
            (
                "B Post",
                "2025-07-15",
                "The ministry said on Tuesday that 180 houses were damaged in Friday’s storm in Sanvela, up from 120.",
                "en",
            ),
        ),
        120,
        180,
        ("updated",),
    ),
    (
        "price",
        (
            ("A Post", "2025-07-12", "Kestrel Oil will buy Brennick Gas for 2.1 billion euros, the companies said on Friday.", "en"),
            (
                "B Post",
                "2025-07-12",
                "Kestrel Oil agreed on Friday to buy Brennick Gas for 2.6 billion euros, according to people close to the talks.",
                "en",
            ),
        ),
        2100000000.0,
        2600000000.0,
        ("conflict", "unclear"),
    ),
    (
        "sentence years",
        (
            ("A Post", "2025-07-12", "A court in Port Ardell sentenced Tomas Verrin to 12 years in prison on Friday.", "en"),
            ("B Post", "2025-07-12", "Tomas Verrin was jailed for 15 years by the court in Port Ardell on Friday.", "en"),
        ),
        12,
        15,
        ("conflict",),
    ),
    (
        "part/whole",
        (
            ("A Post", "2025-03-04", "Three firefighters died in the warehouse fire in Port Ardell on Monday, the brigade said.", "en"),
            ("B Post", "2025-03-04", "Nine people died in the warehouse fire in Port Ardell on Monday, police said.", "en"),
        ),
        3,
        9,
        ("compatible", None),
    ),
    (
        "killed/casualties",
        (
            ("A Post", "2025-03-04", "The army suffered 3,000 casualties in the battle for Elmar, officials said.", "en"),
            ("B Post", "2025-03-04", "At least 1,000 soldiers were killed in the battle for Elmar, officials said.", "en"),
        ),
        3000,
        1000,
        ("compatible",),
    ),
    (
        "daily/cumulative",
        (
            ("A Post", "2025-03-04", "Corvia recorded 140 new infections on Monday, the health ministry said.", "en"),
            ("B Post", "2025-03-04", "Corvia has recorded 5,200 infections since January, the health ministry said.", "en"),
        ),
        140,
        5200,
        ("compatible", "unclear", None),
    ),
    (
        "planned/actual",
        (
            ("A Post", "2025-03-04", "Brennick Motors plans to cut 900 jobs at Port Ardell.", "en"),
            ("B Post", "2025-06-04", "Brennick Motors has cut 300 jobs at Port Ardell so far.", "en"),
        ),
        900,
        300,
        ("compatible", "updated", "unclear", None),
    ),
    (
        "sent/present",
        (
            ("A Post", "2025-03-04", "Corvia has sent 11,000 soldiers to Elmar, the ministry said.", "en"),
            ("B Post", "2025-03-04", "About 8,000 Corvian soldiers are now fighting in Elmar, the ministry said.", "en"),
        ),
        11000,
        8000,
        ("compatible", "unclear", None),
    ),
    (
        "since when",
        (
            ("A Post", "2025-03-04", "The strike at Brennick Motors has cost 40 million euros since January, the firm said.", "en"),
            ("B Post", "2025-03-04", "The strike at Brennick Motors has cost 12 million euros since last week, the firm said.", "en"),
        ),
        40000000.0,
        12000000.0,
        ("compatible", "unclear", None),
    ),
    (
        "city/region",
        (
            ("A Post", "2025-03-04", "Sanvela, a city of 210,000 people, was flooded on Sunday.", "en"),
            ("B Post", "2025-03-04", "The Sanvela region, home to 640,000 people, was flooded on Sunday.", "en"),
        ),
        210000,
        640000,
        ("compatible", "unclear", None),
    ),
    (
        "currency",
        (
            ("A Post", "2025-03-04", "The bridge in Sanvela will cost 40 million euros, the mayor said.", "en"),
            ("B Post", "2025-03-04", "The bridge in Sanvela will cost 43 million dollars, the mayor said.", "en"),
        ),
        40000000.0,
        43000000.0,
        ("unclear", "compatible", None),
    ),
    (
        "rounding",
        (
            ("A Post", "2025-03-04", "Storm damage in Sanvela on Sunday cut power to 11,860 homes, the grid operator said.", "en"),
            ("B Post", "2025-03-04", "Sunday’s storm in Sanvela cut power to about 12,000 homes, the operator said.", "en"),
        ),
        11860,
        12000,
        ("compatible", "agree"),
    ),
    (
        "other event",
        (
            ("A Post", "2025-03-04", "Five people were killed when a train hit a lorry near Holtau on Monday.", "en"),
            (
                "B Post",
                "2025-03-04",
                "Eleven people were killed in a train collision near Brask in 2019. On Monday a train hit a lorry near Holtau.",
                "en",
            ),
        ),
        5,
        11,
        (None, "unclear", "compatible"),
    ),
    (
        "deaths later toll",
        (
            ("A Post", "2025-03-04", "The earthquake in Sanvela killed at least 40 people, officials said on Tuesday.", "en"),
            ("B Post", "2025-03-08", "The earthquake in Sanvela killed 112 people, officials said on Saturday.", "en"),
        ),
        40,
        112,
        ("compatible", "updated"),
    ),
    (
        "incl gunman",
        (
            ("A Post", "2025-03-04", "Six people, including the gunman, died at the Castor Hotel in Port Ardell on Monday.", "en"),
            ("B Post", "2025-03-04", "A gunman killed five people at the Castor Hotel in Port Ardell on Monday.", "en"),
        ),
        6,
        5,
        ("compatible", "unclear", None),
    ),
    (
        "up to",
        (
            ("A Post", "2025-03-04", "Up to 200 people were aboard the ferry Marlow when it sank on Monday.", "en"),
            ("B Post", "2025-03-04", "There were 164 people aboard the ferry Marlow when it sank on Monday.", "en"),
        ),
        200,
        164,
        ("compatible",),
    ),
    (
        "offices branch",
        (
            ("A Post", "2025-03-04", "Brennick Motors employs 3,400 people in Port Ardell.", "en"),
            ("B Post", "2025-03-04", "Brennick Motors employs 61,000 people worldwide.", "en"),
        ),
        3400,
        61000,
        ("compatible", "unclear", None),
    ),
    (
        "injured two groups",
        (
            ("A Post", "2025-03-04", "Seven officers were injured at the march in Port Ardell on Saturday.", "en"),
            ("B Post", "2025-03-04", "Two protesters were injured at the march in Port Ardell on Saturday.", "en"),
        ),
        7,
        2,
        ("compatible", "unclear", None),
    ),
]


@cache
def read() -> dict[str, list[tuple[Article, Annotations]]]:
    """All reports, read in one go; by trap."""
    settings = Settings()
    made = {name: [article(f"{name} {r[0]}", r[1], r[2], r[3]) for r in reports] for name, reports, *_ in TRAPS}
    every = [one for own in made.values() for one in own]
    notes = {one.article: one for one in annotate(every, settings.annotate)}
    return {name: [(one, notes[one.id]) for one in own] for name, own in made.items()}


def laid(name: str) -> tuple[Claim, ...]:
    """The claims of one trap's reports."""
    pairs = read()[name]
    ids = tuple(one.id for one, _ in pairs)
    story = Story(id="s", title="t", first=None, last=None, languages=("en",), events=(), articles=ids)
    return dossier(story, [p[0] for p in pairs], [p[1] for p in pairs], Settings().compare, embedder()).claims


def between(found: tuple[Claim, ...], one: float, other: float) -> set[str]:
    """The relations of the two figures, over all claims that hold both."""
    kinds = set()
    for claim in found:
        for relation in claim.relations:
            values = [claim.assertions[n].value for n in (relation.a, relation.b)]
            bounds = [{v.low, v.high} if v is not None else set() for v in values]
            if (one in bounds[0] and other in bounds[1]) or (one in bounds[1] and other in bounds[0]):
                kinds.add(relation.is_)
    return kinds


@pytest.mark.parametrize(("name", "one", "other", "allowed"), [(t[0], *t[2:]) for t in TRAPS], ids=[t[0] for t in TRAPS])
def test_trap(name: str, one: float, other: float, allowed: tuple[str | None, ...]) -> None:
    kinds = between(laid(name), one, other)
    assert kinds <= set(allowed)
    assert kinds or None in allowed


def test_every_relation_of_the_traps_names_its_rule_and_what_would_change_it() -> None:
    from newsloom import lexicon

    turns = lexicon.table("rulings")["turns"]
    rules = {r.rule for name, *_ in TRAPS for claim in laid(name) for r in claim.relations}
    assert rules
    assert rules <= turns.keys()
