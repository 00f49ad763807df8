"""Checks that every installed distribution has a licence that newsloom may stand on, and that NOTICE names those that ask for more.

Usage: python tools/licences.py
Exit status 1 with a line for each distribution at fault.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Licences that ask for no more than a notice.
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|Python Software Foundation|PSF|Zlib|Unlicense|CC0|Public Domain|MPL|Mozilla|HPND|0BSD|BlueOak|Artistic",
    re.IGNORECASE,
)
# Others that may be depended on, never vendored; NOTICE must name the distribution.
NAMED = re.compile(r"LGPL|Lesser General Public|CC[- ]BY", re.IGNORECASE)
# Distributions whose metadata name no licence that the patterns above know, and what their files say.
STATED = {
    "atheris": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "locate": "MIT",
    "tld": "MPL-1.1",
}


def main() -> int:
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own interpreter
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    faults = []
    for row in sorted(found, key=lambda row: row["Name"].lower()):
        name, licence = row["Name"], STATED.get(row["Name"].lower(), row["License"])
        if name.lower() == "newsloom" or (FREE.search(licence) and "GPL" not in licence):
            continue
        if (NAMED.search(licence) or FREE.search(licence)) and name.lower().replace("_", "-") in notice:
            continue
        faults.append(f"{name} {row['Version']}: licence {licence!r} is not allowed, or NOTICE does not name it")
    print("\n".join(faults) or f"{len(found)} distributions, all licences fine")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
