"""What other apps may wish to know of letters."""

from __future__ import annotations

from django.dispatch import Signal

contents_changed = Signal()
"""The text or the passages of `letter` are others now. Sent within the transaction of the change, when it is complete."""

wastebasket_changed = Signal()
"""The letter or plan `document` lies in the wastebasket now, or does no more. Sent within the transaction of the change."""
