"""Alignment and agreement: `python -m benchmarks.agreement [--data DIR] [--half dev|held] [--each] [--json] [--predictions FILE]`.

Without `--data`, the project's own labelled stories (`benchmarks/data/agreement`): pairs of labelled assertions that are brought into one
claim, and the relation that each pair is given. With `--data` on a folder that holds `nanco_dataset.json` (NAnCo, Laban et al. 2022,
"Discord Questions"), answers to one question are grouped by meaning and scored by B-cubed F1, beside singletons, one group, and TF-IDF.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import agreement_answers
from benchmarks.agreement_data import Gold, Row, articles, gold, lay, relations, rows
from newsloom.annotate import annotate
from newsloom.compare import dossier
from newsloom.extract import furnish
from newsloom.records import Annotations, Article, Claim, Story
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

KINDS = ("conflict", "updated", "disputed", "compatible", "agree", "unclear")


def found(given: Sequence[Row], settings: Settings) -> dict[str, tuple[Claim, ...]]:
    """The claims of each story, by id."""
    made: dict[str, list[Article]] = {story["id"]: list(furnish(articles(story))) for story in given}
    every = [article for own in made.values() for article in own]
    notes: Mapping[str, Annotations] = {one.article: one for one in annotate(every, settings.annotate)}
    result = {}
    for name, own in made.items():
        ids = tuple(a.id for a in own)
        story = Story(id=name, title=name, first=None, last=None, languages=("en",), events=(), articles=ids)
        result[name] = dossier(story, own, [notes[a.id] for a in own], settings.compare, embedder()).claims
    return result


class Tally:
    """Counts over stories: pairs brought together, and relations given."""

    def __init__(self) -> None:
        self.joined: Counter[tuple[str, str]] = Counter()
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.strange: Counter[str] = Counter()
        self.labels = self.matched = 0
        self.notes: list[str] = []

    def add(self, story: Row, claims: Sequence[Claim]) -> None:
        """Score one story."""
        labels = gold(story)
        lay(labels, claims)
        self.labels += len(labels)
        self.matched += sum(bool(g.places) for g in labels)
        wanted = {(c, a, b): kind for c, a, b, kind in relations(story)}
        for x, y in itertools.combinations(labels, 2):
            same = x.claim == y.claim
            given, together = _relation(x, y, claims)
            kind = "figures" if x.value and y.value else "events"
            self.joined[kind, "right" if same and together else "missed" if same else "wrong" if together else "apart"] += 1
            want = wanted.get((x.claim, *sorted((x.index, y.index)))) if same else None
            self._relations(story, x, y, want, given)
        self._strangers(story, labels, claims)

    def _relations(self, story: Row, x: Gold, y: Gold, want: str | None, given: str | None) -> None:
        if want is not None:
            self.wanted[want] += 1
        if given is not None:
            self.given[given] += 1
            self.right[given] += given == want
        if want != given:
            about = story["claims"][x.claim]["about"] if x.claim == y.claim else f"{x.claim} and {y.claim} are two claims"
            state = "" if x.places and y.places else " (not found)"
            quotes = [story["claims"][g.claim]["assertions"][g.index]["quote"] for g in (x, y)]
            self.notes.append(f"{story['id']}: want {want}, given {given}{state}: {about}: {quotes[0]!r} / {quotes[1]!r}")

    def _strangers(self, story: Row, labels: Sequence[Gold], claims: Sequence[Claim]) -> None:
        """Conflicts and updates between a labelled assertion and one that belongs to no labelled claim count as wrong.

        Not every statement is labelled, so some of these are right: `..._precision_labelled` leaves them out.
        """
        placed = {place for g in labels for place in g.places}
        for c, claim in enumerate(claims):
            for r in claim.relations:
                inside = ((c, r.a) in placed) + ((c, r.b) in placed)
                if inside == 1 and r.is_ in ("conflict", "updated", "disputed"):
                    self.given[r.is_] += 1
                    self.strange[r.is_] += 1
                    texts = [claim.assertions[k].passages[0].text for k in (r.a, r.b)]
                    self.notes.append(f"{story['id']}: given {r.is_} with what is no version of it: {texts[0]!r} / {texts[1]!r}")

    def figures(self) -> dict[str, float]:
        """The figures, rounded by nobody."""
        told: dict[str, float] = {"assertions": self.labels, "assertions_found": self.matched / max(1, self.labels)}
        for name, kinds in (("alignment", ("figures", "events")), ("figures", ("figures",)), ("events", ("events",))):
            right, wrong, missed = (sum(self.joined[kind, k] for kind in kinds) for k in ("right", "wrong", "missed"))
            precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
            told |= {
                f"{name}_precision": precision,
                f"{name}_recall": recall,
                f"{name}_f1": 2 * precision * recall / max(1e-9, precision + recall),
            }
        for kind in KINDS:
            told[f"{kind}_precision"] = self.right[kind] / max(1, self.given[kind])
            if kind in ("conflict", "updated", "disputed"):
                told[f"{kind}_precision_labelled"] = self.right[kind] / max(1, self.given[kind] - self.strange[kind])
            told[f"{kind}_recall"] = self.right[kind] / max(1, self.wanted[kind])
            told[f"{kind}_pairs"] = self.wanted[kind]
        return told


def _relation(x: Gold, y: Gold, claims: Sequence[Claim]) -> tuple[str | None, bool]:
    """The relation that two labelled assertions were given, and whether some claim holds both."""
    given: list[str] = []
    together = False
    for (c, a), (d, b) in itertools.product(x.places, y.places):
        if c != d:
            continue
        together = True
        if a == b:
            given.append("agree")
        given += [r.is_ for r in claims[c].relations if {r.a, r.b} == {a, b}]
    return next((kind for kind in KINDS if kind in given), None), together


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--half", choices=("dev", "held"))
    parser.add_argument("--each", action="store_true", help="print each pair that was judged otherwise (dev half only)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--predictions", type=Path)
    args = parser.parse_args()
    if args.data is not None and (args.data / "nanco_dataset.json").is_file():
        agreement_answers.run(args.data, args.predictions, as_json=args.json)
        return
    given = rows(args.data / "stories.jsonl", args.half) if args.data else rows(only=args.half)
    claims = found(given, Settings())
    tally = Tally()
    for story in given:
        tally.add(story, claims[story["id"]])
    figures = tally.figures()
    if args.each and args.half == "dev":
        print("\n".join(tally.notes))
    for name, value in figures.items():
        print(f"{name:24} {value:.3f}" if value != int(value) or value <= 1 else f"{name:24} {int(value)}")
    if args.predictions:
        lines = [json.dumps({"story": name, "claims": [_plain(c) for c in own]}, ensure_ascii=False) for name, own in claims.items()]
        args.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if args.json:
        print(json.dumps(figures))


def _plain(claim: Claim) -> dict[str, object]:
    pairs = [[r.a, r.b, r.is_] for r in claim.relations]
    said = [[a.article, a.passages[0].start, a.passages[0].end] for a in claim.assertions]
    return {"text": claim.text, "kind": claim.kind, "agreement": claim.agreement, "assertions": said, "relations": pairs}


if __name__ == "__main__":
    main()
