"""What the sections ask about a dossier: which article is newer, what stands on whom, what has been superseded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from newsloom.brief import cues, shape
from newsloom.records import Article, Claim, Dossier, Passage, Statement

Reach = tuple[int, int]
LAW = 0.6  # what a judgment in its opening adds to an undated article's ripeness
STAGES = 3  # inquiry, charge, judgment
OPENING = 2  # sentences
HARDLY = 0.1  # undated articles whose ripeness differs by less are taken for equally new


@dataclass(frozen=True)
class Context:
    """A dossier with the look-ups that the sections share. Article numbers index `dossier.articles`."""

    dossier: Dossier

    @cached_property
    def index(self) -> dict[str, int]:
        """Article number by id."""
        return {a.id: i for i, a in enumerate(self.dossier.articles)}

    @cached_property
    def origin(self) -> tuple[int, ...]:
        """The number of the independent origin that each article folds into."""
        group = {a: n for n, g in enumerate(self.dossier.provenance.origins) for a in g.articles}
        spare = len(self.dossier.provenance.origins)
        return tuple(group.get(a.id, spare + i) for i, a in enumerate(self.dossier.articles))

    @cached_property
    def language(self) -> str:
        """The language that most origins write in, as primary subtag; the first article's on a tie."""
        seen = dict.fromkeys((self.origin[i], primary(a)) for i, a in enumerate(self.dossier.articles))
        return Counter(language for _, language in seen).most_common(1)[0][0] if seen else "und"

    @cached_property
    def days(self) -> int | None:
        """Days from the first dated article to the last, None where fewer than two are dated."""
        known = [date.fromisoformat(d[:10]) for a in self.dossier.articles if (d := a.published.first_day) and len(d) >= len("2030-01-01")]
        return (max(known) - min(known)).days if len(known) > 1 else None

    @cached_property
    def newness(self) -> tuple[float, ...]:
        """0 for the oldest article to 1 for the newest, ties equal.

        Dated articles go by their day. Undated ones go by `_ripeness`, among themselves where none is dated; beside dated ones they
        stand in the middle, where they do least harm.
        """
        days = [self._day(a) for a in self.dossier.articles]
        ripe = [self._ripeness(i) for i in range(len(days))]
        if not any(days):
            return _stretched(ripe)
        known = sorted({d for d in days if d})
        ranks = dict(zip(known, _ranks(known), strict=True))
        return tuple(ranks[d] if d else min(max(0.4 + 0.2 * ripe[i], 0.0), 0.8) for i, d in enumerate(days))

    def _day(self, article: Article) -> str | None:
        """The day of an article or of the event that it reports."""
        published = article.published
        if "published.rights" in article.metadata:
            return None  # dated by a capture: its copyright line is of an earlier year, so its date tells nothing of its age
        day = published.latest if published.value is None else published.first_day
        if day is None and article.modified is not None:
            day = article.modified.first_day
        return day or self._event_day.get(article.id)

    @cached_property
    def _event_day(self) -> dict[str, str]:
        """The last day of the event that an article reports, by article id."""
        return {a: day for e in self.dossier.story.events if (day := e.last or e.first) for a in e.articles}

    def _ripeness(self, article: int) -> float:
        """How late an undated article seems to stand in its story, about -1 to 1.

        A claim is rumoured before it is confirmed, so an article that confirms or shows evidence is later than one that passes on
        rumours (half of the weight: its steps in the claims' standings against those of other articles; three tenths: its own signs);
        an article that looks back ("long", "previously", "last year") is later than one that does not (two tenths); and one that opens
        with a judgment is later than one that opens with a charge or an inquiry.
        """
        it, notes = self.dossier.articles[article], self.dossier.annotations[article]
        signs = Counter(m.standing for p in notes.propositions for m in p.marks)
        sure = signs["confirmed"] + 0.5 * signs["evidenced"] - 0.5 * signs["rumoured"]
        back = cues.count("background", primary(it), it.body())
        return 0.5 * _clip(self._later[article] / 3) + 0.3 * _clip(sure / 2) + 0.2 * _clip(back / 4) + LAW * self.stage(article) / STAGES

    def stage(self, article: int) -> int:
        """How far the law has come by an article's opening: 0 nothing told, 1 an inquiry or arrest, 2 a charge or trial, 3 a judgment."""
        it, sentences = self.dossier.articles[article], self.dossier.annotations[article].sentences
        opening = it.text[: sentences[min(OPENING, len(sentences)) - 1].end] if sentences else ""
        return next((n for n in range(STAGES, 0, -1) if cues.count(f"law_stages_{n}", primary(it), opening)), 0)

    @cached_property
    def judged(self) -> tuple[int, ...]:
        """Articles (numbers) that open with a judgment."""
        return tuple(n for n in range(len(self.dossier.articles)) if self.stage(n) == STAGES)

    @cached_property
    def _later(self) -> list[int]:
        """By article: how often its step in a claim's standing comes after another article's, less how often it comes before."""
        score = [0] * len(self.dossier.articles)
        for claim in self.dossier.claims:
            line = [self.index[p.article] for s in claim.standing for p in s.passages if p.article in self.index]
            for n, a in enumerate(line):
                score[a] += sum(b != a for b in line[:n]) - sum(b != a for b in line[n + 1 :])
        return score

    def overtaken(self, article: int, text: str, language: str) -> bool:
        """True for what an article that is not the newest says of its own day: what is not known yet, what somebody says or wants."""
        if self.newness[article] >= 1:
            return False
        return any(cues.count(name, language, shape.unquoted(text)) for name in ("unknowns", "present_says"))

    def counted(self, classes: frozenset[str | None]) -> bool:
        """True where some article gives a figure of one of these classes, not only a word like "dozens"."""
        return any(q.klass in classes and not q.value.vague for notes in self.dossier.annotations for q in notes.quantities)

    @cached_property
    def statements(self) -> tuple[tuple[Statement, ...], ...]:
        return tuple(a.statements for a in self.dossier.annotations)

    @cached_property
    def _cited(self) -> dict[int, list[tuple[int, int, Claim]]]:
        """By article: the reach of each assertion's passages and the claim."""
        found: dict[int, list[tuple[int, int, Claim]]] = defaultdict(list)
        for claim in self.dossier.claims:
            for assertion in claim.assertions:
                for p in assertion.passages:
                    if p.article in self.index:
                        found[self.index[p.article]].append((p.start, p.end, claim))
        return found

    def claims_in(self, article: int, start: int, end: int) -> list[Claim]:
        """Claims with an assertion whose passage overlaps that stretch, each once."""
        met = {c.id: c for a, b, c in self._cited[article] if a < end and start < b}
        return list(met.values())

    @cached_property
    def _old(self) -> dict[int, list[Reach]]:
        """By article: where figures and states stand that a later version has replaced, or that were doubtful and are settled now."""
        found: dict[int, list[Reach]] = defaultdict(list)
        for claim in self.dossier.claims:
            for passage in _replaced(claim, self):
                if passage.article in self.index:
                    found[self.index[passage.article]].append((passage.start, passage.end))
        return found

    @cached_property
    def _new(self) -> dict[int, list[Reach]]:
        """By article: where the figures and states stand that replace others."""
        found: dict[int, list[Reach]] = defaultdict(list)
        for claim in self.dossier.claims:
            old = {(p.article, p.start) for p in _replaced(claim, self)}
            if old:
                for p in (p for a in claim.assertions for p in a.passages if (p.article, p.start) not in old):
                    found[self.index.get(p.article, -1)].append((p.start, p.end))
        return found

    @cached_property
    def settled(self) -> frozenset[int]:
        """Articles (numbers) older than one that confirms something of the story: a denial in them may have been overtaken."""
        sure = [
            i
            for i, notes in enumerate(self.dossier.annotations)
            if any(m.standing == "confirmed" for p in notes.propositions for m in p.marks)
        ]
        newest = max((self.newness[i] for i in sure), default=0.0)
        return frozenset(i for i, value in enumerate(self.newness) if value < newest)

    def replaces(self, article: int, start: int, end: int) -> bool:
        """True where that stretch holds the newest of several versions."""
        return any(a < end and start < b for a, b in self._new[article])

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Names of the outlets whose articles are in the story, in lower case, without "the"."""
        return frozenset(a.outlet.name.lower().removeprefix("the ") for a in self.dossier.articles if a.outlet and a.outlet.name)

    def superseded(self, article: int, start: int, end: int) -> bool:
        """True where that stretch holds a figure or state that is no longer the newest."""
        return any(a < end and start < b for a, b in self._old[article])


def _ranks(days: Sequence[str]) -> tuple[float, ...]:
    """Each day's rank from 0 (first) to 1 (last); 1 where there is one day. What the calendar has made history ranks as such."""
    order = {d: n for n, d in enumerate(sorted(set(days)))}
    top = len(order) - 1
    return tuple(min(order[d] / top if top else 1.0, _aged(d, max(order))) for d in days)


OLD = ((60, 0.45), (14, 0.6))  # days before the newest article, and the newness that an article so old has at the most


def _aged(day: str, newest: str) -> float:
    """The highest newness for an article of a day: however few articles came since, last winter's report is no news."""
    try:
        age = (date.fromisoformat(newest[:10]) - date.fromisoformat(day[:10])).days
    except ValueError:
        return 1.0  # not known to the day
    return next((most for days, most in OLD if age > days), 1.0)


def _stretched(values: Sequence[float]) -> tuple[float, ...]:
    """The values from 0 (least) to 1 (greatest); 1 for all where they hardly differ."""
    low, high = min(values), max(values)
    return tuple((v - low) / (high - low) if high - low > HARDLY else 1.0 for v in values)


def _clip(value: float) -> float:
    return min(max(value, -1.0), 1.0)


def primary(article: Article) -> str:
    """The article's language without region."""
    return article.language.split("-")[0]


def _replaced(claim: Claim, context: Context) -> list[Passage]:
    """Passages of the older side of each update."""
    found: list[Passage] = []
    for relation in claim.relations:
        if relation.is_ != "updated" or not _known(claim, context, relation.a, relation.b):
            continue
        older = _older(claim, context, relation.a, relation.b)
        if older is not None:
            found.extend(claim.assertions[older].passages)
    return found


def _older(claim: Claim, context: Context, a: int, b: int) -> int | None:
    """The assertion about the earlier moment, else that of the older article; None where neither is known."""
    first, second = claim.assertions[a], claim.assertions[b]
    days = [x.as_of.first_day if x.as_of else None for x in (first, second)]
    if days[0] and days[1] and days[0] != days[1]:
        return a if days[0] < days[1] else b
    new_a, new_b = (context.newness[context.index[x.article]] for x in (first, second))
    return None if new_a == new_b else (a if new_a < new_b else b)


def _known(claim: Claim, context: Context, *numbers: int) -> bool:
    return all(n < len(claim.assertions) and claim.assertions[n].article in context.index for n in numbers)
