"""Who wrote it: the persons of a byline, as printed, and nobody else who stands nearby."""

from __future__ import annotations

import re
from functools import cache

from newsloom.extract import outlets
from newsloom.lexicon import table

_LONGEST = 300
_SECTION = re.compile(r"\s*[|•·/–—]\s*|\s{3,}|\n+")
_EMAIL = re.compile(r"\S{1,64}@\S{1,200}|(?<!\S)@\w{1,40}")
_ASIDE = re.compile(r"[(（][^()（）]{0,60}[)）]")  # "(with Reuters)"


def persons(raw: str | None, *, not_these: tuple[str | None, ...] = ()) -> tuple[str, ...]:
    """The writers that a byline names.

    Args:
        raw: the line or field as found ("Words: Ann Moss and Bo Lind, correspondent | Pictures: Cy Dahl").
        not_these: names of the outlet and the like, which are no persons.

    Returns:
        Names in order, without offices, photographers, accounts and desks; empty where no name is sure.
    """
    if not raw or len(raw) > _LONGEST:
        return ()
    names: list[str] = []
    for section in _SECTION.split(_without_asides(raw)):
        rest = _introduced(section.strip())
        if rest is None:
            continue
        for part in _pieces(rest):
            if is_person(part, not_these) and part not in names:
                names.append(part)
    return tuple(names)


def _without_asides(raw: str) -> str:
    """A byline without what stands in brackets, unless the name does ("ann@mail.example (Ann Moss)")."""
    bare = _ASIDE.sub("\0", " ".join(raw.split("\t")))
    if not any(c.isalpha() for c in _EMAIL.sub(" ", bare)):
        return raw
    return re.sub(r" ?\0 ?", " ", bare)


def joined(names: tuple[str, ...]) -> str | None:
    """A byline to show, None without names."""
    return ", ".join(names) or None


def _introduced(section: str) -> str | None:
    """A section without the words that introduce writers; None where it is about other people's work."""
    words = _words()
    low = section.casefold()
    for intro in words["others"]:
        if low.startswith(intro) and not low[len(intro) : len(intro) + 1].isalpha():
            return None
    again = True
    while again:
        again = False
        for intro in words["writers"]:
            follows = section[len(intro) : len(intro) + 1]
            if section.casefold().startswith(intro) and (follows in (":", " ", "\u00a0")) and len(section) > len(intro) + 2:
                section = section[len(intro) :].lstrip(" :\u00a0")
                again = True
                break
    return section


def _pieces(text: str) -> list[str]:
    words = text.split()
    if len(words) > 1 and words[0].casefold() in _words()["apart"]:
        return words[1:]
    text = " ".join(word for word in words if word not in _words()["behind"])
    between = "|".join(re.escape(w) for w in _words()["between"])
    text = _EMAIL.sub(" ", text)
    parts = re.split(rf"\s*[,;&]\s*|\s+(?:{between})\s+", text, flags=re.IGNORECASE)
    return [_without_employer(p.strip(" .:()\u00a0")) for p in parts]


def _without_employer(name: str) -> str:
    """A name without the agency or paper that stands right behind it ("Ann Moss Associated Press", "Ann Moss. Daily Post")."""
    head, dot, tail = name.partition(". ")
    if dot and len(head.split()[-1]) > 2 and len(head.split()) >= 2 and tail:
        return head
    words = name.split()
    for size in (3, 2, 1):
        if len(words) - size >= 2 and outlets.known(" ".join(words[-size:])):
            return " ".join(words[:-size])
    return name


def is_person(name: str, not_these: tuple[str | None, ...] = ()) -> bool:
    """True for what is shaped like a person's name: two to five words, capitalised but for particles (or in a script without capitals)."""
    words = name.split()
    if not 2 <= len(words) <= 5:
        return 2 <= len(name) <= 5 and all("\u3040" <= c <= "\ud7a3" for c in name)
    if any(c.isdigit() or c in '@/_<>=#{}[]"“”?!' for c in name) or len(name) > 60:
        return False
    low = name.casefold()
    if outlets.known(name) or any(low == (other or "").casefold() for other in not_these):
        return False
    lists = _words()
    plain = [w.casefold().strip(".") for w in words]
    if low in lists["accounts"] or plain[-1] in lists["accounts"] or plain[0] in lists["accounts"] or plain[0] in lists["articles"]:
        return False
    capital = [w for w, p in zip(words, plain, strict=True) if p not in lists["particles"]]
    return bool(capital) and all(_starts_like_a_name(w) for w in capital)


def _starts_like_a_name(word: str) -> bool:
    first = next((c for c in re.sub(r"^[dlo]['’]", "", word) if c.isalpha()), "")
    return bool(first) and (first.isupper() or first.lower() == first.upper())


@cache
def _words() -> dict[str, tuple[str, ...]]:
    lists = table("byline")
    return {name: tuple(sorted((w.casefold() for w in words), key=len, reverse=True)) for name, words in lists.items()}
