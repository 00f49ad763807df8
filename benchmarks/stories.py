"""Running stories: `python -m benchmarks.stories [--half dev|held] [--same-actors] [--data FILE] [--each] [--json]`.

The set is invented: running stories of three to five articles over months, each beside others with the same people, companies or towns,
and single articles on the same actors. A family of stories that share actors lies in one half, by the hash of its name; weights are set on
`dev` alone. `--same-actors` takes the second set: two matters of the same people in one month, three articles each. Scored are pairs of
articles: in one story in the set, in one story in what was woven.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from newsloom.cluster import weave
from newsloom.records import Article, Outlet, When
from newsloom.settings import ClusterSettings
from newsloom.text.vectors import embedder

SET = Path(__file__).parent / "data" / "running_stories.jsonl"
SAME_ACTORS = SET.with_name("same_actors.jsonl")
Row = dict[str, str]


def rows(half: str | None = None, source: Path = SET) -> list[Row]:
    """The rows of the set, of one half or all."""
    found = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if half in (None, row["half"])]


def article(row: Row) -> Article:
    return Article(
        id=row["id"],
        version="1",
        input="",
        first_seen="",
        title=row["title"],
        text=row["text"],
        language=row["language"],
        outlet=Outlet(name=row["outlet"]),
        published=When(value=row["published"], precision="day"),
    )


def woven(given: Sequence[Row]) -> dict[str, str]:
    """Article id → id of its story."""
    found = weave([article(row) for row in given], ClusterSettings(), embedder(2))
    return {name: story.id for story in found.stories for name in story.articles}


def pairs(given: Sequence[Row], placed: dict[str, str]) -> tuple[list[tuple[Row, Row]], list[tuple[Row, Row]], int]:
    """Pairs joined wrongly, pairs left apart wrongly, and how many are right."""
    wrong, missed, right = [], [], 0
    for a, b in itertools.combinations(given, 2):
        gold, ours = a["story"] == b["story"], placed[a["id"]] == placed[b["id"]]
        right += gold and ours
        if ours and not gold:
            wrong.append((a, b))
        elif gold and not ours:
            missed.append((a, b))
    return wrong, missed, right


def figures(given: Sequence[Row], placed: dict[str, str]) -> dict[str, float]:
    wrong, missed, right = pairs(given, placed)
    precision, recall = right / max(right + len(wrong), 1), right / max(right + len(missed), 1)
    return {
        "articles": len(given),
        "stories": len(set(placed.values())),
        "gold_stories": len({row["story"] for row in given}),
        "pair_precision": precision,
        "pair_recall": recall,
        "pair_f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def one_by_one(given: Sequence[Row]) -> dict[str, str]:
    """Each family woven alone: a handful of articles must do as well as a pile."""
    families: defaultdict[str, list[Row]] = defaultdict(list)
    for row in given:
        families[row["family"]].append(row)
    return {name: story for family in families.values() for name, story in woven(family).items()}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--half", choices=["dev", "held"])
    ask.add_argument("--data", type=Path, default=SET)
    ask.add_argument("--same-actors", action="store_true", help="the set of two matters of the same people")
    ask.add_argument("--each", action="store_true", help="weave each family alone")
    ask.add_argument("--json", action="store_true")
    said = ask.parse_args()
    given = rows(said.half, SAME_ACTORS if said.same_actors else said.data)
    found = figures(given, one_by_one(given) if said.each else woven(given))
    print(json.dumps(found) if said.json else "\n".join(f"{name:16} {value:.4g}" for name, value in found.items()))


if __name__ == "__main__":
    main()
