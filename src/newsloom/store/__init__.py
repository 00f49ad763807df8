"""The desk's memory. This folder alone knows a database."""

from newsloom.store.base import Store

__all__ = ["Store"]
