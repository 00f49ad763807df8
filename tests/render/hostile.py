"""A briefing whose every text from outside is an attack on some face."""

from __future__ import annotations

import msgspec

from newsloom.records import Briefing, Failure, Outlet
from tests.brief.build import article, briefing, dossier

SCRIPT = "<script>alert(1)</script>"
TEXT = (
    "The clerk of Velm\u202e wrote | a note `rm -rf` with *stars* and [a link](javascript:alert(1)) to the mayor on Monday. "
    "<img src=x onerror=alert(1)> stood in the file \x1b[31mthat the council of Velm had kept since 1999 in its cellar. "
    "# The prices of bread in Velm could rise & the council warned of <b>serious</b> shortages for bakers."
)


def hostile() -> Briefing:
    it = article(TEXT, f"Velm | {SCRIPT} Bote", "2030-05-01")
    it = msgspec.structs.replace(
        it,
        title=f"{SCRIPT} ](x)",
        url="javascript:alert(1)",
        outlet=Outlet(name=f"Velm | {SCRIPT} Bote\x1b[2J", kind="newspaper"),
        byline="\u202eevil",
    )
    made = briefing(dossier([it]), failed=[Failure(input=f"{SCRIPT}\n| a |", error="no\x07 text | at all")])
    story = msgspec.structs.replace(made.stories[0], title=f"{SCRIPT} *Velm* | [x](javascript:1)")
    return msgspec.structs.replace(made, stories=(story,))
