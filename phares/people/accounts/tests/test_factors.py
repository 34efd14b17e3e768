"""One’s own second step: added, renamed, taken away, reset; what is kept and told of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pyotp import random_base32

from phares.common.audit.models import Entry
from phares.common.notices.models import Notice
from phares.common.parameters.models import Parameter
from phares.kernel.actor import THE_POLE
from phares.kernel.personal import Subject
from phares.kernel.refusal import Refused
from phares.people.accounts import actions
from phares.people.accounts.formats.sealing import opened
from phares.people.accounts.models import Factor, OpenSession, RecoveryCode
from phares.people.accounts.personal_data import gather
from phares.people.accounts.rules import factors as rules
from phares.people.accounts.rules import keys
from phares.people.accounts.soundness import findings
from phares.people.accounts.tests.second_step import (
    NOW,
    ORIGIN,
    SECRET,
    SITE,
    asked,
    code_at,
    kept,
    with_application,
    with_passkey,
)
from tests.cast import PASSWORD
from tests.passkeys import Device


@pytest.fixture
def nour(cast):
    return cast.users["animator"]


@pytest.fixture
def by(cast):
    return cast.actor("animator")


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def letters() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "to_address"))


def refused(act, reason) -> None:
    """Says why, and leaves everything as it was."""
    before = kept(), verbs(), letters()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act()
    assert refusal.value.reason is reason
    assert (kept(), verbs(), letters()) == before


def test_an_application_is_added_with_ten_codes_and_told(nour):
    codes = with_application(nour)
    factor = Factor.objects.get()
    assert (factor.kind, factor.name, factor.added_at) == ("totp", "Mon téléphone", NOW)
    assert factor.last_step == int(NOW.timestamp()) // 30, "the code that proved it has served"
    assert (len(set(codes)), RecoveryCode.objects.filter(user=nour).count()) == (10, 10)
    assert verbs() == ["account.factor_added"]
    assert letters() == [("account.factor_added", "animator@phares.test")]
    assert "Mon téléphone (Application de codes)" in Notice.objects.get().text


def test_nothing_that_opens_is_readable(nour):
    """Neither in the tables, nor in the journal, nor in the letters, nor in what is exported."""
    codes = with_application(nour)
    actions.use_recovery_code(nour, codes[0], now=NOW)
    told = gather(Subject(account=nour.pk))["accounts.factor"]
    everything = str(
        [kept(), list(Entry.objects.values()), list(Notice.objects.values()), told]
    ).replace("-", "")
    for secret in (SECRET, *(code.replace("-", "") for code in codes)):
        assert secret not in everything
    assert Factor.objects.get().sealed_secret not in str(told)
    assert opened(Factor.objects.get().sealed_secret) == SECRET
    assert len(told) == 11


def test_a_passkey_is_added_and_a_second_factor_keeps_the_codes(nour):
    device = Device()
    assert len(with_application(nour)) == 10
    assert with_passkey(nour, device) == []
    factor = Factor.objects.get(kind="passkey")
    assert (factor.name, factor.sign_count, factor.sealed_secret) == ("Ordinateur du bureau", 0, "")
    assert RecoveryCode.objects.count() == 10


@pytest.mark.parametrize(
    ("case", "change", "reason"),
    [
        ("a wrong code", {"code": code_at(NOW, steps=5)}, rules.WRONG_CODE),
        ("of another secret", {"secret": random_base32()}, rules.WRONG_CODE),
        ("a wrong password", {"current": "faux"}, keys.WRONG_PASSWORD),
        ("by somebody else", {"by": THE_POLE}, rules.ONLY_OWN),
    ],
)
def test_an_application_is_refused(nour, by, case, change, reason):
    given = {"secret": SECRET, "code": code_at(NOW), "name": "a", "current": PASSWORD, "by": by}
    refused(lambda: actions.add_authenticator(nour, **given | change, now=NOW), reason)


@pytest.mark.parametrize(
    ("case", "change", "reason"),
    [
        ("a wrong password", {"current": "faux"}, keys.WRONG_PASSWORD),
        ("another challenge", {"challenge": "AAAA"}, rules.WRONG_PASSKEY),
        ("not even JSON", {"answer": "{"}, rules.WRONG_PASSKEY),
        ("JSON of something else", {"answer": '{"id": 3}'}, rules.WRONG_PASSKEY),
        ("a list", {"answer": "[]"}, rules.WRONG_PASSKEY),
        ("by somebody else", {"by": THE_POLE}, rules.ONLY_OWN),
    ],
)
def test_a_passkey_is_refused(nour, by, case, change, reason):
    question, challenge = asked(nour)
    answer = Device().make(question, origin=ORIGIN)
    given = {"answer": answer, "challenge": challenge, "name": "a", "current": PASSWORD, "by": by}
    refused(lambda: actions.add_passkey(nour, **given | change, site=SITE, now=NOW), reason)


def test_a_passkey_made_for_another_site_is_refused(nour, by):
    question, challenge = asked(nour)
    answer = Device().make(question, origin="http://phares.hameconnage.test")
    given = {"answer": answer, "challenge": challenge, "name": "a", "current": PASSWORD}
    act = lambda: actions.add_passkey(nour, **given, site=SITE, by=by, now=NOW)  # noqa: E731
    refused(act, rules.WRONG_PASSKEY)


def test_one_passkey_is_on_one_account(nour, cast):
    device = Device()
    with_passkey(nour, device)
    refused(lambda: with_passkey(cast.users["accountant"], device), rules.KNOWN_PASSKEY)


def test_ten_are_enough(nour):
    for number in range(rules.MOST_FACTORS):
        with_application(nour, name=f"n° {number}", secret=random_base32())
    refused(lambda: with_application(nour, name="un de trop"), rules.TOO_MANY)


def test_the_same_application_is_added_once(nour):
    with_application(nour)
    refused(lambda: with_application(nour), rules.KNOWN_APPLICATION)


def test_it_is_renamed_by_its_owner(nour, by, cast):
    with_application(nour)
    factor = Factor.objects.get()
    actions.rename_factor(factor, name=" Le vieux téléphone ", by=by)
    assert Factor.objects.get().name == "Le vieux téléphone"
    assert verbs()[-1] == "account.factor_renamed"
    other = cast.actor("administrator")
    refused(lambda: actions.rename_factor(factor, name="a", by=other), rules.ONLY_OWN)


def test_taken_away_with_the_last_one_go_the_codes(nour, by):
    with_application(nour)
    factor, given = Factor.objects.get(), {"by": by, "compulsory": False, "now": NOW}
    refused(lambda: actions.remove_factor(factor, current="faux", **given), keys.WRONG_PASSWORD)
    actions.remove_factor(factor, current=PASSWORD, **given)
    assert kept() == []
    assert verbs()[-1] == "account.factor_removed"
    assert letters()[-1] == ("account.factor_removed", "animator@phares.test")


def test_the_last_one_stays_when_it_is_due(nour, by):
    with_application(nour)
    with_passkey(nour, Device())
    nour.factor_due_on = NOW.date()
    nour.save()
    first, second = Factor.objects.order_by("pk")
    given = {"current": PASSWORD, "by": by, "compulsory": True, "now": NOW}
    actions.remove_factor(first, **given)
    refused(lambda: actions.remove_factor(second, **given), rules.LAST_FACTOR)


def test_new_codes_replace_the_old_ones(nour, by):
    given = {"current": PASSWORD, "by": by, "now": NOW}
    refused(lambda: actions.renew_recovery_codes(nour, **given), rules.NO_FACTOR)
    old = with_application(nour)
    wrong = given | {"current": "faux"}
    refused(lambda: actions.renew_recovery_codes(nour, **wrong), keys.WRONG_PASSWORD)
    new = actions.renew_recovery_codes(nour, **given)
    refused(lambda: actions.use_recovery_code(nour, old[0], now=NOW), rules.WRONG_RECOVERY_CODE)
    actions.use_recovery_code(nour, new[0], now=NOW)
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_the_administration_resets_somebody_else(nour, cast):
    by = cast.actor("administrator")
    refused(lambda: actions.reset_factors(nour, by=by, now=NOW), rules.NO_FACTOR)
    with_application(nour)
    OpenSession.objects.create(user=nour, session_key="a", opened_at=NOW)
    before = nour.get_session_auth_hash()
    refused(
        lambda: actions.reset_factors(nour, by=cast.actor("animator"), now=NOW), keys.NOT_A_KEEPER
    )
    actions.reset_factors(nour, by=by, now=NOW)
    nour.refresh_from_db()
    assert kept() == []
    assert nour.get_session_auth_hash() != before, "sessions end"
    assert not OpenSession.objects.exists()
    assert verbs()[-1] == "account.factors_reset"
    assert letters()[-1] == ("account.factors_reset", "animator@phares.test")
    assert "Ada Kervella a retiré" in Notice.objects.latest("pk").text


def test_nobody_resets_oneself_but_the_command_does(cast):
    ada = cast.users["administrator"]
    with_application(ada)
    by = cast.actor("administrator")
    refused(lambda: actions.reset_factors(ada, by=by, now=NOW), rules.NOT_BY_ONESELF)
    actions.reset_factors(ada, by=THE_POLE, now=NOW)
    assert kept() == []


def test_it_is_asked_once_and_the_day_does_not_move(nour):
    Parameter.objects.create(
        code="account.second_factor", value=10, starts_on=date(2016, 1, 1), source="essai"
    )
    assert actions.ask_second_factor(nour, now=NOW) == date(2016, 1, 14)
    Parameter.objects.update(value=1)
    later = NOW + timedelta(days=40)
    assert actions.ask_second_factor(nour, now=later) == date(2016, 1, 14)
    assert verbs() == ["account.factor_asked"]


def test_who_is_forgotten_leaves_none(nour, cast):
    with_application(nour)
    by = cast.actor("administrator")
    actions.anonymise_account(nour, "personne n° 1", by=by, now=NOW)
    assert kept() == []


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "totp"},
        {"kind": "totp", "sealed_secret": "a", "credential_id": "b"},
        {"kind": "passkey", "credential_id": "b"},
        {"kind": "passkey", "public_key": "c"},
        {"kind": "passkey", "credential_id": "b", "public_key": "c", "sealed_secret": "a"},
        {"kind": "autre", "sealed_secret": "a"},
    ],
)
def test_the_database_takes_no_half_of_one(nour, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Factor.objects.create(user=nour, name="a", added_at=NOW, **row)


def test_a_lost_secret_key_is_told_by_the_doctor(nour, settings):
    with_application(nour)
    assert list(findings(NOW)) == []
    settings.SECRET_KEY = "une autre, assez longue pour servir de clé secrète au pôle"
    assert [one.code for one in findings(NOW)] == ["accounts.factors"]
    refused(lambda: actions.use_code(nour, code_at(NOW, steps=1), now=NOW), rules.WRONG_CODE)
