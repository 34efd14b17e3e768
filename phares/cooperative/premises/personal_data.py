"""What the premises hold on persons: agreements signed in one's own name, photos."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import QuerySet

from phares.common.personal import item, kept_by_law, last_days
from phares.cooperative.premises.models import Lease, Photo
from phares.cooperative.premises.queries.photos import naming
from phares.cooperative.premises.rules.keeping import why_kept
from phares.cooperative.premises.rules.kinds import LeaseState
from phares.kernel.personal import Basis, Cut, Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say

LEASES = Keeping(
    "premises.leases",
    "Conventions d’occupation",
    60,
    "après la fin de la convention",
    "Chaque partie peut encore réclamer ce qui lui est dû.",
    "Code civil, article 2224 : cinq ans pour agir",
)
PHOTOS = Keeping(
    "premises.photos",
    "Photos des lieux",
    None,
    "tant que la photo est montrée ; retirée, trente jours encore",
    "Une photo sert tant que le lieu lui ressemble ; trente jours pour revenir sur une erreur.",
    "Choix du pôle : aucun texte ne fixe cette durée ; droit à l’image, Code civil, article 9",
)
HOLDINGS = (
    Holding(
        code="premises.lease",
        label="Conventions signées en son nom",
        purpose="Savoir qui occupe quels espaces, et jusqu’à quand",
        basis=Basis.CONTRACT,
        persons="Personnes qui occupent un espace en leur nom",
        data="Numéro, espaces, surfaces, dates, congé",
        recipients="L’équipe du pôle, la cogérance, la personne",
        keeping=LEASES,
        erased="Après ce délai, le nom est remplacé par le numéro",
        kept="Les espaces, les surfaces et les dates, sans nom : ils comptent dans les chiffres",
        tables=("premises.lease", "assets.occupation"),
    ),
    Holding(
        code="premises.photo",
        label="Photos des lieux et de ce qui se partage",
        purpose="Montrer les lieux à qui s’y rend ou veut s’y installer",
        basis=Basis.CONSENT,
        persons="Personnes qui se reconnaissent sur une photo ; qui l’a prise",
        data="Image sans lieu ni appareil, description, crédit, jour, accord noté",
        recipients="La maison ; le public, si la photo est dite publique et l’accord noté",
        keeping=PHOTOS,
        erased="La photo dont la description ou l’accord nomme la personne s’efface, son fichier "
        "avec elle ; qui l’a prise n’est plus dit",
        kept="Une sauvegarde faite avant la garde jusqu’à ce qu’elle soit remplacée",
        tables=("premises.photo", "pictures.picture"),
    ),
)


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """Agreements signed in one's own name, with their spaces; photos that name them."""
    showing, taken = naming(who.alone)
    photos = {one.pk: one for one in (*showing, *taken)}
    told = {"premises.photo": [_photo(one) for one in photos.values()]}
    return told | _leases(who)


def _photo(one: Photo) -> Item:
    return item(one, "credit", "taken_on", "public", "consent", title=one.description)


def _leases(who: Subject) -> dict[str, list[Item]]:
    if who.person is None:
        return {}
    rows = Lease.objects.filter(occupant=who.person).select_related("occupant", "lessor")
    return {"premises.lease": [_lease(one) for one in rows.prefetch_related("lines__space")]}


def _lease(one: Lease) -> Item:
    told = item(one, "lessor", "state", "noticed_on", "note", title=one.number)
    spaces = ", ".join(str(line) for line in one.lines.all())
    return Item(told.title, (*told.facts, (say("Espaces"), spaces)))


def _signed() -> QuerySet[Lease]:
    return Lease.objects.exclude(state=LeaseState.CANCELLED.value)


def why_not_erase(who: Collection[Subject], _day: date, cut: Cut) -> Mapping[Subject, Reason]:
    """An agreement that runs, or ended too short a time ago."""
    return kept_by_law(who, _signed(), cut(LEASES.code), why_kept, "occupant_id")


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    return last_days(who, _signed(), "occupant_id")
