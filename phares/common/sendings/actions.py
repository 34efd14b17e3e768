"""Doing once what a form asks, however often its button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from phares.common.sendings.models import Sending
from phares.kernel.masking import replaced

type Result = tuple[str, str]
"""What to say, and where to go."""


@transaction.atomic
def once(key: str, act: Callable[[], Result]) -> Result:
    """What the act gives; sent again under the same key, what it gave the first time.

    The row is there before the act: of two sent at once, the second waits for the first. An act
    that is refused leaves none behind.
    """
    sending, new = Sending.objects.get_or_create(key=key)
    if not new:
        return sending.said, sending.to
    said, to = act()
    Sending.objects.filter(key=key).update(said=said, to=to)
    return said, to


def forget_answers(names: Iterable[str], mask: str) -> None:
    """What was answered to a form and names somebody who is forgotten says a number instead."""
    known = list(names)
    for sending in Sending.objects.exclude(said="").iterator():
        said = replaced(sending.said, known, mask, loosely=True)
        if said != sending.said:
            Sending.objects.filter(pk=sending.pk).update(said=said)
