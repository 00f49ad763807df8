"""Holds what newsloom stands on against known faults, and writes a bill of materials (CycloneDX JSON) to build/sbom.json.

Usage: python tools/audit.py    exit 1 where a pinned version has a known fault, or an entry of a lock file no hash

Usage: python tools/audit.py    exit 1 where a pinned version has a known fault, or an entry of a lock file has no hash
then installs only files whose SHA-256 was written down. Run it again from a machine that reaches them before a release.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-models.txt"]


def main() -> int:
    wrong = [f"{name}: {line} has no hash" for name in LOCKS for line in _unhashed(ROOT / name)]
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    report = _audited()
    for part in report:
        wrong += [f"{part['name']} {part['version']}: {fault['id']}, mended in {fault['fix_versions']}" for fault in part.get("vulns", [])]
    _bill(build / "sbom.json")
    unseen = [part for part in report if "skip_reason" in part]
    print(f"{len(report)} parts in build/sbom.json, each with its hash in the lock file")  # noqa: T201
    if unseen:
        print(f"advisories could not be reached for {len(unseen)} of them: run this again from a machine that reaches them")  # noqa: T201
    if wrong:
        print("\n".join(wrong))  # noqa: T201
    elif len(unseen) < len(report):
        print(f"no fault known of {len(report) - len(unseen)}")  # noqa: T201
    return 1 if wrong else 0


def _audited() -> list[dict[str, Any]]:
    """What pip-audit says of each part of the run-time lock file."""
    wanted = ["--require-hashes", "--disable-pip", "-r", "requirements.txt", "--progress-spinner", "off", "--format", "json"]
    done = subprocess.run([sys.executable, "-m", "pip_audit", *wanted], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if not done.stdout.strip():
        sys.exit(f"pip-audit gave nothing: {done.stderr.strip()[-500:]}")
    return list(json.loads(done.stdout)["dependencies"])


def _bill(target: Path) -> None:
    """Write the bill of materials of the run-time lock file, in CycloneDX JSON."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.txt", "--pyproject", "pyproject.toml", "-o", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603


def _unhashed(lock: Path) -> list[str]:
    """The requirements of a lock file that name no hash."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [
        entry.split()[0]
        for entry in entries
        if entry.strip() and not entry.lstrip().startswith(("#", "-")) and "--hash=sha256:" not in entry
    ]


if __name__ == "__main__":
    sys.exit(main())
