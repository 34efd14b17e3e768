"""What somebody asks of the data held on them, and the answer of the administration."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from phares.common.audit.actions import record
from phares.common.notices.actions import write_notice
from phares.common.notices.rules.kinds import RIGHTS_ANSWERED, RIGHTS_ASKED
from phares.common.parameters.queries import value_of
from phares.kernel.actor import Actor
from phares.kernel.refusal import Refused, insist
from phares.people.accounts.models import User
from phares.people.accounts.queries import keepers_to_write, reader_of
from phares.steering.privacy.models import RightsRequest
from phares.steering.privacy.rules import asking, permissions
from phares.steering.privacy.rules.asking import Wish


@transaction.atomic
def ask_of_data(
    user: User, wish: Wish, *, words: str, by: Actor, today: date, now: datetime
) -> RightsRequest:
    """The administration reads it on its first page and by letter, with the day to answer by."""
    if user.pk != by.user_id:
        raise Refused(asking.NOT_YOURS)
    kept = User.objects.select_for_update().get(pk=user.pk)
    waits = RightsRequest.objects.filter(user=kept, wish=wish.value, answered_on=None).first()
    insist(asking.why_not_ask(wish, words, waits.asked_on if waits else None))
    due = asking.deadline(today, value_of("privacy.answer", today))
    made = RightsRequest.objects.create(
        user=kept, wish=wish.value, words=words.strip(), asked_on=today, due_on=due
    )
    record("privacy.asked", kept, by=by, until=due)
    for reader in keepers_to_write():
        said = {"who": kept.name, "wish": wish.label, "until": due, "pk": made.pk}
        key = f"privacy.asked:{made.pk}:{reader.user_id}"
        write_notice(RIGHTS_ASKED, key=key, to=reader, said=said, now=now)
    return made


@transaction.atomic
def answer_request(
    asked: RightsRequest, *, answer: str, by: Actor, today: date, now: datetime
) -> RightsRequest:
    """What was done, or why it was not; the person reads it among her data, and by letter."""
    insist(permissions.why_not_answer(by))
    rows = RightsRequest.objects.select_for_update(of=("self",)).select_related("user")
    kept = rows.get(pk=asked.pk)
    insist(asking.why_not_answer(kept.answered_on, answer))
    kept.answered_on, kept.answer, kept.answered_by = today, answer.strip(), by.name
    kept.save(update_fields=["answered_on", "answer", "answered_by"])
    record("privacy.answered", kept.user, by=by)
    if kept.user.is_active:
        said = {"answer": kept.answer, "by": by.name}
        to = reader_of(kept.user, kept.user.email)
        write_notice(RIGHTS_ANSWERED, key=f"privacy.answered:{kept.pk}", to=to, said=said, now=now)
    return kept
