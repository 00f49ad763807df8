"""What is not read of a language is told on the story's page."""

import json
import subprocess
import sys
from pathlib import Path

RUSSIAN = (
    "Мост через реку Ольху закрыли в понедельник. «Проехать нельзя, опоры повреждены», — сказал министр Олег Сизов. "
    "По его словам, ремонт займёт год. Жители Ольхова ждут паром."
)


def test_the_page_says_what_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": RUSSIAN, "title": "Мост закрыли", "language": "ru"}, ensure_ascii=False), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-c", "from newsloom.cli import main; main()", "brief", str(file), "--format", "json"],
        capture_output=True,
        check=True,
        text=True,
    )
    notes = json.loads(made.stdout)["stories"][0]["sections"]["notes"]
    assert "Russian" in notes["statements"] and "without quotation marks" in notes["statements"]
