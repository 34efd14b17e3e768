"""Every kind of letter that leaves the pole, listed by hand like the verbs of the journal."""

from __future__ import annotations

from dataclasses import dataclass

from phares.kernel.actor import Role
from phares.kernel.tongue import in_our_words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: what it is called, why one gets it, whether one may do without.

    `secret`: it holds a link that opens something, and is erased once it left. `together`: the
    title of all those of one day in one letter; without it, this kind does not wait. `grouped`:
    once a day unless somebody chose otherwise. `firm`: why nobody may do without. `roles`: whom it
    concerns; none, everybody.
    """

    code: str
    label: str
    why: str
    template: str
    refusable: bool = False
    grouped: bool = False
    secret: bool = False
    together: str = ""
    firm: str = ""
    roles: frozenset[Role] = frozenset()

    def __post_init__(self) -> None:
        in_our_words(self, "label", "why", "together", "firm")

    @property
    def may_wait(self) -> bool:
        """Whether it may leave with the others of its day."""
        return bool(self.together)


LINK = "Il porte un lien que quelqu’un vient de demander pour vous, et qui expire vite."
GUARD = (
    "Il vous avertit de ce qui touche votre compte : c’est ainsi que vous verriez une intrusion."
)


INVITATION = Kind(
    "account.invitation",
    "Invitation à ouvrir son compte",
    "L’administration du pôle vous invite à ouvrir un compte.",
    "accounts/mail/invitation.txt",
    secret=True,
    firm=LINK,
)
PASSWORD_RESET = Kind(
    "account.password_reset",
    "Nouveau mot de passe",
    "Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour cette adresse.",
    "accounts/mail/password_reset.txt",
    secret=True,
    firm=LINK,
)
ADDRESS_TO_CONFIRM = Kind(
    "account.address_to_confirm",
    "Nouvelle adresse à confirmer",
    "Quelqu’un, sans doute vous, veut se connecter au pôle avec cette adresse.",
    "accounts/mail/address_to_confirm.txt",
    secret=True,
    firm=LINK,
)
ADDRESS_CHANGED = Kind(
    "account.address_changed",
    "Adresse changée",
    "Cette adresse était celle d’un compte du pôle.",
    "accounts/mail/address_changed.txt",
    firm=GUARD,
)
ADDRESS_WANTED = Kind(
    "account.address_wanted",
    "Votre adresse demandée pour un autre compte",
    "Cette adresse est celle d’un compte du pôle.",
    "accounts/mail/address_wanted.txt",
    firm=GUARD,
)
OWN_ACCOUNT = "Ce courrier protège votre compte au pôle."
PASSWORD_REPLACED = Kind(
    "account.password_replaced",
    "Mot de passe remplacé",
    OWN_ACCOUNT,
    "accounts/mail/password_replaced.txt",
    firm=GUARD,
)
FACTOR_ADDED = Kind(
    "account.factor_added",
    "Moyen de connexion ajouté",
    OWN_ACCOUNT,
    "accounts/mail/factor_added.txt",
    firm=GUARD,
)
FACTOR_REMOVED = Kind(
    "account.factor_removed",
    "Moyen de connexion retiré",
    OWN_ACCOUNT,
    "accounts/mail/factor_removed.txt",
    firm=GUARD,
)
FACTORS_RESET = Kind(
    "account.factors_reset",
    "Connexion remise au seul mot de passe",
    OWN_ACCOUNT,
    "accounts/mail/factors_reset.txt",
    firm=GUARD,
)
RECOVERY_CODE_USED = Kind(
    "account.recovery_code_used",
    "Code de secours utilisé",
    OWN_ACCOUNT,
    "accounts/mail/recovery_code_used.txt",
    firm=GUARD,
)
OUTSIDER_JOINED = Kind(
    "account.outsider_joined",
    "Compte d’ailleurs relié",
    OWN_ACCOUNT,
    "accounts/mail/outsider_joined.txt",
    firm=GUARD,
)
GUESSED = Kind(
    "account.guessed",
    "Mot de passe que quelqu’un devine",
    OWN_ACCOUNT,
    "accounts/mail/guessed.txt",
    firm=GUARD,
)
ANSWER = "Il répond à votre demande."
ASKED_A_KEY = "Vous avez demandé une clé pour une personne de votre structure."
KEY_REQUEST_ACCEPTED = Kind(
    "account.key_request_accepted",
    "Clé demandée, acceptée",
    ASKED_A_KEY,
    "accounts/mail/key_request_accepted.txt",
    together="Les clés que vous avez demandées",
    firm=ANSWER,
    roles=frozenset({Role.MEMBER_CONTACT}),
)
KEY_REQUEST_REFUSED = Kind(
    "account.key_request_refused",
    "Clé demandée, refusée",
    ASKED_A_KEY,
    "accounts/mail/key_request_refused.txt",
    together="Les clés que vous avez demandées",
    firm=ANSWER,
    roles=frozenset({Role.MEMBER_CONTACT}),
)
MISSING_DECLARATION = Kind(
    "declaration.missing",
    "Déclaration annuelle qui manque",
    "Vous recevez ce courrier parce que vous êtes le contact d’une structure du pôle.",
    "directory/mail/missing_declaration.txt",
    refusable=True,
    grouped=True,
    together="Vos déclarations qui manquent",
    roles=frozenset({Role.MEMBER_CONTACT}),
)
RIGHTS_ASKED = Kind(
    "privacy.asked",
    "Demande d’une personne sur ses données",
    "Vous recevez ce courrier parce que vous tenez l’administration du pôle.",
    "privacy/mail/asked.txt",
    together="Demandes de personnes sur leurs données",
    firm="Le pôle a un mois pour répondre (RGPD, article 12.3).",
    roles=frozenset({Role.ADMINISTRATOR}),
)
RIGHTS_ANSWERED = Kind(
    "privacy.answered",
    "Réponse à votre demande sur vos données",
    "Vous avez fait une demande sur les données que le pôle garde de vous.",
    "privacy/mail/answered.txt",
    together="Réponses à vos demandes sur vos données",
    firm="La loi veut que la réponse vous parvienne (RGPD, article 12.3).",
)
BOOKING = Kind(
    "booking.told",
    "Réservations confirmées, refusées, déplacées, annulées",
    "Vous recevez ce courrier parce qu’une salle du pôle est réservée par vous ou pour votre "
    "structure.",
    "bookings/mail/booking.txt",
    refusable=True,
    together="Vos réservations",
)
BOOKING_SERIES = Kind(
    "booking.series_told",
    "Séries de réservations",
    "Vous recevez ce courrier parce que vous avez demandé cette série, ou que vous êtes le contact "
    "de la structure qui l’a.",
    "bookings/mail/series.txt",
    refusable=True,
    together="Vos séries de réservations",
)
BOOKING_WAITED = Kind(
    "booking.waited",
    "Salles attendues",
    "Vous recevez ce courrier parce que vous attendez cette place.",
    "bookings/mail/waited.txt",
    together="Les salles que vous attendiez",
    firm="Vous avez demandé à être prévenu.",
)
EVENT = Kind(
    "event.told",
    "Inscriptions aux rendez-vous",
    "Vous recevez ce courrier parce que cette adresse a été donnée pour un rendez-vous du pôle.",
    "events/mail/registration.txt",
    secret=True,
    firm="Il porte le lien qui garde ou rend la place.",
)
TRIAL = Kind(
    "post.trial",
    "Courrier d’essai",
    "Vous avez demandé ce courrier depuis la page du courrier sortant.",
    "notices/mail/trial.txt",
    firm="Vous venez de le demander.",
    roles=frozenset({Role.ADMINISTRATOR}),
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
        BOOKING_SERIES,
        BOOKING_WAITED,
        EVENT,
        TRIAL,
    )
}
REFUSABLE = tuple(kind for kind in KINDS.values() if kind.refusable)
SECRET = tuple(kind for kind in KINDS.values() if kind.secret)


def kind_of(code: str) -> Kind:
    """The kind of that code; one that left the list is known by its code."""
    return KINDS.get(code) or Kind(code, code, "", "")
