"""How dates, values, people and verdicts read in a briefing (English)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import PurePath

from newsloom.records import ArticleCard, Assertion, CitedSentence, Speaker, StoryStatement, Value, When
from newsloom.render import joined

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
AGREEMENT = {
    "single": "reported once",
    "agree": "the versions agree",
    "compatible": "the versions fit together",
    "updated": "updated",
    "conflict": "the versions conflict",
    "disputed": "disputed",
    "unclear": "unclear",
}
HOW = {"credit": "credits", "dateline": "carries the dateline of", "copy": "copies", "rewrite": "rewrites", "cites": "cites"}
WHY_LEFT_OUT = {
    "teaser": "teasers of other stories",
    "navigation": "navigation and headings without content",
    "promotion": "newsletter, share and subscription boxes",
    "topic_card": "topic cards",
    "truncated": "text that is cut off",
    "credit": "credit lines",
    "duplicate": "text that was there already",
    "other": "other page furniture",
}
UNDATED = "undated: in the order in which such steps follow"
CLIP = 160  # characters of a passage in a note
_BEHIND = ("or", "ou", "o", "and", "plus", "oder")  # first words of qualifiers that follow the figure
OPENING = "“\"«„‘'「"
SECTIONS = (
    ("whats_happened", "What’s happened"),
    ("why_it_matters", "Why it matters"),
    ("what_the_papers_say", "What the papers say"),
    ("how_we_got_here", "How we got here"),
    ("topics", "More on these topics"),
)


def day(value: str | None) -> str:
    """ "2025-04-28" as "28 April 2025", "2025-04" as "April 2025"; anything else as it stands."""
    if not value:
        return "undated"
    parts = value[:10].split("-")
    try:
        numbers = [int(p) for p in parts]
    except ValueError:
        return value
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return value
    if len(numbers) == 1:
        return parts[0]
    month = MONTHS[numbers[1] - 1]
    return f"{month} {parts[0]}" if len(numbers) == 2 else f"{numbers[2]} {month} {parts[0]}"


def when(moment: When | None) -> str:
    """A time no more exact than it is known; an inferred one says so."""
    if moment is None:
        return "undated"
    if moment.value is None:
        return _between(moment)
    shown = day(moment.value)
    if moment.precision == "week":
        shown = f"week of {shown}"
    return f"{shown} (inferred)" if moment.origin == "inferred" else shown


def _between(moment: When) -> str:
    if moment.earliest and moment.latest:
        return day(moment.earliest) if moment.earliest == moment.latest else f"between {day(moment.earliest)} and {day(moment.latest)}"
    if moment.earliest:
        return f"not before {day(moment.earliest)}"
    # without an inference the only bound is the day of capture, which tells a reader nothing
    return f"by {day(moment.latest)} (inferred)" if moment.latest and moment.origin == "inferred" else "undated"


def span(first: str | None, last: str | None) -> str:
    """The days of a story."""
    if first and last and first != last:
        return f"{day(first)} to {day(last)}"
    return day(first or last)


def source(article: ArticleCard) -> str:
    """The outlet's name, else its domain, else the file or address that held the article."""
    if article.outlet and (article.outlet.name or article.outlet.domain):
        return article.outlet.name or article.outlet.domain or ""
    return place(article)


def place(article: ArticleCard) -> str:
    """The file's name (or the address) and the item inside it."""
    name = article.input if "://" in article.input else PurePath(article.input).name or article.input
    return f"{name}#{article.item}" if article.item else name


def number(value: float) -> str:
    """1200000.0 as "1,200,000"; up to four decimals."""
    return f"{int(value):,}" if value == int(value) and abs(value) < 1e15 else f"{value:,.4f}".rstrip("0").rstrip(".")


def value(it: Value) -> str:
    """A value with its bounds and what it counts: "at least 1,000 of 11,000 troops", "1/4 of the electricity"."""
    if it.unit == "share" and it.low is not None and it.low == it.high:
        shown = " of ".join(x for x in (_with(it.qualifier or "", _fraction(it.low)), it.counts) if x)
        return " ".join(x for x in (shown, it.period) if x) + (f" ({it.mode})" if it.mode != "actual" else "")
    unit = _unit(it)
    named = "" if it.counts and _says(it.counts, unit) else unit
    shown = " ".join(x for x in (_bounds(it), named, it.counts) if x)
    if it.of is not None and (it.of.low is not None or it.of.high is not None):
        whole = it.of.low if it.of.low is not None else it.of.high
        shown += f" of {number(whole or 0)}"
    return " ".join(x for x in (shown, it.period) if x) + (f" ({it.mode})" if it.mode != "actual" else "")


def _fraction(share: float) -> str:
    """0.25 as "1/4"; what is no plain fraction in percent."""
    plain = Fraction(share).limit_denominator(10)
    return str(plain) if abs(float(plain) - share) < 0.002 else f"{number(round(100 * share, 1))} %"


def _bounds(it: Value) -> str:
    written = it.qualifier or ""
    written = written[:1].lower() + written[1:]
    if it.low is None and it.high is None:
        return written
    if it.vague and it.low is not None:
        told = f"{number(it.low)}–{number(it.high)}" if it.high is not None else f"{number(it.low)} or more"
        return f"{written} (taken as {told})" if written else f"{told} (in words)"
    if it.low is not None and it.high is not None:
        exact = number(it.low) if it.low == it.high else f"{number(it.low)}–{number(it.high)}"
        return _with(written, exact)
    one = it.low if it.low is not None else it.high
    mark = (">" if it.low_open else "≥") if it.low is not None else ("<" if it.high_open else "≤")
    return _with(written, number(one or 0)) if written else f"{mark} {number(one or 0)}"


def _with(written: str, exact: str) -> str:
    """A figure with its qualifier, "or more" behind it."""
    return f"{exact} {written}" if written.split(" ")[0] in _BEHIND else f"{written} {exact}".strip()


def _unit(it: Value) -> str:
    return {"percent": "%", "percentage_point": "percentage points", "share": "(share)"}.get(it.unit or "", it.unit or "")


def _says(counts: str, unit: str) -> bool:
    """Whether the counted noun names the unit already ("cubic metres", "euros")."""
    told = counts.casefold()
    if len(unit) == 3 and unit.isupper():
        return any(told == name or told == name.rsplit(None, 1)[-1] for name in _currency(unit))
    return bool(unit) and told.startswith(unit.casefold()[:-1])


@cache
def _currency(code: str) -> tuple[str, ...]:
    """Plural names of a currency, in the languages that are read (Unicode CLDR)."""
    from babel.numbers import get_currency_name

    return tuple(get_currency_name(code, count=2, locale=language).casefold() for language in ("en", "fr", "es", "de", "it", "pt"))


def who(assertion: Assertion) -> str:
    """Whom an assertion is credited to, by way of whom."""
    name = assertion.attributed_to or "the article itself"
    return f"{name} (via {', '.join(assertion.via)})" if assertion.via else name


def speaker(it: Speaker) -> str:
    """Name and role, as the article gives them."""
    name = it.name or it.entity or "someone unnamed"
    return f"{name}, {it.role}" if it.role and it.role.lower() not in name.lower() else name


def content(statement: StoryStatement, article: ArticleCard | None) -> str:
    """The words of a statement. Quotation marks only around what the source itself puts in quotation marks without a break; a gap
    between two quotes shows as " … "."""
    words = statement.content.strip()
    before, source = _source(statement, article)
    found = joined.pieces(words, source)
    quoted = statement.form == "direct" and not any(mark in words for mark in '“”"«»„')
    shown = [f"“{run}”" if quoted and at >= 0 and (before + source[:at]).rstrip()[-1:] in tuple(OPENING) else run for run, at in found]
    marks = [joined.GAP if gap else " " for gap in joined.gaps(found, source)]
    return "".join(x for pair in zip(shown, [*marks, ""], strict=True) for x in pair)


def _source(statement: StoryStatement, article: ArticleCard | None) -> tuple[str, str]:
    """What stands before a statement's passage, as far as it is known, and the passage that holds it."""
    held = [p for p in statement.passages if statement.content.strip() in p.text] or list(statement.passages[:1])
    if not held:
        return "", ""
    known = article is not None and article.text is not None and article.version == held[0].version
    return (article.text or "")[: held[0].start] if known and article else "", held[0].text


def glossed(sentence: CitedSentence) -> list[tuple[str, str | None]]:
    """The runs of a sentence, each with the gloss that comes after it ("13 March 2015", "harbour master Ada Quill") or None."""
    runs: list[tuple[str, str | None]] = []
    at = 0
    for gloss in sentence.glosses:
        added = gloss.who.text if gloss.who else day(gloss.when.value) if gloss.when and gloss.when.value else None
        if added and at <= gloss.at <= len(sentence.text):
            runs.append((sentence.text[at : gloss.at], added))
            at = gloss.at
    return [*runs, (sentence.text[at:], None)]


def credit(sentence: CitedSentence) -> str | None:
    """Whom to name after a sentence that does not itself name whoever says it; None where it does."""
    name = sentence.attributed_to
    if not name:
        return None
    said = {w.strip(".,;:’'()") for w in re.split(r"[\s’']", sentence.text.lower())}
    last = name.lower().split()[-1]
    return None if name.lower() in sentence.text.lower() or last in said else name


def clipped(passage: str) -> str:
    """The beginning of a passage, cut between words; the cut shows as "[…]"."""
    if len(passage) <= CLIP:
        return passage
    return passage[:CLIP].rsplit(None, 1)[0].rstrip(",;:") + " […]"


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
