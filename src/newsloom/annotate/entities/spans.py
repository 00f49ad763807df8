"""Stretches that may be names: capitalised sequences and the gazetteer, joined with the model's spans where there is a model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from newsloom.annotate.entities import page
from newsloom.annotate.entities.model import Candidate
from newsloom.annotate.entities.roles import nouns
from newsloom.annotate.reading import Reading
from newsloom.text import names as light
from newsloom.text.names_fold import bare, fold

_LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "NORP": "GROUP",
}  # the rest (PRODUCT, EVENT, MISC, ...) says too little


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    label: str | None


def candidates(reading: Reading) -> list[Candidate]:
    """Candidates in order, without overlap."""
    labels = _labels(reading)  # in order and without overlap
    starts, ends = [label.start for label in labels], [label.end for label in labels]
    found: list[Candidate] = []
    for name in light.names(reading.body, reading.language):
        over = labels[bisect_right(ends, name.start) : bisect_left(starts, name.end)]
        if name.key is None and len(over) > 1:
            found += _cut(reading.body, name, over)
        else:
            best = max(over, key=lambda label: min(label.end, name.end) - max(label.start, name.start), default=None)
            found.append(_candidate(reading.body, name, best))
    found = _nicknamed(reading.body, found)
    found = [part for name in _glued(reading.body, found, labels) for part in _apart(name, reading.language)]
    found = [_without_office(name, reading.language) for name in found]
    every = _with_missed(reading, [*found, *_small(reading, found)], labels)
    return [_without_office(name, reading.language) for name in page.tidy(reading, every) if name.text]


_NICKNAME = re.compile(r"([^\W\d_a-z][\w’'-]{1,20}) [\"“‘'][\w .’'-]{1,24}[\"”’'] ([^\W\d_a-z][\w’'-]{1,24})")


def _nicknamed(body: str, found: list[Candidate]) -> list[Candidate]:
    """'Michael "Mack" Holt': the two parts around a nickname in quotation marks as one person's name."""
    whole = [
        Candidate(m.start(), m.start() + len(bare(m.group())), bare(m.group()), None, None, "PERSON")
        for m in _NICKNAME.finditer(body)
        if fold(m.group(1)) in light.given_names() or any(c.start <= m.start() < c.end and c.label == "PERSON" for c in found)
    ]
    if not whole:
        return found
    rest = [name for name in found if not any(w.start < name.end and name.start < w.end for w in whole)]
    return sorted([*rest, *whole], key=lambda name: name.start)


_LOWER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def _small(reading: Reading, found: list[Candidate]) -> list[Candidate]:
    """Adjectives of countries in the languages that write them small ("troupes russes")."""
    if reading.language in ("en", "de"):
        return []
    known = light.demonyms(reading.language)
    taken = {name.start for name in found}
    return [
        Candidate(match.start(), match.end(), match.group(), light.place_key(code), "demonym")
        for match in _LOWER.finditer(reading.body)
        if match.group()[0].islower() and match.start() not in taken and (code := known.get(fold(match.group())))
    ]


def _apart(name: Candidate, language: str) -> list[Candidate]:
    """ "Bureau of Mines Carl Holt" as one name: the body and the person, told by a given name."""
    words = name.text.split()
    owner = next((i for i, word in enumerate(words[:-1]) if word.lower().endswith(("s'", "s’", "'s", "’s"))), None)
    if name.key is None and owner is not None and 2 <= len(words) - owner - 1 <= 3 and fold(words[owner + 1]) in light.given_names():
        start = name.end - len(name.text[name.text.index(words[owner]) + len(words[owner]) :].lstrip())
        body = name.text[: start - name.start].rstrip()[: -1 if words[owner][-1] in "'’" else -2]
        return [
            Candidate(name.start, name.start + len(body), body, None, None, "ORG"),
            Candidate(start, name.end, name.text[start - name.start :], None, None, "PERSON"),
        ]
    if name.key is not None or len(words) < 4 or "\n" in name.text or fold(words[-2]) not in light.given_names() or words[-3][:1].islower():
        return [name]
    head = [fold(bare(word)) for word in words[:-2]]
    first, last = light.words_of("organisation_first", language), light.words_of("organisation_last", language)
    if not (head[-1] in last or (head[0] in first and "of" in head)):
        return [name]
    end = name.start + len(name.text[: name.text.rindex(words[-2])].rstrip())
    start = name.end - len(name.text[name.text.rindex(words[-2]) :])
    return [
        Candidate(name.start, end, name.text[: end - name.start], None, None, "ORG"),
        Candidate(start, name.end, name.text[start - name.start :], None, None, "PERSON"),
    ]


def _without_office(name: Candidate, language: str) -> Candidate:
    """ "Larch County Coroner Ida Holt" as one name: the person behind the office."""
    words = name.text.split()
    if name.known is not None or name.key is not None or len(words) < 3 or "\n" in name.text:
        return name
    at = max((i for i in range(len(words) - 2) if fold(bare(words[i])) in nouns(language)), default=-1)
    rest = words[at + 1 :]
    if at < 0 or len(rest) > 4 or not all((word[:1].isupper() and word[1:2].islower()) or word[1:] == "." for word in rest):
        return name
    ground = light.words_of("place_words", language) | light.region_words_set(language)
    if (name.label == "PLACE" and fold(words[-1]) in ground) or any(
        fold(bare(word)) in light.words_of("organisation_last", language) for word in rest
    ):
        return name
    start = name.end - len(name.text[name.text.index(words[at]) + len(words[at]) :].lstrip())
    return Candidate(start, name.end, name.text[start - name.start :], None, None, "PERSON")


def _glued(body: str, found: list[Candidate], labels: list[_Label]) -> list[Candidate]:
    """Join a country's name with an unknown one beside it where the model sees one organisation ("American Harbours")."""
    done: list[Candidate] = []
    whole = {label.start: label for label in labels if label.label == "ORG"}
    at = 0
    while at < len(found):
        label = whole.get(found[at].start)
        size = sum(1 for name in found[at : at + 4] if label and name.end <= label.end)
        inside = found[at : at + size]
        glue = label is not None and size > 1 and inside[-1].end == label.end and any(n.key is None for n in inside)
        if glue and all(name.known in (None, "country", "demonym") for name in inside):
            done.append(Candidate(inside[0].start, inside[-1].end, body[inside[0].start : inside[-1].end], None, None, "ORG"))
            at += size
        else:
            done.append(found[at])
            at += 1
    return done


def _candidate(body: str, name: light.Name, label: _Label | None) -> Candidate:
    """A name with its label. A person's label that covers only the end of an unknown sequence cuts off what stands before."""
    start, end = name.start, name.end
    if (
        label
        and name.key is None
        and label.label == "PERSON"
        and start < label.start
        and label.end >= end
        and " " in body[label.start : end]
    ):
        start = label.start
    return Candidate(start, end, body[start:end], name.key, name.kind, label.label if label else None, name.folded)


def _cut(body: str, name: light.Name, over: list[_Label]) -> list[Candidate]:
    """A sequence in which the model sees several names: those names, unless it only saw pieces of an organisation."""
    inside = [label for label in over if label.start >= name.start and label.end <= name.end and label.label]
    if len(inside) != len(over) or not any(label.label == "PERSON" for label in inside):
        return [Candidate(name.start, name.end, name.text, None, None, over[0].label)]
    return [Candidate(label.start, label.end, body[label.start : label.end], None, None, label.label) for label in inside]


def _labels(reading: Reading) -> list[_Label]:
    found = []
    for entity in reading.doc.ents:
        text = bare(entity.text.strip())
        if entity.label_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY") or not text:
            continue
        start = entity.start_char
        if fold(text).startswith("the "):
            start += 4
        end = entity.start_char + len(bare(entity.text.rstrip()))
        if start < end:
            found.append(_Label(start, end, _LABELS.get(entity.label_)))
    return found


def _proper(reading: Reading, label: _Label) -> bool:
    """Whether the model's tagger, too, takes each word for a name."""
    span = reading.doc.char_span(label.start, label.end, alignment_mode="expand")
    return span is not None and all(token.pos_ in ("PROPN", "X", "ADP", "DET", "PUNCT") for token in span)


def _with_missed(reading: Reading, found: list[Candidate], labels: list[_Label]) -> list[Candidate]:
    """Add what only the model sees: a single word at the start of a sentence."""
    opening = light.words_of("not_names", reading.language) | light.words_of("calendar", reading.language)
    found.sort(key=lambda name: name.start)
    starts, ends = [name.start for name in found], [name.end for name in found]
    for label in labels:
        text = reading.body[label.start : label.end]
        free = bisect_right(ends, label.start) >= bisect_left(starts, label.end)
        if not free or (reading.language != "en" and " " not in text):  # of other models' single words too many are wrong
            continue
        if not _proper(reading, label):
            continue
        if label.label in ("PERSON", "ORG", "PLACE") and text[:1].isupper() and "\n" not in text and fold(text) not in opening:
            found.append(Candidate(label.start, label.end, text, None, None, label.label))
    return sorted(found, key=lambda name: name.start)
