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


def told(*made: tuple[Article, Annotations]) -> list[tuple[str | None, str]]:
    return [(entry.when.value, entry.text) for entry in timeline(*made)]


def test_a_sentence_makes_one_entry_dated_by_its_news_not_by_its_background() -> None:
    text = "Orrin Water admitted on Sunday that the dam which burst on 5 February had cracks."
    made = article("a", "2024-02-12", (text, "on Sunday", day("2024-02-11"), "date"))
    sentence = made[1].sentences[0]
    at = text.index("5 February")
    old = TimeExpression(start=at, end=at + 10, when=day("2024-02-05"))
    notes = Annotations(article="a", version="v", language="en", sentences=(sentence,), times=(*made[1].times, old))
    assert told((made[0], notes)) == [("2024-02-11", text)]


def test_what_only_says_which_thing_is_meant_dates_nothing() -> None:
    lead = ("Rescuers combed the mud of Orrin.", None, None, "date")
    for sentence, words in (
        ("Engineers said during Monday's flood the gate had jammed.", "Monday"),
        ("Mayor Vell, who turned 60 on Monday, thanked the rescuers.", "on Monday"),
        ("Vell has been mayor since 2019 of the lower town.", "since 2019"),
    ):
        value = "2019" if "since" in words else "2024-02-05"
        when = When(value=value, precision="year" if len(value) == 4 else "day", origin="inferred", earliest=value, latest=value)
        made = article("a", "2024-02-06", lead, (sentence, words, when, "since" if "since" in words else "date"))
        entries = told(made)
        assert [value for value, _ in entries] == ["2024-02-06"], sentence


def test_entries_stand_alone_without_pronouns_furniture_captions_or_speech() -> None:
    for sentence in (
        "She left the hospital of Orrin on Monday.",
        "We walked to the old dam on Monday and prayed.",
        "Getty Images Divers searched the harbour on Monday.",
        "Divers embrace beside the ruined dam on Monday.",
        "“Nothing was left of our street on Monday,” Vell said.",
        "Two divers hurt at Orrin Two divers hurt at Orrin dam were treated on Monday.",
    ):
        made = article("a", "2024-02-06", ("It rained.", None, None, "date"), (sentence, "Monday", day("2024-02-05"), "date"))
        assert told(made) == [], sentence


def test_a_dateline_is_no_part_of_an_entry() -> None:
    made = article("a", "2024-02-06", ("ORRIN, Varn (NWA) — " + FLOOD, "Monday", day("2024-02-05"), "date"))
    assert told(made) == [("2024-02-05", FLOOD)]


def test_nothing_lies_after_its_article_unless_it_looks_ahead() -> None:
    past = article("a", "2024-02-06", ("It rained.", None, None, "date"), (FLOOD, "Monday", day("2024-02-12"), "date"))
    assert told(past) == []
    plan = "Engineers will open the second gate on Monday."
    ahead = article("b", "2024-02-06", ("It rained.", None, None, "date"), (plan, "Monday", day("2024-02-12"), "date"))
    assert told(ahead) == [("2024-02-12", plan)]


def test_an_article_dated_months_late_makes_no_new_events_of_old_ones() -> None:
    entries = told(
        article("a", "2024-02-06", (FLOOD, "Monday", day("2024-02-05"), "date")),
        article("b", "2024-09-11", (FLOOD_AGAIN, "On Monday", day("2024-09-09"), "date")),
    )
    assert [value for value, _ in entries] == ["2024-02-05"]


def test_a_long_story_keeps_a_few_entries_of_each_day() -> None:
    verbs = ("collapsed", "burned", "flooded", "vanished", "reopened", "exploded")
    made = [
        article(f"n{k}", "2024-02-06", (f"Bridge Q{k}x near Town{k} {v} on Monday.", "Monday", day("2024-02-05"), "date"))
        for k, v in enumerate(verbs)
    ]
    assert len(timeline(*made)) <= 3
