"""Files brought in and taken out from a terminal, a kill in the middle included."""

from __future__ import annotations

import os
import signal
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.homes import COMMAND, begun, surroundings
from tests.stories.test_command import told, verdict

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("PHARES_DATABASE_URL")),
    reason="the command’s own homes are SQLite files: tried in the SQLite stage",
)
MADE = "SELECT count(*) FROM suitcases_importline WHERE outcome = 'made'"
STRUCTURES = "SELECT count(*) FROM directory_organisation"


@pytest.fixture
def home(home_copy, pole_home) -> Path:
    return home_copy(pole_home)


def written(folder: Path, text: str, name: str = "structures.csv") -> str:
    path = folder / name
    path.write_bytes(text.encode("cp1252"))
    return str(path)


def test_a_file_is_tried_brought_in_and_taken_out(phares, home, tmp_path):
    file = written(tmp_path, "Nom;Ville\nHalage;Stains\nCafé;L’Île\n")
    tried = phares("import", "organisations", file, "--dry-run", home=home)
    assert (tried.returncode, verdict(home, STRUCTURES)) == (0, 0), tried.stderr
    assert "2 lignes lues : 2 à importer, 0 déjà là, 0 refusées." in tried.stdout.replace(
        "\u00a0", " "
    )
    assert "Windows-1252" in tried.stderr
    assert "2 lignes sur 2" in tried.stderr
    done = phares("import", "organisations", file, home=home)
    assert (done.returncode, verdict(home, STRUCTURES)) == (0, 2), done.stderr
    out = tmp_path / "sortie.xlsx"
    told_out = phares(
        "export", "organisations", "--format", "xlsx", "--output", str(out), home=home
    )
    assert (told_out.returncode, told_out.stdout) == (0, "")
    again = phares("import", "organisations", str(out), home=home)
    assert "0 importées, 2 déjà là" in again.stdout
    poured = phares("export", "organisations", home=home)
    assert poured.stdout.splitlines()[1].startswith("Halage;")


def test_a_refused_line_keeps_all_out_unless_the_good_ones_are_wanted(phares, home, tmp_path):
    file = written(tmp_path, "Nom;ESS\nHalage;oui\nCafé;bof\n")
    done = phares("import", "organisations", file, home=home)
    assert (done.returncode, verdict(home, STRUCTURES)) == (1, 0)
    assert "Ligne 3 : Économie sociale et solidaire : « bof »" in done.stdout
    assert "--good-lines" in done.stdout
    good = phares("import", "organisations", file, "--good-lines", home=home)
    assert (good.returncode, verdict(home, STRUCTURES)) == (0, 1)


def test_an_import_is_undone_by_its_number(phares, home, tmp_path):
    file = written(tmp_path, "Nom;Ville\nHalage;Stains\nCafé;L’Île\n")
    done = phares("import", "organisations", file, home=home)
    assert "Import n° 1 fait. « phares import --undo 1 » le défait." in done.stdout.replace(
        "\u00a0", " "
    )
    told(phares("import", "--undo", "7", home=home), 1, "il n’y a pas d’import n° 7")
    undone = phares("import", "--undo", "1", home=home)
    assert (undone.returncode, verdict(home, STRUCTURES)) == (0, 0), undone.stderr
    assert "est défait : 2 lignes retirées" in undone.stdout.replace("\u00a0", " ")
    assert phares("import", "--undo", "1", home=home).returncode == 1
    assert verdict(home, "SELECT count(*) FROM audit_entry WHERE verb = 'import.undone'") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import",), "phares import --list"),
        (("import", "factures", "{file}"), "« factures » ne s’importe pas ici"),
        (("import", "organisations", "{file}.absent"), "ne peut pas être lu (aucun fichier"),
        (("import", "organisations", "{wrong}"), "Il manque la colonne « Nom »"),
        (("import", "organisations", "{heavy}"), "50 Mo, 20 Mo au plus"),
        (("import", "organisations", "{zip}"), "une archive zip, pas un classeur"),
        (("export", "factures"), "« factures » ne s’importe pas ici"),
        (("export", "organisations", "--output", "/absent/x.csv"), "n’existe pas"),
    ],
)
def test_what_cannot_be_done_is_told(phares, home, tmp_path, arguments, words):
    file, wrong = written(tmp_path, "Nom\nA\n"), written(tmp_path, "Qui\nA\n", "autre.csv")
    heavy, archive = tmp_path / "lourd.csv", tmp_path / "photos.xlsx"
    with heavy.open("wb") as opened:
        opened.truncate(50 * 1024 * 1024)
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("vacances.jpg", b"x")
    given = [one.format(file=file, wrong=wrong, heavy=heavy, zip=archive) for one in arguments]
    told(phares(*given, home=home), 1, words)


def test_the_sets_are_named_with_their_columns(phares, pole_home):
    done = phares("import", "--list", home=pole_home)
    assert done.stdout.startswith("categories\n    Catégories d’activité : Nom*, ")
    assert "organisations\n" in done.stdout


@pytest.mark.parametrize("how", [(), ("--good-lines",)])
def test_a_kill_leaves_a_sound_house_and_the_same_command_goes_on(phares, home, tmp_path, how):
    file = written(tmp_path, "Nom\n" + "".join(f"Structure {n}\n" for n in range(3000)))
    process = begun(
        COMMAND, "import", "organisations", file, *how, env=surroundings(home),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    for line in process.stderr or ():
        if "1000 lignes" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert verdict(home, "PRAGMA integrity_check") == "ok"
    stopped = verdict(home, STRUCTURES)
    assert 0 < stopped < 3000 if how else stopped == 0
    assert (
        verdict(home, "SELECT count(*) FROM suitcases_importline WHERE outcome = 'made'") == stopped
    )
    sound = phares("doctor", home=home)
    assert (sound.returncode, sound.stdout.splitlines()[-1]) == (0, "Tout va bien."), sound.stdout
    assert (
        "structures.csv, en cours. S’il s’est arrêté, relancez « phares import organisations"
        in sound.stdout
    )
    done = phares("import", "organisations", file, *how, home=home)
    assert done.returncode == 0, done.stderr
    assert "il reprend où il en était" in done.stderr
    assert verdict(home, STRUCTURES) == 3000
    assert "3000 importées" in done.stdout
    again = phares("doctor", home=home)
    assert (again.returncode, "S’il s’est arrêté" in again.stdout) == (0, False)
