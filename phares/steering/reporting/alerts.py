"""What the yearly report asks of those who prepare it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from phares.kernel.actor import KEEPERS, Actor
from phares.kernel.alerts import Alert, Urgency
from phares.kernel.words import plural
from phares.steering.reporting.models import ReportSection
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
    fact = f"Le bilan {year} est à faire"
    if report is None:
        said = "L’année est finie : ses chiffres sont déjà comptés."
        return [Alert(Urgency.SURVEILLE, fact, said, "Ouvrir", url, due)]
    return [Alert(Urgency.SURVEILLE, fact, _stands(report.pk, report.state), "Préparer", url, due)]


def _stands(report_id: int, state: str) -> str:
    if state == YearState.REVIEWED.value:
        return "Il est relu : il reste à le figer."
    stale = ReportSection.objects.filter(report_id=report_id, to_reread=True).count()
    if stale:
        return f"{plural(stale, 'texte')} à relire."
    return "Les textes sont relus : vérifiez les écarts, puis faites-le relire."
