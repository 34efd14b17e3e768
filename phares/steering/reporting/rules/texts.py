"""The typed texts of a report, and how one year hands them to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from phares.kernel.tongue import each_french, french, in_our_words, say
from phares.kernel.words import in_words


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a year keeps it; the one that comes from last year is to be read again."""

    key: str
    title: str
    text: str = ""
    to_reread: bool = False

    def __post_init__(self) -> None:
        in_our_words(self, "title")


DEFAULTS = (
    Text("introduction", "Introduction"),
    Text("figures", "Les chiffres et leurs règles"),
    Text("residents", "Les habitants"),
    Text("adherents", "Les structures adhérentes"),
    Text("partners", "Partenaires et financeurs"),
    Text("governance", "Décider ensemble"),
    Text("team", "Celles et ceux qui font tourner le pôle"),
    Text("axes", "Les grands chantiers"),
    Text("contacts", "Venir, écrire, recompter"),
    Text("method", "Comment ce bilan est fait"),
)
HINTS = each_french(
    {
        "introduction": french("D’où vient le pôle, ce que l’année a changé, ce qui vient."),
        "figures": french("Une phrase sous le titre des chiffres."),
        "residents": french("Ce que les habitants partagent."),
        "adherents": french("Ce que les structures adhérentes partagent."),
        "partners": french("Avec qui le pôle travaille, et à quel titre."),
        "governance": french("Qui est associé, comment les décisions se prennent."),
        "team": french("Le temps payé et le temps donné."),
        "axes": french("Une phrase avant les axes de l’année."),
        "contacts": french("Une phrase avant l’adresse et les contacts."),
        "method": french("Ce qu’il faut savoir avant de recompter."),
    }
)
PLACE = {text.key: place for place, text in enumerate(DEFAULTS)}


def handed_down(last_year: Iterable[Text]) -> list[Text]:
    """Every text of last year, marked « à relire » unless it is empty; the usual ones without."""
    kept = {text.key: replace(text, to_reread=bool(text.text)) for text in last_year}
    usual = [kept.pop(text.key, text) for text in DEFAULTS]
    return usual + list(kept.values())


def withdrawal(count: int) -> str:
    """What a report says in the place of the quotes that were taken back."""
    if count < 2:
        return say("Une parole a été retirée depuis : elle ne paraît plus ici.") if count else ""
    many = in_words(count, feminine=True).capitalize()
    return say("{many} paroles ont été retirées depuis : elles ne paraissent plus ici.", many=many)


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs are parted by an empty line."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())
