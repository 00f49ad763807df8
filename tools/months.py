"""Write `lexicon/common/months.csv`: the names of the months in the languages that news is written in, from CLDR by way of babel.

    python tools/months.py

Run it after a new release of babel. The table is kept in the package because loading the locales themselves takes half a second.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

from babel import Locale

from newsloom.extract.months import fold

LANGUAGES = (
    "en de fr es it pt nl sv da nb nn fi is et lv lt pl cs sk sl hr sr sr_Latn bs mk bg ro hu sq el tr az uk be ru kk uz hy "
    "ka ar he fa ur hi bn ta te th id ms vi sw af ca eu gl ga cy"
)
TARGET = Path(__file__).resolve().parent.parent / "src/newsloom/lexicon/common/months.csv"


def names(language: str) -> dict[int, dict[str, None]]:
    """The names of each month, folded, in the order in which CLDR gives them."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    months = Locale.parse(language).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                if len(folded := fold(name)) > 2 and not folded[0].isdigit():
                    found[number][folded] = None
    return found


def main() -> None:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    out.write("# Unicode CLDR (Unicode License v3), through babel; names folded: small letters, no full stops, no Latin accents.\n")
    write.writerow(["language", "month", "names"])
    for language in LANGUAGES.split():
        for number, found in sorted(names(language).items()):
            if found:
                write.writerow([language, number, "|".join(found)])
    TARGET.write_text(out.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
