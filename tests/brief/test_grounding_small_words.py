"""Small words that turn what a passage says are seen; the same things said otherwise pass."""

from __future__ import annotations

import pytest

from newsloom.brief.grounding import Context, Source, check

ORE = "Only members of the guild of Velm may use the old quay until June."
CROSSING = "The ferry Halcyon crosses the bay in 40 minutes, twice as fast as the old one, Orrin Ferries says."
SALES = "Sales of the shipyard Tarn fell by 9 percent to 2.3 billion crowns."
FIRE = "It was the fifth fire at the Tarn yard since May, Ada Quill said."
COURT = "A court in Velm ordered Orrin Ferries to pay 3 million crowns to 900 passengers."
TRADE = "Sorland sold 30 cranes to Belmark for 7 million crowns."


def faults(sentence: str, passage: str) -> list[str]:
    return [f.kind for f in check(sentence, [Source(text=passage, language="en", days=frozenset())], Context())]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Only members of the guild of Velm may use the old quay from June.", ORE),
        ("The ferry Halcyon crosses the bay in 40 hours, Orrin Ferries says.", CROSSING),
        ("The ferry Halcyon crosses the bay in 40 minutes, half as fast as the old one, Orrin Ferries says.", CROSSING),
        ("Sales of the shipyard Tarn fell to 9 percent.", SALES),
        ("It was the sixth fire at the Tarn yard since May, Ada Quill said.", FIRE),
        ("It was the fifth fire at the Tarn yard before May, Ada Quill said.", FIRE),
        ("A court in Velm ordered Orrin Ferries to pay 3 million crowns to each of 900 passengers.", COURT),
        ("Sorland will sell 30 cranes to Belmark for 7 million crowns.", TRADE),
    ],
)
def test_a_small_word_turns_a_sentence(sentence: str, passage: str) -> None:
    assert faults(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Until June, only members of the guild of Velm may use the old quay.", ORE),
        ("The ferry Halcyon needs 40 minutes to cross the bay, Orrin Ferries says.", CROSSING),
        ("Sales of the shipyard Tarn dropped 9 percent to 2.3 billion crowns.", SALES),
        ("Ada Quill said it was the fifth fire at the Tarn yard since May.", FIRE),
        ("Orrin Ferries must pay 3 million crowns to 900 passengers, a court in Velm ruled.", COURT),
        ("Belmark bought 30 cranes from Sorland for 7 million crowns.", TRADE),
    ],
)
def test_the_same_said_otherwise_passes(sentence: str, passage: str) -> None:
    assert faults(sentence, passage) == []
