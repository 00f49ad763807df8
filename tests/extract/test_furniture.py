"""Furniture is found by its shape; body that merely looks like furniture stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.extract.furniture import furnish
from newsloom.records import Article, Outlet

SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"

LEAD = (
    "The ferry Halmar ran aground off Port Ansel on Tuesday night with 214 people aboard, the coast guard said.\n"
    "All passengers were brought ashore by morning, and the captain, Ida Brekke, was questioned by the harbour police.\n"
    "The ferry company said that a steering fault had been reported in March and repaired within a week.\n"
)
LEAD_FR = (
    "Le ferry Halmar s'est échoué mardi soir devant Port-Ansel avec 214 personnes à bord, selon les garde-côtes.\n"
    "Tous les passagers ont été ramenés à terre et la capitaine, Ida Brekke, a été entendue par la police du port.\n"
)
LEAD_ES = (
    "El ferri Halmar encalló el martes por la noche frente a Puerto Ansel con 214 personas a bordo, según la guardia costera.\n"
    "Todos los pasajeros fueron llevados a tierra y la capitana, Ida Brekke, declaró ante la policía del puerto.\n"
)


def article(text: str, id: str = "a", language: str = "en", **more: object) -> Article:
    return Article(id=id, version="v", input=id, first_seen="2025-01-01T00:00:00Z", text=text, language=language, **more)  # type: ignore[arg-type]


def flags(text: str, language: str = "en", **more: object) -> list[tuple[str, str | None, str]]:
    done = furnish([article(text, language=language, **more)])[0]
    return [(item.why, item.note, item.slice(text)) for item in done.furniture]


FURNITURE = [
    ("en", "Previous story: Ferry line fined over a steering fault", {"navigation"}),
    ("en", "PHOTOS: The Halmar on the rocks View as list View as gallery Open Gallery (Photo: KLAN) (Photo: KLAN)", {"navigation"}),
    ("en", "info Close AP Photo/Nils Aker", {"navigation"}),
    ("en", "Buy Photo", {"promotion", "navigation"}),
    ("en", "View Full Caption", {"promotion", "navigation"}),
    ("en", "Read or Share this story: http://harb.example/2x", {"navigation", "promotion"}),
    ("en", "The Associated Press contributed to this report.", {"other"}),
    ("en", "Associated Press contributed", {"other"}),
    ("en", "Contributing: Nils Aker and the Meridian Agency", {"other"}),
    ("en", "naker@harbourpost.example", {"other"}),
    ("en", "(555) 010-2258", {"other"}),
    ("en", "Copyright 2025 The Associated Press. All rights reserved. No reprint without leave.", {"other"}),
    ("en", "This transcript has been automatically generated and may not be 100% accurate.", {"promotion"}),
    ("en", "Source: https://www.harbourpost.example/news/halmar", {"credit"}),
    ("en", "Original Source: www.harbourpost.example", {"credit"}),
    ("en", "This article was originally published by The Harbour Post", {"credit"}),
    ("en", "Source: The Harbour Post", {"credit"}),
    ("en", "Read more: Cod prices fall for a third week", {"navigation"}),
    ("en", "Related: Why the lighthouse at Tessel went dark", {"navigation", "teaser"}),
    ("en", "Sign up for our newsletter and get the day's news in your inbox.", {"promotion"}),
    ("en", "Follow us on Facebook and Instagram.", {"promotion"}),
    ("en", "Already a subscriber? Log in to continue reading.", {"promotion"}),
    ("en", "We use cookies so that this page works. You can change your choice at any time.", {"promotion"}),
    ("en", "Photo: Nils Aker / Reuters", {"other"}),
    ("en", "© 2025 Harbour Post. All rights reserved.", {"other"}),
    ("en", "(Reporting by Nils Aker; Editing by Ruth Oram)", {"other"}),
    ("en", "Why it matters", {"navigation"}),
    ("en", "ADVERTISEMENT", {"promotion"}),
    ("fr", "Lire aussi : Le prix du cabillaud baisse encore", {"navigation"}),
    ("fr", "Source : Le Courrier de Tessel", {"credit"}),
    ("fr", "Inscrivez-vous à notre newsletter et recevez chaque matin l'essentiel dans votre boîte mail.", {"promotion"}),
    ("fr", "Pourquoi c'est important", {"navigation"}),
    ("fr", "La suite après cette publicité", {"promotion"}),
    ("es", "Lee también: Baja otra vez el precio del bacalao", {"navigation"}),
    ("es", "Fuente: https://www.correotessel.example/halmar", {"credit"}),
    ("es", "Suscríbete a nuestro boletín y recibe cada mañana las noticias en tu correo.", {"promotion"}),
    ("es", "Por qué es importante", {"navigation"}),
]


@pytest.mark.parametrize(("language", "line", "why"), FURNITURE, ids=[line[:40] for _, line, _ in FURNITURE])
def test_flags_a_line_of_furniture_and_nothing_else(language: str, line: str, why: set[str]) -> None:
    text = {"en": LEAD, "fr": LEAD_FR, "es": LEAD_ES}[language] + line
    found = flags(text, language)
    assert [words for _, _, words in found] == [line]
    assert found[0][0] in why


BODY = [
    ("en", "“Not one plank,” she said."),
    ("en", "“I saw nothing.”"),
    ("en", "Silence."),
    ("en", "Nobody was hurt."),
    ("en", "Then the lights on the Halmar went out, and the passengers waited in the dark…"),
    ("en", "Why did the ferry turn so late?"),
    ("en", "The dead, according to the harbour police:"),
    ("en", "Subscribers to the Halmar's newsletter were told of the fault on Monday, the ferry company said."),
    ("en", "Sign up sheets for the next ferry hung at the harbour, and 80 passengers had put down their names by noon."),
    ("en", "Sources in the harbour police said that the captain had slept for two hours."),
    ("en", "Source: that is what the people of Port Ansel call the spring where the ferry lies, and it has never run dry."),
    ("en", "Related charges against the ferry company were dropped in May."),
    ("en", "More from the coast guard is expected on Thursday."),
    ("en", "Photos of the ferry show a hole of two metres."),
    ("en", "Follow the tide tables, the coast guard told captains, and keep the radio on."),
    ("en", "Brekke is a captain of 31 years and the ferry company's longest-serving officer."),
    ("en", "Advertising on the ferry's hull was paid for by a bank that failed in March."),
    ("fr", "Source de la panne : une pièce du gouvernail, a précisé la compagnie du ferry mercredi."),
    ("fr", "« Je n'ai rien vu. »"),
    ("es", "Fuentes de la policía del puerto dijeron que la capitana había dormido dos horas."),
    ("es", "Los suscriptores del boletín del ferri recibieron el aviso el lunes, dijo la compañía."),
]


@pytest.mark.parametrize(("language", "line"), BODY, ids=[line[:40] for _, line in BODY])
@pytest.mark.parametrize("place", ["inside", "end"])
def test_keeps_body_that_looks_like_furniture(language: str, line: str, place: str) -> None:
    lead = {"en": LEAD, "fr": LEAD_FR, "es": LEAD_ES}[language]
    first, rest = lead.split("\n", 1)
    text = f"{lead}{line}" if place == "end" else f"{first}\n{line}\n{rest}"
    assert flags(text, language) == []


def test_cut_blurbs_of_other_stories_are_teasers() -> None:
    teasers = [
        "The opera house in Karst has chosen a conductor who once drove its delivery van and…",
        "A spelling contest for parrots, held in Morrin since 1911, ended in uproar when…",
        "Farmers in the Sorrel valley are planting a barley that its breeders call the driest…",
    ]
    found = flags(LEAD + "\n".join(teasers))
    assert [(why, words) for why, _, words in found] == [("teaser", line) for line in teasers]


def test_a_list_after_a_colon_is_body() -> None:
    text = LEAD + "The dead are:\nAnna Berg, 34, of Port Ansel\nJon Ruud, 51, of Tessel\nMarit Vold, 8, of Karst"
    assert flags(text) == []


def test_headlines_of_other_matter_at_the_end_are_teasers() -> None:
    links = ["Parrots upset spelling contest in Morrin", "Opera house hires former van driver", "Barley that needs no rain goes to market"]
    assert [why for why, _, _ in flags(LEAD + "\n".join(links))] == ["teaser"] * 3


def test_cards_are_whole_or_truncated() -> None:
    text = (
        LEAD
        + "More on these topics\n-\nPort Ansel is a town on the Sorrel coast with a harbour from 1780.\n"
        + "-\nIda Brekke is a Solvenian captain who has commanded ferries on the northern routes since she left the nav"
    )
    assert [why for why, _, _ in flags(text) if why != "navigation"] == ["topic_card", "truncated"]
    assert not [words for why, _, words in flags(text) if why == "navigation" and len(words) > 25]


def test_a_subhead_between_paragraphs_is_no_sentence() -> None:
    first, rest = LEAD.split("\n", 1)
    assert flags(f"{first}\nA fault known since March\n{rest}") == [("navigation", "heading", "A fault known since March")]


def test_the_credit_behind_a_paragraph_is_cut_out_alone() -> None:
    text = LEAD.rstrip() + " (Source: Harbour Post)"
    assert flags(text) == [("credit", "Harbour Post", "(Source: Harbour Post)")]


def test_credit_notes_hold_the_host() -> None:
    assert flags(LEAD + "Source: https://www.bbc.com/news/x1")[0][1] == "bbc.com"


def test_blocks_on_many_pages_of_one_outlet() -> None:
    box = "The Post's reporters are at the harbour every day of the year, for you."
    places = ["Ansel", "Morrin", "Karst"]
    pages = [
        article(
            f"Work on the new bridge at {place} began on Monday after {n}0 days of rain.\nIt will cost {n} million crowns.\n{box}",
            id=place,
            outlet=Outlet(domain="harbourpost.example"),
            title=f"Bridge at {place}",
        )
        for n, place in enumerate(places, 2)
    ]
    assert [[item.slice(a.text) for item in a.furniture] for a in furnish(pages)] == [[box]] * 3


def test_background_printed_again_is_news() -> None:
    background = "The Wend tunnel filled with water in 2021 and nobody has used it from then on."
    pages = [
        article(
            f"The council of {place} voted on the Wend tunnel on Monday, {n} to 4.\nMayor {place} Thorn spoke for it.\n{background}",
            id=place,
            outlet=Outlet(domain="harbourpost.example"),
        )
        for n, place in enumerate(["Ansel", "Morrin", "Karst", "Tessel"], 5)
    ]
    assert all(not a.furniture for a in furnish(pages))


def test_a_stub_points_to_its_twin() -> None:
    stub = article(": The details of this report are here: [url=https://p.example/2]here[/url].", id="s", title="Halmar aground")
    whole = article(LEAD, id="w", title="Halmar aground")
    done = furnish([stub, whole])
    assert [item.why for item in done[0].furniture] == ["duplicate"]
    assert done[0].words == 0
    assert done[0].partial
    assert done[1].furniture == ()


def test_words_are_counted_without_furniture() -> None:
    done = furnish([article("One two three four five six seven.\nSource: https://a.example/x")])[0]
    assert done.words == 7


def test_flags_that_are_there_stay_and_a_second_pass_changes_nothing() -> None:
    once = furnish([article(LEAD + "Read more: Cod prices fall\nSource: https://a.example/x")])
    assert furnish(once) == once


@given(st.text(alphabet=st.characters(), max_size=400), st.sampled_from(["en", "fr", "es", "de", "und", "ja"]))
def test_any_text_gives_disjoint_spans_inside_it(text: str, language: str) -> None:
    done = furnish([article(text, language=language)])[0]
    assert len(done.body()) == len(text)
    end = 0
    for item in done.furniture:
        assert end <= item.start < item.end <= len(text)
        end = item.end


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="research data is not beside the checkout")
def test_seed_articles() -> None:
    gold = json.loads((SHARED / "golden" / "seeds-known.json").read_text(encoding="utf-8"))
    done = {p.name[:3]: furnish([article(p.read_text(encoding="utf-8"), id=p.name)])[0] for p in (SHARED / "seeds").glob("*.txt")}
    for fact in gold["left_out"]:
        assert any(fact["has"] in item.slice(done[fact["article"]].text) for item in done[fact["article"]].furniture), fact
    for words in gold["not_in_the_story"]:
        assert not any(words in a.body() for a in done.values())
    assert {name: a.words for name, a in done.items()} == {"000": 435, "001": 379, "002": 196, "003": 407, "004": 313}


def test_a_cut_summary_is_all_the_body_there_is() -> None:
    assert flags("At least nine people were brought ashore on Sunday when the ferry Halmar ran aground off Port Ansel and...") == []


@pytest.mark.parametrize(
    ("note", "language", "lead"),
    [
        ("Correction: an earlier version of this article said that 240 people were aboard. The right number is 214.", "en", LEAD),
        ("This story was corrected on 6 May to say that the ferry belongs to the Halm Line.", "en", LEAD),
        ("Correction, 6 May 2025: The captain's name is Brekke.", "en", LEAD),
        ("Rectificatif : le ferry transportait 214 personnes.", "fr", LEAD_FR),
        ("Une version précédente de cet article donnait 240 passagers.", "fr", LEAD_FR),
        ("Corrección: una versión anterior de esta noticia hablaba de 240 pasajeros.", "es", LEAD_ES),
    ],
)
def test_a_note_on_the_article_itself_is_no_news(note: str, language: str, lead: str) -> None:
    assert flags(lead + note, language) == [("other", "correction", note)]


@pytest.mark.parametrize(
    "line",
    [
        "The correction of the course came too late, and the ferry struck the outer rocks at low speed.",
        "An earlier version of the rudder had failed in the same way on a sister ship, the company said.",
        "Police ask everyone who was aboard and has not been reached: if you saw the captain, your call to 555-0188 helps us.",
    ],
)
def test_news_about_corrections_and_calls_is_kept(line: str) -> None:
    assert flags(LEAD + line) == []


def test_a_list_under_more_from_an_outlet() -> None:
    heading, first, second = "More from Sound & Shore", "Orle airfield gets a second windsock", "The ten loveliest ferry terminals, ranked"
    assert [why for why, _, words in flags(f"{LEAD}{heading}\n{first}\n{second}") if words in (first, second)] == ["teaser", "teaser"]


def test_more_from_in_the_middle_of_a_text_takes_no_paragraphs() -> None:
    after = "A second ferry, the Orrin, brought 60 people to Port Ansel on Wednesday, the harbour master said in the afternoon."
    assert after not in [words for _, _, words in flags(f"{LEAD}More from the coast\n{after}")]


def test_a_writers_pause_is_no_cut() -> None:
    pause = "And that, I learned when I asked the crew about the rudder, is where my story of the Halmar really begins …"
    after = "The harbour master of Port Ansel would not speak to me, and neither would anyone else at the company."
    assert flags(f"{LEAD}{pause}\n{after}") == []


def test_texts_without_end_take_bounded_time() -> None:
    import time

    start = time.process_time()
    for unit in ("Orle\n", "The ferry was late.\n", "The ferry to Orle left late on Monday with many people aboard…\n"):
        furnish([article(unit * 40_000)])
    assert time.process_time() - start < 8


def body(text: str, **more: object) -> str:
    return " ".join(furnish([article(text, **more)])[0].body().split())


def test_buttons_before_the_words_are_cut_out() -> None:
    text = "CLOSE Skip in Skip x Embed x Share A tug pulled the Halmar free on Friday.\n" + LEAD
    assert body(text).startswith("A tug pulled the Halmar free")


def test_everyday_words_are_no_buttons() -> None:
    text = "Share prices of the line fell. Close friends of the captain spoke. The open gallery of the museum is free.\n" + LEAD
    assert body(text) == " ".join(text.split())


def test_footnote_marks_are_cut_out_and_their_headings_flagged() -> None:
    text = "Rescue [ edit ]\nTugs[1] brought 214 people ashore.[2][13] The captain was questioned [citation needed] that day.\n" + LEAD
    assert body(text).startswith("Tugs brought 214 people ashore. The captain was questioned that day.")


def test_a_single_bracket_is_no_footnote() -> None:
    assert "[2]" in body("The bylaw says that section [2] applies to ferries of every size.\n" + LEAD)


def test_the_headline_run_into_the_lead_is_cut_out() -> None:
    title = "Ferry with 214 aboard runs aground"
    text = f"{title} News Ferry with 214 aboard runs aground A tug is on its way to the Halmar.\n" + LEAD
    assert body(text, title=title).startswith("A tug is on its way")
    assert body(f"Shipping {title}\n" + LEAD, title=title) == " ".join(LEAD.split())


def test_a_lead_that_goes_on_from_the_headline_stays() -> None:
    title = "Ferry with 214 aboard runs aground"
    text = f"{title}, and nobody knows why, the coast guard said.\n" + LEAD
    assert body(text, title=title) == " ".join(text.split())


@pytest.mark.parametrize("lead", ["PORT ANSEL - Ferry with 214 aboard runs aground.", "Ferry with 214 aboard runs aground."])
def test_a_lead_of_the_headlines_words_stays(lead: str) -> None:
    assert body(f"{lead}\n" + LEAD, title="Ferry with 214 aboard runs aground").startswith(lead)


def test_a_caption_between_buttons_keeps_its_sentence() -> None:
    text = "Buy Photo Divers say that the hull of the Halmar is torn over nine metres. (Photo: Nils Aker, file)Buy Photo\n" + LEAD
    assert body(text).startswith("Divers say that the hull of the Halmar is torn over nine metres. The ferry Halmar ran")


def test_the_name_of_a_part_is_cut_out() -> None:
    assert body("ABSTRACT. " + LEAD) == " ".join(LEAD.split())
    assert body("FULL TEXT. " + LEAD) == " ".join(LEAD.split())


def test_a_picture_credit_inside_a_paragraph_is_cut_out() -> None:
    text = "The captain spoke on Friday outside the court. (Photo: Nils Aker, Meridian) She denied every charge.\n" + LEAD
    assert body(text).startswith("The captain spoke on Friday outside the court. She denied every charge.")


def test_galleries_with_their_captions_are_no_news() -> None:
    text = (
        "Fire at the Larch Lane mill\n"
        "Photo: Ida Holt Image 1 of / 3 Caption Close Image 1 of 3 Smoke rises over the mill, police say. Photo: Ida Holt\n"
        "\n"
        "Crews at work: 14\n"
        "\n"
        "Image 2 of 3 Crews hose down the roof. Image 3 of 3 Fire at the Larch Lane mill 1 / 3 Back to Gallery\n"
        "\n"
        "The mill on Larch Lane burned down on Monday night, and two workers were taken to a hospital in Marlow, the chief said.\n"
        "\n"
        "The chief said that a photo 3 of the workers took shows the cause."
    )
    body = furnish([article(text)])[0].body()
    assert "Smoke" not in body and "Crews" not in body and "Image" not in body
    assert "burned down" in body and "shows the cause" in body
