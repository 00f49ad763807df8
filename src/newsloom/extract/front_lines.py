"""What one line at the head of an article is: a headline, a metadata line, a kicker, a dateline, or running text."""

from __future__ import annotations

import re
from functools import cache

from newsloom import lexicon
from newsloom.extract import front_dates
from newsloom.records import Record, When
from newsloom.text import papers

_MAX_TITLE = 180
_MAX_META = 170
_ENDS = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]{0,3}$")
_SPLIT = re.compile(r"[|·•\u0000,;/]|\s[–—-]\s")
_NUMBERED = re.compile(r"^\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?)?$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.'’\-]*$")
_DOMAIN = re.compile(r"^(?:www\.)?[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,4}$", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w .,'’/\-]{1,60}?)"
    r"(?:,?\s(?P<date>[^()\n]{3,30}))?"
    r"\s?\((?P<agency>[^()\n]{2,40})\)\s?(?:[–—-]{1,2}|\.\s?[–—-]|:)\s?"
)
_BARE_DATELINE = re.compile(r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’\-]{2,40})(?:,\s[^–—\n]{2,40})?\s[–—]\s")


class Meta(Record, frozen=True, kw_only=True):
    """A metadata line taken apart. `labelled`: a word such as "Published" says what it is."""

    byline: str | None = None
    outlet: str | None = None
    published: When | None = None
    modified: When | None = None
    labelled: bool = False


def runs(line: str) -> bool:
    """Whether this is running text: long, or a sentence with its stop."""
    words = line.split()
    if len(line) > _MAX_TITLE + 60:
        return True
    if line.endswith(("。", "！", "？")):
        return True
    stop = re.search(r"[.!?…][\"'”’»)\]]{0,3}$", line) is not None
    return stop and len(words) >= 6 and meta(line, None) is None and not line.startswith("#")


def title(line: str) -> str | None:
    """The headline that this line is, None where it does not look like one."""
    words = line.strip()
    if words.startswith("#"):
        words = words.lstrip("#").strip().rstrip("#").strip()
        return words or None
    words = words.strip("*_").strip()
    if not 6 <= len(words) <= _MAX_TITLE or words[0] in "-–—•*»>+|=/<{[(" or not any(c.isalpha() for c in words):
        return None
    if _ENDS.search(words) and not (words[-1] in "?!" and len(words.split()) <= 16):
        return None
    return None if _is_heading(words) else words


def kicker(line: str) -> bool:
    """A section's name above the headline ("World", "EXCLUSIVE")."""
    return len(line.split()) <= 2 and not line.startswith("#")


def meta(line: str, month_first: bool | None) -> Meta | None:
    """Take a metadata line apart; None where anything in it is left unexplained."""
    if len(line) > _MAX_META:
        return None
    rest, moments = line.strip("*_ ").rstrip("."), front_dates.find(line.strip("*_ ").rstrip("."), month_first=month_first)
    published: When | None = None
    modified: When | None = None
    labelled = False
    for span, moment in reversed(moments):
        before = _weekdays().sub("", rest[: span.start].lower()).rstrip(" ,:")
        if before.endswith(_tuple("updated")):
            modified, labelled = moment, True
        else:
            published = moment
            labelled = labelled or before.endswith(tuple(w for w in _tuple("published") if len(w) > 2))
        rest = f"{rest[: span.start]}\0{rest[span.end :]}"
    byline, outlet = None, None
    for index, part in enumerate(_parts(rest)):
        name, is_byline = _byline(part)
        if is_byline and name and not (moments and _is_outlet(name)):
            byline = byline or name
        elif name and _is_outlet(name) and (moments or is_byline):
            outlet = outlet or name
        elif name and moments and index < 3 and len(name.split()) <= 4:
            continue  # a place, or a name of which nothing says what it is: left unsaid
        elif byline and name and len(part.split()) <= 5 and not moments:
            continue  # a role after the name: "By Ann Moss, political editor"
        elif part:
            return None
    if byline and moments and outlet is None:
        outlet = _signed_outlet(line, byline)
    if not (moments or byline or (outlet and labelled)):
        return None
    return Meta(byline=byline, outlet=outlet, published=published, modified=modified, labelled=labelled)


def _signed_outlet(line: str, byline: str) -> str | None:
    """The paper in "By Ann Moss | 3 May 2024 | Harbour & Sky": the last field, behind writer and date; no place and no office."""
    fields = [field.strip("*_ ") for field in re.split(r"\s[|·•]\s", line.strip())]
    name = fields[-1]
    if (
        len(fields) < 3
        or byline not in fields[0]
        or not 2 <= len(name.split()) <= 6
        or not _is_name(name)
        or any(c.isdigit() for c in name)
    ):
        return None
    accounts = set(lexicon.table("byline")["accounts"])
    return None if {w.lower() for w in name.split()} & accounts or _is_place(name) else name


def _is_place(name: str) -> bool:
    from newsloom.text import names_gazetteer as gazetteer

    return any(find(name) is not None for find in (gazetteer.country, gazetteer.city, gazetteer.region))


def dateline(line: str) -> int | None:
    """Length (code points) of an agency's dateline at the start of `line`: "PORT ANSEL (Reuters) - ", "Morrin, 3 may (EFE).- "."""
    match = _DATELINE.match(line[:160])
    if match and (_sent_by(match["agency"]) or papers.is_sender(match["place"], match["agency"])):
        return match.end()
    match = _BARE_DATELINE.match(line[:120])
    return match.end() if match and match["place"].upper() == match["place"] else None


def _sent_by(words: str) -> bool:
    """Whether brackets hold an agency, or several ("AP/AFP")."""
    parts = [part.strip() for part in re.split(r"[/,&+]", words) if part.strip()]
    return any(part.lower() in _agencies() or papers.is_agency(part) for part in (words.strip(), *parts))


def _parts(rest: str) -> list[str]:
    """The pieces of a line without dates, weekdays, labels and filler."""
    parts: list[str] = []
    for piece in _SPLIT.split(rest):
        words = _weekdays().sub(" ", piece).strip(" :.()[]\t\u00a0")
        words = _strip_labels(words)
        if words and not _NUMBERED.match(words) and not re.fullmatch(r"\d{1,3} ?\w{0,7} (?:read|de lecture|de lectura)", words.lower()):
            parts.append(words)
    return parts


def _strip_labels(words: str) -> str:
    lowered = words.lower()
    for label in _labels():
        if lowered == label:
            return ""
        if lowered.startswith(label + " ") or lowered.startswith(label + ":"):
            return _strip_labels(words[len(label) :].strip(" :"))
    return words


def _byline(part: str) -> tuple[str | None, bool]:
    """The name in `part` and whether a word such as "By" marks it; (None, False) where it is no name."""
    lowered = part.lower()
    for mark in _tuple("bylines"):
        if lowered.startswith(mark + " "):
            name = part[len(mark) :].strip(" :")
            return (name, True) if _is_name(name) else (None, False)
    return (part, False) if _is_name(part) else (None, False)


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 1 <= len(parts) <= 12:
        return False
    if len(parts) == 1 and _DOMAIN.match(words):
        return True
    joiners = set(_tuple("joiners"))
    return parts[0][0].isupper() and all((_NAME_WORD.match(p) and p[0].isupper()) or p.lower() in joiners for p in parts)


def _is_outlet(name: str) -> bool:
    words = name.lower().split()
    return bool(_DOMAIN.match(name)) or bool(set(words) & set(_tuple("outlet_words"))) or (len(words) == 1 and name.isupper())


def _is_heading(words: str) -> bool:
    """Whether the furniture tables know these words as a section's heading."""
    bare = words.strip(" :").replace("’", "'").lower()
    return any(bare in lexicon.table("furniture", language).get("headings", {}).get("sections", ()) for language in lexicon.languages())


@cache
def _tuple(name: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.table("front")[name], key=len, reverse=True))


@cache
def _labels() -> tuple[str, ...]:
    marks = set(_tuple("bylines"))
    words = {*_tuple("published"), *_tuple("updated"), *_tuple("filler")} - marks
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.lower() for agency in lexicon.table("agencies")["agency"] for name in (agency["name"], *agency.get("names", ())))


@cache
def _weekdays() -> re.Pattern[str]:
    from babel.dates import get_day_names

    names = {
        str(name).rstrip(".").lower()
        for language in ("en", "fr", "es", "de")
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", locale=language).values()
    }
    return re.compile(
        r"\b(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True) if len(n) > 2) + r")\b\.?", re.IGNORECASE
    )
