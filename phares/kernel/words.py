"""Numbers in words, and roundings as a report writes them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

from phares.kernel.tongue import in_french, say, say_plural, translated

SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt"
).split()
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
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
    """« seize » up to twenty, digits above; in English, “sixteen”."""
    small = SMALL if in_french() else ENGLISH
    if number == 1 and feminine and in_french():
        return "une"
    return small[number] if 0 <= number <= 20 else thousands(number)


def about(number: int) -> str:
    """A rounded phrase that undersells by less than ten: 15 is « une quinzaine », 16 to 19 « plus
    d’une quinzaine », 71 « plus de 70 », 80 « 80 »; above 150, the number itself.

    In English, 16 is “more than 15”.
    """
    below = max((n for n in ROUND_WORDS if n <= number), default=0)
    if not below or number > 150:
        return in_words(number)
    if number - below >= 10:
        tens = number // 10 * 10
        return str(number) if number == tens else _more_than(tens, str(tens))
    return _dozens(below) if number == below else _more_than(below, f"d’{ROUND_WORDS[below]}")


def _dozens(number: int) -> str:
    return ROUND_WORDS[number] if in_french() else in_words(number)


def _more_than(number: int, said: str) -> str:
    if not in_french():
        return f"more than {in_words(number)}"
    return f"plus {said}" if said.startswith("d’") else f"plus de {said}"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """2.4951 to one decimal is 2.5; a half goes up."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Decimal, decimals: int = 0) -> str:
    """« 1 350 », « 2,5 », « −3 »: no useless zero. In English “1,350”, “2.5”."""
    exact = rounded(value, decimals)
    whole = int(exact)
    digits = f"{abs(exact - whole):f}".partition(".")[2].rstrip("0")
    sign = "\u2212" if exact < 0 and not whole else ""
    point = "," if in_french() else "."
    return sign + thousands(whole) + (f"{point}{digits}" if digits else "")


def square_metres(value: Decimal) -> str:
    """« 28,6 m² », « 1 350 m² »: a surface to the tenth."""
    return f"{written(value, 1)}\u00a0m²"


def thousands(number: int) -> str:
    """1350 is « 1 350 », with narrow no-break spaces and a true minus; in English “1,350”."""
    between = "\u202f" if in_french() else ","
    return f"{number:,}".replace(",", between).replace("-", "\u2212")


def plural(number: float, one: str, many: str | None = None) -> str:
    """« 2 structures », « 1 structure », « aucune » is for the caller."""
    word = say_plural(one, many or one + "s", number)
    return f"{thousands(int(number))}\u00a0{word}"


def of(name: str) -> str:
    """« de Mode Estime », « d’Île Vivante »; in English “of Mode Estime”."""
    if not in_french():
        return f"of {name}"
    first = normalize("NFD", name.lower())[:1]
    return f"d’{name}" if first and first in "aeiouœ" else f"de {name}"


def before(name: str, words: str) -> str:
    """What is said before a name: « la fiche de » becomes « la fiche d’ » where it must."""
    if not in_french():
        return f"{translated(words)} "
    said = words.removesuffix(" de")
    if said == words:
        return f"{words} "
    return f"{said} {of(name).removesuffix(name)}"


def listed(names: Sequence[object]) -> str:
    """« A, B et C », “A, B and C”."""
    said = [str(name) for name in names]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {'et' if in_french() else 'and'} {said[-1]}"


def on_the_clock(minutes: int) -> str:
    """An hour of the day, from minutes after midnight: « 14 h », « 9 h 30 »; in English, 14:00."""
    hours, rest = divmod(minutes, 60)
    if not in_french():
        return f"{hours}:{rest:02d}"
    return f"{hours} h" + (f" {rest:02d}" if rest else "")


def lasting(minutes: int) -> str:
    """« 30 minutes », « 2 h », « 1 h 30 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} minutes", minutes=minutes)
    return f"{hours} h" + (f" {rest:02d}" if rest else "")
