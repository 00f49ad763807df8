"""Reading brat annotations of attributions, and scoring predictions against them."""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Spans = list[tuple[int, int]]

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'[“"][^”"]*[”"]')
_PART = re.compile(r"data/(train|dev|test)/")
_LITTLE = frozenset(["the", "a", "an", "of", "and", "or", "to", "in", "on", "for", "at", "by", "with", "mr", "mrs", "ms"])


@dataclass(frozen=True, slots=True)
class Attributed:
    """Source, cue and content of one attribution, as (start, end) pairs in code points."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Annotated:
    doc: str
    text: str
    gold: list[Attributed]


def load(folder: Path) -> Iterator[Annotated]:
    """Articles of the folder's `*.tar.gz` that someone annotated; of two annotators the first by name counts."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    with tarfile.open(next(iter(sorted(folder.glob("*.tar.gz"))))) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member) if _PART.match(member.name) and member.isfile() else None
            if file is None:
                continue
            stem = member.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            if "/text/" in member.name and member.name.endswith(".txt"):
                texts[stem] = file.read().decode("utf-8")
            elif member.name.endswith(".ann"):
                notes.setdefault(stem.rsplit("_", 1)[0], file.read().decode("utf-8"))
    for doc in sorted(notes):
        if doc in texts:
            yield Annotated(doc, texts[doc], _events(notes[doc]))


def _events(note: str) -> list[Attributed]:
    spans: dict[str, Spans] = {}
    found: list[Attributed] = []
    for line in note.splitlines():
        name, _, rest = line.partition("\t")
        if re.match(r"T\d", name):
            where = rest.split("\t")[0].split(" ", 1)[1]
            spans[name] = [(int(a), int(b)) for a, b in (pair.split() for pair in where.split(";"))]
        elif re.match(r"E\d", name):
            roles: defaultdict[str, Spans] = defaultdict(list)
            for pair in rest.split("\t")[0].split():
                role, _, target = pair.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(target, [])
            if roles["Content"]:
                found.append(Attributed(roles["Source"], roles["Cue"], roles["Content"]))
    return found


def is_direct(text: str, content: Spans) -> bool:
    """Quotation marks stand around at least 80% of the content."""
    stretch = text[min(a for a, _ in content) : max(b for _, b in content)]
    return bool(stretch) and sum(len(m.group()) for m in _QUOTED.finditer(stretch)) >= 0.8 * len(stretch)


def kind(text: str, content: Spans) -> str:
    if is_direct(text, content):
        return "direct"
    words = "".join(text[a:b] for a, b in content)
    return "mixed" if re.search(r"[“”\"]", words) else "indirect"


def score(articles: Sequence[Annotated], predicted: Sequence[Sequence[Attributed]]) -> dict[str, float]:
    """Contents match one to one from Jaccard .5 over words; an attribution is right where the sources share a content word."""
    spans = {part: [0, 0, 0] for part in ("source", "cue", "content")}
    tally: defaultdict[str, int] = defaultdict(int)
    for article, mine in zip(articles, predicted, strict=True):
        _score_one(article, mine, spans, tally)
    figures = {f"{part}_f1": _f1(both, p, g) for part, (both, p, g) in spans.items()}
    precision = tally["right"] / tally["pred"] if tally["pred"] else 0.0
    recall = tally["right"] / tally["gold"] if tally["gold"] else 0.0
    figures |= {"attribution_precision": precision, "attribution_recall": recall}
    figures["attribution_f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures |= {"gold": tally["gold"], "pred": tally["pred"], "direct": tally["direct_sourced"]}
    figures["direct_speaker_accuracy"] = tally["direct_sourced_right"] / max(1, tally["direct_sourced"])
    for form in ("direct", "indirect", "mixed"):
        figures[f"{form}_recall"] = tally[f"{form}_right"] / max(1, tally[form])
    return figures


def _f1(both: int, predicted: int, gold: int) -> float:
    return 2 * both / (predicted + gold) if both else 0.0


def _score_one(article: Annotated, mine: Sequence[Attributed], spans: dict[str, list[int]], tally: defaultdict[str, int]) -> None:
    words = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(article.text)]

    def ids(parts: Spans) -> frozenset[int]:
        return frozenset(i for a, b in parts for i, (start, end, _) in enumerate(words) if start < b and a < end)

    def telling(found: frozenset[int]) -> set[str]:
        said = {words[i][2] for i in found}
        return (said - _LITTLE) or said

    golds = [(ids(x.source), ids(x.cue), ids(x.content)) for x in article.gold]
    preds = [(ids(x.source), ids(x.cue), ids(x.content)) for x in mine]
    for at, part in enumerate(("source", "cue", "content")):
        theirs: frozenset[int] = frozenset().union(*(x[at] for x in golds))
        ours: frozenset[int] = frozenset().union(*(x[at] for x in preds))
        for slot, size in enumerate((len(theirs & ours), len(ours), len(theirs))):
            spans[part][slot] += size
    right: set[int] = set()
    for g, p in _matches([x[2] for x in golds], [x[2] for x in preds]):
        gold, pred = golds[g][0], preds[p][0]
        if (not gold and not pred) or (gold & pred and telling(gold & pred) & telling(gold)):
            right.add(g)
    tally["right"] += len(right)
    tally["pred"] += len(preds)
    tally["gold"] += len(golds)
    for g, true in enumerate(article.gold):
        form = kind(article.text, true.content)
        names = [form, "direct_sourced"] if form == "direct" and golds[g][0] else [form]
        for name in names:
            tally[name] += 1
            tally[f"{name}_right"] += g in right


def _matches(golds: list[frozenset[int]], preds: list[frozenset[int]]) -> Iterator[tuple[int, int]]:
    pairs = [
        (len(gold & pred) / max(1, len(gold | pred)), g, p) for g, gold in enumerate(golds) for p, pred in enumerate(preds) if gold & pred
    ]
    used_g: set[int] = set()
    used_p: set[int] = set()
    for overlap, g, p in sorted(pairs, reverse=True):
        if overlap >= 0.5 and g not in used_g and p not in used_p:
            used_g.add(g)
            used_p.add(p)
            yield g, p
