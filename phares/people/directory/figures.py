"""What the directory counts of a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.urls import get_script_prefix, reverse

from phares.kernel.dating import Dated
from phares.kernel.figures import Counted, DateRule, Indicator, Part, Row, count_of, sum_of
from phares.kernel.words import plural, thousands
from phares.people.directory.queries.counting import Held, Said, held_during, said_for
from phares.people.directory.rules.declarations import Answers, answers
from phares.people.directory.rules.kinds import (
    FEMININE,
    HOUSED,
    BelongingRole,
    Declared,
    PartyKind,
)
from phares.people.directory.rules.presence import Presence, present, why_not_present

ELSEWHERE = "non réparti"
GONE = "n’appartenait plus au pôle le 31 décembre ; "
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

    The whole answer also says what the silent ones last declared, in years past.
    """
    held = held_during(year)
    return {**_housed(held, year), **_adherents(held, year), **_said(held, year, whole=whole)}


@lru_cache(maxsize=4)
def _first_page(prefix: str) -> str:
    """The address of the card number 0: looked up once for thousands of rows."""
    return reverse("directory:organisation", args=[0])


def _page_of(pk: int) -> str:
    return _first_page(get_script_prefix()).replace("/0/", f"/{pk}/")


def _row(one: Held, detail: str = "") -> Row:
    return Row(
        key=f"directory.belonging:{one.pk}",
        label=one.party_name,
        detail=detail or _span(one),
        url=_page_of(one.party_id) if one.party_kind == PartyKind.ORGANISATION else "",
        illustrative=one.illustrative,
    )


def _span(one: Held) -> str:
    """« habitante, depuis mars 2013 », « hébergée, juin 2015 – août 2015 »."""
    role, until = FEMININE[BelongingRole(one.role)], one.until
    return f"{role}, {one.since} – {until}" if until else f"{role}, depuis {one.since}"


def _housed(held: list[Held], year: int) -> dict[str, Counted]:
    """A structure counts once, whatever the stays it had in the year."""
    stays: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        if one.role in HOUSED:
            stays[one.party_id].append(one)
    if not stays:
        return {"residents": Counted(None), "residents_during_year": Counted(None)}
    last_day = date(year, 12, 31)
    counted, aside, rows = [], [], []
    for found in stays.values():
        row = replace(_row(found[-1]), detail=" ; ".join(_span(one) for one in found))
        rows.append(row)
        if any(_there(one, last_day) is Presence.YES for one in found):
            counted.append(row)
        else:
            aside.append(replace(row, detail=_absent(found[-1], last_day)))
    return {
        "residents": count_of(counted, aside=tuple(aside)),
        "residents_during_year": count_of(rows),
    }


def _there(one: Held, day: date) -> Presence:
    """Whether a housed member belongs and is in the premises that day."""
    return present(one.presences, day) if one.holds(day) else Presence.NO


def _absent(one: Held, day: date) -> str:
    why = why_not_present(one.until, one.presences, day)
    return f"{why} ; {one.outcome}" if one.outcome else why


def _adherents(held: list[Held], year: int) -> dict[str, Counted]:
    last_day = date(year, 12, 31)
    found = [one for one in held if one.role == BelongingRole.ADHERENT and one.holds(last_day)]
    if not found:
        return {"adherents": Counted(None)}
    areas = Counter(one.area or ELSEWHERE for one in found)
    parts = tuple(Part(name, Decimal(number)) for name, number in areas.most_common())
    rows = [_row(one, f"{one.area or ELSEWHERE}, {_span(one)}") for one in found]
    return {"adherents": count_of(rows, parts=parts if len(parts) > 1 else ())}


def _said(held: list[Held], year: int, *, whole: bool) -> dict[str, Counted]:
    """Sums of what members declared; the silent ones aside, with the last they said."""
    asked = _asked(held, year)
    said: dict[str, list[Said]] = defaultdict(list)
    for one in said_for(year, before=whole):
        said[one.kind].append(one)
    return {
        indicator.code: _sum(kind, answers(year, asked, said[kind.value]), asked)
        for indicator, kind in zip(DECLARED, Declared, strict=True)
    }


def _asked(held: list[Held], year: int) -> dict[int, str]:
    """The organisations that belong as members on the last day, by key."""
    last_day = date(year, 12, 31)
    return {
        one.party_id: one.party_name
        for one in held
        if one.party_kind == PartyKind.ORGANISATION and one.holds(last_day)
    }


def _sum(kind: Declared, told: Answers[Said], asked: dict[int, str]) -> Counted:
    """« Sans objet » when no member ever gave such a figure."""
    if not (told.given or told.others or told.last_known):
        return Counted(None)
    spoke = {one.organisation_id for one in told.given}
    last = {one.organisation_id: one for one in told.last_known}
    silent = [_silent_row(pk, name, last.get(pk)) for pk, name in asked.items() if pk not in spoke]
    summed = sum_of(
        [_said_row(one) for one in told.given],
        aside=(*silent, *(_said_row(one, GONE) for one in told.others)),
        answered=told.answered,
        asked=len(asked),
        warning=_warning(kind, len(silent), len(asked)),
    )
    return summed if told.given else replace(summed, value=None)


def _said_row(one: Said, before: str = "") -> Row:
    told = f"déclaré le {Dated(one.declared_on)}" if one.declared_on else "déclaré"
    return Row(
        key=f"directory.declaration:{one.pk}",
        label=one.name,
        detail=f"{before}{told}",
        value=Decimal(one.value),
        url=_page_of(one.organisation_id),
        illustrative=one.illustrative,
    )


def _silent_row(pk: int, name: str, last: Said | None) -> Row:
    known = f"dernière valeur connue : {thousands(last.value)} en {last.year}" if last else ""
    return Row(
        key=f"directory.organisation:{pk}",
        label=name,
        detail=f"n’a pas répondu ; {known or 'rien de connu'}",
        value=Decimal(last.value) if last else Decimal(0),
        url=_page_of(pk),
    )


def _warning(kind: Declared, silent: int, asked: int) -> str:
    """A sum of people may count one twice; one of euros never goes out partial without a word."""
    warnings = [DOUBLES] if kind is Declared.PEOPLE_HELPED else []
    if silent:
        who = plural(silent, "structure")
        lacks = "n’a pas répondu" if silent == 1 else "n’ont pas répondu"
        warnings.append(f"Somme partielle : {who} sur {asked} {lacks}.")
    return " ".join(warnings)
