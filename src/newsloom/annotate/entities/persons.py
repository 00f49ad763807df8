"""Joins the mentions of each person in one article: a family name alone goes to the full name that fits, and only if one fits."""

from __future__ import annotations

from collections import Counter

from newsloom.annotate.entities.model import Named
from newsloom.text.names import family, family_first
from newsloom.text.names_fold import fold, person, skeleton


def resolve(named: list[Named]) -> None:
    """Give every person mention its key, in place. Names of unknown kind that end a known person's name become persons."""
    full: dict[str, list[str]] = {}
    for mention in named:
        if mention.kind == "person":
            parts = person(mention.text).split()
            if len(parts) > 1:
                for word in family(parts):
                    known = full.setdefault(word, [])
                    if " ".join(parts) not in known:
                        known.append(" ".join(parts))
    _join_spellings(full)
    single = Counter(person(m.text) for m in named if m.kind == "person" and " " not in m.text)
    mostly = _mostly_persons(named, single)
    last: dict[str, str] = {}
    for mention in named:
        folded = person(mention.text)
        if mention.kind in ("other", "organisation", "place") and (_is_known(mention, folded, full) or folded in mostly):
            mention.kind, mention.place = "person", None
        if mention.kind != "person":
            continue
        key = _key(folded, full, last, single)
        mention.key = f"person:{key}"
        for word in family(key.split()):
            last[word] = key


def _mostly_persons(named: list[Named], single: Counter[str]) -> frozenset[str]:
    """Single names that no table knows and that nearly as often are a person's: a single word is rarely a body."""
    other = Counter(person(m.text) for m in named if m.key in (f"org:{fold(m.text)}", f"other:{fold(m.text)}") and " " not in m.text)
    clash = frozenset(m.text for m in named if m.kind == "place")
    return frozenset(name for name, count in other.items() if 2 * single[name] >= count) - {person(text) for text in clash}


def _is_known(mention: Named, folded: str, full: dict[str, list[str]]) -> bool:
    """Whether a name that no table knows is a person's whom the article names elsewhere."""
    if mention.key not in (f"org:{fold(mention.text)}", f"place:{fold(mention.text)}", f"other:{fold(mention.text)}"):
        return False
    if " " in folded:
        return folded in full.get(folded.split()[-1], ())
    return folded in full and (mention.kind != "place" or mention.place is None or mention.place.country is None)


def _join_spellings(full: dict[str, list[str]]) -> None:
    """One article may spell one name twice ("Kim Jong-un", "Aleksandr" and "Alexander"): the same skeleton under one family name is one."""
    for names in full.values():
        kept: dict[str, str] = {}
        for name in list(names):
            first = kept.setdefault(skeleton(name), name)
            if first != name:
                names.remove(name)


def _key(folded: str, full: dict[str, list[str]], last: dict[str, str], single: Counter[str]) -> str:
    parts = folded.split()
    if len(parts) > 1:
        spelt = [name for name in full.get(parts[-1], ()) if skeleton(name) == skeleton(folded) or _fuller(name, folded)]
        return min(spelt, key=lambda name: (-len(name.split()), name)) if spelt else folded
    fits = full.get(folded, [])
    if len(fits) == 1:
        return fits[0]
    if len(fits) > 1:  # two of one family: the one that was named last, if any was
        return last.get(folded, folded)
    given = [name for names in full.values() for name in names if name.split()[0] == folded]
    if len(set(given)) == 1 and single[folded] and fold(folded) not in family_first():
        return given[0]
    return folded


def _fuller(name: str, folded: str) -> bool:
    """Whether `name` is `folded` with a middle name or initial more."""
    more, less = name.split(), folded.split()
    if len(more) <= len(less) or more[0] != less[0] or more[-1] != less[-1]:
        return False
    return set(less) <= set(more)
