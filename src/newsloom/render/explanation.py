"""Why a claim is as it is, for people: what joined each version, which rule judged each pair, what would change the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsloom.errors import UsageError
from newsloom.records import Article, ArticleCard, Explanation
from newsloom.render import contract, words
from newsloom.render.clean import markdown
from newsloom.render.clean import text as clean

_MOST = 30  # pairs told; the rest is in the JSON form


def explanation(found: Explanation, articles: Mapping[str, Article], format: str = "table") -> str:
    """The explanation as "json", or as text ("table", "term", "md").

    Args:
        articles: the story's articles by id, to name outlets.

    Raises:
        UsageError: no such format.
    """
    if format == "json":
        return contract.dump({"schema": "newsloom.explanation/1", **contract.plain(found)})
    if format not in ("table", "term", "md"):
        raise UsageError(f"explanations have no format {format!r}: choose table or json")
    safe = markdown if format == "md" else clean
    return "\n".join(f"{indent}{safe(line)}" if line else "" for indent, line in _lines(found, articles)) + "\n"


def _lines(found: Explanation, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    claim = found.claim
    yield from (("", claim.text), ("", f"{words.AGREEMENT[claim.agreement]}: {claim.why}"), ("", ""), ("", "Versions"))
    for one in found.joined:
        assertion = claim.assertions[one.assertion]
        said = f"{words.value(assertion.value)}, " if assertion.value else ""
        where = _outlet(assertion.article, articles)
        quoted = words.clipped(assertion.passages[0].text) if assertion.passages else ""
        yield f"  {one.assertion}. ", f"{said}{words.who(assertion)} ({assertion.stance}), {where}: {quoted}"
        score = f" (score {one.score:.2f}, joins from {found.threshold:.2f})" if one.score is not None else ""
        tied = f"joined to version {one.to}{score}: " if one.to is not None else ""
        yield "     ", f"{tied}{'; '.join(one.evidence)}"
    if found.rulings:
        yield from (("", ""), ("", "Pairs"))
    for number, ruling in enumerate(found.rulings[:_MOST]):
        mark = "> " if number == found.decides else "  "
        yield f"{mark}{ruling.a}, {ruling.b}: ", f"{ruling.is_}: {ruling.why}"
        yield "     ", f"rule: {ruling.rule}. It would change if: {ruling.turns}" if ruling.turns else f"rule: {ruling.rule}"
    if len(found.rulings) > _MOST:
        yield "  ", f"{len(found.rulings) - _MOST} more pairs in the JSON form"


def _outlet(id: str, articles: Mapping[str, Article]) -> str:
    article = articles.get(id)
    if article is None:
        return id
    card = ArticleCard(**{f: getattr(article, f) for f in ArticleCard.__struct_fields__})
    return words.source(card) + (f" ({words.when(article.published)})" if article.published.value else "")
