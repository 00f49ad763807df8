"""One article held against a desk, for a terminal, as Markdown, HTML or JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newsloom.errors import UsageError
from newsloom.records import Check, Finding, Record
from newsloom.render import clean, contract, words

_MOST = 6  # passages shown under a finding
FINDINGS = {
    "contradicted": "contradicted",
    "quoted_differently": "quoted differently",
    "other_attribution": "attributed to someone else",
    "newer_figure": "a newer figure is known",
    "supported": "supported",
    "unknown": "nothing known",
}


class Row(Record, frozen=True, kw_only=True):
    """A finding as a face shows it; `there`: (outlet and day, passage) of each of the desk's articles that decide."""

    kind: str
    label: str
    claim: str
    why: str
    count: str
    there: tuple[tuple[str, str], ...]


def check(found: Check, format: str = "term") -> str:
    """The findings as "json" (the contract's form), "md", "html" or "term".

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump(contract.without_text(found))
    if format == "html":
        from newsloom.render import html

        return html.check(title(found), summary(found), rows(found))
    if format not in ("md", "term"):
        raise UsageError(f"a check has no format {format!r}: choose md, html, json or term")
    marked = format == "md"
    safe = clean.markdown if marked else clean.text
    lines = [f"# {safe(title(found))}" if marked else safe(title(found)), "", safe(summary(found))]
    for row in rows(found):
        lines += ["", f"- **{row.label}**: {safe(row.claim)}" if marked else f"{row.label.upper()}: {safe(row.claim)}"]
        lines += [f"  - {safe(text)}" for text in (row.why, row.count) if text]
        lines += [f"  - {safe(source)}: {safe(text)}" for source, text in row.there]
    return "\n".join(lines) + "\n"


def title(found: Check) -> str:
    return found.article.title or words.place(found.article)


def summary(found: Check) -> str:
    """How many findings of each kind, and what of the language is not read, so not checked."""
    counts: Counter[str] = Counter(f.finding for f in found.findings)
    told = [f"{counts[kind]} {name}" for kind, name in FINDINGS.items() if counts[kind]]
    line = f"{words.plural(len(found.findings), 'claim')} checked: {', '.join(told)}." if told else "No claim was read out of this text."
    return f"{line} {found.not_read} None of that was checked." if found.not_read else line.removesuffix(".") if told else line


def rows(found: Check) -> list[Row]:
    """The findings as a face shows them, those that need a look first."""
    order = list(FINDINGS)
    listed = sorted(found.findings, key=lambda f: order.index(f.finding))
    return [
        Row(
            kind=f.finding,
            label=FINDINGS[f.finding],
            claim=f.claim,
            why=f.why,
            count=words.plural(f.independent_sources, "independent source") if f.there else "",
            there=tuple(_there(f, found)),
        )
        for f in listed
    ]


def _there(finding: Finding, found: Check) -> Iterator[tuple[str, str]]:
    """(outlets and days, passage): outlets that print the same words share a line."""
    cards = {card.id: card for card in found.sources}
    printed: dict[str, list[str]] = {}
    for passage in finding.there:
        card = cards.get(passage.article)
        day = f" ({words.when(card.published)})" if card and card.published.value else ""
        printed.setdefault(passage.text, []).append(f"{words.source(card)}{day}" if card else passage.article)
    for text, outlets in list(printed.items())[:_MOST]:
        yield "; ".join(dict.fromkeys(outlets)), words.clipped(text)
