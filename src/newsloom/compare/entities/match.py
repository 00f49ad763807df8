"""Which entity keys of one story are the same thing. Each rule joins only what fits exactly one other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from newsloom.compare.entities.union import Union
from newsloom.text.names import family
from newsloom.text.names_fold import fold, skeleton
from newsloom.text.names_gazetteer import organisations_called, related

_GOVERNMENT = re.compile(r"org:([A-Z]{2}) government$")
_SMALL = frozenset({"of", "the", "for", "and", "de", "la", "du", "des", "et", "y", "del", "los", "las", "en", "on"})


def governments(keys: Union, all_keys: list[str]) -> None:
    """A government, or the capital that speaks for it, is its country: "Pyongyang confirmed" and "North Korea confirmed" agree."""
    for key in all_keys:
        match = _GOVERNMENT.match(key)
        if match:
            keys.join(key, f"place:{match.group(1)}")


def towns(keys: Union, mentions: Mapping[str, int]) -> None:
    """ "Kursk" in a story that speaks at least as often of the Kursk region is that region."""
    regions = [key for key in mentions if re.match(r"place:[A-Z]{2}-", key)]
    for key in [key for key in mentions if key.startswith("place:") and "," in key]:
        found = [region for region in regions if mentions[region] >= mentions[key] and related(key, region)]
        if len(found) == 1:
            keys.join(key, found[0])


def persons(keys: Union, mentions: Mapping[str, int]) -> None:
    """A family name alone goes to the one full name of the story that has it; two spellings of one name become one."""
    folded = {key: key.removeprefix("person:") for key in mentions if key.startswith("person:")}
    full = {key: name for key, name in folded.items() if " " in name}
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for key, name in full.items():
        by_skeleton[skeleton(name)].append(key)
    for same in by_skeleton.values():
        best = max(same, key=lambda key: (mentions[key], key))
        for key in same:
            keys.join(key, best)
    by_family: dict[str, set[str]] = defaultdict(set)
    for key, name in full.items():
        for word in family(name.split()):
            by_family[skeleton(word)].add(keys.of(key))
    _spellings(keys, full, mentions)
    for key, name in folded.items():
        if key not in full:
            fits = {keys.of(other) for other in by_family.get(skeleton(name), ())}
            if len(fits) == 1:
                keys.join(key, fits.pop())


def _spellings(keys: Union, full: Mapping[str, str], mentions: Mapping[str, int]) -> None:
    """ "Volodymyr" and "Vladimir Zelensky", "Alexandra" and "Alex Morton", "J. Morton": one family name and given names that may be one."""
    by_last: dict[str, set[str]] = defaultdict(set)
    for key, name in full.items():
        by_last[skeleton(name).split()[-1]].add(keys.of(key))
    for same in by_last.values():
        ordered = sorted(same, key=lambda key: (-mentions.get(key, 0), key))
        for i, key in enumerate(ordered):
            fits = [other for other in ordered[:i] if _given_fits(full[other], full[key])]
            if len(fits) == 1:
                keys.join(key, fits[0])


def _given_fits(one: str, two: str) -> bool:
    a, b = skeleton(one).split()[0], skeleton(two).split()[0]
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    return a.startswith(b) or b.startswith(a) or (a[0] == b[0] and _distance(a, b) <= max(len(a), len(b)) // 3)


def _distance(a: str, b: str) -> int:
    """Edit distance (Levenshtein 1966) of two short words."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def organisations(keys: Union, mentions: Mapping[str, int], aliases: Mapping[str, set[str]]) -> None:
    """An acronym goes to the one organisation that it abbreviates, a short name to the one longer name that ends or begins with it."""
    names = {key: key.removeprefix("org:") for key in mentions if key.startswith("org:")}
    own = {key: name for key, name in names.items() if not organisations_called(key) and not _GOVERNMENT.match(key)}
    for key, name in own.items():
        fits = {other for other, text in names.items() if other != key and _shortens(name, text, aliases.get(other, set()))}
        if len({keys.of(other) for other in fits}) == 1:
            keys.join(key, fits.pop())


def _shortens(short: str, long: str, aliases: set[str]) -> bool:
    if short in aliases:
        return True
    words = [word for word in long.split() if word not in _SMALL]
    if " " not in short:
        return len(short) > 2 and len(words) > 2 and short == "".join(word[0] for word in words)
    return len(long) > len(short) and (long.endswith(" " + short) or long.startswith(short + " "))


def unknowns(keys: Union, mentions: Mapping[str, int], aliases: Mapping[str, set[str]]) -> None:
    """A name of unknown kind is what another article knows by that name."""
    known: dict[str, set[str]] = defaultdict(set)
    for key, names in aliases.items():
        if not key.startswith(("other:", "group:")):
            for name in names:
                known[name].add(keys.of(key))
    for key in mentions:
        fits = known.get(key.removeprefix("other:"), set()) if key.startswith("other:") else set()
        if len(fits) == 1:
            keys.join(key, next(iter(fits)))


def alias_index(pairs: Mapping[str, Counter[str]]) -> dict[str, set[str]]:
    return {key: {fold(name) for name in names} for key, names in pairs.items()}
