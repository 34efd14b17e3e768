"""A writing asked for under a key is done once, and answered the same each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from phares.common.parameters.queries import value_of
from phares.kernel.refusal import Refused
from phares.people.accounts.models import ApiToken
from phares.steering.opendata.models import Replay
from phares.steering.opendata.rules.problems import ANOTHER_REQUEST, IN_FLIGHT, Problem

STALE = timedelta(minutes=2)
"""After which a writing that was never answered was cut short, and may be asked again."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str


class Told(Exception):
    """The answer is a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def answer_once(
    token: ApiToken,
    key: str,
    fingerprint: str,
    *,
    act: Callable[[], Answer],
    refuse: Callable[[Refused], Answer],
    now: datetime,
) -> Answer:
    """What the act gives; asked again with the same key, what was answered the first time.

    The key is kept before the act begins, and the answer with the act: a server killed in between
    leaves neither the one nor the other.
    """
    replay, mine = Replay.objects.get_or_create(
        token=token, key=key, defaults={"fingerprint": fingerprint, "at": now}
    )
    if replay.fingerprint != fingerprint:
        raise Told(ANOTHER_REQUEST)
    if replay.status is not None:
        return Answer(replay.status, replay.body)
    if not mine and not _taken_over(replay, now):
        raise Told(IN_FLIGHT)
    try:
        return _acted(replay, act)
    except Refused as refusal:
        return _kept(replay, refuse(refusal))
    except Exception:
        Replay.objects.filter(pk=replay.pk, status=None).delete()
        raise


def _taken_over(replay: Replay, now: datetime) -> bool:
    rows = Replay.objects.filter(pk=replay.pk, status=None, at__lte=now - STALE)
    return bool(rows.update(at=now))


@transaction.atomic
def _acted(replay: Replay, act: Callable[[], Answer]) -> Answer:
    return _kept(replay, act())


def _kept(replay: Replay, answer: Answer) -> Answer:
    Replay.objects.filter(pk=replay.pk).update(status=answer.status, body=answer.body)
    return answer


def forget_replays(now: datetime) -> int:
    """Keys kept as long as the pole said are forgotten; `now` is the real time."""
    kept = timedelta(hours=value_of("api.replay", now.date()))
    deleted, _each = Replay.objects.filter(at__lt=now - kept).delete()
    return deleted
