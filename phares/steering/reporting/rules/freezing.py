"""When a year may be opened, reviewed, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Missing, Reason
from phares.kernel.words import listed, plural
from phares.steering.reporting.rules.lifecycle import MOVES, YearState
from phares.steering.reporting.rules.partial import few_answers


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that decides whether a report may go on: names and labels, ready to be said."""

    year: int
    state: YearState
    to_reread: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    missing_note: str = ""
    asked: int = 0
    """How many structures were asked for their figures."""
    written: int = 0
    """How many of its texts say something."""


def why_no_year(year: int, *, first: int | None, today: date) -> Reason | None:
    """A year is told when it holds records and has begun."""
    if first is None or year < first:
        known = (
            f"Les fiches commencent en {first}." if first else "Le pôle n’a encore aucune fiche."
        )
        return Missing("no-records", f"Aucun enregistrement pour {year}. {known}")
    if year > today.year:
        return Missing(
            "no-records", f"Aucun enregistrement pour {year} : l’année n’a pas commencé."
        )
    return None


def why_not_write(year: int, state: YearState) -> Reason | None:
    """Texts change in a draft only."""
    match state:
        case YearState.FROZEN:
            return Reason("frozen", f"Le bilan {year} est figé : ses textes ne changent plus.")
        case YearState.REVIEWED:
            sentence = f"Le bilan {year} est relu. Rouvrez-le pour corriger un texte."
            return Reason("reviewed", sentence)
    return None


def why_not_review(ready: Readiness) -> Reason | None:
    """Every inherited text read again, every gap explained, every silence accounted for."""
    if reason := why_not_move(MOVES, ready.state, YearState.REVIEWED):
        return reason
    return _why_not_ready(ready)


def why_not_freeze(ready: Readiness, *, today: date) -> Reason | None:
    """The year is over, the report was reviewed, and nothing came undone since."""
    if ready.state is YearState.FROZEN:
        return Reason("frozen", f"Le bilan {ready.year} est déjà figé.")
    if today.year <= ready.year:
        sentence = f"L’année {ready.year} n’est pas finie. Figez son bilan à partir du 1er janvier."
        return Reason("not-over", sentence)
    if ready.state is YearState.DRAFT:
        sentence = f"Le bilan {ready.year} n’est pas relu. Relisez-le, puis figez-le."
        return Reason("not-reviewed", sentence)
    return _why_not_ready(ready)


def _why_not_ready(ready: Readiness) -> Reason | None:
    """All that is left, in one go, under the code of the first."""
    left = []
    if ready.to_reread:
        left.append(Reason("to-reread", _stale(ready.to_reread)))
    if ready.unexplained:
        left.append(Reason("gap-unexplained", _gaps(ready.unexplained)))
    if ready.missing and not ready.missing_note:
        left.append(Reason("missing-declarations", _silence(ready.missing)))
    return Reason(left[0].code, " ".join(one.sentence for one in left)) if left else None


def thin(ready: Readiness) -> str:
    """Why one is asked again before freezing: it tells nothing in words, or few have answered."""
    said = [] if ready.written else ["aucun texte n’y est écrit"]
    answered = ready.asked - len(ready.missing)
    if answered == 0 and ready.asked:
        said.append("aucune structure n’a répondu")
    elif few_answers(answered, ready.asked):
        said.append(
            f"{plural(len(ready.missing), 'structure')} sur {ready.asked} n’ont pas répondu"
        )
    return f"Ce bilan est mince : {' et '.join(said)}." if said else ""


def _stale(to_reread: tuple[str, ...]) -> str:
    texts, many = listed(list(to_reread)), len(to_reread) > 1
    return f"{'Des textes sont' if many else 'Un texte est'} à relire : {texts}."


def _gaps(unexplained: tuple[str, ...]) -> str:
    figures = listed(list(unexplained))
    if len(unexplained) > 1:
        return (
            f"Des écarts ne sont pas expliqués : {figures}. Dites-en la raison sous les chiffres."
        )
    return f"Un écart n’est pas expliqué : {figures}. Dites-en la raison sous le chiffre."


def _silence(missing: tuple[str, ...]) -> str:
    names = listed([*missing[:3], "d’autres"] if len(missing) > 3 else list(missing))
    return f"Des déclarations manquent : {names}. Relancez, ou dites pourquoi vous faites sans."
