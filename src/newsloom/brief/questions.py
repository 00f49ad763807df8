"""What the coverage leaves open, from the dossier alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newsloom.brief import background, cues, openness, shape
from newsloom.brief.context import Context, primary
from newsloom.brief.ledger import Ledger, content_words
from newsloom.records import Assertion, CitedSentence, Claim, Passage, Sentence

Loose = set[tuple[str, int]]  # article id and start of the sentences that do not stand alone
MOST = 5
UNSUPPORTED = 2  # claims without anyone named behind them, at the most
CLAUSES = 2  # claims more pressing than that are listed even where their sentence is shown already, by a clause of it
SHORT = 12  # words of a passage that is shown for its figure
PART = 0.75  # a longer share of a shown sentence is the sentence again
ASKED_ALREADY = 0.5  # share of the shorter question's content words
FRESH = 0.5  # newness from which on a whisper is still one
STILL = 0.8  # newness from which on what is unknown is taken to be so still
LEAST_WORDS = 3  # a shorter slice says nothing
_ORDER = {"conflict": 0, "disputed": 1, "single": 3}


def pick(context: Context, shown: Collection[str], ledger: Ledger) -> list[CitedSentence]:
    """Figures and accounts in conflict, denials that nobody settles, questions that are put, claims that rest on the unnamed alone.

    The words shown are a slice of one version's source, a clause where the sentence is shown already;
    the passages are those of all versions.

    Args:
        shown: texts of the other sections.
        ledger: what it has shown is not asked again in other words, unless it is a clause of it.
    """
    said = ledger.texts()
    loose = {(c.passage.article, c.start) for c in ledger.candidates if not c.alone}
    found: list[tuple[int, int, CitedSentence]] = []
    for claim in context.dossier.claims:
        rank = _rank(context, claim) if openness.real(context, claim) else None
        question = _question(context, claim, shown, loose, clause=rank < CLAUSES) if rank is not None else None
        if rank is not None and question is not None and (rank < CLAUSES or not said & _places(question)):
            found.append((rank, -claim.reports, question))
    found += [(2, 0, s) for s in _asked(context, loose) if s.text not in shown]
    found += [(2, 1, s) for s in _unknown(context, ledger) if s.text not in shown]
    ranked = sorted(found, key=lambda x: x[:2])
    unsupported = [s for rank, _, s in ranked if rank == _ORDER["single"]]
    return _apart([s for _, _, s in ranked if s not in unsupported[UNSUPPORTED:]])[:MOST]


def _places(question: CitedSentence) -> set[tuple[str, int]]:
    """Where the passages of a question begin."""
    return {(p.article, p.start) for p in question.passages}


def _rank(context: Context, claim: Claim) -> int | None:
    """How pressing a claim's openness is (0 most), None where it is settled."""
    if claim.agreement in ("conflict", "disputed"):
        settled = bool(claim.standing) and claim.standing[-1].standing == "confirmed"
        return None if settled and claim.agreement == "disputed" else _ORDER[claim.agreement]
    doubtful = bool(claim.standing) and claim.standing[-1].standing == "rumoured"
    new = any(context.newness[n] >= FRESH for a in claim.assertions if (n := context.index.get(a.article)) is not None)
    doubtful = doubtful and new  # what was whispered long ago was followed by something else
    sure = any(cues.count("sure_already", "en", p.text) for a in claim.assertions for p in a.passages)
    doubtful = doubtful and not sure
    told = any(a.attributed_to or a.via for a in claim.assertions)  # a bare "reportedly" is too thin to be a question
    return _ORDER["single"] if claim.agreement == "single" and doubtful and told and all(_unnamed(a) for a in claim.assertions) else None


def _unnamed(assertion: Assertion) -> bool:
    """True where nobody with a name stands behind it ("sources", "officials")."""
    if assertion.via:
        return False
    name = assertion.attributed_to
    return name is None or any(cues.anywhere("unnamed", language).search(name) for language in ("en", "fr", "es"))


def _question(context: Context, claim: Claim, shown: Collection[str], loose: Loose, *, clause: bool) -> CitedSentence | None:
    """The sentence of a presentable assertion that is not shown yet, else a clause of one, with the passages of all."""
    passages = tuple(dict.fromkeys(p for a in claim.assertions for p in a.passages))
    versions = [(a, p, _sentence(context, p, loose)) for a in _contested_first(context, claim) for p in a.passages]
    own = [v for v in versions if not _foreign(context, v[0])]
    found = None
    for these in (own, versions):  # a clause in the story's language before a sentence in another
        found = found or next(((a, whole) for a, _, whole in these if whole and whole[1] not in shown), None)
        if found is None and clause:
            figures = claim.agreement == "conflict"  # the faces lay the figures of a conflict side by side
            clauses = ((a, p, _clause(context, p, shown) or (_figure(context, p, shown) if figures else None)) for a, p, _ in these)
            found = next(((a, (p, text)) for a, p, text in clauses if text), None)
    if found is None:
        return None
    assertion, (cited, text) = found
    rest = tuple(p for p in passages if not (p.article == cited.article and cited.start <= p.start and p.end <= cited.end))
    # "she denied that a guard helped": the clause is what she denies, not what she says
    voice = assertion.attributed_to if assertion.stance == "asserts" or len(text) >= len(cited.text) else None
    return CitedSentence(text=text, passages=(cited, *rest), attributed_to=voice)


def _clause(context: Context, passage: Passage, shown: Collection[str]) -> str | None:
    """The smallest stretch of a passage that can be read by itself: a clause or the passage."""
    number = context.index.get(passage.article)
    if number is None:
        return None
    article, notes = context.dossier.articles[number], context.dossier.annotations[number]
    clauses = [(p.start, p.end) for p in notes.propositions if p.whole]  # without a subject it is half a thought
    language = primary(article)
    for start, end in (*clauses, (passage.start, passage.end)):
        if not passage.start <= start < end <= passage.end:
            continue
        if _in_quotation(article.text, notes.sentences, start, end):
            continue  # without its marks and whoever says it, "we" is nobody
        words = article.text[start:end].strip(" ,;:")
        words = words[shape.start(words, language) :]
        text = shape.shown(words)
        finite = any(p.whole and p.start >= start and p.end <= end for p in notes.propositions)
        finite = finite and not cues.count("time_clauses", language, words)
        whole = finite and len(words.split()) >= LEAST_WORDS and "\n" not in words and shape.balanced(words) and shape.alone(text, language)
        if whole and not any(text.rstrip(".").lower() in s.lower() and len(text) > PART * len(s) for s in shown):
            return text
    return None


def _in_quotation(text: str, sentences: Sequence[Sentence], start: int, end: int) -> bool:
    """True for a stretch that begins or ends inside quotation marks, as far as its sentence shows them."""
    whole = next((s for s in sentences if s.start <= start < s.end), None)
    if whole is None:
        return False
    marks = [(whole.start + m.start(), whole.start + m.end()) for m in shape.quotations(text[whole.start : whole.end])]
    return any(a < start < b or a < end < b for a, b in marks)


def _figure(context: Context, passage: Passage, shown: Collection[str]) -> str | None:
    """The figure in a passage with what it counts, or a short passage that is not shown already."""
    number = context.index.get(passage.article)
    if number is None:
        return None
    article = context.dossier.articles[number]
    for q in context.dossier.annotations[number].quantities:
        if passage.start <= q.start < q.end <= passage.end and q.klass and len(article.text[q.start : q.end].split()) >= LEAST_WORDS:
            return shape.shown(article.text[q.start : q.end])
    words = passage.text.split()
    fits = LEAST_WORDS <= len(words) <= SHORT and "\n" not in passage.text and shape.shown(passage.text) not in shown
    return shape.shown(passage.text) if fits else None


def _contested_first(context: Context, claim: Claim) -> list[Assertion]:
    """What is asserted before what denies it, the story's language before others."""

    return sorted(claim.assertions, key=lambda a: (_foreign(context, a), a.stance != "asserts"))


def _foreign(context: Context, assertion: Assertion) -> bool:
    number = context.index.get(assertion.article)
    return number is None or primary(context.dossier.articles[number]) != context.language


def _sentence(context: Context, passage: Passage, loose: Loose) -> tuple[Passage, str] | None:
    """The whole sentence around a passage, where it can be shown by itself."""
    number = context.index.get(passage.article)
    if number is None:
        return None
    article = context.dossier.articles[number]
    language = primary(article)
    for s in context.dossier.annotations[number].sentences:
        if s.start <= passage.start < s.end and (article.id, s.start) not in loose:
            whole = article.passage(s.start, s.end)
            text = shape.shown(whole.text[shape.start(whole.text, language) :])
            if shape.only_quoted(text) or text[0] in background.QUOTES or not shape.anchored(text, language):
                return None
            if shape.presentable(text, language) and shape.alone(text, language) and article.body()[s.start : s.end] == whole.text:
                return whole, text
    return None


def _unknown(context: Context, ledger: Ledger) -> list[CitedSentence]:
    """What the newest articles say that nobody knows yet."""
    new = [c for n, c in enumerate(ledger.candidates) if c.alone and c.anchored and c.language == context.language and ledger.free(n)]
    new = [c for c in new if context.newness[c.article] >= STILL and not c.quote and not c.cues("press_calls")]
    return [c.cited() for c in new if cues.count("unknowns", c.language, shape.unquoted(c.text))]


def _asked(context: Context, loose: Loose) -> list[CitedSentence]:
    """Questions that someone puts in so many words."""
    found = []
    for statement in context.dossier.statements:
        if statement.modality != "asked" or not statement.passages or "?" not in statement.passages[0].text:
            continue
        shown = _sentence(context, statement.passages[0], loose)
        if shown is not None:
            # a question of the article's own may speak of somebody who says something
            asks = statement.speaker.name if shape.only_quoted(shown[1]) or shape.unquoted(shown[1]) != shown[1] else None
            found.append(CitedSentence(text=shown[1], passages=(shown[0],), attributed_to=asks))
    return found


def _apart(sentences: list[CitedSentence]) -> list[CitedSentence]:
    """Each text once, and nothing in much the same words as another."""
    kept: list[CitedSentence] = []
    for sentence in sentences:
        words = content_words(sentence.text)
        if not any(_alike(words, content_words(other.text)) for other in kept):
            kept.append(sentence)
    return kept


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= ASKED_ALREADY * max(min(len(a), len(b)), 1)
