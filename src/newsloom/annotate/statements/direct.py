"""Direct quotations with their speakers, for languages without rules for more: quotation marks beside a reporting verb.

The word lists are in `direct.toml` of each language. What is reported without quotation marks is left out; `Annotations.missing` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.direct_speakers import DirectSpeakers
from newsloom.annotate.statements.direct_table import DirectTable, direct_table
from newsloom.records import Piece, Speaker, Statement
from newsloom.text.quotes import Quote

_REACH = 160  # code points that verb and speaker may take on one side of a quotation
_LINK = re.compile(r"[\s,，،、.。—–\-‒―·]*")
_STOP = re.compile(r"[.。!！?？;；\n«„“”\"「『]")
_ENDS = (",", "，", "،", "?", "!", "？", "！", ".", "。", "…")
_SHORT = 5  # code points between the marks below which nothing is a quotation of someone
_THUS = re.compile(r"。(?P<who>[^。「」\n]{2,30}?)は[^。「」\n]{0,20}?こう")  # 「…」。田中氏はこう話した
_DASHED = re.compile(r"[,.!?…]\s*[—–-]\s+(?P<told>[^—–\n«»]{3,80}?)[,.]?\s*[—–-]\s+")
_DIALOGUE = re.compile(r"^[ \t]*[—–]\s+(?P<said>[^\n—–]{5,400}?[,.!?…])\s*[—–]\s+", re.MULTILINE)
_TITLE = 25  # code points below which capitalised words in marks may be a name ("«Courier»")
_SHORT_PLAIN = 2  # the same where words are not parted
_SENTENCE = re.compile(r"[.!?。！？]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class _Said:
    quotes: tuple[Quote, ...]
    cue: tuple[int, int]
    subject: tuple[int, int] | None


def find(reading: Reading, quotes: tuple[Quote, ...]) -> tuple[Statement, ...]:
    """Statements of an article in the order of the text; () for a language without a table."""
    known = direct_table(reading.language)
    if known is None:
        return ()
    speakers = DirectSpeakers(reading, known, quotes)
    made = [_statement(reading.body, said, speakers) for said in _all(reading.body, _dialogue(reading.body, quotes, known), known)]
    return tuple(sorted(made, key=lambda s: (s.start, s.end)))


def _all(body: str, quotes: tuple[Quote, ...], known: DirectTable) -> Iterator[_Said]:
    last: _Said | None = None
    for at, quote in enumerate(quotes):
        following = quotes[at + 1].start if at + 1 < len(quotes) else len(body)
        before = quotes[at - 1].end if at else 0
        if at and body[before : quote.start].strip() in (":", "："):  # "to the «Courier»: «...»": a name between verb and quotation
            before = quotes[at - 2].end if at > 1 else 0
        said = _parted(body, quote, known) if known.dashes else None
        if said is None and quote.inner_end - quote.inner_start >= (_SHORT if known.spaced else _SHORT_PLAIN):
            opened = body[before : quote.start].rstrip().endswith((":", "："))
            ahead = _ahead(body, quote, before, known) if opened else None
            said = ahead or _behind(body, quote, following, before, known) or _ahead(body, quote, before, known)
            said = said or _according(body, quote, before, known)
        if said is not None and last is not None and said.cue == last.cue:  # "…“, sagte Holt, „…“"; not "sagte Holt dem „Kurier“"
            if body[before : quote.start].rstrip().endswith((",", "，", "،")):
                last = replace(last, quotes=(*last.quotes, quote))
            continue
        if said is None and last is not None and (quote.continues or _goes_on(body, last, quote)):
            last = replace(last, quotes=(*last.quotes, quote))
            continue
        if said is not None:
            if last is not None:
                yield last
            last = said
    if last is not None:
        yield last


def _goes_on(body: str, last: _Said, quote: Quote) -> bool:
    end = max(last.cue[1], last.subject[1] if last.subject else 0, last.quotes[-1].end)
    between = body[end : quote.start]
    whole = body[quote.inner_end - 1] in _ENDS[3:] or body[quote.end : quote.end + 1] in (".", "!", "?", "。")
    opens = "\n" not in between and between.rstrip()[-1:] in (".", "!", "?", "。", "！", "？")
    return opens and (whole or quote.inner_end - quote.inner_start > 12)


def _parted(body: str, quote: Quote, known: DirectTable) -> _Said | None:
    """Verb and speaker between dashes inside one pair of marks: "«Мост, — сказал Петров, — закрыт»"."""
    for aside in _DASHED.finditer(body, quote.inner_start, quote.inner_end):
        verb = known.verb.match(body, aside.start("told"), aside.end("told"))
        if verb is not None:
            halves = replace(quote, end=aside.start(), inner_end=aside.start()), replace(quote, start=aside.end(), inner_start=aside.end())
            return _Said(halves, verb.span(), _after_verb(body, verb.end(), aside.end("told"), known))
    return None


def _dialogue(body: str, quotes: tuple[Quote, ...], known: DirectTable) -> tuple[Quote, ...]:
    """With speech that a dash opens at the start of a paragraph and ends before its verb: "— Мост закрыт, — сказал Петров."."""
    if not known.dashes:
        return quotes
    found = [
        Quote(start=m.start(), end=m.end("said"), inner_start=m.start("said"), inner_end=m.end("said"))
        for m in _DIALOGUE.finditer(body)
        if known.verb.match(body, m.end())
    ]
    apart = [one for one in found if not any(one.start < quote.end and quote.start < one.end for quote in quotes)]
    return tuple(sorted((*quotes, *apart), key=lambda quote: quote.start))


def _behind(body: str, quote: Quote, following: int, before: int, known: DirectTable) -> _Said | None:
    """A verb behind the quotation, its subject behind or before it: "…“, sagte Holt", "…» — сказал он", 「…」と田中氏は述べた."""
    if body[quote.end : quote.end + 1] in (".", "。"):
        thus = _THUS.match(body, quote.end) if known.topic is not None else None
        told = known.verb.match(body, thus.end()) if thus else None
        if thus and told:
            return _Said((quote,), told.span(), thus.span("who"))
        return None  # the sentence ends with the quotation
    limit = min(following, quote.end + _REACH, len(body))
    start = quote.end
    if known.quoting is not None:
        link = known.quoting.match(body, start, limit)
        if link is None:
            return None
        start = link.end()
    stop = _STOP.search(body, start + (1 if body[start : start + 1] in _ENDS else 0), limit)
    end = stop.start() if stop else limit
    verb = known.verb.search(body, start, end)
    if verb is None:
        return None
    lead = _LINK.match(body, start, verb.start())
    first = lead.end() if lead else start
    parted = body[start:first].strip() != "" or body[quote.inner_end - 1] in _ENDS
    if known.spaced and not parted and first < verb.start():
        return None  # the quotation is part of a sentence that goes on
    subject = _between(body, first, verb.start(), known)
    if subject is None and known.spaced:
        subject = _after_verb(body, verb.end(), end, known)
    if subject is None and known.topic is not None:
        subject = _topic(body, before, quote.start, known)
    if subject is None and first < verb.start() and known.spaced:
        return None
    return _Said((quote,), verb.span(), subject)


def _ahead(body: str, quote: Quote, before: int, known: DirectTable) -> _Said | None:
    """A verb before the quotation: "Holt sagte: „…“", "X表示：“…”", "قال X: «…»"."""
    low = max(before, body.rfind("\n", 0, quote.start) + 1, quote.start - _REACH)
    stretch = body[low : quote.start].rstrip()
    sentence = max((m.end() for m in _SENTENCE.finditer(stretch)), default=0)
    opens = any(stretch.lower().endswith(word) for word in known.opens)
    if not (stretch.endswith((":", "：", ",", "，", "،")) or opens or (not known.spaced and known.verb.search(stretch[-4:]))):
        return None
    verbs = list(known.verb.finditer(body, low + sentence, quote.start))
    if not verbs:
        return None
    verb = verbs[-1]
    after = _after_verb(body, verb.end(), low + len(stretch), known)
    if after is not None and body[after[0] : after[1]].strip(" :,，").lower() in known.adverbs:
        after = None  # "teilte mit:"
    subject = after or _between(body, low + sentence, verb.start(), known)
    return _Said((quote,), verb.span(), subject)


def _according(body: str, quote: Quote, before: int, known: DirectTable) -> _Said | None:
    """Words of someone whom a phrase credits at the start of the sentence: "Laut Holt ist der Deich „…“", "По словам Петрова, …"."""
    titled = known.cased and body[quote.inner_start].isupper() and quote.inner_end - quote.inner_start < _TITLE
    if known.according is None or titled:
        return None
    low = max(before, body.rfind("\n", 0, quote.start) + 1, quote.start - _REACH)
    sentence = low + max((m.end() for m in _SENTENCE.finditer(body[low : quote.start])), default=0)
    found = known.according.match(body, sentence, quote.start)
    return _Said((quote,), found.span("cue"), found.span("who")) if found else None


def _between(body: str, start: int, end: int, known: DirectTable) -> tuple[int, int] | None:
    """The subject before a verb: the words behind the last comma, or before the mark of the topic."""
    text = body[start:end]
    if known.topic is not None:
        return _topic(body, start, end, known)
    cut = max(text.rstrip(" ,，").rfind(mark) for mark in (",", "，", "،", ";", "；", "、"))
    start += cut + 1
    return (start, end) if re.search(r"\w", body[start:end]) else None


def _after_verb(body: str, start: int, end: int, known: DirectTable) -> tuple[int, int] | None:
    """The subject behind a verb, to the first mark or opening word."""
    if not known.spaced:
        return None
    mark = re.search(r"[,،:;(—–«„“]", body[start:end])
    end = start + mark.start() if mark else end
    for word in known.opens:
        found = re.search(rf"\s{re.escape(word)}(?=\s|$)", body[start:end])
        end = start + found.start() if found else end
    return (start, end) if re.search(r"\w", body[start:end]) else None


def _topic(body: str, start: int, end: int, known: DirectTable) -> tuple[int, int] | None:
    """ "田中首相は": the words before the first mark of a topic in a sentence."""
    text = body[start:end]
    sentence = max((m.end() for m in re.finditer(r"[。！？\n]", text)), default=0)
    found = known.topic.search(text, sentence) if known.topic else None
    if found is None:
        return None
    low = max(sentence, text.rfind("、", 0, found.start()) + 1)
    return (start + low, start + found.start()) if text[low : found.start()].strip() else None


def _statement(body: str, said: _Said, speakers: DirectSpeakers) -> Statement:
    speaker, key, source = speakers.resolve(said.subject, said.cue[0]) if said.subject else (*speakers.again(said.cue[0]), None)
    parts = tuple(_inner(body, quote) for quote in said.quotes)
    cue = Piece(start=said.cue[0], end=said.cue[1])
    places = [*parts, cue, *([source] if source else [])]
    asked = body[parts[-1].start : parts[-1].end].rstrip().endswith(("?", "？", "؟"))
    return Statement(
        start=min(p.start for p in places),
        end=max(p.end for p in places),
        speaker=speaker if speaker is not None else Speaker(),
        content=" ".join(body[p.start : p.end] for p in parts),
        pieces=parts,
        form="direct",
        modality="asked" if asked else "asserted",
        modality_cue="?" if asked else None,
        cue=body[cue.start : cue.end],
        cue_span=cue,
        source=source,
        source_head=source,
        speaker_key=key,
    )


def _inner(body: str, quote: Quote) -> Piece:
    start, end = quote.inner_start, quote.inner_end
    while end > start and (body[end - 1].isspace() or body[end - 1] in ",，"):
        end -= 1
    while start < end and body[start].isspace():
        start += 1
    return Piece(start=start, end=end)
