"""What changed in a story, for a terminal, as Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsloom.errors import UsageError
from newsloom.records import Article, ArticleCard, Assertion, Changes, Passage
from newsloom.render import contract, words
from newsloom.render.clean import markdown
from newsloom.render.clean import text as clean


def changes(found: Changes, articles: Mapping[str, Article], format: str = "term") -> str:
    """What changed as "json" (the contract's form), "md" or "term".

    Args:
        articles: the story's articles by id, to name outlets.

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump(found)
    if format not in ("md", "term"):
        raise UsageError(f"changes have no format {format!r}: choose md, json or term")
    safe = markdown if format == "md" else clean
    lines = list(_lines(found, articles))
    shown = [_heading(mark, safe(text), format) if mark == "#" else f"{mark}{safe(text)}" for mark, text in lines]
    return "\n".join(shown).strip() + "\n"


def _heading(_mark: str, text: str, format: str) -> str:
    return f"\n## {text}\n" if format == "md" else f"\n{text}"


def _lines(found: Changes, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """Lines as (mark before it, text): "#" for a heading, "- " and "  - " for items, "" for a line of its own."""
    yield "#", f"{found.story.title}: what changed from {words.day(found.since)} to {words.day(found.until)}"
    text = {c.id: c.title for c in found.claims}
    parts = (*_values(found, text, articles), *_standings(found, text, articles), *_claims(found, articles), *_rest(found, articles))
    yield from parts or [("", "Nothing new.")]


def _values(found: Changes, text: Mapping[str, str], articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    if found.changed_values:
        yield "#", "Figures that changed"
    for one in found.changed_values:
        yield "- ", text.get(one.claim, one.claim)
        yield from (("  - ", f"was: {_version(a, articles)}") for a in one.before)
        yield from (("  - ", f"now: {_version(a, articles)}") for a in one.after)


def _standings(found: Changes, text: Mapping[str, str], articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    if found.moved_standings:
        yield "#", "Standings that moved"
    for one in found.moved_standings:
        yield "- ", f"{text.get(one.claim, one.claim)}: {one.from_ or 'no standing'} → {one.to}"
        yield from (("  - ", _quoted(p, articles)) for p in one.passages)


def _claims(found: Changes, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    if found.new_claims:
        yield "#", "New claims"
    for claim in found.new_claims:
        yield "- ", f"{claim.text} ({words.AGREEMENT[claim.agreement]})"
        yield from (("  - ", _version(a, articles)) for a in claim.assertions[:6])


def _rest(found: Changes, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    if found.corrections:
        yield "#", "Corrected by the outlet"
    for one in found.corrections:
        yield "- ", _outlet(one.article, articles)
        yield "  - ", f"before: {one.before.text}"
        yield "  - ", f"after: {one.after.text}"
    if found.new_speakers:
        yield "#", "Speaking for the first time"
        yield from (("- ", name) for name in found.new_speakers)
    if found.new_articles:
        yield "#", "New articles"
        yield from (("- ", f"{_outlet(id, articles)}: {_title(id, articles)}") for id in found.new_articles)


def _version(it: Assertion, articles: Mapping[str, Article]) -> str:
    said = f"{words.value(it.value)}, " if it.value else ""
    return f"{said}{words.who(it)}, {_quoted(it.passages[0], articles)}" if it.passages else f"{said}{words.who(it)}"


def _quoted(passage: Passage, articles: Mapping[str, Article]) -> str:
    return f"{_outlet(passage.article, articles)}: {words.clipped(passage.text)}"


def _outlet(id: str, articles: Mapping[str, Article]) -> str:
    article = articles.get(id)
    if article is None:
        return id
    card = ArticleCard(**{f: getattr(article, f) for f in ArticleCard.__struct_fields__})
    day = f" ({words.when(article.published)})" if article.published.value else ""
    return f"{words.source(card)}{day}"


def _title(id: str, articles: Mapping[str, Article]) -> str:
    article = articles.get(id)
    return (article.title if article else None) or "no title"


__all__ = ["changes"]
