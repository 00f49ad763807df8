"""A story of invented reports that grows as real ones do: a bridge gives way, people are searched for, blame is laid, a court sits.

Each report is written from a seed. Figures move with the days; speakers keep their offices; two reports in five are another outlet's
report taken over, whole or cut, with a sentence of its own; every report has sentences that no other has.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from newsloom.records import Article, Outlet, When

_FIRST = date(2026, 3, 2)
_TAKEN_OVER = 0.4  # share of reports made from another one
_DAYS = (0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 26, 33, 40, 52, 66, 80, 95, 118)
_TOWNS = ("Lisgar", "Morven", "Oros", "Alba", "Brume", "Tessaly", "Corrin", "Danby", "Eskel", "Fairlow", "Garth", "Holme")
_PAPERS = ("Post", "Courier", "Star", "Echo", "Herald", "Observer", "Gazette", "Tribune", "Mail", "Sentinel")
_SPEAKERS = (
    ("Ines Balt", "mayor"), ("Orlo Venn", "fire chief"), ("Signe Orr", "police spokeswoman"), ("Rui Tamar", "hospital director"),
    ("Lena Quist", "union leader"), ("Piet Adama", "transport minister"), ("Mara Sool", "engineer"), ("Ben Asher", "rescue leader"),
    ("Dora Lind", "prosecutor"), ("Hugo Marl", "lawyer"), ("Nadia Crewe", "opposition leader"), ("Tom Varga", "spokesman for Corvane"),
    ("Elin Moss", "judge"), ("Yann Pell", "bridge inspector"), ("Ada Frith", "professor of engineering"), ("Karl Ode", "harbour master"),
)  # fmt: skip
_PLACES = (
    "the harbour", "the old mill", "the north bank", "the rail yard", "the market hall", "the ferry pier", "the town hall", "the chapel",
    "the school on Fen Street", "the hospital", "the customs house", "the east ramp", "the toll booth", "the fish market",
)  # fmt: skip
_EARLY = (
    "{n} people were killed when a bridge in Lisgar collapsed on Monday, {role} {name} said.",
    "At least {h} others were injured, according to {role} {name}.",
    "The death toll of the collapse has risen to {n}, police said.",
    "{m} people were still missing, {role} {name} said.",
    "Rescuers searched {place} for survivors through the night.",
    "{role} {name} said that {k} homes near {place} had been evacuated.",
    "A span of about {len} metres fell into the river at rush hour.",
    "Some {cars} cars were on the bridge when it gave way, a witness told the {outlet}.",
    "{role} {name} denied that the bridge had been neglected.",
    "The cause of the collapse was not known, {role} {name} said.",
)
_BLAME = (
    "Engineers had warned of cracks in the eastern pier in a report of 2021.",
    "The operator, Corvane, confirmed that it had postponed an inspection of the bridge.",
    "Corvane denied that it had ignored warnings about the cables.",
    "{role} {name} accused the ministry of hiding a report on the bridge.",
    "The ministry rejected the charge and said that all reports had been published.",
    "Repairs will cost {cost} million euros, the ministry said.",
    "About {crowd} residents gathered at {place} to demand an inquiry.",
    "{role} {name} called the response of Corvane slow and badly led.",
    "Parliament set up a committee of {seats} members to look into the collapse.",
    "Documents seen by the {outlet} show that the budget for upkeep was cut by {cut} percent.",
)
_COURT = (
    "Prosecutors charged {accused} managers of Corvane with manslaughter.",
    "A court in Lisgar ordered Corvane to pay {fine} million euros to the families of the victims.",
    "The trial of the managers will open in the autumn, {role} {name} said.",
    "Corvane said that it would appeal against the ruling.",
    "A new bridge will be built for {new} million euros and open in 2029, {role} {name} said.",
    "{role} {name} resigned over the collapse.",
    "The committee found that warnings about the bridge had been passed over for five years.",
    "The families called the ruling a first step.",
)
_WHO = (
    "a baker", "a ferry pilot", "two students", "a teacher", "the owner of a cafe", "a retired welder", "a nurse", "three fishermen",
    "a bus driver", "the priest of the parish", "a shopkeeper", "a young couple", "a postman", "volunteers", "a carpenter", "a choir",
)  # fmt: skip
_DID = (
    "carried blankets to", "collected money for", "wrote a letter to", "waited for news of", "brought soup to", "argued with",
    "lit candles for", "took photographs of", "offered rooms to", "drew up a list of", "complained about", "remembered", "sang for",
)  # fmt: skip
_WHOM = (
    "the families", "the rescuers", "the drivers", "the divers", "the stranded passengers", "the town council", "the workers of the port",
    "the closed shops", "the new timetable", "the missing dog of a victim", "the engineers", "the evacuated tenants", "the night shift",
)  # fmt: skip
_WHEN = ("on Tuesday", "in the evening", "before dawn", "at noon", "during the search", "after the service", "in the rain", "all week")
_VIEWS = ("a disgrace", "a warning", "long overdue", "too little", "a relief", "hard to bear", "a scandal", "the right decision")


def _figures(day: int, dice: random.Random) -> dict[str, int]:
    """The figures of a day: the toll rises and settles, and now and then a report has a rival one."""
    toll = 4 if day < 1 else 9 if day < 2 else 12 if day < 4 else 14 if day < 9 else 15
    rival = dice.random() < 0.1
    return {
        "n": toll + (dice.choice((-1, 1, 2)) if rival else 0),
        "h": (20, 31, 38, 41)[min(day, 3)],
        "m": max(0, 14 - 3 * day) or 2,
        "k": dice.choice((40, 40, 60)),
        "len": dice.choice((80, 80, 85)),
        "cars": dice.choice((12, 12, 15, 20)),
        "cost": dice.choice((30, 30, 45)),
        "crowd": dice.choice((300, 500, 500, 800)),
        "seats": 11,
        "cut": dice.choice((18, 18, 20)),
        "accused": dice.choice((3, 3, 4)),
        "fine": dice.choice((6, 6, 8)),
        "new": dice.choice((90, 90, 120)),
    }


def _line(pattern: str, outlet: str, day: int, dice: random.Random) -> str:
    name, role = dice.choice(_SPEAKERS)
    told = pattern.format(**_figures(day, dice), name=name, role=role, place=dice.choice(_PLACES), outlet=outlet)
    return told[:1].upper() + told[1:]


def _own(dice: random.Random) -> str:
    """A sentence that hardly any other report has."""
    who, did, whom = dice.choice(_WHO), dice.choice(_DID), dice.choice(_WHOM)
    told = f"{who} {did} {whom} near {dice.choice(_PLACES)} {dice.choice(_WHEN)}"
    if dice.random() < 0.35:
        name, role = dice.choice(_SPEAKERS)
        told = f"{role} {name} said that {told}"
    elif dice.random() < 0.3:
        name, role = dice.choice(_SPEAKERS)
        told = f"“What {whom} got was {dice.choice(_VIEWS)},” said {name}, the {role}, after {who} {did} {whom} {dice.choice(_WHEN)}"
    return told[:1].upper() + told[1:] + "."


def _lines(outlet: str, day: int, dice: random.Random) -> list[str]:
    phase = _EARLY if day < 5 else _BLAME if day < 40 else _COURT
    before = [line for bank, since in ((_EARLY, 5), (_BLAME, 40)) if day >= since for line in bank]
    told = dice.sample(phase, dice.randint(4, min(8, len(phase)))) + (dice.sample(before, 2) if before else [])
    lines = [_line(pattern, outlet, day, dice) for pattern in told] + [_own(dice) for _ in range(dice.randint(2, 9))]
    head, rest = lines[:2], lines[2:]
    dice.shuffle(rest)
    return head + rest


def _taken_over(lines: list[str], dice: random.Random) -> list[str]:
    """Another outlet's report: whole or cut, a sentence of its own put in."""
    kept = lines[: dice.randint(max(3, len(lines) * 2 // 3), len(lines))]
    return [*kept[:-1], _own(dice), kept[-1]] if dice.random() < 0.7 else kept


def reports(count: int, seed: int = 7) -> Iterator[Article]:
    """The first `count` reports of the story, in the order in which they come out; more of them change none of the first ones."""
    dice = random.Random(seed)  # noqa: S311
    lately: list[list[str]] = []
    for number in range(count):
        day = _DAYS[number * len(_DAYS) // 1000] if number < 1000 else _DAYS[-1] + number // 50
        outlet = f"The {dice.choice(_TOWNS)} {dice.choice(_PAPERS)} {number % 160}"
        taken = bool(lately) and dice.random() < _TAKEN_OVER
        lines = _taken_over(dice.choice(lately[-30:]), dice) if taken else _lines(outlet, day, dice)
        lately.append(lines)
        yield _article(number, outlet, day, lines)


def _article(number: int, outlet: str, day: int, lines: list[str]) -> Article:
    printed = (_FIRST + timedelta(days=day)).isoformat()
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return Article(
        id=f"a{number:04}", version="1", input="", first_seen=f"{printed}T12:00:00Z", text="\n\n".join(paragraphs), language="en",
        outlet=Outlet(name=outlet), published=When(value=printed, precision="day", origin="metadata"),
    )  # fmt: skip
