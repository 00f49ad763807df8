"""What keeps two sayings apart, however alike their words are; and how sure a join has to be."""

from __future__ import annotations

from newsloom.annotate import annotate
from newsloom.compare.claims import across, align, event_signs
from newsloom.compare.claims.match import Matcher
from newsloom.compare.entities import canon
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.keys import of_story
from newsloom.settings import Settings
from newsloom.text.vectors import embedder
from tests.compare.stories import article


def _items(*texts: str) -> tuple[list[Item], Matcher, dict[int, str]]:
    read = [article(f"o{n}", "2026-03-01", text) for n, text in enumerate(texts)]
    notes = annotate(read, Settings().annotate)
    items = gather(read, notes, of_story(notes, canon(notes)))
    told = {n: read[i.article].text[i.start : i.end] for n, i in enumerate(items)}
    return list(items), align.matcher(items, read, embedder()), told


def _at(told: dict[int, str], words: str) -> int:
    return next(n for n, text in told.items() if words in text)


def test_what_is_called_for_is_not_what_was_done() -> None:
    items, _, told = _items("Ilka Brandt resigned on Monday.", "The union called for Ilka Brandt to resign.")
    done, asked = _at(told, "resigned"), _at(told, "to resign")
    assert {items[done].modality, items[asked].modality} == {"asserted", "asked"}
    assert event_signs.barred(items[done], items[asked])


def test_who_grants_one_thing_and_denies_another_said_two_things() -> None:
    items, _, told = _items("The ministry confirmed that it had received the report but denied that it had hidden the report.")
    granted, denied = _at(told, "received"), _at(told, "hidden")
    assert event_signs.barred(items[granted], items[denied])


def test_a_denial_weighs_only_beside_what_it_can_be_a_denial_of() -> None:
    names = event_signs.EVENTS
    items, matcher, told = _items(
        "Brask Energy denied that the dam was unsafe.",
        "The dam was unsafe, a former engineer said. Tickets for the concert went on sale.",
    )
    denied = _at(told, "the dam was unsafe")

    def against(other: int) -> float:
        assert matcher.sense is not None
        return event_signs.of_events(items[denied], items[other], denied, other, matcher.sense)[names.index("against")]

    answered = next(n for n, text in told.items() if items[n].article == 1 and "unsafe" in text)
    beside = next(n for n, text in told.items() if "Tickets" in text)
    assert against(answered) == 1.0
    assert against(beside) < 0.5


def test_one_unlikely_pair_keeps_groups_apart_whatever_the_mean() -> None:
    items, _, _ = _items("A fire broke out in Tolvar on Monday. Orla Venn bought a ship. Police closed the bridge.")
    likely = {(0, 2): 0.9, (1, 2): 0.25}
    assert across._joined(items, [0, 1], [2], lambda a, b: likely[a, b]) is None
    assert across._joined(items, [0, 1], [2], lambda a, b: {**likely, (1, 2): 0.35}[a, b]) is not None


def test_where_someone_denies_it_less_is_asked_but_not_nothing() -> None:
    items, _, told = _items("Brask Energy denied that the dam was unsafe.", "Orla Venn bought a ship. Police closed the bridge.")
    assert _at(told, "unsafe") == 0
    assert across._joined(items, [0], [1, 2], lambda a, b: {(0, 1): 0.8, (0, 2): 0.1}[a, b]) is not None
    assert across._joined(items, [0], [1, 2], lambda a, b: {(0, 1): 0.8, (0, 2): 0.05}[a, b]) is None
