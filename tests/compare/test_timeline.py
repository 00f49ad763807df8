"""The timeline: one entry an event, in order, with honest dates and passages that are slices."""

from __future__ import annotations

from newsloom.compare.timeline import build
from newsloom.records import Annotations, Article, Sentence, TimeExpression, When


def day(value: str) -> When:
    return When(value=value, precision="day", origin="inferred", earliest=value, latest=value)


def article(name: str, published: str | None, *parts: tuple[str, str | None, When | None, str]) -> tuple[Article, Annotations]:
    """An article out of (sentence, words that say when, when, kind)."""
    text, sentences, times = "", [], []
    for sentence, words, when, kind in parts:
        start = len(text)
        text += sentence + " "
        sentences.append(Sentence(start=start, end=start + len(sentence), paragraph=0))
        if words is not None and when is not None:
            at = start + sentence.index(words)
            times.append(TimeExpression(start=at, end=at + len(words), when=when, kind=kind))  # type: ignore[arg-type]
    when = When(value=published, precision="day", origin="metadata") if published else When()
    made = Article(id=name, version="v", input=name, first_seen="2024-06-01T00:00:00Z", text=text, language="en", published=when)
    return made, Annotations(article=name, version="v", language="en", sentences=tuple(sentences), times=tuple(times))


def timeline(*made: tuple[Article, Annotations]):  # type: ignore[no-untyped-def]
    return build([a for a, _ in made], [n for _, n in made])


FLOOD = "The Orrin dam burst on Monday and flooded the lower town."
FLOOD_AGAIN = "On Monday the Orrin dam burst, and the lower town was flooded."


def test_two_papers_on_one_event_make_one_entry_with_both_passages() -> None:
    entries = timeline(
        article("a", "2024-02-06", (FLOOD, "Monday", day("2024-02-05"), "date")),
        article("b", "2024-02-07", (FLOOD_AGAIN, "On Monday", day("2024-02-05"), "date")),
    )
    (entry,) = entries
    assert entry.when.value == "2024-02-05"
    assert {p.article for p in entry.passages} == {"a", "b"}
    assert entry.text == entry.passages[0].text


def test_entries_stand_in_order_of_what_happened_not_of_printing() -> None:
    entries = timeline(
        article("late", "2024-03-01", ("The inquiry named the builder on 20 January.", "20 January", day("2024-01-20"), "date")),
        article("early", "2024-02-06", (FLOOD, "Monday", day("2024-02-05"), "date")),
    )
    assert [e.when.value for e in entries] == ["2024-01-20", "2024-02-05"]


def test_a_lead_is_dated_by_its_article_and_an_undated_one_is_not() -> None:
    lead = "Marchers filled the old harbour square."
    assert [e.when.value for e in timeline(article("a", "2024-02-06", (lead, None, None, "date")))] == ["2024-02-06"]
    assert timeline(article("a", None, (lead, None, None, "date"))) == ()


def test_a_month_without_its_year_is_told_last_and_no_year_is_made_up() -> None:
    entries = timeline(
        article(
            "a",
            None,
            ("Since December, Eastmark has sent 900 recruits.", "Since December", When(precision="month", origin="text"), "since"),
            ("The treaty was signed in 2019 at Varn.", "2019", When(value="2019", precision="year", origin="text"), "date"),
        )
    )
    assert [e.when.value for e in entries] == ["2019", None]
    assert entries[1].text.startswith("Since December")


def test_the_first_since_december_tells_nothing_of_december() -> None:
    since = When(value="2023-12", precision="month", origin="inferred", earliest="2023-12-01", latest="2023-12-31")
    entries = timeline(article("a", None, ("It was the first such strike since December.", "since December", since, "since")))
    assert entries == ()


def test_questions_and_scraps_are_no_events() -> None:
    entries = timeline(
        article("a", None, ("Did it begin in 2019 at Varn?", "2019", When(value="2019", precision="year", origin="text"), "date")),
        article("b", None, ("Since 2019.", "2019", When(value="2019", precision="year", origin="text"), "date")),
    )
    assert entries == ()


def test_passages_are_slices() -> None:
    made = article("a", "2024-02-06", ("   " + FLOOD, "Monday", day("2024-02-05"), "date"))
    (entry,) = timeline(made)
    for passage in entry.passages:
        assert made[0].text[passage.start : passage.end] == passage.text == passage.text.strip()
