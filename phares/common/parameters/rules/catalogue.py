"""What can be set, in which unit, within which bounds, and what it is worth until somebody says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phares.kernel.actor import Actor, Role
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, in_our_words, say

SETS = frozenset({Role.ADMINISTRATOR})
ANSSI = french(
    "ANSSI-PG-078 (octobre 2021) recommande plusieurs facteurs ; ce délai est un usage de la maison"
)
HOUSE = french("usage de la maison, à défaut d’un texte")
TRIED = french(
    "ANSSI-PG-078 (octobre 2021) recommande de limiter les essais dans le temps ; ce nombre est un "
    "usage de la maison"
)
RFC = french(
    "RFC 5321, § 4.5.4.1 : essais de plus en plus espacés, abandon au bout de quatre à cinq jours"
)
RIGHTS = french(
    "RGPD, article 12.3 : un mois, prolongé de deux au plus pour une demande complexe, en le disant"
)


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that can be set; `usual` holds from the first day on."""

    code: str
    label: str
    unit: str
    usual: int
    least: int
    most: int
    source: str

    def __post_init__(self) -> None:
        in_our_words(self, "label", "unit", "source")


VAT = french(
    "Code général des impôts, article 278 : taux normal de 20 % depuis le 1er janvier 2014"
)

KNOWN = (
    Known("mail.tries", "Essais avant d’abandonner un courrier", "essais", 8, 1, 20, RFC),
    Known("mail.first_wait", "Attente après le premier échec", "minutes", 5, 1, 1440, RFC),
    Known("mail.growth", "Chaque attente multiplie la précédente par", "fois", 3, 1, 10, RFC),
    Known("mail.digest_hour", "Heure des courriers groupés", "heures", 8, 0, 23, HOUSE),
    Known("mail.kept", "Courriers partis gardés", "jours", 365, 1, 3650, HOUSE),
    Known("account.invitation", "Une invitation vaut", "jours", 14, 1, 90, HOUSE),
    Known("account.reset", "Un lien de nouveau mot de passe vaut", "minutes", 60, 5, 1440, HOUSE),
    Known("account.address", "Un lien de changement d’adresse vaut", "heures", 24, 1, 168, HOUSE),
    Known(
        "account.second_factor",
        "Délai pour passer à la connexion en deux étapes",
        "jours",
        30,
        0,
        365,
        ANSSI,
    ),
    Known(
        "privacy.answer",
        "Délai pour répondre à qui exerce ses droits sur ses données",
        "mois",
        1,
        1,
        3,
        RIGHTS,
    ),
    Known("account.wait", "Attente après trop de mots de passe faux", "minutes", 15, 1, 120, TRIED),
    Known(
        "account.guesses",
        "Mots de passe faux pour un compte, d’où qu’ils viennent, avant qu’il attende",
        "essais",
        30,
        10,
        1000,
        TRIED,
    ),
    Known("api.token", "Un jeton vaut", "jours", 365, 1, 730, HOUSE),
    Known("api.rate", "Demandes d’un programme, par jeton", "par minute", 300, 10, 60_000, HOUSE),
    Known(
        "api.replay",
        "Une demande répétée reçoit la même réponse pendant",
        "heures",
        24,
        1,
        720,
        HOUSE,
    ),
    Known(
        "event.reminder",
        "Rappel d’un rendez-vous aux personnes inscrites",
        "heures avant",
        24,
        1,
        168,
        HOUSE,
    ),
    Known(
        "booking.waiting",
        "Une salle libérée est gardée pour qui l’attendait, au plus",
        "heures",
        4,
        1,
        72,
        HOUSE,
    ),
    Known(
        "booking.series",
        "Dates d’une série de réservations, au plus",
        "dates",
        400,
        2,
        10_000,
        HOUSE,
    ),
    Known("pricing.vat", "Taux normal de la TVA", "centièmes de point", 2000, 0, 10000, VAT),
    Known("pricing.half_day", "Une demi-journée va jusqu’à", "heures", 4, 1, 12, HOUSE),
    Known(
        "pricing.cancel",
        "Une réservation s’annule sans frais jusqu’à, avant son début",
        "heures",
        24,
        0,
        720,
        HOUSE,
    ),
    Known("account.viewing", "Voir comme un autre compte dure", "minutes", 30, 5, 120, HOUSE),
)
CATALOGUE = {one.code: one for one in KNOWN}

NOT_YOURS = Reason("forbidden", "Seule l’administration du pôle règle ces délais.")
NO_SOURCE = Reason("no-source", "Dites d’où vient cette valeur : un texte, une décision, un usage.")
PAST = Reason("past", "Ce qui a déjà couru ne change plus : choisissez aujourd’hui ou plus tard.")


def why_not_set(by: Actor) -> Reason | None:
    return None if by.is_(*SETS) else NOT_YOURS


def why_not_value(known: Known, value: int, since: date, source: str, today: date) -> Reason | None:
    """Within its bounds, not in the past, and somebody says why."""
    if not known.least <= value <= known.most:
        sentence = say(
            "Choisissez entre {least} et {most} ({unit}).",
            least=known.least,
            most=known.most,
            unit=known.unit,
        )
        return Reason("bounds", sentence)
    if since < today:
        return PAST
    return None if source.strip() else NO_SOURCE
