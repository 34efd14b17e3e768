"""What the yearly report asks of those who prepare it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say
from phares.kernel.words import plural
from phares.steering.reporting.models import ReportSection
from phares.steering.reporting.queries import frame_of, reports
from phares.steering.reporting.rules.lifecycle import YearState

LAST_MONTH = 6
"""The report of a year is made in the first half of the next."""


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """From January to June, last year’s report as long as it is not frozen; if there was a year."""
    if not actor.is_(*KEEPERS) or today.month > LAST_MONTH:
        return []
    year = today.year - 1
    frame = frame_of(year)
    if frame.state is YearState.FROZEN or not (frame.state or frame.covers(year)):
        return []
    due = date(today.year, LAST_MONTH, 30)
    url = reverse("reporting:prepare", args=[year])
    what, said, verb = _stands(year, frame.state)
    return [
        Alert(
            Urgency.SURVEILLE,
            say("Le bilan {year} {what}", year=year, what=what),
            said,
            verb,
            url,
            due,
        )
    ]


def _stands(year: int, state: YearState | None) -> tuple[str, str, str]:
    """Where it stands, what is next, and the verb."""
    if state is None:
        return (
            say("est à faire"),
            say("L’année est finie : ses chiffres sont déjà comptés."),
            say("Ouvrir"),
        )
    if state is YearState.REVIEWED:
        return say("est à figer"), say("Il est relu."), say("Préparer")
    stale = ReportSection.objects.filter(report__in=reports().filter(year=year), to_reread=True)
    number = stale.count()
    if number:
        return (
            say("est commencé"),
            say("{stale} à relire ; voyez aussi les écarts.", stale=plural(number, "texte")),
            say("Préparer"),
        )
    said = say("Ses textes sont à jour : vérifiez les écarts, puis marquez-le relu.")
    return say("est à vérifier"), said, say("Préparer")
