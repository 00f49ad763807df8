"""Cluster: articles into events, events into stories, copies into groups."""

from __future__ import annotations

from newsloom.cluster.asking import name_keys, place_keys
from newsloom.cluster.features import Features, features
from newsloom.cluster.linking import shared_names
from newsloom.cluster.stream import Placement, Stream, event_id
from newsloom.cluster.weave import Weaving, story_id, weave

__all__ = [
    "Features",
    "Placement",
    "Stream",
    "Weaving",
    "event_id",
    "features",
    "name_keys",
    "place_keys",
    "shared_names",
    "story_id",
    "weave",
]
