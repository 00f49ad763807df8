"""What the papers say: what each adds that the others do not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import PurePath

from msgspec import structs

from newsloom.brief import cues, secondhand, shape
from newsloom.brief.candidates import Candidate
from newsloom.brief.context import Context
from newsloom.brief.ledger import Ledger
from newsloom.records import PaperSays

EACH = 2  # sentences an article
MANY = 6  # articles from which on each has one sentence
MERGED = 3  # sentences of an entry that stands for several articles
RECENT = 0.5
SECOND = 0.5  # share of an article's best score that its second sentence must have
WEIGHTY = 0.8  # of an average sentence's content: one that holds less is worth less
LOOSE = 0.4  # what "The defendants are ..." is worth: which ones?
LEAST = 0.2  # a sentence that scores less adds nothing worth a line
SHORT = 5  # words of a quotation that tells nothing
FULL = 14  # words from which on a sentence has its whole weight
MOST_SECONDHAND = 3  # quoted papers an article


def pick(context: Context, ledger: Ledger, central: list[float]) -> list[PaperSays]:
    """One entry an article and one for each paper that it quotes, newest article first. An article that adds nothing has none."""
    spoken = _spoken(ledger.candidates)
    by_article: dict[int, list[int]] = {}
    for n, c in enumerate(ledger.candidates):
        by_article.setdefault(c.article, []).append(n)
    entries: list[PaperSays] = []
    for article in sorted(by_article, key=lambda a: (-context.newness[a], a)):
        quoted = {n: name for n in by_article[article] if (name := secondhand.outlet(context, ledger.candidates[n]))}
        entries.extend(_secondhand(context, ledger, article, quoted))
        own = [n for n in by_article[article] if n not in quoted and not _printed_before(context, ledger, n, by_article)]
        scores = {n: score(context, ledger, n, central[n], spoken) for n in own}
        picked = ledger.pick(scores, 1)
        if picked and len(by_article) <= MANY:
            picked += ledger.pick({n: s for n, s in scores.items() if s >= SECOND * scores[picked[0]]}, EACH - 1)
        picked.sort(key=lambda n: ledger.candidates[n].order)
        if picked:
            entries.append(_entry(context, ledger, article, _name(context, article), None, picked))
    return _merged(context, entries)


def _merged(context: Context, entries: list[PaperSays]) -> list[PaperSays]:
    """Entries of one outlet and day that a reader could not tell apart, as one."""
    found: dict[tuple[object, ...], PaperSays] = {}
    for n, e in enumerate(entries):
        day = context.dossier.articles[context.index[e.article]].published.first_day
        key = (e.outlet, e.via, day) if e.outlet and (day or e.via) else (n,)
        first = found.get(key)
        found[key] = structs.replace(first, sentences=(*first.sentences, *e.sentences)[:MERGED]) if first else e
    return list(found.values())


def score(context: Context, ledger: Ledger, number: int, central: float, spoken: Counter[str]) -> float:
    """What an article adds by a sentence: claims and figures only it has, departures from the others, voices only it quotes.

    0 for what adds nothing, or was overtaken by a newer article.
    """
    candidate = ledger.candidates[number]
    if not candidate.alone or candidate.cues("press_calls") or _passed(context, candidate):
        return 0.0
    claims = context.claims_in(candidate.article, candidate.start, candidate.end)
    own = sum(c.reports <= 1 for c in claims)
    apart = sum(c.agreement in ("conflict", "disputed") for c in claims)
    voices = sum(spoken[name] == 1 for s in candidate.statements if (name := _voice(s.speaker.entity or s.speaker.name)))
    quoted = any(s.form in ("direct", "mixed") for s in candidate.statements)
    adds = 1 + 0.6 * min(own, 2) + 0.8 * min(apart, 1) + 0.8 * min(voices, 2) + 0.3 * quoted
    told = min(1.0, len(candidate.text.split()) / FULL)  # a short cry is colour, not news
    told *= (0.4 if candidate.quote or _cry(candidate) else 1.0) * (0.2 if candidate.sympathy else 1.0)
    told *= 0.4 if candidate.superseded or candidate.vague else 1.0
    value = (0.3 + central) * adds * told * (1.0 if candidate.anchored else LOOSE) * min(1.0, ledger.weight(number) / WEIGHTY)
    return value if value >= LEAST else 0.0


def _cry(candidate: Candidate) -> bool:
    """True where all that is quoted is a few words."""
    said = [s for s in candidate.statements if s.form == "direct"]
    return bool(said) and all(len(s.content.split()) <= SHORT for s in said)


def _passed(context: Context, candidate: Candidate) -> bool:
    """True for how things stood, and what nobody knew yet, on the day of an article that newer ones have left behind."""
    if context.newness[candidate.article] >= RECENT and context.days == 0:
        return False
    newest = context.newness[candidate.article] >= 1
    early = any(cues.count(name, candidate.language, shape.unquoted(candidate.text)) for name in ("unknowns", "early_accounts"))
    return not newest and (candidate.of_its_day or early)


def _printed_before(context: Context, ledger: Ledger, number: int, by_article: dict[int, list[int]]) -> bool:
    """True for a sentence that a copy or rewrite shares with the article it is made from: that adds nothing."""
    article = context.dossier.articles[ledger.candidates[number].article].id
    made_from = {
        context.index[d.from_article]
        for d in context.dossier.provenance.derivations
        if d.article == article and d.how in ("copy", "rewrite") and d.from_article in context.index
    }
    mine = ledger.candidates[number].article
    # of articles of one origin, the first prints it
    made_from |= {
        a for a in by_article if context.origin[a] == context.origin[mine] and (context.newness[a], a) < (context.newness[mine], mine)
    }
    return any(ledger.same(number, other) for source in made_from for other in by_article.get(source, ()))


def silent(context: Context, heard: Collection[str]) -> str | None:
    """In words which outlets only print what another has; None where each adds something.

    Args:
        heard: ids of the articles that some section cites.
    """
    made = {d.article: d.from_article for d in context.dossier.provenance.derivations if d.how in ("copy", "rewrite") and d.from_article}
    by_source: dict[str, list[str]] = {}
    for article, source in made.items():
        if (
            article not in heard
            and article in context.index
            and source in context.index
            and _label(context, article) != _label(context, source)
        ):
            by_source.setdefault(_label(context, source), []).append(_label(context, article))
    parts = [f"{_listed(names)} {'carries' if len(names) == 1 else 'carry'} the report of {source}" for source, names in by_source.items()]
    return "; ".join(parts) + ", with nothing added." if parts else None


def _label(context: Context, article: str) -> str:
    it = context.dossier.articles[context.index[article]]
    return _name(context, context.index[article]) or PurePath(it.input).name


def _listed(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"


def _secondhand(context: Context, ledger: Ledger, article: int, quoted: dict[int, str]) -> list[PaperSays]:
    entries: list[PaperSays] = []
    for n, name in quoted.items():
        if len(entries) == MOST_SECONDHAND or not ledger.candidates[n].alone or not ledger.free(n, plainly=True):
            continue  # that two papers cite a third for one thing is told of both, but not in the same words
        ledger.take(n)
        entries.append(_entry(context, ledger, article, name, _name(context, article), [n]))
    return entries


def _entry(context: Context, ledger: Ledger, article: int, outlet: str | None, via: str | None, picked: list[int]) -> PaperSays:
    return PaperSays(
        outlet=outlet,
        via=via,
        article=context.dossier.articles[article].id,
        sentences=tuple(ledger.candidates[n].cited() for n in picked),
    )


def _name(context: Context, article: int) -> str | None:
    outlet = context.dossier.articles[article].outlet
    return (outlet.name or outlet.domain) if outlet else None


def _spoken(candidates: Sequence[Candidate]) -> Counter[str]:
    """By speaker: in how many articles they are quoted."""
    pairs = {(c.article, name) for c in candidates for s in c.statements if (name := _voice(s.speaker.entity or s.speaker.name))}
    return Counter(name for _, name in pairs)


def _voice(name: str | None) -> str | None:
    return name.lower() if name else None
