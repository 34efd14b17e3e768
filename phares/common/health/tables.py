"""What the clock does, as a table."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from phares.common.clock.models import FAILING, Duty
from phares.common.clock.rules.turning import lasting
from phares.common.web.display import french_date, hour
from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.kernel.tongue import capital, french


def moment(at: datetime | None) -> str:
    """« 4 janvier 2016, 10 h 32 », in the pole's time zone and on the real calendar."""
    return f"{french_date(at)}, {hour(at)}" if at else ""


def took(duty: Duty) -> str:
    """« 0,3 s »; what takes less than a tenth is not worth a figure."""
    if duty.took is None:
        return ""
    return f"{max(duty.took.total_seconds(), 0.1):.1f}\u00a0s".replace(".", ",")


def why(duty: Duty) -> str:
    return str(capital(duty.failure))


DUTIES = TableSpec(
    name="horloge",
    caption=_("Ce que fait l’horloge"),
    noun=(french("tâche"), french("tâches")),
    columns=(
        Column(key="tache", label=_("Tâche"), value=lambda duty: duty.name, sort=("rank",)),
        Column(
            key="etat",
            label=_("État"),
            value=lambda duty: (
                french("pas faite") if duty.failing else "faite" if duty.done_at else ""
            ),
            template="health/cells/state.html",
            css="etat",
        ),
        Column(key="rythme", label=_("Toutes les"), value=lambda duty: lasting(duty.every)),
        Column(
            key="fois", label=_("Dernière fois"), value=lambda duty: moment(duty.done_at), css="nb"
        ),
        Column(key="combien", label=_("Combien"), value=lambda duty: duty.count, numeric=True),
        Column(key="duree", label=_("Durée"), value=took, numeric=True),
        Column(key="echec", label=_("Dernier échec"), value=lambda duty: moment(duty.failed_at)),
        Column(key="raison", label=_("Raison"), value=why, css="fin"),
    ),
    choices=(Choice("echecs", _("Pas faites la dernière fois"), FAILING),),
    empty=Empty(
        title=_("L’horloge n’a encore jamais tourné"),
        sentence=_("Lancez « phares clock » à côté du site : chaque tâche s’inscrira ici."),
    ),
)
