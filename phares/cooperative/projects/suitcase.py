"""What spreadsheets bring into axes, actions and partnerships, and take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from phares.cooperative.projects.actions import partner_with, take_part, tell_action, write_axis
from phares.cooperative.projects.models import Action, Axis, Participation, Partnership
from phares.kernel.datasets import Column, Values
from phares.kernel.reading import count, yes_no
from phares.people.directory.models import Organisation
from phares.people.directory.suitcase import cells
from phares.people.directory.suitcase.houses import Houses
from phares.people.directory.suitcase.listing import (
    SINCE,
    UNTIL,
    Finder,
    Incoming,
    Keys,
    Named,
    listing,
    named,
    our_pole,
)

NONE = ("", "")
AXIS = Column("axis", "Axe", ("1", "2"), required=True, hint="Son numéro")


def axes() -> Named:
    """By its number, or by its name."""
    found = Named("l’axe", ())
    rows = Axis.objects.filter(pole__is_home=True).order_by("pk")
    for pk, number, name in rows.values_list("pk", "number", "name"):
        found.note(pk, str(number), name, f"{number}. {name}")
    return found


def actions() -> Named:
    """« Atelier couture (2015) », or its title alone when no other bears it."""
    found = Named("l’action", ())
    rows = _ours().order_by("pk").values_list("pk", "title", "year")
    for pk, title, year in rows:
        found.note(pk, f"{title} ({year})", title)
    return found


def _ours() -> Any:
    return Action.objects.filter(axis__pole__is_home=True)


class _Axes(Incoming):
    columns = (
        Column("number", "Numéro", ("1", "2"), count, True),
        Column(
            "name", "Nom", ("Coopérer", "Transmettre"), cells.fits(Axis, "name"), True, ("Axe",)
        ),
        Column("long_name", "Intitulé", NONE, cells.fits(Axis, "long_name")),
        Column("statement", "Ce que nous cherchons", NONE),
    )
    key = ("number",)

    @staticmethod
    def rows() -> Iterable[Values]:
        for row in Axis.objects.filter(pole__is_home=True).order_by("pk"):
            yield {
                "number": row.number,
                "name": row.name,
                "long_name": row.long_name,
                "statement": row.statement,
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        axis = write_axis(
            pole=our_pole(),
            number=values["number"],
            name=values["name"],
            long_name=values["long_name"] or "",
            statement=values["statement"] or "",
            by=self.by,
        )
        return [axis]


# fmt: off
class _Actions(Incoming):
    columns = (
        AXIS,
        Column("year", "Année", ("2015", "2015"), count, True),
        Column("rank", "Rang", NONE, count),
        Column("title", "Intitulé", ("Atelier couture", "Fête du quai"),
               cells.fits(Action, "title"), True, ("Action",)),
        Column("text", "Récit", NONE, cells.fits(Action, "text")),
        Column("parent", "Dans le programme", NONE, hint="Une action écrite plus haut"),
        Column("led_from", "Issue de", NONE, hint="Une action écrite plus haut"),
        Column("in_report", "Au bilan", ("oui", "oui"), yes_no, hint="Vide vaut « oui »"),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("axis", "year", "title", "parent")

    def finding(self) -> Mapping[str, Finder]:
        self.told = actions()
        return {"axis": axes(), "parent": self.told, "led_from": self.told}

    @staticmethod
    def rows() -> Iterable[Values]:
        numbers, names = axes(), actions()
        for row in _from_the_first():
            yield {
                "axis": numbers.label(row.axis_id),
                "year": row.year,
                "rank": row.rank,
                "title": row.title,
                "text": row.text,
                "parent": names.label(row.parent_id) if row.parent_id else None,
                "led_from": names.label(row.led_from_id) if row.led_from_id else None,
                "in_report": row.in_report,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        action = tell_action(
            axis=Axis.objects.get(pk=found["axis"]),
            year=values["year"],
            title=values["title"],
            text=values["text"] or "",
            rank=values["rank"],
            parent=named(Action, found, "parent"),
            led_from=named(Action, found, "led_from"),
            in_report=values["in_report"] is not False,
            by=self.by,
            **cells.evidence_given(values),
        )
        self.told.note(action.pk, f"{action.title} ({action.year})", action.title)
        return [action]


def _from_the_first() -> Iterator[Action]:
    """Programmes and origins come before what names them."""
    waiting, told = list(_ours().order_by("pk")), set[int]()
    while waiting:
        ready = [
            row for row in waiting
            if {row.parent_id, row.led_from_id} - {None} <= told
        ] or waiting  # fmt: skip
        yield from ready
        told |= {row.pk for row in ready}
        waiting = [row for row in waiting if row.pk not in told]


class _Parts(Incoming):
    columns = (
        Column("action", "Action", ("Atelier couture (2015)", "Fête du quai"), required=True),
        Column("organisation", "Structure", ("Mode Estime", "Halage"), required=True),
        Column("role", "Rôle", NONE, cells.fits(Participation, "role")),
    )
    key = ("action", "organisation")

    def finding(self) -> Mapping[str, Finder]:
        return {"action": actions(), "organisation": Houses()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names, houses = actions(), Houses()
        for row in Participation.objects.filter(action__in=_ours()).order_by("pk"):
            yield {
                "action": names.label(row.action_id),
                "organisation": houses.label(row.organisation_id),
                "role": row.role,
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        part = take_part(
            action=Action.objects.get(pk=found["action"]),
            organisation=Organisation.objects.get(pk=found["organisation"]),
            role=values["role"] or "",
            by=self.by,
        )
        return [part]


# fmt: off
class _Partnerships(Incoming):
    columns = (
        Column("partner", "Partenaire", ("Ville de Stains", "Réseau Textile"), required=True),
        Column("holder", "Avec la structure", ("", "Mode Estime")),
        Column("action", "Pour l’action", NONE),
        SINCE,
        UNTIL,
        Column("purpose", "Objet", ("Prêt de salle", ""), cells.fits(Partnership, "purpose")),
        Column("circle", "Cercle", NONE, cells.fits(Partnership, "circle")),
        Column("thanks_to_pole", "Grâce au pôle", NONE, cells.yes_or_blank),
        *cells.EVIDENCE,
    )
    # fmt: on
    key = ("partner", "holder", "action", "since", "purpose")

    def finding(self) -> Mapping[str, Finder]:
        houses = Houses()
        return {"partner": houses, "holder": houses, "action": actions()}

    @staticmethod
    def rows() -> Iterable[Values]:
        names, houses = actions(), Houses()
        for row in Partnership.objects.order_by("pk"):
            yield {
                "partner": houses.label(row.partner_id),
                "holder": houses.label(row.holder_id) if row.holder_id else None,
                "action": names.label(row.action_id) if row.action_id in names.told else None,
                "since": row.beginning,
                "until": row.ending,
                "purpose": row.purpose,
                "circle": row.circle,
                "thanks_to_pole": row.thanks_to_pole or None,
                **cells.evidence_of(row),
            }

    def add(self, values: Values, found: Keys) -> Sequence[Any]:
        partnership = partner_with(
            partner=Organisation.objects.get(pk=found["partner"]),
            holder=named(Organisation, found, "holder"),
            action=named(Action, found, "action"),
            since=values["since"],
            until=values["until"],
            purpose=values["purpose"] or "",
            circle=values["circle"] or "",
            thanks_to_pole=bool(values["thanks_to_pole"]),
            by=self.by,
            **cells.evidence_given(values),
        )
        return [partnership]


SETS = (
    listing(_Axes, "axes", "Axes", "Les axes de la stratégie du pôle."),
    listing(
        _Actions, "actions", "Actions",
        "Une ligne par action d’une année, sous son axe ; un programme est une action faite "
        "d’actions.",
    ),
    listing(
        _Parts, "participations", "Participations",
        "Qui prend part à chaque action, avec quel rôle.",
    ),
    listing(
        _Partnerships, "partnerships", "Partenariats",
        "Qui travaille avec le pôle, avec une structure ou pour une action.",
    ),
)  # fmt: skip
"""In the order in which an empty pole takes them."""
