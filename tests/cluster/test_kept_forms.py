"""Lists of the index and sketches of events come back as they were, from the short form and from that of older desks."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.cluster.linking import Sketch
from newsloom.cluster.postings import Postings

IDS = st.text("0123456789abcdef", min_size=16, max_size=16)
NAMES = IDS | st.text(max_size=20) | st.sampled_from(["00 11 22 33 44 55", "ABCDEF0123456789", ""])
WEIGHTS = st.floats(0, 1) | st.just(1.0)


class Kept(dict[str, bytes]):
    def pages(self, keys: list[str]) -> dict[str, bytes]:
        return {key: self[key] for key in keys if key in self}


@given(st.lists(st.tuples(NAMES, WEIGHTS), max_size=12) | st.lists(st.tuples(IDS, WEIGHTS), max_size=12))
def test_a_list_comes_back(entries: list[tuple[str, float]]) -> None:
    first = Postings(Kept())
    first.load(["k"])
    for name, weight in entries:
        first.add("k", name, weight, 100)
    second = Postings(Kept(first.drain()))
    second.load(["k"])
    assert list(second.get("k")) == entries


def test_lists_of_ids_are_short_and_older_ones_are_read() -> None:
    old = msgspec.msgpack.encode([(f"{n:016x}", 0.5 + n / 10) for n in range(4)])
    lists = Postings(Kept(k=old))
    lists.load(["k"])
    lists.add("k", "f" * 16, 0.25, 100)
    new = lists.drain()["k"]
    assert len(lists.get("k")) == 5 and len(new) == 81
    with pytest.raises(msgspec.DecodeError):
        Postings(Kept(k=new[:-3])).load(["k"])


WORDS = st.dictionaries(st.text(max_size=8), st.floats(0, 40).map(lambda weight: round(weight, 4)), max_size=9)


@given(st.dictionaries(st.sampled_from(["en", "fr"]), WORDS), st.dictionaries(st.text(max_size=8), st.floats(0, 1), max_size=5))
def test_a_sketch_comes_back(words: dict[str, dict[str, float]], names: dict[str, float]) -> None:
    places = frozenset({"place:ordway,US"})
    made = Sketch(
        form=2,
        language="en",
        id="e1",
        names=names,
        core=names,
        words=words,
        vector=b"\0\1" * 512,
        places=places,
        lead_places=frozenset(),
        days=frozenset({20000, -3}),
        printed=frozenset(),
        voices=2,
    )
    assert Sketch.from_bytes(made.to_bytes()) == made
    older = msgspec.msgpack.encode(msgspec.structs.replace(made, form=1))
    assert Sketch.from_bytes(older) == made
    assert Sketch.from_bytes(msgspec.msgpack.encode(msgspec.structs.replace(made, form=9))) is None
