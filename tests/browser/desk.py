# ruff: noqa: E501 - news is written in whole sentences
"""A desk of own words for pages: two stories, one of them told in three languages and two versions, one right to left; read beforehand."""

from __future__ import annotations

import json
from pathlib import Path

from newsloom.loom import Desk

TOLL = [
    {
        "url": "https://skerrin-sentinel.example/ferry",
        "outlet": "The Skerrin Sentinel",
        "title": "Ferry strands off Port Ansel",
        "published": "2024-09-02",
        "language": "en",
        "text": "The ferry Morning Tide ran aground off Port Ansel in Iceland on Monday. At least 12 people were injured, the coast guard said.\n\n"
        "“Everyone is off the ship and the hull is dry,” said Signe Orr, the harbour master of Port Ansel.\n\n"
        "The ferry company said that it would send a tug on Tuesday. The government may close the harbour if oil leaks.\n\n"
        "Sign up for our newsletter",
    },
    {
        "url": "https://weir-gazette.example/ferry",
        "outlet": "The Weir Gazette",
        "title": "Nineteen hurt as ferry hits rocks near Port Ansel",
        "published": "2024-09-02",
        "language": "en",
        "text": "Nineteen people were injured when the ferry Morning Tide hit rocks near Port Ansel in Iceland on Monday, rescuers said.\n\n"
        "Signe Orr, the harbour master, denied that the ship had been too fast.\n\n"
        "The ferry company declined to comment. Passengers waited for two hours in the cold before boats came.",
    },
    {
        "url": "https://journal-des-quais.example/ferry",
        "outlet": "Journal des Quais",
        "title": "Un ferry s’échoue devant Port Ansel",
        "published": "2024-09-03",
        "language": "fr",
        "text": "Le ferry Morning Tide s’est échoué lundi devant Port Ansel, en Islande. Quinze personnes ont été blessées, selon les secours.\n\n"
        "La capitaine du port, Signe Orr, a déclaré que la coque était endommagée à deux endroits.",
    },
]
WELL = {
    "url": "https://nahr.example/well",
    "outlet": "Nahr",
    "title": "افتتاح بئر جديدة في القرية",
    "published": "2024-10-05",
    "language": "ar",
    "text": "افتتح أهالي القرية بئرا جديدة يوم السبت بعد عامين من العمل. وقال رئيس المجلس المحلي إن المياه تكفي خمسمئة أسرة.\n\n"
    "وأضاف أن العمل سيستمر في الربيع المقبل.",
}
HOSTILE = {
    "url": 'https://evil.example/"><script>alert(1)</script>',
    "outlet": "<img src=x onerror=alert(2)>",
    "title": "</title><script>alert('title')</script> Orchard frost \u202ereversed",
    "byline": '"><svg onload=alert(3)>',
    "published": "2024-11-01",
    "language": "en",
    "text": "<script>alert('body')</script> Frost took half of the apple crop in Ostermoor, growers said on Friday.\n\n"
    '{{ 7 * 7 }} <a href="javascript:alert(4)">click</a> “It is the worst year since 1998,” said Imre Tal, a grower.',
}


def build(folder: Path) -> tuple[Path, dict[str, str]]:
    """The desk's database, and its stories by outlet of their first article."""
    db = folder / "desk.db"
    source = folder / "news.jsonl"
    source.write_text("\n".join(json.dumps(one) for one in (*TOLL, WELL, HOSTILE)), encoding="utf-8")
    changed = {**TOLL[0], "text": TOLL[0]["text"].replace("At least 12 people", "At least 14 people")}
    later = folder / "later.jsonl"
    later.write_text(json.dumps(changed), encoding="utf-8")
    with Desk(db) as desk:
        assert desk.add([str(source)]) == []
        assert desk.add([str(later)]) == []
        stories: dict[str, str] = {}
        for row in desk.stories():
            desk.show_story(row.id)
            for outlet in row.outlets:
                stories[outlet] = row.id
            if not row.outlets:
                stories["?"] = row.id
    return db, stories
