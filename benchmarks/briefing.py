"""What is shown, held against what is stored: `python -m benchmarks.briefing --data DIR [--json] [--predictions FILE] [--settings FILE]`.

Figures, over all sentences of the sections: share whose passages equal the stored slice to the letter; whose quotations stand verbatim
between quotation marks in a cited passage; whose numbers and whose names stand in the cited passages; stories that leave a section empty.
DIR is any folder (or file) of articles that `newsloom brief` reads.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsloom import settings as settings_of
from newsloom.brief.grounding import Context, Source, figures, named, quoted
from newsloom.brief.grounding.reading import Pair
from newsloom.loom import Desk
from newsloom.records import ArticleCard, CitedSentence, StoryBriefing

CHECKS = {"quotes_verbatim": quoted, "numbers_cited": figures, "names_cited": named}


def shown(story: StoryBriefing) -> Iterator[tuple[str, CitedSentence]]:
    """Every sentence of a story's sections, with the section's name."""
    sections = story.sections
    for name in ("whats_happened", "why_it_matters", "how_we_got_here", "open_questions"):
        for sentence in getattr(sections, name):
            yield name, sentence
    for paper in sections.what_the_papers_say:
        for sentence in paper.sentences:
            yield "what_the_papers_say", sentence
    for topic in sections.topics:
        if topic.description:
            yield "topics", topic.description


def judge(sentence: CitedSentence, cards: dict[str, ArticleCard]) -> dict[str, bool]:
    """Which of the promises a sentence keeps."""
    exact = bool(sentence.passages)
    sources = []
    for p in sentence.passages:
        card = cards.get(p.article)
        exact = exact and card is not None and card.version == p.version and (card.text or "")[p.start : p.end] == p.text
        sources.append(Source(text=p.text, language=(card.language if card else "en").split("-")[0]))
    language = sources[0].language if sources else "en"
    pair = Pair.of(sentence.text, sources, Context(language=language))
    found = {"passages_exact": exact}
    for name, part in CHECKS.items():
        found[name] = not [f for f in part.faults(pair) if f.kind != "form"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--settings", type=Path)
    args = parser.parse_args()
    begun = time.perf_counter()
    with Desk(settings=settings_of.load(args.settings) if args.settings else None) as desk:
        briefing = desk.brief([args.data])
    kept: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    rows = []
    for story in briefing.stories:
        cards = {card.id: card for card in story.articles}
        for section, sentence in shown(story):
            found = judge(sentence, cards)
            kept.update({"sentences": 1, **{name: int(ok) for name, ok in found.items()}})
            rows.append({"story": story.id, "section": section, "text": sentence.text, **found})
        empty.update(
            name
            for name in ("whats_happened", "why_it_matters", "what_the_papers_say", "how_we_got_here")
            if not getattr(story.sections, name)
        )
        kept["dropped_sentences"] += story.sections.dropped_sentences
    total = max(kept["sentences"], 1)
    result = {
        "stories": len(briefing.stories),
        "sentences": kept["sentences"],
        **{name: round(kept[name] / total, 4) for name in ("passages_exact", *CHECKS)},
        "dropped_sentences": kept["dropped_sentences"],
        "stories_without": dict(empty),
        "seconds": round(time.perf_counter() - begun, 1),
    }
    if args.predictions:
        args.predictions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(json.dumps(result, indent=None if args.json else 1, ensure_ascii=False))


if __name__ == "__main__":
    main()
