"""The sentences that may be shown, with what the sections weigh them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from newsloom.brief import counts, cues, glosses, leaning, seats, shape, speakers
from newsloom.brief.context import Context, primary
from newsloom.brief.seats import Seat
from newsloom.records import Annotations, Article, CitedSentence, Gloss, Passage, Proposition, Sentence, Statement

TOLL = ("killed", "injured", "missing", "casualties")  # classes of the count-noun table
BESIDE = 2  # characters between a role and the name it goes with
PARSED = ("en", "fr")  # languages whose clauses a parser finds
WORDY = 25  # longer sentences have a verb that the parser may have missed
MAX_CANDIDATES = 300  # embedding is the dear step: about 280 sentences a second on two cores


@dataclass(frozen=True)
class Candidate:
    """One sentence of one article.

    Attributes:
        article: number in the dossier.
        order: number of the sentence in its article, from 0; `place` is the same as a share of the article.
        lead: it is the first of its article that can be shown, at or near its beginning.
        start, end: the whole sentence in the article's text (code points); `text` is what is shown of it.
        speaker: who says it, None where the article says it itself.
        statements, propositions: those that overlap it.
        alone: it can stand without the sentence before it.
        anchored: it does not open with "the report" or the like, see `shape.anchored`.
        names: how many times it names someone or something.
        support: most independent sources of a claim in it, 0 without a claim. `disputed`: a claim in it is denied or doubted.
        superseded: it holds a figure or state that was replaced.
        quote: it is somebody's words and nothing else. `sympathy`: it holds thanks or condolences.
        told: people whom it introduces, by their last word in lower case. `short`: those whom it calls by that word alone.
        stated: what its figures say: predicate, value and what is counted; two sentences that share one repeat each other.
        of_its_day: it tells how things stood on its article's day ("is now", "remains in"), or calls that day "today".
        figures: how many counts stand in it. `classes`: of those that count the dead, hurt or missing;
            `tolls`: ids of the claims whose figures those are. `vague`: it counts them by words like "dozens" alone.
        counts: its exact figures with what they count, see `newsloom.brief.counts`. `amounts`: all of its exact figures.
        glosses: the days that words like "on Monday" in it mean.
    """

    article: int
    order: int
    lead: bool
    place: float
    start: int
    end: int
    text: str
    passage: Passage
    language: str
    speaker: str | None
    statements: tuple[Statement, ...]
    propositions: tuple[Proposition, ...]
    alone: bool
    anchored: bool
    names: int
    support: int
    disputed: bool
    superseded: bool
    quote: bool = False
    sympathy: bool = False
    told: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    stated: frozenset[tuple[str, float | None, float | None, str]] = frozenset()
    of_its_day: bool = False
    figures: int = 0
    classes: frozenset[str] = frozenset()
    tolls: frozenset[str] = frozenset()
    vague: bool = False
    counts: counts.Counts = frozenset()
    amounts: frozenset[float] = frozenset()
    glosses: tuple[Gloss, ...] = ()

    @property
    def toll(self) -> bool:
        """True where it counts the dead, hurt or missing."""
        return bool(self.classes)

    @property
    def denies(self) -> bool:
        """True where somebody denies something in it."""
        return any(m.standing == "denied" for p in self.propositions for m in p.marks) or self.cues("denials") > 0

    def cited(self) -> CitedSentence:
        return CitedSentence(text=self.text, passages=(self.passage,), attributed_to=self.speaker, glosses=self.glosses)

    def cues(self, name: str) -> int:
        """How many entries of a word list stand in it."""
        return cues.count(name, self.language, self.text)


def collect(context: Context) -> tuple[Candidate, ...]:
    """All presentable sentences of a dossier, in the order of articles and text; of very large stories the most promising."""
    found = [seat for number in range(len(context.dossier.articles)) for seat in seats.of(context, number)]
    if len(found) > MAX_CANDIDATES:
        # the lead of each article first, then sentences with claims behind them
        ranked = sorted(range(len(found)), key=lambda n: (found[n].order > 0, -min(found[n].support, 5), found[n].place))
        found = [found[n] for n in sorted(ranked[:MAX_CANDIDATES])]
    made = [c for number, group in groupby(found, key=lambda seat: seat.article) for c in _of_article(context, number, list(group))]
    return tuple(counts.overtaken(context, made))


def _of_article(context: Context, number: int, found: Sequence[Seat]) -> list[Candidate]:
    annotations = context.dossier.annotations[number]
    statements = _by_sentence(annotations.sentences, annotations.statements)
    propositions: dict[int, list[Proposition]] = defaultdict(list)
    for p in annotations.propositions:
        propositions[p.sentence].append(p)
    return _dated(context, number, [_candidate(context, seat, tuple(statements[seat.order]), propositions[seat.order]) for seat in found])


def _candidate(context: Context, seat: Seat, inside: tuple[Statement, ...], propositions: list[Proposition]) -> Candidate:
    number, text = seat.article, seat.text
    article = context.dossier.articles[number]
    annotations = context.dossier.annotations[number]
    sentence, language = annotations.sentences[seat.order], primary(article)
    shown = Sentence(start=seat.start, end=seat.end, paragraph=sentence.paragraph)  # a total that a next sentence draws is in it
    tolls = [q for q in annotations.quantities if shown.start <= q.start < shown.end and q.klass in TOLL]
    classes = frozenset(q.klass for q in tolls)
    told, short = people(article.text, sentence, annotations, language)
    return Candidate(
        article=number,
        order=seat.order,
        lead=seat.lead,
        place=seat.place,
        start=seat.start,
        end=seat.end,
        text=text,
        passage=article.passage(seat.start, seat.end),
        language=language,
        speaker=speakers.speaker(article.text, sentence, inside, propositions, language),
        statements=inside,
        propositions=tuple(propositions),
        alone=_alone(article.text, sentence, text, annotations, inside, propositions, language, _outlet(article)),
        anchored=shape.anchored(text, language) and not _says_the_thing(sentence, inside, language),
        names=sum(m.form == "name" and sentence.start <= m.start < sentence.end for m in annotations.mentions),
        support=seat.support,
        disputed=any(c.agreement in ("disputed", "conflict") for c in seat.claims),
        superseded=context.superseded(number, sentence.start, sentence.end),
        quote=shape.only_quoted(text),
        sympathy=cues.count("sympathy", language, text) > 0,
        told=told,
        stated=_stated(propositions, annotations),
        of_its_day=cues.count("day_states", language, shape.unquoted(text)) > 0,
        short=short,
        figures=sum(shown.start <= q.start < shown.end for q in annotations.quantities),
        classes=frozenset(k for k in classes if k),
        tolls=frozenset(c.id for c in seat.claims if classes and c.kind == "quantity"),
        vague=bool(tolls) and all(q.value.vague for q in tolls),
        counts=counts.of(article.text, shown, annotations, language),
        amounts=frozenset(
            q.value.low
            for q in annotations.quantities
            if shown.start <= q.start < shown.end and q.value.low is not None and q.value.low == q.value.high
        ),
        glosses=glosses.of(article, annotations, seat.start + seat.cut, seat.end),
    )


def _alone(
    article: str,
    sentence: Sentence,
    text: str,
    annotations: Annotations,
    inside: tuple[Statement, ...],
    propositions: list[Proposition],
    language: str,
    outlet: str,
) -> bool:
    """True where a sentence needs none of the others to be understood."""
    whole = article[sentence.start : sentence.end]
    return (
        shape.alone(text, language)
        and not leaning.quoted_by_a_stand_in(text, language)
        and not leaning.only_the_paper(text, outlet, language)
        and not leaning.spoken_by_a_stand_in(article, whole, inside, language)
        and not leaning.points_outside(article, sentence, annotations.mentions, language)
        and not (annotations.mentions and leaning.he_without_a_person(article, sentence, annotations, language))
        and not leaning.it_without_a_thing(article, sentence, annotations, language)
        and (len(annotations.propositions) * 2 < len(annotations.sentences) or _says_something(text, language, propositions, inside))
    )


def _outlet(article: Article) -> str:
    return article.outlet.name or "" if article.outlet else ""


def _dated(context: Context, number: int, found: list[Candidate]) -> list[Candidate]:
    """The candidates without glosses that cannot be; without any, where that is so for half of them."""
    wrong = {n for n, c in enumerate(found) if c.glosses and not glosses.possible(context, number, c.start, c.end)}
    if wrong and len(wrong) * 2 >= sum(bool(c.glosses) for c in found):
        wrong = set(range(len(found)))
    return [replace(c, glosses=()) if n in wrong else c for n, c in enumerate(found)]


def _says_something(text: str, language: str, propositions: list[Proposition], statements: tuple[Statement, ...]) -> bool:
    """False where the parser of a language that has one found no clause: "Monday at the trial in Orle." is no sentence."""
    return bool(propositions or statements) or language not in PARSED or len(text.split()) > WORDY


def _says_the_thing(sentence: Sentence, statements: tuple[Statement, ...], language: str) -> bool:
    """True where what somebody says opens with "the man" or the like: "Officers believe the men had left"."""
    return any(
        s.form == "indirect"
        and s.start >= sentence.start
        and s.end <= sentence.end + 1
        and not shape.anchored(s.content.removeprefix("that "), language)
        for s in statements
    )


def _stated(propositions: list[Proposition], annotations: Annotations) -> frozenset[tuple[str, float | None, float | None, str]]:
    """Predicate and figure of each clause; ones and ages are too common to tell a repetition."""
    found = ((p.predicate, annotations.quantities[q]) for p in propositions for q in p.quantities if q < len(annotations.quantities))
    return frozenset(
        (word, q.value.low, q.value.high, q.head or q.value.unit or "")
        for word, q in found
        if (q.head or q.value.unit) and q.value.low not in (None, 1)
    )


def people(text: str, sentence: Sentence, annotations: Annotations, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Whom a sentence introduces (by full name, or by role and name) and whom it calls by one word of a longer name."""
    told: set[str] = set()
    short: set[str] = set()
    for m in annotations.mentions:
        entity = annotations.entities[m.entity]
        if m.form != "name" or entity.kind != "person" or not sentence.start <= m.start < sentence.end:
            continue
        word = entity.name.split()[-1].lower()
        whole = m.end - m.start >= len(entity.name) or (" " in text[m.start : m.end] and m.end - m.start > len(entity.name) // 2 + 1)
        beside = any(sentence.start <= r.start < sentence.end and abs(r.end - m.start) <= BESIDE for r in entity.roles)
        after = text[m.end : m.end + BESIDE + 8]
        known = beside or bool(cues.opening("appositions", language).match(after)) or (after[:2] == ", " and after[2:3].isdigit())
        (told if known or (whole and " " in entity.name) else short).add(word)
    return frozenset(told), frozenset(short - told)


def _by_sentence(sentences: tuple[Sentence, ...], statements: tuple[Statement, ...]) -> list[list[Statement]]:
    """The statements that overlap each sentence."""
    found: list[list[Statement]] = [[] for _ in sentences]
    for statement in statements:
        for order, sentence in enumerate(sentences):
            if sentence.start < statement.end and statement.start < sentence.end:
                found[order].append(statement)
    return found
