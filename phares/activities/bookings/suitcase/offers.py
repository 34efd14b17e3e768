"""What may be booked: one line an offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from phares.activities.bookings.actions import offer_place, take_offer_back
from phares.activities.bookings.models import Offer
from phares.activities.bookings.rules.kinds import Approval, OfferKind
from phares.cooperative.assets.models import Asset
from phares.cooperative.premises.suitcase.spaces import spaces
from phares.kernel.actor import Actor
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, day, one_of, several, yes_no
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.listing import Finder, Incoming, Keys, Named, listing

NONE = ("", "")
NUMBERS = {
    "before_minutes": "Battement avant (min)",
    "after_minutes": "Battement après (min)",
    "step_minutes": "Pas (min)",
    "shortest_minutes": "Durée minimale (min)",
    "longest_minutes": "Durée maximale (min)",
    "notice_minutes": "Délai minimal (min)",
    "ahead_days": "Au plus à l’avance (jours)",
    "release_minutes": "Libérée après (min)",
}


def units() -> Named:
    """Spaces by their door or their name, all other things that are shared by their name."""
    found = spaces()
    others = Asset.objects.exclude(pk__in=list(found.told)).order_by("pk")
    for pk, name in others.values_list("pk", "name"):
        found.note(pk, name)
    return found


# fmt: off
class _Offers(Incoming):
    columns = (
        Column("name", "Nom", ("Atelier clair", "Les deux ensemble"), cells.fits(Offer, "name"),
               True),
        Column("kind", "Nature", ("salle", "ensemble"), one_of(OfferKind), True),
        Column("units", "Ce que l’on prend", ("102", "101 | 102"), several, True),
        Column("any_one", "L’une quelconque", NONE, yes_no, hint="Vide vaut « non »"),
        Column("since", "Depuis", ("12/03/2015", "01/09/2016"), day, True),
        Column("until", "Dernier jour", NONE, day),
        Column("approval", "Confirmée par le pôle pour", NONE, one_of(Approval)),
        Column("keeps_holidays", "Fermée les jours fériés", NONE, yes_no,
               hint="Vide vaut « oui »"),
        *(Column(key, label, NONE, count) for key, label in NUMBERS.items()),
        Column("note", "À savoir", NONE, cells.fits(Offer, "note")),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("name", "since")

    def finding(self) -> Mapping[str, Finder]:
        return {"units": units()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names = units()
        for row in Offer.objects.prefetch_related("parts").order_by("starts_on", "pk"):
            yield {
                "name": row.name,
                "kind": OfferKind(row.kind),
                "units": tuple(names.label(part.asset_id) for part in row.parts.all()),
                "any_one": row.any_one or None,
                "since": row.starts_on,
                "until": row.ends_on and row.ends_on - timedelta(days=1),
                "approval": Approval(row.approval),
                "keeps_holidays": row.keeps_holidays,
                **{key: getattr(row, key) for key in NUMBERS},
                "note": row.note,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        told: dict[str, Any] = {
            key: values[key]
            for key in (*NUMBERS, "any_one", "keeps_holidays", "note")
            if values.get(key) is not None
        }
        if values.get("approval"):
            told["approval"] = values["approval"].value
        last = values.get("until")
        kept = Asset.objects.in_bulk(found["units"])
        offer = offer_place(
            name=values["name"], kind=values["kind"], units=[kept[pk] for pk in found["units"]],
            start=values["since"], end=last and last + timedelta(days=1), by=self.by,
            **told, **cells.evidence_given(values),
        )  # fmt: skip
        return [offer, *offer.parts.all()]


def _take_back(rows: Sequence[Any], by: Actor) -> None:
    offer, *_parts = rows
    take_offer_back(offer, by=by)


SET = listing(
    _Offers, "offers", "Ce qui se réserve",
    "Une ligne par salle, poste ou ensemble à réserver, et comment. Les espaces se décrivent "
    "d’abord.",
    take_back=_take_back,
)  # fmt: skip
