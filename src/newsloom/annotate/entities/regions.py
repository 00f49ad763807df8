"""Regions: "Kursk region", "région de Koursk", "the Donetsk and Kherson regions", and their bare names beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from newsloom.annotate.entities.model import Named
from newsloom.annotate.reading import Reading
from newsloom.text import names as light
from newsloom.text import names_gazetteer as gazetteer
from newsloom.text.names_fold import fold

_AFTER = re.compile(r"\s+([^\W\d_]+)(\s+[^\W\d_]+)?")
_BETWEEN = re.compile(r"\s*(?:,|,?\s(?:and|or|et|ou|y|e|o)\s|,?\s(?:from the|of the|the|de|del|of)\s)?\s*(?:from the |the )?")
_BORDER = frozenset({"border", "frontier", "coastal", "frontaliere", "fronteriza"})


def widen(reading: Reading, named: list[Named], near: Sequence[str]) -> None:
    """Make regions of the towns' names that stand with a region word, in place, then of the same bare names in the whole article."""
    body, language = reading.body, reading.language
    places = [m for m in named if m.kind == "place" and m.form == "name"]
    for mention in places:
        if not _is_country(mention):
            _one(body, mention, language, near)
    _lists(body, places, language, near)
    regions = {mention.key for mention in places if mention.place and mention.place.kind == "region"}
    for mention in places:
        if mention.place and mention.place.kind == "city":
            found = [key for key in regions if gazetteer.related(mention.key, key)]
            if len(found) == 1 and not _is_town(body, mention, language):
                mention.key, mention.place = found[0], gazetteer.by_key(found[0])


def _is_country(mention: Named) -> bool:
    return mention.place is not None and mention.place.kind == "country"


def _is_town(body: str, mention: Named, language: str) -> bool:
    before = fold(body[max(0, mention.start - 30) : mention.start])
    return any(before.endswith(words) for words in light.words_of("city_before", language)) or fold(
        body[mention.end : mention.end + 6]
    ).startswith("city")


def _one(body: str, mention: Named, language: str, near: Sequence[str]) -> None:
    match = _AFTER.match(body, mention.end)
    words = light.region_words(language)
    if match and fold(match.group(1)) in words and fold(match.group(1)) != "area":
        _make(body, mention, mention.start, match.end(1), near)
    elif match and match.group(2) and fold(match.group(1)) in _BORDER and fold(match.group(2)) in words:
        _make(body, mention, mention.start, match.end(2), near)
    else:
        start = _lead(body, mention.start, language)
        if start is not None:
            _make(body, mention, start, mention.end, near)


def _lead(body: str, start: int, language: str) -> int | None:
    """Where the words "région de " before a name at `start` begin."""
    before = body[max(0, start - 30) : start]
    folded = fold(before)
    for words in light.regions_before(language):
        if folded.endswith(words) and (len(folded) == len(words) or folded[-len(words) - 1] == " "):
            count = len(words.split())
            pieces = list(re.finditer(r"[^\s'’]+", before))
            if len(pieces) >= count:
                return start - len(before) + pieces[-count].start()
    return None


def _lists(body: str, places: list[Named], language: str, near: Sequence[str]) -> None:
    """ "territories of A, B and C", "the A, B and C regions": every name of the list is a region."""
    plural = light.words_of("regions_plural", language)
    run: list[Named] = []
    for mention, following in zip_longest(places, places[1:]):
        run.append(mention)
        if following is not None and _BETWEEN.fullmatch(body, mention.end, following.start):
            continue
        before = [fold(word) for word in body[max(0, run[0].start - 30) : run[0].start].split()[-2:]]
        match = _AFTER.match(body, mention.end)
        if plural & set(before) or (match and fold(match.group(1)) in plural and len(run) > 1):
            for one in run:
                if one.place is None or one.place.kind in ("city", "region"):
                    _make(body, one, one.start, one.end, near)
        run = []


def _make(body: str, mention: Named, start: int, end: int, near: Sequence[str]) -> None:
    region = gazetteer.region_called(mention.text, near)
    if (
        mention.place
        and mention.place.kind == "city"
        and region
        and region.country != mention.place.country
        and mention.place.country in near
    ):
        region = None
    mention.start, mention.end, mention.text = start, end, body[start:end]
    mention.key = region.key if region else f"place:{fold(mention.text)}"
    mention.place = region or gazetteer.Place(mention.key, mention.text, "region", mention.place.country if mention.place else None)
