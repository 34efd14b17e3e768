"""What of the calendar one wants to see: a kind, a place, an organisation, one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from phares.kernel.actor import Named
from phares.kernel.dates import Happening, Theme


@dataclass(frozen=True, slots=True)
class Wanted:
    """The choices above the calendar; all of it when nothing is chosen."""

    theme: Theme | None = None
    place: str = ""
    party: int | None = None
    mine: bool = False

    def takes(self, one: Happening) -> bool:
        return (
            (self.theme is None or one.theme is self.theme)
            and (not self.place or one.place == self.place)
            and (self.party is None or any(party.pk == self.party for party in one.parties))
            and (not self.mine or one.mine)
        )

    @property
    def kept(self) -> dict[str, str]:
        """Itself, as the address carries it."""
        told = {
            "nature": self.theme.value if self.theme else "",
            "lieu": self.place,
            "structure": str(self.party or ""),
            "miennes": "1" if self.mine else "",
        }
        return {name: value for name, value in told.items() if value}


def wanted_in(address: Mapping[str, str]) -> Wanted:
    """What the address asks for; what does not read is not asked."""
    theme, party = address.get("nature", ""), address.get("structure", "")
    return Wanted(
        Theme(theme) if theme in set(Theme) else None,
        address.get("lieu", "")[:120],
        int(party) if party.isascii() and party.isdigit() and len(party) < 19 else None,
        bool(address.get("miennes")),
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from on these days, and what is chosen although it is not there."""

    themes: Sequence[Theme]
    places: Sequence[str]
    parties: Sequence[Named]


def choices_of(told: Iterable[Happening], wanted: Wanted) -> Choices:
    known = list(told)
    themes = {one.theme for one in known} | ({wanted.theme} if wanted.theme else set())
    places = {one.place for one in known if one.place} | ({wanted.place} - {""})
    parties = {party for one in known for party in one.parties}
    return Choices(
        [theme for theme in Theme if theme in themes],
        sorted(places, key=str.casefold),
        sorted(parties, key=lambda party: party.name.casefold()),
    )
