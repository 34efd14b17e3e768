"""Who is on two sides of the same building: owns, manages, occupies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from phares.kernel.tongue import french


@dataclass(frozen=True, slots=True)
class Interest:
    """A conflict of interest to keep in mind: it is told, it forbids nothing."""

    organisation_id: int
    name: str
    sentence: str


SENTENCES = {
    (True, True, True): french("possède le bâtiment, le gère et l’occupe"),
    (True, False, True): french("possède le bâtiment et l’occupe aussi"),
    (False, True, True): french("gère le bâtiment et l’occupe aussi"),
    (True, True, False): french("possède le bâtiment et le gère aussi"),
}


def conflicts(
    owners: Iterable[int],
    managers: Iterable[int],
    occupants: Iterable[int],
    names: Mapping[int, str],
) -> list[Interest]:
    """Halage owns, the cooperative manages, Halage also occupies: the three facts stay apart."""
    own, manage, occupy = set(owners), set(managers), set(occupants)
    found = []
    for one in sorted(own | manage, key=lambda pk: names[pk]):
        sides = (one in own, one in manage, one in occupy)
        if sides in SENTENCES:
            found.append(Interest(one, names[one], f"{names[one]} {SENTENCES[sides]}."))
    return found
