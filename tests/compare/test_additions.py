"""What each paper adds to a story, and what it leaves out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsloom.compare.additions import of_story
from newsloom.records import (
    Article,
    Assertion,
    Claim,
    Derivation,
    OriginGroup,
    Outlet,
    Passage,
    Provenance,
    Relation,
    Speaker,
    StoryStatement,
)
from tests.compare import stories


def article(id: str, outlet: str | None, text: str = "", language: str = "en") -> Article:
    name = Outlet(name=outlet) if outlet else None
    return Article(id=id, version="1", input=id, first_seen="2025-01-01T00:00:00Z", text=text, language=language, outlet=name)


def provenance(*groups: str, copies: tuple[tuple[str, str], ...] = ()) -> Provenance:
    """Origins, one a string of article ids; `copies`: (article, the one it copies)."""
    return Provenance(
        reports=sum(map(len, groups)),
        independent_sources=len(groups),
        origins=tuple(OriginGroup(name=None, articles=tuple(group)) for group in groups),
        derivations=tuple(Derivation(article=a, from_=b, from_article=b, how="copy", confidence=1.0, passages=()) for a, b in copies),
    )


def claim(id: str, holders: str, conflicts: tuple[tuple[int, int], ...] = ()) -> Claim:
    said = tuple(
        Assertion(article=h, attributed_to=None, via=(), stance="asserts", value=None, as_of=None, passages=(passage(h),)) for h in holders
    )
    relations = tuple(Relation(a=a, b=b, is_="conflict", why="they cannot both be true") for a, b in conflicts)
    return Claim(
        id=id,
        text=id,
        kind="quantity",
        agreement="single",
        why="",
        reports=len(holders),
        independent_sources=1,
        assertions=said,
        relations=relations,
        standing=(),
    )


def passage(id: str) -> Passage:
    return Passage(article=id, version="1", start=0, end=1, text="x")


def statement(id: str, name: str | None, kind: str = "person") -> StoryStatement:
    speaker = Speaker(name=name, entity=name, role=None, kind=kind)  # type: ignore[arg-type]
    return StoryStatement(
        speaker=speaker, cue="said", content="it is so", form="indirect", modality="asserted", via=(), article=id, passages=(passage(id),)
    )


THREE = [article("a", "Ansel Post"), article("b", "Quay Herald"), article("c", "Sound Courier")]
APART = provenance("a", "b", "c")


def test_a_claim_of_one_outlet_is_its_own() -> None:
    found = of_story(THREE, [claim("one", "a"), claim("two", "ab")], [], APART)
    assert [x.only_claims for x in found] == [("one",), (), ()]


def test_what_only_its_copies_have_is_still_its_own() -> None:
    found = of_story(THREE, [claim("one", "ab")], [], provenance("ab", "c", copies=(("b", "a"),)))
    assert [x.only_claims for x in found] == [("one",), (), ()]


def test_the_odd_one_out_departs() -> None:
    found = of_story(THREE, [claim("dead", "abc", ((0, 2), (1, 2)))], [], APART)
    assert [[d.claim for d in x.departs] for x in found] == [[], [], ["dead"]]
    departure = found[2].departs[0]
    assert {p.article for p in departure.here} == {"c"} and {p.article for p in departure.there} == {"a", "b"}


def test_one_against_one_both_depart() -> None:
    found = of_story(THREE, [claim("dead", "ab", ((0, 1),))], [], APART)
    assert [len(x.departs) for x in found] == [1, 1, 0]


def test_speakers_that_one_outlet_quotes() -> None:
    said = [statement("a", "Marit Vold"), statement("b", "Ole Brandt"), statement("c", "Ole Brandt"), statement("a", None)]
    found = of_story(THREE, [], said, APART)
    assert [x.only_speakers for x in found] == [("Marit Vold",), (), ()]


def test_a_paper_that_is_cited_is_no_speaker() -> None:
    assert all(not x.only_speakers for x in of_story(THREE, [], [statement("a", "Reuters", "organisation")], APART))


def test_what_two_others_have_is_left_out() -> None:
    found = of_story(THREE, [claim("one", "bc"), claim("two", "b")], [], APART)
    assert [x.leaves_out for x in found] == [("one",), (), ()]


def test_two_copies_are_no_two_others() -> None:
    found = of_story(THREE, [claim("one", "bc")], [], provenance("a", "bc", copies=(("c", "b"),)))
    assert found[0].leaves_out == ()


def test_distinctive_words() -> None:
    plain = "The council met on Monday and talked about the harbour wall for an hour. " * 6
    odd = "The council met on Monday and talked of otters and otters near the harbour wall for an hour. " * 6
    found = of_story([article("a", "Ansel Post", odd), article("b", "Quay Herald", plain)], [], [], provenance("a", "b"))
    assert [w.word for w in found[0].words] == ["otters"] and found[0].words[0].count == 12
    assert found[1].words == ()


def test_words_of_a_copied_text_are_no_ones_own() -> None:
    odd = "The council talked of otters and otters near the harbour wall for an hour. " * 6
    pair = [article("a", "Ansel Post", odd), article("b", "Quay Herald", odd)]
    assert all(not x.words for x in of_story(pair, [], [], provenance("ab", copies=(("b", "a"),))))


def test_one_outlet_adds_to_nothing() -> None:
    assert of_story([article("a", "Ansel Post"), article("b", "Ansel Post")], [], [], provenance("ab")) == ()


def test_articles_without_an_outlet_stand_for_themselves() -> None:
    found = of_story([article("a", None), article("b", None)], [], [], provenance("a", "b"))
    assert [(x.outlet, x.articles) for x in found] == [(None, ("a",)), (None, ("b",))]


@given(st.lists(st.text(max_size=80), min_size=2, max_size=5))
def test_any_text_is_taken(texts: list[str]) -> None:
    articles = [article(f"x{n}", f"Paper {n} Herald", text) for n, text in enumerate(texts)]
    apart = Provenance(
        reports=len(texts),
        independent_sources=len(texts),
        origins=tuple(OriginGroup(name=None, articles=(one.id,)) for one in articles),
        derivations=(),
    )
    assert of_story(articles, [], [], apart) == of_story(articles, [], [], apart)


def test_an_outlets_own_name_is_no_word_of_its_own_and_who_bears_no_name_no_voice() -> None:
    lines = "The flood in Korr closed the school. Orlepedia keeps a list. Orlepedia has the list of schools. Orlepedia asks for help."
    said = " “The water came at night,” said one neighbour. “We lost the barn to the river,” said Ada Frith."
    found = stories.laid(
        [
            stories.article("Orlepedia", "2026-03-01", lines + said),
            stories.article("Brume Star", "2026-03-01", "Rain fell on Korr for a week, and the school was shut on Monday."),
            stories.article("Courier", "2026-03-02", "The river burst its banks at Korr, and boats were brought from the harbour."),
        ]
    ).additions  # fmt: skip
    mine = next(one for one in found if one.outlet == "Orlepedia")
    assert "Orlepedia" not in [word.word for word in mine.words]
    assert mine.only_speakers == ("Ada Frith",)


def test_what_an_outlet_leaves_out_is_told_once() -> None:
    """A figure and what it is a figure of stand in one sentence: two claims, one thing left out."""
    told = "Norvia has sent about 10,000 troops to Estland, the defence ministry said."
    found = stories.laid(
        [
            stories.article("Post", "2026-03-02", f"{told} The harbour of Korr was quiet."),
            stories.article("Echo", "2026-03-03", f"Rain fell in Korr. {told}"),
            stories.article("Star", "2026-03-03", "A new ferry will call at Korr from May on, harbour master Ivo Kern said."),
        ]
    )
    (star,) = [one for one in found.additions if one.outlet == "Star"]
    texts = [next(c for c in found.claims if c.id == id).text for id in star.leaves_out]
    assert len([text for text in texts if "troops" in text]) == 1
