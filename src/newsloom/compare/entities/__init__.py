"""Entities over a whole story: what the articles call by different names, or by shorter ones, becomes one."""

from __future__ import annotations

from newsloom.compare.entities.link import canon, link

__all__ = ["canon", "link"]
