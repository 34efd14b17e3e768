from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from phares.cooperative.premises import actions, alerts
from phares.cooperative.premises.queries.leases import running_told
from phares.cooperative.premises.tests import factories as f
from phares.kernel.actor import THE_POLE, VISITOR, Role
from phares.kernel.alerts import Urgency
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.actions import enter_pole, leave_pole, move_out
from phares.people.directory.rules.kinds import BelongingRole
from tests.parties import acting, home_pole

pytestmark = pytest.mark.django_db
TODAY = date(2015, 11, 20)


@pytest.fixture
def place():
    return f.place()


@pytest.fixture
def lease(place):
    tenant = f.organisation()
    return f.lease(place, place.offices[2], occupant=tenant, start=f.day(3), end=f.day(1, 31, 2016))


def told(actor, today=TODAY):
    return alerts.for_actor(actor, today=today)


def test_an_agreement_that_ends_is_told_with_what_follows(lease):
    (alert,) = told(f.ANIMATOR)
    assert alert.fact == "Convention de Terragram : fin le 31 janvier 2016"
    assert alert.consequence == (
        "Le préavis de 2 mois commence le 1er décembre 2015. "
        "Sans renouvellement, Bureau 5 : libre dès le 1er février 2016."
    )
    assert (alert.verb, alert.url) == ("Renouveler", reverse("premises:renew", args=[lease.pk]))
    assert (alert.urgency, alert.due) == (Urgency.SURVEILLE, date(2016, 1, 31))


def test_who_is_told(lease):
    seen = reverse("premises:lease", args=[lease.pk])
    for actor in (f.ACCOUNTANT, f.contact_of(lease.occupant)):
        assert [(alert.verb, alert.url) for alert in told(actor)] == [("Voir", seen)]
    assert told(f.contact_of(f.organisation("ERRC"))) == []
    staff = acting(Role.MEMBER_STAFF, lease.occupant_id)
    assert told(staff) == []
    assert told(VISITOR) == told(acting(Role.FUNDER)) == []


def test_not_too_early_nor_once_settled(lease):
    assert told(f.ANIMATOR, date(2015, 8, 31)) == []
    assert len(told(f.ANIMATOR, date(2015, 9, 1))) == 1
    assert told(f.ANIMATOR, date(2016, 2, 1)) == []
    actions.renew_lease(lease, end=f.day(1, 31, 2017), by=f.ANIMATOR)
    assert told(f.ANIMATOR) == []


def test_an_agreement_under_notice_says_when_the_space_is_free(lease):
    actions.end_lease(lease, last_day=f.day(12, 31), noticed_on=date(2015, 10, 1), by=f.ANIMATOR)
    (alert,) = told(f.ANIMATOR)
    assert alert.consequence == "Congé reçu. Bureau 5 : libre dès le 1er janvier 2016."
    assert alert.verb == "Voir"


def promised(place, where, since, end=None):
    return f.lease(place, where, occupant=f.organisation("ERRC"), start=since, end=end)


def test_a_space_promised_to_another_is_not_to_be_renewed(place, lease, client_of):
    """Said with its name to who reads all agreements; its occupant learns that it goes."""
    promised(place, place.offices[2], f.day(2, 1, 2016))
    (alert,) = told(f.ANIMATOR)
    assert alert.consequence == (
        "Le préavis de 2 mois commence le 1er décembre 2015. "
        "Bureau 5 va à ERRC dès le 1er février 2016."
    )
    assert (alert.verb, alert.url) == ("Voir", reverse("premises:lease", args=[lease.pk]))
    assert (alert.decide, alert.who) == (False, "")
    (own,) = told(f.contact_of(lease.occupant))
    assert own.consequence.endswith("Bureau 5 est promis à d’autres dès le 1er février 2016.")
    page = client_of("animator").get(alert.url).text
    assert "Bureau 5 va à ERRC dès le 1er février 2016" in page
    assert "Renouveler" not in page
    with pytest.raises(Refused, match="ERRC"):
        actions.renew_lease(lease, end=None, by=f.ANIMATOR)


def test_one_promised_later_may_be_renewed_until_then(place, lease):
    promised(place, place.offices[2], f.day(6, 1, 2016))
    (alert,) = told(f.ANIMATOR)
    assert alert.consequence.endswith(
        "Sans renouvellement, Bureau 5 : libre dès le 1er février 2016. "
        "Bureau 5 va à ERRC dès le 1er juin 2016."
    )
    assert (alert.verb, alert.decide) == ("Renouveler", True)


def test_what_is_cancelled_or_elsewhere_promises_nothing(place, lease):
    other = promised(place, place.offices[2], f.day(2, 1, 2016))
    actions.end_lease(
        other, last_day=f.day(1, 31, 2016), noticed_on=None, agreed=True, by=f.ANIMATOR
    )
    promised(place, place.offices[0], f.day(2, 1, 2016))
    (alert,) = told(f.ANIMATOR)
    assert alert.verb == "Renouveler"
    assert "ERRC" not in alert.consequence


def test_of_several_spaces_each_is_told(place):
    tenant = f.organisation()
    rooms = (place.offices[0], place.offices[1])
    f.lease(place, *rooms, occupant=tenant, start=f.day(3), end=f.day(1, 31, 2016))
    promised(place, place.offices[1], f.day(2, 1, 2016))
    (alert,) = told(f.ANIMATOR)
    assert alert.consequence.endswith(
        "Bureau 3 : libre dès le 1er février 2016. Bureau 4 va à ERRC dès le 1er février 2016."
    )
    assert alert.verb == "Voir"


def test_works_under_way_then_late(place):
    works = actions.plan_works(
        building=place.building, name="Toiture", start=f.day(11), end=f.day(12, 31),
        by=f.TECHNICIAN,
    )  # fmt: skip
    assert told(f.TECHNICIAN) == []
    actions.start_works(works, closing=[place.workshop], by=f.TECHNICIAN)
    (alert,) = told(f.TECHNICIAN)
    assert (alert.urgency, alert.fact) == (Urgency.COURS, "Travaux en cours : Toiture")
    assert alert.consequence == "Fin prévue : 31 décembre 2015."
    (late,) = told(f.TECHNICIAN, date(2016, 1, 4))
    assert (late.urgency, late.fact, late.verb) == (
        Urgency.SURVEILLE, "Travaux en retard : Toiture", "Clore",
    )  # fmt: skip
    assert told(f.ACCOUNTANT, date(2016, 1, 4))[0].verb == "Voir"
    assert told(f.contact_of(place.owner)) == []


def test_a_space_closed_today(place):
    actions.close_space(
        place.meeting, start=f.day(11), end=f.day(11, 30), reason="Peinture", by=f.TECHNICIAN
    )
    (alert,) = told(f.ACCOUNTANT)
    assert alert.fact == "Fermeture : Cordouan"
    assert alert.consequence == "Peinture, jusqu’au 30 novembre 2015."
    assert told(f.ACCOUNTANT, date(2015, 12, 1)) == []


LETS, ARRANGES = "l’animation du pôle", "l’animation ou l’assistance technique"


def whose(actor, today=date(2016, 1, 4)):
    return {alert.fact.partition(" ")[0]: (alert.decide, alert.who) for alert in told(actor, today)}


@pytest.mark.parametrize(
    ("role", "agreement", "works"),
    [
        (Role.ANIMATOR, (True, ""), (True, "")),
        (Role.TECHNICIAN, (False, LETS), (True, "")),
        (Role.RECEPTIONIST, (False, LETS), (False, ARRANGES)),
        (Role.ACCOUNTANT, (False, LETS), (False, ARRANGES)),
        (Role.CO_MANAGER, (False, LETS), (False, ARRANGES)),
    ],
)
def test_who_decides_and_who_is_only_told(place, lease, role, agreement, works):
    """An agreement that ends, works that are late; a closure is only to be known."""
    late = actions.plan_works(
        building=place.building, name="Toiture", start=f.day(11), end=f.day(12, 31), by=f.TECHNICIAN
    )
    actions.start_works(late, closing=[], by=f.TECHNICIAN)
    actions.close_space(
        place.meeting, start=f.day(12), end=f.day(2, 1, 2016), reason="Peinture", by=f.TECHNICIAN
    )
    assert whose(acting(role)) == {
        "Convention": agreement,
        "Travaux": works,
        "Fermeture": (False, ""),
    }
    said = [one.consequence for one in told(acting(role), date(2016, 1, 4))]
    assert any("repoussez-la" in consequence for consequence in said) is works[0]


def test_a_contact_is_told_who_renews(lease):
    assert whose(f.contact_of(lease.occupant)) == {"Convention": (False, LETS)}


def test_nobody_has_to_decide_on_an_agreement_under_notice(lease):
    gone = f.day(1, 15, 2016)
    actions.end_lease(lease, last_day=gone, noticed_on=date(2015, 10, 1), by=f.ANIMATOR)
    assert whose(f.ANIMATOR) == {"Convention": (False, "")}


@pytest.fixture
def housed(place):
    """Halage belongs and has office 5, both since March, until the end of September."""
    pole = home_pole()
    tenant = f.organisation("Halage 2")
    belonging = enter_pole(
        party=tenant, role=BelongingRole.RESIDENT, since=f.day(3), pole=pole, by=THE_POLE
    )
    f.lease(place, place.offices[2], occupant=tenant, start=f.day(3))
    return belonging


def test_a_structure_that_left_with_an_agreement_is_told_to_who_may_end_it(housed):
    assert told(f.ANIMATOR) == []
    lease = housed.party.leases.get()
    leave_pole(housed, until=f.day(11, 20), by=THE_POLE)
    assert told(f.ANIMATOR) == []
    (alert,) = told(f.ANIMATOR, date(2015, 11, 21))
    assert alert.fact == "Halage 2 est partie, sa convention court encore"
    assert alert.consequence == (
        "Bureau 5 : toujours à son nom. Mettez-y fin, ou corrigez le départ."
    )
    assert (alert.verb, alert.url) == (
        "Terminer la convention",
        reverse("premises:end", args=[lease.pk]),
    )
    for other in (f.TECHNICIAN, f.ACCOUNTANT, f.contact_of(lease.occupant)):
        assert told(other, date(2015, 11, 21)) == []
    notice: Any = {"noticed_on": date(2015, 11, 21), "agreed": True, "by": f.ANIMATOR}
    actions.end_lease(lease, last_day=f.day(12, 31), **notice)
    assert "partie" not in str(told(f.ANIMATOR, date(2015, 11, 21)))


def test_of_a_structure_that_left_one_thing_is_said_before_all_others(housed, place):
    """Its agreements that end soon are not to be renewed."""
    tenant = housed.party.organisation
    f.lease(place, place.offices[0], occupant=tenant, start=f.day(4), end=f.day(1, 31, 2016))
    stays = f.organisation("Reste")
    f.lease(place, place.offices[1], occupant=stays, start=f.day(3), end=f.day(12, 31))
    leave_pole(housed, until=f.day(10, 31), by=THE_POLE)
    first, other = sorted(told(f.ANIMATOR), key=lambda alert: alert.rank)
    assert first.fact == "Halage 2 est partie, ses conventions courent encore"
    assert first.consequence.startswith("Bureau 5 et Bureau 3 : toujours")
    assert (first.urgency, first.due) == (Urgency.BLOQUE, date(2015, 11, 1))
    assert other.fact.startswith("Convention de Reste")


def test_who_leaves_gives_back_its_spaces_the_same_day(housed, place):
    tenant, lease = housed.party.organisation, housed.party.leases.get()
    coming = f.lease(place, place.offices[0], occupant=tenant, start=f.day(1, 1, 2016))
    leave_pole(housed, until=f.day(11, 15), closing=[actions.end_leases_of], by=THE_POLE)
    lease.refresh_from_db()
    coming.refresh_from_db()
    assert (str(lease.ending), lease.state, lease.noticed_on) == ("15 novembre 2015", "ended", None)
    assert coming.state == "cancelled"
    assert told(f.ANIMATOR) == []
    f.lease(place, place.offices[2], occupant=f.organisation("ERRC"), start=f.day(11, 16))


def test_a_departure_that_cannot_end_what_runs_writes_nothing(housed):
    contact = acting(Role.TECHNICIAN)

    def refusing(pk, until, by):
        actions.end_leases_of(pk, until, contact)

    with pytest.raises(Refused):
        leave_pole(housed, until=f.day(11, 15), closing=[refusing], by=THE_POLE)
    housed.refresh_from_db()
    assert housed.ends_on is None
    assert housed.party.leases.get().ends_on is None


def test_a_structure_that_came_back_or_changed_role_has_not_left(housed):
    leave_pole(housed, until=f.day(10, 31), by=THE_POLE)
    enter_pole(party=housed.party, role=BelongingRole.GUEST, since=f.day(11), by=THE_POLE)
    assert told(f.ANIMATOR) == []


def test_a_structure_present_without_an_agreement_is_told(housed):
    lease = housed.party.leases.get()
    notice: Any = {"noticed_on": date(2015, 6, 1), "by": f.ANIMATOR}
    actions.end_lease(lease, last_day=f.day(9, 30), **notice)
    assert told(f.ANIMATOR, date(2015, 9, 30))[0].fact.startswith("Convention de Halage 2")
    (alert,) = told(f.ANIMATOR)
    assert alert.fact == "Halage 2 est présente, sans convention ni espace"
    assert alert.consequence.startswith(f"{lease.number} a pris fin : 30 septembre 2015.")
    assert alert.url == f"/conventions/signer/?structure={lease.occupant_id}"
    assert told(f.TECHNICIAN) == []
    move_out(housed, until=f.day(10, 31), by=THE_POLE)
    assert told(f.ANIMATOR) == []


def test_one_that_signed_again_or_never_had_an_agreement_is_not(housed, place):
    notice: Any = {"noticed_on": date(2015, 6, 1), "by": f.ANIMATOR}
    actions.end_lease(housed.party.leases.get(), last_day=f.day(9, 30), **notice)
    f.lease(place, place.offices[0], occupant=housed.party.organisation, start=f.day(10))
    enter_pole(
        party=f.organisation("ERRC"), role=BelongingRole.RESIDENT, since=f.day(3), by=THE_POLE
    )
    assert told(f.ANIMATOR) == []


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (f.day(1, 31, 2016), "court jusqu’au 31 janvier 2016."),
        (read_dated("été 2016"), "court jusqu’à l’été 2016."),
        (None, "court sans date de fin."),
    ],
)
def test_an_agreement_is_told_to_who_notes_a_departure(place, end, said):
    tenant = f.organisation()
    lease = f.lease(place, place.offices[2], occupant=tenant, start=f.day(3), end=end)
    assert running_told(tenant.pk, TODAY, f.ANIMATOR) == f"Sa convention {lease.number} {said}"
    assert running_told(tenant.pk, TODAY, VISITOR) == ""
    assert running_told(tenant.pk, date(2015, 1, 1), f.ANIMATOR) == ""
