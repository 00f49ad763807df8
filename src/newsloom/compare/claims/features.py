"""What speaks for and against two sayings being of one claim, in numbers. `claim_weights` holds what each weighs."""

from __future__ import annotations

import math

from newsloom import lexicon
from newsloom.compare.agreement.times import gap, order
from newsloom.compare.agreement.values import interval
from newsloom.compare.claims.fairness import goes_on, in_doubt, likeness
from newsloom.compare.claims.likeness import overlap, same_figure, within
from newsloom.compare.claims.parties import numbers_fit, roles, together
from newsloom.compare.sayings import Item
from newsloom.compare.sayings.counted import fit
from newsloom.compare.sayings.keys import is_country
from newsloom.compare.sayings.scene import of_one_scene
from newsloom.compare.sayings.units import kind_of
from newsloom.compare.sayings.words import alike, family, is_open, is_outcome, part_of

FIGURES = (
    "same_measure", "part", "outcomes_differ", "one_outcome", "open_measure", "noun", "clause", "unseen", "same_figure", "meet", "far",
    "parties", "strangers", "words", "around", "other_language", "sole", "scene", "away", "group_part", "relative", "same_of", "other_of",
    "family", "other_family", "mode", "one_day", "replaced", "money", "percent", "measure", "one_article", "part_flags", "kept_mode",
    "loose", "kinds_apart", "marks_apart", "best", "unique", "near_value", "names", "one_loose_open", "of_known", "years_apart",
    "noun_unit",
    "lone_of", "span_apart", "age",
)  # fmt: skip
EVENTS = (
    "clause", "clause_high", "unseen", "class", "family", "predicate", "subject", "subject_differs", "object", "object_differs", "parties",
    "strangers", "words", "within", "likeness", "other_language", "doubt", "contrary", "numbers", "one_day", "other_day", "one_article",
    "goes_on", "sentence", "assessment", "other_kind", "scene", "one_speaker", "clause_far",
)  # fmt: skip
_NEAR_WORDS = 0.5
_ASPECTS = frozenset({"aboard", "marched", "employed", "living"})  # counts of people of which none is the other
_COUNTED = frozenset({"occasion", "ballot", "ballot_against"})  # what only counts itself
_STRANGE = 0.4  # likeness in meaning below which two nouns are of two things
_PURSES = frozenset({"aid", "investment", "fine", "pay", "budget"})  # matters of which each party has its own


def of_figures(x: Item, y: Item, noun: float, clause: float | None, best: float = 0.5) -> list[float]:
    """The numbers of two figures, in the order of `FIGURES`.

    Args:
        noun: likeness in meaning of what they count.
        clause: likeness in meaning of their clauses, None where it is not known.
        best: 1 where each is the other's nearest among its article's figures, 0.5 where one is, 0 where neither is.
    """
    who = together(x, y)
    (al, ah), (bl, bh) = (interval(i.value) if i.value else (0.0, 0.0) for i in (x, y))
    befell = is_outcome(x.measure), is_outcome(y.measure)
    unit = x.value.unit if x.value else None
    groups = fit(x.group, y.group) if unit is None else "same"
    one = family(x.klass), family(y.klass)
    return [
        float(x.measure == y.measure),
        float(part_of(x.measure, y.measure) or part_of(y.measure, x.measure)),
        float(all(befell) and x.measure != y.measure),
        float(befell[0] != befell[1]),
        float(x.measure == y.measure and is_open(x.measure)),
        noun if unit is None and x.measure != y.measure else 0.5,
        clause or 0.0,
        float(clause is None),
        float(same_figure(x, y)),
        float(al <= bh and bl <= ah),
        _far(al, ah, bl, bh),
        who or 0.0,
        float(who is None),
        overlap(x, y),
        _around(x, y),
        float(x.language != y.language),
        float(x.sole and y.sole),
        float(of_one_scene(x, y)),
        float(x.home != y.home),
        float(groups == "part"),
        float(any(i.group is not None and i.group.relative for i in (x, y))),
        float(bool(x.of & y.of)),
        float(bool(x.of and y.of and not x.of & y.of)),
        float(one[0] is not None and one[0] == one[1]),
        float(None not in one and one[0] != one[1]),
        float(bool(x.value and y.value and x.value.mode == y.value.mode)),
        float(_one_day(x, y)),
        float(x.earlier != y.earlier or x.moves != y.moves),
        float(unit is not None and len(unit) == 3 and unit.isupper()),
        float(unit in ("percent", "share")),
        float(unit is not None and not (len(unit) == 3 and unit.isupper()) and unit not in ("percent", "share")),
        float(x.article == y.article),
        float(x.share != y.share or x.whole != y.whole),
        float(bool(x.value and y.value and "planned" in (x.value.mode, y.value.mode))),
        float(x.loose or y.loose),
        float(_kinds_apart(x, y)),
        float(_marks_apart(x, y)),
        best,
        float(x.unique and y.unique),
        _near_value(al, ah, bl, bh),
        float(len(_names(x) & _names(y)) > 0),
        float((x.loose and is_open(x.measure)) or (y.loose and is_open(y.measure))),
        float(bool(x.of and y.of)),
        float(bool(x.years) != bool(y.years)),
        noun if unit in ("percent", "share") else 0.0,
        float(bool(x.of) != bool(y.of)),
        float(bool(x.stretches and y.stretches and x.stretches != y.stretches)),
        float("age" in x.of or "age" in y.of),
    ]  # fmt: skip


def of_events(x: Item, y: Item, clause: float | None) -> list[float]:
    """The numbers of two things told, in the order of `EVENTS`."""
    who = together(x, y)
    subject, object_ = roles(x, y)
    whole = x.whole_sentence or y.whole_sentence
    return [
        clause or 0.0,
        max(0.0, (clause or 0.0) - _NEAR_WORDS),
        float(clause is None),
        float(x.klass is not None and x.klass == y.klass),
        float(x.klass is not None and x.klass != y.klass and family(x.klass) == family(y.klass)),
        float(bool(x.predicate) and x.predicate == y.predicate and x.language == y.language),
        float(subject in ("named", "same")),
        float(subject == "differ"),
        float(object_ in ("named", "same")),
        float(object_ == "differ"),
        who or 0.0,
        float(who is None),
        overlap(x, y),
        within(x, y),
        likeness(x, y) if x.language == y.language else 0.0,
        float(x.language != y.language),
        float(in_doubt(x, y)),
        float(x.positive != y.positive),
        float(not numbers_fit(x, y)),
        float(_one_day(x, y)),
        float(gap(x.dated, y.dated) > 0),
        float(x.article == y.article),
        float(goes_on(x, y)),
        float(whole),
        float(x.kind == y.kind == "assessment"),
        float(x.kind != y.kind),
        float(of_one_scene(x, y)),
        float(x.attributed is not None and x.speaker_key is not None and x.speaker_key == y.speaker_key),
        float(clause is not None and clause < 0.2),
    ]  # fmt: skip


def barred(x: Item, y: Item) -> bool:
    """True for two figures that cannot be of one claim whatever speaks for it: other units, other things that befell them."""
    if kind_of(x.value.unit if x.value else None) != kind_of(y.value.unit if y.value else None):
        return True
    if is_outcome(x.measure) and is_outcome(y.measure) and not alike(x.measure, y.measure):
        return True
    if not same_figure(x, y) and (_other_matter(x, y) or _other_purse(x, y)):
        return True
    if ("age" in x.of) != ("age" in y.of) and x.of and y.of:
        return True
    if x.measure != y.measure and {x.measure, y.measure} <= _ASPECTS:
        return True
    if not same_figure(x, y) and _kinds_apart(x, y):
        return True
    if {x.measure, y.measure} == {"injured", "casualties"}:
        return True  # those killed or hurt are laid beside the killed
    if is_outcome(x.measure):
        return x.years != y.years and not x.years & y.years and not _one_day(x, y)
    return ("old" in x.years) != ("old" in y.years) and not same_figure(x, y) and not _one_day(x, y)


def strange(x: Item, y: Item, noun: float) -> bool:
    """True for counts of two things that are known and not alike in meaning: two shootings are no version of two men.

    Args:
        noun: likeness in meaning of what they count.
    """
    if x.measure == y.measure or not x.value or x.value.unit is not None or alike(x.measure, y.measure):
        return False
    if x.measure in _COUNTED or y.measure in _COUNTED:
        return True
    known = not (is_open(x.measure) or is_open(y.measure) or x.rival or y.rival)
    return known and noun < _STRANGE


def affinity(x: Item, y: Item, noun: float, clause: float | None) -> float:
    """A rough likeness of two figures, by which each one's nearest in another article is told."""
    one = 1.0 if x.measure == y.measure and not is_open(x.measure) else 0.5 if x.measure == y.measure else noun / 2
    of = 0.4 if x.of & y.of else 0.0
    apart = 0.5 if _kinds_apart(x, y) or _leaves_out(x) != _leaves_out(y) or x.share != y.share or x.whole != y.whole else 0.0
    return one + of + (clause or 0.0) + 0.5 * overlap(x, y) + 0.5 * float(same_figure(x, y)) - apart


def _kinds_apart(x: Item, y: Item) -> bool:
    """True where the nouns say that other people are counted ("children", "police")."""
    return x.value is not None and x.value.unit is None and fit(x.group, y.group) == "apart"


def _marks_apart(x: Item, y: Item) -> bool:
    """True where words on either side narrow down who is counted, and none is shared."""
    a, b = x.group, y.group
    return bool(a and b and a.language == b.language and a.marks and b.marks and not a.marks & b.marks)


def _near_value(al: float, ah: float, bl: float, bh: float) -> float:
    """1 for equal figures, less the farther they are apart: 0 from twice on."""
    low, high = min(ah, bh), max(al, bl)
    if al <= bh and bl <= ah:
        return 1.0
    return max(0.0, 2.0 - high / low) if low > 0 and math.isfinite(high) else 0.0


def _names(item: Item) -> frozenset[str]:
    return frozenset(key for key in item.everyone if not is_country(key))


def _other_purse(x: Item, y: Item) -> bool:
    """True for two sums of two parties: the state's aid is not the firm's."""
    money = x.of & y.of & _PURSES and x.value is not None and len(x.value.unit or "") == 3
    return bool(money) and together(x, y) in (None, 0.3) and not (x.earlier or y.earlier or x.moves or y.moves)


def _leaves_out(item: Item) -> bool:
    return item.group is not None and item.group.relative


def _other_matter(x: Item, y: Item) -> bool:
    """True for sums and measures of which it is known that they are of two things ("loss", "market value")."""
    if not x.of or not y.of or x.of & y.of or (x.value and x.value.unit in ("percent", "share")):
        return False
    return not any(x.of & set(one) and y.of & set(one) for one in lexicon.table("matters").get("alike", {}).get("groups", ()))


def _far(al: float, ah: float, bl: float, bh: float) -> float:
    """Orders of magnitude between two figures, at most 3."""
    if al <= bh and bl <= ah:
        return 0.0
    low, high = min(ah, bh), max(al, bl)
    if low <= 0 or high <= 0 or not math.isfinite(low) or not math.isfinite(high):
        return 0.5
    return min(3.0, math.log10(high / low))


def _around(x: Item, y: Item) -> float:
    """Share of the words of the sentence that the smaller one shares."""
    if not x.around or not y.around or x.language != y.language:
        return 0.0
    return len(x.around & y.around) / min(len(x.around), len(y.around))


def _one_day(x: Item, y: Item) -> bool:
    mine, theirs = x.dated or x.as_of, y.dated or y.as_of
    return mine is not None and theirs is not None and order(mine, theirs) == 0
