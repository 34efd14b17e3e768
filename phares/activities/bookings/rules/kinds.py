"""The closed lists of bookings."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled
from phares.kernel.tongue import each_french


class OfferKind(Labelled):
    """What is booked."""

    MEETING_ROOM = "meeting_room", "salle"
    DESK = "desk", "poste"
    EQUIPMENT = "equipment", "matériel"
    SET = "set", "ensemble"


class Approval(Labelled):
    """For whom somebody of the pole says yes first."""

    NOBODY = "nobody", "personne : c’est confirmé tout de suite"
    OUTSIDERS = "outsiders", "les structures qui ne sont pas membres"
    EVERYBODY = "everybody", "tout le monde"


class BookingState(Labelled):
    TO_APPROVE = "to_approve", "à confirmer"
    CONFIRMED = "confirmed", "confirmée"
    REFUSED = "refused", "refusée"
    CANCELLED = "cancelled", "annulée"
    NO_SHOW = "no_show", "non honorée"
    DONE = "done", "terminée"


HOLDS = (BookingState.TO_APPROVE, BookingState.CONFIRMED)
"""States that keep the place."""


class Nature(Labelled):
    """What it is for: what the report counts."""

    MEETING = "meeting", "réunion"
    TRAINING = "training", "formation ou atelier"
    ASSEMBLY = "assembly", "assemblée générale"
    SEMINAR = "seminar", "séminaire"
    INFORMATION = "information", "réunion d’information"
    LEGAL_CLINIC = "legal_clinic", "permanence juridique"
    MEAL = "meal", "repas"
    EXHIBITION = "exhibition", "exposition ou spectacle"
    WORK = "work", "travail"
    OTHER = "other", "autre"


class Setup(Labelled):
    """How the room is made ready."""

    AS_IS = "as_is", "telle quelle"
    ROUND = "round", "tables en rond"
    U_SHAPE = "u_shape", "tables en U"
    CLASSROOM = "classroom", "tables en rangs"
    THEATRE = "theatre", "chaises en rangs"
    ARC = "arc", "chaises en arc"
    BUFFET = "buffet", "debout, avec un buffet"
    EMPTY = "empty", "vide"


class Standing(Labelled):
    """How whoever books stands to the pole: who approves and what it costs depend on it."""

    HOUSED = "housed", "habitante ou hébergée"
    ADHERENT = "adherent", "adhérente"
    OUTSIDE = "outside", "extérieure"


class CapScope(Labelled):
    """Whose bookings are counted together."""

    ORGANISATION = "organisation", "par structure"
    PERSON = "person", "par personne"


class CapMeasure(Labelled):
    HOURS = "hours", "heures"
    BOOKINGS = "bookings", "réservations"


class CapEvery(Labelled):
    """Over what a cap counts."""

    DAY = "day", "par jour"
    WEEK = "week", "par semaine"
    MONTH = "month", "par mois"
    COMING = "coming", "à venir en même temps"


WEEKDAYS = each_french(
    {0: "lundi", 1: "mardi", 2: "mercredi", 3: "jeudi", 4: "vendredi", 5: "samedi", 6: "dimanche"}
)


class Rhythm(Labelled):
    """How often a series comes again."""

    DAILY = "daily", "tous les jours"
    WEEKLY = "weekly", "toutes les semaines"
    FORTNIGHTLY = "fortnightly", "toutes les 2 semaines"
    THREE_WEEKS = "three_weeks", "toutes les 3 semaines"
    FOUR_WEEKS = "four_weeks", "toutes les 4 semaines"
    MONTHLY_NTH = "monthly_nth", "chaque mois, le même jour de semaine (le 2e jeudi)"
    MONTHLY_LAST = "monthly_last", "chaque mois, le dernier jour de semaine (le dernier jeudi)"
    MONTHLY_DATE = "monthly_date", "chaque mois, à la même date (le 12)"


class DateState(Labelled):
    """What became of one date of a series."""

    BOOKED = "booked", "réservée"
    SKIPPED = "skipped", "sautée"


class Skip(Labelled):
    """Why a date of a series is not booked."""

    TAKEN = "taken", "il n’y a plus de place"
    CLOSED = "closed", "fermé"
    CLOCK = "clock", "l’heure n’existe pas"
    RULES = "rules", "les règles de la salle ne le permettent pas"


SKIPS = {"taken": Skip.TAKEN, "closed": Skip.CLOSED, "outside-hours": Skip.CLOSED,
         "skipped-hour": Skip.CLOCK}  # fmt: skip
"""By the code of the refusal; any other is a rule."""


def skip_of(code: str) -> Skip:
    return SKIPS.get(code, Skip.RULES)
