"""Links between organisations, and the figures they give of themselves."""

from __future__ import annotations

from typing import Unpack

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.removals.actions import take_away
from phares.kernel.actor import Actor
from phares.kernel.dating import Dated
from phares.kernel.refusal import insist
from phares.people.directory.actions.columns import Evidence
from phares.people.directory.models import Claim, Link, Organisation
from phares.people.directory.rules import cards, permissions, ties
from phares.people.directory.rules.kinds import LinkKind


@transaction.atomic
def link_organisations(
    *,
    subject: Organisation,
    kind: LinkKind,
    target: Organisation,
    by: Actor,
    **evidence: Unpack[Evidence],
) -> Link:
    """« L’UNAREC est la tête de réseau d’Études et Chantiers »: read from subject to target."""
    insist(permissions.why_not_keep(by))
    same = Link.objects.filter(subject=subject, kind=kind.value, target=target).exists()
    insist(ties.why_not_link(subject.name, kind, target.name, same=same))
    link = Link.objects.create(subject=subject, kind=kind.value, target=target, **evidence)
    record("organisation.linked", link, by=by)
    return link


@transaction.atomic
def unlink_organisations(link: Link, *, by: Actor) -> None:
    insist(permissions.why_not_keep(by))
    record("organisation.unlinked", link, by=by)
    take_away(link, by=by)


@transaction.atomic
def cite_claim(
    *,
    organisation: Organisation,
    label: str,
    value: str,
    as_of: Dated,
    by: Actor,
    **evidence: Unpack[Evidence],
) -> Claim:
    """A figure a structure gives of itself, with its date and source: shown, never summed."""
    insist(permissions.why_not_edit(by, organisation.pk))
    insist(cards.why_not_claim(label, value))
    claim = Claim.objects.create(
        organisation=organisation,
        label=label.strip(),
        value=value.strip(),
        as_of=as_of.day,
        as_of_precision=as_of.precision.value,
        **evidence,
    )
    record("organisation.claim_cited", organisation, by=by, claim=str(claim))
    return claim


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: Actor) -> None:
    insist(permissions.why_not_edit(by, claim.organisation_id))
    record("organisation.claim_withdrawn", claim.organisation, by=by, claim=str(claim))
    take_away(claim, by=by)
