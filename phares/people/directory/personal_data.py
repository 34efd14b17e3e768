"""What the directory holds on persons, and what becomes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from phares.common.personal import by_person, item, last_days
from phares.kernel.actor import THE_POLE
from phares.kernel.personal import Basis, Holding, Item, Keeping, Purge, Subject
from phares.kernel.tongue import french, say
from phares.people.directory.actions.erasing import forget_consents
from phares.people.directory.models import Belonging, Consent, Function, Person
from phares.people.directory.queries.erasing import (
    consents_over,
    declarations_signed,
    facts_given_by,
)

PERSONS = Keeping(
    "directory.persons",
    "Fiches des personnes",
    36,
    "après la dernière fonction, le dernier mandat, le dernier poste",
    "Trois ans sans lien avec le pôle : la fiche n’a plus d’usage.",
    "Choix du pôle, à confirmer : aucun texte ne fixe cette durée ; l’usage est de trois ans "
    "après le dernier contact",
)
CONSENTS = Keeping(
    "directory.consents",
    "Accords retirés",
    60,
    "après le retrait",
    "De quoi prouver que l’accord était donné quand on s’en est servi.",
    "RGPD, article 7.1 (preuve) ; code civil, article 2224 (cinq ans)",
)
SIGNED = Keeping(
    "directory.signed",
    "Qui a déclaré, qui a dit",
    None,
    "tant que la déclaration compte dans un chiffre",
    "Un chiffre se lit avec qui l’a donné ; le nom part avec la personne.",
    "RGPD, article 5.1 d (exactitude)",
)
TEAM = french("L’équipe du pôle, la cogérance, les collègues de la même structure")

HOLDINGS = (
    Holding(
        code="directory.person",
        label="Fiche d’une personne",
        purpose="Savoir qui joindre dans une structure, et pour quoi",
        basis=Basis.LEGITIMATE,
        persons="Salariés, administrateurs, bénévoles et contacts des structures",
        data="Nom, prénom, courriel, téléphone, adresse, autres noms",
        recipients=french("{team} ; le public, si la personne l’accepte", team=TEAM),
        keeping=PERSONS,
        erased="Nom remplacé par un numéro ; courriel, téléphone, adresse, autres noms ôtés",
        kept="La ligne reste, sans nom, pour que les chiffres d’hier ne bougent pas",
        tables=("directory.person", "directory.party", "directory.alias", "directory.unlike"),
    ),
    Holding(
        code="directory.function",
        label="Fonctions dans les structures",
        purpose="Savoir qui fait quoi, et dans quelle structure",
        basis=Basis.LEGITIMATE,
        persons="Salariés, administrateurs, bénévoles et contacts des structures",
        data="Structure, fonction, dates, ce que le public peut en voir",
        recipients="La maison ; le public, si la personne l’accepte",
        keeping=PERSONS,
        erased="L’intitulé devient une catégorie, la fonction prend fin, plus rien n’est public",
        kept="La structure, la catégorie et les dates, sans nom",
        tables=("directory.function",),
    ),
    Holding(
        code="directory.belonging",
        label="Appartenance d’une personne au pôle",
        purpose="Compter qui fait partie du pôle",
        basis=Basis.LEGITIMATE,
        persons="Personnes qui appartiennent au pôle en leur nom",
        data="Lien, dates, raison du départ, devenir",
        recipients="La maison",
        keeping=PERSONS,
        erased="La raison du départ et le devenir sont ôtés",
        kept="Le lien et les dates, sans nom : ils comptent dans les chiffres",
        tables=("directory.belonging",),
    ),
    Holding(
        code="directory.consent",
        label="Accords donnés et retirés",
        purpose="Ne montrer d’une personne que ce qu’elle a accepté",
        basis=Basis.CONSENT,
        persons="Personnes citées ou photographiées",
        data="Objet, portée, date de l’accord, date du retrait",
        recipients="L’administration et l’animation du pôle",
        keeping=CONSENTS,
        erased="Tous les accords sont retirés et leur objet est effacé",
        tables=("directory.consent",),
    ),
    Holding(
        code="directory.signed",
        label="Déclarations et faits, avec qui les a donnés",
        purpose="Savoir de qui vient un chiffre ou un fait",
        basis=Basis.LEGITIMATE,
        persons="Contacts des structures, équipe du pôle",
        data="Nom de qui a déclaré, date",
        recipients="L’équipe du pôle, la cogérance, la structure concernée",
        keeping=SIGNED,
        erased="Le nom est remplacé par le numéro",
        kept="Le chiffre, l’année et la date",
        tables=("directory.declaration.declared_by", "directory.datedfact.given_by"),
    ),
)
CARD = ("given_name", "family_name", "email", "phone", "website", "street", "postcode", "city")


def gather(who: Subject) -> Mapping[str, list[Item]]:
    """Everything the directory holds on somebody."""
    told: dict[str, list[Item]] = {"directory.signed": _signed(who)}
    if who.person is None:
        return told
    card = Person.objects.prefetch_related("aliases").get(pk=who.person)
    held = Function.objects.filter(person=card).select_related("organisation", "person")
    stays = Belonging.objects.filter(party=card.pk).select_related("party", "pole")
    others = [Item(one.name, ((say("Nature"), say("autre nom")),)) for one in card.aliases.all()]
    agreed = Consent.objects.filter(person=card).select_related("person")
    return told | {
        "directory.person": [item(card, *CARD, "source"), *others],
        "directory.function": [_function(one) for one in held],
        "directory.belonging": [_belonging(one) for one in stays],
        "directory.consent": [
            item(one, "scope", "given_on", "withdrawn_on", title=one.about) for one in agreed
        ],
    }


def _function(one: Function) -> Item:
    told = ("organisation", "kind", "public", "public_reach", "source")
    return item(one, *told, title=one.title)


def _belonging(one: Belonging) -> Item:
    title = f"{one.get_role_display()}, {one.pole}"
    return item(one, "exit_reason", "outcome", "source", title=title)


def _signed(who: Subject) -> list[Item]:
    said = [item(one, "year", "declared_on") for one in declarations_signed(who.alone)]
    return said + [item(one, "given_by", title=one.text) for one in facts_given_by(who.alone)]


def last_known(who: Collection[Subject]) -> Mapping[Subject, date]:
    """The end of the last function or belonging."""
    held = last_days(who, Function.objects.all())
    for one, day in last_days(who, Belonging.objects.all(), "party_id").items():
        held[one] = max(day, held.get(one, day))
    return held


def persons_held() -> list[Subject]:
    """Everybody of the directory who was not erased."""
    rows = Person.objects.filter(erased_on=None).order_by("pk").values_list("pk", flat=True)
    return list(by_person(Subject(person=pk) for pk in rows).values())


def consents_due(before: date) -> list[Item]:
    """Agreements taken back before that day."""
    told = consents_over(before).select_related("person")
    return [item(one, "scope", "withdrawn_on") for one in told]


def _forget_consents(before: date) -> int:
    return forget_consents(before, by=THE_POLE)


PURGES = (Purge("directory.consents", "Accords retirés", consents_due, _forget_consents),)
