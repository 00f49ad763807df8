"""The Python interface: a desk, its stories, briefings and claims, which show themselves in a notebook. See `newsloom.open`."""

from newsloom.api.briefings import BriefingView
from newsloom.api.claims import Claims
from newsloom.api.loom import Loom, StoryView

__all__ = ["BriefingView", "Claims", "Loom", "StoryView"]
