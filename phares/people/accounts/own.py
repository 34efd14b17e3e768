"""Who speaks for one’s own structure, and who was invited to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from phares.common.web.display import french_date
from phares.kernel.actor import ROLE_LABELS, Actor, Role
from phares.kernel.own import Line, Part, Step
from phares.people.accounts.models import KeyRequest
from phares.people.accounts.queries import holders_for, whom_to_ask
from phares.people.accounts.queries.requests import asked_for_houses


def keys(ids: Sequence[int], actor: Actor, _today: date) -> Mapping[int, Part]:
    """A contact reads every key of the structure; its staff, whom to ask. Keys follow the real
    calendar."""
    found, contact = defaultdict[int, list[Line]](list), Role.MEMBER_CONTACT
    for key in holders_for(ids, timezone.localdate()):
        house = key.organisation_id
        if key.role == contact.value or actor.may_commit(house, contact):
            found[house].append(_line(key))
    for house, asked in asked_for_houses(sorted(actor.parties_as(contact))).items():
        found[house] += [_requested(one) for one in asked]
    where = _where_to_ask()
    return {pk: _part(pk, found[pk], where, contact=actor.may_commit(pk, contact)) for pk in ids}


def _line(key: Any) -> Line:
    role = ROLE_LABELS[Role(key.role)]
    if key.invited_until is None:
        return Line(key.user.name, detail=role)
    if key.invited_until <= timezone.now():
        return Line(key.user.name, said=_("invitation expirée"), mark="surveille", detail=role)
    until = french_date(timezone.localdate(key.invited_until))
    return Line(key.user.name, said=_("invitation envoyée"), mark="projet", detail=_(
        "%(role)s, a jusqu’au %(day)s pour répondre"
    ) % {"role": role, "day": until})  # fmt: skip


def _requested(one: KeyRequest) -> Line:
    role = ROLE_LABELS[Role(one.role)]
    if one.waits:
        return Line(one.name, said=_("clé demandée"), mark="projet", detail=role)
    told = _("%(role)s. Réponse : %(answer)s") % {"role": role, "answer": one.answer}
    return Line(one.name, said=_("clé refusée"), mark="surveille", detail=told)


def _part(pk: int, lines: list[Line], where: str, *, contact: bool) -> Part:
    title = _("Qui a une clé") if contact else _("À qui demander")
    note = where if contact or not lines else ""
    asks = (Step(_("Demander une clé"), reverse("accounts:ask_key", args=[pk])),) if contact else ()
    return Part("cles", title, tuple(lines), steps=asks, note=note, wide=False)


def _where_to_ask() -> str:
    if whom := whom_to_ask():
        return _("Une clé se demande à l’administration du pôle : %(whom)s.") % {"whom": whom}
    return _("Une clé se demande à l’administration du pôle.")
