"""What a program is told when the answer is no: a code, a sentence, a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from phares.kernel.refusal import Missing, Reason
from phares.kernel.tongue import each_french, french


@dataclass(frozen=True, slots=True)
class Problem:
    """As RFC 9457 has it; `more` is what this one says besides."""

    status: int
    code: str
    detail: str
    more: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


TITLES = each_french(
    {
        400: "La demande ne se lit pas",
        401: "Il faut un jeton",
        403: "Ce jeton ne le permet pas",
        404: "Il n’y a rien à cette adresse",
        405: "Cette adresse ne s’emploie pas ainsi",
        409: "Quelque chose s’y oppose déjà",
        413: "La demande est trop longue",
        415: "La demande n’est pas en JSON",
        422: "Cela ne peut pas se faire",
        429: "Trop de demandes en peu de temps",
        500: "Quelque chose s’est cassé de notre côté",
        503: "Trop de monde enregistre en même temps",
        507: "Le disque du pôle est plein",
    }
)
DETAILS = each_french(
    {
        400: "Vérifiez la syntaxe de ce qui est envoyé.",
        401: "Envoyez l’en-tête Authorization: Bearer JETON, avec un jeton qui vaut encore.",
        403: "Faites un jeton qui ouvre cela, ou demandez-le à l’animation du pôle.",
        404: "Partez de la description : /api/v1/openapi.json.",
        405: "L’en-tête Allow dit ce qu’elle prend.",
        413: "Un corps de demande tient en 64 ko.",
        415: "Envoyez du JSON, avec Content-Type: application/json.",
        429: "Attendez le nombre de secondes que dit l’en-tête Retry-After.",
        500: "Le pôle en garde la trace. Recommencez dans une minute.",
        503: "Rien n’a été enregistré : attendez quelques secondes, puis recommencez.",
        507: "Prévenez qui tient la machine du pôle, puis recommencez.",
    }
)
LARGEST_BODY = 64 * 1024
"""Bytes."""
CONFLICTS = frozenset({"taken", "taken-whole"})
"""Somebody has it: another hour may do."""
NOT_ALLOWED = "forbidden"

NO_SCOPE = french("Ce jeton n’ouvre pas cela.")
ANOTHER_REQUEST = Problem(
    422, "key-reused", french("Cette Idempotency-Key a déjà servi pour une autre demande.")
)
IN_FLIGHT = Problem(
    409,
    "in-flight",
    french("La même demande est en train d’être faite. Redemandez dans un instant."),
    headers={"Retry-After": "1"},
)


def of_reason(reason: Reason) -> Problem:
    """What a rule of the pole says, for a program: until when, where somebody has it."""
    if isinstance(reason, Missing):
        return Problem(404, reason.code, reason.sentence)
    if reason.code in CONFLICTS:
        until = getattr(reason, "until", None)
        more = {"taken_until": until.isoformat() if until else None}
        return Problem(409, reason.code, reason.sentence, more)
    status = 403 if reason.code == NOT_ALLOWED else 422
    return Problem(status, reason.code, reason.sentence)


def of_status(status: int, **headers: str) -> Problem:
    """The usual words of a status."""
    known = status if status in DETAILS else 500 if status >= 500 else 400
    return Problem(status, str(status), DETAILS[known], headers=headers)


FIELD = each_french(
    {
        "missing": "Ce champ manque.",
        "timezone_aware": "Dites l’heure avec son décalage : 2016-01-12T09:00:00+01:00.",
        "extra_forbidden": "Ce champ n’est pas connu.",
        "enum": "Cette valeur n’est pas dans la liste.",
        "string_too_long": "Ce texte est trop long.",
        "json_invalid": "Ce n’est pas du JSON.",
    }
)
NUMBERS = ("int_", "greater_than", "less_than")


def said_of(kind: str) -> str:
    """What is wrong with one value."""
    if kind.startswith(NUMBERS):
        return french("Il faut un nombre entier, dans les bornes de la description.")
    if kind.startswith("datetime"):
        return FIELD["timezone_aware"]
    return FIELD.get(kind) or french("Cette valeur ne convient pas.")
