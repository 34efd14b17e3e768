"""The command speaks the language of the terminal it is typed in."""

from __future__ import annotations

import json
import re

import pytest

from tests.architecture.test_language import FRENCH
from tests.homes import COMMAND, run
from tests.words.reading import plain

COMMANDS = re.findall(r"^    (\w+)  ", run("--help", home=COMMAND.parent).stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ({}, False),
        ({"LANG": "C"}, False),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LC_MESSAGES": "en_US", "LANG": "fr_FR"}, True),
        ({"LC_ALL": "fr_FR", "PHARES_LANGUAGE": "en"}, True),
        ({"LC_ALL": "en", "PHARES_LANGUAGE": "fr"}, False),
    ],
)
def test_the_environment_says_which(said, english, tmp_path):
    told = run("--help", home=tmp_path, **said).stdout
    assert ("serves the pole" in told, "sert le pôle" in told) == (english, not english)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_is_english(command, tmp_path):
    told = plain(run(command, "--help", home=tmp_path, LANG="en_GB.UTF-8").stdout)
    assert FRENCH.findall(told.replace("Hainaut-Cambrésis", "")) == []
    assert "usage: " in told


def test_there_are_commands_to_ask():
    assert {"demo", "init", "backup", "restore", "password"} <= set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("report", "20"), 2, "“20” is not a year (example: 2015)"),
        (("serve",), 1, "phares: there is no pole in"),
        (("import",), 1, "say what to import and which file"),
        (("backup", "/nowhere/at/all.tar.gz"), 1, "the folder /nowhere/at does not exist."),
        (("restore", "/nowhere.tar.gz"), 1, "cannot be read (no file of that name)."),
        (("init",), 1, "--name is missing."),
    ],
)
def test_a_refusal_is_english(arguments, code, words, tmp_path):
    done = run(*arguments, home=tmp_path, LANG="en_GB.UTF-8")
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert FRENCH.findall(done.stderr) == []


def test_a_sentence_of_the_settings_is_english(tmp_path):
    (tmp_path / "settings.toml").write_text("colour = 1\n")
    done = run("doctor", home=tmp_path, PHARES_LANGUAGE="en")
    assert "“colour” is none of its keys" in done.stdout
    assert done.returncode == 2


def test_the_doctor_finds_in_english(demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    home.chmod(0o755)
    done = run("doctor", home=home, PHARES_LANGUAGE="en")
    assert done.returncode == 1
    assert "is open to the other accounts of the machine. [home.open]" in done.stdout
    assert "1 thing to mend." in done.stdout
    assert "The tables and their safeguards…" in done.stderr
    assert FRENCH.findall(done.stdout + done.stderr) == []
    told = json.loads(run("doctor", "--format", "json", home=home, LANG="en").stdout)
    assert told["findings"][0]["mend"].startswith("Close it: ")
    assert told["facts"]["Clock"] == "stopped"


def test_figures_are_english_and_what_was_written_stays(demo_home):
    done = run("figures", "2015", home=demo_home("phares"), LANG="en")
    assert "meeting and training rooms" in done.stdout
    assert "1,350 m²" in done.stdout
    assert "L’édition imprimée de 2015" in plain(done.stdout)
    told = json.loads(
        run("figures", "2015", "--format", "json", home=demo_home("phares"), LANG="en").stdout
    )
    assert {one["label"]: one["population"] for one in told}["residents"] == "residents and guests"


def test_the_clock_is_english_and_what_it_keeps_is_french(demo_home, home_copy):
    home = home_copy(demo_home("phares"))
    done = run("clock", "--once", home=home, LANG="en")
    assert "Clock running, a single round: letters sent" in done.stderr
    assert "courriers partis" not in done.stderr
