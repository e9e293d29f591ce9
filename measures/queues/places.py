"""Where an item of a queue stands: the items before and behind it, and what comes next when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kejiting.web.parameters import row_id
from measures.queues.kinds import QUEUES, Queue, Scope

# So many are counted and walked through; nobody sees the end of more
MOST = 1000

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """An item by its id among `keys`, the keys of what waited when it was looked up."""

    queue: Queue
    scope: Scope
    item: int
    keys: tuple[Key, ...]

    @property
    def asked(self) -> str:
        return self.queue.asked(self.scope)

    @property
    def number(self) -> int | None:
        """Which it is, counted from one; None if it does not wait any more."""
        return next((number for number, key in enumerate(self.keys, start=1) if key[-1] == self.item), None)

    @property
    def count(self) -> int:
        return len(self.keys)

    @property
    def is_cut(self) -> bool:
        return self.count == MOST

    @property
    def previous(self) -> str | None:
        return self._address(self.number - 2) if self.number and self.number > 1 else None

    @property
    def following(self) -> str | None:
        """The next one; of an item that does not wait any more the first."""
        place = self.number or 0
        return self._address(place) if place < self.count else None

    def still_waits(self) -> bool:
        """Is the item in the queue as it is now?"""
        return any(key[-1] == self.item for key in keys_of(self.queue, self.scope))

    def after(self) -> tuple[str | None, int]:
        """Where to go on when something was done with the item, None if nothing waits, and how many wait then.

        To the item itself as long as it waits, else on down the queue, then from its head again.
        """
        now = keys_of(self.queue, self.scope)
        waiting = {key[-1]: key for key in now}
        place = (self.number or 1) - 1
        on = (waiting[key[-1]] for key in (*self.keys[place:], *self.keys[:place], *now) if key[-1] in waiting)
        key = next(on, None)
        return (self.queue.address(self.scope, *key) if key else None), len(now)

    def _address(self, place: int) -> str:
        return self.queue.address(self.scope, *self.keys[place])


def keys_of(queue: Queue, scope: Scope) -> tuple[Key, ...]:
    return tuple(queue.rows(scope).values_list(*queue.key)[:MOST])


def place_in(queue: Queue, scope: Scope, item: int) -> QueuePlace:
    """One query."""
    return QueuePlace(queue, scope, item, keys_of(queue, scope))


def asked_place(request: HttpRequest, route: str, item: int) -> QueuePlace | None:
    """Where the item of the page stands in the queue that its address names; None if it names none that leads there."""
    queue = QUEUES.get(request.GET.get("queue", ""))
    by = request.user
    if queue is None or queue.route != route or not isinstance(by, User) or not by.has_perm(queue.right):
        return None
    return place_in(queue, Scope(by, letter_of(request)), item)


def letter_of(request: HttpRequest) -> int | None:
    """The letter that the address names; None if it names none."""
    return row_id(request.GET.get("letter", ""))


def go_on(request: HttpRequest, place: QueuePlace) -> HttpResponse:
    """Show what comes next, or the work page when nothing of the kind waits any more."""
    address, count = place.after()
    if address is None:
        messages.info(request, f"{place.queue.label}：都看过了。")
        return redirect(reverse("work"))
    messages.info(request, f"接着看下一件，{place.queue.label}还有 {count} 件。")
    return redirect(address)
