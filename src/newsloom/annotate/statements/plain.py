"""Statements by patterns: for languages whose parse, if any, newsloom has no rules for. The word lists are in `reporting.toml`, `patterns`.

What it finds: a quotation with a reporting verb beside it, "X said that ...", "according to X, ...". Speakers come from the article's
entities, else from the words that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.annotate.modality.plain import of_report
from newsloom.annotate.reading import Reading
from newsloom.annotate.statements import dateline
from newsloom.annotate.statements.plain_found import Found, Pair, inside, trim
from newsloom.annotate.statements.plain_frames import frames
from newsloom.annotate.statements.plain_patterns import Patterns, patterns
from newsloom.annotate.statements.plain_phrases import phrases
from newsloom.annotate.statements.plain_speakers import PlainSpeakers
from newsloom.records import Form, Piece, Sentence, Speaker, Statement
from newsloom.text.quotes import Quote

_LINK = re.compile(r"[\s,.;:–—-]*")
_APART = re.compile(r"\s(?:que|qui|quien|quienes)\s?,[^.;]*$")  # "a woman who, in tears, said": whose words these are is not told
_NEGATED = re.compile(r"(?:^|\s)n[e'’]")  # "dit ce n'était que": no clause
_JOINS = re.compile(r"\s(?:y|e|et)\s(?:\w+\s)?$")
_NOT_THAT = re.compile(r"(?:^|\s)(?:lo|la|los|las|el|ce|tout)\s*$")  # "lo que", "ce que": no reported clause
_MARK = re.compile(r"[«»“”„\"]")
_REACH = 220  # code points that a speaker and a verb may take beside a quotation


def find(reading: Reading, quotes: tuple[Quote, ...]) -> tuple[Statement, ...]:
    """Statements of an article of a language with patterns; () for any other."""
    known = patterns(reading.language)
    if known is None:
        return ()
    speakers = PlainSpeakers(reading, quotes)
    found: list[Found] = []
    taken: set[int] = set()
    for made in _quotations(reading, quotes, known):
        found.append(made)
        taken.add(made.cue[0])
    for sentence in reading.sentences:
        clauses = list(_clauses(reading.body, sentence, known, quotes, taken))
        found += clauses
        found += frames(reading.body, sentence, known, quotes, taken | {f.cue[0] for f in clauses})
        found += phrases(reading.body, sentence, known, quotes)
    built = [s for made in sorted(found, key=lambda f: f.cue) if (s := _statement(reading, made, quotes, speakers))]
    return tuple(sorted(built, key=lambda s: (s.start, s.end)))


# quotations


def _quotations(reading: Reading, quotes: tuple[Quote, ...], known: Patterns) -> Iterator[Found]:
    body = reading.body
    last: Found | None = None
    for at, quote in enumerate(quotes):
        before = body[quotes[at - 1].end if at else 0 : quote.start]
        before = before[before.rfind("\n") + 1 :]
        following = quotes[at + 1].start if at + 1 < len(quotes) else len(body)
        made = _behind(body, quote, following, known) or _ahead(body, quote, before, known)
        if made is None and last is not None and (quote.continues or _goes_on(body, last, quote)):
            made = Found(last.cue, last.source, (*last.content, (quote.inner_start, quote.inner_end)), (*last.quotes, quote))
            last = made
            continue
        if made is not None:
            if last is not None:
                yield last
            last = made
    if last is not None:
        yield last


def _goes_on(body: str, last: Found, quote: Quote) -> bool:
    between = body[max(last.cue[1], last.content[-1][1]) : quote.start]
    return "\n" not in between and between.rstrip()[-1:] in (".", "!", "?") and quote.inner_end - quote.inner_start > 12


def _behind(body: str, quote: Quote, limit: int, known: Patterns) -> Found | None:
    """A verb right behind the quotation, with its subject on either side."""
    stretch = body[quote.end : min(limit, quote.end + _REACH)].split("\n")[0]
    stretch = re.split(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑÀÂÇÈÊÎÔ¿¡«“\"])", stretch)[0]
    lead = _LINK.match(stretch)
    verb = known.verb.search(stretch)
    if verb is None or lead is None or "." in stretch[: verb.start()].strip(" .,") or len(stretch[: verb.start()].split()) > 14:
        return None
    if lead.end() == 0 and body[quote.inner_end - 1 : quote.inner_end] not in (",", "?", "!") and not stretch.startswith((" ", ",")):
        return None
    start = quote.end
    cue = (start + verb.start(), start + verb.end())
    subject = stretch[lead.end() : verb.start()].strip(" ,")
    if subject and known.opens_relative(subject):
        if not stretch[: verb.start()].rstrip().endswith(","):
            return None
        subject = ""
    inverted = known.inverted.search(verb.group())
    if not (inverted or "," in lead.group() or body[quote.inner_end - 1 : quote.inner_end] in (",", "?", "!", ".", "…")):
        return None  # the quotation is a name and the verb's own subject
    if subject and not known.plausible(subject):
        return None
    if known.inverted.search(verb.group()):
        return Found(cue, None, ((quote.inner_start, quote.inner_end),), (quote,))
    if subject and (not _opens(body, quote) or len(stretch[verb.end() :].split()) > 6):
        return None
    if subject and (subject[:1].isupper() or len(subject.split()) <= 8):
        source: Pair | None = (start + lead.end(), cue[0])
    else:
        source = known.noun_after(body, cue[1], start + len(stretch))
    return Found(cue, source, ((quote.inner_start, quote.inner_end),), (quote,))


def _opens(body: str, quote: Quote) -> bool:
    """The quotation opens its sentence."""
    before = body[max(0, quote.start - 3) : quote.start].rstrip(" ")
    return not before or before[-1] in "\n.!?…»”"


def _ahead(body: str, quote: Quote, before: str, known: Patterns) -> Found | None:
    """ "X dijo: «...»", "X afirmó que «...»": the verb stands before the quotation in the same sentence."""
    if not before.rstrip().endswith((":", ",")) and not known.that.search(before[-8:]):
        return None
    sentence = re.split(r"(?<=[.!?])\s+", before)[-1][-_REACH:]
    verbs = list(known.verb.finditer(sentence))
    if not verbs:
        return None
    verb = verbs[-1]
    base = quote.start - len(sentence)
    cue = (base + verb.start(), base + verb.end())
    source = _noun_before(body, base, cue[0]) or known.noun_after(body, cue[1], quote.start)
    tail = sentence[verb.end() :]
    that = known.that.search(tail)
    start = base + verb.end() + that.start() if that and not before.rstrip().endswith(":") else quote.inner_start
    return Found(cue, source, ((start, quote.inner_end if start == quote.inner_start else quote.end),), (quote,))


def _noun_before(body: str, start: int, verb: int) -> Pair | None:
    """The words before a verb, back to the start of their clause."""
    text = body[start:verb]
    marks = (";", ":", " y ", " et ", " pero ", " mais ")
    start += max((text.rfind(mark) + len(mark) for mark in marks if mark in text), default=0)
    return (start, verb) if body[start:verb].strip(" ,") else None


# clauses and phrases


def _clauses(body: str, sentence: Sentence, known: Patterns, quotes: tuple[Quote, ...], taken: set[int]) -> Iterator[Found]:
    text = body[sentence.start : sentence.end]
    for match in known.nobody.finditer(text) if known.nobody else ():
        yield Found(
            (sentence.start + match.start(), sentence.start + match.end() - 1),
            None,
            ((sentence.start + match.end(), trim(body, sentence.start, sentence.end)),),
            nobody=True,
        )
    verbs = [v for v in known.verb.finditer(text) if not inside(sentence.start + v.start(), quotes)]
    for number, verb in enumerate(verbs):
        cue = (sentence.start + verb.start(), sentence.start + verb.end())
        if cue[0] in taken or known.impersonal.search(text[: verb.start()]):
            continue
        tail = text[verb.end() : verb.end() + 90]
        that = known.that.search(tail) or (known.asks.search(tail) if known.asking(verb.group()) else None)
        if that is None or len(tail[: that.start()].split()) > 8 or any(c in tail[: that.start()] for c in ".;:«“"):
            continue
        lead = tail[: that.start()]
        if lead.count(",") % 2 or _NOT_THAT.search(lead) or _NEGATED.search(lead):
            continue
        start = sentence.start + verb.end() + that.start()
        end = _clause_end(body, start, sentence.end, known)
        if number + 1 < len(verbs) and ";" in body[start : sentence.start + verbs[number + 1].start()]:
            end = start + body[start:end].index(";")
        between = (cue[1], start)
        first = verbs[0] if number and _JOINS.search(text[: verb.start()]) else verb  # "X praised it and announced that"
        source = _noun_before(
            body,
            sentence.start if number == 0 or first is not verb else sentence.start + verbs[number - 1].end(),
            sentence.start + first.start(),
        )
        if body[between[0] : between[1]].strip(" ,") and (source is None or not _names(body[source[0] : source[1]])):
            source = between
        if _APART.search(text[max(0, verb.start() - 90) : verb.start()]):
            continue
        if source is not None and known.ends_relative(body[source[0] : source[1]]):
            if not any(sentence.start <= place < cue[0] for place in taken):
                continue
            source = None
        yield Found(cue, source, ((start, trim(body, start, end)),))


def _clause_end(body: str, start: int, end: int, known: Patterns) -> int:
    """`end`, or where another voice closes the sentence (", reportó la agencia")."""
    for phrase in known.according.finditer(body, start, end):
        if body[start : phrase.start()].endswith(", "):
            end = phrase.start() - 2
            break
    for verb in known.verb.finditer(body, start, end):
        if body[start : verb.start()].endswith(", "):
            if end - verb.end() < 3:
                return verb.start() - 2
            source = known.noun_after(body, verb.end(), end)
            if source is not None and known.can_speak(body[source[0] : source[1]]) and end - source[1] < 20:
                return verb.start() - 2
    return end


def _names(text: str) -> bool:
    return bool(re.search(r"\w{3}", text))


# statements


def _statement(reading: Reading, made: Found, quotes: tuple[Quote, ...], speakers: PlainSpeakers) -> Statement | None:
    body = reading.body
    cue = body[made.cue[0] : made.cue[1]]
    before = _MARK.split(body[max(0, made.cue[0] - 14) : made.cue[0]])[-1]  # "no" inside a quotation negates nothing outside it
    modality, modality_cue = of_report(before, cue, " ".join(body[a:b] for a, b in made.content), reading.language)
    if modality is None:
        return None
    speaker, key, source = speakers.resolve(made.source, cue, made.cue[0]) if not made.nobody else (Speaker(), None, None)
    lines = dateline.spans(body)
    if source is not None and speaker.kind == "unknown" and key is None and speaker.entity is None and speaker.name:
        known = patterns(reading.language)
        if known is not None and not known.plausible(body[source.start : source.end]):
            if not made.quotes:
                return None
            speaker, source = Speaker(), None
    parts = tuple(_piece(body, next((e for s, e in lines if s <= a < e <= b), a), b) for a, b in made.content)
    places = [*parts, Piece(start=made.cue[0], end=made.cue[1]), *([source] if source else [])]
    return Statement(
        start=min(p.start for p in places),
        end=max(p.end for p in places),
        speaker=speaker,
        content=" ".join(body[p.start : p.end] for p in parts),
        pieces=parts,
        form=_form(made, quotes),
        modality=modality,
        modality_cue=modality_cue,
        cue=cue,
        cue_span=Piece(start=made.cue[0], end=made.cue[1]),
        source=source,
        source_head=source,
        speaker_key=key,
    )


def _piece(body: str, start: int, end: int) -> Piece:
    while end > start and (body[end - 1].isspace() or body[end - 1] == ","):
        end -= 1
    while start < end and body[start].isspace():
        start += 1
    return Piece(start=start, end=end)


def _form(made: Found, quotes: tuple[Quote, ...]) -> Form:
    inside = [any(q.start <= a and b <= q.end for q in quotes) for a, b in made.content]
    if all(inside):
        return "direct"
    touched = any(q.start < b and a < q.end for q in quotes for a, b in made.content)
    return "mixed" if touched else "indirect"
