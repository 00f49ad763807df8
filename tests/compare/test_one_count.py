"""What one report says of a figure holds for it wherever it stands: that it is an older count, that it is a part of another."""

from __future__ import annotations

from newsloom.compare.sayings.bodies import body_of
from tests.compare.stories import about, article, claims, laid

FIRST = (
    "The death toll of the ferry fire near Orsk rose to 19 on Wednesday after divers found five more bodies, the interior ministry said."
)
LAST = "Twenty-one people died in the ferry fire near Orsk, the interior ministry said. An earlier count of 19 dead left out two."


def test_a_figure_called_earlier_by_one_report_is_earlier_in_the_others() -> None:
    toll = about(claims(("Post", None, FIRST), ("Echo", None, LAST)), "19", "Twenty-one", kind="quantity")
    assert toll.agreement == "updated"


def test_one_ministry_is_one_source_whatever_the_language() -> None:
    read = [
        article("Post", None, "Cholera has killed 7 people in Orsk, the health ministry said."),
        article("Faro", None, "El cólera ha causado ya 12 muertos en Orsk, informó el Ministerio de Salud.", "es"),
        article("Courrier", None, "Quinze personnes sont mortes du choléra à Orsk, selon le ministère de la Santé.", "fr"),
    ]
    made = laid(read)
    toll = next(c for c in made.claims if len(c.assertions) == 3 and c.kind == "quantity")
    assert toll.agreement == "updated"
    assert toll.independent_sources == 1
    assert {body_of(a.attributed_to or "") for a in toll.assertions} == {"health ministry"}


def test_a_bare_ministry_is_the_only_one_of_the_story() -> None:
    one = about(
        claims(
            ("Post", None, "The flood near Orsk has killed 7 people, the health ministry said."),
            ("Echo", None, "The flood near Orsk has killed 9 people, the ministry said."),
        ),
        "7 people",
        "9 people",
        kind="quantity",
    )
    assert one.agreement == "updated"
    assert one.independent_sources == 1


def test_two_ministries_stay_two() -> None:
    two = about(
        claims(
            ("Post", None, "The flood near Orsk killed 7 people, the health ministry said."),
            ("Echo", None, "The flood near Orsk killed 9 people, the interior ministry said. The ministry had no more to say."),
        ),
        "7 people",
        "9 people",
        kind="quantity",
    )
    assert two.independent_sources == 2


def test_a_part_that_one_report_tells_is_one_between_two_others() -> None:
    doses = about(
        claims(
            ("Post", None, "Orsk has ordered 50,000 doses of vaccine."),
            ("Echo", None, "The first 20,000 of 50,000 doses of vaccine arrived in Orsk on Monday."),
            ("Herald", None, "A shipment of 20,000 doses of vaccine arrived in Orsk on Monday."),
        ),
        "20,000",
        "50,000 doses of vaccine",
        kind="quantity",
    )
    assert doses.agreement not in ("conflict", "unclear")
