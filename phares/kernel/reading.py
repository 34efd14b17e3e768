"""What people type, read: numbers, dates, yes and no, one of a list. A no is a sentence.

What cannot be read is Refused with what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from phares.kernel.dating import Dated, Precision, read_dated
from phares.kernel.lifecycle import Labelled
from phares.kernel.money import Money
from phares.kernel.refusal import Reason, Refused
from phares.kernel.tongue import french, in_french, say

SPACES = re.compile(r"[\s\u00a0\u202f]")
BETWEEN = re.compile(r"\s*[|;\n]\s*")
GROUPED = re.compile(r",(?=\d{3}(?!\d))")
"""The comma that parts thousands in English; any other is taken for a decimal one."""
YEARS = range(1800, 2200)
"""A date outside is a slip of the finger, and some would overflow what a calendar can hold."""
YES, NO = {"oui", "o", "vrai", "true", "x", "1", "yes"}, {"non", "n", "faux", "false", "0", "no"}


def bare(text: str) -> str:
    """Without accents, case nor signs: « Code Postal* » and « code postal » meet."""
    spread = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    plain = "".join(one for one in spread if not unicodedata.combining(one)).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def unreadable(sentence: str) -> Refused:
    return Refused(Reason("cell", sentence))


def text(cell: str) -> str:
    return cell


def at_most(signs: int) -> Callable[[str], str]:
    """A text that its column can hold."""

    def read(cell: str) -> str:
        if len(cell) > signs:
            raise unreadable(
                say("ce texte compte {cell} signes, {signs} au plus", cell=len(cell), signs=signs)
            )
        return cell

    return read


def several(cell: str) -> tuple[str, ...]:
    """« Textile | Réemploi »: several things, each once, in the order they are written."""
    return tuple(dict.fromkeys(filter(None, BETWEEN.split(cell))))


def read_decimal(typed: Any) -> Decimal:
    """« 1 617,20 », « 12,5 € », "12.5". Anything else is a ValueError."""
    plain = SPACES.sub("", str(typed)).removesuffix("€").replace("−", "-").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,6})?", plain):
        raise ValueError(f"{typed!r} is not a number")
    return Decimal(plain)


def read_typed(typed: Any) -> Decimal:
    """A number typed in a form: in English, « 1,617.20 » and “€1,617.20” as well."""
    if in_french():
        return read_decimal(typed)
    return read_decimal(GROUPED.sub("", SPACES.sub("", str(typed)).removeprefix("€")))


def number(cell: str) -> Decimal:
    """« 1 234,5 »."""
    try:
        return read_decimal(cell)
    except ValueError:
        raise unreadable(
            say("« {cell} » n’est pas un nombre. Écrivez-le comme 1 234,5", cell=cell)
        ) from None


def whole(cell: str) -> int:
    """« 1 234 »."""
    found = number(cell)
    if found != found.to_integral_value():
        raise unreadable(say("« {cell} » n’est pas un nombre entier", cell=cell))
    return int(found)


def count(cell: str) -> int:
    """A whole number that is not below zero."""
    found = whole(cell)
    if found < 0:
        raise unreadable(say("« {cell} » est sous zéro", cell=cell))
    return found


def euros(cell: str) -> Money:
    """« 1 234,50 € », to the cent."""
    cents = number(cell).scaleb(2)
    if cents != cents.to_integral_value():
        raise unreadable(
            say("« {cell} » a plus de deux décimales : un montant va au centime", cell=cell)
        )
    return Money(int(cents))


def slug(signs: int) -> Callable[[str], str]:
    """A code of letters without accents, digits and dashes."""

    def read(cell: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_-]+", cell):
            raise unreadable(
                say(
                    "« {cell} » n’est pas un code. Lettres, chiffres et tirets seulement", cell=cell
                )
            )
        return at_most(signs)(cell)

    return read


def yes_no(cell: str) -> bool:
    """« oui », « non »."""
    said = bare(cell)
    if said not in YES | NO:
        raise unreadable(say("« {cell} » n’est ni « oui » ni « non »", cell=cell))
    return said in YES


def dated(cell: str) -> Dated:
    """As exactly as it is known, with or without accents: « 12/03/2015 », « ete 2015 »."""
    try:
        found = read_dated(with_accents(cell.removesuffix(" 00:00")))
    except ValueError:
        raise unreadable(
            say(
                "« {cell} » n’est pas une date. Écrivez 12/03/2015, mars 2015, été 2015 ou 2015",
                cell=cell,
            )
        ) from None
    if found.day.year not in YEARS:
        raise unreadable(
            say("l’année {year} est hors de portée : relisez la date", year=found.day.year)
        )
    return found


DAY_FIRST = re.compile(r"\D*?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


def is_no_day(typed: str) -> bool:
    """« 31/02/2015 », « avant le 31/11/2015 »: written as a day, that the month does not have."""
    found = DAY_FIRST.fullmatch(typed.strip()) or YEAR_FIRST.fullmatch(typed.strip())
    if not found:
        return False
    wanted = {part: int(value) for part, value in found.groupdict().items()}
    if not (1 <= wanted["month"] <= 12 and 29 <= wanted["day"] <= 31 and wanted["year"] in YEARS):
        return False
    try:
        date(**wanted)
    except ValueError:
        return True
    return False


def day(cell: str) -> date:
    """A whole day."""
    found = dated(cell)
    if found.precision is not Precision.DAY:
        raise unreadable(
            say("« {cell} » n’est pas un jour. Écrivez-le comme 12/03/2015", cell=cell)
        )
    return found.day


HOUR = re.compile(r"(\d{1,2})(?: ?[h:] ?(\d{2})?)?(?::\d{2})?", re.IGNORECASE)


def hour(cell: str) -> time:
    """An hour of the wall, as written here (« 9 h », « 14 h 30 ») or by a sheet (14:30:00)."""
    found = HOUR.fullmatch(text(cell))
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise unreadable(say("« {cell} » n’est pas une heure. Écrivez-la comme 14:30", cell=cell))
    return time(int(found[1]), int(found[2] or 0))


def moment(value: datetime) -> str:
    """A cell of a sheet that holds a moment; midnight is a day."""
    return f"{value:%Y-%m-%d}" if value.time() == value.min.time() else f"{value:%Y-%m-%d %H:%M}"


WITHOUT_ACCENTS = {
    "fevrier": french("février"),
    "aout": french("août"),
    "decembre": french("décembre"),
    "ete": french("été"),
}
WITHOUT_ACCENTS |= {"debut": french("début"), "annees": french("années")}


def with_accents(typed: str) -> str:
    return " ".join(WITHOUT_ACCENTS.get(word, word) for word in typed.lower().split())


class OneOf[L: Labelled]:
    """Reads one of a closed list, by its label or its code; the sentence says all of them."""

    def __init__(self, names: Mapping[str, L], shown: list[str]) -> None:
        self.names, self.shown = names, shown

    def labels(self) -> list[str]:
        """As they are shown, in our words."""
        return [str(one) for one in self.shown]

    def __call__(self, cell: str) -> L:
        said = bare(cell)
        if found := self.names.get(said) or _begun(said, self.names):
            return found
        raise unreadable(
            say(
                "« {cell} » n’est pas connu ici. Écrivez {listed_or}",
                cell=cell,
                listed_or=listed_or(self.shown),
            )
        )


def one_of[L: Labelled](
    kinds: type[L], also: Mapping[L, str] | None = None, *, usual: Mapping[str, L] | None = None
) -> OneOf[L]:
    """One of a closed list, by its label or its code.

    Also by a word in common use for it, and by the beginning of a single label: « bureau » for
    « bureau privatif ».
    """
    names = {bare(word): kind for kind in kinds for word in (kind.value, kind.label)}
    names |= {bare(word): kind for kind, word in (also or {}).items()}
    names |= {bare(word): kind for word, kind in (usual or {}).items()}
    return OneOf(names, [(also or {}).get(kind, kind.label) for kind in kinds])


def _begun[L](said: str, names: Mapping[str, L]) -> L | None:
    """What alone begins by these whole words; nothing when several do."""
    found = {kind for name, kind in names.items() if said and name.startswith(f"{said} ")}
    return found.pop() if len(found) == 1 else None


def listed_or(names: list[str]) -> str:
    """« A, B ou C »; “A, B or C”."""
    if len(names) < 2:
        return "".join(map(str, names))
    *first, last = map(str, names)
    return say("{first} ou {last}", first=", ".join(first), last=last)
