"""Small invented stories and how sure one of their claims was step by step. Labels were written before the first run.

Each case: name, reports (outlet, day, text), words that the claim or one of its passages holds, the steps that must be there in this order
(standing, part of who moved it or None), and what must not be there (standing, part of who; "" is anybody).
"""

from __future__ import annotations

from typing import NamedTuple

Report = tuple[str, str, str]
Step = tuple[str, str | None]


class Ladder(NamedTuple):
    name: str
    reports: tuple[Report, ...]
    about: tuple[str, ...]
    steps: tuple[Step, ...]
    never: tuple[tuple[str, str], ...] = ()


LADDERS = (
    Ladder(
        "ministry of its own troops",
        (
            ("Post", "2026-02-01", "Corvia has sent troops to Marland, unnamed officials said. The capital was calm on Sunday."),
            ("Echo", "2026-02-03", "Corvia denied that it had sent troops to Marland. It called the reports a fairy tale."),
            ("Star", "2026-02-09", "The Corvian defence ministry confirmed on Monday that Corvia had sent troops to Marland."),
        ),
        ("sent troops",),
        (("rumoured", None), ("denied", "Corvia"), ("confirmed", "Corvia")),
    ),
    Ladder(
        "confirmed in a headline only",
        (
            (
                "Post",
                "2026-02-01",
                "Lendal Steel will close its plant in Orrin, the Courier reported, citing two people who had seen the plan.",
            ),
            (
                "Echo",
                "2026-02-02",
                "Closure of the Orrin plant confirmed\n\nLendal Steel is said to close its plant in Orrin. The firm did not comment.",
            ),
        ),
        ("close",),
        (("alleged", "Courier"),),
        (("confirmed", ""),),
    ),
    Ladder(
        "could not be independently confirmed",
        (
            (
                "Post",
                "2026-03-01",
                "Rebels captured the town of Sarn, rebel commander Odo Klim said. The claim could not be independently confirmed.",
            ),
            (
                "Echo",
                "2026-03-02",
                "Rebel commander Odo Klim said his fighters captured Sarn. The army has yet to confirm that the town fell.",
            ),
        ),
        ("captured",),
        (("alleged", "Klim"),),
        (("confirmed", ""), ("denied", "")),
    ),
    Ladder(
        "refused to confirm",
        (
            ("Post", "2026-03-01", "The envoy Tilda Marsh has met rebel leaders in Osk, diplomats said."),
            ("Echo", "2026-03-02", "The foreign ministry refused to confirm that Tilda Marsh had met rebel leaders."),
            ("Star", "2026-03-03", "A spokesman for the ministry declined to confirm that the envoy Tilda Marsh met rebel leaders in Osk."),
        ),
        ("met rebel leaders",),
        (("rumoured", None),),
        (("confirmed", ""), ("denied", "")),
    ),
    Ladder(
        "neither confirmed nor denied",
        (
            ("Post", "2026-04-01", "The airline Vantra plans to buy its rival Solis, the Herald reported."),
            ("Echo", "2026-04-02", "Vantra neither confirmed nor denied that it plans to buy Solis."),
        ),
        ("buy",),
        (("alleged", "Herald"),),
        (("confirmed", ""), ("denied", "")),
    ),
    Ladder(
        "talks confirmed, not the deal",
        (
            ("Post", "2026-04-01", "The club Orle Rovers has signed the striker Milo Tarn, the Sports Daily reported."),
            ("Echo", "2026-04-02", "Orle Rovers confirmed that talks with Milo Tarn took place but not that the club had signed him."),
        ),
        ("signed",),
        (("alleged", "Sports Daily"),),
        (("confirmed", ""),),
    ),
    Ladder(
        "denied by a third party",
        (
            (
                "Post",
                "2026-05-01",
                "The mayor of Tull, Vera Dorn, took money from the builder Kastor, the opposition leader Jon Brill said.",
            ),
            ("Echo", "2026-05-02", "Vera Dorn denied that she took money from Kastor."),
            ("Star", "2026-05-03", "The party of the mayor also denied that Vera Dorn took money from the builder Kastor."),
        ),
        ("took money",),
        (("alleged", "Brill"), ("denied", "Dorn")),
        (("confirmed", ""),),
    ),
    Ladder(
        "a denial withdrawn",
        (
            ("Post", "2026-05-01", "The lab in Brenn lost samples of a virus, the watchdog group Clearwater said."),
            ("Echo", "2026-05-02", "The director of the lab, Ruth Amsel, denied that it lost samples of a virus."),
            ("Star", "2026-05-10", "Ruth Amsel withdrew her denial and admitted that the lab in Brenn lost samples of a virus."),
        ),
        ("lost samples",),
        (("alleged", "Clearwater"), ("denied", "Amsel"), ("confirmed", "Amsel")),
    ),
    Ladder(
        "a photograph",
        (
            ("Post", "2026-06-01", "The tanker Halcyon has entered the port of Dusk, port workers said."),
            ("Echo", "2026-06-02", "Satellite images show that the tanker Halcyon has entered the port of Dusk."),
        ),
        ("entered",),
        (("evidenced", None),),
        (("confirmed", ""),),
    ),
    Ladder(
        "a document",
        (
            ("Post", "2026-06-01", "The bank Harlow knew of the fraud in 2022, former clerk Ida Penn said."),
            ("Echo", "2026-06-03", "An internal memo obtained by the Echo shows that the bank Harlow knew of the fraud in 2022."),
            ("Star", "2026-06-09", "Harlow admitted that it knew of the fraud in 2022."),
        ),
        ("knew of the fraud",),
        (("alleged", "Penn"), ("evidenced", None), ("confirmed", "Harlow")),
    ),
    Ladder(
        "a court record",
        (
            ("Post", "2026-07-01", "The senator Paul Reve hid a house on the coast, the paper Lantern reported."),
            ("Echo", "2026-07-04", "Court documents show that Paul Reve hid a house on the coast."),
        ),
        ("hid a house",),
        (("alleged", "Lantern"), ("evidenced", None)),
        (("confirmed", ""),),
    ),
    Ladder(
        "an expert confirms",
        (
            ("Post", "2026-07-01", "The dam at Korr has cracks, the farmer Abel Stone said."),
            ("Echo", "2026-07-02", "The analyst Nora Fitch confirmed that the dam at Korr has cracks."),
        ),
        ("has cracks",),
        (("alleged", "Stone"), ("alleged", "Fitch")),
        (("confirmed", ""),),
    ),
    Ladder(
        "an unnamed official confirms",
        (
            ("Post", "2026-08-01", "The minister Leo Varn will resign, the radio station Wave said."),
            ("Echo", "2026-08-02", "A government official confirmed that the minister Leo Varn will resign."),
        ),
        ("resign",),
        (("alleged", "Wave"), ("confirmed", "official")),
    ),
    Ladder(
        "confirmed by both sides",
        (
            ("Post", "2026-08-01", "Norvia and Estland have exchanged prisoners, a monitoring group said."),
            ("Echo", "2026-08-02", "The Norvian government confirmed that Norvia and Estland had exchanged prisoners."),
            ("Star", "2026-08-03", "The Estland foreign ministry also confirmed that Norvia and Estland have exchanged prisoners."),
        ),
        ("exchanged prisoners",),
        (("confirmed", "Norvia"), ("confirmed", "Estland")),
    ),
    Ladder(
        "a confirmation of something else in the sentence",
        (
            ("Post", "2026-09-01", "The ferry Swift hit a rock before it sank, survivor Emil Roth said."),
            ("Echo", "2026-09-02", "The coast guard confirmed that the ferry Swift sank, while Emil Roth said it hit a rock."),
        ),
        ("hit a rock",),
        (("alleged", "Roth"),),
        (("confirmed", ""),),
    ),
    Ladder(
        "police confirm an arrest",
        (
            ("Post", "2026-09-01", "Police have arrested the banker Otto Lang, neighbours said."),
            ("Echo", "2026-09-02", "Police confirmed that they had arrested Otto Lang."),
        ),
        ("arrested",),
        (("confirmed", "olice"),),
    ),
    Ladder(
        "an outlet's own words",
        (
            ("Post", "2026-10-01", "The theatre in Lisse will close in May."),
            ("Echo", "2026-10-02", "As the Post confirmed on Thursday, the theatre in Lisse will close in May."),
        ),
        ("close",),
        (),
        (("confirmed", ""),),
    ),
    Ladder(
        "denied, then disputed by another",
        (
            ("Post", "2026-10-01", "The firm Brightwell dumped waste in the river Sel, the activist Ute Hahn said."),
            ("Echo", "2026-10-02", "Brightwell denied that it dumped waste in the river Sel."),
            ("Star", "2026-10-03", "The union of the workers disputed that Brightwell dumped waste in the river Sel."),
        ),
        ("dumped waste",),
        (("alleged", "Hahn"), ("denied", "Brightwell"), ("disputed", "union")),
        (("confirmed", ""),),
    ),
    Ladder(
        "a commentator confirms a matter of state",
        (
            ("Post", "2026-11-01", "King Aldo will step down, a palace gossip column said."),
            ("Echo", "2026-11-02", "The commentator Beate Lund confirmed that King Aldo will step down."),
            ("Star", "2026-11-05", "The palace confirmed that King Aldo will step down."),
        ),
        ("step down",),
        (("confirmed", "palace"),),
        (("confirmed", "Lund"),),
    ),
    Ladder(
        "hospital on its patient",
        (
            ("Post", "2026-11-01", "The singer Mira Sol has died, according to posts on social media."),
            ("Echo", "2026-11-01", "St Anne's hospital confirmed that the singer Mira Sol had died."),
        ),
        ("died",),
        (("rumoured", None), ("confirmed", "ospital")),
    ),
    Ladder(
        "not yet confirmed",
        (
            ("Post", "2026-12-01", "The minister Carl Ost was wounded in the blast, the news site Flash reported."),
            ("Echo", "2026-12-02", "The government has not confirmed that Carl Ost was wounded in the blast."),
        ),
        ("wounded",),
        (("alleged", "Flash"),),
        (("confirmed", ""), ("denied", "")),
    ),
    Ladder(
        "a family confirms through a lawyer",
        (
            ("Post", "2026-12-01", "The explorer Finn Haas has been found alive, the guide Pia Noll said."),
            ("Echo", "2026-12-02", "The family confirmed through its lawyer that Finn Haas has been found alive."),
        ),
        ("found alive",),
        (("alleged", "Noll"), ("confirmed", "amily")),
    ),
    Ladder(
        "if confirmed",
        (
            ("Post", "2026-12-01", "The drug Leptin failed a trial, the blogger Sam Oak said."),
            (
                "Echo",
                "2026-12-02",
                "If confirmed, the failure of the trial would cost the maker millions. Sam Oak said that Leptin failed a trial.",
            ),
        ),
        ("failed a trial",),
        (("alleged", "Oak"),),
        (("confirmed", ""),),
    ),
    Ladder(
        "admits under oath",
        (
            ("Post", "2026-12-01", "The broker Hans Ulm forged the letters, the auditor Grete Pohl said."),
            ("Echo", "2026-12-05", "Hans Ulm denied that he forged the letters."),
            ("Star", "2026-12-20", "In court Hans Ulm admitted that he forged the letters."),
        ),
        ("forged the letters",),
        (("alleged", "Pohl"), ("denied", "Ulm"), ("confirmed", "Ulm")),
    ),
    Ladder(
        "a rumour that is retracted",
        (
            ("Post", "2027-01-02", "It is rumoured that the brewery Alt will leave Tarn."),
            ("Echo", "2027-01-03", "The brewery Alt said that it will not leave Tarn."),
        ),
        ("leave",),
        (("rumoured", None), ("denied", "Alt")),
        (("confirmed", ""),),
    ),
)
