"""The signs by which two sayings that are no figures are taken for one, as numbers."""

from __future__ import annotations

from collections.abc import Iterable

from newsloom import lexicon
from newsloom.compare.claims.fairness import fair
from newsloom.compare.claims.likeness import weight
from newsloom.compare.claims.parties import numbers_fit, roles
from newsloom.compare.claims.scope import vetoed
from newsloom.compare.claims.sense import Sense
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.concepts import opposed
from newsloom.compare.sayings.words import befalls, family

EVENTS = (
    "clause",
    "clause_across",
    "outer",
    "outer_across",
    "across",
    "names",
    "strangers",
    "words",
    "soft",
    "soft_across",
    "beside",
    "held",
    "predicate",
    "family",
    "other_family",
    "subject",
    "object",
    "other_subject",
    "other_object",
    "number",
    "one_article",
    "one_speaker",
    "against",
    "negated",
    "other_kind",
    "judged",
    "concepts",
    "concepts_across",
    "concepts_shared",
    "concepts_held",
    "opposed",
)


_PASSAGE = 120  # characters between what two speakers say of one thing
_GROUND = 0.1  # likeness of clauses, or of words, from which on one can be a denial of the other
_SHARED = 2.0  # weight of shared concepts from which on more adds nothing


def barred(x: Item, y: Item) -> bool:
    """True for sayings that cannot be of one claim: set elsewhere, of other people or counts, or about the telling itself."""
    if vetoed(x, y) or generic(x) or generic(y):
        return True
    if {x.modality, y.modality} == {"asked", "asserted"}:
        return True  # what someone calls for is not what was done
    if x.language == y.language and not numbers_fit(x, y) and not x.whole_sentence and not y.whole_sentence:
        return True
    if x.language == y.language and befalls(x.klass) and befalls(y.klass) and not fair(x, y):
        return True  # many are hurt in one story
    if x.language == y.language and (_exchanged(x, y) or _of_whom(x, y)):
        return True
    if x.positive != y.positive and _other_act(x, y) and not (_stands(x) or _stands(y)):
        return True  # what is not yet known, or not done, is no answer to what is told of something else
    if x.outer == y.outer and x.article == y.article and _granted(x, y):
        return True
    return _other_persons(x, y) or (x.another != y.another and x.article != y.article)


def _granted(x: Item, y: Item) -> bool:
    """ "Admitted that she knew the song but denied that she copied it": one party confirms the one and denies the other."""
    mine, theirs = ({(m.standing, m.by) for m in item.marks if m.by} for item in (x, y))
    return any(("denied", by) in theirs for kind, by in mine if kind == "confirmed") or any(
        ("denied", by) in mine for kind, by in theirs if kind == "confirmed"
    )


def _exchanged(x: Item, y: Item) -> bool:
    """True where who does it in one clause is to whom it is done in the other."""
    mine, theirs = (x.subject | x.subject_heads, x.object | x.object_heads), (y.subject | y.subject_heads, y.object | y.object_heads)
    if mine[0] & theirs[0] or mine[1] & theirs[1]:
        return False
    return bool((mine[0] & theirs[1]) - {"*"} or (mine[1] & theirs[0]) - {"*"})


def _other_act(x: Item, y: Item) -> bool:
    return x.language == y.language and not x.whole_sentence and not y.whole_sentence and x.predicate != y.predicate


def _of_whom(x: Item, y: Item) -> bool:
    """True where it is not known of whom one clause tells, and nothing shows that it answers the other."""
    if x.article == y.article or roles(x, y)[0] != "pronoun":
        return False
    if x.predicate != y.predicate and not (x.whole_sentence or y.whole_sentence):
        return True
    return _rejects(x) == _rejects(y) and not (x.attributed and y.attributed)


def _other_persons(x: Item, y: Item) -> bool:
    """True where both name a person as who does it, or to whom it is done, and not the same."""
    for a, b in ((x.subject, y.subject), (x.object, y.object)):
        mine, theirs = _persons(a), _persons(b)
        if mine and theirs and not mine & theirs and not (mine & y.everyone or theirs & x.everyone):
            return True
    return False


def _persons(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(k for k in keys if k.startswith("person:"))


def generic(item: Item) -> bool:
    """True for a clause that only tells that someone speaks, goes on or comes: it is never a claim."""
    return item.predicate in lexicon.table("replies", "common").get("generic", {}).get(item.language, ())


def of_events(x: Item, y: Item, a: int, b: int, sense: Sense) -> list[float]:
    """The numbers of a pair of items (indexes a and b), in the order of `EVENTS`."""
    across = x.language != y.language
    clause, outer = sense.clause(a, b), sense.outer(a, b) * (_leading(x) and _leading(y))
    subject, object_ = roles(x, y)
    fx, fy = family(x.klass), family(y.klass)
    soft = sense.soft(x, y)
    words, held = (0.0, 0.0) if across else _words(x, y, sense)
    ground = min(1.0, max(clause / _GROUND, words / _GROUND, float(fx is not None and fx == fy)))  # a denial is of something
    return [
        0.0 if across else clause,
        clause if across else 0.0,
        0.0 if across else outer,
        outer if across else 0.0,
        float(across),
        _names(x.everyone, y.everyone, sense),
        float(bool(x.everyone and y.everyone and not x.everyone & y.everyone)),
        words,
        0.0 if across else soft,
        soft if across else 0.0,
        float(_beside(x, y)),
        held,
        float(not across and bool(x.predicate) and x.predicate == y.predicate) * weight(x.predicate, x.language),
        float(fx is not None and fx == fy),
        float(fx is not None and fy is not None and fx != fy),
        float(subject in ("named", "same")),
        float(object_ in ("named", "same")),
        float(subject == "differ"),
        float(object_ == "differ"),
        float(bool(x.numbers & y.numbers)),
        float(x.article == y.article),
        float(bool(x.speaker_key) and x.speaker_key == y.speaker_key),
        float(_stands(x) != _stands(y)) * ground,
        float(x.positive != y.positive) * ground,
        float(x.kind != y.kind),
        float(x.kind == y.kind == "assessment"),
        *_concepts(x, y, sense),
    ]


def _concepts(x: Item, y: Item, sense: Sense) -> tuple[float, float, float, float, float]:
    """Dice over what the words of both stand for (within a language, across two), how much is shared, its share of the lighter side;
    and whether one says what cannot be so beside the other ("gave himself up", "was asleep")."""

    def heavy(names: frozenset[str]) -> float:
        return sum(sense.rarity(f"concept {name}") for name in names)

    one, other, both = heavy(x.concepts), heavy(y.concepts), heavy(x.concepts & y.concepts)
    dice = 2 * both / (one + other) if both else 0.0
    across = x.language != y.language
    within = both / min(one, other) if both else 0.0
    return (
        0.0 if across else dice,
        dice if across else 0.0,
        min(1.0, both / _SHARED),
        within,
        float(opposed(x.concepts, y.concepts)),
    )


def _leading(item: Item) -> bool:
    """True where the sentence around a saying is about it, and not only names it in passing."""
    return item.main or item.whole_sentence


def _beside(x: Item, y: Item) -> bool:
    """True for what two speakers say in one passage."""
    other = bool(x.attributed or y.attributed) and x.attributed != y.attributed
    return x.article == y.article and other and max(x.start, y.start) - min(x.end, y.end) < _PASSAGE


def _stands(item: Item) -> bool:
    return item.stance in ("denies", "doubts") or any(m.standing in ("denied", "disputed") for m in item.marks)


def _rejects(item: Item) -> bool:
    return _stands(item) or not item.positive


def _names(a: Iterable[str], b: Iterable[str], sense: Sense) -> float:
    """Share of the names of the one with fewer, weighed, that the other has too."""
    mine, theirs = frozenset(a), frozenset(b)
    both = sum(sense.rarity(k) for k in mine & theirs)
    least = min(sum(map(sense.rarity, mine)), sum(map(sense.rarity, theirs)))
    return min(1.0, both / least) * min(1.0, both * 2) if least > 0 else 0.0


def _words(x: Item, y: Item, sense: Sense) -> tuple[float, float]:
    """Dice, and share of the lighter side, of the words of both, weighed by how telling they are in the language and in the story."""

    def heavy(term: str) -> float:
        return weight(term, x.language) * sense.rarity(f"{x.language} {term}")

    both = sum(map(heavy, x.terms & y.terms))
    one, other = sum(map(heavy, x.terms)), sum(map(heavy, y.terms))
    if not one or not other:
        return 0.0, 0.0
    return 2 * both / (one + other), both / min(one, other) * (len(x.terms & y.terms) > 1)
