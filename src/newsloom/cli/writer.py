"""What is said before a writer is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.cli import output

if TYPE_CHECKING:
    from newsloom.loom import Desk


def tell(desk: Desk, language: str | None) -> None:
    """Say once that text leaves the machine; or that a language was asked for and nobody can write it.

    Raises:
        UsageError: `language` is no language code.
    """
    notice = desk.writer_notice(language)
    if notice:
        output.say(f"newsloom: {notice}")
    elif language:
        output.say("newsloom: no writer is set up, so --lang changes nothing: sentences stay in their articles' languages")
