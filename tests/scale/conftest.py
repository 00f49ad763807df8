"""A small archive of invented matters, in shards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

_PLACES = ("Port Ansel", "Tessel", "Skerrin", "Fenwick", "Ordway", "Lower Marl")
_MATTERS = (
    (
        "ferry",
        "The ferry {boat} went aground off {place} with {n} aboard. Tugs pulled her free; the harbour master blamed a lamp on the reef.",
    ),
    (
        "fire",
        "A fire in the {boat} mill at {place} burnt {n} bales of wool. Firemen fought it all night, the brigade's captain said.",
    ),
    (
        "vote",
        "The council of {place} voted {n} crowns for the {boat} bridge. The mayor said that work would begin before the frost.",
    ),
)
_TURNS = ("", "Nobody was hurt. ", "Neighbours brought blankets. ", "An inquiry was promised. ")


def lines(events: int = 12) -> list[dict[str, str]]:
    """Reports: 4 of each event, the events a week apart."""
    found = []
    for event in range(events):
        name, text = _MATTERS[event % 3]
        boat, place = f"{['Adler', 'Brisk', 'Corvo', 'Dunlin', 'Egret', 'Fulmar'][event % 6]}{event}", _PLACES[event % 6]
        for turn, more in enumerate(_TURNS):
            day = event * 7 + turn
            found.append(
                {
                    "id": f"{event}.{turn}",
                    "title": f"{boat} {name} at {place}, report {turn}",
                    "text": f"{more}{text.format(boat=boat, place=place, n=20 + event)} The {boat} matter is told of all over {place}.",
                    "published": f"2024-{1 + day // 28:02}-{1 + day % 28:02}",
                    "outlet": f"Paper {turn}",
                    "language": "en",
                }
            )
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four shards of twelve articles each."""
    folder = tmp_path / "archive"
    folder.mkdir()
    every = lines()
    for at in range(4):
        part = every[at * 12 : at * 12 + 12]
        (folder / f"{at}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in part), encoding="utf-8")
    return folder
