"""Bookings a second: the bare insert under its guard, the action, and the API on a real server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from phares.activities.bookings.actions import book_room
from phares.activities.bookings.models import Offer
from phares.activities.bookings.tests.factories import ANIMATOR, asset, offer, organisation, rooms
from phares.common.parameters.models import Parameter
from phares.cooperative.assets.models import Occupation
from phares.cooperative.assets.queries import tree_of
from phares.cooperative.assets.rules.kinds import OccupationState, Taking
from phares.kernel.actor import Role
from phares.kernel.time import TimeSlot
from phares.people.directory.rules.kinds import BelongingRole
from tests.api.world import token_for

CLIENTS = 8
QUARTER = timedelta(minutes=15)
ONE_BY_ONE = 300
"""Bookings of each of the two measured in this process."""


def booked(seconds: int) -> dict[str, Any]:
    """`ratio`: how many the action makes for each that the bare insert does."""
    call_command("migrate", verbosity=0)
    rooms()
    party = organisation("Banc d’essai", BelongingRole.RESIDENT)
    places = [_room(number) for number in range(CLIENTS + 2)]
    now = timezone.now()
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    facts: dict[str, Any] = {"party": party, "by": ANIMATOR, "now": now}
    bare, action = places[-2:]
    unit = bare.parts.get().asset_id
    acts = {
        "raw": lambda slot: _raw(unit, party, slot),
        "action": lambda slot: book_room(offer=action, slot=slot, **facts),
    }
    rates = _in_turns(acts, first)
    http = _over_http(places[:CLIENTS], party.pk, first, seconds)
    told = {f"{name}_per_s": round(rate, 1) for name, rate in rates.items()}
    return {**told, "ratio": round(rates["action"] / rates["raw"], 2), "http": http}


def _room(number: int) -> Offer:
    return offer(f"Salle d’essai {number}", asset(f"Essai {number}"), keeps_holidays=False)


def _in_turns(acts: dict[str, Callable[[TimeSlot], Any]], first: datetime) -> dict[str, float]:
    """Each act in its turn, so that what else the machine does weighs on both."""
    taken = dict.fromkeys(acts, 0.0)
    for turn in range(-20, ONE_BY_ONE):
        start = first + QUARTER * (turn + 20)
        for name, act in acts.items():
            begun = perf_counter()
            act(TimeSlot(start, start + QUARTER))
            taken[name] += perf_counter() - begun if turn >= 0 else 0
    return {name: ONE_BY_ONE / spent for name, spent in taken.items()}


@transaction.atomic
def _raw(unit: int, party: Any, slot: TimeSlot) -> None:
    """The same lock and the same constraint, and nothing else."""
    tree_of([unit], lock=_locks())
    Occupation.objects.create(
        asset_id=unit,
        holder=party,
        taking=Taking.BOOKING.value,
        key=f"bench:{slot.start.timestamp():.0f}",
        starts_at=slot.start,
        ends_at=slot.end,
        state=OccupationState.ACTIVE.value,
    )


def _locks() -> bool:
    return transaction.get_connection().vendor == "postgresql"


def _over_http(places: list[Offer], party: int, first: datetime, seconds: int) -> dict[str, Any]:
    """Eight programs, each with its token and its room, on `phares serve` as installed."""
    Parameter.objects.create(code="api.rate", value=60_000, starts_on="2010-01-01", source="banc")
    secrets = [token_for(Role.ANIMATOR) for _ in places]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    phares = Path(sys.executable).with_name("phares")
    with open(os.devnull, "w") as nowhere:
        server = subprocess.Popen(
            [phares, "serve", "--port", str(port)], stdout=nowhere, stderr=nowhere
        )
        try:
            _wait_for(port)
            return _asked(port, list(zip(places, secrets, strict=True)), party, first, seconds)
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise TimeoutError("phares serve does not answer")


def _asked(port: int, programs: Any, party: int, first: datetime, seconds: int) -> dict[str, Any]:
    statuses: list[int] = []
    barrier = threading.Barrier(len(programs))

    def asks(place: Offer, secret: str) -> None:
        link, turn = HTTPConnection("127.0.0.1", port, timeout=60), 0
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        barrier.wait()
        until = perf_counter() + seconds
        while perf_counter() < until:
            start = first + QUARTER * turn
            body = {"space": place.pk, "organisation": party, "starts_at": start.isoformat()}
            body["ends_at"] = (start + QUARTER).isoformat()
            link.request("POST", "/api/v1/bookings", json.dumps(body), headers)
            answer = link.getresponse()
            answer.read()
            statuses.append(answer.status)
            turn += 1

    threads = [threading.Thread(target=asks, args=program) for program in programs]
    begun = perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    made = len(statuses)
    rate = made / (perf_counter() - begun)
    assert set(statuses) == {201}, sorted(set(statuses))
    return {"clients": len(threads), "made": made, "per_s": round(rate, 1)}
