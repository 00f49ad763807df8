"""Timelines over news archives: `python -m benchmarks.timeline --data DIR [--json] [--predictions FILE] [--languages fr,es,it]`.

The number of dates is that of the reference, as in the literature. The baseline in the same run: the dates that are most often named
or printed on, each with the first sentence that names it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from newsloom.annotate.reading import Reading
from newsloom.annotate.times import find
from newsloom.compare.timeline import days
from newsloom.records import Annotations, Article, When
from newsloom.text import sentences

LONGEST = 40_000  # characters read of a document: a few hold a whole site
_WORD = re.compile(r"\w+")
Timeline = dict[str, str]


def load(folder: Path, languages: Sequence[str]) -> dict[tuple[str, str], list[Article]]:
    """Articles by (language, topic)."""
    topics: defaultdict[tuple[str, str], list[Article]] = defaultdict(list)
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["lang"] not in languages:
                continue
            day = row["date"][:10]
            when = When(value=day, precision="day", origin="metadata", earliest=day, latest=day)
            topics[row["lang"], row["topic"]].append(
                Article(
                    id=row["id"],
                    version="v",
                    input=row["id"],
                    first_seen=f"{day}T00:00:00Z",
                    text=row["text"][:LONGEST],
                    language=row["lang"],
                    published=when,
                )
            )
    return dict(topics)


def references(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Text by day, by (language, topic)."""
    found = {}
    for path in sorted((folder / "reference").glob("*.txt")):
        language, topic = path.stem.split("-", 1)
        entries: dict[str, str] = {}
        day = None
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if re.match(r"\d{4}-\d\d-\d\d", line):
                day = line[:10]
                entries.setdefault(day, "")
            elif day and line.strip() and not line.startswith("---"):
                entries[day] += " " + line
        found[language, topic] = entries
    return found


def read(articles: Sequence[Article], language: str) -> list[Annotations]:
    """Sentences and times alone: the timeline needs no more, so nothing is parsed."""
    made = []
    for article in articles:
        body = article.body()
        parts = sentences.split(body, language)
        reading = Reading(article=article, body=body, language=language, doc=cast(Any, None), syntax=False, sentences=parts)
        made.append(Annotations(article=article.id, version="v", language=language, sentences=parts, times=find(reading)))
    return made


def baseline(articles: Sequence[Article], read_: Sequence[Annotations], most: int) -> Timeline:
    """The most mentioned dates."""
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for article, found in zip(articles, read_, strict=True):
        counts[article.published.value or ""] += 1
        for when in found.times:
            if when.when.precision == "day" and when.when.value:
                counts[when.when.value] += 1
                sentence = next((s for s in found.sentences if s.start <= when.start < s.end), None)
                if sentence:
                    texts.setdefault(when.when.value, article.text[sentence.start : sentence.end])
        if found.sentences:
            texts.setdefault(article.published.value or "", article.text[found.sentences[0].start : found.sentences[0].end])
    return {day: texts.get(day, "") for day, _ in counts.most_common(most)}


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(pairs: Iterable[tuple[Timeline, dict[str, str]]]) -> dict[str, float]:
    """Macro F1 over dates, and ROUGE-1 F1 of the texts of shared dates."""
    dates, words = [], []
    for got, gold in pairs:
        both = set(got) & set(gold)
        dates.append(f1(len(both) / max(1, len(got)), len(both) / max(1, len(gold))))
        for day in both:
            a, b = (Counter(w.lower() for w in _WORD.findall(t)) for t in (gold[day], got[day]))
            shared = sum((a & b).values())
            words.append(f1(shared / max(1, sum(b.values())), shared / max(1, sum(a.values()))))
    return {"date_f1": sum(dates) / max(1, len(dates)), "rouge1_same_date": sum(words) / max(1, len(words))}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--languages", default="fr,es,it")
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--predictions", type=Path)
    args = ask.parse_args()
    gold = references(args.data)
    started = time.perf_counter()
    ours: dict[tuple[str, str], Timeline] = {}
    base: dict[tuple[str, str], Timeline] = {}
    for key, articles in load(args.data, args.languages.split(",")).items():
        found = read(articles, key[0])
        size = len(gold[key])
        ours[key] = days(articles, found, size)
        base[key] = baseline(articles, found, size)
    result = {
        "timelines": len(ours),
        "seconds": round(time.perf_counter() - started, 1),
        "newsloom": score((ours[k], gold[k]) for k in ours),
        "baseline": score((base[k], gold[k]) for k in base),
        "by_topic": {f"{k[0]}-{k[1]}": round(score([(ours[k], gold[k])])["date_f1"], 3) for k in ours},
    }
    if args.predictions:
        with args.predictions.open("w", encoding="utf-8") as out:
            for (language, topic), entries in ours.items():
                out.writelines(
                    json.dumps({"lang": language, "topic": topic, "date": d, "text": t}, ensure_ascii=False) + "\n"
                    for d, t in entries.items()
                )
    print(json.dumps(result) if args.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
