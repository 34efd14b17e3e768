"""What must hold of a frozen year: its figures are those that were published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from phares.common.audit.actions import key_of
from phares.common.audit.queries import entries
from phares.kernel.soundness import Finding
from phares.kernel.tongue import french, say
from phares.steering.reporting.formats.content import FigureItem
from phares.steering.reporting.formats.snapshot import report_from
from phares.steering.reporting.models import Edition, Measure, ReportYear
from phares.steering.reporting.queries import reports
from phares.steering.reporting.rules.lifecycle import YearState
from phares.steering.reporting.rules.printed import why_not_as_printed

BACK = french("Reprenez ce bilan dans une sauvegarde d’avant.")


def findings(now: datetime) -> Iterator[Finding]:
    frozen = reports().filter(state=YearState.FROZEN.value)
    for report in frozen.prefetch_related("measures").order_by("year"):
        where = f"reporting.reportyear:{report.pk}"
        for code, sentence in _of(report):
            yield Finding(f"reporting.{code}", sentence, BACK, where)


def _of(report: ReportYear) -> Iterator[tuple[str, str]]:
    measures = {one.code: one for one in report.measures.all()}
    kept = len(measures)
    said = _figures_in_the_journal(report)
    if said is not None and said != kept:
        sentence = say(
            "Bilan {year} : {kept} chiffres figés, le journal en dit {said}.",
            year=report.year,
            kept=kept,
            said=said,
        )
        yield "measures", sentence
    edition = Edition.objects.filter(report=report).first()
    if edition is None:
        yield (
            "no-edition",
            say("Bilan {year} : il est figé, et son texte n’est plus là.", year=report.year),
        )
        return
    for item in report_from(edition.content).figures:
        told = say("Bilan {year}, « {label} » :", year=report.year, label=item.label)
        measure = measures.get(item.code)
        if measure is None:
            yield "measure-lost", say("{told} il est imprimé, et n’est plus gardé.", told=told)
        elif item.origin == "compté" and (wrong := _changed(item, measure)):
            yield "measure-changed", f"{told} {wrong}"


def _changed(item: FigureItem, measure: Measure) -> str:
    rows = len(measure.row_keys)
    return why_not_as_printed(item.value_text, item.rows, measure.value, rows)


def _figures_in_the_journal(report: ReportYear) -> int | None:
    """How many figures were frozen, as the journal says; None where it says nothing."""
    line = entries(subject_key=key_of(report)).filter(verb="report.frozen").first()
    return line.details.get("figures") if line else None
