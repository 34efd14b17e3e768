"""What the clock does, and how often: every domain’s jobs, listed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from phares.activities.bookings.jobs import (
    offer_to_those_who_wait,
    release_the_unattended,
    settle,
)
from phares.activities.events.jobs import remind
from phares.common.notices.jobs import forget_notices, send_notices
from phares.common.pictures.jobs import sweep_strays
from phares.common.removals.jobs import forget_removals
from phares.common.sendings.jobs import forget_sendings
from phares.config.copies import copy_of_the_day
from phares.config.upkeep import refresh_statistics
from phares.kernel.tongue import in_our_words
from phares.money.pricing.jobs import expire
from phares.people.accounts.jobs import (
    end_viewings,
    forget_attempts,
    forget_expired_sessions,
    forget_many_opened,
)
from phares.steering.opendata.jobs import forget_answers
from phares.steering.privacy.jobs import erase_who_came_back, forget_what_is_over
from phares.steering.reporting.jobs import make_missing_files
from phares.steering.suitcases.jobs import carry_waiting_imports, forget_old_files


@dataclass(frozen=True, slots=True)
class Job:
    """`run` takes the real time and gives how much it did; it may be run again at any time."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]
    forgets: bool = False
    """For good: not done when the hour of the machine jumped, until somebody confirms it."""

    def __post_init__(self) -> None:
        in_our_words(self, "name")


JOBS = (
    Job("courriers partis", timedelta(minutes=1), send_notices),
    Job("vieux courriers oubliés", timedelta(hours=6), forget_notices, forgets=True),
    Job("imports à faire", timedelta(0), carry_waiting_imports),
    Job("fichiers importés oubliés", timedelta(hours=6), forget_old_files, forgets=True),
    Job("sessions expirées oubliées", timedelta(hours=6), forget_expired_sessions),
    Job("vues à la place de quelqu’un closes", timedelta(minutes=5), end_viewings),
    Job("essais de mot de passe oubliés", timedelta(hours=6), forget_attempts),
    Job("fiches ouvertes oubliées", timedelta(hours=6), forget_many_opened, forgets=True),
    Job("envois de formulaires oubliés", timedelta(hours=6), forget_sendings),
    Job("demandes de programmes oubliées", timedelta(hours=1), forget_answers),
    Job("images sans fiche effacées", timedelta(hours=6), sweep_strays, forgets=True),
    Job("retraits oubliés", timedelta(hours=6), forget_removals, forgets=True),
    Job("éditions sans fichiers", timedelta(minutes=10), make_missing_files),
    Job("salles libérées quand personne ne vient", timedelta(minutes=1), release_the_unattended),
    Job("salles libérées offertes à qui attend", timedelta(minutes=1), offer_to_those_who_wait),
    Job("réservations passées", timedelta(minutes=5), settle),
    Job("rappels des rendez-vous", timedelta(minutes=10), remind),
    Job("heures offertes expirées", timedelta(hours=6), expire),
    Job("sauvegarde du jour", timedelta(hours=1), copy_of_the_day),
    Job("personnes effacées de nouveau", timedelta(minutes=10), erase_who_came_back),
    Job(
        "données personnelles passées de date",
        timedelta(hours=24),
        forget_what_is_over,
        forgets=True,
    ),
    Job("statistiques de la base", timedelta(hours=6), refresh_statistics),
)
