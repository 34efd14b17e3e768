"""What a bench process does in its own home: builds, measures, prints JSON."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
from django.conf import settings


def main(arguments: list[str]) -> None:
    from phares.config.home import home, write_settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "phares.config.settings"
    write_settings(home(), demo=True)
    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    what, value = arguments
    does = {
        "fill": fill, "town": town, "report": report, "suitcase": suitcase, "search": search,
        "booking": booking,
        "feed": feed,
    }[what]  # fmt: skip
    with ThreadPoolExecutor(max_workers=1) as thread:  # where a server answers too
        json.dump(thread.submit(does, int(value)).result(), sys.stdout)


def fill(size: int) -> None:
    """A home with its town: measured by another process, as a server opens what is there."""
    from django.core.management import call_command

    from tests.bench.town import build

    call_command("migrate", verbosity=0)
    build(size)
    from django.utils import timezone

    from phares.common.clock.actions import travel_to
    from phares.config.upkeep import refresh_statistics
    from phares.kernel.actor import THE_POLE

    refresh_statistics(timezone.now())
    travel_to(timezone.now().replace(year=2016, month=1, day=4), by=THE_POLE)


def town(size: int) -> dict[str, Any]:
    from phares.people.accounts.models import User
    from tests.bench.town import YEAR

    user = User.objects.get()
    return {"organisations": size, "measures": pages(user, YEAR), "figures": figures(YEAR)}


def pages(user: Any, year: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from phares.config.serving import settle
    from tests.bench.measure import timed

    client = Client()
    client.force_login(user)
    addresses, asked = _addresses(year), {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        asked[name] = {"queries": len(queries)}  # now: the next request forgets them
    settle()  # as after the first visits of the day
    return {
        name: timed(lambda address=address: client.get(address)) | asked[name]
        for name, address in addresses.items()
    }


def _addresses(year: int) -> dict[str, str]:
    from django.urls import reverse

    from phares.people.directory.models import Organisation

    middle = Organisation.objects.order_by("pk")[Organisation.objects.count() // 2]
    return {
        "directory": reverse("directory:organisations"),
        "directory_search": reverse("directory:organisations") + "?q=structure 0012",
        "organisation": reverse("directory:organisation", args=[middle.pk]),
        "search": reverse("portal:find") + "?q=structure 0012",
        "figures_page": reverse("reporting:figures", args=[year]),
        "today": reverse("portal:today"),
    }


def search(runs: int) -> dict[str, Any]:
    """Milliseconds of processor for one search among 100 000 records, as the team and as a member,
    that of PostgreSQL included."""
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from phares.config.serving import settle
    from phares.config.upkeep import refresh_statistics
    from phares.people.accounts.models import User
    from tests.bench.archive import WORDS, fill
    from tests.bench.measure import timed, worked

    call_command("migrate", verbosity=0)
    found: dict[str, Any] = {"records": fill()}
    refresh_statistics(timezone.now())
    settle()
    for user in User.objects.order_by("pk"):
        client = Client(headers={"Accept": "application/json"})
        client.force_login(user)
        for name, words in WORDS.items():
            call = lambda words=words, client=client: client.get("/chercher/", {"q": words})  # noqa: E731
            hits = len(call().json()["results"])
            cpu = timed(call, runs=runs, clock=worked)
            wall = timed(call, runs=runs)["median_ms"]
            found[f"{user.name.split()[0].lower()}_{name}"] = {"hits": hits, **cpu, "wall_ms": wall}
    return found


def feed(entries: int) -> dict[str, Any]:
    """A calendar that so many bookings fill, read from elsewhere; then when nothing changed."""
    from django.core.management import call_command
    from django.test import Client

    from phares.config.serving import settle
    from tests.bench.feed import address_of
    from tests.bench.measure import timed

    call_command("migrate", verbosity=0)
    address, client = address_of(entries), Client()
    answer = client.get(address)
    assert answer.content.count(b"BEGIN:VEVENT") >= entries
    settle()
    same = {"If-None-Match": answer["ETag"]}
    return {
        "entries": entries,
        "whole": timed(lambda: client.get(address)),
        "unchanged": timed(lambda: client.get(address, headers=same)),
    }


def figures(year: int) -> dict[str, Any]:
    from phares.steering.reporting.queries import figures_of
    from tests.bench.measure import timed

    return timed(lambda: figures_of(year))


def report(year: int) -> dict[str, Any]:
    from phares.steering.reporting.exports import report_file
    from tests.bench.measure import timed

    found = {}
    for suffix in (".pdf", ".docx", ".csv", ".html"):
        call = lambda suffix=suffix: report_file(year, suffix, now=_now())  # noqa: E731
        found[f"report{suffix}"] = timed(call, runs=7)
    return found


def suitcase(lines: int) -> dict[str, Any]:
    """Seconds to bring so many structures into an empty pole, from a CSV, and to take them out."""
    from time import perf_counter

    from django.core.management import call_command

    from phares.kernel.actor import THE_POLE
    from phares.people.directory.actions import add_pole
    from phares.steering.suitcases.actions import export
    from phares.steering.suitcases.sources import dataset
    from tests.bench.measure import worked
    from tests.bench.suitcase import brought_in

    call_command("migrate", verbosity=0)
    add_pole(name="Banc d’essai", is_home=True, by=THE_POLE)
    start, begun = perf_counter(), worked()
    made = brought_in(lines, _now())
    assert made == lines, made
    found = {"lines": lines, "import_s": perf_counter() - start, "cpu_s": worked() - begun}
    start = perf_counter()
    export(dataset("organisations"), "csv", by=THE_POLE)
    return {**found, "export_csv_s": perf_counter() - start}


def booking(seconds: int) -> dict[str, Any]:
    """Bookings a second: bare, by the action, through the API with eight clients."""
    from tests.bench.booking import booked

    return booked(seconds)


def _now() -> Any:
    from phares.common.clock.queries import now

    return now()


if __name__ == "__main__":
    main(sys.argv[1:])
