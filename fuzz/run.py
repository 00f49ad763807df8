"""Fuzz the readers: `python -m fuzz.run [TARGET ...] [--runs N] [--seconds N] [--found DIR]`.

With atheris (Linux, in the `dev` extra) the inputs are led by what code they reach; each target runs in a process of its own, for so many
inputs or seconds, whichever is over first. Without it there is nothing to do, and the reason is said (exit status 0).

    python -m fuzz.run --runs 3000 --seconds 20                       the short form, for each change
    python -m fuzz.run --runs 0 --seconds 1800 --found build/fuzz     the long one, every night: its inputs stay, and the next night goes on

An input that breaks a target is written to `build/fuzz/crashes`; put it, with its words replaced by your own, into a test.
"""

# ruff: noqa: T201, S603 - a command for people, which starts itself anew for each target
from __future__ import annotations

import argparse
import importlib.util
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CRASHES = HERE.parent / "build/fuzz/crashes"
SLOW = 10  # seconds that one input may take
MEMORY = 3000  # megabytes
LONGEST = 20_000  # bytes of an input


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all where none is named")
    parser.add_argument("--runs", type=int, default=3000, help="inputs of each target, 0 for no limit")
    parser.add_argument("--seconds", type=int, default=20, help="time for each target")
    parser.add_argument("--found", type=Path, help="folder that keeps the inputs which reach new code")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("fuzz: skipped: atheris is not installed (pip install atheris; there are wheels for Linux only)", file=sys.stderr)
        return 0
    if options.inside:
        _fuzz(options.targets[0], options.runs, options.seconds, options.inside)
    names = options.targets or sorted(p.name for p in (HERE / "seeds").iterdir() if p.is_dir())
    if wrong := [name for name in names if not (HERE / "seeds" / name).is_dir()]:
        parser.error(f"no target {wrong[0]!r}")
    CRASHES.mkdir(parents=True, exist_ok=True)
    broken = [name for name in names if not _one(name, options)]
    print(f"fuzz: {len(names) - len(broken)} of {len(names)} targets held" + (f"; broken: {', '.join(broken)}" if broken else ""))
    return 1 if broken else 0


def _one(name: str, options: argparse.Namespace) -> bool:
    """Run one target in its own process; True where nothing broke."""
    with tempfile.TemporaryDirectory() as scratch:
        kept = options.found / name if options.found else Path(scratch)
        kept.mkdir(parents=True, exist_ok=True)
        limits = ["--runs", str(options.runs), "--seconds", str(options.seconds), "--inside", str(kept)]
        command = [sys.executable, "-m", "fuzz.run", name, *limits]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    lines = (done.stdout + done.stderr).splitlines()
    speed = next((line for line in reversed(lines) if "exec/s" in line), "")
    print(f"{name:10} {'BROKEN' if done.returncode else 'held'}  {speed[:100]}", flush=True)
    if done.returncode:
        print("\n".join(lines[-60:]), file=sys.stderr)
    return done.returncode == 0


def _fuzz(name: str, runs: int, seconds: int, kept: Path) -> None:
    import atheris  # type: ignore[import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["newsloom", "feedparser", "trafilatura"]):
        from fuzz.targets import TARGETS
    socket.getaddrinfo = _no_network  # type: ignore[assignment]
    arguments = [f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}"]
    arguments += [f"-artifact_prefix={CRASHES / name}-", f"-dict={HERE / 'words.dict'}", *([f"-runs={runs}"] if runs else [])]
    atheris.Setup([sys.argv[0], *arguments, str(kept), str(HERE / "seeds" / name)], TARGETS[name])
    atheris.Fuzz()


def _no_network(*_arguments: object, **_more: object) -> list[tuple[object, ...]]:
    raise OSError("no network while fuzzing")


if __name__ == "__main__":
    sys.exit(main())
