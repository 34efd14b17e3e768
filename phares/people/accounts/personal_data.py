"""What accounts hold on persons."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from phares.common.audit.personal_data import JOURNAL
from phares.common.personal import item
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Purge, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import french, say
from phares.kernel.words import plural
from phares.people.accounts.actions import forget_opened, purge_key_requests
from phares.people.accounts.models import Opened, User, Viewing
from phares.people.accounts.queries import accounts_of, last_administrator
from phares.people.accounts.queries.requests import decided_before, requests_of
from phares.people.accounts.rules.keys import LAST_KEEPER
from phares.people.accounts.rules.opened import spoken

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
OPENED = Keeping(
    "accounts.opened",
    "Fiches ouvertes récemment",
    3,
    "après la dernière ouverture",
    "Retrouver ce que l’on vient de lire ; plus vieux, cela ne sert plus à personne.",
    "Choix du pôle, à confirmer : RGPD, article 5.1 c (minimisation)",
)
REQUESTS = Keeping(
    "accounts.requests",
    "Clés demandées",
    6,
    "après la réponse",
    "Savoir qui a demandé une clé pour qui, et ce qui a été répondu.",
    "Choix du pôle, à confirmer : aucun texte ne fixe cette durée",
)
EVERYBODY = french("Personnes qui ont un compte")

WHO_SAW = french("Administration, et personnes à la place de qui elle a vu le pôle")

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
        code="accounts.factor",
        label="Moyens de connexion et codes de secours",
        purpose="S’assurer, après le mot de passe, que c’est la même personne",
        basis=Basis.LEGITIMATE,
        persons=EVERYBODY,
        data="Nom du moyen, dates ; secret scellé, clé publique, empreinte des codes de secours",
        recipients="Personne : le logiciel seul",
        keeping=ACCOUNTS,
        erased="Moyens et codes de cette personne sont supprimés",
        tables=("accounts.factor", "accounts.recoverycode"),
    ),
    Holding(
        code="accounts.token",
        label="Jetons des programmes",
        purpose="Laisser un programme agir au nom de qui l’a choisi, dans les bornes dites",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui ont fait un jeton",
        data="Nom du jeton, ce qu’il ouvre, empreinte, dates, dernier usage",
        recipients="La personne elle-même",
        keeping=ACCOUNTS,
        erased="Supprimé",
        tables=("accounts.apitoken",),
    ),
    Holding(
        code="accounts.outside",
        label="Comptes d’ailleurs",
        purpose="Entrer avec un compte tenu ailleurs, à la demande de la personne",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui ont relié un tel compte",
        data="Fournisseur, numéro chez lui, adresse qu’il donne, date",
        recipients="L’administration du pôle",
        keeping=ACCOUNTS,
        erased="Supprimé",
        tables=("accounts.outsideaccount",),
    ),
    Holding(
        code="accounts.viewing",
        label="Vues à la place de quelqu’un",
        purpose="Dire à la personne qui a vu le pôle comme elle, quand et pourquoi",
        basis=Basis.LEGITIMATE,
        persons=WHO_SAW,
        data="Qui a vu, à la place de qui, de quand à quand, pourquoi",
        recipients="La personne, sur la page de son compte ; l’administration, dans le journal",
        keeping=JOURNAL,
        erased="La raison est remplacée par le numéro",
        kept="Les comptes et les dates, sans nom",
        tables=("accounts.viewing",),
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
    Holding(
        code="accounts.request",
        label="Clés demandées pour un collègue",
        purpose="Décider qui entre, et répondre au contact de la structure",
        basis=Basis.LEGITIMATE,
        persons="Contacts des structures, et personnes pour qui ils demandent",
        data="Nom, adresse, rôle, structure, raison, qui demande, dates, réponse",
        recipients="L’administration du pôle, les contacts de la structure",
        keeping=REQUESTS,
        erased="Supprimées, demandées par cette personne ou pour elle",
        tables=("accounts.keyrequest",),
    ),
    Holding(
        code="accounts.opened",
        label="Fiches ouvertes récemment",
        purpose="Retrouver en deux touches ce que l’on a ouvert",
        basis=Basis.LEGITIMATE,
        persons=EVERYBODY,
        data="Page et numéro des dernières fiches ouvertes, heure ; jamais leur nom",
        recipients="La personne elle-même, et elle seule",
        keeping=OPENED,
        erased="Toutes les lignes de ce compte sont supprimées",
        tables=("accounts.opened",),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """The account, its keys past and present, and the keys asked for."""
    asked = {"accounts.request": _requests(who)}
    if who.account is None:
        return asked
    user = User.objects.get(pk=who.account)
    keys = user.keys.select_related("organisation", "user")
    held = [item(key, "organisation", "starts_on", "ends_on") for key in keys]
    columns = ("name", "email", "is_active", "created_at", "last_login", "factor_due_on")
    return asked | {
        "accounts.factor": _factors(user),
        "accounts.account": [item(user, *columns, title=say("Compte")), *held],
        "accounts.link": _links(user),
        "accounts.token": _tokens(user),
        "accounts.session": [
            item(one, "browser", "opened_at") for one in user.open_sessions.order_by("pk")
        ],
        "accounts.opened": [
            item(one, "at", title=spoken(one.subject)) for one in user.opened.all()
        ],
        "accounts.outside": [
            item(one, "issuer", "subject", "joined_at")
            for one in user.outside_accounts.order_by("pk")
        ],
        "accounts.viewing": _viewings(user),
    }


def _links(user: User) -> list[Item]:
    told = ("purpose", "address", "made_at", "used_at")
    return [item(one, *told) for one in user.links.order_by("pk")]


def _requests(who: Subject) -> list[Item]:
    """What was asked for that person, or by them."""
    told = ("organisation", "role", "words", "asked_at", "state", "answer")
    return [item(one, *told, title=one.name) for one in requests_of(who.names, who.account)]


def _viewings(user: User) -> list[Item]:
    rows = Viewing.objects.filter(Q(seen=user) | Q(viewer=user)).select_related("viewer", "seen")
    columns = ("started_at", "ended_at", "reason")
    return [item(one, *columns, title=str(one)) for one in rows.order_by("pk")]


def _tokens(user: User) -> list[Item]:
    columns = ("scopes", "made_at", "expires_at", "last_used_at", "revoked_at")
    return [item(one, *columns) for one in user.tokens.order_by("pk")]


def _factors(user: User) -> list[Item]:
    """What they are called and when they served: neither a secret nor a fingerprint."""
    factors = [item(one, "kind", "added_at", "used_at") for one in user.factors.all()]
    codes = user.recovery_codes.order_by("pk")
    return factors + [item(one, "made_at", "used_at", title="Code de secours") for one in codes]


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


def opened_due(before: date) -> list[Item]:
    """How many were opened for the last time before that day: nobody reads which."""
    count = Opened.objects.filter(at__lt=_midnight(before)).count()
    return [Item(plural(count, "fiche"))] if count else []


def _forget_opened(before: date) -> int:
    return forget_opened(_midnight(before))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def requests_due(before: date) -> list[Item]:
    """How many were answered before that day."""
    count = decided_before(_midnight(before)).count()
    return [Item(plural(count, "clé demandée", "clés demandées"))] if count else []


def _forget_requests(before: date) -> int:
    return purge_key_requests(_midnight(before))


PURGES = (
    Purge("accounts.opened", "Fiches ouvertes récemment", opened_due, _forget_opened),
    Purge("accounts.requests", "Clés demandées", requests_due, _forget_requests),
)
