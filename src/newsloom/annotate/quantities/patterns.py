"""What a number counts, by tables and patterns over bare tokens (languages without a parser)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsloom import lexicon
from newsloom.annotate.quantities.classes import Classes
from newsloom.annotate.quantities.counted import Counted
from newsloom.text.numbers import Number
from newsloom.text.numbers.tokens import Token, tokens

_REACH = 7
_TOLL = 16


def counted(sentence: str, offset: int, number: Number, table: Classes, language: str) -> Counted | None:
    """What `number` counts in a sentence that starts at `offset` of the text."""
    rules = lexicon.table("counts", language).get("noun_phrase")
    if not rules:
        return None
    end = max(number.core_end, number.end) - offset
    rest = tokens(sentence[end:])
    before = tokens(sentence[: number.start - offset])
    rest = rest[_article(before, rest, table) :]
    bare = _copular(before, rest, offset + end, table) if number.kind == "count" else None
    if bare is not None:
        return bare
    span = _phrase(rest, rules, table)
    if span is not None and _verb(rest[span[2]], number, rules, table):
        span = None
    if span is None:
        return _toll(before, offset, table)
    first, last, head = span
    noun = sentence[end + rest[first].start : end + rest[last - 1].end]
    word = rest[head].lower
    happened = _outcome(before, rest, last, table, word) if number.kind == "count" and table.noun(word) not in table.outcomes else None
    return Counted(
        start=offset + end + rest[first].start,
        end=offset + end + rest[last - 1].end,
        noun=noun,
        head=word,
        outcome=happened[0] if happened else None,
        klass=happened[1] if happened else table.noun(word),
        head_klass=table.noun(word),
    )


def _copular(before: Sequence[Token], rest: Sequence[Token], at: int, table: Classes) -> Counted | None:
    """ "Otras 30 están desaparecidas", "Rund 60 wurden verletzt": a helper stands between number and outcome."""
    led = [token.lower for token in before[-2:]]
    if rest and rest[0].lower in table.copulas:
        words = rest[1:6]
    elif led and (led[-1] in table.copulas or (len(led) > 1 and led[0] in table.copulas and led[1] in table.helpers)):
        words = list(reversed(before[-6:]))
    else:
        return None
    for token in words:
        if token.kind == "numeral" or token.text in (",", ".", ";", ":"):
            return None
        klass = table.outcome(token.lower) or table.deponents.get(token.lower) or table.verbs.get(token.lower)
        if klass is None and (named := table.noun(token.lower)) in table.outcomes:
            klass = named
        if klass:
            return Counted(at, at, "", "", token.text, klass)
    return None


def _verb(word: Token, number: Number, rules: dict[str, Any], table: Classes) -> bool:
    """A plural verb where a noun should be ("De los 340 empleos, 210 desaparecerán")."""
    endings = tuple(rules.get("verb_endings", ()))
    many = number.low is None or number.low > 1
    return bool(endings) and many and word.lower.endswith(endings) and table.noun(word.lower) is None


def _article(before: Sequence[Token], rest: Sequence[Token], table: Classes) -> int:
    """ "Son ya cuatro los detenidos": an article stands between number and noun where a copula leads."""
    if len(rest) < 2 or rest[0].lower not in ("los", "las"):
        return 0
    return int(any(token.lower in table.copulas for token in before[-4:]))


def _phrase(rest: Sequence[Token], rules: dict[str, Any], table: Classes) -> tuple[int, int, int] | None:
    """First token, token after the last, head."""
    stop, before = frozenset(rules.get("stop", ())), frozenset(rules.get("before", ()))
    first = 1 if len(rest) > 1 and rest[0].lower in rules.get("linkers", ()) else 0
    if first and len(rest) > 2 and rest[1].lower in ("los", "las", "sus"):
        first = 2
    k = first
    if rules.get("capitalised"):
        while k < len(rest) and k - first < 4 and rest[k].kind == "word" and rest[k].text[:1].islower() and rest[k].lower not in stop:
            k += 1
        if k < len(rest) and rest[k].kind == "word" and (rest[k].text[:1].isupper() or table.outcome(rest[k].lower)):
            return first, k + 1, k
        return (first, first + 1, first) if k > first and table.outcome(rest[first].lower) else None
    while k < len(rest) and rest[k].lower in before:
        k += 1
    if k >= len(rest) or rest[k].kind != "word" or rest[k].lower in stop:
        return None
    last = k + 1
    while last < len(rest) and last - k < 3 and _agrees(rest[k], rest[last], stop, table):
        last += 1
    return first, last, k


def _agrees(noun: Token, word: Token, stop: frozenset[str], table: Classes) -> bool:
    """An adjective after the noun agrees in number ("soldados norcoreanos"); a known verb form is none."""
    if word.kind != "word" or word.lower in stop or word.lower in table.verbs or word.lower in table.deponents:
        return False
    return word.text[:1].islower() and noun.lower.endswith("s") and word.lower.endswith("s") and table.noun(word.lower) is None


def _clause(rest: Sequence[Token], at: int) -> range:
    """Where to look after the noun: behind an apposition between commas, where one follows at once ("60 personas, entre ellas ..., ")."""
    if at < len(rest) and rest[at].text == ",":
        close = next((k for k in range(at + 1, min(at + 12, len(rest))) if rest[k].text in (",", ".", ";", ":")), None)
        if close is not None and rest[close].text == ",":
            return range(close + 1, min(close + 1 + _REACH // 2, len(rest)))
    return range(at, min(at + _REACH, len(rest)))


def _outcome(before: Sequence[Token], rest: Sequence[Token], at: int, table: Classes, noun: str) -> tuple[str, str] | None:
    """The nearest word in the clause that says what happened: after the noun first, then before the number."""
    for k in _clause(rest, at):
        token = rest[k]
        if token.kind == "numeral" or token.text in (",", ".", ";", ":"):
            break
        two = f"{token.lower} {rest[k + 1].lower}" if k + 1 < len(rest) else ""
        if two in table.deponents:
            return f"{token.text} {rest[k + 1].text}", table.deponents[two]
        klass = table.deponents.get(token.lower) or table.outcome(token.lower) or table.verbs.get(token.lower)
        if klass and not (token.lower in table.verbs and token.lower not in table.adjectives and token.lower not in table.deponents):
            return token.text, klass
    following = ""
    for token in reversed(before[-5:]):
        if token.kind == "numeral" or token.text in (",", ".", ";", ":"):
            break
        klass = table.verbs.get(token.lower) or table.deponents.get(token.lower)
        if klass is None and following == "a":  # "dejó heridas a 40 personas"
            klass = table.outcome(token.lower)
        following = token.lower
        if klass:
            return token.text, klass
    if len(before) > 1 and before[-1].lower == "de":  # "la muerte de al menos 150 personas"
        return table.happening(before[-2].lower, noun=noun)
    return None


def _toll(before: Sequence[Token], offset: int, table: Classes) -> Counted | None:
    """ "La cifra de muertos subió a 14"."""
    found = None
    for token in reversed(before[-_TOLL:]):
        if token.text in (".", ";", ":"):
            return None
        klass = table.tolls.get(token.lower)
        if klass is None and token.lower in table.number_of and found is not None:
            return found
        known = table.noun(token.lower) or table.outcome(token.lower)
        if known:
            found = Counted(offset + token.start, offset + token.end, token.text, token.lower, None, known)
        if klass:
            return Counted(offset + token.start, offset + token.end, token.text, token.lower, None, klass)
    return None
