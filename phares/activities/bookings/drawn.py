"""Plannings put together by hand: thousands of cells, each of one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from phares.activities.bookings.queries.planning import Row
from phares.activities.bookings.rules.local import DAY
from phares.activities.bookings.rules.planning import (
    HOUR,
    QUARTER,
    Cell,
    Entry,
    frame_of,
    free_of,
    laid_out,
    said_part,
    said_whole,
    still_free,
    whole,
)
from phares.kernel.dating import Dated
from phares.kernel.tongue import say
from phares.kernel.words import on_the_clock


@dataclass(frozen=True, slots=True)
class Links:
    """Where one books from a free cell; None to whom may not."""

    url: str

    def at(self, offer: int, day: date, minutes: int) -> str:
        asked = {"offre": offer, "jour": day.isoformat(), "de": _clock_value(minutes)}
        return escape(f"{self.url}?{urlencode(asked)}")


def _clock_value(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _head(row: Row) -> str:
    plate = f'<span class="plaque">{escape(row.plate)}</span> ' if row.plate else ""
    seats = escape(say("{seats} places", seats=row.seats)) if row.seats else ""
    url = reverse("bookings:place", args=[row.offer.pk])
    return (
        f'<th scope="row"><a href="{url}">{escape(row.offer.name)}</a>'
        f"<small>{plate}{seats}</small></th>"
    )


def _entry(one: Entry) -> str:
    css = f"res {one.mark.value}".strip()
    inside = f"<b>{escape(one.title)}</b><span>{escape(one.said)}</span>"
    if not one.url:
        return f'<span class="{css}">{inside}</span>'
    return f'<a class="{css}" href="{escape(one.url)}">{inside}</a>'


def day_grid(
    rows: Sequence[Row], day: date, books: Links | None, now: datetime | None
) -> SafeString:
    """One day, a line for each place, a column for each quarter of an hour."""
    return mark_safe("".join(_day(rows, day, books, now)))  # every text in it is escaped


def _day(
    rows: Sequence[Row], day: date, books: Links | None, now: datetime | None
) -> Iterator[str]:
    frame = frame_of(
        (span for row in rows for span in row.hours(day) if span != (0, DAY)),
        (one for row in rows for one in row.days[day] if (one.start, one.end) != (0, DAY)),
    )
    count = (frame[1] - frame[0]) // QUARTER
    at = now.hour * 60 + now.minute if now and now.date() == day else None
    said = escape(say("Planning du {day}", day=Dated(day)))
    yield f'<table class="planning"><caption class="vh">{said}'
    yield f'</caption><colgroup><col class="salle"><col span="{count}"></colgroup><thead><tr>'
    yield f'<th scope="col">{escape(say("Salle"))}</th>'
    for hour in range(frame[0], frame[1], HOUR):
        here = ' class="now"' if at is not None and hour <= at < hour + HOUR else ""
        yield f'<th scope="col" colspan="4"{here}>{escape(on_the_clock(hour))}</th>'
    yield "</tr></thead><tbody>"
    for row in rows:
        yield from _day_row(row, day, frame, books, at or 0)
    yield "</tbody></table>"
    if at is not None and frame[0] <= at < frame[1]:
        yield _now((at - frame[0]) * 100 / (frame[1] - frame[0]))


def _now(share: float) -> str:
    """The line of this very minute across the rooms."""
    x = f"{share:.2f}%"
    line = f'<line x1="{x}" x2="{x}" y1="19" y2="100%"/><circle cx="{x}" cy="19" r="7"/>'
    return f'<svg class="now" aria-hidden="true">{line}</svg>'


def _day_row(
    row: Row, day: date, frame: tuple[int, int], books: Links | None, since: int
) -> Iterator[str]:
    entries, hours = row.days[day], row.hours(day)
    yield f"<tr>{_head(row)}"
    for cell in laid_out(entries, hours, frame):
        yield _cell(row, day, cell, books)
    yield f'<td class="reste">{_left(row, day, books, since)}</td></tr>'


def _left(row: Row, day: date, books: Links | None, since: int) -> str:
    """What is free from now on, in words; on a phone one books from each part."""
    hours = row.hours(day)
    free = still_free(free_of(row.days[day], hours), since)
    if not free:
        return escape(row.terms.opening.closed_for(day) or said_whole(free, hours))
    if whole(free, hours):
        return _link(row, day, books, free[0][0], said_whole(free, hours))
    parts = [_link(row, day, books, part[0], said_part(part, hours)) for part in free]
    return f"<span>{escape(say('Libre'))}</span> {' '.join(parts)}"


def _link(row: Row, day: date, books: Links | None, start: int, said: str) -> str:
    if books is None:
        return f"<span>{escape(said)}</span>"
    return f'<a href="{books.at(row.offer.pk, day, start)}">{escape(said)}</a>'


def _cell(row: Row, day: date, cell: Cell, books: Links | None) -> str:
    if cell.entries:
        several = ' class="ensemble"' if len(cell.entries) > 1 else ""
        inside = "".join(_entry(one) for one in cell.entries)
        return f'<td colspan="{cell.quarters}"{several}>{inside}</td>'
    if cell.closed:
        return f'<td class="ferme" colspan="{cell.quarters}"></td>'
    if books is None:
        return f'<td class="libre" colspan="{cell.quarters}"></td>'
    label = say("Réserver {name} à {hour}", name=row.offer.name, hour=on_the_clock(cell.start))
    link = _add(books.at(row.offer.pk, day, cell.start), label)
    return f'<td class="libre" colspan="{cell.quarters}">{link}</td>'


def _add(url: str, label: str) -> str:
    """In the drawer with script, on a page of its own without."""
    return (
        f'<a class="ajout" href="{url}" hx-get="{url}" hx-target="#tiroir-corps" '
        f'data-titre="{escape(say("Réserver une salle"))}" aria-label="{escape(label)}">'
        f'<span class="mot">{escape(say("Réserver"))}</span></a>'
    )


def week_grid(rows: Sequence[Row], first: date, today: date, books: Links | None) -> SafeString:
    """Seven days, a line for each place; each day says who, and what is free."""
    return mark_safe("".join(_week(rows, first, today, books)))  # every text in it is escaped


def _week(rows: Sequence[Row], first: date, today: date, books: Links | None) -> Iterator[str]:
    days = [first + timedelta(days=number) for number in range(7)]
    said = escape(say("Semaine du {day}", day=Dated(first)))
    yield f'<table class="semaine"><caption class="vh">{said}'
    yield f'</caption><thead><tr><th scope="col">{escape(say("Salle"))}</th>'
    for day in days:
        here = ' class="now"' if day == today else ""
        url = escape(f"{reverse('bookings:day')}?jour={day.isoformat()}")
        yield f'<th scope="col"{here}><a href="{url}">{escape(short_day(day))}</a></th>'
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{_head(row)}"
        for day in days:
            yield _week_cell(row, day, books)
        yield "</tr>"
    yield "</tbody></table>"


def _week_cell(row: Row, day: date, books: Links | None) -> str:
    entries, hours = row.days[day], row.hours(day)
    inside = "".join(_entry(one) for one in sorted(entries, key=lambda one: one.start))
    free = free_of(entries, hours)
    label = f'data-jour="{escape(short_day(day))}"'
    if not free:
        why = row.terms.opening.closed_for(day) or said_whole(free, hours)
        told = "" if entries else f'<span class="doux">{escape(why)}</span>'
        return f'<td class="{"" if hours else "ferme"}" {label}>{inside}{told}</td>'
    if books is None:
        return f"<td {label}>{inside}</td>"
    url = books.at(row.offer.pk, day, free[0][0])
    said = say("Réserver {name} le {day}", name=row.offer.name, day=Dated(day))
    return f"<td {label}>{inside}{_add(url, said)}</td>"


def short_day(day: date) -> str:
    """« lun. 30 »."""
    names = (
        say("lun."), say("mar."), say("mer."), say("jeu."), say("ven."), say("sam."), say("dim."),
    )  # fmt: skip
    return f"{names[day.weekday()]} {day.day}"
