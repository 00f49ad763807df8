"""Which of two readings of one article is the newer one."""

from __future__ import annotations

from newsloom.extract import newer
from newsloom.records import Article, When


def version(text: str, published: str | None = None, modified: str | None = None, **more: object) -> Article:
    return Article(
        id="a",
        version=text,
        input=text,
        first_seen="2025-01-01T00:00:00Z",
        text=text,
        published=When(value=published, precision="day", origin="metadata") if published else When(),
        modified=When(value=modified, precision="day", origin="metadata") if modified else None,
        **more,  # type: ignore[arg-type]
    )


def test_the_later_change_wins_whatever_was_read_last() -> None:
    changed, first = version("new", "2025-05-03", "2025-05-04"), version("old", "2025-05-03")
    assert newer(changed, first) is newer(first, changed) is changed


def test_what_was_read_later_stands_where_no_date_decides() -> None:
    one, other = version("one", "2025-05-03"), version("other", "2025-05-03")
    assert newer(one, other) is other
    assert newer(version("a"), other) is other


def test_a_cut_text_does_not_displace_a_whole_one() -> None:
    whole, cut = version("whole"), version("cut", partial=True)
    assert newer(whole, cut) is newer(cut, whole) is whole
