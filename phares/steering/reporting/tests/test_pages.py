"""The pages of the figures and the reports, for each role."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from phares.common.audit.models import Entry
from phares.common.clock.actions import travel_to
from phares.kernel.actor import THE_POLE
from phares.people.directory.models import Belonging, Pole
from phares.people.directory.rules.kinds import Declared
from phares.steering.reporting import actions
from phares.steering.reporting.models import DeclaredFigure, Edition, ReportYear
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.tests.factories import JANUARY, YEAR, declared, housed
from tests.parties import ANIMATOR

type ClientOf = Callable[[str], Client]


@pytest.fixture
def pole(cast) -> Pole:
    """The pole of the cast, with three residents of whom one answered."""
    one = housed(cast.pole, "Halage", "2001")
    housed(cast.pole, "Mael", "octobre 2015")
    housed(cast.pole, "Femasif", "janvier 2015", "août 2015")
    declared(one.party, Declared.PERMANENT_JOBS, 24)
    return cast.pole


@pytest.fixture
def report(pole: Pole) -> ReportYear:
    return actions.open_year(YEAR, by=ANIMATOR, now=JANUARY)


def frozen(report: ReportYear) -> ReportYear:
    actions.mark_reviewed(report, missing_note="Absente.", by=ANIMATOR, now=JANUARY)
    return actions.freeze_year(report, by=ANIMATOR, now=JANUARY)


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_the_figures_page(pole, client_of: ClientOf, django_assert_max_num_queries) -> None:
    client = client_of("member_contact")
    with django_assert_max_num_queries(12):
        page = client.get(f"/chiffres/{YEAR}/")
    assert page.status_code == 200
    assert '<a href="/chiffres/2015/residents/">2</a>' in text(page)
    assert "Réponses : 1 sur 2 structures" in text(page)


EVERYONE = ("animator", "co_manager", "accountant", "member_staff", "funder", "visitor")
HOUSE, STEER = list(EVERYONE[:4]), list(EVERYONE[:2])


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/chiffres/", HOUSE),
        (f"/chiffres/{YEAR}/residents/", HOUSE),
        (f"/chiffres/{YEAR}/residents/declarer/", STEER),
        (f"/bilan/{YEAR}/preparer/", STEER),
        (f"/bilan/{YEAR}/textes/team/", STEER),
    ],
)
def test_who_may_open(path: str, allowed: list[str], report, client_of: ClientOf) -> None:
    opened = [name for name in EVERYONE if client_of(name).get(path).status_code == 200]
    assert opened == allowed


def test_a_year_without_figures_says_since_when(pole, client_of: ClientOf) -> None:
    page = client_of("animator").get("/chiffres/1987/")
    assert page.status_code == 404
    assert "Aucun enregistrement pour 1987" in text(page)


def test_a_new_pole_has_no_figure_yet_and_says_what_to_begin_with(cast, client_of) -> None:
    """The rail leads there on the first day: it is a page, never an error."""
    Belonging.objects.all().delete()
    told = client_of("animator").get("/chiffres/2015/")
    assert told.status_code == 200
    assert "Le pôle n’a encore aucune fiche" in text(told)
    assert 'href="/habitants/accueillir/"' in told.text
    assert (
        'href="/habitants/accueillir/"' not in client_of("co_manager").get("/chiffres/2015/").text
    )


def test_one_figure_opens_its_records(pole, client_of: ClientOf) -> None:
    page = client_of("animator").get(f"/chiffres/{YEAR}/residents/")
    assert "2 habitants" in text(page)
    assert "Halage" in text(page)
    assert "Femasif" in text(page)
    folded = text(page).partition("<summary>Règle et source</summary>")[2]
    for said in ("Compté d’après", '<dd class="ref">residents</dd>', "Version de la définition"):
        assert text(page).count(said) == folded.count(said) == 1
    exported = client_of("animator").get(f"/chiffres/{YEAR}/residents/?format=csv")
    assert b"Halage" in exported.getvalue()
    assert client_of("animator").get(f"/chiffres/{YEAR}/moon/").status_code == 404


def test_a_neighbour_sees_who_answered_not_what(pole, client_of: ClientOf) -> None:
    path = f"/chiffres/{YEAR}/permanent_jobs/?format=csv"
    ours = client_of("accountant").get(path).getvalue().decode()
    theirs = client_of("member_contact").get(path).getvalue().decode()
    assert "24" in ours
    assert "24" not in theirs
    assert "a répondu" in theirs


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("accountant", True),
        ("co_manager", True),
        ("member_contact", False),
        ("member_staff", False),
    ],
)
def test_a_count_of_few_answers_is_for_those_who_read_each(
    role: str, told: bool, pole, client_of: ClientOf
) -> None:
    client = client_of(role)
    of_year = text(client.get(f"/chiffres/{YEAR}/"))
    assert ('permanent_jobs/">24</a>' in of_year) is told
    assert ('permanent_jobs/">–</a>' in of_year) is not told
    one = text(client.get(f"/chiffres/{YEAR}/permanent_jobs/"))
    assert ("<h1>24 emplois permanents</h1>" in one) is told
    for page in (of_year, one):
        assert ("Moins de trois réponses : non publié" in page) is not told


def test_the_draft_says_what_will_not_be_published(report, client_of: ClientOf) -> None:
    draft = text(client_of("animator").get(f"/bilan/{YEAR}/"))
    assert "Moins de trois réponses : ne sera pas publié." in draft
    assert ">24</a>" in draft
    frozen(report)
    told = text(client_of("visitor").get(f"/bilan/{YEAR}/"))
    assert "Moins de trois réponses : non publié." in told
    assert "<b>–</b> <strong>emplois permanents" in told


def test_a_published_figure_is_noted_by_its_form(pole, client_of: ClientOf) -> None:
    path = f"/chiffres/{YEAR}/residents/declarer/"
    wrong = client_of("animator").post(path, {"value": "beaucoup"})
    assert wrong.status_code == 422
    assert "beaucoup" in text(wrong)
    assert not DeclaredFigure.objects.exists()
    given = {"value": "3", "gap_note": "Date inconnue.", "source": "rapport"}
    assert client_of("animator").post(path, given).status_code == 302
    assert "1 de plus que le compte" in text(client_of("animator").get(f"/chiffres/{YEAR}/"))


def test_saying_why_asks_the_reason_alone(report, client_of: ClientOf) -> None:
    client, path = client_of("animator"), f"/chiffres/{YEAR}/residents/ecart/"
    assert client.get(path).status_code == 404
    client.post(f"/chiffres/{YEAR}/residents/declarer/", {"value": "3", "source": "rapport"})
    prepared = text(client.get(f"/bilan/{YEAR}/preparer/"))
    assert f'<a href="{path}">Dire pourquoi</a>' in prepared
    assert (
        f'<a href="/chiffres/{YEAR}/residents/declarer/">Corriger le chiffre publié</a>' in prepared
    )
    assert f'href="{path}">Dire pourquoi</a>' in text(client.get(f"/chiffres/{YEAR}/residents/"))
    form = client.get(path)
    assert "Publié 3, compté 2 : 1 de plus que le compte." in text(form)
    assert list(form.context["form"].fields) == ["gap_note"]
    empty = client.post(path, {"gap_note": " "})
    assert (empty.status_code, DeclaredFigure.objects.get().gap_note) == (422, "")
    assert client.post(path, {"gap_note": "Date inconnue."}).status_code == 302
    kept = DeclaredFigure.objects.get()
    assert (int(kept.value), kept.source, kept.gap_note) == (3, "rapport", "Date inconnue.")
    assert f'<a href="{path}">Corriger la raison</a>' in text(
        client.get(f"/bilan/{YEAR}/preparer/")
    )


def test_a_reason_for_another_gap_is_shown_as_such(report, client_of: ClientOf) -> None:
    client, path = client_of("animator"), f"/chiffres/{YEAR}/residents/declarer/"
    client.post(path, {"value": "3", "gap_note": "Date inconnue."})
    told = "L’écart a changé depuis cette explication (il était de 1)."
    shown = [f"/chiffres/{YEAR}/", f"/chiffres/{YEAR}/residents/", f"/bilan/{YEAR}/preparer/", path]
    assert [told in text(client.get(page)) for page in shown] == [False] * 4
    housed(report.pole, "Terragram", "2013")
    housed(report.pole, "Solibio", "2013")
    assert [told in text(client.get(page)) for page in shown] == [True] * 4
    client.post(path, {"value": "3", "gap_note": "Deux arrivées depuis."})
    assert [told in text(client.get(page)) for page in shown] == [False] * 4


def test_a_figure_with_many_claims_costs_as_many_queries_as_with_one(
    pole, client_of: ClientOf
) -> None:
    client = client_of("animator")
    costs = []
    for month in range(1, 13):
        DeclaredFigure.objects.create(
            code="residents", year=YEAR, value=3, as_of=date(YEAR, month, 15), source="revue"
        )
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/chiffres/{YEAR}/residents/")
            client.get(f"/bilan/{YEAR}/")
        costs.append(len(asked))
    assert len(set(costs[1:])) == 1


def test_a_figure_of_a_year_nobody_lived_is_not_noted(pole, client_of: ClientOf) -> None:
    for year, given, status in ((1900, "5", 404), (2190, "5", 404), (YEAR, "-5", 422)):
        path = f"/chiffres/{year}/residents/declarer/"
        refused = client_of("animator").post(path, {"value": given})
        assert refused.status_code == status
    assert "n’est pas négatif" in text(refused)
    assert "Aucun enregistrement pour 1900" in text(
        client_of("animator").get("/chiffres/1900/residents/declarer/")
    )
    assert not DeclaredFigure.objects.exists()


def test_a_year_is_opened_after_a_question_the_last_one_first(pole, client_of: ClientOf) -> None:
    travel_to(JANUARY, by=THE_POLE)
    page = client_of("animator").get("/bilans/")
    assert "/ouvrir/" not in text(page)
    offered = [int(year) for year in re.findall(r'href="/bilan/(\d+)/preparer/"', page.text)]
    assert offered == [2015, 2016, *range(2014, 2000, -1)]
    assert "/preparer/" not in text(client_of("accountant").get("/bilans/"))
    asked = text(client_of("animator").get("/bilan/2015/preparer/"))
    assert "Ouvrir le bilan 2015 ?" in asked
    assert "L’année n’est pas finie" not in asked
    assert "L’année n’est pas finie" in text(client_of("animator").get("/bilan/2016/preparer/"))
    assert not ReportYear.objects.exists()


def test_a_draft_is_for_those_who_prepare_it(report, client_of: ClientOf) -> None:
    people = ("animator", "co_manager", "accountant", "member_contact", "funder", "visitor")
    seen = {name: client_of(name).get(f"/bilan/{YEAR}/").status_code for name in people}
    assert [name for name, status in seen.items() if status == 200] == ["animator", "co_manager"]
    assert {seen[name] for name in people[2:]} == {404}
    assert "brouillon" in text(client_of("animator").get(f"/bilan/{YEAR}/"))
    assert client_of("visitor").get(f"/bilan/{YEAR}/bilan.pdf").status_code == 404


def test_a_frozen_report_is_everybodys(report, client_of: ClientOf) -> None:
    frozen(report)
    visitor = client_of("visitor")
    page = visitor.get(f"/bilan/{YEAR}/")
    assert page.status_code == 200
    assert "brouillon" not in text(page)
    assert "/chiffres/" not in text(page)
    assert f"/bilan/{YEAR}/" in text(visitor.get("/bilans/"))
    csv = visitor.get(f"/bilan/{YEAR}/bilan.csv")
    assert csv["Content-Disposition"] == 'attachment; filename="bilan-2015.csv"'
    assert visitor.get(f"/bilan/{YEAR}/bilan.exe").status_code == 404


def test_from_the_opening_to_the_freeze_without_javascript(pole, client_of: ClientOf) -> None:
    client = client_of("co_manager")
    assert f'action="/bilan/{YEAR}/ouvrir/"' in text(client.get(f"/bilan/{YEAR}/preparer/"))
    client.post(f"/bilan/{YEAR}/ouvrir/")
    client.post(f"/bilan/{YEAR}/chapeau/", {"title": "Bilan", "cover": "Une année."})
    client.post(f"/bilan/{YEAR}/textes/team/", {"title": "L’équipe", "text": "Quatre mains."})
    silent = client.post(f"/bilan/{YEAR}/relire/", {"missing_note": ""})
    assert silent.status_code == 422
    assert "Mael" in text(silent)
    client.post(f"/bilan/{YEAR}/relire/", {"missing_note": "Arrivée en octobre."})
    assert "Cela ne se défait pas" in text(client.get(f"/bilan/{YEAR}/figer/"))
    done = client.post(f"/bilan/{YEAR}/figer/", follow=True)
    assert done.status_code == 200
    assert "Quatre mains" in text(done)
    assert ReportYear.objects.get().state == YearState.FROZEN
    assert Edition.objects.count() == 1
    assert client.post(f"/bilan/{YEAR}/figer/").status_code == 422


def test_each_step_of_the_report_pressed_twice_is_taken_once(pole, client_of: ClientOf) -> None:
    client, there = client_of("co_manager"), f"/bilan/{YEAR}/"
    client.post(f"{there}ouvrir/", {"page": "a"})
    client.post(f"{there}chapeau/", {"title": "Bilan", "cover": "Une année."})
    client.post(f"{there}textes/team/", {"title": "L’équipe", "text": "Quatre mains."})
    silence = {"missing_note": "Arrivée en octobre."}
    for step, shown in (("ouvrir", "a"), ("relire", "b"), ("rouvrir", "c"), ("relire", "d")):
        sent = {"page": shown} | (silence if step == "relire" else {})
        answers = [client.post(f"{there}{step}/", sent) for _press in range(2)]
        assert {answer.headers["Location"] for answer in answers} == {f"{there}preparer/"}
    for _press in range(2):
        frozen = client.post(f"{there}figer/", {"page": "e"})
        assert frozen.headers["Location"] == there
    steps = ["opened", "reviewed", "reopened", "reviewed", "frozen"]
    told = Entry.objects.filter(verb__in=[f"report.{step}" for step in steps]).order_by("pk")
    assert [entry.verb.partition(".")[2] for entry in told] == steps
    assert Edition.objects.count() == 1
    assert client.post(f"{there}figer/", {"page": "f"}).status_code == 422


def test_every_step_of_the_report_has_its_mark(report, client_of: ClientOf) -> None:
    for path in ("preparer", "figer"):
        content = client_of("animator").get(f"/bilan/{YEAR}/{path}/").text
        content = content.partition("<main")[2].partition("</main>")[0]
        assert content.count("<form") == content.count('name="page"')


def test_a_review_that_is_refused_writes_nothing(report, client_of: ClientOf) -> None:
    """What was typed stays in the form; it is kept by its own button, if one wants to."""
    client, path = client_of("animator"), f"/bilan/{YEAR}/preparer/"
    client.post(f"/chiffres/{YEAR}/residents/declarer/", {"value": "3"})
    sent, before = {"missing_note": "Mael est arrivée tard."}, Entry.objects.count()
    refused = client.post(f"/bilan/{YEAR}/relire/", sent)
    assert refused.status_code == 422
    assert text(refused).count("Un écart n’est pas expliqué") == 1
    assert "Mael est arrivée tard.</textarea>" in text(refused)
    report.refresh_from_db()
    assert (report.state, report.missing_note) == (YearState.DRAFT, "")
    assert Entry.objects.count() == before
    assert "Mael est arrivée tard." not in text(client.get(path))
    assert client.post(f"/bilan/{YEAR}/relire/", sent | {"en_l_etat": "1"}).status_code == 302
    assert "Mael est arrivée tard.</textarea>" in text(client.get(path))
    client.post(f"/chiffres/{YEAR}/residents/declarer/", {"value": "3", "gap_note": "Sans date."})
    client.post(f"/bilan/{YEAR}/relire/", sent)
    assert ReportYear.objects.get().state == YearState.REVIEWED
    assert '<p class="mt doux">Mael est arrivée tard.</p>' in client.get(path).text


def test_a_sum_of_few_answers_is_a_floor_wherever_it_is_large(report, client_of: ClientOf) -> None:
    """One answered out of the three that are asked."""
    housed(report.pole, "Terragram", "2013")
    client, said = client_of("animator"), "1 réponse sur 3"
    for path in (f"/chiffres/{YEAR}/", f"/bilan/{YEAR}/"):
        page = text(client.get(path))
        assert "<small>au moins </small>" in page
        assert said in page
    heading = text(client.get(f"/chiffres/{YEAR}/permanent_jobs/"))
    assert f"Au moins 24 emplois permanents ({said})" in heading
    declared(Belonging.objects.get(party__name="Mael").party, Declared.PERMANENT_JOBS, 3)
    assert "<small>au moins" not in text(client.get(f"/chiffres/{YEAR}/"))


def test_who_may_declare_for_a_silent_structure_has_its_link(report, client_of: ClientOf) -> None:
    silent = Belonging.objects.get(party__name="Mael").party_id
    link, path = f'href="/habitants/{silent}/declarer/{YEAR}/"', f"/bilan/{YEAR}/preparer/"
    assert link in client_of("animator").get(path).text
    manager = client_of("co_manager").get(path)
    assert "Mael" in manager.text
    assert link not in manager.text


def test_an_empty_text_is_optional_and_one_kept_as_it_stands_waits(
    report, client_of: ClientOf
) -> None:
    client, path = client_of("animator"), f"/bilan/{YEAR}/textes/team/"
    page = text(client.get(f"/bilan/{YEAR}/preparer/"))
    assert page.count("facultatif</span>") == 1 + report.sections.count()
    assert "vide</span>" not in page
    form = client.get(path).text
    assert "Enregistrer et marquer relu" in form
    assert "Enregistrer sans marquer relu" in form
    assert "marquer relu" not in client.get(f"/bilan/{YEAR}/chapeau/").text
    client.post(path, {"title": "L’équipe", "text": "Un début.", "en_l_etat": "1"})
    section = report.sections.get(key="team")
    assert (section.text, section.to_reread) == ("Un début.", True)
    client.post(path, {"title": "L’équipe", "text": "Quatre mains."})
    section.refresh_from_db()
    assert (section.text, section.to_reread) == ("Quatre mains.", False)


def test_freezing_too_early_says_why_and_writes_nothing(report, client_of: ClientOf) -> None:
    page = client_of("animator").get(f"/bilan/{YEAR}/figer/")
    assert "pas relu" in text(page)
    refused = client_of("animator").post(f"/bilan/{YEAR}/figer/")
    assert refused.status_code == 422
    assert not Edition.objects.exists()


def test_a_frozen_figure_and_its_recount_show_together(report, client_of: ClientOf) -> None:
    frozen(report)
    Belonging.objects.get(party__name="Mael").presences.all().delete()
    page = text(client_of("animator").get(f"/chiffres/{YEAR}/residents/"))
    assert "Figé le 4 janvier 2016" in page
    assert "Recompté aujourd’hui : 1." in page


@pytest.mark.parametrize(
    ("path", "most"),
    [(f"/chiffres/{YEAR}/autres/", 14), (f"/bilan/{YEAR}/preparer/", 24), ("/bilans/", 9),
     ("/chiffres/", 6)],
)  # fmt: skip
def test_query_counts(path, most, report, client_of, django_assert_max_num_queries) -> None:
    client = client_of("animator")
    with django_assert_max_num_queries(most):
        client.get(path)
