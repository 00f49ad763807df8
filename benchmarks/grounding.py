"""Grounding of written sentences: `python -m benchmarks.grounding [--data DIR] [--half dev|held|all] [--json] [--show]`.

`--predictions FILE` writes what was found of each.

Four sets over the sample news: two of paraphrases written by hand (to be let through; the second by another hand, of kinds that a writer
uses: active and passive, nouns for verbs, other verbs of saying, abbreviations, two sentences in one), altered sentences written by hand,
and altered sentences made by a seeded program (both to be refused; see `benchmarks.grounding_altered`). A paraphrase whose only fault are
quotation marks around translated words is judged without the marks, as the writer does it; how often that was needed is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.grounding_altered import Altered, altered
from newsloom import annotate
from newsloom.brief.grounding import Fault, Source, Sources, check, unmarked
from newsloom.loom import intake, reading, sample
from newsloom.records import Annotations, Article, Passage
from newsloom.settings import Settings

DATA = Path(__file__).parent / "data" / "grounding"
SEED = 20_250_317


@dataclass(frozen=True)
class Case:
    """A sentence with its passages. `fault` None: it is true."""

    id: str
    sentence: str
    passages: tuple[Passage, ...]
    language: str
    fault: str | None


def read_texts(texts: Sequence[str], language: str) -> list[Annotations]:
    """The annotator, as `loom` hands it to the check."""
    made = [Article(id=str(n), version="", input="", first_seen="", text=text, language=language) for n, text in enumerate(texts)]
    return annotate.annotate(made, Settings().annotate)


def load(file: Path, articles: Sequence[Article]) -> list[Case]:
    """The cases of a file of the set, their passages found in the sample's articles."""
    cases = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passages = tuple(_passage(text, row["file"], articles) for text in row["passages"])
        cases.append(Case(row["id"], row["sentence"], passages, "en", row.get("fault")))
    return cases


def _passage(text: str, file: str, articles: Sequence[Article]) -> Passage:
    for article in articles:
        at = article.text.find(text) if Path(article.input).name == file else -1
        if at >= 0:
            return article.passage(at, at + len(text))
    return Passage(article=f"?{file}", version="", start=0, end=len(text), text=text)


def half(id: str) -> str:
    return "held" if hashlib.sha256(id.encode()).digest()[0] % 2 else "dev"


def judge(case: Case, sources: Sources) -> tuple[list[Fault], bool]:
    """Faults of a case, and whether the marks of a translated quotation were taken off first."""
    context = sources.context(case.language, read_texts)
    passages: list[Source] = [sources.source(p) for p in case.passages]
    faults = check(case.sentence, passages, context)
    translated = any(source.language != case.language for source in passages)
    if translated and any(f.kind == "quote" for f in faults):
        return check(unmarked(case.sentence), passages, context), True
    return faults, False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--half", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what is judged wrongly")
    parser.add_argument("--only", action="append", help="one of the sets; may be given again")
    parser.add_argument("--predictions", type=Path)
    args = parser.parse_args()
    articles = intake.gather([str(sample.folder())], Settings(), None).articles
    made = reading.read(articles, Settings(), None)
    sources = Sources(articles, made)
    sets = {
        "paraphrases": load(args.data / "paraphrases.jsonl", articles),
        "paraphrases_second": load(args.data / "paraphrases_second.jsonl", articles),
        "altered_by_hand": load(args.data / "altered_by_hand.jsonl", articles),
        "altered_by_program": [_case(one) for one in altered(articles, made, SEED)],
    }
    results: dict[str, Any] = {}
    rows = []
    for name, cases in sets.items():
        if args.only and name not in args.only:
            continue
        judged = []
        for case in cases if name == "altered_by_program" else [c for c in cases if args.half in ("all", half(c.id))]:
            begun = time.perf_counter()
            faults, opened = judge(case, sources)
            judged.append((case, faults, opened, time.perf_counter() - begun))
            wrong = bool(faults) != bool(case.fault)
            rows.append({"id": case.id, "set": name, "fault": case.fault, "found": [f.kind for f in faults], "wrong": wrong})
            if args.show and wrong:
                print(f"{case.id} {case.fault}\n   P: {' // '.join(p.text for p in case.passages)}\n   S: {case.sentence}\n   {faults}")
        results[name] = _sum(judged)
    if args.predictions:
        args.predictions.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    results |= {f"{name}_share": told["share"] for name, told in list(results.items())}  # for the gate
    print(json.dumps(results, indent=None if args.json else 1, ensure_ascii=False))


def _case(one: Altered) -> Case:
    return Case(one.id, one.sentence, one.passages, one.language, one.fault)


def _sum(judged: list[tuple[Case, list[Fault], bool, float]]) -> dict[str, object]:
    refused = [case for case, faults, _, _ in judged if faults]
    missed = Counter(case.fault for case, faults, _, _ in judged if case.fault and not faults)
    kinds = Counter(f.kind for case, faults, _, _ in judged if not case.fault for f in faults[:1])
    return {
        "sentences": len(judged),
        "refused": len(refused),
        "share": round(len(refused) / max(len(judged), 1), 4),
        "marks_taken_off": sum(opened for _, _, opened, _ in judged),
        "ms_each": round(1000 * sum(t for *_, t in judged) / max(len(judged), 1), 1),
        **({"missed": dict(missed)} if missed else {}),
        **({"refused_for": dict(kinds)} if kinds else {}),
    }


if __name__ == "__main__":
    main()
