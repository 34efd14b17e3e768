"""The closed lists of the directory."""

from __future__ import annotations

from phares.kernel.lifecycle import Labelled
from phares.kernel.tongue import each_french, french, say


class PartyKind(Labelled):
    PERSON = "person", "personne"
    ORGANISATION = "organisation", "organisation"


class LegalForm(Labelled):
    """What an organisation is in law; « informal » and « foreign » need no identifier."""

    ASSOCIATION = "association", "association"
    SCIC = "scic", "société coopérative d’intérêt collectif"
    SCOP = "scop", "société coopérative et participative"
    COMPANY = "company", "société"
    SOLE_TRADER = "sole_trader", "entreprise individuelle"
    MUTUAL = "mutual", "mutuelle"
    FOUNDATION = "foundation", "fondation"
    PUBLIC = "public", "collectivité ou établissement public"
    INFORMAL = "informal", "collectif sans statut"
    FOREIGN = "foreign", "organisation étrangère ou internationale"
    OTHER = "other", "autre forme"


SOCIAL_ECONOMY = {True: french("oui"), False: french("non"), None: french("on ne sait pas")}
"""Whether a structure is of the social and solidarity economy: nobody guesses."""


class LinkKind(Labelled):
    """How one organisation stands to another."""

    NETWORK_HEAD = "network_head", "est la tête de réseau de"
    RUNS_FOR = "runs_for", "anime par contrat"
    SPUN_OFF = "spun_off", "a donné naissance à"
    BELONGS_TO = "belongs_to", "adhère à"

    @property
    def seen_from_target(self) -> str:
        """The same link, read from the other end."""
        return {
            LinkKind.NETWORK_HEAD: say("a pour tête de réseau"),
            LinkKind.RUNS_FOR: say("est animée par contrat par"),
            LinkKind.SPUN_OFF: say("est née de"),
            LinkKind.BELONGS_TO: say("compte parmi ses adhérentes"),
        }[self]


class BelongingRole(Labelled):
    """How a party belongs to the pole."""

    RESIDENT = "resident", "habitant"
    ADHERENT = "adherent", "adhérent"
    GUEST = "guest", "hébergé"
    PARTNER = "partner", "partenaire"
    FUNDER = "funder", "financeur"


HOUSED = (BelongingRole.RESIDENT, BelongingRole.GUEST)
"""Those who live in the premises."""
MEMBER_ROLES = (BelongingRole.RESIDENT, BelongingRole.ADHERENT, BelongingRole.GUEST)
"""Those who belong to the pole, and whom it asks for yearly figures."""
FEMININE = each_french(
    {
        BelongingRole.RESIDENT: "habitante",
        BelongingRole.ADHERENT: "adhérente",
        BelongingRole.GUEST: "hébergée",
        BelongingRole.PARTNER: "partenaire",
        BelongingRole.FUNDER: "financeuse",
    }
)
"""As one says it of a structure."""


class FunctionKind(Labelled):
    DIRECTION = "direction", "direction"
    BOARD = "board", "conseil d’administration"
    EMPLOYEE = "employee", "équipe salariée"
    VOLUNTEER = "volunteer", "bénévole"
    CONTACT = "contact", "contact"


class Namesake(Labelled):
    """Somebody of that name is in the directory already: the same person, or another."""

    SAME = "same", "C’est la même personne : lui ajouter cette fonction"
    OTHER = "other", "C’est une autre personne, du même nom"


class Declared(Labelled):
    """What a structure declares each year, with its unit said on the form."""

    PERMANENT_JOBS = "permanent_jobs", "emplois permanents"
    INSERTION = "insertion_employees", "salariés en insertion"
    CIVIC_SERVICE = "civic_service", "services civiques"
    VOLUNTEERS = "volunteers", "bénévoles"
    JOBS = "jobs", "emplois, tous contrats"
    TURNOVER = "turnover_eur", "chiffre d’affaires, en euros"
    PEOPLE_HELPED = "people_helped", "personnes accompagnées"


class StatementKey(Labelled):
    """What a text of reference is."""

    MISSION = "mission", "mission"
    AIM = "aim", "objectif"
    VALUE = "value", "valeur partagée"
    CHARTER = "charter", "charte"


class FactKind(Labelled):
    ORIGIN = "origin", "origine"
    ACQUISITION = "acquisition", "acquisition"
    CONSTITUTION = "constitution", "constitution"
    REGISTRATION = "registration", "immatriculation"
    RECOGNITION = "recognition", "reconnaissance"
    LABEL = "label", "label"
    AWARD = "award", "appel à projets remporté"
    SUPPORT = "support", "accompagnement reçu"
    EVENT = "event", "événement"
    WORKS = "works", "travaux"


class ConsentScope(Labelled):
    """How far what a person said, or their picture, may go."""

    INTERNAL = "internal", "dans le pôle"
    REPORT = "report", "dans le bilan, sans le nom"
    NAMED = "named", "dans le bilan, avec le nom"
    WEB = "web", "sur le site public"


class TerritoryKind(Labelled):
    COMMUNE = "commune", "commune"
    EPCI = "epci", "intercommunalité"
    DEPARTMENT = "department", "département"
    REGION = "region", "région"
    AREA = "area", "territoire du pôle"
