"""Invented rows and forms for the component page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django import forms

from phares.common.web.errors import Words
from phares.common.web.forms import DatedField, DayField, FrenchDecimalField, MoneyField
from phares.common.web.tables import Choice, Column, Empty, TableSpec
from phares.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Office:
    """An invented organisation in an invented office."""

    name: str
    trade: str
    link: str
    door: str
    area: int | None
    rent: Money | None
    until: date | None
    state: str


ROWS = (
    Office("Atelier du Quai", "Insertion", "Associée", "RdC 1", 112, Money(179200), None, "regle"),
    Office(
        "Beaux Draps",
        "Insertion",
        "Associée",
        "R+1 5",
        28,
        Money(44800),
        date(2016, 6, 30),
        "regle",
    ),
    Office(
        "Cap Lecture",
        "Citoyenneté",
        "Habitante",
        "R+1 8",
        26,
        Money(41600),
        date(2016, 2, 28),
        "surveille",
    ),
    Office(
        "Deux Roues",
        "Consommer autrement",
        "Habitante",
        "",
        None,
        None,
        date(2016, 1, 31),
        "bloque",
    ),
    Office("Écho des berges", "Citoyenneté", "Candidate", "", None, None, None, "projet"),
    Office(
        "Fil à fil",
        "Insertion",
        "Associée",
        "R+2 14",
        54,
        Money(86400),
        date(2017, 12, 31),
        "regle",
    ),
)

STATES = {
    "regle": "en règle",
    "surveille": "à renouveler",
    "bloque": "échue",
    "projet": "à étudier",
}


def _search(rows: Any, q: str) -> list[Office]:
    return [office for office in rows if q.lower() in office.name.lower()]


def _linked(link: str) -> Any:
    return lambda office: office.link == link


TABLE = TableSpec(
    name="bureaux",
    caption="Structures par métier",
    noun=("structure", "structures"),
    columns=(
        Column(
            key="nom",
            label="Structure",
            value=lambda o: o.name,
            sort=("name",),
            template="web/interface/office.html",
        ),
        Column(key="lien", label="Lien", value=lambda o: o.link, sort=("link",), css="seul"),
        Column(
            key="porte",
            label="Bureau",
            value=lambda o: o.door,
            css="seul",
            template="web/interface/door.html",
        ),
        Column(
            key="surface", label="Surface, m²", value=lambda o: o.area, sort=("area",), numeric=True
        ),
        Column(key="loyer", label="Par mois", value=lambda o: o.rent, sort=("rent",), numeric=True),
        Column(key="fin", label="Fin", value=lambda o: o.until, sort=("until",), shown=False),
        Column(
            key="etat",
            label="Convention",
            value=lambda o: STATES[o.state],
            css="etat",
            template="web/interface/state.html",
        ),
    ),
    search=_search,
    search_hint="Nom de la structure",
    choices=(
        Choice("associees", "Associées", _linked("Associée")),
        Choice("candidates", "Candidates", _linked("Candidate")),
    ),
    all_label="Toutes",
    group=lambda office: office.trade,
    page_size=4,
    empty=Empty("Aucune structure", "Les structures accueillies apparaissent ici."),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    focus_errors = False
    """The component page shows errors without jumping to them."""

    name = forms.CharField(label="Nom de la structure", max_length=80)
    kind = forms.ChoiceField(
        label="Lien avec le pôle",
        choices=[("resident", "Habitante"), ("member", "Associée")],
        widget=forms.RadioSelect,
    )
    arrived = DatedField(label="Arrivée", required=False)
    until = DayField(label="Fin de la convention", required=False)
    rent = MoneyField(label="Loyer par mois, HT", required=False)
    area = FrenchDecimalField(label="Surface en m²", required=False, help_text="Au dixième.")
    floor = forms.ChoiceField(label="Étage", choices=[("0", "RdC"), ("1", "R+1"), ("2", "R+2")])
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    present = forms.BooleanField(label="Présente dans les murs", required=False)


MISTAKEN = {"name": "", "arrived": "vers la fin", "rent": "seize euros", "kind": "member"}

SAMPLES = (
    (
        "web/interface/couleurs.html",
        "Couleurs",
        ".nuancier",
        "Chaque rôle a ses deux valeurs ; le jaune est toujours un aplat.",
    ),
    (
        "web/interface/grille.html",
        "Grille et textes",
        ".grille .prose .tab .defile",
        "Douze colonnes dès que la place le permet, une seule sinon.",
    ),
    (
        "web/interface/boutons.html",
        "Boutons",
        ".btn .bascule",
        "Un seul bouton jaune par écran. Deux : l’écran fait deux métiers.",
    ),
    (
        "web/interface/balises.html",
        "États, lieux, personnes",
        ".balise .plaque .qui",
        "La forme dit la même chose que la couleur, et des mots le disent aussi.",
    ),
    (
        "web/interface/faits.html",
        "À faire, lignes, chiffres",
        ".afaire .lignes .chiffre",
        "La phrase d’abord, le chiffre ensuite, le bouton enfin.",
    ),
    (
        "web/interface/avis.html",
        "Messages et état vide",
        ".avis .bulle .vide",
        "Un avis reste, une bulle passe. Le vide dit pourquoi, et la suite.",
    ),
    (
        "web/interface/temps.html",
        "Étapes, jauge, frise",
        ".etapes .jauge .frise",
        "La lampe marque le présent ; le gris creux, ce qui vient.",
    ),
    (
        "web/interface/graphes.html",
        "Graphique",
        ".graphe .legende",
        "Encre : acquis. Hachures : demandé. Le nom est sur la marque.",
    ),
    (
        "web/interface/plans.html",
        "Plan et carte",
        ".plan .carte",
        "Dessinés depuis les données, lisibles aussi en tableau.",
    ),
    (
        "web/interface/dialogues.html",
        "Tiroir, dialogue, palette",
        ".tiroir .dialogue .palette",
        "Le tiroir laisse voir la liste ; le dialogue est pour ce qui ne se défait pas.",
    ),
    (
        "web/interface/horizon.html",
        "L’horizon du jour",
        ".horizon",
        "L’accueil seulement. La même liste existe pour les lecteurs d’écran.",
    ),
    (
        "web/interface/rapport.html",
        "Rapport",
        ".titre-rapport .treize .rose .parole",
        "Chaque chiffre garde sa règle de calcul à côté de lui.",
    ),
    (
        "web/interface/public.html",
        "Pages publiques",
        ".heros .bandeau .metiers .agenda .portes",
        "Pas de rail ; le faisceau part d’une lampe.",
    ),
)


def context(errors: Mapping[int, Words]) -> dict[str, Any]:
    """What the component page shows."""
    return {
        "samples": [
            {"path": path, "key": Path(path).stem, "title": title, "classes": classes, "rule": rule}
            for path, title, classes, rule in SAMPLES
        ],
        "themes_shown": (("jour", "Jour"), ("nuit", "Nuit")),
        "form": SampleForm(initial={"rent": Money(161720)}, auto_id="essai_%s"),
        "mistaken": SampleForm(MISTAKEN, auto_id="erreur_%s"),
        "errors": sorted(errors),
        "facts": [
            {"iso": "2013-03", "when": "Mars 2013", "what": "Arrivée, bureau 5"},
            {
                "iso": "2014-07",
                "when": "Depuis juillet 2014",
                "what": "Convention en cours",
                "state": "ici",
            },
            {
                "iso": "2016-04-30",
                "when": "30 avril 2016",
                "what": "Dernier jour pour dire si l’on reste",
                "state": "avenir",
            },
        ],
    }
