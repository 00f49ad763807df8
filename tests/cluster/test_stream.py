"""Events as articles come in."""

from __future__ import annotations

import hypothesis
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.cluster import Features, Stream, features
from newsloom.cluster.familiar import FamiliarLines
from newsloom.settings import ClusterSettings
from tests.cluster.articles import CHESS, FIRE, OTHER_FIRE, WordHash, article

SETTINGS = ClusterSettings()
FOUND = features((*FIRE, *OTHER_FIRE, *CHESS), WordHash())


def test_articles_join_their_event_online() -> None:
    stream = Stream(SETTINGS)
    placed = {one.article: stream.place(one) for one in FOUND}
    assert placed["fire-1"].opened
    assert placed["fire-2"].event == placed["fire-3"].event == placed["fire-1"].event
    assert placed["fire-9"].opened and placed["fire-8"].event == placed["fire-9"].event != placed["fire-1"].event


def test_placing_twice_changes_nothing() -> None:
    stream = Stream(SETTINGS)
    first = stream.place(FOUND[0])
    again = stream.place(FOUND[0])
    assert again.event == first.event and not again.opened
    assert stream.events[first.event].members == ["fire-1"]


def test_a_resumed_stream_goes_on_as_if_it_had_never_stopped() -> None:
    whole = Stream(SETTINGS)
    placed = [whole.place(one) for one in FOUND]
    before = Stream(SETTINGS)
    half = [before.place(one) for one in FOUND[:3]]
    after = Stream(SETTINGS, before.background)
    kept = [Features.from_bytes(one.to_bytes()) for one in FOUND[:3]]
    after.resume((one, where.event, where.copy_of) for one, where in zip(kept, half, strict=True))
    assert [after.place(one).event for one in FOUND[3:]] == [where.event for where in placed[3:]]


def test_a_copy_is_named_and_speaks_once() -> None:
    stream = Stream(SETTINGS)
    prints = features([msgspec.structs.replace(FIRE[0], id=f"print-{n}") for n in range(5)], WordHash())
    placed = [stream.place(one) for one in prints]
    assert [where.copy_of for where in placed] == [None, *["print-0"] * 4]
    event = stream.events[placed[0].event]
    assert len(event.members) == 5 and event.voices == ["print-0"]


def test_old_events_leave_the_window() -> None:
    stream = Stream(SETTINGS)
    stream.place(FOUND[0])
    assert FOUND[0].day is not None
    assert stream.expire(FOUND[0].day + SETTINGS.window_days) == []
    assert len(stream.expire(FOUND[0].day + SETTINGS.window_days + 1)) == 1
    assert not stream.events and not stream.event_of and stream.window.candidates(next(iter(_weighed(stream)))) == []


def _weighed(stream: Stream):  # type: ignore[no-untyped-def]
    from newsloom.cluster.evidence import weigh

    yield weigh(FOUND[1], stream.background)


def test_a_merge_keeps_the_older_id() -> None:
    stream = Stream(SETTINGS)
    one, two = stream.place(FOUND[0]).event, stream.place(FOUND[3]).event
    stream.merge(one, two)
    assert list(stream.events) == [one] and set(stream.event_of.values()) == {one}


def test_features_of_another_form_are_refused() -> None:
    data = msgspec.msgpack.encode(msgspec.structs.replace(FOUND[0], form=999))
    with pytest.raises(msgspec.ValidationError):
        Features.from_bytes(data)


def test_figures_meet_however_they_are_written() -> None:
    pair = features(
        [
            article("a", "Nine people of 10,000 left; the wind was 6.1."),
            article("b", "Neuf personnes sur 10 000, vent 6,1.", language="fr"),
        ],
        WordHash(),
    )
    assert set(pair[0].numbers) == set(pair[1].numbers) == {"9", "10000", "6.1"}


def test_places_meet_over_languages() -> None:
    pair = features(
        [article("a", "He flew from Germany to Moscow."), article("b", "Il a volé de l'Allemagne à Moscou.", language="fr")], WordHash()
    )
    assert pair[0].places.keys() >= {"place:DE", "place:moscow,RU"} and pair[1].places.keys() >= {"place:DE", "place:moscow,RU"}


def test_lines_that_an_outlet_prints_everywhere_do_not_count() -> None:
    box = "Join the Morning Lantern and never miss a story from our newsroom again."
    pages = [
        article(f"p{n}", f"{box}\n{text}", outlet="lantern.example")
        for n, text in enumerate(("Goats ate the hedge.", "A tram stopped.", "Rain fell on Ostby."))
    ]
    found = features(pages, WordHash(), FamiliarLines())
    assert "lantern" in found[0].terms and "lantern" not in found[2].terms and "ostby" in found[2].terms


@hypothesis.settings(deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4), st.sampled_from(["en", "fr", "zh", "und", "xx-Latn"]))
def test_any_text_can_be_placed(texts: list[str], language: str) -> None:
    stream = Stream(SETTINGS)
    for one in features([article(str(n), text, text[:40], "2025-02-04", language) for n, text in enumerate(texts)], WordHash()):
        stream.place(Features.from_bytes(one.to_bytes()))
    assert sum(len(event.members) for event in stream.events.values()) == len(texts)
