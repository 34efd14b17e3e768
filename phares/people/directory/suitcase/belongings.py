"""Every tie of a structure to the pole, and every stretch in its premises, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from phares.kernel.actor import Actor
from phares.kernel.datasets import Bring, Column, DataSet, Differs, Values, written
from phares.kernel.reading import dated, unreadable
from phares.kernel.tongue import say
from phares.kernel.words import listed
from phares.people.directory.actions import enter_pole, move_in
from phares.people.directory.models import Belonging, Organisation, Presence, Territory
from phares.people.directory.queries.pole import home_pole
from phares.people.directory.rules.kinds import BelongingRole
from phares.people.directory.suitcase import cells, ties
from phares.people.directory.suitcase.houses import Houses

PARTY = Column(
    "party", "Structure", ("Halage", "Mode Estime"), required=True, also=("Nom", "Organisation"),
    hint="Son nom, un autre de ses noms, son SIRET ou son RNA",
)  # fmt: skip
ROLE, SINCE = (ties.required(one) for one in (ties.ROLE, ties.SINCE))
TIE = (PARTY, ROLE, SINCE, *ties.REST, *cells.EVIDENCE)


def _belongings() -> Iterator[tuple[Belonging, Values]]:
    """Those of structures to our pole, the oldest card first."""
    rows = Belonging.objects.filter(pole__is_home=True, party__kind="organisation")
    found = rows.select_related("area").prefetch_related("presences")
    for row in found.order_by("party_id", "starts_on", "pk").iterator(chunk_size=500):
        yield row, {**ties.tie_of(row), **cells.evidence_of(row)}


def _tie_rows() -> Iterator[Values]:
    houses = Houses()
    for row, told in _belongings():
        yield {"party": houses.label(row.party_id), **told}


class _Ties:
    """A file of belongings under way."""

    def __init__(self, by: Actor, today: date) -> None:
        self.by, self.houses, self.pole = by, Houses(), home_pole()
        self.areas = cells.by_name(Territory.objects.all())
        self.known: dict[int, list[Values]] = defaultdict(list)
        for row, told in _belongings():
            self.known[row.party_id].append(told)

    def bring(self, values: Values) -> Sequence[Any]:
        pk = self.houses.find(values["party"])
        given = {**values, "party": None}
        for stay in self.known[pk]:
            if (stay["role"], stay["since"]) == (given["role"], given["since"]):
                return self._insist_same(given, stay)
        made = enter_pole(
            party=Organisation.objects.get(pk=pk), pole=self.pole, by=self.by,
            **ties.given(given, self.areas), **cells.evidence_given(given),
        )  # fmt: skip
        self.known[pk].append(given)
        return [made]

    def _insist_same(self, given: Values, stay: Values) -> Sequence[Any]:
        if apart := cells.told_apart(given, stay, TIE):
            raise Differs(
                say("Ce lien est déjà noté autrement : {apart}", apart=listed(apart)), apart
            )
        return []


BELONGINGS = DataSet(
    "belongings",
    "Appartenances",
    "Une ligne par lien d’une structure avec le pôle : habitante, adhérente, hébergée, "
    "partenaire, financeuse ; depuis et jusqu’à quand.",
    TIE,
    lambda by, today: _Ties(by, today).bring,
    _tie_rows,
)

STAY = (
    replace(PARTY, examples=("Halage", "Halage")),
    replace(ROLE, examples=("habitante", "habitante")),
    Column("entered", "Lien depuis", ("12/03/2015", "12/03/2015"), dated, True),
    Column("since", "Dans les locaux depuis", ("12/03/2015", "septembre 2016"), dated, True),
    Column("until", "Dans les locaux jusqu’à", ("juin 2016", ""), dated),
    *cells.EVIDENCE,
)


def _stay_rows() -> Iterator[Values]:
    houses = Houses()
    rows = Presence.objects.filter(
        belonging__pole__is_home=True, belonging__party__kind="organisation"
    ).select_related("belonging")
    for row in rows.order_by("belonging__party_id", "starts_on", "pk").iterator(chunk_size=500):
        tie = row.belonging
        yield {
            "party": houses.label(tie.party_id),
            "role": BelongingRole(tie.role),
            "entered": tie.beginning,
            "since": row.beginning,
            "until": row.ending,
            **cells.evidence_of(row),
        }


def _stays(by: Actor, today: date) -> Bring:
    houses = Houses()

    def bring(values: Values) -> Sequence[Any]:
        pk, since, until = houses.find(values["party"]), values["since"], values["until"]
        tie = _tie(pk, values)
        for stay in tie.presences.all():
            if (stay.beginning, stay.ending) == (since, until):
                return []
        return [move_in(tie, since=since, until=until, by=by, **cells.evidence_given(values))]

    return bring


def _tie(pk: int, values: Values) -> Belonging:
    role, entered = values["role"], values["entered"]
    rows = Belonging.objects.filter(party_id=pk, pole__is_home=True, role=role.value)
    for row in rows.prefetch_related("presences"):
        if row.beginning == entered:
            return row
    raise unreadable(
        say(
            "ce lien n’est pas noté ici : {label}, depuis {entered}. Importez d’abord les "
            "appartenances",
            label=role.label,
            entered=written(entered),
        )
    )


PRESENCES = DataSet(
    "presences",
    "Présences dans les locaux",
    "Une ligne par période où une habitante ou une hébergée est dans les locaux, quand ce n’est "
    "pas tout le temps de son lien.",
    STAY,
    _stays,
    _stay_rows,
)
