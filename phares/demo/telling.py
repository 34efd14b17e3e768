"""The texts of the year's report, and the figures that were published at the time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from phares.activities.library.actions import file_publication
from phares.common.clock.queries import now
from phares.demo.reading import Book
from phares.kernel.actor import THE_POLE
from phares.steering.reporting.actions import (
    declare_figure,
    open_year,
    write_cover,
    write_section,
)


def prepare_report(book: Book) -> None:
    """The report of the year is open, its texts are typed; figures are counted, never typed."""
    for entry in book.pole["publication"]:
        file_publication(code=entry["code"], title=entry["title"], by=THE_POLE)
    texts = dict(book.year["report"])
    report = open_year(book.year["year"], by=THE_POLE, now=now())
    write_cover(report, title=texts.pop("title"), cover=texts.pop("cover"), by=THE_POLE, now=now())
    for section in report.sections.filter(key__in=texts):
        text = texts[section.key].strip()
        write_section(section, title=section.title, text=text, by=THE_POLE, now=now())
    for entry in book.pole["declared"]:
        declare_figure(
            code=entry["code"],
            year=entry["year"],
            value=Decimal(entry["value"]),
            as_of=date.fromisoformat(entry["as_of"]) if "as_of" in entry else None,
            source=entry["source"],
            gap_note=entry.get("gap_note", ""),
            by=THE_POLE,
            now=now(),
        )
