"""Who works with the pole, with one of its structures, or on an action."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict, Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.facts import spanning
from phares.common.removals.actions import take_away
from phares.cooperative.projects.models import Action, Partnership
from phares.cooperative.projects.rules.partners import why_not_end_partnership, why_not_partner
from phares.cooperative.projects.rules.permissions import why_not_tell
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated, why_not_span
from phares.kernel.mistakes import why_not_erase
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation


class Terms(TypedDict, total=False):
    """What else is known of a partnership, under the names of the columns."""

    action: Action | None
    purpose: str
    circle: str
    thanks_to_pole: bool
    source: str
    illustrative: bool


@transaction.atomic
def partner_with(
    *,
    partner: Organisation,
    since: Dated,
    until: Dated | None = None,
    holder: Organisation | None = None,
    by: Actor,
    **terms: Unpack[Terms],
) -> Partnership:
    """An outside body works with a member (`holder`), on an action, or with the whole pole."""
    insist(why_not_tell(by))
    insist(why_not_span(since, until))
    insist(why_not_partner(partner.pk, holder.pk if holder else None, partner.name))
    partnership = Partnership.objects.create(
        partner=partner, holder=holder, **terms, **spanning(since, until)
    )
    record("projects.partnership_made", partnership, by=by, since=str(since))
    return partnership


@transaction.atomic
def correct_partnership(
    partnership: Partnership,
    *,
    partner: Organisation,
    since: Dated,
    until: Dated | None,
    holder: Organisation | None,
    by: Actor,
    **terms: Unpack[Terms],
) -> Partnership:
    """What was noted wrong of a partnership; an end that is not given is no end."""
    insist(why_not_tell(by))
    insist(why_not_span(since, until))
    insist(why_not_partner(partner.pk, holder.pk if holder else None, partner.name))
    kept = _locked(partnership)
    before = {"partner": str(kept), "since": str(kept.beginning), "until": str(kept.ending or "")}
    columns = {"partner": partner, "holder": holder, **terms, **spanning(since, until)}
    for column, value in columns.items():
        setattr(kept, column, value)
    kept.save()
    record("projects.partnership_corrected", kept, by=by, before=before)
    return kept


@transaction.atomic
def end_partnership(partnership: Partnership, *, until: Dated, by: Actor) -> Partnership:
    """They work together no more; `until` is the last thing known of it."""
    insist(why_not_tell(by))
    kept = _locked(partnership)
    insist(why_not_end_partnership(str(kept), kept.ending))
    insist(why_not_span(kept.beginning, until))
    kept.ends_on, kept.ends_precision = until.after, until.precision.value
    kept.save(update_fields=["ends_on", "ends_precision"])
    record("projects.partnership_ended", kept, by=by, until=str(until))
    return kept


@transaction.atomic
def remove_partnership(
    partnership: Partnership, *, reason: str, frozen: Collection[int], by: Actor
) -> None:
    """Recorded in error; the journal keeps that it was, and why it went. `frozen`: which years."""
    insist(why_not_tell(by))
    kept = _locked(partnership)
    insist(why_not_erase(str(kept), reason, kept.period, frozen))
    told = {"since": str(kept.beginning), "until": str(kept.ending or ""), "reason": reason}
    record("projects.partnership_removed", kept, by=by, **told)
    take_away(kept, by=by)


def _locked(partnership: Partnership) -> Partnership:
    rows = Partnership.objects.select_for_update(of=("self",)).select_related("partner")
    return rows.get(pk=partnership.pk)
