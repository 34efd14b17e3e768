"""What a card must say to be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from phares.kernel.dating import Dated
from phares.kernel.identifiers import Identifier, read_rna, read_siren, read_siret, read_vat
from phares.kernel.refusal import Known, Reason, insist
from phares.kernel.tongue import french, say
from phares.kernel.words import listed, of
from phares.people.directory.rules.names import normalise

NAME, DESCRIPTION = 200, 300
READERS: dict[str, Callable[[str], Identifier]] = {
    "siren": read_siren,
    "siret": read_siret,
    "rna": read_rna,
    "vat_number": read_vat,
}
LABELS = {"siret": french("Le SIRET"), "rna": french("Le numéro RNA")}


def why_not_erased(erased_on: date | None) -> Reason | None:
    """Nothing is written any more of who was forgotten."""
    if erased_on is None:
        return None
    return Reason(
        "erased",
        say(
            "Cette personne a été effacée le {dated} : on n’y écrit plus. Si elle revient, "
            "présentez-la de nouveau.",
            dated=Dated(erased_on),
        ),
    )


def checked(
    numbers: Mapping[str, str], kept: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Identifiers in their compact form; none is compulsory, a wrong one is refused.

    A SIRET gives its SIREN. Two that contradict each other are refused, `kept` being those that
    stand on the card and are not given anew.
    """
    found = {key: str(READERS[key](text)) if text else "" for key, text in numbers.items()}
    now = {**kept, **found}
    if now.get("siret") and found.keys() & {"siren", "siret"}:
        siret, siren = now["siret"], found.get("siren") or now["siret"][:9]
        insist(_two_sirens(siren, siret) if siret[:9] != siren else None)
        now["siren"] = found["siren"] = siren
    vat, siren = now.get("vat_number", ""), now.get("siren", "")
    another = siren and vat.startswith("FR") and vat[4:] != siren
    insist(_vat_of_another(siren, vat) if another and found.keys() - {"rna"} else None)
    return found


def _two_sirens(siren: str, siret: str) -> Reason:
    sentence = say(
        "Le SIRET {siret} ne commence pas par le SIREN {siren}. Corrigez l’un des deux numéros.",
        siret=siret,
        siren=siren,
    )
    return Reason("siret", sentence)


def _vat_of_another(siren: str, vat: str) -> Reason:
    """A French VAT number is FR, a key of two signs and the SIREN."""
    sentence = say(
        "Le numéro de TVA {vat} porte le SIREN {vat_2}, et la fiche le SIREN {siren}. "
        "Corrigez l’un des deux numéros.",
        vat=vat,
        vat_2=vat[4:],
        siren=siren,
    )
    return Reason("vat", sentence)


def why_not_card(name: str, description: str) -> Reason | None:
    """A card has a name that can be read, of 200 signs, and a presentation of 300 at most."""
    return why_not_name(name) or why_not_describe(description)


def why_not_name(name: str) -> Reason | None:
    if not normalise(name):
        return Reason("name", "Il manque le nom. Écrivez-le comme la structure l’écrit.")
    if len(name) > NAME:
        return Reason(
            "name",
            say("Ce nom compte {name} signes : {name_2} au plus.", name=len(name), name_2=NAME),
        )
    return None


def why_not_describe(description: str) -> Reason | None:
    if len(description) > DESCRIPTION:
        over = len(description) - DESCRIPTION
        return Reason(
            "description",
            say(
                "La présentation compte {description} signes, {over} de trop. Ramenez-la à "
                "{description_2}.",
                description=len(description),
                over=over,
                description_2=DESCRIPTION,
            ),
        )
    return None


def why_not_take_logo(name: str, has_one: bool) -> Reason | None:
    return None if has_one else Reason("no-logo", say("{name} n’a pas de logo.", name=name))


def why_not_alias(alias: str, names: Iterable[str], held_by: str) -> Reason | None:
    """Another name is not its own written another way, nor the name of another structure."""
    if reason := why_not_name(alias):
        return reason
    own = next((name for name in names if normalise(name) == normalise(alias)), None)
    if own is not None:
        return Reason(
            "name",
            say(
                "« {alias} » la fait déjà trouver : c’est son nom, « {own} ».", alias=alias, own=own
            ),
        )
    if held_by:
        return Reason(
            "name",
            say(
                "« {alias} » est le nom d’une autre structure : {held_by}.",
                alias=alias,
                held_by=held_by,
            ),
        )
    return None


CARD, PERSON = "directory:organisation", "directory:person"


def already_here(name: str, known_as: str, key: int) -> Known:
    """One card a structure: the same name, written another way, is the same structure."""
    known = (
        f"« {known_as} »"
        if known_as == name
        else say("« {name} » sous le nom « {known_as} »", name=name, known_as=known_as)
    )
    sentence = say(
        "L’annuaire connaît déjà {known}. Ouvrez sa fiche, ou dites qu’il s’agit d’une autre.",
        known=known,
    )
    return Known("homonym", sentence, CARD, key, known_as)


def number_taken(kind: str, value: str, holder: str, key: int) -> Known:
    sentence = say(
        "{labels} {value} est celui {holder}. Relisez-le, ou ouvrez cette fiche.",
        labels=LABELS[kind],
        value=value,
        holder=of(holder),
    )
    return Known(kind, sentence, CARD, key, holder)


def why_not_person(given_name: str, family_name: str) -> Reason | None:
    if normalise(given_name) and normalise(family_name):
        return None
    return Reason("name", "Il manque le prénom ou le nom de famille. Écrivez les deux.")


SAME_OR_NOT = french("Dites si c’est la même personne, puis recommencez.")


def noted_here(name: str, key: int, titles: Sequence[str]) -> Known:
    """One card a person: sent twice, a form does not make two of them."""
    held = listed([f"« {title} »" for title in titles])
    sentence = say(
        "{name} est déjà notée ici : {held}. {same_or_not}",
        name=name,
        held=held,
        same_or_not=SAME_OR_NOT,
    )
    return Known("namesake", sentence, PERSON, key, name)


def noted(name: str, key: int, functions: Sequence[tuple[str, str]]) -> Known:
    """Who is known elsewhere has a card already: title and structure of each function."""
    held = listed([f"« {title} » ({where})" for title, where in functions])
    sentence = say(
        "{name} est déjà dans l’annuaire : {value}. {same_or_not}",
        name=name,
        value=held or say("sans fonction notée"),
        same_or_not=SAME_OR_NOT,
    )
    return Known("namesake", sentence, PERSON, key, name)


def why_not_claim(label: str, value: str) -> Reason | None:
    """A cited figure says how much, and of what."""
    if label.strip() and value.strip():
        return None
    return Reason(
        "claim", "Un chiffre cité a une valeur et un intitulé : « 73 », « associations »."
    )
