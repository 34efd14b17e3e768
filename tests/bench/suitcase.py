"""A file of structures as a desk keeps it: names, SIRET, category, address, tie to the pole."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from stdnum import luhn

from phares.kernel.actor import THE_POLE
from phares.people.directory.actions import add_category
from phares.steering.suitcases.actions import carry_out, receive_file
from phares.steering.suitcases.queries import counts_of
from phares.steering.suitcases.rules.lifecycle import Mode
from phares.steering.suitcases.sources import dataset

TITLES = "Nom;Autres noms;Forme;SIRET;Catégorie;Courriel;Téléphone;Adresse;CP;Ville;Lien;Depuis"


def brought_in(lines: int, now: datetime) -> int:
    """How many came in."""
    for number in range(12):
        add_category(name=f"Métier {number}", by=THE_POLE)
    into, content = dataset("organisations"), _file(lines)
    batch = receive_file(into=into, name="banc.csv", content=content, by=THE_POLE, now=now)
    return counts_of(carry_out(batch, Mode.WHOLE, by=THE_POLE, now=now)).made


def _file(lines: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(TITLES.split(";"))
    for n in range(lines):
        other = f"S{n} Bords" if n % 3 == 0 else ""
        tie = "habitante" if n % 2 else "partenaire"
        writer.writerow(
            [f"Structure {n:05d} des Bords de Seine", other, "association", _siret(n)]
            + [f"Métier {n % 12}", f"s{n}@banc.example", "01 48 00 00 00", "2 rue du Quai"]
            + ["93450", "L’Île-Saint-Denis", tie, "12/03/2015"]
        )
    return text.getvalue().encode("cp1252")


def _siret(n: int) -> str:
    siren = f"{30_000_000 + n:08d}"
    siren += luhn.calc_check_digit(siren)
    return f"{siren}0001" + luhn.calc_check_digit(f"{siren}0001")
