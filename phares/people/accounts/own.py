"""Who speaks for one’s own structure, and who was invited to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from phares.common.web.display import french_date
from phares.kernel.actor import ROLE_LABELS, Actor, Role
from phares.kernel.own import Line, Part
from phares.people.accounts.queries import holders_for, whom_to_ask


def keys(ids: Sequence[int], actor: Actor, _today: date) -> Mapping[int, Part]:
    """A contact reads every key of the structure; its staff, whom to ask. Keys follow the real
    calendar."""
    found, contact = defaultdict[int, list[Line]](list), Role.MEMBER_CONTACT
    for key in holders_for(ids, timezone.localdate()):
        house = key.organisation_id
        if key.role == contact.value or actor.may_commit(house, contact):
            found[house].append(_line(key))
    where = _where_to_ask()
    return {pk: _part(found[pk], where, contact=actor.may_commit(pk, contact)) for pk in ids}


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


def _part(lines: list[Line], where: str, *, contact: bool) -> Part:
    title = _("Qui a une clé") if contact else _("À qui demander")
    note = where if contact or not lines else ""
    return Part("cles", title, tuple(lines), note=note, wide=False)


def _where_to_ask() -> str:
    if whom := whom_to_ask():
        return _("Une clé se demande à l’administration du pôle : %(whom)s.") % {"whom": whom}
    return _("Une clé se demande à l’administration du pôle.")
