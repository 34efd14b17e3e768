"""Making the files of a frozen report, and keeping them."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from phares.common.audit.actions import key_of, record
from phares.common.audit.queries import entries
from phares.common.documents.actions import keep
from phares.common.documents.models import Document
from phares.kernel.actor import Actor
from phares.kernel.refusal import Reason, Refused, insist
from phares.kernel.tongue import say
from phares.steering.reporting.exports import (
    KEPT,
    MEDIA,
    WRITERS,
    filename,
    kept_file,
    subject_of,
)
from phares.steering.reporting.formats.content import Report
from phares.steering.reporting.models import Edition
from phares.steering.reporting.queries import edition_of
from phares.steering.reporting.rules.permissions import why_not_prepare
from phares.steering.reporting.withheld import told_today

log = logging.getLogger("phares.reporting")


def keep_edition(year: int, *, by: Actor, suffixes: Iterable[str] = KEPT) -> list[Document]:
    """Makes the files of a frozen report and keeps them, after the freeze; again if need be.

    One that cannot be made leaves the others alone: the journal says why, the clock tries again.
    """
    insist(why_not_prepare(by))
    edition = edition_of(year)
    if edition is None:
        raise Refused(Reason("not-frozen", say("Le bilan {year} n’est pas figé.", year=year)))
    report = told_today(edition)
    made = [_made(edition, report, suffix, by) for suffix in suffixes]
    return [document for document in made if document]


def _made(edition: Edition, report: Report, suffix: str, by: Actor) -> Document | None:
    """Whatever goes wrong with one file, the year is frozen and the others are to be made."""
    try:
        return keep(
            kind="report",
            title=f"{report.title} {report.year}, {report.pole_name}",
            filename=filename(report.year, suffix),
            content=WRITERS[suffix](report),
            media_type=MEDIA[suffix],
            subject=subject_of(edition),
            source={"report": edition.report_id, "edition": edition.pk},
            by=by,
        )
    except Exception as error:
        if standing := kept_file(edition, suffix):  # somebody made it meanwhile
            return standing
        log.exception("%s was not made", filename(report.year, suffix))
        _tell_once(edition, suffix, str(error)[:300], by)
        return None


def _tell_once(edition: Edition, suffix: str, reason: str, by: Actor) -> None:
    """The journal holds each reason once, however often the clock tries."""
    told = entries(subject_key=key_of(edition.report)).filter(verb="report.file_failed")
    said = {"file": suffix, "reason": reason}
    if said not in list(told.values_list("details", flat=True)):
        record("report.file_failed", edition.report, by=by, **said)
