"""What the pole tells of itself, told again or taken away; what the database holds of consents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, Role
from phares.people.directory import actions
from phares.people.directory.models import Consent, ContextFigure, Statement
from phares.people.directory.rules.kinds import ConsentScope, StatementKey
from phares.people.directory.tests.factories import TODAY, a_pole, refused, when
from tests.parties import acting, person

pytestmark = pytest.mark.django_db
MEMBER = acting(Role.MEMBER_CONTACT, 1)


@pytest.fixture
def aim() -> Statement:
    return actions.state_text(
        pole=a_pole(), key="aim", text="Créer de l’emploi", since=when("2010"), by=THE_POLE
    )


def said_again(text: str = "Créer des emplois", **more: Any) -> dict[str, Any]:
    return {
        "key": StatementKey.AIM, "text": text, "since": when("2010"), "until": None,
        "by": THE_POLE, **more,
    }  # fmt: skip


def test_a_text_is_corrected_and_a_blank_end_is_no_end(aim: Statement) -> None:
    actions.correct_text(aim, **said_again(until=when("2015"), source="002:34"))
    aim.refresh_from_db()
    assert (aim.text, str(aim.ending), aim.source) == ("Créer des emplois", "2015", "002:34")
    line = Entry.objects.filter(verb="pole.text_corrected").latest("pk")
    assert line.details["before"] == {"text": "Créer de l’emploi", "since": "2010", "until": ""}
    actions.correct_text(aim, **said_again())
    aim.refresh_from_db()
    assert (aim.ending, aim.source) == (None, "002:34")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": " "}, "text"),
        ({"until": when("2009")}, "ends-before-start"),
        ({"by": MEMBER}, "forbidden"),
    ],
)
def test_a_wrong_correction_changes_nothing(
    aim: Statement, more: dict[str, Any], code: str
) -> None:
    with refused(code):
        actions.correct_text(aim, **said_again(**more))
    aim.refresh_from_db()
    assert (aim.text, aim.ending) == ("Créer de l’emploi", None)


def test_a_new_text_comes_after_the_others_of_its_heading(aim: Statement) -> None:
    second = actions.state_text(
        pole=aim.pole, key="aim", text="S’épanouir", since=when("2010"), by=THE_POLE
    )
    value = actions.state_text(
        pole=aim.pole, key="value", text="Ensemble", since=when("2010"), by=THE_POLE
    )
    assert (aim.rank, second.rank, value.rank) == (1, 2, 1)


def test_a_figure_of_the_territory_is_withdrawn_and_the_journal_keeps_it() -> None:
    cited = actions.cite_context(
        label="salariés", value="30 000", area="Plaine Commune", year=2015, by=THE_POLE
    )
    with refused("forbidden"):
        actions.withdraw_context(cited, by=MEMBER)
    actions.withdraw_context(cited, by=THE_POLE)
    assert ContextFigure.objects.count() == 0
    line = Entry.objects.latest("pk")
    assert (line.verb, line.subject) == ("pole.context_withdrawn", "30 000 salariés")
    assert line.details == {"area": "Plaine Commune", "year": 2015}


def test_the_database_keeps_a_withdrawal_after_its_consent() -> None:
    given = actions.give_consent(
        person=person(), about="photo", scope=ConsentScope.WEB, on=TODAY, by=THE_POLE
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=given.pk).update(withdrawn_on=date(2016, 1, 3))
