"""Names of papers and news agencies by their shape, for those that no table has. The words are in `papers.toml`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from newsloom import lexicon

_WORD = re.compile(r"[^\W_]+")
_NETWORK = re.compile(r"[A-Z]{3,6}(?=[A-Z][a-z])")
_CALL_SIGN = re.compile(r"[KWCX][A-Z]{2,3}(?:[ -](?:TV|FM|AM|DT|\d{1,2}))?")
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
    if " ".join(parts[-2:]) in table["offices"]:
        return False
    first = parts[1] if parts[0] in SMALL and len(parts) > 2 else parts[0]
    return parts[-1] in table["last"] or first in table["first"] or is_agency(name)


@cache
def is_agency(name: str) -> bool:
    """Whether a stranger's name calls itself a news agency ("Meridian Agency", "Agence Boréale")."""
    parts = words(name[:200])
    named = [word for word in parts if word not in SMALL]
    return 2 <= len(named) <= 5 and name[:1].isupper() and bool({parts[0], parts[-1]} & set(lexicon.table("papers")["agency"]))


def is_sender(place: str, name: str) -> bool:
    """Whether a stranger in the brackets of a dateline sent the copy: the place before it is in capitals ("ORLE, Friday (Meridian) –").

    Two words are a person's name ("Ann Moss") unless a paper or an agency is called so.
    """
    city, parts = place.split(",")[0].strip(), name.split()
    capitals = len(city) >= 3 and city.upper() == city and not any(c.isdigit() for c in city)
    named = all(part[0].isupper() and part.isalpha() for part in parts)
    return capitals and named and (len(parts) == 1 or (len(parts) <= 3 and is_paper(name)))


def is_call_sign(name: str) -> bool:
    """Whether a name is shaped like a broadcasting station's call sign ("WORL", "KQRL-TV"): most often the station's own mark."""
    return _CALL_SIGN.fullmatch(name.strip()) is not None


def is_mark_of(name: str, host_label: str) -> bool:
    """Whether a mark in a dateline ("ORLTV", "ORL") is how the site of this label ("orltv12") calls itself: they begin alike."""
    mark, label = "".join(words(name)), "".join(words(host_label))
    network = _NETWORK.match(name)  # "ORLEast" on orlnews12
    if network and label.startswith(network.group().lower()):
        return True
    return len(mark) >= 3 and (label.startswith(mark[: max(3, min(len(mark), 5))]) or mark.startswith(label[: max(3, len(label))]))
