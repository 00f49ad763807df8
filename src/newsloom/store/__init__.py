"""The desk's memory. This folder alone knows a database."""

from newsloom.store.base import Store
from newsloom.store.engine import full_text
from newsloom.store.feeds import Lease

__all__ = ["Lease", "Store", "full_text"]
