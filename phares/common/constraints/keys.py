"""The control keys of the SIREN and the SIRET, as SQL that both databases read.

No `%` is written: the remainder is what an integer division leaves.
"""

from __future__ import annotations

LA_POSTE, SEAT = "356000000", "35600000000048"
"""Its establishments have a plain sum of digits that five divides; its seat has a Luhn key."""


def siren_wrong(column: str) -> str:
    """True of what is neither empty nor nine digits with their Luhn key."""
    return _unless_empty(column, 9, f"{_rest(_luhn(column, 9), 10)} <> 0")


def siret_wrong(column: str) -> str:
    """True of what is neither empty nor fourteen digits, the keys of the whole and of the SIREN
    right; La Poste excepted."""
    luhn, plain = _rest(_luhn(column, 14), 10), _rest(_sum(column, 14), 5)
    ours = f"SUBSTR({column}, 1, 9) = '{LA_POSTE}' AND {column} <> '{SEAT}'"
    key = f"CASE WHEN {ours} THEN {plain} <> 0 ELSE {luhn} <> 0 END"
    siren = _rest(_luhn(column, 9), 10)
    return _unless_empty(column, 14, f"({key}) OR {siren} <> 0")


def _unless_empty(column: str, length: int, wrong: str) -> str:
    """Zeros alone pass every key and are nobody's number."""
    bare = column
    for digit in "123456789":
        bare = f"REPLACE({bare}, '{digit}', '')"
    badly = (
        f"LENGTH({column}) <> {length} OR REPLACE({bare}, '0', '') <> '' "
        f"OR REPLACE({column}, '0', '') = ''"
    )
    return f"CASE WHEN {column} = '' THEN 1 = 0 WHEN {badly} THEN 1 = 1 ELSE {wrong} END"


def _digit(column: str, place: int) -> str:
    return f"CAST(SUBSTR({column}, {place}, 1) AS INTEGER)"


def _sum(column: str, length: int) -> str:
    return " + ".join(_digit(column, place) for place in range(1, length + 1))


def _luhn(column: str, length: int) -> str:
    """Every second digit of these from the last but one is doubled; above nine, less nine."""
    terms = []
    for place in range(1, length + 1):
        digit = _digit(column, place)
        doubled = (length - place) % 2 == 1
        terms.append(f"2 * {digit} - {digit} / 5 * 9" if doubled else digit)
    return " + ".join(terms)


def _rest(total: str, by: int) -> str:
    return f"({total}) - ({total}) / {by} * {by}"
