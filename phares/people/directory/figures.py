"""What the directory counts of a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from phares.common.facts import during
from phares.kernel.dating import Dated
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of, sum_of
from phares.kernel.time import year_period
from phares.kernel.words import plural, thousands
from phares.people.directory.models import Belonging, Declaration
from phares.people.directory.queries.declarations import last_known
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.declarations import Answers, answers
from phares.people.directory.rules.kinds import (
    HOUSED,
    MEMBER_ROLES,
    BelongingRole,
    Declared,
    PartyKind,
)
from phares.people.directory.rules.presence import Presence, present, why_not_present

MEMBERS_ASKED = "structures membres au 31 décembre"
DOUBLES = "Somme de déclarations : une même personne peut être comptée par plusieurs structures."


def _declared(code: Declared, label: str, definition: str, unit: str = "") -> Indicator:
    return Indicator(
        code=code.value if code is not Declared.JOBS else "territory_jobs",
        label=label,
        definition=definition,
        population=MEMBERS_ASKED,
        date_rule=DateRule.DECLARED,
        unit=unit,
        source="déclarations annuelles",
    )


RESIDENTS = Indicator(
    code="residents",
    label="habitants",
    definition="Structures qui appartiennent au pôle comme habitantes ou hébergées et se trouvent "
    "dans les locaux le 31 décembre. Une date de départ inconnue ne compte pas.",
    population="habitants et hébergés",
    date_rule=DateRule.LAST_DAY,
    source="appartenances et présences",
)
DURING = Indicator(
    code="residents_during_year",
    label="habitants dans l’année",
    definition="Structures habitantes ou hébergées au moins un jour de l’année, présentes ou non "
    "dans les locaux.",
    population="habitants et hébergés",
    date_rule=DateRule.DURING,
    source="appartenances",
)
ADHERENTS = Indicator(
    code="adherents",
    label="structures adhérentes",
    definition="Structures adhérentes du pôle le 31 décembre.",
    population="adhérents",
    date_rule=DateRule.LAST_DAY,
    source="appartenances",
)
DECLARED = (
    _declared(
        Declared.PERMANENT_JOBS,
        "emplois permanents",
        "Postes permanents déclarés par les structures membres au 31 décembre ; sans l’insertion, "
        "les services civiques, les stages ni les bénévoles.",
    ),
    _declared(
        Declared.INSERTION,
        "salariés en insertion",
        "Personnes ayant eu un contrat d’insertion dans l’année, déclarées par les structures.",
    ),
    _declared(
        Declared.CIVIC_SERVICE,
        "services civiques",
        "Missions de service civique de l’année, déclarées par les structures ; comptées à part "
        "des emplois.",
    ),
    _declared(
        Declared.VOLUNTEERS,
        "bénévoles",
        "Personnes ayant donné de leur temps dans l’année, déclarées par les structures.",
    ),
    _declared(
        Declared.JOBS,
        "emplois sur le territoire",
        "Emplois de toute nature déclarés par les structures ; à ne pas confondre avec les "
        "salariés du pôle.",
    ),
    _declared(
        Declared.TURNOVER,
        "chiffre d’affaires des structures",
        "Somme des chiffres d’affaires déclarés par les structures pour l’année.",
        "€",
    ),
    _declared(
        Declared.PEOPLE_HELPED,
        "personnes accompagnées",
        "Somme des personnes accompagnées déclarées par les structures.",
    ),
)
INDICATORS: tuple[Indicator, ...] = (RESIDENTS, DURING, ADHERENTS, *DECLARED)


def measure(year: int, *, whole: bool = True) -> dict[str, Counted]:
    """Every figure of the directory for a year, in three queries.

    The whole answer, in one more, says what the silent ones last declared.
    """
    belongings = _belongings(year)
    said = _said(belongings, year, whole=whole)
    return {**_housed(belongings, year), **_adherents(belongings, year), **said}


def _belongings(year: int) -> list[Belonging]:
    """Members of the year with their presences, only the columns that are shown."""
    rows = Belonging.objects.filter(
        during(year_period(year)),
        pole__is_home=True,
        role__in=[role.value for role in MEMBER_ROLES],
    )
    return list(
        rows.select_related("party", "area")
        .prefetch_related("presences")
        .only(
            "role", "starts_on", "starts_precision", "ends_on", "ends_precision", "outcome",
            "illustrative", "party__name", "party__kind", "area__name",
        )
        .order_by("party__name")
    )  # fmt: skip


def _row(belonging: Belonging, detail: str = "") -> Row:
    return Row(
        key=f"directory.belonging:{belonging.pk}",
        label=belonging.party.name,
        detail=detail or _span(belonging),
        url=reverse("directory:organisation", args=[belonging.party_id])
        if belonging.party.kind == "organisation"
        else "",
        illustrative=belonging.illustrative,
    )


def _span(belonging: Belonging) -> str:
    role = BelongingRole(belonging.role).label
    since = f"{role}, depuis {belonging.beginning}"
    return f"{since}, jusqu’à {belonging.ending}" if belonging.ending else since


def _housed(belongings: list[Belonging], year: int) -> dict[str, Counted]:
    housed = [one for one in belongings if one.role in HOUSED]
    if not housed:
        return {"residents": Counted(None), "residents_during_year": Counted(None)}
    last_day = date(year, 12, 31)
    there = [(one, _there(one, last_day)) for one in housed]
    counted = [_row(one) for one, was in there if was is Presence.YES]
    aside = [_row(one, _absent(one, last_day)) for one, was in there if was is not Presence.YES]
    return {
        "residents": count_of(counted, aside=tuple(aside)),
        "residents_during_year": count_of([_row(one) for one in housed]),
    }


def _there(belonging: Belonging, day: date) -> Presence:
    """Whether a housed member belongs and is in the premises that day."""
    return present(_stays(belonging), day) if day in belonging.period else Presence.NO


def _stays(belonging: Belonging) -> list[Stay]:
    return [Stay(one.beginning, one.ending) for one in belonging.presences.all()]


def _absent(belonging: Belonging, day: date) -> str:
    why = why_not_present(belonging.ending, _stays(belonging), day)
    return f"{why} ; {belonging.outcome}" if belonging.outcome else why


def _adherents(belongings: list[Belonging], year: int) -> dict[str, Counted]:
    last_day = date(year, 12, 31)
    adherents = [one for one in belongings if one.role == BelongingRole.ADHERENT]
    found = [one for one in adherents if last_day in one.period]
    if not found:
        return {"adherents": Counted(None)}
    areas = Counter(one.area.name if one.area else "non réparti" for one in found)
    parts = tuple(Part(name, Decimal(number)) for name, number in areas.most_common())
    rows = [_row(one, f"{one.area or 'non réparti'}, {_span(one)}") for one in found]
    return {"adherents": count_of(rows, parts=parts if len(parts) > 1 else ())}


def _said(belongings: list[Belonging], year: int, *, whole: bool) -> dict[str, Counted]:
    """Sums of what members declared; the silent ones aside, with the last they said."""
    asked = _asked(belongings, year)
    found = Declaration.objects.filter(year=year).select_related("organisation")
    said = defaultdict(list)
    for one in found.order_by("organisation__name"):
        said[one.kind].append(one)
    before = last_known(sorted(asked), year) if whole and asked else {}
    for (_organisation, kind), one in before.items():
        said[kind].append(one)
    return {
        indicator.code: _sum(kind, answers(year, asked, said[kind.value]), asked)
        for indicator, kind in zip(DECLARED, Declared, strict=True)
    }


def _asked(belongings: list[Belonging], year: int) -> dict[int, str]:
    """The organisations that belong as members on the last day, by key."""
    last_day = date(year, 12, 31)
    return {
        one.party_id: one.party.name
        for one in belongings
        if one.party.kind == PartyKind.ORGANISATION and last_day in one.period
    }


def _sum(kind: Declared, told: Answers[Declaration], asked: dict[int, str]) -> Counted:
    """« Sans objet » when no member ever gave such a figure."""
    if not (told.given or told.others or told.last_known):
        return Counted(None)
    spoke = {one.organisation_id for one in told.given}
    last = {one.organisation_id: one for one in told.last_known}
    silent = [_silent_row(pk, name, last.get(pk)) for pk, name in asked.items() if pk not in spoke]
    gone = [_said_row(one, "n’appartenait plus au pôle le 31 décembre ; ") for one in told.others]
    summed = sum_of(
        [_said_row(one) for one in told.given],
        aside=(*silent, *gone),
        answered=told.answered,
        asked=len(asked),
        warning=_warning(kind, len(silent), len(asked)),
    )
    return summed if told.given else replace(summed, value=None)


def _said_row(one: Declaration, before: str = "") -> Row:
    told = f"déclaré le {Dated(one.declared_on)}" if one.declared_on else "déclaré"
    return Row(
        key=f"directory.declaration:{one.pk}",
        label=one.organisation.name,
        detail=f"{before}{told}",
        value=Decimal(one.value),
        url=reverse("directory:organisation", args=[one.organisation_id]),
        illustrative=one.illustrative,
    )


def _silent_row(pk: int, name: str, last: Declaration | None) -> Row:
    told = (
        f"dernière valeur connue : {thousands(last.value)} en {last.year}"
        if last
        else "rien de connu"
    )
    return Row(
        key=f"directory.organisation:{pk}",
        label=name,
        detail=f"n’a pas répondu ; {told}",
        value=Decimal(last.value) if last else Decimal(0),
        url=reverse("directory:organisation", args=[pk]),
    )


def _warning(kind: Declared, silent: int, asked: int) -> str:
    """A sum of people may count one twice; one of euros never goes out partial without a word."""
    warnings = [DOUBLES] if kind is Declared.PEOPLE_HELPED else []
    if silent:
        who = plural(silent, "structure")
        lacks = "n’a pas répondu" if silent == 1 else "n’ont pas répondu"
        warnings.append(f"Somme partielle : {who} sur {asked} {lacks}.")
    return " ".join(warnings)
