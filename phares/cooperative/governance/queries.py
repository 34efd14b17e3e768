"""Reading bodies, who sits in them, and which seats are empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from phares.common.facts import surely_on
from phares.cooperative.governance.models import Body, Mandate
from phares.cooperative.governance.rules.kinds import BodyKind, SeatKind
from phares.cooperative.governance.rules.seats import PAIR, Sitting, vacancies
from phares.people.directory.models import Belonging
from phares.people.directory.rules.kinds import BelongingRole

IN_PAIRS = (BelongingRole.RESIDENT.value, BelongingRole.ADHERENT.value)


def mandates() -> QuerySet[Mandate]:
    """Every mandate there ever was, with body and names."""
    return Mandate.objects.select_related("body", "person", "organisation")


def sittings(body: Body, *, but: Mandate | None = None) -> list[Sitting]:
    """Every mandate of a body as the rules see it, `but` one of them."""
    others = mandates().filter(body=body)
    if but is not None:
        others = others.exclude(pk=but.pk)
    return [
        Sitting(
            SeatKind(row.seat), row.period, row.person_id, row.organisation_id, holder=row.holder
        )
        for row in others
    ]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two seats of a structure, with who holds them, surely or not; one vote for both."""

    organisation_id: int
    structure: str
    employee: Mandate | None
    board: Mandate | None
    perhaps: tuple[Mandate, ...] = ()
    """Those of the two whose dates leave a doubt."""

    @property
    def complete(self) -> bool:
        return self.employee is not None and self.board is not None


class Doubtful(NamedTuple):
    """A mandate nobody is sure of that day, and why."""

    mandate: Mandate
    doubt: str


@dataclass(frozen=True, slots=True)
class SittingBody:
    """A body with those who sit in it that day for sure, and those who perhaps do."""

    body: Body
    mandates: list[Mandate]
    pairs: list[Pair]
    vacant: int
    """Paired seats that nobody holds, not even perhaps."""
    apart: list[Mandate]
    """Mandates of that day outside the pairs: all of them where the body has no pairs."""
    unsure: list[Doubtful]
    """Mandates whose dates do not tell whether they run that day."""
    elsewhen: list[Mandate]
    """Mandates that are over or to come."""

    @property
    def kind(self) -> BodyKind:
        return BodyKind(self.body.kind)


def bodies_on(day: date) -> list[SittingBody]:
    """Every body with its mandates of that day, and its pairs where it sits in pairs: 3 queries."""
    known = mandates().order_by("-legal_agent", "starts_on", "pk")
    bodies = list(Body.objects.prefetch_related(Prefetch("mandates", known, to_attr="known")))
    structures = structures_in_pairs(day) if any(body.paired_seats for body in bodies) else {}
    return [_sitting(body, body.known, day, structures) for body in bodies]


def structures_in_pairs(day: date) -> dict[int, str]:
    """The structures that owe a pair that day for sure: residents and adherents, by name."""
    rows = Belonging.objects.filter(surely_on(day), pole__is_home=True, role__in=IN_PAIRS)
    return dict(rows.order_by("party__name").values_list("party_id", "party__name"))


def _sitting(
    body: Body, known: list[Mandate], day: date, structures: dict[int, str]
) -> SittingBody:
    seated = [row for row in known if row.held_on(day)]
    unsure = [Doubtful(row, row.doubt(day)) for row in known if row.held_on(day) is None]
    elsewhen = [row for row in known if row.held_on(day) is False]
    if not body.paired_seats:
        return SittingBody(body, seated, [], 0, seated, unsure, elsewhen)
    perhaps = [one.mandate for one in unsure]
    held = {(row.organisation_id, SeatKind(row.seat)): row for row in (*perhaps, *seated)}
    pairs = []
    for key, name in structures.items():
        employee, board = (held.get((key, seat)) for seat in PAIR)
        doubted = tuple(one for one in perhaps if one in (employee, board))
        pairs.append(Pair(key, name, employee, board, doubted))
    paired = {one for pair in pairs for one in (pair.employee, pair.board)}
    apart = [row for row in seated if row not in paired]
    taken = [(key, seat) for key, seat in held if key is not None]
    vacant = len(vacancies(list(structures), taken))
    return SittingBody(body, seated, pairs, vacant, apart, unsure, elsewhen)


def vacancies_on(day: date) -> list[tuple[Body, str, SeatKind]]:
    """The paired seats that nobody holds that day: body, structure, seat."""
    empty = []
    for sitting in bodies_on(day):
        for pair in sitting.pairs:
            seats = zip(PAIR, (pair.employee, pair.board), strict=True)
            empty += [(sitting.body, pair.structure, seat) for seat, held in seats if held is None]
    return empty
