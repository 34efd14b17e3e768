from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.cooperative.funding.actions import correct_grant, move_grant, record_grant
from phares.cooperative.funding.alerts import for_actor
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.queries import (
    funders_of,
    grants_seen_by,
    outlook,
)
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.kernel.actor import VISITOR, Role
from phares.kernel.alerts import Urgency
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from phares.kernel.refusal import Refused
from phares.people.directory.models import Organisation, Pole
from tests.parties import (
    ACCOUNTANT,
    ANIMATOR,
    CO_MANAGER,
    MEMBER,
    acting,
    home_pole,
    organisation,
)

pytestmark = pytest.mark.django_db
OPENING = date(2016, 1, 4)


def granted(
    pole: Pole, funder: Organisation, since: str = "2014", until: str = "2016", **more: Any
) -> Grant:
    told: dict[str, Any] = {
        "level": FunderLevel.STATE,
        "kind": SupportKind.OPERATING,
        "purpose": "animation du pôle",
        "state": GrantState.GRANTED,
    } | more
    end = read_dated(until) if until else None
    return record_grant(
        pole=pole, funder=funder, since=read_dated(since), until=end, by=ANIMATOR, **told
    )


def test_a_form_sent_twice_notes_one_grant():
    """Another purpose, nature, start or funder is another grant; so is a new request."""
    pole, state = home_pole(), organisation("État")
    first = granted(pole, state, state=GrantState.ASKED)
    before = (Grant.objects.count(), Entry.objects.count())
    with pytest.raises(Refused, match="« animation du pôle » est déjà notée pour ce financeur"):
        granted(pole, state, until="2017", purpose=" Animation du pôle")
    assert (Grant.objects.count(), Entry.objects.count()) == before
    granted(pole, state, purpose="travaux")
    granted(pole, state, kind=SupportKind.INVESTMENT)
    granted(pole, state, since="2015")
    granted(pole, organisation("Région"))
    move_grant(first, to=GrantState.REFUSED, by=ANIMATOR)
    assert granted(pole, state).pk != first.pk


def three_grants() -> list[Grant]:
    pole = home_pole()
    levels = (FunderLevel.DEPARTMENT, FunderLevel.STATE, FunderLevel.REGION)
    return [granted(pole, organisation(level.label), level=level) for level in levels]


def test_a_grant_without_end_says_that_its_end_is_unknown():
    pole = home_pole()
    assert granted(pole, organisation("Ville"), until="").end_known is False
    assert granted(pole, organisation("Région")).end_known is True


@pytest.mark.parametrize(
    ("case", "since", "until", "amount", "by", "code"),
    [
        ("no money", "2014", "2016", Money(0), ANIMATOR, "amount"),
        ("end before start", "2016", "2014", None, ANIMATOR, "ends-before-start"),
        ("by a co-manager", "2014", "2016", None, CO_MANAGER, "not-allowed"),
    ],
)
def test_a_refused_grant_is_not_written(case, since, until, amount, by, code):
    pole = home_pole()
    with pytest.raises(Refused) as no:
        record_grant(
            pole=pole,
            funder=organisation("Région"),
            level=FunderLevel.REGION,
            kind=SupportKind.OPERATING,
            purpose="animation",
            since=read_dated(since),
            until=read_dated(until),
            amount=amount,
            by=by,
        )
    assert no.value.reason.code == code, case
    assert (Grant.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_request_is_asked_then_notified_with_another_amount():
    grant = granted(
        home_pole(), organisation("Ville"), state=GrantState.ENVISAGED, amount=Money(5000000)
    )
    move_grant(grant, to=GrantState.ASKED, by=ANIMATOR)
    kept = move_grant(grant, to=GrantState.NOTIFIED, amount=Money(4000000), by=ANIMATOR)
    assert (kept.state, kept.amount) == (GrantState.NOTIFIED.value, Money(4000000))
    with pytest.raises(Refused):
        move_grant(grant, to=GrantState.ASKED, by=ANIMATOR)
    with pytest.raises(Refused):
        move_grant(grant, to=GrantState.GRANTED, by=ACCOUNTANT)
    kept.refresh_from_db()
    assert kept.state == GrantState.NOTIFIED.value


def terms(grant: Grant, **more: Any) -> dict[str, Any]:
    kept = {
        "level": FunderLevel(grant.level),
        "kind": SupportKind(grant.kind),
        "purpose": grant.purpose,
        "scheme": grant.scheme,
        "amount": grant.amount,
        "since": grant.beginning,
        "until": grant.ending,
    }
    return {**kept, **more}


def test_a_grant_is_corrected_and_the_journal_says_what_changed():
    grant = granted(home_pole(), organisation("Ville"), amount=Money(5000000))
    right = terms(grant, amount=Money(6000000), until=None, scheme="PTCE")
    kept = correct_grant(grant, **right, by=ANIMATOR)
    kept.refresh_from_db()
    assert (kept.amount, kept.ending, kept.end_known) == (Money(6000000), None, False)
    assert (kept.scheme, kept.state) == ("PTCE", GrantState.GRANTED.value)
    line = Entry.objects.filter(verb="funding.grant_corrected").get()
    assert line.details == {
        "scheme": " → PTCE",
        "until": "2016 → ",
        "amount": f"{Money(5000000)} → {Money(6000000)}",
    }


@pytest.mark.parametrize(
    ("case", "state", "more", "code"),
    [
        ("refused by the funder", GrantState.REFUSED, {"purpose": "autre"}, "refused"),
        ("no money", GrantState.ASKED, {"amount": Money(0)}, "amount"),
        ("end before start", GrantState.ASKED, {"until": read_dated("2012")}, "ends-before-start"),
        ("nothing changed", GrantState.GRANTED, {}, "nothing-to-correct"),
        (
            "by an accountant",
            GrantState.ASKED,
            {"purpose": "autre", "by": ACCOUNTANT},
            "not-allowed",
        ),
    ],
)
def test_a_refused_correction_changes_nothing(case, state, more, code):
    grant = granted(home_pole(), organisation("Ville"), state=state)
    before = Grant.objects.values().get(), Entry.objects.count()
    with pytest.raises(Refused) as no:
        correct_grant(grant, **{"by": ANIMATOR, **terms(grant, **more)})
    assert no.value.reason.code == code, case
    assert (Grant.objects.values().get(), Entry.objects.count()) == before


def test_the_database_keeps_amounts_positive():
    grant = granted(home_pole(), organisation("Ville"))
    for cents in (0, -1):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(amount=Money(cents))


def test_a_funder_sees_its_own_and_nothing_else():
    _, state, _ = three_grants()
    funder = acting(Role.FUNDER, state.funder_id)
    assert list(grants_seen_by(funder)) == [state]
    assert grants_seen_by(CO_MANAGER).count() == 3
    assert grants_seen_by(MEMBER).count() == 0
    assert grants_seen_by(VISITOR).count() == 0


@pytest.mark.parametrize("state", list(GrantState))
def test_a_funder_sees_a_grant_once_it_is_asked(state):
    grant = granted(home_pole(), organisation("Région"), state=state)
    seen = grants_seen_by(acting(Role.FUNDER, grant.funder_id))
    assert seen.exists() is (state is not GrantState.ENVISAGED)
    assert grants_seen_by(ACCOUNTANT).exists()


def test_the_outlook_of_a_funder_is_of_its_own_grants():
    grant = granted(home_pole(), organisation("Région"))
    granted(grant.pole, grant.funder, "2017", "2017", state=GrantState.ASKED)
    granted(grant.pole, grant.funder, "2018", "2018", state=GrantState.ENVISAGED)
    seen = outlook(acting(Role.FUNDER, grant.funder_id), OPENING)
    assert not seen.whole
    assert seen.sentence == (
        "Vos fonds de fonctionnement acquis s’arrêtent le 31 décembre 2016. "
        "Avec ce qui vous est demandé, ils iraient jusqu’au 31 décembre 2017."
    )
    assert outlook(ACCOUNTANT, OPENING).hoped_until == date(2018, 12, 31)


def test_the_funders_of_a_year_by_level(django_assert_num_queries):
    department, _, _ = three_grants()
    granted(department.pole, department.funder, kind=SupportKind.INVESTMENT, scheme="travaux")
    granted(department.pole, organisation("Ville"), state=GrantState.ASKED)
    with django_assert_num_queries(1):
        found = funders_of(2015)
    assert [funder.name for funder in found] == ["État", "Région", "Département"]
    assert found[2].schemes == ("animation du pôle", "travaux")
    assert funders_of(2017) == []


def test_the_cliff_is_on_the_desk_in_january_2016():
    three_grants()
    (alert,) = for_actor(ACCOUNTANT, today=OPENING)
    assert alert.fact.startswith("Trois subventions de fonctionnement finissent le même jour")
    assert (alert.urgency, alert.verb) == (Urgency.SURVEILLE, "Voir l’horizon")
    assert alert.due == date(2016, 12, 31)
    assert for_actor(ACCOUNTANT, today=date(2016, 11, 1))[0].urgency is Urgency.BLOQUE
    assert for_actor(ANIMATOR, today=date(2015, 6, 1)) == []
    assert for_actor(MEMBER, today=OPENING) == []


@pytest.mark.parametrize(
    ("actor", "decide", "who"),
    [
        (ANIMATOR, True, ""),
        (ACCOUNTANT, False, "l’animation du pôle"),
        (CO_MANAGER, False, "l’animation du pôle"),
    ],
)
def test_the_cliff_says_who_can_act(actor, decide, who):
    three_grants()
    (alert,) = for_actor(actor, today=OPENING)
    assert (alert.decide, alert.who) == (decide, who)


def test_other_grants_are_said_before_they_end():
    programme = {"kind": SupportKind.PROGRAMME, "purpose": "AMI PTCE émergent"}
    granted(home_pole(), organisation("État"), "décembre 2021", "novembre 2023", **programme)
    assert for_actor(CO_MANAGER, today=date(2022, 1, 24)) == []
    (alert,) = for_actor(CO_MANAGER, today=date(2023, 1, 9))
    assert alert.fact == "État : fin le 30 novembre 2023"


def test_the_outlook_takes_one_query_and_moves_with_what_is_asked(django_assert_num_queries):
    department, _, _ = three_grants()
    granted(department.pole, organisation("Ville"), "2017", "2017", state=GrantState.ASKED)
    with django_assert_num_queries(1):
        seen = outlook(ANIMATOR, OPENING)
    assert (seen.until, seen.hoped_until) == (date(2016, 12, 31), date(2017, 12, 31))
    assert seen.sentence.endswith("jusqu’au 31 décembre 2017.")
    assert "Demandé ou envisagé : Ville." in seen.horizon.sentence
