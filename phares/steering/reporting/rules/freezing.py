"""When a year may be opened, reviewed, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phares.kernel.lifecycle import why_not_move
from phares.kernel.refusal import Missing, Reason
from phares.kernel.tongue import say
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
            say("Les fiches commencent en {first}.", first=first)
            if first
            else say("Le pôle n’a encore aucune fiche.")
        )
        return Missing(
            "no-records", say("Aucun enregistrement pour {year}. {known}", year=year, known=known)
        )
    if year > today.year:
        return Missing(
            "no-records",
            say("Aucun enregistrement pour {year} : l’année n’a pas commencé.", year=year),
        )
    return None


def why_not_write(year: int, state: YearState) -> Reason | None:
    """Texts change in a draft only."""
    match state:
        case YearState.FROZEN:
            return Reason(
                "frozen", say("Le bilan {year} est figé : ses textes ne changent plus.", year=year)
            )
        case YearState.REVIEWED:
            sentence = say(
                "Le bilan {year} est relu. Rouvrez-le pour corriger un texte.", year=year
            )
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
        return Reason("frozen", say("Le bilan {year} est déjà figé.", year=ready.year))
    if today.year <= ready.year:
        sentence = say(
            "L’année {year} n’est pas finie. Figez son bilan à partir du 1er janvier.",
            year=ready.year,
        )
        return Reason("not-over", sentence)
    if ready.state is YearState.DRAFT:
        sentence = say(
            "Le bilan {year} n’est pas relu. Relisez-le, puis figez-le.", year=ready.year
        )
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
    said = [] if ready.written else [say("aucun texte n’y est écrit")]
    answered = ready.asked - len(ready.missing)
    if answered == 0 and ready.asked:
        said.append(say("aucune structure n’a répondu"))
    elif few_answers(answered, ready.asked):
        said.append(
            say(
                "{plural} sur {asked} n’ont pas répondu",
                plural=plural(len(ready.missing), "structure"),
                asked=ready.asked,
            )
        )
    return say("Ce bilan est mince : {said}.", said=" et ".join(said)) if said else ""


def _stale(to_reread: tuple[str, ...]) -> str:
    texts, many = listed(list(to_reread)), len(to_reread) > 1
    return say(
        "{value} à relire : {texts}.",
        value=say("Des textes sont") if many else say("Un texte est"),
        texts=texts,
    )


def _gaps(unexplained: tuple[str, ...]) -> str:
    figures = listed(list(unexplained))
    if len(unexplained) > 1:
        return say(
            "Des écarts ne sont pas expliqués : {figures}. Dites-en la raison sous les chiffres.",
            figures=figures,
        )
    return say(
        "Un écart n’est pas expliqué : {figures}. Dites-en la raison sous le chiffre.",
        figures=figures,
    )


def _silence(missing: tuple[str, ...]) -> str:
    names = listed([*missing[:3], say("d’autres")] if len(missing) > 3 else list(missing))
    return say(
        "Des déclarations manquent : {names}. Relancez, ou dites pourquoi vous faites sans.",
        names=names,
    )
