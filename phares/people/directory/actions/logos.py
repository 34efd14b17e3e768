"""The logo of a structure: chosen, replaced, taken away."""

from __future__ import annotations

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.pictures.actions import drop_picture, keep_picture
from phares.common.pictures.formats.redrawn import redrawn
from phares.kernel.actor import Actor
from phares.kernel.refusal import insist
from phares.people.directory.models import Organisation
from phares.people.directory.rules import cards, permissions


@transaction.atomic
def choose_logo(organisation: Organisation, *, content: bytes, by: Actor) -> Organisation:
    """What its page and the public directory show of it; the former one goes."""
    insist(permissions.why_not_edit(by, organisation.pk))
    drawn = redrawn(content)
    kept = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    former, kept.logo = kept.logo, keep_picture(drawn)
    kept.save(update_fields=["logo"])
    if former is not None:
        drop_picture(former)
    told = {"size": f"{drawn.width} × {drawn.height}", "replaced": former is not None}
    record("organisation.logo_chosen", kept, by=by, **told)
    return kept


@transaction.atomic
def take_logo_away(organisation: Organisation, *, by: Actor) -> Organisation:
    """Its row and its file go; the backups made before still hold it."""
    insist(permissions.why_not_edit(by, organisation.pk))
    kept = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    insist(cards.why_not_take_logo(kept.name, kept.logo_id is not None))
    former, kept.logo = kept.logo, None
    kept.save(update_fields=["logo"])
    assert former is not None
    drop_picture(former)
    record("organisation.logo_taken_away", kept, by=by)
    return kept
