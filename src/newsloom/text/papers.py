"""Names of papers and news agencies by their shape, for those that no table has. The words are in `papers.toml`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from newsloom import lexicon

_WORD = re.compile(r"[^\W_]+")
SMALL = frozenset("the le la les l el los las die der das du de des del d da do dos of and et y e und in".split())  # noqa: SIM905


def plain(name: str) -> str:
    """Lower case, accents taken off, straight apostrophes."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(name: str) -> list[str]:
    """The words of a name as they are compared."""
    return _WORD.findall(plain(name))


@cache
def is_paper(name: str) -> bool:
    """Whether a stranger's name is shaped like a paper's or an agency's: several words, one of which only they are called by."""
    parts = words(name[:200])
    if not 2 <= len(parts) <= 7:
        return False
    table = lexicon.table("papers")
    first = parts[1] if parts[0] in SMALL and len(parts) > 2 else parts[0]
    return parts[-1] in table["last"] or first in table["first"] or is_agency(name)


@cache
def is_agency(name: str) -> bool:
    """Whether a stranger's name calls itself a news agency ("Meridian Agency", "Agence Boréale")."""
    parts = words(name[:200])
    named = [word for word in parts if word not in SMALL]
    return 2 <= len(named) <= 5 and name[:1].isupper() and bool({parts[0], parts[-1]} & set(lexicon.table("papers")["agency"]))


def is_sender(place: str, name: str) -> bool:
    """Whether a stranger in the brackets of a dateline sent the copy: the place before it is in capitals ("ORLE, Friday (Meridian) –")."""
    city, parts = place.split(",")[0].strip(), name.split()
    capitals = len(city) >= 3 and city.upper() == city and not any(c.isdigit() for c in city)
    return capitals and 1 <= len(parts) <= 3 and all(part[0].isupper() and part.isalpha() for part in parts)
