"""The particulars of a line of the journal, as one says them."""

from __future__ import annotations

from collections.abc import Mapping

from phares.kernel.tongue import each_french, say, translated

WORDS = each_french(
    {
        "about": "au sujet de",
        "jobs": "emplois, tous contrats",
        "turnover_eur": "chiffre d’affaires, en euros",
        "people_helped": "personnes accompagnées",
        "was": "auparavant le",
        "after": "désormais",
        "agreed": "convenu",
        "alias": "autre nom",
        "amount": "montant",
        "area": "territoire",
        "assets": "unités",
        "at": "le",
        "axis": "axe",
        "before": "auparavant",
        "body": "instance",
        "building": "bâtiment",
        "categories": "catégories",
        "category": "catégorie",
        "cents": "centimes",
        "civic_service": "services civiques",
        "claim": "ce qui est dit",
        "closed": "fermés",
        "count": "combien",
        "dataset": "jeu de données",
        "day": "jour",
        "duties": "missions",
        "email": "adresse",
        "language": "langue",
        "employer": "employeur",
        "end": "jusqu’au",
        "fields": "rubriques",
        "figures": "chiffres",
        "file": "fichier",
        "floor": "étage",
        "format": "format",
        "gained": "gagné",
        "insertion_employees": "salariés en insertion",
        "is_home": "le nôtre",
        "kind": "nature",
        "known": "déjà là",
        "last_day": "dernier jour",
        "level": "niveau",
        "lines": "lignes",
        "m2": "m²",
        "made": "importées",
        "missing_note": "pourquoi sans réponse",
        "moved": "ce qui a suivi",
        "name": "nom",
        "notice": "préavis, en mois",
        "on": "le",
        "order": "ordre",
        "organisation": "structure",
        "outcome": "ce qu’elle est devenue",
        "permanent_jobs": "emplois permanents",
        "persons": "personnes",
        "public": "montrée au public",
        "public_reach": "courriel et téléphone montrés",
        "purpose": "objet",
        "quota": "part",
        "reason": "raison",
        "refused": "refusées",
        "role": "rôle",
        "rhythm": "rythme",
        "room": "salle",
        "rubric": "cote",
        "scheme": "dispositif",
        "scope": "portée",
        "scopes": "ce qu’il ouvre",
        "sha256": "empreinte",
        "since": "depuis",
        "site": "site",
        "source": "source",
        "start": "depuis",
        "state": "état",
        "text": "texte",
        "title": "titre",
        "units": "unités",
        "until": "jusqu’au",
        "up": "remontée",
        "usable": "utilisable",
        "value": "valeur",
        "volunteers": "bénévoles",
        "who": "qui",
        "year": "année",
        "called": "nommé",
        "in_name_of": "au nom de",
        "left": "qui restent",
        "seen_as": "vu comme",
    }
)


def told(details: Mapping[str, object]) -> str:
    """« rôle : Accueil, structure : Halage »; what is empty is left out."""
    known = ((key, _one(value)) for key, value in details.items())
    return ", ".join(
        say("{what} : {value}", what=WORDS.get(key, key), value=value)
        for key, value in known
        if value
    )


def _one(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return say("oui") if value else say("non")
        case list() | tuple():
            return ", ".join(_one(each) for each in value)
        case dict():
            return told(value)
    return translated(str(value))
