"""Identifiers of organisations, checked at construction by python-stdnum."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret

from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import say


@dataclass(frozen=True, slots=True)
class Identifier:
    """A checked number in compact form; `refuse` says which digits are wrong and what to do."""

    value: str

    def __str__(self) -> str:
        return self.value


def _checked(check: Callable[[str], Any], text: str, reason: Reason) -> str:
    """Nothing but zeros passes every control key, and is nobody's number."""
    try:
        value = str(check(text))
    except ValidationError:
        raise Refused(reason) from None
    if not value.strip("0") or value.startswith("FR") and not value[4:].strip("0"):
        raise Refused(reason)
    return value


def read_siren(text: str) -> Identifier:
    """Nine digits with their control key (INSEE)."""
    reason = Reason(
        "siren", say("« {text} » n’est pas un SIREN. Relisez les neuf chiffres.", text=text)
    )
    return Identifier(_checked(siren.validate, text, reason))


def read_siret(text: str) -> Identifier:
    """Fourteen digits: the SIREN and five for the establishment (INSEE, La Poste excepted)."""
    reason = Reason(
        "siret",
        say(
            "« {text} » n’est pas un SIRET : quatorze chiffres, clé de contrôle comprise. "
            "Recopiez-le depuis un avis de situation, ou laissez vide.",
            text=text,
        ),
    )
    return Identifier(_checked(siret.validate, text, reason))


def read_rna(text: str) -> Identifier:
    """W and nine digits or letters of the department (national register of associations)."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"W[0-9][0-9A-B][0-9A-Z][0-9]{6}", compact) or not compact.strip("W0"):
        sentence = say(
            "« {text} » n’est pas un numéro RNA : la lettre W et neuf chiffres.", text=text
        )
        raise Refused(Reason("rna", sentence))
    return Identifier(compact)


def read_vat(text: str) -> Identifier:
    """A VAT number of a country of the European Union, country code first."""
    reason = Reason(
        "vat",
        say(
            "« {text} » n’est pas un numéro de TVA. Écrivez le code du pays, puis le numéro.",
            text=text,
        ),
    )
    return Identifier(_checked(vat.validate, text, reason))
