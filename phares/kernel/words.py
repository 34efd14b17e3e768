"""Numbers in words, and roundings as a report writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt"
).split()
ROUND_WORDS = {
    10: "une dizaine",
    12: "une douzaine",
    15: "une quinzaine",
    20: "une vingtaine",
    30: "une trentaine",
    40: "une quarantaine",
    50: "une cinquantaine",
    60: "une soixantaine",
    100: "une centaine",
}


def in_words(number: int, feminine: bool = False) -> str:
    """« seize » up to twenty, digits above."""
    if number == 1 and feminine:
        return "une"
    return SMALL[number] if 0 <= number <= 20 else thousands(number)


def about(number: int) -> str:
    """A rounded phrase that undersells by less than ten: 15 is « une quinzaine », 16 to 19 « plus
    d’une quinzaine », 71 « plus de 70 », 80 « 80 »; above 150, the number itself."""
    below = max((n for n in ROUND_WORDS if n <= number), default=0)
    if not below or number > 150:
        return in_words(number)
    if number - below >= 10:
        tens = number // 10 * 10
        return str(number) if number == tens else f"plus de {tens}"
    return ROUND_WORDS[below] if number == below else f"plus d’{ROUND_WORDS[below]}"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """2.4951 to one decimal is 2.5; a half goes up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Decimal, decimals: int = 0) -> str:
    """« 1 350 », « 2,5 », « −3 »: no useless zero."""
    exact = rounded(value, decimals)
    whole = int(exact)
    digits = f"{abs(exact - whole):f}".partition(".")[2].rstrip("0")
    sign = "\u2212" if exact < 0 and not whole else ""
    return sign + thousands(whole) + (f",{digits}" if digits else "")


def square_metres(value: Decimal) -> str:
    """« 28,6 m² », « 1 350 m² »: a surface to the tenth."""
    return f"{written(value, 1)}\u00a0m²"


def thousands(number: int) -> str:
    """1350 is « 1 350 », with narrow no-break spaces and a true minus."""
    return f"{number:,}".replace(",", "\u202f").replace("-", "\u2212")


def plural(number: float, one: str, many: str | None = None) -> str:
    """« 2 structures », « 1 structure », « aucune » is for the caller."""
    word = one if abs(number) < 2 else (many or one + "s")
    return f"{thousands(int(number))}\u00a0{word}"


def of(name: str) -> str:
    """« de Mode Estime », « d’Île Vivante »."""
    first = normalize("NFD", name.lower())[:1]
    return f"d’{name}" if first and first in "aeiouœ" else f"de {name}"


def before(name: str, words: str) -> str:
    """What is said before a name: « la fiche de » becomes « la fiche d’ » where it must."""
    said = words.removesuffix(" de")
    if said == words:
        return f"{words} "
    return f"{said} {of(name).removesuffix(name)}"


def listed(names: list[str]) -> str:
    """« A, B et C »."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"
