"""Every kind of letter that leaves the pole, listed by hand like the verbs of the journal."""

from __future__ import annotations

from dataclasses import dataclass

from phares.kernel.tongue import in_our_words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: what it is called, why one gets it, whether one may do without.

    `secret`: it holds a link that opens something, and is erased once it left. `grouped`: all of
    one day, to one address, leave as one letter under the title `together`.
    """

    code: str
    label: str
    why: str
    template: str
    refusable: bool = False
    grouped: bool = False
    secret: bool = False
    together: str = ""

    def __post_init__(self) -> None:
        in_our_words(self, "label", "why", "together")


INVITATION = Kind(
    "account.invitation",
    "Invitation à ouvrir son compte",
    "L’administration du pôle vous invite à ouvrir un compte.",
    "accounts/mail/invitation.txt",
    secret=True,
)
PASSWORD_RESET = Kind(
    "account.password_reset",
    "Nouveau mot de passe",
    "Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour cette adresse.",
    "accounts/mail/password_reset.txt",
    secret=True,
)
ADDRESS_TO_CONFIRM = Kind(
    "account.address_to_confirm",
    "Nouvelle adresse à confirmer",
    "Quelqu’un, sans doute vous, veut se connecter au pôle avec cette adresse.",
    "accounts/mail/address_to_confirm.txt",
    secret=True,
)
ADDRESS_CHANGED = Kind(
    "account.address_changed",
    "Adresse changée",
    "Cette adresse était celle d’un compte du pôle.",
    "accounts/mail/address_changed.txt",
)
ADDRESS_WANTED = Kind(
    "account.address_wanted",
    "Votre adresse demandée pour un autre compte",
    "Cette adresse est celle d’un compte du pôle.",
    "accounts/mail/address_wanted.txt",
)
OWN_ACCOUNT = "Ce courrier protège votre compte au pôle."
PASSWORD_REPLACED = Kind(
    "account.password_replaced",
    "Mot de passe remplacé",
    OWN_ACCOUNT,
    "accounts/mail/password_replaced.txt",
)
FACTOR_ADDED = Kind(
    "account.factor_added",
    "Moyen de connexion ajouté",
    OWN_ACCOUNT,
    "accounts/mail/factor_added.txt",
)
FACTOR_REMOVED = Kind(
    "account.factor_removed",
    "Moyen de connexion retiré",
    OWN_ACCOUNT,
    "accounts/mail/factor_removed.txt",
)
FACTORS_RESET = Kind(
    "account.factors_reset",
    "Connexion remise au seul mot de passe",
    OWN_ACCOUNT,
    "accounts/mail/factors_reset.txt",
)
RECOVERY_CODE_USED = Kind(
    "account.recovery_code_used",
    "Code de secours utilisé",
    OWN_ACCOUNT,
    "accounts/mail/recovery_code_used.txt",
)
OUTSIDER_JOINED = Kind(
    "account.outsider_joined",
    "Compte d’ailleurs relié",
    OWN_ACCOUNT,
    "accounts/mail/outsider_joined.txt",
)
GUESSED = Kind(
    "account.guessed",
    "Mot de passe que quelqu’un devine",
    OWN_ACCOUNT,
    "accounts/mail/guessed.txt",
)
ASKED_A_KEY = "Vous avez demandé une clé pour une personne de votre structure."
KEY_REQUEST_ACCEPTED = Kind(
    "account.key_request_accepted",
    "Clé demandée, acceptée",
    ASKED_A_KEY,
    "accounts/mail/key_request_accepted.txt",
)
KEY_REQUEST_REFUSED = Kind(
    "account.key_request_refused",
    "Clé demandée, refusée",
    ASKED_A_KEY,
    "accounts/mail/key_request_refused.txt",
)
MISSING_DECLARATION = Kind(
    "declaration.missing",
    "Déclaration annuelle qui manque",
    "Vous recevez ce courrier parce que vous êtes le contact d’une structure du pôle.",
    "directory/mail/missing_declaration.txt",
    refusable=True,
    grouped=True,
    together="Vos déclarations qui manquent",
)
RIGHTS_ASKED = Kind(
    "privacy.asked",
    "Demande d’une personne sur ses données",
    "Vous recevez ce courrier parce que vous tenez l’administration du pôle.",
    "privacy/mail/asked.txt",
)
RIGHTS_ANSWERED = Kind(
    "privacy.answered",
    "Réponse à votre demande sur vos données",
    "Vous avez fait une demande sur les données que le pôle garde de vous.",
    "privacy/mail/answered.txt",
)
BOOKING = Kind(
    "booking.told",
    "Réservations confirmées, refusées, déplacées, annulées",
    "Vous recevez ce courrier parce qu’une salle du pôle est réservée par vous ou pour votre "
    "structure.",
    "bookings/mail/booking.txt",
    refusable=True,
)
TRIAL = Kind(
    "post.trial",
    "Courrier d’essai",
    "Vous avez demandé ce courrier depuis la page du courrier sortant.",
    "notices/mail/trial.txt",
)

KINDS = {
    kind.code: kind
    for kind in (
        INVITATION,
        PASSWORD_RESET,
        ADDRESS_TO_CONFIRM,
        ADDRESS_CHANGED,
        ADDRESS_WANTED,
        PASSWORD_REPLACED,
        FACTOR_ADDED,
        FACTOR_REMOVED,
        FACTORS_RESET,
        RECOVERY_CODE_USED,
        OUTSIDER_JOINED,
        GUESSED,
        KEY_REQUEST_ACCEPTED,
        KEY_REQUEST_REFUSED,
        MISSING_DECLARATION,
        RIGHTS_ASKED,
        RIGHTS_ANSWERED,
        BOOKING,
        TRIAL,
    )
}
REFUSABLE = tuple(kind for kind in KINDS.values() if kind.refusable)
GROUPED = tuple(kind for kind in KINDS.values() if kind.grouped)
SECRET = tuple(kind for kind in KINDS.values() if kind.secret)


def kind_of(code: str) -> Kind:
    """The kind of that code; one that left the list is known by its code."""
    return KINDS.get(code) or Kind(code, code, "", "")
