"""The pages of imports: tried first, told line by line, carried out by a button, undone."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from phares.kernel.actor import THE_POLE
from phares.kernel.refusal import Refused
from phares.people.directory.actions import add_category
from phares.people.directory.models import Organisation
from phares.steering.suitcases import actions, jobs
from phares.steering.suitcases.gateways import progress
from phares.steering.suitcases.jobs import carry_waiting_imports, forget_old_files
from phares.steering.suitcases.models import Import
from phares.steering.suitcases.tests.factories import NOW, brought, outcomes, rows_written

pytestmark = pytest.mark.django_db
HOME = "/importer-exporter/"
RECEIVE = f"{HOME}organisations/importer/"


def upload(client, text: str | bytes, name: str = "structures.csv", code: str = "organisations"):
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(name, content)
    return client.post(f"{HOME}{code}/importer/", {"file": file}, follow=True)


def a_zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("vacances.jpg", b"x")
    return kept.getvalue()


def words(response) -> str:
    return response.content.decode()


def test_every_set_has_its_doors_and_nothing_came_yet(client_of, django_assert_max_num_queries):
    client = client_of("animator")
    with django_assert_max_num_queries(8):
        said = words(client.get(HOME))
    assert "Aucun fichier encore" in said
    for door in ("importer/", "modele.csv", "tout.xlsx", "tout.json"):
        assert f"{HOME}organisations/{door}" in said
    assert HOME in words(client.get("/tout/"))
    assert HOME not in words(client_of("receptionist").get("/tout/"))


def test_a_file_is_tried_then_brought_in_then_undone(client_of, django_assert_max_num_queries):
    client, before = client_of("administrator"), Organisation.objects.count()
    page = upload(client, "Nom;Ville;Remarque\nHalage;Stains;x\n")
    assert "Chaque ligne est bonne. Rien n’est encore importé." in words(page)
    assert "Laissées de côté : Remarque." in words(page)
    assert "UTF-8" in words(page)
    assert Organisation.objects.count() == before
    [batch] = Import.objects.all()
    here = reverse("suitcases:show", args=[batch.pk])
    with django_assert_max_num_queries(12):
        client.get(here)
    done = client.post(f"{here}importer/", {"mode": "whole", "page": "a"}, follow=True)
    assert "1 ligne est importée." in words(done)
    assert Organisation.objects.count() == before + 1
    client.post(f"{here}importer/", {"mode": "whole", "page": "a"})  # pressed twice
    assert Organisation.objects.count() == before + 1
    assert "structures.csv" in words(client.get(HOME))
    assert "est retiré, si rien" in words(client.get(f"{here}defaire/"))
    assert "L’import est défait." in words(client.post(f"{here}defaire/", follow=True))
    assert Organisation.objects.count() == before


def test_refused_lines_are_told_offered_as_a_file_and_left(client_of):
    client = client_of("animator")
    page = upload(client, "Nom;Catégorie\nA;Textile\nB;\n")
    assert "Ligne 2" in words(page)
    assert "Catégorie principale : <strong>« Textile »</strong>" in words(page)
    [batch] = Import.objects.all()
    here = reverse("suitcases:show", args=[batch.pk])
    file = client.get(f"{here}refusees.csv")
    assert file["Content-Disposition"] == 'attachment; filename="organisations-refusees.csv"'
    assert file.content.decode("utf-8-sig").startswith("Nom;Catégorie;Pourquoi\r\nA;Textile;")
    add_category(name="Textile", by=THE_POLE)
    again = client.post(f"{here}importer/", {"mode": "trial"}, follow=True)
    assert "Chaque ligne est bonne" in words(again)


def test_the_good_lines_come_in_by_a_button(client_of):
    client = client_of("animator")
    page = upload(client, "Nom;ESS\nA;bof\nB;oui\n")
    assert "Importer les bonnes lignes" in words(page)
    [batch] = Import.objects.all()
    here = reverse("suitcases:show", args=[batch.pk])
    client.post(f"{here}importer/", {"mode": "good"})
    assert outcomes(batch) == ["refused", "made"]


def test_columns_are_chosen_when_titles_do_not_say(client_of):
    client = client_of("animator")
    page = upload(client, "Qui;Où\nA;Paris\n")
    assert "Il manque la colonne « Nom »" in words(page)
    [batch] = Import.objects.all()
    choose = reverse("suitcases:columns", args=[batch.pk])
    assert "A · Qui" in words(client.get(choose))
    wrong = client.post(choose, {"name": ""})
    assert wrong.status_code == 422
    right = client.post(choose, {"name": "0", "city": "1"}, follow=True)
    assert "Chaque ligne est bonne" in words(right)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.csv", b"", "Ce fichier est vide"),
        ("faux.xlsx", b"PK\x03\x04 not a zip", "abîmé"),
        ("titres.csv", b"Nom;Ville\n", "que ses titres"),
        ("grand.csv", b"Nom\n" + b"x" * (50 * 1024 * 1024), "50 Mo, 20 Mo au plus"),
        ("photos.xlsx", a_zip(), "une archive zip"),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n", "une image"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_on_its_form(client_of, name, content, said):
    client = client_of("animator")
    before = rows_written()
    answer = upload(client, content, name)
    assert answer.status_code == 422
    assert said in words(answer)
    assert Import.objects.count() == 0
    assert {k: v for k, v in rows_written().items() if "Session" not in k} == {
        k: v for k, v in before.items() if "Session" not in k
    }


def test_no_file_is_told(client_of):
    answer = client_of("animator").post(RECEIVE, {})
    assert answer.status_code == 422


def test_a_large_file_is_for_the_clock_and_its_page_reloads(client_of):
    client = client_of("animator")
    page = upload(client, "Nom\n" + "".join(f"Structure {n}\n" for n in range(501)))
    assert 'hx-trigger="every 5s"' in words(page)
    assert "L’essai est en cours. Il commence dans la minute" in words(page)
    [batch] = Import.objects.all()
    here = reverse("suitcases:show", args=[batch.pk])
    progress.note(batch.pk, 250, 501)
    assert "250 lignes sur 501." in words(client.get(here))
    part = words(client.get(here, headers={"HX-Request": "true"}))
    assert part.strip().startswith('<div id="etat"')
    assert "250 lignes sur 501." in part
    assert carry_waiting_imports(NOW) == 1
    assert progress.told(batch.pk) is None
    page = client.get(here)
    assert "Chaque ligne est bonne" in words(page)
    assert "every 5s" not in words(page)
    client.post(f"{here}importer/", {"mode": "whole"})
    assert carry_waiting_imports(NOW) == 1
    assert "501 lignes sont importées." in words(client.get(here))
    assert carry_waiting_imports(NOW) == 0


def test_who_lost_the_keys_meanwhile_brings_nothing_in(client_of, cast):
    client, before = client_of("animator"), Organisation.objects.count()
    upload(client, "Nom\n" + "".join(f"Structure {n}\n" for n in range(501)))
    user = cast.users["animator"]
    user.keys.all().delete()
    carry_waiting_imports(NOW)
    [batch] = Import.objects.all()
    assert batch.state == "tried"
    assert "revient à l’administration" in batch.failure
    assert Organisation.objects.count() == before


def test_an_import_that_breaks_down_keeps_no_other_waiting(client_of, monkeypatch):
    client = client_of("animator")
    for name in ("Panne", "Structure"):
        upload(client, "Nom\n" + "".join(f"{name} {n}\n" for n in range(501)))
    broken, sound = Import.objects.order_by("pk")
    carry_on = actions.carry_on

    def breaks(batch, **more):
        if batch.pk == broken.pk:
            raise ZeroDivisionError
        return carry_on(batch, **more)

    monkeypatch.setattr(jobs, "carry_on", breaks)
    for _round in range(3):
        with pytest.raises(ExceptionGroup):
            carry_waiting_imports(NOW)
    sound.refresh_from_db()
    assert sound.state == "tried"
    assert carry_waiting_imports(NOW) == 1
    broken.refresh_from_db()
    assert (broken.state, broken.tries) == ("tried", 3)
    assert "arrêté trois fois" in broken.failure
    here = reverse("suitcases:show", args=[broken.pk])
    client.post(f"{here}importer/", {"mode": "trial"})
    broken.refresh_from_db()
    assert (broken.state, broken.tries, broken.failure) == ("waiting", 0, "")


def test_what_a_command_brings_in_is_not_the_clock_s(client_of):
    batch = brought("organisations", "Nom\nA\n")
    Import.objects.filter(pk=batch.pk).update(state="waiting", done_at=None)
    assert carry_waiting_imports(NOW) == 0
    said = words(client_of("animator").get(reverse("suitcases:show", args=[batch.pk])))
    assert "relancez la même « phares import »" in said


def test_a_file_is_forgotten(client_of):
    client = client_of("animator")
    upload(client, "Nom\nA\n")
    [batch] = Import.objects.all()
    said = words(client.post(reverse("suitcases:drop", args=[batch.pk]), follow=True))
    assert "Le fichier est oublié." in said
    assert Import.objects.count() == 0
    assert forget_old_files(NOW) == 0


def test_models_and_exports_are_files(client_of):
    client = client_of("animator")
    model = client.get(f"{HOME}organisations/modele.csv").content.decode("utf-8-sig")
    assert model.splitlines()[0].startswith("Nom;Homonyme;Autres noms")
    assert [line.endswith(";exemple") for line in model.splitlines()] == [False, True, True]
    for suffix in ("csv", "xlsx", "ods", "json"):
        file = client.get(f"{HOME}organisations/tout.{suffix}")
        assert file["Content-Disposition"] == f'attachment; filename="organisations.{suffix}"'
        assert file["Cache-Control"] == "private, no-store"
    assert client.get(f"{HOME}organisations/tout.pdf").status_code == 404
    assert client.get(f"{HOME}factures/tout.csv").status_code == 404


@pytest.mark.parametrize("code", ["photos", "logos"])
def test_a_set_that_only_leaves_says_why_and_takes_no_file(client_of, code):
    client, before = client_of("animator"), rows_written()
    said = words(client.get(HOME))
    assert f"{HOME}{code}/tout.csv" in said
    for door in ("importer/", "modele.csv"):
        assert f"{HOME}{code}/{door}" not in said
        answer = client.get(f"{HOME}{code}/{door}")
        assert (answer.status_code, "ne tient pas dans une case" in words(answer)) == (422, True)
    assert "ne tient pas dans une case" in words(upload(client, "Structure\nHalage\n", code=code))
    with pytest.raises(Refused, match="ne tient pas dans une case"):
        brought(code, "Structure\nHalage\n")
    assert (rows_written(), Import.objects.count()) == (before, 0)
