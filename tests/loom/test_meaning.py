"""Search by meaning: other words, other languages; desks that were filled before there were vectors."""

from __future__ import annotations

import json
from pathlib import Path

from newsloom.loom import Desk

LINES = [
    {
        "id": "1",
        "title": "Ferry sinks off Port Ansel",
        "text": "A ferry with forty aboard went down in a gale off Port Ansel on Monday night.",
    },
    {
        "id": "2",
        "title": "Council votes on the school roof",
        "text": "The council of Tessel will pay nine hundred crowns for a new school roof.",
    },
    {
        "id": "3",
        "title": "Orchards bloom early",
        "text": "Growers around Fenwick say their apple trees bloom three weeks early this spring.",
    },
]


def test_other_words_and_another_language_find_it(db: str, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    with Desk(db) as desk:
        desk.add([str(source)])
        assert desk.search("shipwreck in a storm") == []
        for asked in ("shipwreck in a storm", "naufrage d'un bateau dans la tempête"):
            hits = desk.search(asked, 3, meaning=True)
            assert hits[0].passage.text.startswith("A ferry with forty aboard")
            assert len(hits) == 3
        assert desk.search("  ", meaning=True) == []
        desk.store.keeping.mend()  # as on a desk of an older newsloom: no vectors, and features to be made anew
        assert desk.search("fruit trees", 1, meaning=True)[0].passage.text.startswith("Growers around Fenwick")
