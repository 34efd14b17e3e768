"""What spreadsheets bring into publications and quotes, and take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phares.activities.library.actions import file_publication, quote_somebody
from phares.activities.library.models import Publication, Quote
from phares.cooperative.projects.models import Axis
from phares.cooperative.projects.suitcase import AXIS, axes
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, one_of, slug
from phares.people.directory.models import Person
from phares.people.directory.rules.kinds import ConsentScope
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.listing import Finder, Incoming, Keys, listing, named, people

NONE = ("", "")


class _Publications(Incoming):
    columns = (
        Column("code", "Code", ("002", "017"), slug(12), True),
        Column("title", "Titre", ("Rapport 2015", "Étude de territoire"),
               cells.fits(Publication, "title"), True),
    )  # fmt: skip
    key = ("code",)

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in Publication.objects.order_by("code"):
            yield {"code": row.code, "title": row.title}

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        return [file_publication(code=values["code"], title=values["title"], by=self.by)]


# fmt: off
class _Quotes(Incoming):
    columns = (
        AXIS,
        Column("year", "Année", ("2015", "2015"), count, True),
        Column("rank", "Rang", NONE, count),
        Column("text", "Parole", ("On se croise, on s’aide.", "Je suis venue pour un bureau."),
               required=True),
        Column("author", "Dite par", ("", "Inès Kerboul")),
        Column("scope", "Portée", ("dans le pôle", "dans le bilan, sans le nom"),
               one_of(ConsentScope), True),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("axis", "year", "text")

    def finding(self) -> Mapping[str, Finder]:
        return {"axis": axes(), "author": people()}

    @staticmethod
    def rows() -> Iterable[Values]:
        """What was taken back is in no file."""
        numbers, persons = axes(), people()
        for row in Quote.objects.filter(withdrawn_on=None, axis__in=numbers.told).order_by("pk"):
            yield {
                "axis": numbers.label(row.axis_id),
                "year": row.year,
                "rank": row.rank,
                "text": row.text,
                "author": persons.label(row.author_id) if row.author_id else None,
                "scope": ConsentScope(row.scope),
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        quote = quote_somebody(
            axis=Axis.objects.get(pk=found["axis"]),
            year=values["year"],
            text=values["text"],
            author=named(Person, found, "author"),
            scope=values["scope"],
            rank=values["rank"],
            by=self.by,
            **cells.evidence_given(values),
        )
        return [quote]


SETS = (
    listing(_Publications, "publications", "Publications", "Les documents que citent les sources."),
    listing(
        _Quotes, "quotes", "Paroles",
        "Ce qui a été dit, par qui, et jusqu’où cela peut aller. Les paroles retirées ne sortent "
        "pas.",
    ),
)  # fmt: skip
"""In the order in which an empty pole takes them."""
