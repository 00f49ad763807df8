"""Hold benchmarks to their floors: `python -m benchmarks.gate [NAME ...] [--root DIR] [--speed] [--strict]`.

`floors.toml` has a table for each: its module, its data, the checksum of that data, and the figures. Each benchmark is run with `--json`; a
figure under its floor (or over its ceiling) fails the gate, and so does data that is not what the figures were measured on. A floor is only
ever raised.

Data that ship with the project lie in `benchmarks/data`; other data lie under `--root`, and a benchmark whose data are not there is skipped
(with `--strict`, it fails). Figures of speed depend on the machine and are held only with `--speed`.

    python -m benchmarks.gate --checksum DIR        the checksum of a folder of data, for floors.toml
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def checksum(place: Path) -> str:
    """SHA-256 over the names and contents of a folder's files (hidden ones left out), or over one file; its first 16 hexadecimal digits."""
    state = hashlib.sha256()
    files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith("."))
    for file in files:
        content = file.read_bytes()
        state.update(f"{file.relative_to(place).as_posix() if file != place else ''}\0{len(content)}\0".encode())
        state.update(content)
    return state.hexdigest()[:16]


def find(name: str, root: Path | None) -> Path | None:
    """The folder (or file) of a benchmark's data, None where it is not here."""
    places = [HERE / "data" / name, *([root / name] if root else [])]
    return next((place for place in places if place.exists()), None)


def run(entry: dict[str, Any], data: Path) -> dict[str, Any]:
    """The figures of a benchmark.

    Raises:
        RuntimeError: it failed, or printed none.
    """
    command = [sys.executable, "-m", entry["module"], "--data", str(data), "--json", *entry.get("arguments", [])]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, check=False)  # noqa: S603 - our own modules
    lines = done.stdout.strip().splitlines()
    try:
        return dict(json.loads(lines[-1])) if done.returncode == 0 else {}
    except (IndexError, ValueError):
        pass
    raise RuntimeError(f"printed no figures (exit status {done.returncode}): {done.stderr.strip()[-500:]}")


def faults(entry: dict[str, Any], figures: dict[str, Any], *, speed: bool) -> list[str]:
    """What is wrong with figures: one line each."""
    limits = [(k, v, True) for k, v in entry.get("floors", {}).items()] + [(k, v, False) for k, v in entry.get("ceilings", {}).items()]
    limits += [(k, v, True) for k, v in entry.get("speed", {}).items()] if speed else []
    found = []
    for name, limit, floor in limits:
        value = figures.get(name)
        if not isinstance(value, int | float):
            found.append(f"{name} was not measured")
        elif (value < limit) if floor else (value > limit):
            found.append(f"{name} is {value:g}, {'under its floor' if floor else 'over its ceiling'} of {limit:g}")
    return found


def hold(name: str, entry: dict[str, Any], options: argparse.Namespace) -> list[str]:
    """Run one benchmark and say how it went; its faults."""
    data = find(entry["data"], options.root)
    if data is None:
        print(f"{name:24} skipped: {entry['data']} is not here (--root DIR)")
        return ["its data are not here"] if options.strict else []
    if (found := checksum(data)) != entry["sha256"]:
        wrong = [f"{data} has checksum {found}, not {entry['sha256']}: these are not the data that the floors were measured on"]
    else:
        try:
            figures = run(entry, data)
            wrong = faults(entry, figures, speed=options.speed)
        except RuntimeError as error:
            figures, wrong = {}, [str(error)]
        shown = {n: figures[n] for group in ("floors", "ceilings", "speed") for n in entry.get(group, {}) if n in figures}
        print(f"{name:24} {'FAILS' if wrong else 'holds'}  " + "  ".join(f"{n} {v:g}" for n, v in shown.items()))
    for line in wrong:
        print(f"{name:24} {line}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="all where none is named")
    parser.add_argument("--root", type=Path, help="folder that holds the data which do not ship with the project")
    parser.add_argument("--speed", action="store_true", help="hold figures of speed as well")
    parser.add_argument("--strict", action="store_true", help="data that are not there fail the gate")
    parser.add_argument("--checksum", type=Path, metavar="DIR", help="print the checksum of a folder of data, and end")
    options = parser.parse_args()
    if options.checksum:
        print(checksum(options.checksum))
        return 0
    entries = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    if unknown := [name for name in options.names if name not in entries]:
        parser.error(f"floors.toml has no table [{unknown[0]}]")
    wrong = [name for name in options.names or entries if hold(name, entries[name], options)]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
