"""What the tables say of predicates and counted things, across the languages that have tables."""

from __future__ import annotations

from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.matters import one_noun
from newsloom.compare.sayings.units import kind_of
from newsloom.records import Quantity

EXISTS = "exist"  # class of what is only said to be there


@cache
def _classes() -> dict[str, dict[str, frozenset[str] | str | None]]:
    """Facts of each predicate class: the English table has them, other languages only add words."""
    data = lexicon.table("predicates", "en")
    return {
        name: {
            "kind": entry.get("kind", "event"),
            "measures": entry.get("measures"),
            "opposes": frozenset(entry.get("opposes", ())),
            "family": entry.get("family", name),
        }
        for name, entry in data.items()
        if not name.startswith("_")
    }


def predicate_kind(klass: str | None) -> str:
    return str(_classes().get(klass or "", {}).get("kind", "event"))


def family(klass: str | None) -> str | None:
    """The family of a class: classes whose figures count the same ("send_forces", "take_part")."""
    if klass is None:
        return None
    return str(_classes().get(klass, {}).get("family") or klass)


@cache
def _turned(language: str) -> frozenset[str]:
    return frozenset(lexicon.table("predicates", language).get("_negative", {}).get("words", ()))


def opposite_word(predicate: str, language: str) -> bool:
    """True for a predicate that says the contrary of its class ("untrained" in the class of readiness)."""
    return predicate in _turned(language)


def unverified(name: str | None, language: str) -> bool:
    """True for a source that is only hearsay ("unverified messages", "a rumour that goes round")."""
    rumour = lexicon.table("standing", language).get("rumour", {})
    words = (name or "").casefold().split()
    return any(word in rumour.get("adjectives", ()) or word.removesuffix("s") in rumour.get("nouns", ()) for word in words)


@cache
def _parts() -> dict[str, frozenset[str]]:
    return {name: frozenset(wholes) for name, wholes in lexicon.table("counts").get("part_of", {}).items()}


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(lexicon.table("counts").get(name, ()))


def measure_of(quantity: Quantity, klass: str | None) -> str:
    """What a figure counts: its unit, what befell those counted ("killed"), else the class or lemma of the noun."""
    unit = quantity.value.unit
    if unit is not None and unit not in ("share", "percent", "percentage_point"):
        return f"unit:{kind_of(unit)}"
    last = quantity.value.counts.lower().split()[-1:]
    noun = "gunshot" if last == ["shots"] else quantity.klass or one_noun(quantity.head)
    if noun in ("people", "") and one_noun(quantity.head) == "living":
        return "living"
    noun = "killed" if noun == "victims" and one_noun(last[0] if last else "") == "killed" else noun
    noun = str(lexicon.table("agreement").get("one_measure", {}).get(noun, noun))
    if noun in _group("outcome"):
        return noun
    befell = _classes().get(klass or "", {}).get("measures")
    if isinstance(befell, str) and (not noun or noun in _group("beings")):
        return befell
    return noun


def is_outcome(measure: str | None) -> bool:
    """True for what befalls those counted ("killed"): it says by itself what the figure is about."""
    return measure in _group("outcome")


def idle(predicate: str, terms: frozenset[str], language: str) -> bool:
    """True for a clause that is about the report, not the matter ("X contributed to this report")."""
    return any(predicate == verb and word in terms for verb, word in lexicon.table("agreement").get("idle", {}).get(language, ()))


def befalls(klass: str | None) -> bool:
    """True for a class of what befalls one ("kill", "arrest")."""
    return _classes().get(klass or "", {}).get("measures") in _group("outcome")


def is_being(measure: str | None) -> bool:
    """True for a count of people, of whom a report counts many kinds."""
    return measure in _group("beings")


def is_open(measure: str | None) -> bool:
    """True for a count that leaves open who is counted ("people"): much may be counted so in one story."""
    return not measure or measure in lexicon.table("agreement").get("open", {}).get("kinds", ())


def part_of(a: str | None, b: str | None) -> bool:
    """True where what `a` counts is counted within `b` as well ("killed" within "casualties")."""
    return a is not None and b is not None and b in _parts().get(a, frozenset())


def alike(a: str | None, b: str | None) -> bool:
    """True where figures of `a` and `b` may stand in one claim."""
    return a == b or part_of(a, b) or part_of(b, a)


def part_wholes(measure: str | None) -> str | None:
    """The widest class that a measure is counted within, itself where there is none: measures of one such class share a block."""
    for _ in range(3):
        wholes = sorted(_parts().get(measure or "", ()))
        if not wholes:
            break
        measure = next((w for w in wholes if not _parts().get(w)), wholes[0])
    return measure
