"""Keys that are asked for: by whom, for whom, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from phares.people.accounts.models import KeyRequest
from phares.people.accounts.rules.lifecycle import KeyRequestState


def key_requests() -> QuerySet[KeyRequest]:
    """All of them, with the structure and who asked."""
    return KeyRequest.objects.select_related("organisation", "asked_by")


def key_requests_waiting() -> QuerySet[KeyRequest]:
    """Those that the administration has to decide, the oldest first."""
    return key_requests().filter(state=KeyRequestState.WAITING.value).order_by("asked_at", "pk")


def is_asked(address: str, house: int) -> bool:
    """Whether a key already waits for that address and structure."""
    rows = KeyRequest.objects.filter(email__iexact=address.strip(), organisation=house)
    return rows.filter(state=KeyRequestState.WAITING.value).exists()


def asked_for_houses(houses: Sequence[int]) -> Mapping[int, list[KeyRequest]]:
    """The last request for each address, when it waits or was refused: one that was accepted is an
    invitation."""
    last, found = set[tuple[int, str]](), defaultdict[int, list[KeyRequest]](list)
    for one in KeyRequest.objects.filter(organisation__in=houses).order_by("-pk"):
        known = (one.organisation_id, one.email)
        if known not in last and one.state != KeyRequestState.ACCEPTED.value:
            found[one.organisation_id].append(one)
        last.add(known)
    return found


def decided_before(moment: datetime) -> QuerySet[KeyRequest]:
    """Those whose answer is older than that."""
    return KeyRequest.objects.filter(decided_at__lt=moment)


def requests_of(names: Collection[str], account: int | None) -> QuerySet[KeyRequest]:
    """What somebody asked for, and what was asked for one of their addresses."""
    addresses = [name.lower() for name in names if "@" in name]
    asked = Q(pk__in=[]) if account is None else Q(asked_by=account)
    return key_requests().filter(Q(email__in=addresses) | asked)
