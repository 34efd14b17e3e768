"""Who carries the pole, who decides, and how one votes."""

from __future__ import annotations

from phares.cooperative.governance.queries import SittingBody, bodies_on
from phares.cooperative.governance.rules.kinds import BodyKind
from phares.kernel.tongue import french, say
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.rules.roundings import written

SEATED = {BodyKind.MANAGEMENT: french("cogérants"), BodyKind.PRESIDENCY: french("coprésidents")}


def section(told: Year) -> c.Section | None:
    """Absent where neither a carrier, nor a body, nor an associate is recorded."""
    bodies = bodies_on(told.closing_day)
    blocks: list[c.Block] = []
    if facts := [*_associates(told), *_seated(bodies)]:
        blocks.append(c.KeyFacts(tuple(facts)))
    if words := told.paragraphs("governance"):
        blocks.append(c.Paragraphs(words))
    if bodies:
        blocks.append(_table(bodies))
    return told.section("governance", blocks, lead=_carrier(told))


def _carrier(told: Year) -> str:
    carrier = told.pole.carrier
    return say("Le pôle est porté par {name}.", name=carrier.name) if carrier else ""


def _associates(told: Year) -> list[c.KeyFact]:
    """One associate, one vote; how many, of which categories."""
    figure = told.figure("scic_associates")
    if figure is None or figure.value is None:
        return []
    parts = [f"{part.label} : {written(part.value)}" for part in figure.counted.parts]
    rule = say("Quels que soient la taille de la structure et son apport au capital.")
    return [
        c.KeyFact("1 = 1", say("un associé, une voix"), rule),
        c.KeyFact(figure.value_text, say("associés"), f"{' ; '.join(parts)}." if parts else ""),
    ]


def _seated(bodies: list[SittingBody]) -> list[c.KeyFact]:
    """How many people sit in the bodies that steer from day to day."""
    return [
        c.KeyFact(str(len(one.mandates)), SEATED[one.kind], one.body.purpose)
        for one in bodies
        if one.kind in SEATED and one.mandates
    ]


def _table(bodies: list[SittingBody]) -> c.Table:
    rows = tuple(
        (one.body.name, one.body.composition, one.body.frequency, one.body.purpose)
        for one in bodies
    )
    return c.Table(
        say("Où se prennent les décisions"),
        (say("Instance"), say("Qui"), say("Rythme"), say("Objet")),
        rows,
    )
