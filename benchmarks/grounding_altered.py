"""Altered sentences made by a program out of true ones: each alteration changes what a sentence of the sample says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newsloom.records import Annotations, Article, Passage
from newsloom.text import dates, numbers, quotes

PER_KIND = 26  # sentences of a kind, at the most
Alteration = Callable[["Made", random.Random], str | None]


@dataclass(frozen=True)
class Altered:
    id: str
    sentence: str
    passages: tuple[Passage, ...]
    language: str
    fault: str


@dataclass(frozen=True)
class Made:
    """A true sentence with what was read in it. `near`: the sentence after it; `others`: names of its article that it does not hold."""

    text: str
    language: str
    passage: Passage
    names: tuple[tuple[int, int, str, str], ...]  # start, end, kind, entity name
    others: tuple[tuple[str, str], ...]  # kind, name
    near: Passage | None


def sentences(articles: Sequence[Article], read: Sequence[Annotations]) -> list[Made]:
    """True sentences of the sample, of 8 to 45 words."""
    found = []
    for article, notes in zip(articles, read, strict=True):
        body = article.body()
        spans = [s for s in notes.sentences if s.complete and body[s.start : s.end] == article.text[s.start : s.end]]
        named = {(e.kind, e.name) for e in notes.entities if e.kind in ("person", "place", "organisation")}
        for at, s in enumerate(spans):
            text = article.text[s.start : s.end]
            if not 8 <= len(text.split()) <= 45 or "\n" in text:
                continue
            inside = tuple(
                (m.start - s.start, m.end - s.start, notes.entities[m.entity].kind, notes.entities[m.entity].name)
                for m in notes.mentions
                if m.form == "name" and s.start <= m.start and m.end <= s.end
            )
            here = {name for *_, name in inside}
            others = tuple(sorted((k, n) for k, n in named if n not in here and not any(n in h or h in n for h in here) and n not in text))
            near = article.passage(spans[at + 1].start, spans[at + 1].end) if at + 1 < len(spans) else None
            found.append(Made(text, article.language.split("-")[0], article.passage(s.start, s.end), inside, others, near))
    return found


def altered(articles: Sequence[Article], read: Sequence[Annotations], seed: int) -> list[Altered]:
    """Altered sentences of all kinds, the same for the same seed. Sentences that several outlets carry are altered once."""
    made = list({one.text: one for one in sentences(articles, read)}.values())
    found: list[Altered] = []
    for kind, alteration in KINDS.items():
        rng = random.Random(f"{seed}{kind}")  # noqa: S311
        order = rng.sample(made, len(made))
        count = 0
        for one in order:
            sentence = alteration(one, rng)
            if sentence is None or sentence == one.text:
                continue
            passages = (one.passage, one.near) if kind in _TWO and one.near else (one.passage,)
            found.append(Altered(f"m-{kind.replace(' ', '-')}-{count:02d}", sentence, passages, one.language, kind))
            count += 1
            if count >= PER_KIND:
                break
    return found


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _numbers(one: Made) -> list[numbers.Number]:
    days = dates.find(one.text, one.language)
    found = numbers.find(one.text, one.language)
    return [n for n in found if not any(e.start < n.end and n.start < e.end for e in days) and (n.low or n.high or 0) > 1]


def _other_number(one: Made, rng: random.Random) -> str | None:
    found = [n for n in _numbers(one) if one.text[n.core_start : n.core_end].replace(",", "").replace(".", "").replace(" ", "").isdigit()]
    if not found:
        return None
    n = rng.choice(found)
    digits = one.text[n.core_start : n.core_end]
    return _put(
        one.text,
        n.core_start,
        n.core_end,
        ("1" if digits[0] != "1" else "3") + digits[1:]
        if rng.random() < 0.5
        else f"{digits[0]}{digits}"
        if "," not in digits and "." not in digits
        else "7" + digits[1:]
        if digits[0] != "7"
        else "8" + digits[1:],
    )


def _word_number(one: Made, rng: random.Random) -> str | None:
    if one.language != "en":
        return None
    words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "thirty", "forty"]
    found = [n for n in _numbers(one) if one.text[n.core_start : n.core_end].lower() in words]
    if not found:
        return None
    n = rng.choice(found)
    new = rng.choice([w for w in words if w != one.text[n.core_start : n.core_end].lower()])
    return _put(one.text, n.core_start, n.core_end, new.capitalize() if n.core_start == 0 else new)


def _no_bound(one: Made, rng: random.Random) -> str | None:
    found = [
        n
        for n in _numbers(one)
        if n.qualifier
        and n.core_start > n.start
        and (n.low != n.high)
        and not one.text[n.start : n.core_start].lower().startswith(("between", "from", "entre", "de "))
    ]
    if not found:
        return None
    n = rng.choice(found)
    return _put(one.text, n.start, n.core_start, "").strip()


def _bound(one: Made, rng: random.Random) -> str | None:
    found = [n for n in _numbers(one) if n.plain and n.qualifier is None and n.start == n.core_start and n.kind in ("count", "money")]
    if not found:
        return None
    n = rng.choice(found)
    said = {"en": ["at least ", "up to ", "fewer than "], "fr": ["au moins ", "moins de "], "es": ["al menos ", "menos de "]}.get(
        one.language
    )
    found = [
        n
        for n in found
        if one.text[: n.start].split(" ")[-2:-1] not in (["the"], ["All"], ["all"], ["last"], ["los"], ["Los"], ["The"], ["les"])
    ]
    if said is None or not found:
        return None
    n = rng.choice(found)
    put = rng.choice(said)
    number = one.text[n.start : n.end]
    if n.start == 0:
        put, number = put.capitalize(), number[0].lower() + number[1:]
    return _put(one.text, n.start, n.end, put + number)


_UNITS = {
    "en": {
        "kilometres": "metres",
        "metres": "kilometres",
        "euros": "dollars",
        "percent": "people",
        "tonnes": "litres",
        "minutes": "hours",
        "hours": "days",
        "years": "months",
        "cubic metres": "tonnes",
        "million": "billion",
        "days": "weeks",
        "weeks": "days",
        "months": "weeks",
    },
    "fr": {
        "euros": "dollars",
        "kilomètres": "mètres",
        "mètres": "kilomètres",
        "millions": "milliards",
        "heures": "jours",
        "minutes": "heures",
    },
    "es": {"euros": "dólares", "kilómetros": "metros", "metros": "kilómetros", "millones": "mil", "horas": "días", "minutos": "horas"},
}


def _unit(one: Made, rng: random.Random) -> str | None:
    found = []
    for old, new in _UNITS.get(one.language, {}).items():
        found += [
            (m.start(2), m.end(2), new)
            for m in re.finditer(rf"(\d[\d.,]*|[a-z]+)[ -]({old})\b", one.text)
            if m.group(1) not in ("cubic",)
            and any(n.start <= m.start() < n.end or n.end - 2 <= m.start(2) <= n.end + 2 for n in _numbers(one))
        ]
    if not found:
        return None
    start, end, new = rng.choice(found)
    return _put(one.text, start, end, new)


_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
_MONTHS = {
    "en": ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "septembre", "octobre"],
    "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "septiembre", "octubre"],
}


def _date(one: Made, rng: random.Random) -> str | None:
    for listed in rng.sample([_DAYS.get(one.language, []), _MONTHS.get(one.language, [])], 2):
        found = [m for word in listed for m in re.finditer(rf"\b{word}\b", one.text)]
        if found:
            m = rng.choice(found)
            return _put(one.text, m.start(), m.end(), rng.choice([w for w in listed if w not in one.text]))
    years = list(re.finditer(r"\b(19|20)\d\d\b", one.text))
    if years:
        m = rng.choice(years)
        return _put(one.text, m.start(), m.end(), str(int(m.group()) + rng.choice([-3, -1, 1, 2])))
    return None


_NOTS = {
    "en": [
        ("did not ", ""),
        ("does not ", ""),
        ("do not ", ""),
        ("could not ", "could "),
        ("was not ", "was "),
        ("were not ", "were "),
        ("had not ", "had "),
        ("would not ", "would "),
        ("is not ", "is "),
        ("are not ", "are "),
        ("has not ", "has "),
        ("have not ", "have "),
        ("can not ", "can "),
        ("cannot ", "can "),
        ("Nobody ", "Somebody "),
        ("nobody ", "somebody "),
        ("No ", "A "),
        (" no ", " a "),
        ("never ", ""),
        ("denied ", "said "),
        (" not ", " "),
        ("without ", "with "),
        ("Nothing ", "Much "),
        ("Neither ", "One "),
    ],
    "fr": [
        ("n’a pas ", "a "),
        ("n’ont pas ", "ont "),
        ("n’est pas ", "est "),
        (" ne ", " "),
        ("n’était plus ", "était encore "),
        ("n’avait jamais ", "avait déjà "),
        ("a démenti ", "a confirmé "),
    ],
    "es": [(" no ", " "), ("No ", ""), ("Nadie ", "Alguien "), ("nunca ", "siempre "), (" sin que ", " con que ")],
}


def _outside(text: str, at: int) -> bool:
    return not any(q.start <= at < q.end for q in quotes.find(text))


def _lose_not(one: Made, _rng: random.Random) -> str | None:
    found = [
        (m.start(), m.end(), new)
        for old, new in _NOTS.get(one.language, ())
        for m in re.finditer(re.escape(old), one.text)
        if _outside(one.text, m.start())
    ]
    if not found:
        return None
    start, end, new = found[0]
    changed = _put(one.text, start, end, new)
    if one.language == "fr":
        changed = re.sub(r" (?:pas|plus|jamais) ", " ", changed, count=1)
    return changed[0].upper() + changed[1:]


def _add_not(one: Made, rng: random.Random) -> str | None:
    if one.language != "en":
        return None
    found = [
        m
        for m in re.finditer(r" (was|were|is|are|will|would|had|has|have|could)(?= (?!not|no|never|neither)\w)", one.text)
        if _outside(one.text, m.start())
    ]
    if not found or re.search(r"\b(not|no|nobody|never|neither|without|denied)\b", one.text):
        return None
    m = rng.choice(found)
    return _put(one.text, m.end(), m.end(), " not")


def _no_hedge(one: Made, _rng: random.Random) -> str | None:
    pairs = [
        (" may be ", " is "),
        (" might be ", " is "),
        (" could be ", " is "),
        (" may have ", " has "),
        (" might ", " will "),
        (" may ", " will "),
        (" could ", " will "),
        (" reportedly ", " "),
        (" is rumoured to be ", " is "),
        (" allegedly ", " "),
        ("Perhaps ", ""),
        (" possibly ", " "),
        (" probably ", " "),
        (" is believed to ", " "),
        (" is said to ", " "),
        (" doubted that ", " said that "),
    ]
    if one.language != "en":
        pairs = [("pourrait ", "va "), ("aurait ", "a "), ("podría ", "va a "), ("habría ", "ha "), ("pourraient ", "vont ")]
    found = [
        (m.start(), m.end(), new) for old, new in pairs for m in re.finditer(re.escape(old), one.text) if _outside(one.text, m.start())
    ]
    if not found or (one.language == "en" and re.search(r"could not", one.text)):
        return None
    start, end, new = found[0]
    changed = _put(one.text, start, end, new)
    return changed[0].upper() + changed[1:]


def _rumour(one: Made, _rng: random.Random) -> str | None:
    """A rumour loses the words that make it one."""
    for pattern in (
        r"^.*\b[Rr]umou?r[^,]*? that ",
        r"^Unverified[^.]*? claim(?:ed)? that ",
        r"^Talk [^.]*? that ",
        r"^D’après une rumeur[^,]*, ",
        r"^Según un rumor[^,]*, ",
        r"^It is (?:said|whispered|rumoured) that ",
    ):
        m = re.match(pattern, one.text)
        if m and len(one.text) - m.end() > 25:
            rest = one.text[m.end() :]
            return rest[0].upper() + rest[1:].replace(" aurait ", " a ")
    return None


def _speaker(one: Made, rng: random.Random) -> str | None:
    """Somebody else of the article speaks."""
    cue = re.compile(
        r"\b(said|says|told|warned|denied|confirmed|insisted|according to|a déclaré|selon|declaró|según|dijo|affirme|announced|added|asked|"
        r"doubted|promised|believes|explained)\b",
        re.IGNORECASE,
    )
    persons = [
        (a, b, n)
        for a, b, kind, n in one.names
        if kind == "person" and any(abs(m.start() - b) < 3 or abs(a - m.end()) < 3 for m in cue.finditer(one.text))
    ]
    others = [n for kind, n in one.others if kind == "person"]
    if not persons or not others:
        return None
    a, b, _ = rng.choice(persons)
    return _put(one.text, a, b, rng.choice(others))


def _name(kind: str) -> Alteration:
    def alter(one: Made, rng: random.Random) -> str | None:
        mine = [(a, b) for a, b, k, n in one.names if k == kind and one.text[a:b] != ""]
        others = [n for k, n in one.others if k == kind]
        if not mine or not others:
            return None
        a, b = rng.choice(mine)
        return _put(one.text, a, b, rng.choice(others))

    return alter


def _swap(one: Made, rng: random.Random) -> str | None:
    """Two names of a kind change places."""
    if one.language != "en":
        return None
    found = [
        (x, y)
        for x in one.names
        for y in one.names
        if x[1] <= y[0] and one.text[x[1] : y[0]].strip() not in ("and", ",", "or", ", and") and x[3] != y[3] and x[2] == y[2]
    ]
    if not found:
        return None
    x, y = rng.choice(found)
    mine, theirs = one.text[x[0] : x[1]], one.text[y[0] : y[1]]
    return _put(_put(one.text, y[0], y[1], mine), x[0], x[1], theirs)


def _swap_numbers(one: Made, rng: random.Random) -> str | None:
    found = [n for n in _numbers(one) if n.plain and n.kind == "count"]
    pairs = [(a, b) for a in found for b in found if a.core_end < b.core_start and a.low != b.low and a.whole is None and b.whole is None]
    if not pairs or one.language != "en" or re.search(r"\bfrom \S+ to\b", one.text):
        return None
    a, b = rng.choice(pairs)
    first, second = one.text[a.core_start : a.core_end], one.text[b.core_start : b.core_end]
    text = _put(_put(one.text, b.core_start, b.core_end, first.lower()), a.core_start, a.core_end, second)
    return text[0].upper() + text[1:]


_TURNS = [
    ("rose", "fell"),
    ("fell", "rose"),
    ("more than", "less than"),
    ("before", "after"),
    ("after", "before"),
    ("lost", "won"),
    ("closed", "opened"),
    ("opened", "closed"),
    ("approved", "rejected"),
    ("accepted", "rejected"),
    ("bought", "sold"),
    ("increase", "decrease"),
    ("cut", "raised"),
    ("first", "last"),
    ("loss", "profit"),
    ("rejects", "accepts"),
    ("north", "south"),
    ("south", "north"),
    ("begin", "end"),
    ("end", "begin"),
    ("below", "above"),
    ("left", "arrived in"),
    ("lowered", "raised"),
    ("higher", "lower"),
    ("open again", "close again"),
    ("arrested", "released"),
    ("denied", "confirmed"),
    ("confirmed", "denied"),
    ("keeps", "loses"),
    ("found", "lost"),
    ("against", "for"),
]


def _turn(one: Made, rng: random.Random) -> str | None:
    if one.language != "en":
        return None
    found = [(m, new) for old, new in _TURNS for m in re.finditer(rf"\b{old}\b", one.text) if _outside(one.text, m.start())]
    if not found:
        return None
    m, new = rng.choice(found)
    return _put(one.text, m.start(), m.end(), new)


def _all(one: Made, rng: random.Random) -> str | None:
    pairs = [
        ("some of ", "all of "),
        ("Some of ", "All of "),
        ("most of ", "all of "),
        ("Some ", "All "),
        ("some ", "all "),
        ("several ", "all "),
        ("Several ", "All "),
        ("many ", "all "),
        ("Many ", "All "),
        ("Most ", "All "),
        ("a fifth of", "all of"),
        ("A fifth of", "All of"),
        ("one of ", "all of "),
        ("One of ", "All of "),
        ("among them ", "all of them "),
        ("two of ", "all of "),
        ("four of them", "all of them"),
        ("half of ", "all of "),
        ("a third of ", "all of "),
    ]
    found = [
        (m, new)
        for old, new in pairs
        for m in re.finditer(rf"(?<!\w){old}(?!\d|euros)", one.text)
        if one.language == "en" and _outside(one.text, m.start())
    ]
    if not found:
        return None
    m, new = rng.choice(found)
    return _put(one.text, m.start(), m.end(), new)


def _cause(one: Made, rng: random.Random) -> str | None:
    said = {
        "en": [
            "because of a fault that nobody had repaired",
            "after the owners had ignored every warning",
            "because the managers wanted to save money",
            "due to heavy rain in the hills",
            "as a result of sabotage",
        ],
        "fr": ["à cause d’une panne que personne n’avait réparée", "en raison de fortes pluies dans les collines"],
        "es": ["a causa de una avería que nadie había reparado", "debido a las fuertes lluvias en las colinas"],
    }.get(one.language)
    return f"{one.text[:-1]} {rng.choice(said)}." if said and one.text.endswith(".") else None


def _joined(one: Made, _rng: random.Random) -> str | None:
    """Two sentences of the passages are made cause and effect."""
    if one.near is None or one.language != "en" or not one.text.endswith(".") or "“" in one.near.text or not one.near.text.endswith("."):
        return None
    if one.near.text.split()[0] in ("But", "It", "He", "She", "They", "This", "That"):
        return None
    small = one.near.text.split()[0] in ("The", "A", "An", "In", "At")
    return f"{one.text[:-1]} because {one.near.text[0].lower() + one.near.text[1:] if small else one.near.text}"


def _quote(one: Made, rng: random.Random) -> str | None:
    """Words of a quotation are changed."""
    found = [q for q in quotes.find(one.text) if q.inner_end - q.inner_start > 20]
    if not found:
        return None
    q = rng.choice(found)
    inner = one.text[q.inner_start : q.inner_end]
    words = list(re.finditer(r"\S+", inner))[1:-1]
    if not words:
        return None
    gone = rng.choice(words)
    changed = inner[: gone.start()].rstrip() + inner[gone.end() :]
    return _put(one.text, q.inner_start, q.inner_end, changed)


def _new_quote(one: Made, _rng: random.Random) -> str | None:
    """What somebody says in the article's words is put between quotation marks."""
    if "“" in one.text or one.language != "en":
        return None
    m = re.search(r"\b(?:said|told reporters|warned|announced|added) that (.{20,}?)[.,]", one.text)
    return _put(one.text, m.start(1), m.end(1), f"“{m.group(1)}”") if m else None


def _no_speaker(one: Made, _rng: random.Random) -> str | None:
    """An attribution is left out: what somebody says becomes the page's own word."""
    if one.language != "en" or "“" in one.text:
        return None
    m = re.match(
        r"^[^,]{5,60}(?:, [^,]{5,60},)? (?:said|says|announced|warned|insisted|claimed|told the \w+)(?: on \w+)? that (.{30,})$", one.text
    )
    if m:
        return m.group(1)[0].upper() + m.group(1)[1:]
    m = re.match(
        r"^(.{30,}?), (?:according to|said|the \w+ said|[A-Z]\w+ said|[a-z ]+said|\w+ says|prosecutor|he said|she said)[^,]*\.$", one.text
    )
    return (
        m.group(1) + "."
        if m and re.search(r"\b(was|were|is|are|has|have|had|will|would|died|said|rose|fell|left|wants|expected)\b", m.group(1))
        else None
    )


def _strong(one: Made, rng: random.Random) -> str | None:
    if one.language != "en":
        return None
    m = re.search(r"\b(was|were|is|are|has|had|have)\b (?!not|no)", one.text)
    return (
        _put(one.text, m.end(), m.end(), rng.choice(["deliberately ", "officially ", "illegally ", "always ", "secretly "]))
        if m and _outside(one.text, m.start())
        else None
    )


def _invented(one: Made, rng: random.Random) -> str | None:
    if one.language != "en" or not one.text.endswith("."):
        return None
    put = rng.choice(
        [
            ", and a drunken driver was blamed",
            ", while shareholders prepare a class action",
            ", and hospitals cancelled routine operations",
            ", which shocked neighbouring villages",
            " despite loud protests by fishermen",
        ]
    )
    return one.text[:-1] + put + "."


def _condition(one: Made, _rng: random.Random) -> str | None:
    m = (
        re.search(r",? (?:if|unless|provided|until) [^,.]{8,80}(?=[,.])", one.text)
        if one.language == "en"
        else re.search(r",? si [^,.]{8,80}(?=[,.])", one.text)
    )
    return _put(one.text, m.start(), m.end(), "") if m and m.start() > 20 and _outside(one.text, m.start()) else None


_TWO = ("cause between two",)
KINDS: dict[str, Alteration] = {
    "wrong number": _other_number,
    "wrong number word": _word_number,
    "bound dropped": _no_bound,
    "bound added": _bound,
    "wrong unit": _unit,
    "wrong date": _date,
    "lost not": _lose_not,
    "added not": _add_not,
    "hedge dropped": _no_hedge,
    "rumour made fact": _rumour,
    "condition dropped": _condition,
    "swapped speaker": _speaker,
    "speaker dropped": _no_speaker,
    "other person": _name("person"),
    "other place": _name("place"),
    "other organisation": _name("organisation"),
    "names swapped": _swap,
    "numbers swapped": _swap_numbers,
    "turned round": _turn,
    "all for some": _all,
    "cause invented": _cause,
    "cause between two": _joined,
    "quote changed": _quote,
    "quote invented": _new_quote,
    "strong word": _strong,
    "invented matter": _invented,
}


def kinds(found: Sequence[Altered]) -> Iterator[tuple[str, int]]:
    for kind in KINDS:
        yield kind, sum(one.fault == kind for one in found)
