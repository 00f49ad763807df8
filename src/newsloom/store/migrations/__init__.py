"""Numbered steps from an empty database to the tables in `schema.py`."""
