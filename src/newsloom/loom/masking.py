"""Names and passwords inside addresses, blotted out: see `newsloom.text.masking`."""

from __future__ import annotations

from newsloom.text.masking import HIDDEN, has_login, masked, without_login

__all__ = ["HIDDEN", "has_login", "masked", "without_login"]
