from __future__ import annotations

from datetime import date

import pytest

from phares.cooperative.funding.actions import record_grant
from phares.cooperative.funding.models import Grant
from phares.cooperative.funding.panel import horizon_panel
from phares.cooperative.funding.rules.kinds import FunderLevel, GrantState, SupportKind
from phares.kernel.dating import read_dated
from phares.kernel.money import Money
from tests.cast import ROLES
from tests.parties import ANIMATOR, MEMBER, organisation

pytestmark = pytest.mark.django_db
OPENING = date(2016, 1, 4)
READERS = {"administrator", "animator", "accountant", "co_manager", "funder", "mixed_keys"}
KEEPERS = {"administrator", "animator"}


@pytest.fixture
def grants(cast) -> list[Grant]:
    """One of the Region, to which the funder of the cast belongs; one of the State, only asked."""
    state = organisation("État", legal_form="public")
    told = [
        (cast.houses["region"], FunderLevel.REGION, GrantState.GRANTED, Money(4500000)),
        (state, FunderLevel.STATE, GrantState.ASKED, None),
    ]
    return [
        record_grant(
            pole=cast.pole,
            funder=funder,
            level=level,
            kind=SupportKind.OPERATING,
            purpose=f"animation, {level.label}",
            since=read_dated("2014"),
            until=read_dated("2040"),
            state=state,
            amount=amount,
            by=ANIMATOR,
        )
        for funder, level, state, amount in told
    ]


def test_the_horizon_and_the_list(grants, client_of, django_assert_max_num_queries):
    client = client_of("animator")
    with django_assert_max_num_queries(12):
        page = client.get("/subventions/").content.decode()
    assert 'class="acquis"' in page
    assert 'class="demande"' in page
    assert "45\u202f000\u00a0€" in page
    assert "inconnu" in page
    assert "Le même horizon en tableau" in page
    assert "Noter une subvention" in page


def test_a_funder_sees_only_its_own(grants, client_of):
    page = client_of("funder").get("/subventions/").content.decode()
    assert "animation, Région" in page
    assert "animation, État" not in page
    assert "Noter une subvention" not in page
    text = b"".join(client_of("funder").get("/subventions/?format=csv").streaming_content)
    assert "État" not in text.decode("utf-8-sig").replace("État\n", "", 1).split("\n", 1)[1]


def test_what_is_envisaged_is_not_told_to_its_funder(grants, client_of):
    Grant.objects.filter(pk=grants[0].pk).update(state=GrantState.ENVISAGED.value)
    for url in ("/subventions/", "/aujourdhui/"):
        page = client_of("funder").get(url).content.decode()
        assert "animation, Région" not in page
        assert "Vos subventions au pôle" in page
        assert "ne vous en demande pas" in page
    assert "animation, Région" in client_of("accountant").get("/subventions/").content.decode()


def test_the_cliff_is_said_on_the_page_and_in_any_other(cast, grants):
    Grant.objects.update(ends_on=date(2017, 1, 1), ends_precision="year")
    panel = horizon_panel(ANIMATOR, OPENING)
    assert "s’arrêtent le 31 décembre 2016" in panel
    assert horizon_panel(MEMBER, OPENING) == ""


def test_nothing_yet(cast, client_of):
    page = client_of("animator").get("/subventions/").content.decode()
    assert "rien n’éclaire la suite" in page
    assert "Aucune subvention" in page


TYPED = {
    "level": "commune",
    "kind": "operating",
    "purpose": "projets de quartier",
    "since": "janvier 2017",
    "until": "2018",
    "amount": "8 000",
    "state": "asked",
}


def test_a_grant_is_noted(grants, client_of):
    funder = grants[1].funder_id
    answer = client_of("animator").post("/subventions/nouvelle/", {**TYPED, "funder": funder})
    assert answer.status_code == 302
    kept = Grant.objects.get(purpose="projets de quartier")
    assert (kept.amount, kept.state) == (Money(800000), "asked")
    assert (str(kept.beginning), str(kept.ending)) == ("janvier 2017", "2018")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"until": "2016"}, "Corrigez l’une des deux dates"),
        ({"amount": "0"}, "Écrivez un montant positif"),
        ({"amount": "beaucoup"}, "Ce montant ne se lit pas"),
        ({"since": "bientôt"}, "Cette date ne se lit pas"),
    ],
)
def test_a_wrong_grant_is_refused_and_nothing_is_lost(grants, client_of, wrong, said):
    typed = {**TYPED, "funder": grants[1].funder_id, **wrong}
    answer = client_of("animator").post("/subventions/nouvelle/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "projets de quartier" in answer.content.decode()
    assert Grant.objects.count() == 2


def test_an_answer_moves_the_grant(grants, client_of):
    acquired, asked = grants
    animator = client_of("animator")
    sent = {"to": "notified", "amount": "40 000"}
    assert animator.post(f"/subventions/{asked.pk}/", sent).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.amount) == ("notified", Money(4000000))
    assert "Sa réponse est connue" in animator.get(f"/subventions/{acquired.pk}/").content.decode()
    assert animator.post(f"/subventions/{acquired.pk}/", {"to": "asked"}).status_code == 422
    acquired.refresh_from_db()
    assert acquired.state == "granted"


DRAWER = {"HX-Request": "true", "HX-Target": "tiroir-corps"}


def terms(grant: Grant, **more: str) -> dict[str, str]:
    known = {"level": grant.level, "kind": grant.kind, "purpose": grant.purpose}
    return {**known, "since": "2014", "until": "2040", "amount": "45 000", **more}


def test_a_grant_is_corrected_in_the_drawer_or_on_its_page(grants, client_of):
    grant, client = grants[0], client_of("animator")
    correct = f"/subventions/{grant.pk}/corriger/"
    page = client.get("/subventions/").content.decode()
    assert f'hx-get="{correct}" hx-target="#tiroir-corps" hx-swap="innerHTML"' in page
    drawer = client.get(correct, headers=DRAWER).content.decode()
    assert "<html" not in drawer
    assert 'value="45000,00"' in drawer
    assert 'name="state"' not in drawer
    sent = terms(grant, amount="60 000", until="juin 2040")
    assert client.post(correct, sent, headers=DRAWER)["HX-Redirect"] == "/subventions/"
    grant.refresh_from_db()
    assert (grant.amount, str(grant.ending), grant.state) == (
        Money(6000000),
        "juin 2040",
        "granted",
    )
    assert "Corriger" in client.get(f"/subventions/{grant.pk}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"until": "2012"}, "Corrigez l’une des deux dates"),
        ({"amount": "0"}, "Écrivez un montant positif"),
        ({"since": "bientôt"}, "Cette date ne se lit pas"),
        ({}, "Rien n’est changé"),
    ],
)
@pytest.mark.parametrize("headers", [{}, DRAWER])
def test_a_wrong_correction_is_refused_and_nothing_is_lost(grants, client_of, wrong, said, headers):
    grant = grants[0]
    sent = terms(grant, **wrong)
    correct = f"/subventions/{grant.pk}/corriger/"
    answer = client_of("animator").post(correct, sent, headers=headers)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{sent["until"]}"' in answer.content.decode()
    grant.refresh_from_db()
    assert (grant.amount, str(grant.ending)) == (Money(4500000), "2040")


def test_what_was_refused_has_nothing_to_correct(grants, client_of):
    Grant.objects.update(state="refused")
    client, correct = client_of("animator"), f"/subventions/{grants[0].pk}/corriger/"
    assert correct not in client.get("/subventions/").content.decode()
    page = client.get(correct)
    assert page.status_code == 200
    assert "Rien ne change plus ici" in page.content.decode()
    assert "Une subvention refusée ne se corrige plus." in page.content.decode()
    sent = terms(grants[0], purpose="autre")
    late = client.post(correct, sent, headers=DRAWER)
    assert late.status_code == 422
    assert "<html" not in late.content.decode()
    grants[0].refresh_from_db()
    assert grants[0].purpose == "animation, Région"


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_and_who_writes(grants, client_of, role):
    client = client_of(role)
    status = client.get("/subventions/").status_code
    assert status == (302 if role == "visitor" else 200 if role in READERS else 403)
    one = f"/subventions/{grants[0].pk}/"
    for url in ("/subventions/nouvelle/", one, f"{one}corriger/"):
        status = client.get(url).status_code
        assert status == (302 if role == "visitor" else 200 if role in KEEPERS else 403)
