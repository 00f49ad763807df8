"""The desk's memory. This folder alone knows a database."""

from newsloom.store.base import Store
from newsloom.store.engine import full_text

__all__ = ["Store", "full_text"]
