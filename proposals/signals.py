"""What other apps may wish to know of letters."""

from __future__ import annotations

from django.dispatch import Signal

contents_changed = Signal()
"""The text or the passages of `letter` are others now. Sent within the transaction of the change, when it is complete."""

wastebasket_changed = Signal()
"""The letter or plan `document` lies in the wastebasket now, or does no more. Sent within the transaction of the change."""

assignments_asked = Signal()
"""Receivers return what people assigned in `letter`, as a list of rows that JSON can hold; it is kept with each act."""

assignments_restored = Signal()
"""`letter` is again what it was; `rows` are what a receiver of `assignments_asked` had returned then."""
