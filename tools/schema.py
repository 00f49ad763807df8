"""Writes the JSON Schema of the main records into docs/schema/.

Usage: python tools/schema.py          write them
       python tools/schema.py --check  exit 1 where a file is not what the records say
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec

from newsloom.records import Annotations, Article, Briefing, Document, Dossier

FOLDER = Path(__file__).parents[1] / "docs" / "schema"
RECORDS = {"document": Document, "article": Article, "annotations": Annotations, "dossier": Dossier, "briefing": Briefing}


def main() -> int:
    stale = []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, record in RECORDS.items():
        target = FOLDER / f"{name}.json"
        text = json.dumps(msgspec.json.schema(record), indent=1, ensure_ascii=False) + "\n"
        if "--check" not in sys.argv:
            target.write_text(text, encoding="utf-8")
        elif not target.is_file() or target.read_text(encoding="utf-8") != text:
            stale.append(f"{target.name} is not what the records say: run python tools/schema.py")
    print("\n".join(stale) or f"{len(RECORDS)} schemas in {FOLDER.name}/")  # noqa: T201
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
