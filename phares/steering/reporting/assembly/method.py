"""How the report is made: what each mark means, who did not answer, where sources diverge."""

from __future__ import annotations

from collections.abc import Mapping

from phares.activities.library.queries import publication_titles
from phares.activities.library.rules.filing import in_words
from phares.kernel.dating import Dated
from phares.kernel.tongue import french, say
from phares.kernel.words import listed
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.queries import FigureOfYear, claims_of, missing_declarations

COUNTED = c.Fact(
    french("Compté"),
    french("Le nombre vient des fiches du pôle ; leur liste est gardée et chacun peut recompter."),
)
DECLARED = c.Fact(
    french("Déclaré"),
    french("Les structures donnent leur chiffre de l’année ; le compte en est la somme."),
)
PUBLISHED = c.Fact(
    french("Publié"), french("Le pôle a donné ce nombre au public ; il reste à côté du compte.")
)
MADE_UP = c.Fact(
    french("Illustratif"), french("La valeur est inventée pour l’exemple. Elle n’engage personne.")
)


def section(told: Year) -> c.Section | None:
    """Only the marks the report uses; only the divergences it holds."""
    known = [one for one in told.figures if one.applicable]
    blocks: list[c.Block] = []
    if words := told.paragraphs("method"):
        blocks.append(c.Paragraphs(words))
    if known:
        blocks.append(c.Cards(tuple(_marks(known, told.made_up))))
    if silent := _silence(told):
        blocks.append(c.Paragraphs((silent,), say("Qui n’a pas répondu")))
    titles = publication_titles()
    if rows := tuple(row for one in known for row in _divergences(one, titles)):
        title = say("Quand les sources ne disent pas la même chose")
        head = (say("Chiffre"), say("Ce que disent les sources"))
        blocks.append(c.Table(title, head, rows, widths=(1, 3)))
    return told.section("method", blocks)


def _marks(known: list[FigureOfYear], made_up: bool) -> list[c.Fact]:
    met = [
        (COUNTED, any(one.value is not None for one in known)),
        (DECLARED, any(one.counted.asked for one in known)),
        (PUBLISHED, any(one.declared for one in known)),
        (MADE_UP, made_up),
    ]
    return [fact for fact, seen in met if seen]


def _silence(told: Year) -> str:
    missing = missing_declarations(told.year)
    if not missing:
        return ""
    note = told.report.missing_note if told.report else ""
    return " ".join(filter(None, [f"{listed(missing)}.", note]))


def _divergences(figure: FigureOfYear, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    label = figure.indicator.label
    rows = [(label, figure.explained)] if figure.gap else []
    for claim in claims_of(figure):
        when = say(" le {dated}", dated=Dated(claim.declared.as_of)) if claim.declared.as_of else ""
        source = in_words(claim.declared.source, titles) or "autre source"
        said = f"{claim.value_text}{when} ({source})."
        ours = (
            say(" Compté ce jour-là : {counted_text}.", counted_text=claim.counted_text)
            if claim.counted_text
            else ""
        )
        rows.append((label, f"{said}{ours} {claim.declared.gap_note}".strip()))
    return rows
