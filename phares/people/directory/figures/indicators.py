"""What the directory counts, among whom, and when."""

from __future__ import annotations

from phares.kernel.figures import DateRule, Indicator
from phares.kernel.tongue import french
from phares.people.directory.rules.kinds import Declared

MEMBERS_ASKED = french(
    "structures membres au 31 décembre ; une date d’arrivée ou de départ inconnue ne compte pas"
)


def _declared(code: Declared, label: str, definition: str, unit: str = "") -> Indicator:
    return Indicator(
        code=code.value if code is not Declared.JOBS else "territory_jobs",
        label=label,
        definition=definition,
        population=MEMBERS_ASKED,
        date_rule=DateRule.DECLARED,
        unit=unit,
        source="déclarations annuelles",
        version=2,
    )


RESIDENTS = Indicator(
    code="residents",
    label="habitants",
    definition="Structures qui appartiennent au pôle comme habitantes ou hébergées et se trouvent "
    "dans les locaux le 31 décembre. Une date d’arrivée ou de départ inconnue ne compte pas.",
    population="habitants et hébergés",
    date_rule=DateRule.LAST_DAY,
    source="appartenances et présences",
    version=2,
)
DURING = Indicator(
    code="residents_during_year",
    label="habitants dans l’année",
    definition="Structures habitantes ou hébergées au moins un jour de l’année, présentes ou non "
    "dans les locaux. Une date d’arrivée ou de départ inconnue ne compte pas si elle laisse un "
    "doute sur l’année entière.",
    population="habitants et hébergés",
    date_rule=DateRule.DURING,
    source="appartenances",
    version=2,
)
ADHERENTS = Indicator(
    code="adherents",
    label="structures adhérentes",
    definition="Structures adhérentes du pôle le 31 décembre. Une date d’arrivée ou de départ "
    "inconnue ne compte pas.",
    population="adhérents",
    date_rule=DateRule.LAST_DAY,
    source="appartenances",
    version=2,
)
DECLARED = (
    _declared(
        Declared.PERMANENT_JOBS,
        french("emplois permanents"),
        french(
            "Postes permanents déclarés par les structures membres au 31 décembre ; sans "
            "l’insertion, les services civiques, les stages ni les bénévoles."
        ),
    ),
    _declared(
        Declared.INSERTION,
        french("salariés en insertion"),
        french(
            "Personnes ayant eu un contrat d’insertion dans l’année, déclarées par les structures."
        ),
    ),
    _declared(
        Declared.CIVIC_SERVICE,
        french("services civiques"),
        french(
            "Missions de service civique de l’année, déclarées par les structures ; comptées à "
            "part des emplois."
        ),
    ),
    _declared(
        Declared.VOLUNTEERS,
        french("bénévoles"),
        french("Personnes ayant donné de leur temps dans l’année, déclarées par les structures."),
    ),
    _declared(
        Declared.JOBS,
        french("emplois sur le territoire"),
        french(
            "Emplois de toute nature déclarés par les structures ; à ne pas confondre avec les "
            "salariés du pôle."
        ),
    ),
    _declared(
        Declared.TURNOVER,
        french("chiffre d’affaires des structures"),
        french("Somme des chiffres d’affaires déclarés par les structures pour l’année."),
        french("€"),
    ),
    _declared(
        Declared.PEOPLE_HELPED,
        french("personnes accompagnées"),
        french("Somme des personnes accompagnées déclarées par les structures."),
    ),
)
INDICATORS: tuple[Indicator, ...] = (RESIDENTS, DURING, ADHERENTS, *DECLARED)
