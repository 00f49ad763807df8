"""What a person asks for, in the words that clustering keeps: keys of places, words of names."""

from __future__ import annotations

from newsloom.cluster.places import places
from newsloom.text.names_fold import person
from newsloom.text.words import fold, tokens


def place_keys(asked: str) -> tuple[str, ...]:
    """The keys of a place by its name; a country also stands for the places in it, as a key that begins with "%". () for no place."""
    for written in (asked, asked.title()):
        words = tokens(written)
        found = places(words, [fold(word) for word in words], written, "en")
        if found:
            keys = list(found)
            inside = ["%," + key.removeprefix("place:") for key in keys if "," not in key]
            return (*keys, *inside)
    return ()


def name_keys(asked: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(dict.fromkeys(person(fold(word)) for word in tokens(asked) if len(word) > 1))


__all__ = ["name_keys", "place_keys"]
