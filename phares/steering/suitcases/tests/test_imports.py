"""A file tried, brought in, refused line by line, gone on with, and undone."""

from __future__ import annotations

import re

import pytest

from phares.common.audit.models import Entry
from phares.kernel.actor import THE_POLE, VISITOR
from phares.kernel.dating import read_dated
from phares.kernel.refusal import Refused
from phares.people.directory.actions import (
    edit_organisation,
    link_organisations,
    register_organisation,
)
from phares.people.directory.models import Alias, Belonging, Organisation, Presence
from phares.people.directory.rules.kinds import LinkKind
from phares.steering.suitcases.actions import (
    ask_for,
    carry_on,
    carry_out,
    carrying,
    choose_columns,
    drop_file,
    forget_cells,
    receive_file,
    undo_import,
)
from phares.steering.suitcases.models import Import, ImportLine, KnownTitle
from phares.steering.suitcases.queries import counts_of, refused_table, template
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.sources import dataset
from phares.steering.suitcases.tests.factories import (
    NOW,
    a_pole,
    brought,
    outcomes,
    received,
    rows_written,
    sentences,
)

pytestmark = pytest.mark.django_db
SIRET = "73282932000074"
TWO = (
    "Nom;SIRET;Catégorie;Lien;Depuis;Téléphone\n"
    f"Halage;{SIRET};Écologie;habitante;mars 2013;01 48\n"
    "Mode Estime;;textile;;;\n"
)


def test_a_card_comes_in_as_if_it_were_typed():
    a_pole()
    batch = brought("organisations", TWO)
    halage, estime = Organisation.objects.order_by("pk")
    assert (halage.siret, halage.siren, halage.phone) == (SIRET, SIRET[:9], "01 48")
    assert str(halage.main_category) == "Écologie"
    assert str(estime.main_category) == "Textile"
    [stay] = Belonging.objects.all()
    assert (stay.role, stay.beginning) == ("resident", read_dated("mars 2013"))
    assert Presence.objects.count() == 1
    assert batch.state == "done"
    assert [entry.verb for entry in Entry.objects.order_by("pk")][-4:] == [
        "organisation.registered", "belonging.entered", "organisation.registered", "import.done",
    ]  # fmt: skip


def test_a_trial_writes_nothing_and_tells_all():
    a_pole()
    before = rows_written()
    batch = brought("organisations", TWO + "Halage;;;;;\n", Mode.TRIAL)
    assert rows_written() == before
    assert (batch.state, outcomes(batch)) == ("tried", ["made", "made", "known"])
    assert not ImportLine.objects.exclude(made=[]).exists()


def test_one_broken_line_in_four_thousand_is_told_and_nothing_is_brought_in():
    a_pole()
    lines = [f"Structure {n:04d};Textile\n" for n in range(4017)]
    lines[2500] = "Structure 2500;Plomberie\n"
    before = rows_written()
    batch = brought("organisations", "Nom;Catégorie\n" + "".join(lines))
    assert rows_written() == before
    assert (batch.state, counts_of(batch).made, counts_of(batch).refused) == ("tried", 4016, 1)
    assert sentences(batch) == {
        2502: "La catégorie « Plomberie » n’est pas dans la liste. Catégories connues : "
        "« Écologie », « Textile » et « Insertion »."
    }


def test_the_good_lines_alone_come_in_and_the_others_leave_as_they_came():
    a_pole()
    text = "Nom;Remarque;Catégorie\nA;x;Textile\nB;y;Plomberie\nC;;Écologie\n"
    batch = brought("organisations", text, Mode.GOOD)
    assert list(Organisation.objects.values_list("name", flat=True)) == ["A", "C"]
    titles, rows = refused_table(batch)
    [line] = list(rows)
    assert titles == ["Nom", "Remarque", "Catégorie", "Pourquoi"]
    assert line[:3] == ["B", "y", "Plomberie"]
    assert "Plomberie" in line[3]


def test_the_mended_file_comes_in_with_its_reasons_still_in_it():
    a_pole()
    batch = brought("organisations", "Nom;Catégorie;Pourquoi\nB;Textile;La catégorie…\n")
    assert outcomes(batch) == ["made"]


@pytest.mark.parametrize(
    ("case", "titles", "line", "words"),
    [
        ("no name", "Nom;Ville", ";Paris", "Nom : cette case est vide"),
        ("a formula", "Nom;Ville", "A;=B2", "Commune : cette cellule contient une formule (=B2)"),
        ("an error", "Nom;Ville", "A;#N/A", "erreur de calcul (#N/A)"),
        ("a SIRET cut short", "Nom;SIRET", "A;7328293200", "n’est pas un SIRET"),
        ("a SIRET that is taken", "Nom;SIRET", f"Autre;{SIRET}", f"{SIRET} est celui de Halage"),
        ("a date", "Nom;Depuis;Lien", "A;hier;habitante", "Depuis : « hier » n’est pas une date"),
        ("a date that is none", "Nom;Depuis;Lien", "A;31/02/2015;habitante", "n’est pas une date"),
        ("a tie without its date", "Nom;Lien", "A;habitante", "vont ensemble"),
        ("a role", "Nom;Lien;Depuis", "A;ami;2015", "hébergée, partenaire ou financeuse"),
        ("yes or no", "Nom;ESS", "A;peut-être", "ni « oui » ni « non »"),
        ("an address", "Nom;Courriel", "A;moi", "pas une adresse de courriel"),
        ("a degree", "Nom;Latitude", "A;nord", "n’est pas un nombre"),
        ("too long", "Nom;Code postal", f"A;{'9' * 13}", "12 au plus"),
        ("two wrongs", "Nom;ESS;Courriel", "A;bof;moi", "ni « oui » ni « non » ; Courriel"),
        ("one cell too many", "Nom;Ville", "A;Paris;Lyon", "C2 (« Lyon ») n’est sous aucun titre"),
        ("the card says else", "Nom;Téléphone", "HALAGE;02", "« 02 » dans le fichier, « 01 48 »"),
        ("another tie", "Nom;Lien;Depuis", "Halage;partenaire;2015", "avec les appartenances"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_sentence_and_writes_nothing(case, titles, line, words):
    a_pole()
    brought("organisations", TWO)
    before = rows_written()
    batch = brought("organisations", f"{titles}\n{line}\n")
    assert words in sentences(batch)[2]
    assert rows_written() == before


@pytest.mark.parametrize(
    "line",
    [
        "halage;;;;;",
        f"Halage;{SIRET};écologie;habitante;03/2013;01 48".replace("03/2013", "mars 2013"),
        ";".join(["HALAGE", f"{SIRET[:3]} {SIRET[3:]}", "", "", "", ""]),
    ],
)
def test_what_is_there_already_is_told_so(line):
    a_pole()
    brought("organisations", TWO)
    assert outcomes(brought("organisations", f"{TWO.splitlines()[0]}\n{line}\n")) == ["known"]


def test_a_line_twice_in_a_file_is_there_already():
    a_pole()
    batch = brought("organisations", "Nom;Ville\nA;Paris\nA;Paris\nA;Lyon\n", Mode.GOOD)
    assert outcomes(batch) == ["made", "known", "refused"]


def test_a_second_of_the_same_name_says_so():
    a_pole()
    brought("organisations", "Nom;Homonyme;Ville\nA;;Paris\nA;2;Lyon\n")
    assert list(Organisation.objects.order_by("pk").values_list("name", "city")) == [
        ("A", "Paris"), ("A", "Lyon"),
    ]  # fmt: skip


def test_a_missing_column_is_asked_for_and_kept_for_the_next_file():
    a_pole()
    text = "Qui;Où\nA;Paris\n"
    with pytest.raises(Refused) as caught:
        brought("organisations", text)
    assert str(caught.value).startswith(
        "Il manque la colonne « Nom ». Le fichier a « Qui » et « Où »"
    )
    batch = received("organisations", text)
    choose_columns(batch, mapping={"name": 0, "city": 1}, by=THE_POLE)
    assert KnownTitle.objects.count() == 2
    assert outcomes(brought("organisations", text)) == ["made"]


def test_two_of_our_columns_are_not_the_same_one():
    batch = received("organisations", "Nom\nA\n")
    with pytest.raises(Refused, match="prise deux fois"):
        choose_columns(batch, mapping={"name": 0, "city": 0}, by=THE_POLE)
    assert KnownTitle.objects.count() == 0


def test_examples_left_in_the_model_are_passed_over():
    a_pole()
    titles, rows = template(dataset("organisations"))
    text = "\n".join(";".join(map(str, row)) for row in [titles, *rows])
    batch = brought("organisations", f"{text}\nA\n")
    assert outcomes(batch) == ["example", "example", "made"]


def test_who_does_not_keep_the_records_brings_nothing_in():
    with pytest.raises(Refused, match="administration"):
        received("organisations", "Nom\nA\n", by=VISITOR)
    assert Import.objects.count() == 0
    batch = received("organisations", "Nom\nA\n")
    for act in (
        lambda: ask_for(batch, Mode.WHOLE, by=VISITOR),
        lambda: carry_on(batch, by=VISITOR, now=NOW),
        lambda: undo_import(batch, by=VISITOR, now=NOW),
        lambda: drop_file(batch, by=VISITOR),
        lambda: choose_columns(batch, mapping={"name": 0}, by=VISITOR),
    ):
        with pytest.raises(Refused, match="administration"):
            act()
    assert outcomes(batch) == ["pending"]


def test_good_lines_go_on_from_where_they_stopped(monkeypatch):
    """Killed between two packets: what is in stays in, nothing comes in twice."""
    a_pole()
    monkeypatch.setattr(carrying, "PACKET", 2)
    batch = received("organisations", "Nom\n" + "".join(f"S{n}\n" for n in range(5)))

    class Killed(Exception):
        pass

    def kill(done: int) -> None:
        if done == 4:
            raise Killed

    with pytest.raises(Killed):
        carry_out(batch, Mode.GOOD, by=THE_POLE, now=NOW, progress=kill)
    batch.refresh_from_db()
    assert (batch.state, Organisation.objects.count()) == ("waiting", 2)
    assert outcomes(batch) == ["made", "made", "pending", "pending", "pending"]
    told: list[int] = []
    carry_on(batch, by=THE_POLE, now=NOW, progress=told.append)
    assert (Organisation.objects.count(), told) == (5, [4, 5])
    assert set(outcomes(batch)) == {"made"}


def test_all_or_nothing_leaves_nothing_when_it_is_killed():
    a_pole()
    before = rows_written()
    batch = received("organisations", "Nom\nA\nB\n")

    class Killed(Exception):
        pass

    def kill(done: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        carry_out(batch, Mode.WHOLE, by=THE_POLE, now=NOW, progress=kill)
    assert rows_written() == before
    batch.refresh_from_db()
    assert batch.state == "waiting"
    carry_on(batch, by=THE_POLE, now=NOW)
    assert Organisation.objects.count() == 2


def test_an_import_is_undone_with_all_it_made():
    a_pole()
    before = rows_written()
    text = TWO.replace("Nom;", "Nom;Autres noms;").replace("Estime;", "Estime;;")
    batch = brought("organisations", text.replace("Halage;", "Halage;Asso H | AH;"))
    assert Alias.objects.count() == 2
    undone = undo_import(batch, by=THE_POLE, now=NOW)
    after = rows_written()
    journal = "<class 'phares.common.audit.models.Entry'>"
    assert {k: v for k, v in after.items() if k != journal} == {
        k: v for k, v in before.items() if k != journal
    }
    assert undone.state == "undone"
    assert [one.verb for one in Entry.objects.order_by("-pk")[:3]] == [
        "import.undone", "import.taken_back", "import.taken_back",
    ]  # fmt: skip
    with pytest.raises(Refused):
        undo_import(batch, by=THE_POLE, now=NOW)


def test_what_others_rest_on_stays_and_they_are_named():
    a_pole()
    other = register_organisation(name="Réseau", by=THE_POLE)
    batch = brought("organisations", TWO)
    halage = Organisation.objects.get(name="Halage")
    link_organisations(subject=other, kind=LinkKind.NETWORK_HEAD, target=halage, by=THE_POLE)
    before = rows_written()
    with pytest.raises(Refused) as caught:
        undo_import(batch, by=THE_POLE, now=NOW)
    assert "Réseau est la tête de réseau de Halage" in str(caught.value)
    assert rows_written() == before


def test_what_was_changed_since_stays_and_who_did_it_is_told():
    a_pole()
    batch = brought("organisations", TWO)
    edit_organisation(Organisation.objects.get(name="Halage"), city="Stains", by=THE_POLE)
    with pytest.raises(Refused, match="« Halage », modifié par Phares"):
        undo_import(batch, by=THE_POLE, now=NOW)
    assert Organisation.objects.count() == 2


def test_a_category_that_serves_is_not_taken_back():
    a_pole("Écologie")
    batch = brought("categories", "Nom\nTextile\nBois\n")
    brought("organisations", "Nom;Catégorie\nA;Textile\n")
    with pytest.raises(Refused, match=re.escape("organisation « A »")):
        undo_import(batch, by=THE_POLE, now=NOW)


def test_an_import_that_was_not_made_is_not_undone_and_one_that_was_is_not_dropped():
    a_pole()
    with pytest.raises(Refused, match="Impossible de passer de « lu » à « défait »"):
        undo_import(received("organisations", "Nom\nA\n"), by=THE_POLE, now=NOW)
    done = brought("organisations", "Nom\nA\n")
    with pytest.raises(Refused):
        drop_file(done, by=THE_POLE)
    assert Import.objects.count() == 2


def test_old_cells_are_forgotten_and_counts_stay():
    a_pole()
    done, read = brought("organisations", "Nom\nA\n"), received("organisations", "Nom\nB\n")
    assert forget_cells(NOW) == 0
    later = NOW.replace(month=3)
    assert forget_cells(later) >= 2
    assert list(Import.objects.all()) == [done]
    assert read.pk not in Import.objects.values_list("pk", flat=True)
    assert done.lines.get().cells == []
    assert counts_of(done).made == 1
    assert forget_cells(later) == 0


def test_an_unknown_set_is_told_with_those_that_are_known():
    with pytest.raises(Refused, match="« factures » ne s’importe pas ici. Choisissez : categories"):
        receive_file(into=dataset("factures"), name="x", content=b"", by=THE_POLE, now=NOW)
