"""Search finds words and takes any text as a query."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsloom.records import Furniture
from newsloom.store import Store

from .conftest import make


def test_all_words_must_be_there_and_titles_count_more(store: Store) -> None:
    store.add(
        [
            make("body", "A long day on the quay ended when the ferry sank and all were saved."),
            make("title", "All were saved near the quay.", title="Ferry sank"),
            make("other", "The bridge stands."),
        ]
    )
    assert [hit.article for hit in store.search("ferry sank")] == ["title", "body"]
    assert store.search("ferry bridge") == []


def test_accents_and_case_do_not_matter(store: Store) -> None:
    store.add([make("fr", "Le Sénat a voté à l'aube.", language="fr")])
    assert [hit.article for hit in store.search("SENAT")] == ["fr"]


def test_scripts_without_spaces_are_found(store: Store) -> None:
    store.add([make("zh", "渡轮在安塞尔港外沉没,没有人受伤。", language="zh")])
    assert [hit.article for hit in store.search("安塞尔港")] == ["zh"]


def test_furniture_is_not_found(store: Store) -> None:
    text = "The ferry sank.\nSubscribe to our newsletter"
    store.add([make("a", text, furniture=(Furniture(start=16, end=len(text), why="promotion"),))])
    assert store.search("newsletter") == []


def test_a_new_version_replaces_the_old_in_the_index(store: Store) -> None:
    store.add([make("a", "Three were hurt.")])
    store.add([make("a", "Four were hurt.")])
    assert store.search("three") == []
    assert [hit.article for hit in store.search("four")] == ["a"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_query(store: Store, query: str) -> None:
    store.search(query)


def test_articles_that_are_alike_have_the_rarest_words(store: Store) -> None:
    store.add([make(f"n{n}", f"The council met on item {n}.") for n in range(9)])
    store.add([make("lamp", "The lamp of the lighthouse went out."), make("both", "The council met at the lighthouse, by its lamp.")])
    found = [hit.article for hit in store.alike(["lighthouse lamp", "council", "zeppelin"])]
    assert set(found[:2]) == {"both", "lamp"} and len(found) > 2
    assert store.alike(["zeppelin", "", "?!"]) == [] == store.alike([])


def test_stems_are_found_in_postgresql(postgres: str) -> None:
    with Store(postgres) as store:
        store.add(
            [make("en", "The harbours were closed."), make("fr", "Les ports étaient fermés.", language="fr"), make("exact", "A harbour.")]
        )
        assert [hit.article for hit in store.search("harbour")] == ["exact", "en"]
        assert [hit.article for hit in store.search("FERME port")] == ["fr"]


def test_long_and_odd_texts_are_indexed(store: Store) -> None:
    odd = "".join(chr(n) for n in range(1, 0x3000) if not 0xD800 <= n < 0xE000)
    long = " ".join(f"w{n}x" for n in range(150_000))
    spaceless = "".join(chr(0x4E00 + (n * 7919) % 20_000) for n in range(60_000))
    store.add([make("odd", odd), make("long", long), make("one", "y" * 50_000), make("spaceless", spaceless, language="zh")])
    assert [hit.article for hit in store.search("w7x w99x")] == ["long"]
    assert [hit.article for hit in store.search(spaceless[:4])] == ["spaceless"]
