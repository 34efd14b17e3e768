"""What the first pages show, gathered from every domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from phares.common.web.display import french_date
from phares.cooperative.funding.panel import horizon_panel
from phares.cooperative.funding.rules.permissions import READERS
from phares.cooperative.premises.queries.ahead import spaces_told
from phares.cooperative.premises.queries.plan import SpaceOnDay
from phares.cooperative.premises.rules.plan import Tone
from phares.kernel.actor import INSIDE, MEMBERS, Actor
from phares.kernel.alerts import Alert
from phares.kernel.words import in_words
from phares.people.directory import queries as directory
from phares.people.directory.rules.declarations import answers_said
from phares.people.directory.rules.kinds import FEMININE, BelongingRole
from phares.people.directory.rules.permissions import may_keep, may_read_all_declarations
from phares.portal.navigation import Link
from phares.portal.programme import Programme, programme
from phares.portal.rules.horizon import Horizon, Mark, horizon
from phares.portal.sources import ALERTS
from phares.steering.reporting.models import ReportYear
from phares.steering.reporting.queries import frame_of, published_reports
from phares.steering.reporting.rules.lifecycle import YearState

FIRST = 5
SPACES = 6
MOVES = 5
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SpaceLine:
    plate: str
    name: str
    mark: str
    state: str


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came or left."""

    name: str
    url: str
    mark: str
    said: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AnswersLine:
    year: int
    sentence: str
    percent: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """What waits for the reader, and what is only to be known."""

    decide: list[Alert]
    know: list[Alert]


@dataclass(frozen=True, slots=True)
class Day:
    """The first page of somebody, on a day."""

    today: date
    inside: bool
    alerts: list[Alert]
    horizon: Horizon
    programme: Programme | None
    spaces: list[SpaceLine]
    moves: list[Move]
    answers: AnswersLine | None
    """For who reads them and is not asked to gather them: an alert tells the others."""
    funding: object | None
    published: list[ReportYear]
    """The reports that are out, for who comes from outside the house."""
    actions: list[Link]
    main: Link | None
    """The one yellow act, if there is one."""

    @property
    def title(self) -> str:
        return french_date(self.today).rpartition(" ")[0]

    @property
    def over(self) -> str:
        weekday = french_date(self.today, weekday=True).split()[0].capitalize()
        return _("%(day)s, semaine %(week)s, %(year)s") % {
            "day": weekday,
            "week": self.today.isocalendar().week,
            "year": self.today.year,
        }

    @property
    def lead(self) -> str:
        if not self.inside:
            return self._outside
        return said_to_decide(self.alerts)

    @property
    def _outside(self) -> str:
        if self.funding:
            return _("Ce que vous apportez au pôle, et les bilans qu’il publie.")
        return _("Les bilans que le pôle publie.")

    @property
    def first(self) -> Sorted:
        """As many as one reads at a glance."""
        return sorted_out(self.alerts[:FIRST])

    @property
    def dates(self) -> list[Mark]:
        """What falls due and is not told below: each thing is said once."""
        told = [(alert.fact, alert.url) for alert in self.alerts[:FIRST]]
        return [mark for mark in self.horizon.marks if (mark.fact, mark.url) not in told]

    @property
    def more(self) -> str:
        """« 7 à décider, 1 à savoir », when some of it is not shown."""
        if len(self.alerts) <= FIRST:
            return ""
        decide = sum(alert.decide for alert in self.alerts)
        counts = ((_("%s à décider"), decide), (_("%s à savoir"), len(self.alerts) - decide))
        return ", ".join(said % number for said, number in counts if number)


def said_to_decide(alerts: list[Alert]) -> str:
    """How much waits for the reader; failing that, how much is to be known."""
    number = sum(alert.decide for alert in alerts)
    if number == 1:
        return _("Une chose attend une décision de votre part.")
    if number:
        count = in_words(number, feminine=True).capitalize()
        return _("%s choses attendent une décision de votre part.") % count
    if not alerts:
        return _("Rien n’attend une décision de votre part.")
    if len(alerts) == 1:
        return _("Rien n’attend une décision de votre part ; une chose est à savoir.")
    said = _("Rien n’attend une décision de votre part ; %s choses sont à savoir.")
    return said % in_words(len(alerts), feminine=True)


def alerts_for(actor: Actor, *, today: date) -> list[Alert]:
    """All that this person may act on, then all that is good to know."""
    found = [alert for source in ALERTS for alert in source(actor, today=today)]
    return sorted(found, key=lambda alert: alert.rank)


def sorted_out(alerts: list[Alert]) -> Sorted:
    return Sorted(
        [alert for alert in alerts if alert.decide],
        [alert for alert in alerts if not alert.decide],
    )


def day_of(actor: Actor, *, now: datetime) -> Day:
    """What waits, what comes, who came and left, as this person may see it."""
    today = now.date()
    alerts = alerts_for(actor, today=today)
    answered = may_read_all_declarations(actor) and not may_keep(actor)
    inside = actor.is_(*INSIDE)
    actions, main = _actions(actor, today)
    return Day(
        today=today,
        inside=inside,
        alerts=alerts,
        horizon=horizon(alerts, today=today),
        programme=programme(actor, now) if inside else None,
        spaces=_space_lines(spaces_told(today, to=actor)) if inside else [],
        moves=_moves(today) if inside else [],
        answers=_answers(today.year - 1, actor) if answered else None,
        funding=horizon_panel(actor, today) if actor.is_(*READERS) else None,
        published=[] if inside else list(published_reports()),
        actions=actions,
        main=main,
    )


def _actions(actor: Actor, today: date) -> tuple[list[Link], Link | None]:
    """One yellow act at most: what the season asks of this person, or one's own structure.

    Whoever speaks for several finds each under its name, and none before the others.
    """
    if may_keep(actor):
        year = today.year - 1
        welcome = Link(
            _("Accueillir une structure"), reverse("directory:welcome"), icon="habitants"
        )
        frame = frame_of(year)
        if frame.state is YearState.FROZEN or not frame.covers(year):
            return [], welcome
        report = Link(
            _("Préparer le bilan %s") % year,
            reverse("reporting:prepare", args=[year]),
            icon="bilan",
        )
        return [welcome], report
    own = actor.parties_as(*MEMBERS)
    if len(own) == 1:
        return [], _card(_("Ma structure"), *own)
    return [_card(name, pk) for pk, name in directory.names_of(own)] if own else [], None


def _card(label: str, pk: int) -> Link:
    return Link(label, reverse("directory:organisation", args=[pk]), icon="porte")


def _space_lines(spaces: list[SpaceOnDay]) -> list[SpaceLine]:
    """The closed spaces, then the free ones."""
    closed = [space for space in spaces if space.tone is Tone.CLOSED]
    free = [space for space in spaces if space.tone is Tone.FREE]
    return [
        SpaceLine(
            plate=one.space.floor.code,
            name=one.space.name,
            mark="cours" if one.tone is Tone.CLOSED else "regle",
            state=_("fermé, travaux") if one.tone is Tone.CLOSED else one.said,
        )
        for one in [*closed, *free][:SPACES]
    ]


def _moves(today: date) -> list[Move]:
    """Who is to come, then who came or left."""
    coming = directory.arrivals_after(today)[:MOVES]
    found = directory.latest_moves(today - A_YEAR, today, MOVES)
    return [_move(belonging, today) for belonging in [*coming, *found]]


def _move(belonging: Any, today: date) -> Move:
    gone = belonging.ending if belonging.ends_on and belonging.ends_on <= today else None
    comes = belonging.starts_on > today
    return Move(
        name=belonging.party.name,
        url=reverse("directory:organisation", args=[belonging.party_id])
        if belonging.party.kind == "organisation"
        else reverse("directory:person", args=[belonging.party_id]),
        mark="projet" if gone or comes else "cours",
        said=_("partie, %s") % gone if gone else _came(belonging, comes=comes),
        outcome=belonging.outcome if gone else "",
    )


def _came(belonging: Any, *, comes: bool) -> str:
    """« habitante, depuis septembre 2015 (hébergée auparavant) », or « à venir : … dès … »."""
    role, beginning = FEMININE[BelongingRole(belonging.role)], belonging.beginning
    told = f"{role}, {beginning.onwards}"
    if comes:
        told = _("à venir : %(role)s, %(since)s") % {"role": role, "since": beginning.to_come}
    if belonging.before is None:
        return told
    before = FEMININE[BelongingRole(belonging.before)]
    return _("%(told)s (%(before)s auparavant)") % {"told": told, "before": before}


def _answers(year: int, actor: Actor) -> AnswersLine | None:
    found = directory.answers_of(year, actor)
    asked = len(found.answers)
    if not asked:
        return None
    silent = asked - found.answered
    rest = _(" Il en manque %s.") % silent if silent else ""
    sentence = answers_said(found.answered, asked)
    return AnswersLine(year, sentence + rest, round(100 * found.answered / asked))
