"""A briefing that writes itself in every form."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from newsloom.loom import showing

if TYPE_CHECKING:
    from newsloom.records import Briefing, StoryBriefing

_HEIGHT = 640  # pixels of the frame in a notebook


class BriefingView:
    """A briefing of one story or several. `record` has all its parts, as in `docs/json.md`."""

    def __init__(self, record: Briefing) -> None:
        self.record = record

    @property
    def stories(self) -> tuple[StoryBriefing, ...]:
        return self.record.stories

    def to_html(self) -> str:
        """One self-contained page that needs neither network nor JavaScript."""
        return showing.briefing(self.record, "html")

    def to_markdown(self) -> str:
        return showing.briefing(self.record, "md")

    def to_json(self, *, with_text: bool = False) -> str:
        """The contract's form (`newsloom.briefing/1`)."""
        return showing.briefing(self.record, "json", with_text=with_text)

    def to_text(self, width: int = 80) -> str:
        return showing.briefing(self.record, "term", width=width)

    def to_pdf(self) -> bytes:
        """
        Raises:
            UsageError: the extra `pdf` is not installed.
        """
        return showing.briefing_pdf(self.record)

    def to_dict(self) -> dict[str, Any]:
        import json

        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def __repr__(self) -> str:
        return f"<briefing of {', '.join(repr(story.title) for story in self.stories) or 'no story'}>"

    def _repr_html_(self) -> str:
        """The page in a frame of its own that may run nothing, so that neither styles the other."""
        style = f"width:100%;height:{_HEIGHT}px;border:0"
        return f'<iframe sandbox srcdoc="{escape(self.to_html())}" title="newsloom briefing" style="{style}"></iframe>'
