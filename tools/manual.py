"""Writes the reference of the command line from the commands themselves: docs/commands.md, the man page, completions.

Usage: python tools/manual.py          write them
       python tools/manual.py --check  exit 1 where a file is not what the commands say

The page follows man-pages(7); it and the completions lie in packaging/. No library that writes man pages reads the click inside typer.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import typer
from typer.completion import get_completion_script

from newsloom.cli.commands import app

ROOT = Path(__file__).parents[1]
SHELLS = {"bash": "newsloom.bash", "zsh": "_newsloom", "fish": "newsloom.fish"}


def main() -> int:
    made = {ROOT / "docs" / "commands.md": _markdown(), ROOT / "packaging" / "newsloom.1": _page()}
    for shell, name in SHELLS.items():
        script = get_completion_script(prog_name="newsloom", complete_var="_NEWSLOOM_COMPLETE", shell=shell)
        made[ROOT / "packaging" / name] = script.strip() + "\n"
    stale = []
    for target, text in made.items():
        if "--check" not in sys.argv:
            target.write_text(text, encoding="utf-8")
        elif not target.is_file() or target.read_text(encoding="utf-8") != text:
            stale.append(f"{target.relative_to(ROOT)} is not what the commands say: run python tools/manual.py")
    print("\n".join(stale) or f"{len(made)} files of the command line's reference")  # noqa: T201
    return 1 if stale else 0


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each command with its full name, those of a group after it."""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")


def _call(name: str, command: Any) -> str:
    operands = [_operand(parameter) for parameter in command.params if parameter.param_type_name == "argument"]
    subcommand = ["COMMAND"] if hasattr(command, "commands") else []
    return " ".join(["newsloom", name, *subcommand, "[OPTIONS]", *operands])


def _parameters(command: Any) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            yield _operand(parameter), _help(parameter)
        elif parameter.name not in {"help", "install_completion", "show_completion"}:
            value = "" if parameter.is_flag else f" {parameter.metavar or _choices(parameter)}"
            yield ", ".join([*parameter.opts, *parameter.secondary_opts]) + value, _help(parameter)


def _operand(parameter: Any) -> str:
    return (parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs == -1 else "")


def _choices(parameter: Any) -> str:
    kind = parameter.type_descriptor.annotation
    return "|".join(str(choice) for choice in get_args(kind)) or getattr(kind, "__name__", "VALUE").upper()


def _help(parameter: Any) -> str:
    variable = getattr(parameter, "envvar", None)
    return (parameter.help or "") + (f" (or the variable {variable})" if variable else "")


def _words(text: str | None) -> str:
    """Help as written, its paragraphs kept, its lines joined."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text or ""))


def _markdown() -> str:
    parts = [
        "# Commands",
        "Made by `python tools/manual.py`; the same as `newsloom COMMAND --help` and `man newsloom`.",
    ]
    for name, command in _commands(typer.main.get_command(app)):
        parts += [f"## newsloom {name}", f"```\n{_call(name, command)}\n```", _words(command.help)]
        rows = [f"| `{_cell(call)}` | {_cell(words)} |" for call, words in _parameters(command)]
        if rows:
            parts.append("\n".join(["| | |", "|---|---|", *rows]))
        if command.epilog:
            parts.append(command.epilog.replace("Example: ", "Example: `") + ("`" if "Example: " in command.epilog else ""))
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _page() -> str:
    root = typer.main.get_command(app)
    lines = [
        '.TH NEWSLOOM 1 "" newsloom "User commands"',
        ".SH NAME",
        "newsloom \\- weave news of many outlets into stories a reader can check",
    ]
    lines += [
        ".SH SYNOPSIS",
        ".B newsloom",
        ".I COMMAND",
        "[OPTIONS] [INPUT...]",
        ".SH DESCRIPTION",
        _roff(_words(root.help)),
        ".SH COMMANDS",
    ]
    for name, command in _commands(root):
        lines += [f".SS {_roff(_call(name, command))}", _roff(_words(command.help)).replace("\n\n", "\n.PP\n")]
        for call, words in _parameters(command):
            lines += [".TP", f".B {_roff(call)}", _roff(words)]
        if command.epilog:
            lines += [".PP", _roff(command.epilog)]
    lines += [".SH EXIT STATUS", "0: done. 1: some inputs failed, the rest is done. 2: wrong usage, or nothing usable. 130: stopped."]
    lines += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B NEWSLOOM_DB",
        _roff("The desk's database."),
        ".TP",
        ".B NEWSLOOM_CONFIG",
        "The settings file (TOML).",
    ]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """Text as roff takes it: backslashes and hyphens as they are, no line that begins like a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.split("\n"))


if __name__ == "__main__":
    sys.exit(main())
