"""What accounts hold on persons."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.utils import timezone

from phares.common.personal import item
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say
from phares.people.accounts.models import User
from phares.people.accounts.queries import accounts_of, last_administrator
from phares.people.accounts.rules.keys import LAST_KEEPER

ACCOUNTS = Keeping(
    "accounts.closed",
    "Comptes fermés",
    12,
    "après la fermeture ou la dernière connexion",
    "Un an pour rouvrir un compte fermé à tort.",
    "Choix du pôle, à confirmer : aucun texte ne fixe cette durée",
)
SESSIONS = Keeping(
    "accounts.sessions",
    "Sessions",
    None,
    "quatorze jours, puis l’horloge les oublie",
    "Rester connecté d’une semaine à l’autre sur son poste.",
    "Réglage SESSION_COOKIE_AGE du logiciel",
)
EVERYBODY = french("Personnes qui ont un compte")

HOLDINGS = (
    Holding(
        code="accounts.account",
        label="Comptes et clés",
        purpose="N’ouvrir chaque page qu’à qui en a le droit",
        basis=Basis.LEGITIMATE,
        persons=EVERYBODY,
        data="Nom, adresse de connexion, empreinte du mot de passe, rôles, dates",
        recipients="L’administration du pôle",
        keeping=ACCOUNTS,
        erased="Compte fermé, clés reprises, nom et adresse remplacés, mot de passe détruit",
        kept="Les dates des clés, sans nom",
        tables=("accounts.user", "accounts.key"),
    ),
    Holding(
        code="accounts.link",
        label="Liens écrits par courrier",
        purpose="Inviter, rendre un mot de passe, confirmer une adresse",
        basis=Basis.LEGITIMATE,
        persons=EVERYBODY,
        data="Adresse écrite, empreinte du lien, dates, nom de qui invite",
        recipients="L’administration du pôle",
        keeping=ACCOUNTS,
        erased="Les liens de cette personne sont supprimés",
        kept="Le nom de qui a invité, remplacé par un numéro",
        tables=("accounts.onetimelink", "accounts.onetimelink.made_by_name"),
    ),
    Holding(
        code="accounts.session",
        label="Sessions et essais de mot de passe",
        purpose="Garder la porte, ralentir qui devine un mot de passe",
        basis=Basis.LEGITIMATE,
        persons=EVERYBODY,
        data="Session ouverte, navigateur ; empreinte de l’adresse essayée, le temps de l’attente",
        recipients="Personne : le logiciel seul",
        keeping=SESSIONS,
        erased="Les sessions ouvertes s’arrêtent avec le mot de passe",
        tables=("accounts.opensession",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The account, and its keys past and present."""
    if who.account is None:
        return {}
    user = User.objects.get(pk=who.account)
    keys = user.keys.select_related("organisation", "user")
    held = [item(key, "organisation", "starts_on", "ends_on") for key in keys]
    opened = [item(one, "browser", "opened_at") for one in user.open_sessions.order_by("pk")]
    links = [
        item(one, "purpose", "address", "made_at", "used_at") for one in user.links.order_by("pk")
    ]
    columns = ("name", "email", "is_active", "created_at", "last_login")
    return {
        "accounts.account": [item(user, *columns, title=say("Compte")), *held],
        "accounts.link": links,
        "accounts.session": opened,
    }


def why_not_erase(who: Collection[Subject], _day: date, _cut: Cut) -> Mapping[Subject, Reason]:
    """The pole keeps an administrator; keys follow the real calendar."""
    last = last_administrator(timezone.localdate())
    stays = (one for one in who if last is not None and one.account == last)
    return dict.fromkeys(stays, LAST_KEEPER)


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    """The last sign-in, or the end of the last key, of a closed account; an open one lasts."""
    by_key = {one.account: one for one in who if one.account is not None}
    if not by_key:
        return {}
    return {by_key[user.pk]: _last(user) for user in accounts_of(list(by_key))}


def _last(user: User) -> date:
    if user.is_active:
        return date.max
    ends = [key.ends_on for key in user.keys.all() if key.ends_on is not None]
    moments = filter(None, (user.last_login, user.created_at))
    return max([*ends, *(timezone.localdate(one) for one in moments)])


def accounts_held() -> list[tuple[int, int | None]]:
    """Every account that was not erased, with the person it is of."""
    rows = User.objects.filter(erased_on=None).order_by("pk")
    return list(rows.values_list("pk", "person_id"))
