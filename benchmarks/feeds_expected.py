"""What feedparser's own tests expect, as far as it can be read without running anything: comparisons of a field with a literal."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any

_EXPECT = re.compile(r"<!--(.{0,2000}?)-->", re.S)
_LINE = re.compile(r"^[ \t]*(Header|Expect)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M | re.I)
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """The headers of an answer that a file plays, and what is expected: (path, value), None where it cannot be read."""

    headers: dict[str, str]
    wants: list[tuple[Path_, Any]] | None


def of(text: str) -> Test | None:
    """The test in the first comment of a file, None where there is none."""
    comment = _EXPECT.search(text)
    lines = _LINE.findall(comment[1]) if comment else []
    expected = next((value for name, value in lines if name.lower() == "expect"), None)
    if expected is None:
        return None
    pairs = (value.partition(":") for name, value in lines if name.lower() == "header")
    return Test({name.strip().lower(): value.strip() for name, _, value in pairs}, _wants(expected))


def _wants(expression: str) -> list[tuple[Path_, Any]] | None:
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None
    found: list[tuple[Path_, Any]] = []
    for part in _conjuncts(tree):
        if isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq):
            path = _path(part.left)
            try:
                if path:
                    found.append((path, ast.literal_eval(part.comparators[0])))
            except ValueError:
                continue
    return found


def _conjuncts(tree: ast.expr) -> list[ast.expr]:
    return (
        [one for part in tree.values for one in _conjuncts(part)]
        if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)
        else [tree]
    )


def _path(node: ast.expr) -> Path_ | None:
    """`entries[0]['title']` and `entries[0].title` as ("entries", 0, "title")."""
    steps: list[str | int] = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            steps.append(node.attr)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str | int):
            steps.append(node.slice.value)
        else:
            return None
        node = node.value
    return (node.id, *reversed(steps))
