"""One article out of its pages."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsloom.extract import gaps, identity, measure
from newsloom.extract.walls import NEXT, PERHAPS
from newsloom.records import Article

_REPEATED = 20  # letters of a line that a later page has again: a summary, a line about the writer


def joined(pages: Sequence[Article], *, whole: bool) -> Article:
    """The article that stands on several pages.

    Args:
        pages: the articles of its pages, in order; the first gives all but text, length and whether it is cut.
        whole: whether the last page was reached.

    Returns:
        The first page's article with the text of all; lines that stand on an earlier page already are left out of later ones.
    """
    first, text = pages[0], pages[0].text
    seen = {gaps.key(line) for line in text.split("\n")}
    for page in pages[1:]:
        lines = [line for line in page.text.split("\n") if len(key := gaps.key(line)) <= _REPEATED or key not in seen]
        seen |= {gaps.key(line) for line in lines}
        text = "\n".join([text, *lines])
    metadata = {name: value for name, value in first.metadata.items() if name != PERHAPS and not (whole and name == NEXT)}
    return msgspec.structs.replace(
        first,
        id=first.id if first.url else identity.article_id(url=None, outlet=None, input=first.input, title=first.title, text=text),
        version=identity.version_id(text),
        text=text,
        words=first.words + measure.words(text[len(first.text) :]),
        partial=not whole or pages[-1].partial,
        metadata=metadata | {"pages": str(len(pages))},
    )
