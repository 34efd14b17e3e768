"""A year told: what is recorded is there, what is not recorded is absent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from phares.activities.library.actions import file_publication
from phares.activities.library.models import Quote
from phares.common.facts import spanning
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.cooperative.membership.models import Associate, AssociateCategory
from phares.cooperative.projects.models import Action, Axis
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.refusal import Refused
from phares.kernel.words import in_words
from phares.people.directory.models import Belonging, Claim, Organisation, Pole, Presence, Territory
from phares.people.directory.rules.kinds import (
    HOUSED,
    BelongingRole,
    ConsentScope,
    TerritoryKind,
)
from phares.steering.reporting import actions
from phares.steering.reporting.assembly import Told, assemble
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.queries import figure_of
from phares.steering.reporting.tests.factories import JANUARY, YEAR, housed, small_pole
from tests.parties import ANIMATOR, carrier_of, organisation

pytestmark = pytest.mark.django_db


def told() -> c.Report:
    return assemble(YEAR, now=JANUARY).report


def section(report: c.Report, key: str) -> c.Section:
    return next(one for one in report.sections if one.key == key)


def block[B](report: c.Report, key: str, kind: type[B]) -> B:
    return next(one for one in section(report, key).blocks if isinstance(one, kind))


def test_an_empty_house_has_no_report() -> None:
    with pytest.raises(Refused) as refused:
        told()
    assert refused.value.reason.code == "no-records"


def test_a_bare_pole_has_only_what_it_recorded() -> None:
    Pole.objects.create(name="Pôle", is_home=True)
    assert told().sections == ()


def test_sections_without_records_are_absent() -> None:
    small_pole()
    keys = [one.key for one in told().sections]
    assert keys == ["figures", "residents", "governance", "method"]


def test_members_by_category_with_their_marks_and_dates() -> None:
    pole = small_pole()
    scic = carrier_of(pole)
    category = AssociateCategory.objects.create(
        cooperative=scic, name="Bénéficiaires", starts_on="2015-01-01"
    )
    halage = Organisation.objects.get(name="Halage")
    Associate.objects.create(
        party=halage, cooperative=scic, category=category, starts_on="2015-01-01"
    )
    Claim.objects.create(
        organisation=halage, label="chantiers", value="12", as_of="2015-01-01", source="001:3"
    )
    file_publication(code="001", title="sa page", by=ANIMATOR)
    Belonging.objects.filter(party__name="Marchambul").update(outcome="Premier marché en 2016")
    families = block(told(), "residents", c.Families).families
    assert [family.name for family in families] == ["Insertion", "Presse"]
    members = {one.name: one for family in families for one in family.members}
    assert members["Halage"].is_associate
    assert not members["Mael"].is_associate
    assert members["Halage"].claims == (
        "Selon ses propres chiffres (2015, sa page) : 12 chantiers.",
    )
    assert {name for name, one in members.items() if one.is_gone} == {"Novaedia", "Marchambul"}
    assert {name: one.dates_text for name, one in members.items() if one.dates_text} == {
        "Mael": "depuis octobre 2015",
        "Novaedia": "départ avant le 31 décembre 2015",
        "Marchambul": "juin – août 2015",
    }
    assert members["Marchambul"].text == "Premier marché en 2016."


def test_the_heading_tells_the_same_count() -> None:
    small_pole()
    lead = section(told(), "residents").lead
    assert lead.startswith("Cinq structures ont été présentes en 2015")
    assert lead.endswith("; trois le sont encore le 31 décembre 2015.")


def listed(report: c.Report) -> dict[str, c.Member]:
    families = block(report, "residents", c.Families).families
    return {one.name: one for family in families for one in family.members}


def test_the_list_and_the_number_agree_whatever_is_known_of_an_exit() -> None:
    """Who is neither gone nor unsure is who is counted."""
    pole = small_pole()
    for name, out in (
        ("Avant", "avant le 2016-06-30"), ("Année", "2015"), ("Automne", "automne 2015"),
        ("Décembre", "décembre 2015"), ("Mars", "mars 2016"),
    ):  # fmt: skip
        housed(pole, name, "2012", out_since=out)
    members = listed(told())
    sure = {name for name, one in members.items() if not (one.is_gone or one.is_unsure)}
    [residents] = [item for item in told().figures if item.code == "residents"]
    assert sure == {record.label for record in residents.records}
    assert residents.value_text == str(len(sure))
    assert {name for name, one in members.items() if one.is_unsure} == {"Avant", "Année"}
    assert f"; {in_words(len(sure))} le sont encore" in section(told(), "residents").lead
    moves = block(told(), "residents", c.Movements).items
    assert {one.name for one in moves if one.uncertain} == {"Novaedia", "Année"}


def test_the_last_stay_of_the_year_stands_whenever_it_was_typed() -> None:
    pole = small_pole()
    came_back = housed(pole, "Retour", "octobre 2015")
    span = spanning(read_dated("janvier 2015"), read_dated("mars 2015"))
    Belonging.objects.create(pole=pole, party=came_back.party, role="guest", **span)
    member = listed(told())["Retour"]
    assert (member.dates_text, member.is_gone) == ("depuis octobre 2015", False)
    figure = figure_of(YEAR, "residents")
    assert figure is not None
    [row] = [row for row in figure.counted.rows if row.label == "Retour"]
    assert row.detail == "hébergée, janvier 2015 – mars 2015 ; habitante, depuis octobre 2015"


def joined(before: Belonging, role: BelongingRole, since: str, until: str = "") -> None:
    """Another tie of the same structure; present as long as it lives here."""
    span = spanning(read_dated(since), read_dated(until) if until else None)
    found = Belonging.objects.create(pole=before.pole, party=before.party, role=role.value, **span)
    if role in HOUSED:
        Presence.objects.create(belonging=found, **span)


def test_a_guest_who_becomes_a_resident_neither_left_nor_came_twice() -> None:
    pole = small_pole()
    for name, since, until, again, left in (
        ("Neuve", "mars 2015", "août 2015", "septembre 2015", ""),
        ("Ancienne", "mars 2014", "août 2015", "septembre 2015", ""),
        ("Janvier", "2014", "décembre 2014", "janvier 2015", ""),
        ("Demain", "2014", "décembre 2015", "janvier 2016", ""),
        ("Passée", "mars 2015", "mai 2015", "juin 2015", "octobre 2015"),
    ):
        guest = housed(pole, name, since, until, role=BelongingRole.GUEST)
        joined(guest, BelongingRole.RESIDENT, again, left)
    members = listed(told())
    dates = {name: one.dates_text for name, one in members.items()}
    assert dates["Neuve"] == "depuis mars 2015"
    assert (dates["Ancienne"], dates["Janvier"], dates["Demain"]) == (None, None, None)
    assert dates["Passée"] == "mars – octobre 2015"
    assert {name for name, one in members.items() if one.is_gone} == {
        "Novaedia", "Marchambul", "Passée",
    }  # fmt: skip
    moves = {one.name: one for one in block(told(), "residents", c.Movements).items}
    assert sorted(moves) == ["Mael", "Marchambul", "Neuve", "Novaedia", "Passée"]
    assert (moves["Neuve"].start, moves["Neuve"].end) == (2, 12)


def test_who_lives_here_no_more_and_stays_an_adherent_did_not_leave() -> None:
    pole = small_pole()
    joined(housed(pole, "Sortie", "2013", "août 2015"), BelongingRole.ADHERENT, "septembre 2015")
    sortie = listed(told())["Sortie"]
    assert (sortie.dates_text, sortie.is_gone) == ("adhérente depuis septembre 2015", True)
    families = block(told(), "adherents", c.Families).families
    assert [one.dates_text for family in families for one in family.members] == [
        "depuis septembre 2015"
    ]


def test_an_adherent_who_moves_in_is_not_told_as_gone() -> None:
    pole = small_pole()
    span = spanning(read_dated("2013"), read_dated("août 2015"))
    party = organisation("Arrivée")
    before = Belonging.objects.create(pole=pole, party=party, role="adherent", **span)
    joined(before, BelongingRole.RESIDENT, "septembre 2015")
    families = block(told(), "adherents", c.Families).families
    [member] = [one for family in families for one in family.members]
    assert (member.dates_text, member.is_gone) == ("habitante depuis septembre 2015", False)


def test_a_year_that_runs_is_told_up_to_today() -> None:
    """The list and its sentence; who is to come is not told yet."""
    pole = small_pole()
    housed(pole, "Juin", "juin 2016")
    housed(pole, "Sortante", "2012", "mars 2016")
    report = assemble(2016, now=JANUARY).report
    members = listed(report)
    assert "Juin" not in members
    assert not members["Sortante"].is_gone
    assert section(report, "residents").lead == (
        "Cinq structures ont été présentes en 2016 ; quatre le sont encore le 4 janvier 2016."
    )
    assert "L’année n’est pas finie : les listes disent le 4 janvier 2016" in report.reading
    assert "n’est pas finie" not in told().reading


def test_movements_within_the_year() -> None:
    small_pole()
    items = {one.name: one for one in block(told(), "residents", c.Movements).items}
    assert (items["Marchambul"].start, items["Marchambul"].end) == (5, 8)
    assert (items["Mael"].start, items["Mael"].end) == (9, 12)
    assert items["Novaedia"].uncertain
    assert items.keys() == {"Marchambul", "Mael", "Novaedia"}


def test_adherents_are_told_by_part_of_the_territory() -> None:
    pole = Pole.objects.create(name="PHARE", is_home=True)
    for area, names in (("Valenciennois", ("Ajar", "Atis")), ("Cambrésis", ("Arpe",))):
        where = Territory.objects.create(name=area, kind=TerritoryKind.AREA.value)
        for name in names:
            party = organisation(name)
            role = BelongingRole.ADHERENT.value
            Belonging.objects.create(
                party=party, pole=pole, role=role, area=where, starts_on="2014-01-01"
            )
    report = told()
    assert [one.key for one in report.sections] == ["figures", "adherents", "method"]
    assert section(report, "adherents").lead == "Valenciennois : 2 ; Cambrésis : 1."
    families = block(report, "adherents", c.Families).families
    assert [(one.name, len(one.members)) for one in families] == [
        ("Valenciennois", 2),
        ("Cambrésis", 1),
    ]
    assert not any(one.is_gone for family in families for one in family.members)


def test_the_parts_of_the_territory_add_up_to_the_figure() -> None:
    """Who left and came back counts once; who left, or may have left, does not count."""
    pole = Pole.objects.create(name="PHARE", is_home=True)
    for area, stays in (
        ("Valenciennois", (("Ajar", "2014", None), ("Atis", "2014", "mars 2015"),
                           ("Atis", "octobre 2015", None), ("Partie", "2014", "juin 2015"))),
        ("Cambrésis", (("Arpe", "2014", None), ("Peut-être", "2014", "2015"))),
    ):  # fmt: skip
        where = Territory.objects.create(name=area, kind=TerritoryKind.AREA.value)
        for name, since, until in stays:
            party = Organisation.objects.filter(name=name).first() or organisation(name)
            span = spanning(read_dated(since), read_dated(until) if until else None)
            Belonging.objects.create(party=party, pole=pole, role="adherent", area=where, **span)
    report = told()
    assert section(report, "adherents").lead == "Valenciennois : 2 ; Cambrésis : 1."
    [figure] = [item for item in report.figures if item.code == "adherents"]
    assert figure.value_text == "3"


def test_what_a_structure_declared_is_not_printed() -> None:
    small_pole()
    items = {item.code: item for item in told().figures}
    records = items["permanent_jobs"].records
    assert [record.label for record in records] == ["Halage", "Terragram"]
    assert {record.detail for record in records} == {""}
    assert items["residents"].date_rule == "Au 31 décembre 2015."
    assert section(told(), "figures").title == "Trois chiffres, et comment nous comptons"


def test_funders_of_the_year_without_their_amounts() -> None:
    pole = small_pole()
    for name, state in (("Région", GrantState.GRANTED), ("Fondation", GrantState.ASKED)):
        Grant.objects.create(
            pole=pole,
            funder=organisation(name),
            level=FunderLevel.REGION.value,
            kind=SupportKind.OPERATING.value,
            purpose="Animation",
            amount=Money(6_000_000),
            state=state.value,
            starts_on="2014-01-01",
            ends_on="2017-01-01",
        )
    table = block(told(), "partners", c.Table)
    assert table.rows == (("Région", "Animation", "31 décembre 2016"),)


def quoted(pole: Pole) -> Quote:
    axis = Axis.objects.create(pole=pole, number=1, name="Accueillir")
    Action.objects.create(axis=axis, year=YEAR, title="Repas mensuels")
    Action.objects.create(axis=axis, year=YEAR, title="En interne", in_report=False)
    Quote.objects.create(axis=axis, year=YEAR, text="Entre nous", scope=ConsentScope.INTERNAL.value)
    return Quote.objects.create(axis=axis, year=YEAR, text="On n’est pas seuls")


def test_axes_tell_what_goes_in_the_report_and_no_more() -> None:
    quote = quoted(small_pole())
    year: Told = assemble(YEAR, now=JANUARY)
    axis = block(year.report, "axes", c.Axis)
    assert [one.title for one in axis.actions] == ["Repas mensuels"]
    assert [one.text for one in axis.quotes] == ["On n’est pas seuls"]
    assert year.quote_ids == (quote.pk,)
    assert section(year.report, "axes").title == "Les grands chantiers 2015"


def test_typed_texts_and_their_mark() -> None:
    small_pole()
    report = actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    introduction = report.sections.get(key="introduction")
    actions.write_section(introduction, title="D’où", text="Un.\n\nDeux.", by=ANIMATOR, now=JANUARY)
    report.sections.filter(key="introduction").update(to_reread=True)
    found = section(told(), "introduction")
    assert (found.title, found.to_reread) == ("D’où", True)
    assert block(told(), "introduction", c.Paragraphs).texts == ("Un.", "Deux.")


def test_a_divergence_says_where_it_was_read_in_words() -> None:
    small_pole()
    file_publication(code="003", title="Fiche de février 2015", by=ANIMATOR)
    for source, day in (("003:27", date(YEAR, 2, 1)), ("", date(YEAR, 3, 1))):
        actions.declare_figure(
            code="residents", year=YEAR, value=Decimal(14), as_of=day, source=source,
            by=ANIMATOR, now=JANUARY,
        )  # fmt: skip
    first, second = block(told(), "method", c.Table).rows
    assert first[1] == "14 le 1er février 2015 (Fiche de février 2015). Compté ce jour-là : 2."
    assert second[1].startswith("14 le 1er mars 2015 (autre source).")


def test_the_method_names_the_silent_and_the_divergences() -> None:
    small_pole()
    actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)
    actions.declare_figure(
        code="residents", year=YEAR, value=4, gap_note="Sans date.", by=ANIMATOR, now=JANUARY  # type: ignore[arg-type]
    )  # fmt: skip
    report = told()
    silent = block(report, "method", c.Paragraphs)
    assert silent.texts == ("Mael et Novaedia.",)
    [row] = block(report, "method", c.Table).rows
    assert row[0] == "habitants"
    assert row[1].endswith("1 de plus que le compte. Sans date.")


def test_a_reason_written_for_another_gap_says_so_in_print() -> None:
    pole = small_pole()
    actions.declare_figure(
        code="residents", year=YEAR, value=4, gap_note="Il en reste 3.", by=ANIMATOR, now=JANUARY  # type: ignore[arg-type]
    )  # fmt: skip
    housed(pole, "Chico", "2014")
    housed(pole, "Hebdo", "2014")
    report = told()
    said = (
        "5\u00a0: 1 de moins que le compte. Il en reste 3. L’écart a changé depuis cette "
        "explication (il était de 1)."
    )
    [item] = [one for one in block(report, "figures", c.Figures).items if one.code == "residents"]
    assert item.gap_note is not None
    assert item.gap_note.endswith(said)
    [row] = block(report, "method", c.Table).rows
    assert row[1].endswith(said)
