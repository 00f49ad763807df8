"""The desk's memory. This folder alone knows a database."""

from newsloom.store.archive import Manifest
from newsloom.store.base import Store
from newsloom.store.engine import full_text
from newsloom.store.feeds import Lease
from newsloom.store.listing import Wanted
from newsloom.store.living import Living
from newsloom.store.looking import OutletRow, Printed
from newsloom.store.opening import exists
from newsloom.store.stories import Listed, Summary

__all__ = ["Lease", "Listed", "Living", "Manifest", "OutletRow", "Printed", "Store", "Summary", "Wanted", "exists", "full_text"]
