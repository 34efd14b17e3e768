"""Who pays for the year, and who works with the pole."""

from __future__ import annotations

from collections import defaultdict

from phares.common.facts import during
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import SECURE, FunderLevel
from phares.cooperative.projects.queries import partners_of
from phares.kernel.tongue import capital, say
from phares.kernel.words import listed
from phares.people.directory.models import Belonging
from phares.people.directory.rules.kinds import BelongingRole, LegalForm
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c

LEVELS = {level.value: place for place, level in enumerate(FunderLevel)}


def section(told: Year) -> c.Section | None:
    """The typed text, the funders of the year, the partners by circle."""
    blocks: list[c.Block] = []
    if words := told.paragraphs("partners"):
        blocks.append(c.Paragraphs(words))
    if funders := _funders(told):
        blocks.append(funders)
    if circles := _circles(told):
        blocks.append(c.Cards(tuple(circles), say("Ils agissent avec nous")))
    return told.section("partners", blocks)


def _funders(told: Year) -> c.Table | None:
    """Whoever granted something for the year, by level of authority; amounts stay inside."""
    states = [state.value for state in SECURE]
    grants = Grant.objects.filter(during(told.period), pole=told.pole, state__in=states)
    known = sorted(
        grants.select_related("funder"), key=lambda one: (LEVELS[one.level], one.starts_on, one.pk)
    )
    rows = tuple((one.funder.name, one.scheme or one.purpose, _term(one)) for one in known)
    if not rows:
        return None
    return c.Table(
        say("Ils nous soutiennent"),
        (say("Financeur"), say("Pour quoi"), say("Terme")),
        rows,
        widths=(5, 6, 3),
    )


def _term(grant: Grant) -> str:
    end = grant.ending
    return str(end) if grant.end_known and end is not None else say("non précisé")


def _circles(told: Year) -> list[c.Fact]:
    """Partners by the circle they were written in, otherwise by what they are."""
    circles: dict[str, dict[str, None]] = defaultdict(dict)
    named: set[int] = set()
    for one in partners_of(told.year):
        named.add(one.partner_id)
        circles[one.circle or _kind(one.partner.legal_form)][one.partner.name] = None
    others = Belonging.objects.filter(
        during(told.period), pole=told.pole, role=BelongingRole.PARTNER.value
    ).exclude(party_id__in=named)
    for belonging in others.select_related("party__organisation").order_by("party__name"):
        organisation = getattr(belonging.party, "organisation", None)
        kind = _kind(organisation.legal_form) if organisation else say("Personnes")
        circles[kind][belonging.party.name] = None
    return [c.Fact(circle, f"{listed(list(names))}.") for circle, names in circles.items()]


def _kind(legal_form: str) -> str:
    label = LegalForm(legal_form).label
    return str(capital(label))
