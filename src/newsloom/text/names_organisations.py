"""Organisations with one key over languages, from the own table."""

from __future__ import annotations

from functools import cache

from newsloom.lexicon import table
from newsloom.text.names_fold import fold


@cache
def organisations() -> dict[str, tuple[str, bool]]:
    """Key (without "org:") by folded name; True where the name is one of capitals only."""
    found: dict[str, tuple[str, bool]] = {}
    for key, names in table("organisations").items():
        for name in names:
            folded = fold(name)
            first, shouted = found.get(folded, (key, True))
            found[folded] = (first, shouted and name.isupper() and len(name) < 6)
    return found


def organisation(name: str) -> str | None:
    """Key of the organisation table ("nato") that `name` is a name of, or None. "WHO" is one, "who" and "Who" are not."""
    stripped = name.strip()
    folded = fold(stripped)
    found = organisations().get(folded) or organisations().get(folded.removeprefix("the "))
    if found is None or (found[1] and not stripped.removeprefix("the ").replace(".", "").isupper()):
        return None
    return found[0]


def organisations_called(key: str) -> tuple[str, ...]:
    """All names of the organisation with that entity key ("org:nato"), () where no table has it."""
    rows: dict[str, list[str]] = table("organisations")
    return tuple(rows.get(key.removeprefix("org:"), ()))
