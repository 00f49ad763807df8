"""Whether the names of a sentence, and the people that it names by their office, stand in its passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsloom.brief.grounding.model import Fault
from newsloom.brief.grounding.reading import Pair
from newsloom.brief.grounding.words import Word, is_content, table
from newsloom.text import dates, numbers
from newsloom.text.names import Name, demonyms, names, place_key
from newsloom.text.names_keys import offices
from newsloom.text.words import fold

_WORDS = re.compile(r"[\W_]+")
_OF_PLACES = ("n", "an", "ian", "ese", "ish")
LONG = 4  # letters that a place and what is said of it share at the least
_SMALL = frozenset("de la le du des del the of and et y e von van al el los las da do dos di".split())  # noqa: SIM905


def faults(pair: Pair) -> Iterator[Fault]:
    written = pair.sentence
    keys = {key for side in pair.sides for name in names(side.text, side.language) if (key := name.key)}
    keys |= {place_key(code) for side in pair.sides for word in side.words if (code := demonyms(side.language).get(word.folded))}
    found = names(written.text, written.language)
    for name in found:
        if not _known(name, pair, keys):
            yield Fault("name", name.text, "no passage names this")
    yield from _capitals(pair, found, keys)
    yield from _offices(pair)


def _known(name: Name, pair: Pair, keys: set[str]) -> bool:
    if name.key is not None and name.key in keys:
        return True
    if _translated(name, pair):
        return True
    parts = [fold(word) for word in name.text.replace("-", " ").replace("’s", "").split() if fold(word) not in _SMALL]
    parts = [part for part in parts if part and (pair.same or not _is_office_word(part, pair))] or parts
    if name.text in _currencies(pair.sentence.text, pair.sentence.language):
        return True
    forms = _forms(pair)
    if all(part in forms or (pair.same and _adjective(part, forms)) for part in parts):
        parts = [part for part in parts if part in forms]
        return _together(parts, pair)
    alias = pair.context.aliases.get(fold(name.text), frozenset())
    return bool(parts) and bool(alias) and any(part in forms for part in parts) and alias >= set(parts) and parts[-1] in forms


def _adjective(part: str, forms: frozenset[str]) -> bool:
    """ "American" of "America": an ending, and at most two letters of the name that it takes the place of."""
    for ending in _OF_PLACES:
        cut = part.removesuffix(ending)
        if cut != part and len(cut) >= LONG and any(form.startswith(cut) and len(form) - len(cut) <= len(ending) for form in forms):
            return True
    return False


def _is_office_word(word: str, pair: Pair) -> bool:
    """Whether a part of a name is an office in the reader's language ("Prosecutor Claire Montaud"), which passages of another have not."""
    return word in offices(pair.sentence.language) or word in table(pair.sentence.language).get("people", {}).get("nouns", ())


@lru_cache(maxsize=64)
def _currencies(text: str, language: str) -> frozenset[str]:
    """Codes of money that stand with a figure ("EUR 41 million")."""
    return frozenset(n.unit for n in numbers.find(text, language) if n.kind == "money" and n.unit)


def _translated(name: Name, pair: Pair) -> bool:
    """Whether a body is named in a passage of another language by its name there."""
    others = table(pair.sentence.language).get("bodies", {}).get(name.text.casefold().removeprefix("the "), ())
    texts = [fold(side.text.replace("-", " ")) for side in pair.sides if side.language != pair.sentence.language]
    return any(f" {fold(other)} " in f" {_WORDS.sub(' ', text)} " for other in others for text in texts)


def _forms(pair: Pair) -> frozenset[str]:
    """Folded words that may name something in the passages."""
    words = (part for side in pair.sides for word in side.words for part in (word.folded, *word.folded.split("'")))
    return frozenset(words) | pair.names


def _together(parts: list[str], pair: Pair) -> bool:
    """Whether the words of a longer name belong to one name of the passages, and not to two ("Rui Figueira" of Sampaio and Figueira)."""
    if len(parts) < 2:
        return True
    sets = [frozenset(w.folded for w in side.words[at : at + len(parts) + 3]) for side in pair.sides for at in range(len(side.words))]
    sets += [source.names for source in pair.sources if len(pair.sources) == 1] + list(pair.context.aliases.values())
    return any(set(parts) <= words for words in sets)


def _capitals(pair: Pair, found: list[Name], keys: set[str]) -> Iterator[Fault]:
    """Other words with a capital inside the sentence: offices and days are none of our business, strangers are."""
    written = pair.sentence
    spans = [(n.start, n.end) for n in found] + [(e.start, e.end) for e in dates.find(written.text, written.language)]
    forms = _forms(pair)
    for before, word in zip((None, *written.words), written.words, strict=False):
        inside = before is not None and not written.text[before.end : word.start].strip(" ’'-")
        if not word.text[0].isupper() or not inside or any(a <= word.start < b for a, b in spans):
            continue
        if word.folded in forms or pair.known(word) or _is_office(word, written.language) or word.folded in ("i", "i'm"):
            continue
        if any(name.key in keys for name in names(word.text, written.language) if name.key):
            continue
        if not pair.same and is_content(word.folded, written.language) and _before_name(word, found):
            continue  # "Environment Minister": an office in words of the reader's language
        yield Fault("name", word.text, "no passage has this")


def _before_name(word: Word, found: list[Name]) -> bool:
    return any(0 < name.start - word.end < 25 for name in found)


def _is_office(word: Word, language: str) -> bool:
    return word.folded in offices(language) or word.folded in table(language).get("people", {}).get("nouns", ())


def _offices(pair: Pair) -> Iterator[Fault]:
    """Somebody called by an office that no passage mentions. Only where the words can be compared."""
    if not pair.same:
        return
    nouns = table(pair.sentence.language).get("people", {}).get("nouns", ())
    for word in pair.sentence.words:
        if word.folded in nouns and not pair.known(word):
            yield Fault("speaker", word.text, "no passage speaks of such a person")
