"""The main job, run once for a folder: its briefing as the contract's JSON, as data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from newsloom.loom import Desk
from newsloom.render import render

from .view import Json


@cache
def briefing(folder: Path) -> Json:
    with Desk() as desk:
        data: Json = json.loads(render(desk.brief([str(folder)]), "json", with_text=True))
    return data
