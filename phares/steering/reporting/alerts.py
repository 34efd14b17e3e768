"""What the yearly report asks of those who prepare it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.tongue import say
from phares.kernel.words import plural
from phares.steering.reporting.models import ReportSection, ReportYear
from phares.steering.reporting.queries import frame_of, report_of
from phares.steering.reporting.rules.lifecycle import YearState

LAST_MONTH = 6
"""The report of a year is made in the first half of the next."""


def for_actor(actor: Actor, *, today: date) -> list[Alert]:
    """From January to June, last year’s report as long as it is not frozen; if there was a year."""
    if not actor.is_(*KEEPERS) or today.month > LAST_MONTH:
        return []
    year = today.year - 1
    report = report_of(year)
    if report is None and not frame_of(year).covers(year):
        return []
    if report is not None and report.state == YearState.FROZEN.value:
        return []
    due = date(today.year, LAST_MONTH, 30)
    url = reverse("reporting:prepare", args=[year])
    what, said, verb = _stands(report)
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


def _stands(report: ReportYear | None) -> tuple[str, str, str]:
    """Where it stands, what is next, and the verb."""
    if report is None:
        return (
            say("est à faire"),
            say("L’année est finie : ses chiffres sont déjà comptés."),
            say("Ouvrir"),
        )
    if report.state == YearState.REVIEWED.value:
        return say("est à figer"), say("Il est relu."), say("Préparer")
    stale = ReportSection.objects.filter(report_id=report.pk, to_reread=True).count()
    if stale:
        return (
            say("est commencé"),
            say("{stale} à relire ; voyez aussi les écarts.", stale=plural(stale, "texte")),
            say("Préparer"),
        )
    said = say("Ses textes sont à jour : vérifiez les écarts, puis marquez-le relu.")
    return say("est à vérifier"), said, say("Préparer")
