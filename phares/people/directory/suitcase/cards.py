"""The columns of a structure, as spreadsheets call them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from phares.kernel.datasets import Column
from phares.kernel.identifiers import read_rna, read_siren, read_siret, read_vat
from phares.kernel.reading import count, dated, number, one_of, several, yes_no
from phares.kernel.tongue import french
from phares.people.directory.models import Category, Organisation, Public, Territory
from phares.people.directory.rules.kinds import LegalForm
from phares.people.directory.suitcase import cells, ties

FIVE = Decimal("0.00001")
WORDS = "short_name tagline description siren siret rna vat_number country".split()
WORDS += "email phone website street postcode city".split()
SHORT = {LegalForm.SCIC: "SCIC", LegalForm.SCOP: "SCOP"}
USUAL = {
    "association loi 1901": LegalForm.ASSOCIATION,
    "association loi de 1901": LegalForm.ASSOCIATION,
    "loi 1901": LegalForm.ASSOCIATION,
    "asso": LegalForm.ASSOCIATION,
    "SARL": LegalForm.COMPANY,
    "SAS": LegalForm.COMPANY,
}
"""What spreadsheets usually call a form."""


def _fits(field: str) -> Any:
    return cells.fits(Organisation, field)


def _degrees(cell: str) -> Decimal:
    return number(cell).quantize(FIVE)


NAMES = ("Structure", "Raison sociale", french("Dénomination"), "Organisation")
SIREN, SIRET = cells.identifier("siren", read_siren), cells.identifier("siret", read_siret)
RNA, VAT = cells.identifier("rna", read_rna), cells.identifier("vat", read_vat)
NONE = ("", "")
CATEGORIES = cells.names_of(Category)
# fmt: off
CARD = (
    Column("name", "Nom", ("Halage", "Mode Estime"), _fits("name"), True, NAMES),
    Column("homonym", "Homonyme", NONE, count, hint="« 2 » pour une deuxième du même nom"),
    Column("aliases", "Autres noms", ("Association Halage", ""), several),
    Column("short_name", "Nom court", ("", "ME"), _fits("short_name"), also=("Sigle",)),
    Column("legal_form", "Forme", ("association", "SCOP"), one_of(LegalForm, SHORT, usual=USUAL),
           also=("Forme juridique", "Statut juridique")),
    Column("is_ess", "Économie sociale et solidaire", ("oui", ""), yes_no, also=("ESS",)),
    Column("tagline", "En quelques mots", ("Écologie urbaine", "Couture"), _fits("tagline")),
    Column("description", "Présentation", NONE, _fits("description")),
    Column("siren", "SIREN", NONE, SIREN),
    Column("siret", "SIRET", NONE, SIRET, also=("N° SIRET", "Numéro SIRET")),
    Column("rna", "RNA", NONE, RNA, also=("N° RNA", "Numéro RNA")),
    Column("vat_number", "N° de TVA", NONE, VAT, also=("TVA", "TVA intracommunautaire")),
    Column("country", "Pays", ("FR", "FR"), _fits("country")),
    Column("founded", "Création", ("1994", "mars 2012"), dated, also=("Date de création",)),
    Column("main_category", "Catégorie principale", ("Écologie", "Textile"), also=("Catégorie",),
           choices=CATEGORIES),
    Column("categories", "Autres catégories", ("Insertion | Formation", ""), several,
           also=("Catégories",), choices=CATEGORIES),
    Column("territories", "Territoires", NONE, several, choices=cells.names_of(Territory)),
    Column("publics", "Publics accueillis", NONE, several, also=("Publics",),
           choices=cells.names_of(Public)),
    Column("email", "Courriel", ("contact@halage.example", ""), cells.email,
           also=("E-mail", "Email", "Mail", "Adresse électronique")),
    Column("phone", "Téléphone", ("01 48 00 00 00", ""), cells.phone, also=("Tél",)),
    Column("website", "Site", ("halage.example", ""), cells.website,
           also=("Site web", "Site internet")),
    Column("street", "Voie", ("2 rue du Quai", ""), _fits("street"), also=("Adresse", "Rue")),
    Column("postcode", "Code postal", ("93450", ""), cells.postcode, also=("CP",)),
    Column("city", "Commune", ("L’Île-Saint-Denis", ""), _fits("city"), also=("Ville",)),
    Column("latitude", "Latitude", NONE, _degrees),
    Column("longitude", "Longitude", NONE, _degrees),
    Column("in_public_directory", "Dans l’annuaire public", ("oui", "oui"), yes_no),
)
# fmt: on
TIE = (ties.ROLE, ties.SINCE, *ties.REST, *cells.TIE_EVIDENCE)
COLUMNS = (*CARD, *TIE, *cells.EVIDENCE)
