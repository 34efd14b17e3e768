"""Two cards that may be of one house, or of one person, and why one thinks so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from phares.kernel.tongue import say
from phares.people.directory.rules.names import normalise

ALIKE = 0.88
"""How near two names are, from 0 to 1, to be worth a look."""
PERHAPS = 0.75
"""The same, between persons who share a telephone or an address."""
CROWD = 150
"""Names that begin alike are compared two by two up to this many."""
COMMON = frozenset(
    "association asso les la le l de des du d et pour sas scop scic sarl eurl".split()
)


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of a card: all its names, its numbers, the ways to reach it."""

    pk: int
    name: str
    names: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...] = ()
    """« ("SIREN", "552100554") »."""
    reach: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards, the older first, and why they are proposed."""

    first: Card
    second: Card
    why: tuple[str, ...]

    @property
    def keys(self) -> tuple[int, int]:
        return self.first.pk, self.second.pk


def pairs(
    cards: Iterable[Card], unlike: Collection[tuple[int, int]] = (), *, persons: bool = False
) -> list[Pair]:
    """The pairs worth a look, those with the most reasons first; those known unlike left out.

    A telephone or an address that two persons share says something once their names are near.
    """
    known = sorted(cards, key=lambda card: card.pk)
    found: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for first, second, reason in _reasons(known, persons):
        found[first.pk, second.pk].setdefault(reason)
    by_key = {card.pk: card for card in known}
    told = [
        Pair(by_key[one], by_key[two], tuple(why))
        for (one, two), why in found.items()
        if (one, two) not in unlike
    ]
    return sorted(told, key=lambda pair: (-len(pair.why), normalise(pair.first.name), pair.keys))


def _reasons(cards: list[Card], persons: bool) -> Iterator[tuple[Card, Card, str]]:
    yield from _same_number(cards)
    yield from _same_name(cards)
    yield from _near_name(cards)
    if persons:
        yield from _same_reach(cards)


type Key = tuple[str, str]


def _grouped(keys: Iterable[tuple[Key, Card]]) -> Iterator[tuple[Key, Card, Card]]:
    groups: dict[Key, dict[int, Card]] = defaultdict(dict)
    for key, card in keys:
        groups[key][card.pk] = card
    for key, together in groups.items():
        for first, second in combinations(sorted(together.values(), key=lambda c: c.pk), 2):
            yield key, first, second


def _same_number(cards: list[Card]) -> Iterator[tuple[Card, Card, str]]:
    given = ((number, card) for card in cards for number in card.numbers)
    for (label, value), first, second in _grouped(given):
        yield first, second, say("même {label} : {value}", label=label, value=value)


def _same_name(cards: list[Card]) -> Iterator[tuple[Card, Card, str]]:
    given = (("nom", normalise(name), card) for card in cards for name in card.names)
    for (_label, key), first, second in _grouped(((a, b), card) for a, b, card in given):
        if key:
            said = next(name for name in first.names if normalise(name) == key)
            yield first, second, say("même nom : {said}", said=said)


def _near_name(cards: list[Card]) -> Iterator[tuple[Card, Card, str]]:
    blocks: dict[str, list[tuple[str, Card]]] = defaultdict(list)
    for card in cards:
        for name in {_bare(one) for one in card.names}:
            if len(name) > 3:
                blocks[name[:3]].append((name, card))
    for block in blocks.values():
        if len(block) > CROWD:
            continue
        for (one, first), (two, second) in combinations(block, 2):
            if first.pk != second.pk and one != two and _alike(one, two, ALIKE):
                older, newer = sorted((first, second), key=lambda card: card.pk)
                yield older, newer, "noms presque pareils"


def _same_reach(cards: list[Card]) -> Iterator[tuple[Card, Card, str]]:
    given = ((reach, card) for card in cards for reach in card.reach)
    for (label, _value), first, second in _grouped(given):
        if _alike(normalise(first.name), normalise(second.name), PERHAPS):
            yield first, second, say("même {label}", label=label)


def _bare(name: str) -> str:
    """Without the words that every association carries."""
    words = [word for word in normalise(name).split() if word not in COMMON]
    return " ".join(words)


def _alike(one: str, two: str, enough: float) -> bool:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return (
        matcher.real_quick_ratio() >= enough
        and matcher.quick_ratio() >= enough
        and matcher.ratio() >= enough
    )
